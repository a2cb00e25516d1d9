"""First passage from a wear that is known up to a normal law: against simulation and the closed form."""

import numpy as np
import pytest

from m4ds.prob.first_passage import first_passage
from m4ds.prob.uncertain_passage import passage_cdf, passage_quantiles


def test_with_a_known_wear_it_is_the_closed_form():
    t = np.array([5.0, 20, 40, 80])
    got = passage_cdf(t, [0.8, 0.005], [[1e-16, 0], [0, 1e-6]], 0.005)
    np.testing.assert_allclose(got, first_passage(0.2, 0.005, 0.005, 1e-3).cdf(t), atol=1e-6)


def test_it_agrees_with_paths():
    """Wear and drift correlated, the wear cut off at the barrier; paths in steps of a tenth."""
    rng = np.random.default_rng(7)
    mean, cov, sd = np.array([0.93, 0.006]), np.array([[2e-3, 3e-5], [3e-5, 2e-6]]), 0.01
    start = rng.multivariate_normal(mean, cov, 20_000)
    start = start[start[:, 0] < 1]
    wear, dead, share = start[:, 0].copy(), np.zeros(len(start), bool), []
    for k in range(1, 301):
        wear += 0.1 * start[:, 1] + sd * np.sqrt(0.1) * rng.normal(size=len(wear))
        dead |= wear >= 1
        if k in (50, 100, 300):
            share.append(dead.mean())
    want = passage_cdf([5.0, 10.0, 30.0], mean, cov, sd)
    se = np.sqrt(want * (1 - want) / len(start))
    assert (np.abs(np.array(share) - want) < 5 * se + 0.02).all()


def test_it_rises_with_time_and_wear():
    t = np.arange(1.0, 200)
    low, high = (passage_cdf(t, [x, 0.005], [[1e-4, 0], [0, 1e-6]], 0.005) for x in (0.5, 0.6))
    assert (np.diff(low) >= -1e-12).all() and (high >= low).all() and low[-1] > 0.95


def test_units_stand_in_rows_and_quantiles_invert():
    mean = np.array([[0.5, 0.005], [0.9, 0.004]])
    cov = np.tile(np.diag([1e-4, 1e-7]), (2, 1, 1))
    rows = passage_cdf([10.0, 50.0], mean, cov, 0.005)
    assert rows.shape == (2, 2)
    np.testing.assert_allclose(rows[1], passage_cdf([10.0, 50.0], mean[1], cov[1], 0.005), atol=1e-12)
    for level, q in zip((0.1, 0.5, 0.9), passage_quantiles([0.1, 0.5, 0.9], mean[1], cov[1], 0.005), strict=True):
        at = passage_cdf([float(q - 1), float(q)], mean[1], cov[1], 0.005)
        assert at[0] < level <= at[1]
    assert passage_quantiles([0.999999], [0.0, 1e-4], np.diag([1e-4, 1e-12]), 0.005, horizon=5)[0] == 5


@pytest.mark.parametrize("change", [
    {"t": [0.0]}, {"sd": 0.0}, {"cov": np.zeros((2, 2))}, {"mean": [0.1]}, {"mean": [3.0, 0.1]}, {"t": [np.nan]},
])
def test_bad_arguments_are_refused(change):
    good = {"t": [1.0], "mean": [0.5, 0.005], "cov": np.diag([1e-4, 1e-6]), "sd": 0.005}
    with pytest.raises(ValueError):
        passage_cdf(**(good | change))


def test_far_from_the_barrier_nothing_happens_yet():
    assert passage_cdf([10.0], [0.1, 0.005], np.diag([1e-5, 1e-6]), 0.005)[0] < 1e-30


def test_levels_outside_are_refused():
    with pytest.raises(ValueError):
        passage_quantiles([1.0], [0.5, 0.005], np.diag([1e-4, 1e-6]), 0.005)
