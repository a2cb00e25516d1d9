"""Estimation: digamma against SciPy, fits of the Gamma and Weibull law, the sandwich against statsmodels."""

import numpy as np
import statsmodels.api as sm
from scipy import special, stats

from m4ds.prob.digamma import digamma, trigamma
from m4ds.stats.gamma_fit import mle_gamma
from m4ds.stats.likelihood import mle_newton, sandwich


def cases(n: int):
    rng = np.random.default_rng(0)
    x = rng.gamma(2.2, 1.5, n) + 1e-9
    yield "digamma", lambda: digamma(x), "scipy.special.digamma", lambda: special.digamma(x)
    yield "trigamma", lambda: trigamma(x), "scipy.special.polygamma", lambda: special.polygamma(1, x)
    yield ("mle_gamma", lambda: np.array(mle_gamma(x)[:2]), "scipy.stats.gamma.fit",
           lambda: np.array(stats.gamma.fit(x, floc=0))[[0, 2]])
    logs = np.log(1200 * rng.weibull(1.8, n))

    def score(t):
        kz = np.exp(t[0]) * (logs - t[1])
        return np.array([np.sum(1 + kz - kz * np.exp(kz)), np.exp(t[0]) * np.sum(np.exp(kz) - 1)])

    def loglik(t):
        kz = np.exp(t[0]) * (logs - t[1])
        return float(np.sum(t[0] + kz - logs - np.exp(kz)))
    yield ("mle_newton, Weibull", lambda: np.exp(mle_newton(loglik, [0.0, logs.mean()], score).estimate),
           "scipy.stats.weibull_min.fit", lambda: np.array(stats.weibull_min.fit(np.exp(logs), floc=0))[[0, 2]])
    counts = rng.negative_binomial(2, 0.3, n).astype(float)
    eta = np.log(counts.mean())
    yield ("sandwich, Poisson", lambda: sandwich(lambda t: counts * t[0] - np.exp(t[0]), [eta]),
           "statsmodels GLM, HC0",
           lambda: sm.GLM(counts, np.ones((n, 1)), family=sm.families.Poisson()).fit(cov_type="HC0").cov_params())
