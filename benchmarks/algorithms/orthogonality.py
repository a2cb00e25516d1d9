"""Orthogonality, projections and QR: the triangular factor with a positive diagonal is unique, so all must agree."""

import numpy as np

from m4ds.linalg.orthogonal import gram_schmidt
from m4ds.linalg.qr import givens_qr, householder_qr, positive_diagonal


def cases(n: int):
    A = np.random.default_rng(0).normal(size=(2 * n, n))
    ways = {"gram_schmidt, classical": lambda: gram_schmidt(A, "classical")[1],
            "gram_schmidt, modified": lambda: gram_schmidt(A)[1],
            "householder_qr": lambda: positive_diagonal(*householder_qr(A))[1],
            "givens_qr": lambda: positive_diagonal(*givens_qr(A))[1]}
    for name, ours in ways.items():
        yield name, ours, "numpy.linalg.qr", lambda: positive_diagonal(*np.linalg.qr(A))[1]
