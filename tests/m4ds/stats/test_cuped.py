"""The variance falls by the squared correlation, and the effect stays where it is."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings, strategies as st

from m4ds.stats.ab import difference_in_means
from m4ds.stats.cuped import cuped


def experiment(rng, n=400, effect=1.0, rho=0.8):
    x, t = rng.normal(size=n), rng.permutation(np.arange(n) % 2 == 0)
    return 3 * (rho * x + np.sqrt(1 - rho**2) * rng.normal(size=n)) + effect * t, x, t


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 1000), shift=st.floats(-100, 100), scale=st.floats(0.1, 50))
def test_no_other_coefficient_gives_a_smaller_error_and_units_do_not_matter(seed, shift, scale):
    y, x, t = experiment(np.random.default_rng(seed), 40)
    best = cuped(y, x, t)
    for theta in (0, best.theta * 0.9, best.theta * 1.1, best.theta + 0.3):
        assert best.se <= difference_in_means(y - theta * x, t).se * (1 + 1e-12)
    other = cuped(y, shift + scale * x, t)
    np.testing.assert_allclose([other.effect, other.se, other.theta * scale],
                               [best.effect, best.se, best.theta], rtol=1e-6)
    np.testing.assert_allclose(best.left, (best.se / difference_in_means(y, t).se)**2, rtol=1e-9)


def test_the_effect_is_that_of_regression_when_the_arms_are_equal():
    y, x, t = experiment(np.random.default_rng(3), 2000)
    theirs = sm.OLS(y, sm.add_constant(np.column_stack([t, x]))).fit()
    ours = cuped(y, x, t)
    np.testing.assert_allclose([ours.effect, ours.theta], theirs.params[1:], rtol=1e-12)
    np.testing.assert_allclose(ours.se, theirs.bse[1], rtol=2e-3)


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9])
def test_over_many_experiments_it_is_unbiased_with_the_variance_it_promises(rho):
    rng, runs = np.random.default_rng(4), 2000
    found = np.array([(r.effect, r.low <= 1.0 <= r.high, r.left) for r in
                      (cuped(*experiment(rng, 200, rho=rho)) for _ in range(runs))])
    sd = found[:, 0].std()
    assert abs(found[:, 0].mean() - 1.0) < 4.5 * sd / np.sqrt(runs)
    expected = np.sqrt(36 / 200 * (1 - rho**2))
    assert abs(sd / expected - 1) < 4.5 / np.sqrt(2 * runs) + 0.01
    assert abs(found[:, 1].mean() - 0.95) < 4.5 * np.sqrt(0.95 * 0.05 / runs) + 0.005
    assert abs(found[:, 2].mean() - (1 - rho**2)) < 0.02


@pytest.mark.parametrize("y, x, t", [([1, 2, 3, 4], [1, 1, 1, 1], [0, 0, 1, 1]),
                                     ([1, 2, 3, 4], [.1, .1, .1, .1], [0, 0, 1, 1]),
                                     ([1, 2, 3, 4], [1, 1, 2, 2], [0, 0, 1, 1]), ([1, 2, 3], [1, 2], [0, 1, 1]),
                                     ([1, 2, 3, 4], [1, np.nan, 2, 3], [0, 0, 1, 1]),
                                     ([1, 2, 3, 4], [1, 2, 3, 4], [0, 1, 1, 1])])
def test_bad_input_is_refused(y, x, t):
    with pytest.raises(ValueError):
        cuped(y, x, t)
