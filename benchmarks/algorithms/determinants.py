"""Determinants, volume and change of basis."""

import numpy as np

from m4ds.linalg.determinants import slogdet


def cases(n: int):
    A = np.random.default_rng(0).normal(size=(n, n))
    yield "slogdet", lambda: slogdet(A)[1], "numpy.linalg.slogdet", lambda: np.linalg.slogdet(A)[1]
