import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import integrate, stats

from m4ds.stats.posterior import credible_interval, grid_posterior, hpd_interval, laplace_approx


@settings(max_examples=40)
@given(st.floats(1.5, 60), st.floats(1.5, 60), st.floats(-2000, 2000))
def test_the_grid_agrees_with_the_beta_law_whatever_the_constant(a, b, constant):
    p = np.linspace(1e-9, 1 - 1e-9, 4001)
    post = grid_posterior(lambda p: constant + (a - 1) * np.log(p) + (b - 1) * np.log1p(-p), p)
    law = stats.beta(a, b)
    np.testing.assert_allclose(post.expect(), a / (a + b), rtol=1e-3)
    np.testing.assert_allclose(post.expect(lambda t: (t - a / (a + b))**2), law.var(), rtol=3e-3)
    np.testing.assert_allclose(post.quantile([.025, .5, .975]), law.ppf([.025, .5, .975]), atol=1e-3)


def test_the_evidence_agrees_with_the_integral():
    def log_joint(t):
        return stats.norm.logpdf(t, 0, 2) + stats.cauchy.logpdf(1.3, t) + stats.cauchy.logpdf(4, t)
    exact = integrate.quad(lambda t: np.exp(log_joint(t)), -30, 30, limit=200)[0]
    np.testing.assert_allclose(grid_posterior(log_joint, np.linspace(-30, 30, 3001)).log_evidence, np.log(exact),
                               rtol=1e-6)


@given(st.integers(0, 1000), st.integers(1, 4))
def test_laplace_is_exact_for_a_normal_posterior(seed, d):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(d, d))
    cov, mean = A @ A.T + np.eye(d), rng.normal(size=d)
    law = stats.multivariate_normal(mean, cov)
    hill = laplace_approx(lambda t: float(law.logpdf(t)) - 3, np.zeros(d))
    np.testing.assert_allclose(hill.mean, mean, atol=1e-4)
    np.testing.assert_allclose(hill.covariance, cov, rtol=2e-3, atol=1e-3)
    np.testing.assert_allclose(hill.log_evidence, -3, atol=1e-2)
    np.testing.assert_allclose(hill.sd, np.sqrt(np.diag(cov)), rtol=2e-3)


def test_laplace_without_a_top_is_refused():
    with pytest.raises(ArithmeticError):
        laplace_approx(lambda t: float(t[0]), [0.0])


@given(st.integers(0, 1000), st.integers(5, 400), st.floats(.1, .95))
def test_the_shortest_interval_holds_its_share_and_no_window_is_shorter(seed, n, level):
    x = np.random.default_rng(seed).gamma(1.5, size=n)
    low, high = hpd_interval(x, level)
    assert np.mean((low <= x) & (x <= high)) >= level - 1e-9
    inside = int(np.ceil(level * n - 1e-9))
    s = np.sort(x)
    assert high - low <= min(s[i + inside - 1] - s[i] for i in range(n - inside + 1)) + 1e-12


def test_intervals_of_many_draws_are_those_of_the_law():
    law = stats.gamma(2)
    x = law.ppf((np.arange(200_000) + .5) / 200_000)
    np.testing.assert_allclose(credible_interval(x), law.ppf([.025, .975]), rtol=1e-3)
    low, high = hpd_interval(x)
    np.testing.assert_allclose(law.pdf(low), law.pdf(high), rtol=1e-2)      # equal heights: highest density
    assert hpd_interval([3.0]) == credible_interval([3.0]) == (3.0, 3.0)


@pytest.mark.parametrize("bad", [
    lambda: grid_posterior(np.log, [1, 2]), lambda: grid_posterior(np.log, [1, 3, 2]),
    lambda: grid_posterior(lambda p: 0.0, [1, 2, 3]), lambda: grid_posterior(lambda p: np.full(3, -np.inf), [1, 2, 3]),
    lambda: grid_posterior(lambda p: p * np.nan, [1, 2, 3]), lambda: grid_posterior(np.log, [1, np.nan, 3]),
    lambda: credible_interval([], .9), lambda: credible_interval([1, 2], 1), lambda: hpd_interval([1, np.inf]),
    lambda: hpd_interval([1, 2], 0), lambda: hpd_interval([1, 2], [.5, .6])])
def test_bad_input_is_refused(bad):
    with pytest.raises(ValueError):
        bad()
