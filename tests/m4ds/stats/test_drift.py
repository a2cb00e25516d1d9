import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from m4ds.prob.information import kl_divergence
from m4ds.stats.drift import bin_counts, psi, psi_bias, psi_null


@st.composite
def tables(draw):
    k = draw(st.integers(1, 8))
    row = st.lists(st.integers(1, 60), min_size=k, max_size=k)
    return draw(row), draw(row)


@given(tables())
def test_the_index_is_the_sum_of_both_divergences(pair):
    a, b = (np.array(x) / sum(x) for x in pair)
    want = kl_divergence(a, b, np.e) + kl_divergence(b, a, np.e)
    assert psi(*pair, add=0) == pytest.approx(want, abs=1e-12)
    assert psi(*pair) == pytest.approx(psi(*pair[::-1]), abs=1e-14)


@given(tables())
def test_merging_bins_never_raises_the_index(pair):
    a, b = pair
    if len(a) > 1:
        merged = psi([a[0] + a[1], *a[2:]], [b[0] + b[1], *b[2:]], add=0)
        assert merged <= psi(a, b, add=0) + 1e-12


def test_without_drift_the_scaled_index_is_about_chi_square():
    p = np.full(10, .1)
    null = psi_null(5000 * p, 1000 * p, np.random.default_rng(5), draws=4000)
    scaled = null / (1 / 5000 + 1 / 1000)
    assert stats.kstest(scaled, stats.chi2(9).cdf).pvalue > .001
    assert null.mean() == pytest.approx(psi_bias(5000 * p, 1000 * p), rel=.05)


def test_quantile_bins_of_the_reference_give_the_same_law():
    rng = np.random.default_rng(8)
    scaled = [psi(*bin_counts(rng.normal(size=3000), rng.normal(size=800))) / (1 / 3000 + 1 / 800) for _ in range(600)]
    assert stats.kstest(scaled, stats.chi2(9).cdf).pvalue > .001


def test_for_large_counts_it_is_near_the_chi_square_statistic_of_scipy():
    rng = np.random.default_rng(2)
    a, b = rng.multinomial(40_000, np.full(8, 1 / 8)), rng.multinomial(30_000, np.full(8, 1 / 8))
    theirs = stats.chi2_contingency([a, b], correction=False).statistic
    assert psi(a, b) / (1 / 40_000 + 1 / 30_000) == pytest.approx(theirs, rel=.01)


def test_empty_bins():
    assert psi([0, 5], [2, 3], add=0) == np.inf and np.isfinite(psi([0, 5], [2, 3]))
    assert psi([0, 5, 5], [0, 2, 8], add=0) == psi([5, 5], [2, 8], add=0)
    assert psi_bias([0, 5, 5], [0, 2, 8]) == psi_bias([5, 5], [2, 8])


def test_bins_hold_equal_shares_of_the_reference_and_ties_merge_them():
    a, b = bin_counts(np.arange(1000), np.arange(0, 2000, 7), 10)
    assert (a == 100).all() and b.sum() == 286
    a, b = bin_counts([1, 1, 1, 1, 2], [0, 3], 4)
    assert a.sum() == 5 and len(a) == len(b) < 4


@pytest.mark.parametrize("call, words", [
    (lambda: psi([], [1]), "empty"), (lambda: psi([1, 2], [1]), "same bins"),
    (lambda: psi([-1, 2], [1, 1]), "reference"),
    (lambda: psi([1, 2], [0, 0]), "current"), (lambda: psi([1.5, 2], [1, 1]), "whole"),
    (lambda: psi([1], [1], add=-1), "add"), (lambda: bin_counts([1.], [1.], 1), "bins"),
    (lambda: bin_counts([np.nan], [1.]), "NaN"), (lambda: psi_bias([1], [1, 2]), "same bins"),
    (lambda: psi_null([0], [1], np.random.default_rng(0)), "reference")])
def test_bad_input_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
