import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import special, stats

from m4ds.stats.predictive import beta_binomial_pmf, gamma_poisson_pmf, log_rising


@given(st.integers(0, 60), st.floats(.05, 200), st.floats(.05, 200))
def test_beta_binomial_is_a_law_with_the_mean_of_the_chance(n, a, b):
    k = np.arange(n + 1)
    pmf = beta_binomial_pmf(k, n, a, b)
    np.testing.assert_allclose(pmf.sum(), 1, rtol=1e-9)
    np.testing.assert_allclose(pmf @ k, n * a / (a + b), rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(pmf, stats.betabinom.pmf(k, n, a, b), rtol=1e-7, atol=1e-14)


@given(st.floats(.01, 50), st.floats(.05, 200), st.floats(.05, 50))
def test_gamma_poisson_agrees_with_the_negative_binomial_law(t, a, b):
    k = np.arange(40)
    want = stats.nbinom.pmf(k, a, b / (b + t))
    np.testing.assert_allclose(gamma_poisson_pmf(k, t, a, b), want, rtol=1e-6, atol=1e-14)


def test_the_predictive_law_is_the_average_over_the_parameter():
    rng = np.random.default_rng(1)
    count = rng.poisson(3 * rng.gamma(2, 1 / 1.5, 200_000))
    pmf = gamma_poisson_pmf(np.arange(8), 3, 2, 1.5)
    share = np.bincount(count, minlength=8)[:8] / 200_000
    assert (np.abs(share - pmf) < 5 * np.sqrt(pmf / 200_000)).all()


def test_a_large_shape_keeps_its_digits_and_is_nearly_poisson():
    np.testing.assert_allclose(gamma_poisson_pmf(np.arange(6), 2, 1e12, 1e12), stats.poisson.pmf(np.arange(6), 2),
                               rtol=1e-9)


def test_rising_factorials():
    np.testing.assert_allclose(np.exp(log_rising([[.5], [3.]], [0, 1, 4])), special.poch([[.5], [3.]], [0, 1, 4]))
    np.testing.assert_allclose(log_rising(2.5, 2000), special.gammaln(2002.5) - special.gammaln(2.5))


@pytest.mark.parametrize("bad", [
    lambda: beta_binomial_pmf(3, 2, 1, 1), lambda: beta_binomial_pmf(1, 2, 0, 1),
    lambda: beta_binomial_pmf(.5, 2, 1, 1), lambda: gamma_poisson_pmf(1, 0, 1, 1),
    lambda: gamma_poisson_pmf(-1, 1, 1, 1), lambda: gamma_poisson_pmf(1, 1, np.nan, 1),
    lambda: log_rising(0, 1), lambda: log_rising(1, -1), lambda: gamma_poisson_pmf([], 1, 1, 1)])
def test_bad_input_is_refused(bad):
    with pytest.raises(ValueError):
        bad()
