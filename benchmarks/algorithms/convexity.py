"""Convexity: projections and quantiles, which have one answer, so all must agree."""

import numpy as np
from scipy.optimize import minimize

from m4ds.optim.losses import pinball_location
from m4ds.optim.project import project_box, project_simplex


def cases(n: int):
    v = np.random.default_rng(0).normal(size=n)
    yield "project_simplex", lambda: project_simplex(v), "scipy SLSQP", lambda: _slsqp(v)
    yield "project_box", lambda: project_box(v, -1, 1), "numpy.clip", lambda: np.clip(v, -1, 1)
    yield ("pinball_location", lambda: pinball_location(v, 0.7)[0], "numpy.quantile",
           lambda: np.quantile(v, 0.7, method="inverted_cdf"))


def _slsqp(v):
    return minimize(lambda x: np.sum((x - v) ** 2) / 2, np.full(len(v), 1 / len(v)), jac=lambda x: x - v,
                    method="SLSQP", bounds=[(0, None)] * len(v), options={"ftol": 1e-14, "maxiter": 500},
                    constraints={"type": "eq", "fun": lambda x: x.sum() - 1, "jac": lambda x: np.ones(len(v))}).x
