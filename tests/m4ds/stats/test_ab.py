"""Two arms: the effect is unbiased over all assignments, and the test and interval are those of the references."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from m4ds.stats.ab import ab_test, arms, difference_in_means, normal_result, sample_ratio_test, strict_share

OUTCOMES = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=4, max_size=7)


@settings(max_examples=40, deadline=None)
@given(pairs=OUTCOMES, data=st.data())
def test_over_all_assignments_the_difference_is_unbiased_and_its_variance_is_neymans(pairs, data):
    y0, y1 = np.array(pairs, dtype=float).T
    n, m = len(y0), data.draw(st.integers(2, len(y0) - 2))
    effects, errors = [], []
    for chosen in combinations(range(n), m):
        t = np.isin(np.arange(n), chosen)
        y = np.where(t, y1, y0)
        effects.append(y[t].mean() - y[~t].mean())
        errors.append(y[t].var(ddof=1) / m + y[~t].var(ddof=1) / (n - m))
    s1, s0, sd = y1.var(ddof=1), y0.var(ddof=1), (y1 - y0).var(ddof=1)
    np.testing.assert_allclose(np.mean(effects), (y1 - y0).mean(), atol=1e-9)
    np.testing.assert_allclose(np.var(effects), s1 / m + s0 / (n - m) - sd / n, atol=1e-8)
    np.testing.assert_allclose(np.mean(errors), s1 / m + s0 / (n - m), atol=1e-8)


@pytest.mark.parametrize("s, n", [((481, 510), (10_000, 10_000)), ((1, 9), (40, 50)), ((0, 5), (9, 9)),
                                  ((3, 997), (1000, 1000))])
def test_proportions_agree_with_statsmodels(s, n):
    ours = ab_test(s, n)
    z, p = proportions_ztest(s[::-1], n[::-1])
    low, high = confint_proportions_2indep(s[1], n[1], s[0], n[0], method="wald", compare="diff")
    np.testing.assert_allclose(ours[2:], [low, high, z, p], rtol=1e-9, atol=1e-300)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40))
def test_exchanging_the_arms_changes_the_sign_alone(a, b):
    one, other = ab_test([a, b], [41, 41]), ab_test([b, a], [41, 41])
    assert one.effect == -other.effect and one.p_value == other.p_value and one.se == pytest.approx(other.se)


def test_the_difference_of_means_agrees_with_welch():
    rng = np.random.default_rng(0)
    for n, scale in ((4, 1.0), (400, 1e8), (50, 1e-8)):
        y, t = scale * rng.normal(size=n), np.arange(n) % 3 == 0
        t[:2] = [True, False]
        if n == 4:
            t = np.array([1, 1, 0, 0], dtype=bool)
        ours = difference_in_means(y, t)
        theirs = stats.ttest_ind(y[t], y[~t], equal_var=False)
        assert ours.z == pytest.approx(theirs.statistic, rel=1e-9)


def test_the_interval_covers_as_often_as_it_says():
    rng, runs = np.random.default_rng(1), 4000
    s = rng.binomial(2000, [0.05, 0.06], (runs, 2))
    hits = np.mean([r.low <= 0.01 <= r.high for r in (ab_test(pair, [2000, 2000]) for pair in s)])
    assert abs(hits - 0.95) < 4.5 * np.sqrt(0.95 * 0.05 / runs)


@pytest.mark.parametrize("counts, shares", [((5100, 4900), (0.5, 0.5)), ((10, 20, 30), (0.2, 0.3, 0.5)),
                                            ((0, 9), (0.1, 0.9))])
def test_the_ratio_test_agrees_with_scipy(counts, shares):
    expected = np.sum(counts) * np.array(shares)
    assert sample_ratio_test(counts, shares) == pytest.approx(stats.chisquare(counts, expected).pvalue, rel=1e-9)


@pytest.mark.parametrize("s, n", [((5,), (9,)), ((5, 10), (9, 9)), ((-1, 2), (9, 9)), ((1.5, 2), (9, 9)),
                                  ((0, 0), (9, 9)), ((9, 9), (9, 9)), ((np.nan, 2), (9, 9)), ((0, 0), (0, 9)),
                                  ((), ())])
def test_counts_that_are_none_are_refused(s, n):
    with pytest.raises(ValueError):
        ab_test(s, n)


@pytest.mark.parametrize("y, t", [([1, 2, 3], [1, 0]), ([1, 2, 3, 4], [1, 0, 0, 0]), ([1, 2, 3, 4], [0, 2, 0, 2]),
                                  ([1, np.inf, 3, 4], [1, 1, 0, 0]), ([], []), ([2, 2, 2, 2], [1, 1, 0, 0])])
def test_arms_that_cannot_be_compared_are_refused(y, t):
    with pytest.raises(ValueError):
        difference_in_means(y, t)


def test_other_bad_input_is_refused():
    for counts, shares in (((5,), (1,)), ((5, 5), (0.5, 0.4)), ((5, -1), (0.5, 0.5)), ((5, 5), (1, 0)),
                           ((0, 0), (0.5, 0.5))):
        with pytest.raises(ValueError):
            sample_ratio_test(counts, shares)
    for level in (0, 1, 1.5):
        with pytest.raises(ValueError, match="level"):
            normal_result(1.0, 1.0, level)
    with pytest.raises(ValueError, match="standard error"):
        normal_result(1.0, 0.0, 0.95)
    with pytest.raises(ValueError, match="alpha"):
        strict_share(0, "alpha")
    with pytest.raises(TypeError):
        arms("ab", [0, 1])
