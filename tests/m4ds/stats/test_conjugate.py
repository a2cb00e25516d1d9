import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import integrate, stats

from m4ds.prob.multivariate import mvn_condition
from m4ds.stats.conjugate import (
    NormalGamma,
    beta_binomial,
    dirichlet_multinomial,
    gamma_poisson,
    normal_normal,
    normal_unknown,
)

SEED = st.integers(0, 10_000)


@given(SEED, st.integers(1, 40), st.integers(0, 40))
def test_updating_one_by_one_is_updating_at_once(seed, n, cut):
    rng = np.random.default_rng(seed)
    cut = min(cut, n)
    x = rng.integers(0, 2, n)
    parts = beta_binomial(1.5, 2, x[:cut].sum(), cut)
    np.testing.assert_allclose(beta_binomial(*parts, x[cut:].sum(), n - cut), beta_binomial(1.5, 2, x.sum(), n))
    y, t = rng.poisson(2, n), rng.uniform(.1, 3, n)
    half = gamma_poisson(.7, 2, y[:cut].sum(), t[:cut].sum())
    np.testing.assert_allclose(gamma_poisson(*half, y[cut:].sum(), t[cut:].sum()),
                               gamma_poisson(.7, 2, y.sum(), t.sum()))
    z, sd = rng.normal(3, 2, n), rng.uniform(.5, 4, n)
    if 0 < cut < n:
        m, s = normal_normal(1, 2, z[:cut], sd[:cut])
        np.testing.assert_allclose(normal_normal(m, s, z[cut:], sd[cut:]), normal_normal(1, 2, z, sd))
        prior = NormalGamma(1, .5, 2, 3)
        np.testing.assert_allclose(normal_unknown(normal_unknown(prior, z[:cut]), z[cut:]), normal_unknown(prior, z))


@given(st.floats(.2, 30), st.floats(.2, 30), st.integers(0, 30), st.integers(0, 30))
def test_the_posterior_is_prior_times_likelihood(a, b, k, more):
    p = np.array([.13, .4, .77])
    post = stats.beta(*beta_binomial(a, b, k, k + more)).logpdf(p)
    product = stats.beta(a, b).logpdf(p) + stats.binom.logpmf(k, k + more, p)
    np.testing.assert_allclose(np.diff(post), np.diff(product), rtol=1e-6, atol=1e-6)
    shape, rate = gamma_poisson(a, b, k, .5 + more)
    post = stats.gamma(shape, scale=1 / rate).logpdf(p)
    product = stats.gamma(a, scale=1 / b).logpdf(p) + stats.poisson.logpmf(k, p * (.5 + more))
    np.testing.assert_allclose(np.diff(post), np.diff(product), rtol=1e-6, atol=1e-6)


@given(SEED, st.integers(1, 20), st.floats(.01, 100), st.floats(-1e6, 1e6))
def test_precisions_add_up_and_the_mean_lies_between(seed, n, sd, level):
    rng = np.random.default_rng(seed)
    x, e = level + rng.normal(size=n), rng.uniform(.1, 5, n)
    m, s = normal_normal(level, sd, x, e)
    np.testing.assert_allclose(1 / s**2, 1 / sd**2 + (1 / e**2).sum(), rtol=1e-9)
    assert min(level, x.min()) - 1e-6 <= m <= max(level, x.max()) + 1e-6
    cov = np.full((n + 1, n + 1), sd**2) + np.diag([0, *e**2])
    given_x = mvn_condition(np.full(n + 1, level), cov, np.arange(1, n + 1), x)
    np.testing.assert_allclose(given_x.mean[0] - level, m - level, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(given_x.cov[0, 0], s**2, rtol=1e-4, atol=1e-7)


def test_the_hand_example():
    assert [round(v, 2) for v in normal_normal(100, 15, [130], 10)] == [120.77, 8.32]


def test_mean_and_next_reading_have_t_laws_by_integration():
    post = normal_unknown(NormalGamma(1, .5, 2, 3), [2.0, 4.0, 3.5])
    law = stats.gamma(post.shape, scale=1 / post.rate)

    def mixed(x, factor):
        return integrate.quad(lambda lam: law.pdf(lam) * stats.norm.pdf(x, post.centre, np.sqrt(factor / lam)), 0, 40,
                              limit=200)[0]
    for x in (-1., 2., 5.):
        for scale, factor in ((post.mean_scale, 1 / post.weight), (post.next_scale, 1 + 1 / post.weight)):
            t = stats.t(2 * post.shape, post.centre, scale)
            np.testing.assert_allclose(mixed(x, factor), t.pdf(x), rtol=1e-7)


def test_dirichlet():
    np.testing.assert_array_equal(dirichlet_multinomial([.5, 1, 2], [0, 3, 1]), [.5, 4, 3])
    a, b = beta_binomial(2, 3, 4, 9)
    np.testing.assert_array_equal(dirichlet_multinomial([2, 3], [4, 5]), [a, b])


def test_arrays_give_one_posterior_each():
    shape, rate = gamma_poisson(2, 2, [0, 7], [.2, 5])
    np.testing.assert_allclose([shape, rate], [[2, 9], [2.2, 7]])


@pytest.mark.parametrize("bad", [
    lambda: beta_binomial(0, 1, 1, 2), lambda: beta_binomial(1, 1, 3, 2), lambda: beta_binomial(1, 1, .5, 2),
    lambda: beta_binomial(1, 1, -1, 2), lambda: beta_binomial(1, np.nan, 1, 2), lambda: gamma_poisson(1, 0, 1, 1),
    lambda: gamma_poisson(1, 1, 1, 0), lambda: gamma_poisson(1, 1, 0, -1), lambda: gamma_poisson(1, 1, np.inf, 1),
    lambda: normal_normal(0, 0, [1], 1), lambda: normal_normal(0, 1, [], 1), lambda: normal_normal(0, 1, [1], -1),
    lambda: normal_normal(0, 1, [1, 2], [1, 2, 3]), lambda: normal_normal(np.nan, 1, [1], 1),
    lambda: normal_unknown(NormalGamma(0, 0, 1, 1), [1]), lambda: normal_unknown(NormalGamma(0, 1, 1, 1), [np.nan]),
    lambda: dirichlet_multinomial([1, 1], [1, 2, 3]), lambda: dirichlet_multinomial([0, 1], [1, 2])])
def test_bad_input_is_refused(bad):
    with pytest.raises(ValueError):
        bad()


def test_words_are_refused():
    with pytest.raises(TypeError):
        gamma_poisson(1, 1, "many", 2)
