"""What the chapter "Estimation" claims holds in long runs, within five standard errors of the simulation."""

import numpy as np
import pytest
from scipy import special, stats

from m4ds.prob.digamma import digamma_gap
from m4ds.stats.gamma_fit import mle_gamma


def holds(values, claim, errors=5.0):
    assert abs(values.mean() - claim) <= errors * values.std() / np.sqrt(len(values))


@pytest.mark.parametrize("n", [1, 2, 5, 20])
def test_the_errors_of_the_estimators_of_a_uniform_end(n):
    x = np.random.default_rng(1).uniform(size=(60_000, n))
    M = x.max(axis=1)
    holds((2 * x.mean(axis=1) - 1)**2, 1 / (3 * n))
    holds((M - 1)**2, 2 / ((n + 1) * (n + 2)))
    holds(((n + 1) / n * M - 1)**2, 1 / (n * (n + 2)))
    holds(((n + 2) / (n + 1) * M - 1)**2, 1 / (n + 1)**2)
    holds(M, n / (n + 1))


@pytest.mark.parametrize(("n", "d"), [(2, 1), (5, 4), (5, 5), (5, 6), (5, 9)])
def test_the_errors_of_the_estimators_of_a_normal_variance(n, d):
    x = np.random.default_rng(2).normal(3, 1, (60_000, n))
    v = n * x.var(axis=1) / d
    holds(v, (n - 1) / d)
    holds((v - 1)**2, (2 * (n - 1) + (n - 1 - d)**2) / d**2)


def test_the_divisor_n_minus_1_is_right_for_every_law_and_the_root_is_not():
    rng = np.random.default_rng(3)
    for x, variance in ((rng.exponential(size=(60_000, 4)), 1.0), (rng.integers(0, 2, (60_000, 4)), .25)):
        holds(x.var(axis=1, ddof=1), variance)
        assert x.std(axis=1, ddof=1).mean() < .97 * variance**.5


@pytest.mark.parametrize("theta", [0., 1., 2.9, 3.1])
def test_shrinking_pays_below_the_stated_distance(theta):
    c, v = .8, 1.
    t = np.random.default_rng(4).normal(theta, 1, 200_000)
    holds((c * t - theta)**2, c**2 * v + (1 - c)**2 * theta**2)
    assert (c**2 * v + (1 - c)**2 * theta**2 < v) == (theta**2 < 9)


def test_james_and_stein():
    for theta in (np.zeros(3), np.full(8, 1.5)):
        d = len(theta)
        x = theta + np.random.default_rng(5).normal(size=(60_000, d))
        size = (x**2).sum(axis=1)
        gain = d - (((1 - (d - 2) / size)[:, None] * x - theta)**2).sum(axis=1)
        holds(gain - (d - 2)**2 / size, 0.0)


def test_the_score_of_cauchy_and_the_rate_of_its_fit():
    x = np.random.default_rng(6).standard_cauchy(200_000)
    s = 2 * x / (1 + x**2)
    holds(s, 0.0)
    holds(s**2, .5)


def test_rao_blackwell_of_one_uniform_number():
    x = np.random.default_rng(7).uniform(size=(200_000, 4))
    M = x.max(axis=1)
    for low in (.3, .6, .9):
        near = np.floor((M - low) / .05) == 0
        holds((2 * x[:, 0] - 5 / 4 * M)[near], 0.0)


def test_the_largest_is_exponential_in_the_limit_and_covers_exactly():
    n = 200
    M = np.random.default_rng(8).uniform(size=(20_000, n)).max(axis=1)
    holds((M * .05**(-1 / n) >= 1).astype(float), .95)
    assert stats.kstest(n * (1 - M), stats.expon.cdf).statistic < .02


def test_the_interval_for_a_gamma_quantile_covers_at_large_n():
    rng, truth = np.random.default_rng(9), stats.gamma.ppf(.9, 2.2, scale=1.5)
    inside = []
    for x in rng.gamma(2.2, 1.5, (800, 400)):
        f = mle_gamma(x)
        q = stats.gamma.ppf(.9, [f.shape - 1e-4, f.shape, f.shape + 1e-4])
        g = np.array([f.scale * (q[2] - q[0]) / 2e-4, q[1]])
        inside.append(abs(f.scale * q[1] - truth) <= 1.96 * np.sqrt(g @ f.covariance @ g))
    assert abs(np.mean(inside) - .95) <= 5 * np.sqrt(.95 * .05 / 800)


def test_the_best_gamma_law_for_lognormal_data():
    x = np.random.default_rng(10).lognormal(0, .8, 400_000)
    fit = mle_gamma(x)
    assert abs(digamma_gap(fit.shape) - .32) < .003
    assert abs(special.digamma(fit.shape) + np.log(fit.scale)) < .01


def test_the_mean_rate_is_too_large():
    for n in (3, 10):
        holds(1 / np.random.default_rng(11).exponential(1., (200_000, n)).mean(axis=1), n / (n - 1), errors=6)


def test_the_best_of_forty():
    z = np.random.default_rng(12).normal(size=(20_000, 40)).max(axis=1)
    u = (np.arange(200_000) + .5) / 200_000
    holds(z, stats.norm.ppf(u**(1 / 40)).mean())
    holds((z <= 1.96).astype(float), stats.norm.cdf(1.96)**40)


def test_repeated_readings_have_the_error_of_fewer():
    rng, n, a = np.random.default_rng(13), 400, .9
    x = np.empty((4000, n))
    x[:, 0] = rng.normal(size=4000)
    for t in range(1, n):
        x[:, t] = a * x[:, t - 1] + np.sqrt(1 - a * a) * rng.normal(size=4000)
    k = np.arange(1, n)
    variance = (1 + 2 * np.sum((1 - k / n) * a**k)) / n
    holds(x.mean(axis=1)**2, variance)
