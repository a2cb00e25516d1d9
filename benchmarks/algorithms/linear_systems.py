"""Linear systems and LU."""

import numpy as np
from scipy.linalg import lu, solve_triangular

from m4ds.linalg.lu import lu_partial_pivot, solve
from m4ds.linalg.triangular import back_sub


def cases(n: int):
    rng = np.random.default_rng(0)
    A, b = rng.normal(size=(n, n)), rng.normal(size=n)
    U = np.linalg.qr(A)[1]
    yield "lu_partial_pivot", lambda: lu_partial_pivot(A)[2], "scipy.linalg.lu", lambda: lu(A)[2]
    yield "solve", lambda: solve(A, b), "numpy.linalg.solve", lambda: np.linalg.solve(A, b)
    yield "back_sub", lambda: back_sub(U, b), "scipy solve_triangular", lambda: solve_triangular(U, b)
