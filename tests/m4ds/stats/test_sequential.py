"""Looking after every observation: the errors stay below what was promised."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.stats.sequential import always_valid_p, confidence_sequence, log_e_values, sprt, sprt_bounds


@settings(max_examples=80, deadline=None)
@given(st.lists(st.floats(-3, 3), min_size=1, max_size=50), st.floats(0.01, 0.4), st.floats(0.01, 0.4))
def test_the_test_stops_at_the_first_crossing_and_not_before(ratios, alpha, beta):
    result = sprt(ratios, alpha, beta)
    lower, upper = sprt_bounds(alpha, beta)
    before = result.log_ratios[:-1] if result.decision >= 0 else result.log_ratios
    assert ((before > lower - 1e-9) & (before < upper + 1e-9)).all()
    assert result.used == len(result.log_ratios) <= len(ratios)
    if result.decision == 1:
        assert result.log_ratios[-1] >= upper - 1e-9
    if result.decision == 0:
        assert result.log_ratios[-1] <= lower + 1e-9


@pytest.mark.parametrize("p, wrong", [(0.048, 1), (0.060, 0)])
def test_both_errors_obey_walds_inequalities(p, wrong):
    rng, runs, alpha, beta = np.random.default_rng(5), 1500, 0.05, 0.2
    up, down = np.log(0.060 / 0.048), np.log(0.940 / 0.952)
    decisions = np.array([sprt(np.where(rng.random(20_000) < p, up, down), alpha, beta).decision for _ in range(runs)])
    assert (decisions >= 0).all()
    bound = alpha / (1 - beta) if wrong else beta / (1 - alpha)
    share = np.mean(decisions == wrong)
    assert share <= bound + 4.5 * np.sqrt(bound * (1 - bound) / runs)
    assert abs(share - (alpha if wrong else beta)) < 4.5 * np.sqrt(0.25 / runs)


def test_the_e_value_is_the_average_likelihood_ratio():
    effect, se, tau = 1.3, 0.7, 0.8
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    theta = tau * nodes
    ratio = np.exp(theta * effect / se**2 - theta**2 / (2 * se**2)) @ weights / weights.sum()
    assert np.exp(log_e_values(effect, se, tau)) == pytest.approx(ratio, rel=1e-8)


def test_it_has_mean_one_under_no_effect():
    rng = np.random.default_rng(6)
    e = np.exp(log_e_values(rng.normal(size=400_000), np.ones(400_000), 0.5))
    assert abs(e.mean() - 1) < 4.5 * e.std() / np.sqrt(len(e))


def test_the_chance_of_ever_crossing_stays_below_alpha_and_the_intervals_hold_together():
    rng, runs, looks = np.random.default_rng(7), 4000, 400
    n = np.arange(1, looks + 1)
    effects, ses = rng.normal(size=(runs, looks)).cumsum(axis=1) / n, np.broadcast_to(n**-0.5, (runs, looks))
    p = always_valid_p(effects, ses, 0.3)
    assert (np.diff(p, axis=1) <= 0).all() and p.min() > 0 and p.max() <= 1
    assert np.mean(p[:, -1] <= 0.05) <= 0.05 + 4.5 * np.sqrt(0.05 * 0.95 / runs)
    low, high = confidence_sequence(effects, ses, 0.3)
    np.testing.assert_array_equal((low > 0).any(axis=1) | (high < 0).any(axis=1), p[:, -1] < 0.05)


def test_extreme_estimates_neither_overflow_nor_vanish():
    assert np.isfinite(log_e_values([1e150, 1e-300], [1.0, 1e-3], 1.0)).all()
    assert always_valid_p([1e3], [1.0], 1.0) == 0.0


@pytest.mark.parametrize("alpha, beta", [(0, 0.1), (0.1, 0), (0.5, 0.5), (np.nan, 0.1)])
def test_levels_that_do_not_fit_are_refused(alpha, beta):
    with pytest.raises(ValueError):
        sprt([1.0], alpha, beta)


def test_other_bad_input_is_refused():
    for effects, ses, tau in (([1, 2], [1], 1), ([1], [0], 1), ([1], [1], 0), ([np.nan], [1], 1), ([], [], 1)):
        with pytest.raises(ValueError):
            log_e_values(effects, ses, tau)
    with pytest.raises(ValueError, match="alpha"):
        confidence_sequence([1], [1], 1, alpha=1)
    with pytest.raises(ValueError):
        sprt([])
    with pytest.raises(TypeError):
        sprt("ab")
