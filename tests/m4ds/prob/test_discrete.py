from fractions import Fraction
from math import comb, factorial

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats
from scipy.special import gammaln

from m4ds.prob.discrete import (
    binomial_pmf,
    geometric_pmf,
    hypergeometric_pmf,
    log_factorial,
    negative_binomial_pmf,
    poisson_pmf,
)

EPS = np.finfo(float).eps
chance = st.floats(0.01, 1.0)


def moments(p):
    k = np.arange(len(p))
    mean = k @ p
    return p.sum(), mean, (k - mean) ** 2 @ p


@given(st.integers(0, 300), st.floats(0, 1))
def test_binomial_probabilities_sum_to_one_with_mean_and_variance_of_the_theorem(n, p):
    got = moments(binomial_pmf(np.arange(n + 1), n, p))
    np.testing.assert_allclose(got, [1, n * p, n * p * (1 - p)], rtol=1e-10, atol=1e-10)


@given(st.floats(0.01, 200))
def test_poisson_mean_and_variance_are_equal(mu):
    np.testing.assert_allclose(moments(poisson_pmf(np.arange(600), mu)), [1, mu, mu], rtol=1e-10)


@given(chance)
@settings(max_examples=30)
def test_geometric_moments(p):
    got = moments(geometric_pmf(np.arange(6000), p))
    np.testing.assert_allclose(got, [1, 1 / p, (1 - p) / p**2], rtol=1e-9, atol=1e-12)


@given(st.floats(0.2, 20), st.floats(0.05, 1))
@settings(max_examples=30)
def test_negative_binomial_moments(r, p):
    got = moments(negative_binomial_pmf(np.arange(6000), r, p))
    mean = r * (1 - p) / p
    np.testing.assert_allclose(got, [1, mean, mean / p], rtol=1e-9, atol=1e-12)


@given(st.integers(2, 80), st.data())
def test_hypergeometric_moments(total, data):
    marked, draws = (data.draw(st.integers(0, total)) for _ in range(2))
    share = marked / total
    got = moments(hypergeometric_pmf(np.arange(draws + 1), total, marked, draws))
    want = [1, draws * share, draws * share * (1 - share) * (total - draws) / (total - 1)]
    np.testing.assert_allclose(got, want, rtol=1e-10, atol=1e-10)


@given(st.integers(0, 60), st.integers(1, 99), st.data())
def test_the_binomial_is_that_of_exact_fractions(n, percent, data):
    k, p = data.draw(st.integers(0, n)), Fraction(percent, 100)
    exact = comb(n, k) * p**k * (1 - p) ** (n - k)
    np.testing.assert_allclose(binomial_pmf(k, n, percent / 100), float(exact), rtol=1e-12)


@given(st.integers(0, 60), st.data())
def test_the_hypergeometric_is_that_of_counting(total, data):
    marked, draws = (data.draw(st.integers(0, total)) for _ in range(2))
    k = data.draw(st.integers(0, draws))
    exact = Fraction(comb(marked, k) * comb(total - marked, draws - k), comb(total, draws))
    np.testing.assert_allclose(hypergeometric_pmf(k, total, marked, draws), float(exact), rtol=1e-12)


@pytest.mark.parametrize("n, p", [(0, .3), (1, .5), (10, 0.), (10, 1.), (10, 1e-12), (1000, .002), (100_000, .5)])
def test_scipy_agrees_on_the_binomial(n, p):
    k = np.unique(np.linspace(-2, n + 2, 400).astype(int))
    size = max(n * np.log(n + 2), 50)
    np.testing.assert_allclose(binomial_pmf(k, n, p), stats.binom.pmf(k, n, p), rtol=20 * EPS * size, atol=1e-300)


@pytest.mark.parametrize("mu", [1e-300, 1e-8, .61, 20., 700., 1e5])
def test_scipy_agrees_on_the_poisson(mu):
    k = np.arange(-1, int(mu) + 200)
    size = max(mu * np.log(mu + 2), 2000)
    np.testing.assert_allclose(poisson_pmf(k, mu), stats.poisson.pmf(k, mu), rtol=20 * EPS * size, atol=1e-300)


@pytest.mark.parametrize("p", [1e-9, .03, .5, 1.])
def test_scipy_agrees_on_the_waiting_laws(p):
    k = np.arange(-1, 200)
    np.testing.assert_allclose(geometric_pmf(k, p), stats.geom.pmf(k, p), rtol=1e-12, atol=1e-300)
    for r in (.3, 1, 7):
        np.testing.assert_allclose(negative_binomial_pmf(k, r, p), stats.nbinom.pmf(k, r, p), rtol=1e-11, atol=1e-300)


@pytest.mark.parametrize("total, marked, draws", [(1, 1, 1), (1, 0, 1), (50, 5, 10), (50, 45, 10), (10_000, 40, 300)])
def test_scipy_agrees_on_the_hypergeometric(total, marked, draws):
    k = np.arange(-1, draws + 2)
    got = hypergeometric_pmf(k, total, marked, draws)
    np.testing.assert_allclose(got, stats.hypergeom.pmf(k, total, marked, draws), rtol=1e-10, atol=1e-250)


def test_log_factorials_are_those_of_whole_numbers_and_of_scipy():
    np.testing.assert_allclose(log_factorial(np.arange(20)), [np.log(float(factorial(n))) for n in range(20)],
                               rtol=1e-14, atol=1e-15)
    n = np.array([[170, 171], [10**6, 10**9]])
    np.testing.assert_allclose(log_factorial(n), gammaln(n + 1), rtol=1e-14)


def test_drawing_nothing_from_nothing_is_certain():
    np.testing.assert_array_equal(hypergeometric_pmf([-1, 0, 1], 0, 0, 0), [0, 1, 0])


def test_geometric_has_no_memory():
    p, reach = .13, np.arange(1, 2000)
    left = np.array([geometric_pmf(np.arange(m + 1, 2000), p).sum() for m in (0, 3, 4, 7)])
    np.testing.assert_allclose(left[3] / left[1], left[2], rtol=1e-12)
    np.testing.assert_allclose(geometric_pmf(reach, p).sum(), 1)


@pytest.mark.parametrize("call, words", [
    (lambda: binomial_pmf(.5, 3, .5), "k must hold whole"), (lambda: binomial_pmf(1, 2.5, .5), "n must hold whole"),
    (lambda: binomial_pmf(1, -1, .5), "n must be"), (lambda: binomial_pmf(1, 3, 1.2), "p must be"),
    (lambda: binomial_pmf([], 3, .2), "k is empty"), (lambda: binomial_pmf(np.nan, 3, .2), "NaN"),
    (lambda: binomial_pmf(1, [3, 4], .2), "n must be one"), (lambda: binomial_pmf(1, 3, [.2]), "p must be one"),
    (lambda: poisson_pmf(1, 0), "mu must be"), (lambda: poisson_pmf(1, -2), "mu must be"),
    (lambda: poisson_pmf(1, np.inf), "infinity"), (lambda: poisson_pmf(np.inf, 1), "infinity"),
    (lambda: geometric_pmf(1, 0), "p must be"), (lambda: negative_binomial_pmf(1, 0, .5), "r must be"),
    (lambda: negative_binomial_pmf(1, 2, 0), "p must be"), (lambda: hypergeometric_pmf(1, 5, 6, 2), "exceed"),
    (lambda: hypergeometric_pmf(1, 5, 2, 6), "exceed"), (lambda: log_factorial(-1), "negative"),
    (lambda: log_factorial(.5), "whole")])
def test_bad_input_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_words_are_no_counts():
    with pytest.raises(TypeError, match="k must hold real numbers"):
        poisson_pmf("three", 1)
