"""Constraints: a strictly convex program has one minimum, so all must agree; a linear program has one value."""

import numpy as np
from scipy.optimize import linprog, minimize
from sklearn.linear_model import Lasso

from m4ds.finance.frontier import min_variance_weights
from m4ds.optim.lp import simplex_lp
from m4ds.optim.proximal import fista, ista, soft_threshold
from m4ds.optim.qp import kkt_qp


def cases(n: int):
    rng = np.random.default_rng(0)
    B, A = rng.normal(size=(2 * n, n)), rng.normal(size=(max(n // 4, 1), n))
    P, q, b = B.T @ B / (2 * n), rng.normal(size=n), rng.normal(size=len(A))
    K = np.block([[P, A.T], [A, np.zeros((len(A), len(A)))]])
    yield ("kkt_qp", lambda: kkt_qp(P, q, A, b)[0], "numpy.linalg.solve, the KKT matrix",
           lambda: np.linalg.solve(K, np.concatenate([-q, b]))[:n])

    def slsqp():
        return minimize(lambda w: w @ P @ w / 2, np.full(n, 1 / n), jac=lambda w: P @ w, method="SLSQP",
                        bounds=[(0, None)] * n, options={"ftol": 1e-13, "maxiter": 500},
                        constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones(n)}).x
    yield ("min_variance_weights, long only", lambda: min_variance_weights(P, long_only=True),
           "scipy.optimize.minimize, SLSQP", slsqp)

    C, d, c = rng.uniform(0, 1, (n, n)), rng.uniform(5, 9, n), rng.uniform(0, 1, n)
    yield ("simplex_lp", lambda: np.array(simplex_lp(c, C, d).value), "scipy.optimize.linprog",
           lambda: np.array(-linprog(-c, C, d).fun))

    X, lam = rng.normal(size=(4 * n, n)), 0.1
    y = X[:, 0] - X[:, -1] + 0.3 * rng.normal(size=4 * n)
    L = np.linalg.eigvalsh(X.T @ X / (4 * n))[-1]
    for name, method in (("ista", ista), ("fista", fista)):
        yield (f"{name}, the lasso",
               lambda method=method: method(lambda w: X.T @ (X @ w - y) / (4 * n),
                                            lambda v, s: soft_threshold(v, lam * s), np.zeros(n), 1 / L)[-1],
               "sklearn.linear_model.Lasso",
               lambda: Lasso(alpha=lam, fit_intercept=False, tol=1e-10).fit(X, y).coef_)
