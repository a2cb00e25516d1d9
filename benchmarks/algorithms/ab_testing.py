"""The A/B testing case: the mean of significant estimates against SciPy's truncated normal law, the clustered error
of a ratio metric against statsmodels."""

import numpy as np
import statsmodels.api as sm
from scipy import stats

from m4ds.stats.delta import ratio_of_means
from m4ds.stats.exaggeration import exaggeration

C = stats.norm.isf(0.025)


def cases(n: int):
    theta = 3.0 + 1 / n

    def both_sides():
        right, left = stats.truncnorm(C - theta, np.inf, loc=theta), stats.truncnorm(-np.inf, -C - theta, loc=theta)
        up, down = stats.norm.sf(C - theta), stats.norm.cdf(-C - theta)
        return (up * right.mean() - down * left.mean()) / (theta * (up + down))
    yield ("exaggeration, factor", lambda: exaggeration(theta, 1.0).factor, "scipy.stats.truncnorm", both_sides)
    rng = np.random.default_rng(0)
    visits = 1 + rng.poisson(2.0, n)
    orders = rng.binomial(visits, 0.3).astype(float)
    owner = np.repeat(np.arange(n), visits)
    row = np.zeros(len(owner))
    row[np.searchsorted(owner, np.arange(n))] = orders
    ones = np.ones(len(owner))
    yield ("ratio_of_means, error", lambda: ratio_of_means(orders, visits).se * np.sqrt((n - 1) / n),
           "statsmodels OLS, errors by clusters",
           lambda: sm.OLS(row, ones).fit(cov_type="cluster",
                                         cov_kwds={"groups": owner, "use_correction": False}).bse[0])
