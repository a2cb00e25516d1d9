import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from m4ds.prob.convolve import bernoulli_sum_pmf, convolve_pmf, total_variation
from m4ds.prob.discrete import binomial_pmf, poisson_pmf


@st.composite
def laws(draw):
    weights = np.array(draw(st.lists(st.integers(0, 30), min_size=1, max_size=8)), float)
    weights[draw(st.integers(0, len(weights) - 1))] += 1
    return weights / weights.sum()


@given(laws(), laws())
def test_the_law_of_a_sum_is_that_of_all_pairs(p, q):
    want = np.zeros(len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            want[i + j] += a * b
    np.testing.assert_allclose(convolve_pmf(p, q), want, rtol=1e-12, atol=1e-16)
    np.testing.assert_allclose(convolve_pmf(p, q), np.convolve(p, q), rtol=1e-12, atol=1e-16)


@given(laws(), laws())
def test_means_and_variances_add(p, q):
    def moments(p):
        k = np.arange(len(p))
        return np.array([k @ p, k**2 @ p - (k @ p) ** 2])
    np.testing.assert_allclose(moments(convolve_pmf(p, q)), moments(p) + moments(q), atol=1e-10)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_the_number_of_successes_is_that_of_scipy(p):
    want = stats.poisson_binom.pmf(np.arange(len(p) + 1), p)
    np.testing.assert_allclose(bernoulli_sum_pmf(p), want, rtol=1e-9, atol=1e-14)


def test_equal_chances_give_the_binomial():
    np.testing.assert_allclose(bernoulli_sum_pmf([.3] * 50), binomial_pmf(np.arange(51), 50, .3), rtol=1e-12)


def test_two_poisson_laws_add():
    k = np.arange(60)
    got = convolve_pmf(poisson_pmf(k, 2.), poisson_pmf(k, 5.))[:60]
    np.testing.assert_allclose(got, poisson_pmf(k, 7.), rtol=1e-12)


@given(st.lists(st.floats(0, .5), min_size=1, max_size=30))
def test_le_cams_bound_holds(p):
    if sum(p) == 0:
        return
    law = poisson_pmf(np.arange(80), sum(p))
    assert total_variation(bernoulli_sum_pmf(p), law) <= sum(x * x for x in p) + 1e-12


@given(laws(), laws(), laws())
def test_total_variation_is_a_distance_and_the_largest_gap(p, q, r):
    assert total_variation(p, p) == pytest.approx(0, abs=1e-12)
    assert total_variation(p, q) == pytest.approx(total_variation(q, p))
    assert total_variation(p, r) <= total_variation(p, q) + total_variation(q, r) + 1e-12
    size = max(len(p), len(q))
    gap = np.pad(p, (0, size - len(p))) - np.pad(q, (0, size - len(q)))
    assert total_variation(p, q) == pytest.approx(gap[gap > 0].sum(), abs=1e-9)


def test_laws_without_a_common_value_are_at_distance_one():
    assert total_variation([1.], [0., 1.]) == 1


@pytest.mark.parametrize("call, words", [
    (lambda: convolve_pmf([], [1.]), "p is empty"), (lambda: convolve_pmf([.5, .6], [1.]), "sum to at most 1"),
    (lambda: convolve_pmf([1.], [-.5, 1.]), "q must hold"), (lambda: convolve_pmf([[1.]], [1.]), "vector"),
    (lambda: convolve_pmf([np.nan], [1.]), "NaN"), (lambda: bernoulli_sum_pmf([.2, 1.2]), "between 0 and 1"),
    (lambda: bernoulli_sum_pmf([]), "empty"), (lambda: total_variation([2.], [1.]), "p must hold")])
def test_bad_input_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
