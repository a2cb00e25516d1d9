"""The singular value decomposition."""

import numpy as np
from sklearn.utils.extmath import randomized_svd as sk_randomized_svd

from m4ds.linalg.randomized import randomized_svd
from m4ds.linalg.svd import svd_jacobi


def cases(n: int):
    A = np.random.default_rng(0).normal(size=(2 * n, n))
    low = A @ np.diag(0.8 ** np.arange(n))
    yield ("svd_jacobi", lambda: svd_jacobi(A)[1], "numpy.linalg.svd",
           lambda: np.linalg.svd(A, full_matrices=False)[1])
    yield ("randomized_svd, k = 10", lambda: randomized_svd(low, 10, np.random.default_rng(0))[1],
           "sklearn randomized_svd", lambda: sk_randomized_svd(low, 10, random_state=0)[1])
