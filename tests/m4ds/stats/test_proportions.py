import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from m4ds.stats.proportions import clopper_pearson_ci, coverage, wald_ci, wilson_ci

COUNTS = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
LEVELS = st.floats(.5, .9999)


@settings(deadline=None, max_examples=40)
@given(COUNTS, LEVELS)
def test_the_ends_of_wilson_are_where_the_score_test_just_rejects(kn, level):
    (k, n), z = kn, stats.norm.ppf((1 + level) / 2)
    for p in wilson_ci(k, n, level):
        assert (k / n - p)**2 == pytest.approx(z**2 * p * (1 - p) / n, rel=1e-7, abs=1e-12)


@settings(deadline=None, max_examples=40)
@given(COUNTS, LEVELS)
def test_the_ends_of_clopper_and_pearson_are_where_a_tail_is_half(kn, level):
    k, n = kn
    low, high = clopper_pearson_ci(k, n, level)
    assert (low == 0) if k == 0 else stats.binom.sf(k - 1, n, low) == pytest.approx((1 - level) / 2, rel=1e-6)
    assert (high == 1) if k == n else stats.binom.cdf(k, n, high) == pytest.approx((1 - level) / 2, rel=1e-6)


@settings(deadline=None, max_examples=40)
@given(COUNTS, LEVELS)
def test_they_agree_with_statsmodels(kn, level):
    k, n = kn
    for ours, method in ((wilson_ci, "wilson"), (clopper_pearson_ci, "beta")):
        np.testing.assert_allclose(ours(k, n, level), proportion_confint(k, n, 1 - level, method),
                                   rtol=1e-7, atol=1e-12)
    np.testing.assert_allclose(np.clip(wald_ci(k, n, level), 0, 1), proportion_confint(k, n, 1 - level, "normal"),
                               rtol=1e-7, atol=1e-12)


@settings(deadline=None, max_examples=40)
@given(COUNTS, LEVELS)
def test_successes_and_failures_are_mirror_images(kn, level):
    k, n = kn
    for ci in (wald_ci, wilson_ci, clopper_pearson_ci):
        low, high = ci(k, n, level)
        np.testing.assert_allclose(ci(n - k, n, level), (1 - high, 1 - low), rtol=1e-9, atol=1e-12)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 25), st.floats(0, 1), st.sampled_from([.8, .9, .95, .99]))
def test_clopper_and_pearson_keep_their_level_everywhere(n, p, level):
    assert coverage(clopper_pearson_ci, n, [p], level)[0] >= level - 1e-9


def test_wald_breaks_its_promise_and_wilson_keeps_it_on_average():
    p = np.linspace(.01, .99, 99)
    assert coverage(wald_ci, 40, p).min() < .4 < .85 < coverage(wilson_ci, 40, p).min() + .05
    assert abs(coverage(wilson_ci, 40, p).mean() - .95) < .01


def test_the_exact_coverage_is_that_of_a_simulation():
    rng = np.random.default_rng(3)
    k = rng.binomial(40, .125, 20_000)
    ends = np.array([wilson_ci(i, 40) for i in range(41)])[k]
    share = np.mean((ends[:, 0] <= .125) & (ends[:, 1] >= .125))
    exact = coverage(wilson_ci, 40, .125)
    assert abs(share - exact) < 4.5 * np.sqrt(exact * (1 - exact) / 20_000)


def test_the_smallest_samples():
    assert wald_ci(0, 1) == (0, 0) and wald_ci(1, 1) == (1, 1)
    assert wilson_ci(0, 1)[0] == 0 and wilson_ci(1, 1)[1] == 1
    np.testing.assert_allclose(clopper_pearson_ci(0, 1), (0, .975))


@pytest.mark.parametrize("args", [(-1, 4), (5, 4), (1.5, 4), (0, 0), (1, 4, 0), (1, 4, 1), (np.nan, 4),
                                  ([1], 4), (1, np.inf)])
@pytest.mark.parametrize("ci", [wald_ci, wilson_ci, clopper_pearson_ci])
def test_bad_input_is_refused(ci, args):
    with pytest.raises(ValueError, match=r"."):
        ci(*args)


def test_coverage_refuses_what_is_no_share():
    with pytest.raises(ValueError, match="0 to 1"):
        coverage(wilson_ci, 4, [1.2])
