"""Intervals and tests: against SciPy and statsmodels as the data grow."""

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower
from statsmodels.stats.proportion import proportion_confint

from m4ds.stats.chi_square import fisher_exact
from m4ds.stats.multiple import bh_adjust, holm_adjust
from m4ds.stats.permutation import permutation_test
from m4ds.stats.power import power_t
from m4ds.stats.proportions import clopper_pearson_ci, wilson_ci
from m4ds.stats.t_tests import t_test


def cases(n: int):
    rng = np.random.default_rng(0)
    x, y, p = rng.normal(0.1, 1, n), rng.normal(0, 2, n), rng.random(n) ** 2
    k = n // 10
    yield ("t_test, Welch", lambda: t_test(x, y).p, "scipy.stats.ttest_ind",
           lambda: stats.ttest_ind(x, y, equal_var=False).pvalue)
    yield ("wilson_ci", lambda: wilson_ci(k, n), "statsmodels proportion_confint",
           lambda: proportion_confint(k, n, method="wilson"))
    yield ("clopper_pearson_ci", lambda: clopper_pearson_ci(k, n), "scipy.stats.binomtest.proportion_ci",
           lambda: tuple(stats.binomtest(k, n).proportion_ci(method="exact")))
    yield ("holm_adjust", lambda: holm_adjust(p), "statsmodels multipletests",
           lambda: multipletests(p, method="holm")[1])
    yield ("bh_adjust", lambda: bh_adjust(p), "scipy.stats.false_discovery_control",
           lambda: stats.false_discovery_control(p))
    yield ("fisher_exact", lambda: fisher_exact([[k, n - k], [k + 5, n - k]]), "scipy.stats.fisher_exact",
           lambda: stats.fisher_exact([[k, n - k], [k + 5, n - k]]).pvalue)
    yield ("power_t", lambda: power_t(0.1, 1, n), "statsmodels TTestPower",
           lambda: TTestPower().power(0.1, n, 0.05))
    a, b = x[:6], y[:6]
    yield ("permutation_test, all splits", lambda: permutation_test(a, b, rng).p, "scipy.stats.permutation_test",
           lambda: stats.permutation_test((a, b), lambda u, v: u.mean() - v.mean(), n_resamples=np.inf).pvalue)
