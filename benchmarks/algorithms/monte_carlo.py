"""Monte Carlo and bootstrap: intervals, errors and autocorrelations against SciPy."""

import numpy as np
from scipy import signal, stats

from m4ds.prob.metropolis import autocorrelation
from m4ds.prob.monte_carlo import mc_mean
from m4ds.stats.bootstrap import bootstrap_ci
from m4ds.stats.tail_risk import value_at_risk


def cases(n: int):
    x = np.random.default_rng(0).lognormal(size=n)
    few = x[:min(n, 400)]

    def rows(s):
        return s.mean(axis=1)
    for method in ("percentile", "bca"):
        yield (f"bootstrap_ci, {method}",
               lambda m=method: bootstrap_ci(few, rows, np.random.default_rng(1), method=m, draws=999)[:2],
               f"scipy.stats.bootstrap, {method}",
               lambda m=method: tuple(stats.bootstrap((few,), np.mean, n_resamples=999, method=m,
                                                      rng=np.random.default_rng(1)).confidence_interval))
    yield "mc_mean, error", lambda: mc_mean(x).standard_error, "scipy.stats.sem", lambda: stats.sem(x)
    yield ("value_at_risk", lambda: value_at_risk(x, 0.975), "numpy.quantile, inverted_cdf",
           lambda: np.quantile(x, 0.975, method="inverted_cdf"))
    d = x - x.mean()
    yield ("autocorrelation", lambda: autocorrelation(x, 20), "scipy.signal.correlate",
           lambda: signal.correlate(d, d, method="fft")[n - 1:n + 20] / (d @ d))
