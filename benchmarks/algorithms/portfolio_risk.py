"""The portfolio case: long-only weights against SciPy, a walk without a choice against a mean."""

import numpy as np
from scipy.optimize import minimize

from m4ds.finance.backtest import walk_forward
from m4ds.finance.long_only import implied_covariance


def cases(n: int):
    rng = np.random.default_rng(0)
    R = rng.normal(0.005, 0.05, (4 * n, n))
    C = 1e4 * np.cov(R.T)

    def slsqp():
        return minimize(lambda w: w @ C @ w / 2, np.full(n, 1 / n), jac=lambda w: C @ w, method="SLSQP",
                        bounds=[(0, None)] * n, options={"ftol": 1e-13, "maxiter": 500},
                        constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones(n)}).x
    yield ("implied_covariance, its weights", lambda: implied_covariance(C).weights,
           "scipy.optimize.minimize, SLSQP", slsqp)
    yield ("walk_forward, equal weights each month",
           lambda: walk_forward(R, lambda past: np.full(n, 1 / n), window=1, every=1).net,
           "numpy.mean", lambda: R[1:].mean(axis=1))
