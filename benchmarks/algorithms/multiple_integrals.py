"""Multiple integrals: slices, random points, normal numbers and the density of an affine flow."""

import numpy as np
from scipy import integrate, stats

from m4ds.calculus.montecarlo import mc_integrate
from m4ds.calculus.multiple import simpson_2d
from m4ds.prob.box_muller import box_muller
from m4ds.prob.flows import AffineLayer, flow_log_density


def cases(n: int):
    rng = np.random.default_rng(0)
    u, v = 1 - rng.random(100 * n), rng.random(100 * n)
    L, x = np.array([[2.0, 0], [1, 0.5]]), rng.normal(size=(10 * n, 2))
    normal = stats.multivariate_normal(np.zeros(2), L @ L.T)

    def hill(x, y):
        return np.exp(-x**2 - y**2)

    def cube(p):
        return np.exp(-(p**2).sum(axis=-1))
    yield "simpson_2d", lambda: simpson_2d(hill, 0, 1, 0, lambda x: x, 2 * n, 2 * n), "scipy dblquad", (
        lambda: integrate.dblquad(lambda y, x: hill(x, y), 0, 1, 0, lambda x: x)[0])
    yield "mc_integrate", (
        lambda: mc_integrate(cube, np.zeros(4), np.ones(4), 100 * n, np.random.default_rng(1)).value
    ), "scipy qmc_quad", (
        lambda: integrate.qmc_quad(lambda p: cube(p.T), np.zeros(4), np.ones(4), n_points=10 * n, n_estimates=10,
                                   qrng=stats.qmc.Halton(4, rng=1)).integral)
    yield "box_muller", lambda: np.sort(box_muller(u, v)[0])[::n].mean(), "numpy standard_normal", (
        lambda: np.sort(np.random.default_rng(1).standard_normal(100 * n))[::n].mean())
    yield "flow_log_density", lambda: flow_log_density([AffineLayer(L, [0, 0])], x), "scipy multivariate_normal", (
        lambda: normal.logpdf(x))
