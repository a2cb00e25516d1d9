"""Experiments: tests and sizes against statsmodels, boundaries against boxes of the normal law."""

import numpy as np
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportions_ztest

from m4ds.stats.ab import ab_test, difference_in_means, sample_ratio_test
from m4ds.stats.cuped import cuped
from m4ds.stats.group_sequential import stopping_probabilities
from m4ds.stats.sample_size import sample_size


def cases(n: int):
    s, visitors = [n // 20, n // 18], [n, n]
    yield ("ab_test, z", lambda: ab_test(s, visitors).z, "statsmodels proportions_ztest",
           lambda: proportions_ztest(s[::-1], visitors)[0])
    yield ("sample_ratio_test", lambda: sample_ratio_test([n, n + n // 50], [0.5, 0.5]), "scipy.stats.chisquare",
           lambda: stats.chisquare([n, n + n // 50]).pvalue)
    yield ("sample_size", lambda: sample_size(1 / np.sqrt(n), 1.0)[0], "statsmodels NormalIndPower",
           lambda: np.ceil(NormalIndPower().solve_power(1 / np.sqrt(n), alpha=0.05, power=0.8)))
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=2 * n), np.arange(2 * n) % 2 == 0
    y = 2 * x + t + rng.normal(size=2 * n)
    yield ("difference_in_means, z", lambda: difference_in_means(y, t).z, "scipy.stats.ttest_ind",
           lambda: stats.ttest_ind(y[t], y[~t], equal_var=False).statistic)
    yield ("cuped, effect", lambda: cuped(y, x, t).effect, "statsmodels OLS",
           lambda: sm.OLS(y, np.column_stack([np.ones(2 * n), t, x])).fit().params[1])
    k = np.arange(1, 4)
    cov = np.sqrt(np.minimum.outer(k, k) / np.maximum.outer(k, k))
    box = stats.multivariate_normal(cov=cov, abseps=1e-7, maxpts=200_000)
    yield ("stopping_probabilities, 3 looks", lambda: stopping_probabilities([2.3] * 3).sum(),
           "scipy multivariate_normal.cdf", lambda: 1 - box.cdf([2.3] * 3, lower_limit=[-2.3] * 3))
