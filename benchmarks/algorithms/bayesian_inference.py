"""Bayesian inference: predictive counts against SciPy, a grid against quadrature, Gibbs against the sum over a grid."""

import numpy as np
from scipy import integrate, stats

from m4ds.datasets.fleet_failures import fleet_failures
from m4ds.stats.conjugate import NormalGamma, normal_unknown
from m4ds.stats.hierarchical import gamma_poisson_loglik
from m4ds.stats.posterior import credible_interval, grid_posterior
from m4ds.stats.predictive import beta_binomial_pmf, gamma_poisson_pmf


def cases(n: int):
    rng = np.random.default_rng(0)
    k = np.arange(min(n, 900))
    yield ("beta_binomial_pmf", lambda: beta_binomial_pmf(k, 900, 2.5, 4.0), "scipy.stats.betabinom.pmf",
           lambda: stats.betabinom.pmf(k, 900, 2.5, 4.0))
    yield ("gamma_poisson_pmf", lambda: gamma_poisson_pmf(k, 9.0, 2.0, 0.5), "scipy.stats.nbinom.pmf",
           lambda: stats.nbinom.pmf(k, 2.0, 0.5 / 9.5))
    x = rng.normal(3, 2, max(n, 3))
    flat = NormalGamma(0.0, 1e-12, -0.5 + 1e-12 + 0.5, 1e-12)

    def t_interval():
        post = normal_unknown(flat, x)
        return post.centre + post.mean_scale * stats.t.ppf([0.025, 0.975], 2 * post.shape)
    yield ("normal_unknown", t_interval, "scipy.stats.t.interval",
           lambda: np.array(stats.t.interval(0.95, len(x), x.mean(), np.sqrt(x.var() / len(x)))))
    points = np.linspace(1e-3, 12, 4001)

    def log_joint(r):
        return np.log(r) - r - 3 * r + 5 * np.log(r)
    area = integrate.quad(lambda r: np.exp(log_joint(r)), 0, 12)[0]
    yield ("grid_posterior", lambda: grid_posterior(log_joint, points).expect(), "scipy.integrate.quad",
           lambda: integrate.quad(lambda r: r * np.exp(log_joint(r)), 0, 12)[0] / area)
    draws = rng.gamma(2.0, size=max(n, 10))
    yield ("credible_interval", lambda: np.array(credible_interval(draws)), "numpy.quantile",
           lambda: np.quantile(draws, [0.025, 0.975]))
    fleet = fleet_failures(max(n, 2))
    yield ("gamma_poisson_loglik", lambda: gamma_poisson_loglik(fleet.failures, fleet.hours, 2.0, 2.0),
           "scipy.stats.nbinom.logpmf",
           lambda: stats.nbinom.logpmf(fleet.failures, 2.0, 2.0 / (2.0 + fleet.hours)).sum())
