"""Vectors and the geometry of data."""

import numpy as np
from scipy.spatial.distance import cdist

from m4ds.linalg.vectors import pairwise_distances


def cases(n: int):
    A = np.random.default_rng(0).normal(size=(2 * n, n))
    yield "pairwise_distances", lambda: pairwise_distances(A, A), "scipy cdist", lambda: cdist(A, A)
