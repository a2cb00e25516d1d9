from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from m4ds.stats.permutation import difference_of_means, permutation_test


def rng():
    return np.random.default_rng(0)


@settings(max_examples=30)
@given(st.integers(0, 1000), st.integers(1, 5), st.integers(1, 5), st.sampled_from([1, 2]))
def test_all_splits_agree_with_scipy(seed, n, m, sides):
    x, y = np.split(np.random.default_rng(seed).normal(size=n + m), [n])
    ours = permutation_test(x, y, rng(), sides=sides)
    pool = np.concatenate([x, y])
    assert ours.shuffled.mean() == pytest.approx(0, abs=1e-12)
    if n > 1 and m > 1:
        def statistic(a, b):
            return abs(np.mean(a) - np.mean(b)) if sides == 2 else np.mean(a) - np.mean(b)
        ref = stats.permutation_test((x, y), statistic, n_resamples=np.inf, alternative="greater")
        assert ours.p == pytest.approx(ref.pvalue)
    assert 1 / len(ours.shuffled) <= ours.p <= 1
    assert ours.statistic == pytest.approx(x.mean() - (pool.sum() - x.sum()) / m)


def test_under_the_null_hypothesis_the_level_is_kept_exactly():
    """Every split of six given numbers is equally likely: the p-values of the 20 splits are superuniform."""
    pool = np.array([1., 2, 4, 8, 16, 32])
    p = []
    for chosen in combinations(range(6), 3):
        mask = np.isin(np.arange(6), chosen)
        p.append(permutation_test(pool[mask], pool[~mask], rng(), sides=1).p)
    np.testing.assert_allclose(np.sort(p), np.arange(1, 21) / 20)


def test_random_splits_come_close_and_are_never_zero():
    r = np.random.default_rng(4)
    x, y = r.normal(size=30), r.normal(.7, 1, 30)
    ours = permutation_test(x, y, rng(), draws=4000)
    ref = stats.permutation_test((x, y), difference_of_means, n_resamples=4000, rng=np.random.default_rng(1)).pvalue
    assert abs(ours.p - ref) < 5 * np.sqrt(2 * .02 / 4000)
    assert permutation_test(x, y + 100, rng(), draws=99).p == pytest.approx(.01)


def test_the_level_is_kept_with_random_splits_and_ties():
    r, runs = np.random.default_rng(5), 600
    p = [permutation_test(r.poisson(3, 12), r.poisson(3, 12), r, draws=99).p for _ in range(runs)]
    assert np.mean(np.array(p) <= .1) < .1 + 4.5 * np.sqrt(.09 / runs)


def test_ties_by_rounding_count_as_ties():
    x, y = np.array([.1, .2, .3]), np.array([.3, .2, .1])
    assert permutation_test(x, y, rng()).p == 1
    assert permutation_test([1e9 + .1, 1e9 + .2], [1e9 + .3, 1e9 + .7], rng()).p == pytest.approx(1 / 3)


@pytest.mark.parametrize("call", [
    lambda: permutation_test([], [1.], rng()), lambda: permutation_test([1., np.nan], [1.], rng()),
    lambda: permutation_test([1.], [1.], rng(), draws=0), lambda: permutation_test([1.], [1.], rng(), sides=3)])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"."):
        call()
