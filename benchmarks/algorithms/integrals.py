"""Integrals and series: rules of quadrature from functions and readings, Gauss points, and the area of a ranking."""

import numpy as np
from scipy import integrate
from scipy.stats import mannwhitneyu

from m4ds.calculus.gauss import gauss_legendre_rule
from m4ds.calculus.quadrature import simpson, trapezoid_readings
from m4ds.learn.roc import auc_pairs


def cases(n: int):
    rng = np.random.default_rng(0)
    t, kw = np.cumsum(rng.uniform(0.1, 1, 100 * n)), rng.uniform(1, 9, 100 * n)
    x = np.linspace(0, 1, 100 * n + 1)
    mine, others = rng.normal(1, 1, 10 * n), rng.normal(0, 1, 10 * n)
    scores, kinds = np.append(mine, others), np.repeat([1, 0], 10 * n)
    yield "trapezoid_readings", lambda: trapezoid_readings(t, kw), "scipy trapezoid", lambda: integrate.trapezoid(kw, t)
    yield "simpson", lambda: simpson(np.exp, 0, 1, 100 * n), "scipy simpson", lambda: integrate.simpson(np.exp(x), x=x)
    yield "gauss_legendre_rule", lambda: gauss_legendre_rule(n)[0], "numpy leggauss", (
        lambda: np.polynomial.legendre.leggauss(n)[0])
    yield "auc_pairs", lambda: auc_pairs(scores, kinds), "scipy mannwhitneyu", (
        lambda: mannwhitneyu(mine, others).statistic / (len(mine) * len(others)))
