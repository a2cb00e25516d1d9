import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import special, stats

from m4ds.prob.digamma import digamma
from m4ds.stats.gamma_fit import gamma_information, gamma_loglik, mle_gamma, mom_gamma
from m4ds.stats.likelihood import fisher_information, mle_newton


def draw(seed, n, shape, scale):
    return np.maximum(np.random.default_rng(seed).gamma(shape, scale, n), 1e-300)


@given(st.integers(0, 10_000), st.integers(2, 60), st.floats(.2, 200), st.floats(1e-6, 1e6))
def test_the_score_is_zero_and_the_units_do_not_matter(seed, n, shape, scale):
    x = draw(seed, n, shape, scale)
    fit = mle_gamma(x)
    np.testing.assert_allclose(fit.shape * fit.scale, x.mean(), rtol=1e-12)
    np.testing.assert_allclose(np.mean(np.log(x / fit.scale)), digamma(fit.shape), rtol=1e-9, atol=1e-9)
    again = mle_gamma(x * 1024)
    np.testing.assert_allclose([again.shape, again.scale / 1024], [fit.shape, fit.scale], rtol=1e-8)
    assert gamma_loglik(x, fit.shape, fit.scale) >= gamma_loglik(x, *mom_gamma(x)) - 1e-8


@pytest.mark.parametrize("shape", [.3, 1., 2.2, 40., 3000.])
def test_the_fit_agrees_with_scipy(shape):
    x = draw(3, 50, shape, 2.5)
    a, _, b = stats.gamma.fit(x, floc=0)
    fit = mle_gamma(x)
    np.testing.assert_allclose([fit.shape, fit.scale], [a, b], rtol=1e-7)
    np.testing.assert_allclose(fit.loglik, stats.gamma.logpdf(x, fit.shape, scale=fit.scale).sum(), rtol=1e-9)
    np.testing.assert_allclose(fit.covariance, np.linalg.inv(50 * gamma_information(a, b)), rtol=1e-4)


def test_the_general_newton_finds_the_same():
    x = draw(5, 30, 2.2, 1.5)
    fit, general = mle_gamma(x), mle_newton(lambda t: gamma_loglik(x, *t), mom_gamma(x))
    np.testing.assert_allclose(general.estimate, [fit.shape, fit.scale], rtol=1e-5)
    np.testing.assert_allclose(general.se, fit.se, rtol=1e-3)


def test_the_information_is_the_mean_square_of_the_score():
    u = (np.arange(200_000) + .5) / 200_000
    x = stats.gamma.ppf(u, 2.2, scale=1.5)

    def terms(t):
        return (t[0] - 1) * np.log(x) - x / t[1] - special.gammaln(t[0]) - t[0] * np.log(t[1])
    np.testing.assert_allclose(fisher_information(terms, [2.2, 1.5]), gamma_information(2.2, 1.5), rtol=2e-3)


def test_the_standard_errors_are_the_spread_over_many_samples():
    fits = [mle_gamma(draw(k, 400, 2.2, 1.5)) for k in range(1500)]
    spread = np.std([f[:2] for f in fits], axis=0)
    claimed = np.sqrt(np.diag(np.linalg.inv(400 * gamma_information(2.2, 1.5))))
    np.testing.assert_allclose(spread, claimed, rtol=5 / np.sqrt(2 * 1500))


def test_nearly_equal_data_have_a_large_shape():
    x = 5 + 1e-3 * np.random.default_rng(0).normal(size=40)
    fit = mle_gamma(x)
    np.testing.assert_allclose(fit.shape, x.mean()**2 / x.var(), rtol=1e-3)
    np.testing.assert_allclose(fit.shape, mom_gamma(x)[0], rtol=1e-3)
    small, large = mle_gamma([1e-150, 2e-150]), mle_gamma([1e150, 2e150])
    np.testing.assert_allclose(small.shape, large.shape)


@pytest.mark.parametrize("f", [mle_gamma, mom_gamma])
@pytest.mark.parametrize("x", [[1.], [2., 2, 2], [1., 0], [1., -1], [1., np.nan], [], [[1., 2]]])
def test_bad_data_are_refused(f, x):
    with pytest.raises(ValueError, match=r"."):
        f(x)


def test_too_few_steps_and_bad_parameters():
    with pytest.raises(ArithmeticError):
        mle_gamma([1., 2, 3], max_steps=1)
    assert gamma_loglik([1.], -1, 1) == -np.inf
    with pytest.raises(ValueError, match="positive"):
        gamma_information(0, 1)
