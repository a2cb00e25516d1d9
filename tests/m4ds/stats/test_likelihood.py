import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from m4ds.stats.likelihood import fisher_information, mle_newton, sandwich


def normal_terms(x):
    return lambda t: -0.5 * ((x - t[0]) / np.exp(t[1]))**2 - t[1]


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.floats(1e-2, 1e2), st.floats(-5, 5))
def test_the_normal_law_is_fitted_by_mean_and_deviation(seed, sd, mean):
    x = mean + sd * np.random.default_rng(seed).normal(size=20)
    fit = mle_newton(lambda t: normal_terms(x)(t).sum(), [x[0], np.log(x.std()) + 1])
    np.testing.assert_allclose(fit.estimate, [x.mean(), np.log(x.std())], atol=1e-5 * (1 + sd))
    np.testing.assert_allclose(fit.se, [x.std() / np.sqrt(20), 1 / np.sqrt(40)], rtol=1e-3)


def weibull_terms(x):                                       # log of shape and scale
    def terms(t):
        k, z = np.exp(t[0]), np.log(x) - t[1]
        return t[0] + k * z - np.log(x) - np.exp(k * z)
    return terms


def test_the_weibull_fit_agrees_with_scipy_with_and_without_a_score():
    x = stats.weibull_min.rvs(1.8, scale=1200, size=60, random_state=3)
    terms = weibull_terms(x)

    def score(t):
        k, z = np.exp(t[0]), np.log(x) - t[1]
        return np.array([np.sum(1 + k * z - k * z * np.exp(k * z)), np.sum(-k + k * np.exp(k * z))])

    plain = mle_newton(lambda t: terms(t).sum(), [0., np.log(x.mean())])
    exact = mle_newton(lambda t: terms(t).sum(), [0., np.log(x.mean())], score)
    k, _, scale = stats.weibull_min.fit(x, floc=0)
    np.testing.assert_allclose(np.exp(exact.estimate), [k, scale], rtol=1e-4)
    np.testing.assert_allclose(plain.estimate, exact.estimate, atol=1e-6)
    np.testing.assert_allclose(plain.covariance, exact.covariance, rtol=1e-3)
    assert abs(score(exact.estimate)).max() < 1e-7


def test_newton_and_scoring_meet_and_a_wild_start_is_damped():
    x = stats.cauchy.rvs(loc=3, size=50, random_state=4)
    def loglik(t):
        return float(-np.log1p((x - t[0])**2).sum())
    def score(t):
        return np.array([np.sum(2 * (x - t[0]) / (1 + (x - t[0])**2))])
    newton = mle_newton(loglik, [np.median(x)], score)
    scoring = mle_newton(loglik, [np.median(x)], score, lambda t: np.array([[len(x) / 2]]))
    np.testing.assert_allclose(newton.estimate, scoring.estimate, atol=1e-6)
    far = mle_newton(lambda r: 3 * np.log(r[0]) - 6 * r[0] if r[0] > 0 else -np.inf, [40.])
    np.testing.assert_allclose(far.estimate, .5, rtol=1e-6)
    np.testing.assert_allclose(far.covariance, .25 / 3, rtol=1e-3)


@given(st.floats(.2, 30))
def test_the_information_of_a_poisson_count_is_one_over_its_mean(mu):
    k = np.arange(200)
    found = fisher_information(lambda m: k * np.log(m[0]) - m[0], [mu], stats.poisson.pmf(k, mu))
    np.testing.assert_allclose(found, 1 / mu, rtol=1e-6)


def test_information_by_draws_is_within_five_standard_errors():
    x = np.random.default_rng(8).normal(2, 3, 40_000)
    found = fisher_information(normal_terms(x), [2., np.log(3)])
    z = (x - 2) / 3
    for at, terms in (((0, 0), z**2 / 9), ((1, 1), (z**2 - 1)**2), ((0, 1), z * (z**2 - 1) / 3)):
        truth = np.diag([1 / 9, 2])[at]
        assert abs(found[at] - truth) <= 5 * terms.std() / 200


def test_the_sandwich_of_a_poisson_mean_is_the_empirical_variance():
    x = stats.nbinom.rvs(2, .3, size=400, random_state=5).astype(float)
    got = sandwich(lambda m: x * np.log(m[0]) - m[0], [x.mean()])
    np.testing.assert_allclose(got, x.var() / 400, rtol=1e-5)


def test_the_sandwich_holds_its_level_where_the_model_does_not():
    rng = np.random.default_rng(6)                          # exponential model, lognormal data
    x = rng.lognormal(0, 1, (4000, 100))
    mean = x.mean(axis=1)
    robust = x.std(axis=1) / 10
    one = sandwich(lambda m: -np.log(m[0]) - x[0] / m[0], [mean[0]])
    np.testing.assert_allclose(np.sqrt(one), robust[0], rtol=1e-4)
    truth = np.exp(.5)
    se = np.sqrt(.95 * .05 / 4000)
    assert np.mean(abs(mean - truth) <= 1.96 * robust) > .9 - 5 * se
    assert np.mean(abs(mean - truth) <= 1.96 * mean / 10) < .9 - 5 * se


@pytest.mark.parametrize("call", [
    lambda: mle_newton(lambda t: -np.inf, [1.]), lambda: mle_newton(lambda t: 0., []),
    lambda: mle_newton(lambda t: 0., [np.nan]), lambda: mle_newton(lambda t: np.nan, [1.]),
    lambda: fisher_information(lambda t: np.zeros(3), [1.], [.5, .5]),
    lambda: fisher_information(lambda t: np.zeros(2), [1.], [.5, .6]),
    lambda: fisher_information(lambda t: np.zeros(2), [1.], [1.5, -.5]),
    lambda: fisher_information(lambda t: np.zeros(2), [np.inf])])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"."):
        call()


def test_no_inner_maximum_is_said_so():
    with pytest.raises(ArithmeticError):                    # rises for ever
        mle_newton(lambda t: -np.exp(-t[0]), [0.], max_steps=20)
    with pytest.raises(ArithmeticError):                    # flat: nothing is learnt
        mle_newton(lambda t: 0. * t[0], [0.])
    with pytest.raises(ArithmeticError):                    # a score that points downhill
        mle_newton(lambda t: -t[0]**2, [1.], lambda t: 2 * t, lambda t: np.eye(1))
