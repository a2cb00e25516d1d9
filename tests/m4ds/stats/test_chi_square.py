import numpy as np
import pytest
from hypothesis import assume, given, strategies as st
from scipy import stats

from m4ds.stats.chi_square import fisher_exact, goodness_of_fit, independence

SEEDS = st.integers(0, 10_000)


@given(SEEDS, st.integers(3, 8), st.sampled_from([0, 1]))
def test_goodness_of_fit_agrees_with_scipy(seed, k, fitted):
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.ones(k) * 5)
    counts = rng.multinomial(300, p)
    ours, ref = goodness_of_fit(counts, p, fitted), stats.chisquare(counts, 300 * p, ddof=fitted)
    np.testing.assert_allclose([ours.statistic, ours.p], [ref.statistic, ref.pvalue], rtol=1e-8)


@given(SEEDS, st.integers(2, 5), st.integers(2, 5))
def test_independence_agrees_with_scipy(seed, r, c):
    table = np.random.default_rng(seed).poisson(20, (r, c)) + 1
    ours, ref = independence(table), stats.chi2_contingency(table, correction=False)
    np.testing.assert_allclose([ours.statistic, ours.df, ours.p], [ref.statistic, ref.dof, ref.pvalue], rtol=1e-8)
    np.testing.assert_allclose(ours.expected, ref.expected_freq)


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_fisher_agrees_with_scipy(cells):
    table = np.array(cells).reshape(2, 2)
    assume(table.sum() > 0)
    assert fisher_exact(table) == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-7)
    assert fisher_exact(table.T) == pytest.approx(fisher_exact(table), rel=1e-7)


def test_proportional_rows_and_expected_counts_give_zero():
    assert independence([[10, 20], [30, 60]]).statistic == pytest.approx(0, abs=1e-12)
    assert goodness_of_fit([5, 5], [.5, .5]).p == 1


def test_two_by_two_is_the_square_of_the_pooled_z_test():
    a, n, b, m = 18, 60, 9, 50
    share = (a + b) / (n + m)
    z = (a / n - b / m) / np.sqrt(share * (1 - share) * (1 / n + 1 / m))
    assert independence([[a, n - a], [b, m - b]]).statistic == pytest.approx(z**2)


def test_the_sizes_are_kept_for_large_counts():
    rng, runs = np.random.default_rng(6), 4000
    p = [goodness_of_fit(rng.multinomial(200, [.1, .2, .3, .4]), [.1, .2, .3, .4]).p for _ in range(runs)]
    assert abs(np.mean(np.array(p) <= .05) - .05) < 4.5 * np.sqrt(.05 * .95 / runs) + .003


def test_fisher_keeps_its_level_for_small_counts():
    """Given the margins, the probability of a p-value up to alpha is at most alpha."""
    for n, m, marked in ((5, 7, 6), (4, 4, 4), (9, 3, 2)):
        k = np.arange(max(0, marked - m), min(n, marked) + 1)
        pmf = stats.hypergeom(n + m, marked, n).pmf(k)
        p = np.array([fisher_exact([[i, n - i], [marked - i, m - marked + i]]) for i in k])
        for alpha in (.01, .05, .2, .5):
            assert pmf[p <= alpha].sum() <= alpha + 1e-12


@pytest.mark.parametrize("call", [
    lambda: goodness_of_fit([1, 2], [.5, .6]), lambda: goodness_of_fit([1, 2], [1., 0]),
    lambda: goodness_of_fit([1.5, 2], [.5, .5]), lambda: goodness_of_fit([-1, 2], [.5, .5]),
    lambda: goodness_of_fit([3], [1.]), lambda: goodness_of_fit([1, 2], [.5, .5], 1),
    lambda: goodness_of_fit([0, 0], [.5, .5]),
    lambda: independence([[1, 2]]), lambda: independence([[0, 0], [1, 2]]), lambda: independence([[1, 2], [3, np.nan]]),
    lambda: fisher_exact([[1, 2, 3], [1, 2, 3]]), lambda: fisher_exact([[1, -2], [3, 4]])])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"."):
        call()
