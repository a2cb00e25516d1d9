"""Eigenvalues by iteration, and PageRank."""

import numpy as np

from m4ds.linalg.eigen import inverse_iteration, power_iteration, qr_algorithm
from m4ds.linalg.pagerank import link_matrix, pagerank


def cases(n: int):
    rng = np.random.default_rng(0)
    P = np.linalg.qr(rng.normal(size=(n, n)))[0] + 0.1 * rng.normal(size=(n, n)) / np.sqrt(n)
    A = P @ np.diag(np.append(2 * n, np.arange(1.0, n))) @ np.linalg.inv(P)       # real eigenvalues, far apart
    start = rng.normal(size=n)
    yield ("qr_algorithm", lambda: np.sort(qr_algorithm(A).real), "numpy.linalg.eigvals",
           lambda: np.sort(np.linalg.eigvals(A).real))
    yield ("power_iteration", lambda: power_iteration(A, start, tol=1e-13)[0], "numpy.linalg.eigvals",
           lambda: np.abs(np.linalg.eigvals(A)).max())
    yield ("inverse_iteration", lambda: inverse_iteration(A, 1.2, start, tol=1e-13)[0], "numpy.linalg.eigvals",
           lambda: np.linalg.eigvals(A).real.min())
    links = rng.random((n, n)) < 5 / n
    yield ("pagerank", lambda: pagerank(links), "numpy.linalg.solve",
           lambda: np.linalg.solve(np.eye(n) - 0.85 * link_matrix(links), np.full(n, 0.15 / n)))
