"""Symmetric and positive definite matrices: factor, eigenvalues, nearest correlation matrix."""

import warnings

import numpy as np
from statsmodels.stats.correlation_tools import corr_nearest

from m4ds.linalg.jacobi import jacobi_eigh
from m4ds.linalg.nearest import nearest_correlation
from m4ds.linalg.symmetric import cholesky


def cases(n: int):
    rng = np.random.default_rng(0)
    B = rng.normal(size=(2 * n, n))
    A = B.T @ B
    yield "cholesky", lambda: cholesky(A), "numpy.linalg.cholesky", lambda: np.linalg.cholesky(A)
    yield "jacobi_eigh", lambda: jacobi_eigh(A)[0], "numpy.linalg.eigh", lambda: np.linalg.eigh(A)[0][::-1]
    C = np.triu(rng.uniform(-0.9, 0.9, size=(n, n)), 1)
    C += C.T + np.eye(n)

    def theirs():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return corr_nearest(C, threshold=1e-15, n_fact=20)
    yield "nearest_correlation", lambda: nearest_correlation(C, tol=1e-8), "statsmodels corr_nearest", theirs
