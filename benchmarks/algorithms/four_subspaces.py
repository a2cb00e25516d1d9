"""Vector spaces and the four subspaces: the projector onto the null space, which no basis changes."""

import numpy as np
from scipy.linalg import null_space

from m4ds.linalg.subspaces import nullspace_basis


def cases(n: int):
    A = np.random.default_rng(0).normal(size=(n - 5, n))
    yield ("nullspace_basis", lambda: _projector(np.linalg.qr(nullspace_basis(A))[0]), "scipy null_space",
           lambda: _projector(null_space(A)))


def _projector(Q):
    return Q @ Q.T
