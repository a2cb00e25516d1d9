"""Least squares: the solution is unique for independent columns, so all ways must agree."""

import numpy as np

from m4ds.linalg.least_squares import lstsq_normal, lstsq_qr, lstsq_svd
from m4ds.linalg.recursive import recursive_lstsq
from m4ds.linalg.weighted import ridge_lstsq, weighted_lstsq


def cases(n: int):
    rng = np.random.default_rng(0)
    A, b, w = rng.normal(size=(4 * n, n)), rng.normal(size=4 * n), rng.uniform(0.5, 2, size=4 * n)
    root = np.sqrt(w)

    def theirs():
        return np.linalg.lstsq(A, b, rcond=None)[0]

    yield "lstsq_normal", lambda: lstsq_normal(A, b), "numpy.linalg.lstsq", theirs
    yield "lstsq_qr", lambda: lstsq_qr(A, b), "numpy.linalg.lstsq", theirs
    yield "lstsq_svd", lambda: lstsq_svd(A, b), "numpy.linalg.lstsq", theirs
    yield ("weighted_lstsq", lambda: weighted_lstsq(A, b, w), "numpy.linalg.lstsq, scaled rows",
           lambda: np.linalg.lstsq(root[:, None] * A, root * b, rcond=None)[0])
    yield ("ridge_lstsq", lambda: ridge_lstsq(A, b, 2.0), "numpy.linalg.solve, A'A + 2 I",
           lambda: np.linalg.solve(A.T @ A + 2 * np.eye(n), A.T @ b))
    yield "recursive_lstsq", lambda: recursive_lstsq(A, b, n)[-1], "numpy.linalg.lstsq", theirs
