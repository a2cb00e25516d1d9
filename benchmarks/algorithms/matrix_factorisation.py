"""Matrix factorisation: a half step against ridge regressions, NMF against scikit-learn, shrinking against NumPy."""

import numpy as np
from sklearn.decomposition import NMF
from sklearn.linear_model import Ridge

from m4ds.learn.als import half_step
from m4ds.learn.entries import Entries
from m4ds.learn.nmf import nmf_mu
from m4ds.learn.soft_impute import shrink_singular_values


def cases(n: int):
    rng = np.random.default_rng(0)
    X = rng.uniform(0, 5, (n, n))
    known = Entries.from_table(np.where(rng.random(X.shape) < 0.3, X, np.nan))
    Q = rng.normal(size=(n, 5))

    def ridges():
        P = np.zeros((n, 5))
        for i in range(n):
            mine = known.rows == i
            if mine.any():
                P[i] = Ridge(2.0, fit_intercept=False).fit(Q[known.cols[mine]], known.values[mine]).coef_
        return P

    r = min(4, n)
    W, H, _ = nmf_mu(X, r, np.random.default_rng(1), 0)

    def theirs():
        model = NMF(r, solver="mu", init="custom", max_iter=50, tol=0)
        return model.fit_transform(X, W=W.copy(), H=H.copy()) @ model.components_

    def ours():
        P, R, _ = nmf_mu(X, r, np.random.default_rng(1), 50)
        return P @ R

    def shrunk():
        U, s, Vt = np.linalg.svd(X, full_matrices=False)
        return (U * np.maximum(s - 1.0, 0)) @ Vt

    yield "half_step", lambda: half_step(known, Q, 2.0), "sklearn Ridge, row by row", ridges
    yield "nmf_mu, 50 iterations", ours, "sklearn NMF, solver mu", theirs
    yield "shrink_singular_values", lambda: shrink_singular_values(X, 1.0)[0], "numpy.linalg.svd and maximum", shrunk
