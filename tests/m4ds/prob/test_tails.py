import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from m4ds.prob.discrete import binomial_pmf, geometric_pmf, hypergeometric_pmf, negative_binomial_pmf, poisson_pmf
from m4ds.prob.tails import cdf, poisson_interval, quantile, tail

LAWS = [(poisson_pmf, (.61,), stats.poisson(.61)), (poisson_pmf, (5000.,), stats.poisson(5000)),
        (binomial_pmf, (40, .9), stats.binom(40, .9)), (binomial_pmf, (3000, .01), stats.binom(3000, .01)),
        (geometric_pmf, (.001,), stats.geom(.001)), (negative_binomial_pmf, (.4, .02), stats.nbinom(.4, .02)),
        (hypergeometric_pmf, (50, 20, 10), stats.hypergeom(50, 20, 10)), (binomial_pmf, (0, .4), stats.binom(0, .4))]



@pytest.mark.parametrize("pmf, params, law", LAWS)
def test_scipy_agrees_far_into_both_tails(pmf, params, law):
    middle, spread = float(law.mean()), float(law.std()) + 1
    for k in sorted({int(middle + z * spread) for z in (-8, -2, -1, -.3, 0, .3, 1, 2, 5, 8, 12)} | {-1, 0, 1}):
        np.testing.assert_allclose(cdf(pmf, k, *params), law.cdf(k), rtol=1e-9, atol=1e-280)
        np.testing.assert_allclose(tail(pmf, k, *params), law.sf(k - 1), rtol=1e-9, atol=1e-280)


@pytest.mark.parametrize("pmf, params, law", LAWS)
def test_the_quantiles_are_those_of_scipy(pmf, params, law):
    for q in (1e-6, .003, .2, .497, .9, .99, .999987):
        assert quantile(pmf, q, *params) == law.ppf(q)


@given(st.floats(.05, 60), st.floats(1e-6, 1 - 1e-6))
def test_a_quantile_is_the_first_value_that_reaches_the_level(mu, q):
    k = quantile(poisson_pmf, q, mu)
    assert cdf(poisson_pmf, k, mu) >= q - 1e-12
    assert k == 0 or cdf(poisson_pmf, k - 1, mu) < q + 1e-12


@given(st.integers(0, 80), st.floats(.1, 40))
def test_below_and_above_sum_to_one(k, mu):
    np.testing.assert_allclose(cdf(poisson_pmf, k - 1, mu) + tail(poisson_pmf, k, mu), 1, rtol=1e-12)


def test_a_certain_value_is_its_own_quantile():
    assert quantile(geometric_pmf, .3, 1.) == 1
    assert (tail(geometric_pmf, 1, 1.), tail(geometric_pmf, 2, 1.), cdf(geometric_pmf, 0, 1.)) == (1, 0, 0)


def test_a_slow_tail_is_added_to_its_end():
    np.testing.assert_allclose(tail(geometric_pmf, 400_001, 1e-5), (1 - 1e-5) ** 400_000, rtol=1e-10)


@pytest.mark.parametrize("count", [0, 1, 2, 54, 700])
@pytest.mark.parametrize("level", [.5, .95, .999])
def test_the_interval_is_that_of_two_chi_square_quantiles(count, level):
    half = (1 - level) / 2
    want = (stats.chi2.ppf(half, 2 * count) / 2 if count else 0, stats.chi2.isf(half, 2 * count + 2) / 2)
    np.testing.assert_allclose(poisson_interval(count, level), want, rtol=1e-8)


@given(st.floats(.05, 12))
@settings(max_examples=25)
def test_the_interval_contains_the_mean_at_least_as_often_as_it_says(mu):
    inside = [low <= mu <= high for low, high in INTERVALS]
    assert poisson_pmf(np.arange(len(INTERVALS)), mu) @ inside >= .9 - 1e-9


INTERVALS = [poisson_interval(k, .9) for k in range(45)]


@pytest.mark.parametrize("call, words", [
    (lambda: cdf(poisson_pmf, 1.5, 2.), "whole"), (lambda: tail(poisson_pmf, np.nan, 2.), "whole"),
    (lambda: cdf(poisson_pmf, -3, -2.), "mu must be"), (lambda: tail(poisson_pmf, [1, 2], 2.), "whole"),
    (lambda: quantile(poisson_pmf, 1., 2.), "q must be"), (lambda: quantile(poisson_pmf, 0., 2.), "q must be"),
    (lambda: quantile(poisson_pmf, np.nan, 2.), "q must be"), (lambda: poisson_interval(-1), "negative"),
    (lambda: poisson_interval(3, 1.), "level"), (lambda: poisson_interval(2.5), "whole")])
def test_bad_input_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
