"""Limit theorems: limits and bounds against SciPy, the error of a ratio against the bootstrap."""

import numpy as np
from scipy import optimize, stats

from m4ds.prob.chernoff import chernoff_optimal, relative_entropy, upper_limit
from m4ds.prob.discrete import binomial_pmf
from m4ds.prob.tails import cdf
from m4ds.stats.delta import ratio_of_means


def cases(n: int):
    k = n // 10
    yield ("upper_limit, exact", lambda: upper_limit(lambda p: cdf(binomial_pmf, k, n, p), k / n),
           "scipy.stats.binomtest.proportion_ci",
           lambda: stats.binomtest(k, n, alternative="less").proportion_ci(0.95, method="exact").high)

    def log_mgf(t):
        return -n * np.log1p(-t)
    yield ("chernoff_optimal, log", lambda: np.log(chernoff_optimal(log_mgf, 1.5 * n, 0.999)[0]),
           "scipy.optimize.minimize_scalar",
           lambda: optimize.minimize_scalar(lambda t: log_mgf(t) - 1.5 * n * t, bounds=(0, 0.999),
                                            method="bounded").fun)
    yield ("relative_entropy", lambda: relative_entropy(0.1, 1 / n), "scipy.stats.entropy",
           lambda: stats.entropy([0.1, 0.9], [1 / n, 1 - 1 / n]))
    rng = np.random.default_rng(0)
    y = rng.uniform(1, 3, n)
    x = 2 * y + rng.normal(size=n)
    yield ("ratio_of_means, error", lambda: ratio_of_means(x, y).se, "scipy.stats.bootstrap, error",
           lambda: stats.bootstrap((x, y), lambda x, y, axis: x.mean(axis) / y.mean(axis), paired=True, vectorized=True,
                                   n_resamples=400, method="basic", rng=np.random.default_rng(1)).standard_error)
