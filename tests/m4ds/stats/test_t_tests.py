import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from m4ds.stats.t_tests import t_test, variance_interval

SEEDS = st.integers(0, 10_000)


@settings(deadline=None, max_examples=25)
@given(SEEDS, st.integers(2, 40), st.floats(.5, .999), st.floats(-2, 2))
def test_the_interval_holds_the_means_that_the_test_does_not_reject(seed, n, level, null):
    x = np.random.default_rng(seed).normal(size=n)
    r = t_test(x, mean=null, level=level)
    if abs(r.p - (1 - level)) > 1e-9:
        assert (r.low <= null <= r.high) == (r.p > 1 - level)
    for end in (r.low, r.high):
        assert t_test(x, mean=end).p == pytest.approx(1 - level, rel=1e-7)


@settings(deadline=None, max_examples=25)
@given(SEEDS, st.integers(2, 30), st.integers(2, 30), st.floats(.01, 100), st.booleans())
def test_two_samples_agree_with_scipy(seed, n, m, ratio, equal_var):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=n), rng.normal(1, ratio, m)
    r, ref = t_test(x, y, equal_var=equal_var), stats.ttest_ind(x, y, equal_var=equal_var)
    np.testing.assert_allclose([r.t, r.df, r.p], [ref.statistic, ref.df, ref.pvalue], rtol=1e-8)
    np.testing.assert_allclose([r.low, r.high], ref.confidence_interval(), rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize(("shift", "scale"), [(0, 1), (1e6, 1), (1e6, 1e-2), (0, 1e-150), (0, 1e100), (-3e9, 1e3)])
def test_one_sample_and_pairs_agree_with_scipy_at_every_scale(shift, scale):
    x = shift + scale * np.array([5.1, 4.9, 5.6, 5.8, 6.0])
    y = shift + scale * np.array([4.8, 5.0, 5.3, 5.5, 5.2])
    for r, ref in ((t_test(x, mean=shift + 5 * scale), stats.ttest_1samp(x, shift + 5 * scale)),
                   (t_test(x, y, paired=True), stats.ttest_rel(x, y))):
        np.testing.assert_allclose([r.t, r.p], [ref.statistic, ref.pvalue], rtol=1e-6)
        np.testing.assert_allclose([r.low, r.high], ref.confidence_interval(), rtol=1e-6)


def test_the_example_by_hand():
    r = t_test([5.1, 4.9, 5.6, 5.8, 6.0], mean=5)
    np.testing.assert_allclose([r.estimate, r.t, r.p], [5.48, 2.3041, .0826], atol=1e-4)
    assert r.df == 4


def test_pooled_and_welch_have_the_same_t_for_equal_sizes():
    x, y = np.array([1., 2, 4]), np.array([3., 9, 20])
    a, b = t_test(x, y, equal_var=True), t_test(x, y)
    assert a.t == pytest.approx(b.t, rel=1e-13) and b.df < a.df == 4


def test_the_degrees_of_welch_lie_between_the_smaller_and_the_sum():
    x = np.array([1., 2, 4])
    assert t_test(x, np.full(9, 5.)).df == pytest.approx(2)
    assert t_test(x, x + 1).df == pytest.approx(4)


def test_the_intervals_cover_as_often_as_they_say():
    rng, runs = np.random.default_rng(20), 4000
    x = rng.normal(3, 2, (runs, 6))
    mean = np.mean([r.low <= 3 <= r.high for r in map(t_test, x)])
    spread = np.mean([low <= 4 <= high for low, high in (variance_interval(row, .9) for row in x[:400])])
    assert abs(mean - .95) < 4.5 * np.sqrt(.95 * .05 / runs)
    assert abs(spread - .9) < 4.5 * np.sqrt(.9 * .1 / 400)


def test_the_size_of_welch_holds_and_that_of_student_does_not_for_unequal_spreads():
    rng, runs = np.random.default_rng(21), 500
    pairs = [(rng.normal(0, 4, 5), rng.normal(0, 1, 20)) for _ in range(runs)]
    welch = np.mean([t_test(x, y).p <= .05 for x, y in pairs])
    student = np.mean([t_test(x, y, equal_var=True).p <= .05 for x, y in pairs])
    assert abs(welch - .05) < .01 + 4.5 * np.sqrt(.05 * .95 / runs) and student > .2


@settings(deadline=None, max_examples=25)
@given(SEEDS, st.integers(2, 200), st.floats(.5, .999))
def test_the_interval_of_a_variance_is_that_of_chi_square(seed, n, level):
    x = np.random.default_rng(seed).normal(5, 3, n)
    want = (n - 1) * x.var(ddof=1) / stats.chi2(n - 1).isf([(1 - level) / 2, (1 + level) / 2])
    np.testing.assert_allclose(variance_interval(x, level), want, rtol=1e-8)


@pytest.mark.parametrize("call", [
    lambda: t_test([1.]), lambda: t_test([]), lambda: t_test([1., np.nan]), lambda: t_test([1., 1, 1]),
    lambda: t_test([1., 2], [1.]), lambda: t_test([1., 2], [1., 2, 3], paired=True),
    lambda: t_test([1., 2], paired=True),
    lambda: t_test([1., 2], [2., 3], paired=True), lambda: t_test([[1., 2]]), lambda: t_test([1., 2], level=1),
    lambda: t_test([3., 3], [4., 4]), lambda: t_test([1., 2], mean=[0., 1]), lambda: t_test([1., 2], mean=np.inf),
    lambda: variance_interval([1.]), lambda: variance_interval([1., 2], 0)])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"."):
        call()


def test_words_are_refused():
    with pytest.raises(TypeError):
        t_test(["a", "b"])
