"""Reliability: curves, fits and tests against SciPy and statsmodels."""

import numpy as np
from scipy import stats
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import survdiff

from m4ds.prob.first_passage import first_passage
from m4ds.stats.cox import cox_newton
from m4ds.stats.logrank import logrank
from m4ds.stats.survival import kaplan_meier
from m4ds.stats.weibull_fit import weibull_mle_censored


def cases(n: int):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(n, 2))
    life, seen = 100 * rng.weibull(2, n) * np.exp(-X @ [.3, -.2]), rng.uniform(20, 150, n)
    time, failed = np.minimum(life, seen), (life <= seen).astype(int)
    data = stats.CensoredData(uncensored=time[failed == 1], right=time[failed == 0])
    yield ("kaplan_meier, at its last step", lambda: kaplan_meier(time, failed).value[-1],
           "scipy.stats.ecdf", lambda: stats.ecdf(data).sf.evaluate(time[failed == 1].max()))
    yield ("weibull_mle_censored, shape", lambda: weibull_mle_censored(time, failed).shape,
           "scipy.stats.weibull_min.fit", lambda: stats.weibull_min.fit(data, floc=0)[0])
    group = (X[:, 0] > 0).astype(int)
    yield ("logrank, z squared", lambda: logrank(time, failed, group).z**2,
           "statsmodels survdiff", lambda: survdiff(time, failed, group)[0])
    yield ("cox_newton", lambda: cox_newton(X, time, failed).coef,
           "statsmodels PHReg", lambda: PHReg(time, X, failed, ties="breslow").fit(disp=0).params)
    t = np.linspace(1, 300, n)
    yield ("first_passage, cdf", lambda: first_passage(10., .1, .3).cdf(t),
           "scipy.stats.invgauss", lambda: stats.invgauss(mu=.09, scale=100 / .09).cdf(t))
