"""Continuous variables: distribution functions, quantiles and distances against SciPy, draws against NumPy."""

import numpy as np
from scipy import special, stats

from m4ds.prob.draw import inverse_transform
from m4ds.prob.lifetimes import gamma, weibull
from m4ds.prob.special import gamma_tails, normal_cdf, normal_quantile
from m4ds.stats.ecdf import ecdf, ks_statistic


def cases(n: int):
    rng = np.random.default_rng(0)
    z, u = rng.standard_normal(n), rng.random(n)
    x, law = np.abs(z) * 3, weibull(1.8, 1200)
    sample = law.quantile(u)
    yield "normal_cdf", lambda: normal_cdf(z), "scipy.special.ndtr", lambda: special.ndtr(z)
    yield "normal_quantile", lambda: normal_quantile(u), "scipy.special.ndtri", lambda: special.ndtri(u)
    yield "gamma_tails", lambda: gamma_tails(2.5, x)[0], "scipy.special.gammainc", lambda: special.gammainc(2.5, x)
    yield "gamma quantile", lambda: gamma(2.5).quantile(u), "scipy.stats.gamma.ppf", lambda: stats.gamma(2.5).ppf(u)
    yield ("ecdf", lambda: ecdf(z, z), "scipy.stats.ecdf",
           lambda: stats.ecdf(z).cdf.evaluate(z))
    yield ("ks_statistic", lambda: ks_statistic(sample, law.cdf), "scipy.stats.kstest",
           lambda: stats.kstest(sample, law.cdf, method="asymp").statistic)
    many = 1000 * n   # other numbers of the same law: compare the mean only
    yield ("inverse_transform, mean", lambda: inverse_transform(law.quantile, many, np.random.default_rng(0)).mean(),
           "numpy.random.Generator.weibull, mean", lambda: 1200 * np.random.default_rng(1).weibull(1.8, many).mean())
