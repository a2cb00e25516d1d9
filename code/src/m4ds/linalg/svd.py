"""The singular value decomposition: one-sided Jacobi, truncation, rank and pseudoinverse.

Taught in the chapter "The singular value decomposition".
"""

import numpy as np

from m4ds.validation import as_matrix, as_vector

__all__ = ["fix_signs", "numerical_rank", "orthogonalise_pair", "pinv", "svd_jacobi", "truncated_svd"]

EPS = np.finfo(float).eps
MAX_SWEEPS = 60  # seven or eight is usual; this only guards against an endless loop
NEGLIGIBLE = 1e-150  # relative to the largest entry: the square of a shorter column underflows


def svd_jacobi(A):
    """Return the thin SVD of a matrix by one-sided Jacobi rotations.

    Parameters
    ----------
    A : array_like, shape (m, n)

    Returns
    -------
    U : ndarray, shape (m, p), with p = min(m, n)
        Orthonormal columns, the left singular vectors.
    s : ndarray, shape (p,)
        The singular values in decreasing order, in the units of `A`.
    Vt : ndarray, shape (p, n)
        Orthonormal rows, the right singular vectors.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a non-empty, finite, real matrix.
    RuntimeError
        If the columns are not orthogonal after 60 sweeps.

    See Also
    --------
    numpy.linalg.svd, scipy.linalg.svd

    Notes
    -----
    A sweep costs about ``6 m n**2`` operations for m >= n. Memory is O(m n). A singular value below
    1e-150 of the largest entry of `A` is returned as 0.

    References
    ----------
    Golub and Van Loan, *Matrix Computations*, fourth edition, section 8.6.

    Examples
    --------
    >>> U, s, Vt = svd_jacobi([[1, 1], [0, 1], [1, 0]])
    >>> np.round(s**2, 12)
    array([3., 1.])
    """
    A = as_matrix(A, "A")
    if A.shape[0] < A.shape[1]:
        U, s, Vt = svd_jacobi(A.T)
        return fix_signs(Vt.T, s, U.T)
    scale = np.abs(A).max() or 1.0
    W, V = _orthogonal_columns(A / scale)
    s = np.linalg.norm(W, axis=0)
    s[s < NEGLIGIBLE] = 0.0
    order = np.argsort(-s, kind="stable")
    W, s, V = W[:, order], s[order], V[:, order]
    return fix_signs(_unit_columns(W, s), scale * s, V.T)


def _orthogonal_columns(A):
    """Return `W = A V`, V orthogonal, with the columns of W orthogonal to working accuracy."""
    W, V = A.copy(order="F"), np.eye(A.shape[1])
    for _ in range(MAX_SWEEPS):
        W[:, np.linalg.norm(W, axis=0) < NEGLIGIBLE] = 0.0  # a dependent column shrinks in each sweep, never to zero
        rotations = 0
        for p in range(A.shape[1] - 1):
            for q in range(p + 1, A.shape[1]):
                rotations += orthogonalise_pair(W, V, p, q)
        if rotations == 0:
            return W, V
    raise RuntimeError(f"the columns of A are not orthogonal after {MAX_SWEEPS} sweeps")


def orthogonalise_pair(W, V, p, q):
    """Rotate columns p and q of `W`, and of `V`, so that those of `W` become orthogonal.

    Works in place. Returns False if they already were, to a relative ``eps * sqrt(m)``.

    Examples
    --------
    >>> W, V = np.array([[1.0, 1.0], [0.0, 1.0], [1.0, 0.0]]), np.eye(2)
    >>> orthogonalise_pair(W, V, 0, 1), bool(abs(W[:, 0] @ W[:, 1]) < 1e-15)
    (True, True)
    """
    a, b = W[:, p], W[:, q]
    alpha, beta, gamma = a @ a, b @ b, a @ b
    if abs(gamma) <= EPS * np.sqrt(len(a)) * np.sqrt(alpha) * np.sqrt(beta):
        return False
    delta = beta - alpha
    root = abs(delta) + np.hypot(delta, 2 * gamma)
    t = (2 * gamma if delta >= 0 else -2 * gamma) / root  # the smaller of the two tangents
    c = 1 / np.hypot(1.0, t)
    for M in (W, V):
        M[:, p], M[:, q] = c * M[:, p] - c * t * M[:, q], c * t * M[:, p] + c * M[:, q]
    return True


def _unit_columns(W, s):
    """Divide each column by its length; replace zero columns by unit vectors orthogonal to the rest."""
    U = np.zeros_like(W)
    for k, length in enumerate(s):
        U[:, k] = W[:, k] / length if length > 0 else _orthogonal_unit_vector(U[:, :k])
    return U


def _orthogonal_unit_vector(U):
    """Return a unit vector orthogonal to the fewer than m orthonormal columns of `U`."""
    e = np.zeros(len(U))
    e[np.argmin((U * U).sum(axis=1))] = 1.0  # the axis farthest from the span of the columns
    for _ in range(2):                       # the second pass removes the rounding of the first
        e -= U @ (U.T @ e)
    return e / np.linalg.norm(e)


def fix_signs(U, s, Vt):
    """Return the same SVD with the entry of largest size in each left singular vector positive.

    Examples
    --------
    >>> U, s, Vt = fix_signs(np.array([[-1.0]]), np.array([2.0]), np.array([[1.0]]))
    >>> float(U[0, 0]), float(Vt[0, 0])
    (1.0, -1.0)
    """
    largest = np.argmax(np.abs(U), axis=0)
    signs = np.where(U[largest, np.arange(U.shape[1])] < 0, -1.0, 1.0)
    return U * signs, s, signs[:, None] * Vt


def truncated_svd(A, k):
    """Return the first k singular triples: `(U * s) @ Vt` is the best approximation of rank k.

    It calls LAPACK through NumPy, because pictures and tables need its speed, and then fixes the
    signs. `svd_jacobi` finds the same triples from scratch.

    Parameters
    ----------
    A : array_like, shape (m, n)
    k : int
        How many triples to keep, 1 <= k <= min(m, n).

    Returns
    -------
    U : ndarray, shape (m, k)
    s : ndarray, shape (k,)
        In decreasing order, in the units of `A`.
    Vt : ndarray, shape (k, n)

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite real matrix, or `k` is not an integer between 1 and min(m, n).

    See Also
    --------
    numpy.linalg.svd, scipy.sparse.linalg.svds, m4ds.linalg.randomized.randomized_svd

    Examples
    --------
    >>> U, s, Vt = truncated_svd([[1, 1], [0, 1], [1, 0]], 1)
    >>> np.round((U * s) @ Vt, 12)
    array([[1. , 1. ],
           [0.5, 0.5],
           [0.5, 0.5]])
    """
    A = as_matrix(A, "A")
    k = as_rank(k, min(A.shape))
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return fix_signs(U[:, :k], s[:k], Vt[:k])


def as_rank(k, largest):
    """Return `k` as an int between 1 and `largest`, or say what is wrong with it.

    Examples
    --------
    >>> as_rank(2, 5)
    2
    """
    if isinstance(k, bool) or not isinstance(k, int | np.integer):
        raise TypeError(f"k must be an integer, but it is {k!r}")
    if not 1 <= k <= largest:
        raise ValueError(f"k must lie between 1 and min(m, n) = {largest}, but it is {k}")
    return int(k)


def numerical_rank(s, shape):
    """Return how many singular values stand above the rounding of the matrix they came from.

    Parameters
    ----------
    s : array_like, shape (p,)
        Singular values, in any units: the threshold ``max(m, n) * eps * s.max()`` scales with them.
    shape : tuple of int
        The shape (m, n) of the matrix.

    Returns
    -------
    int

    Raises
    ------
    TypeError, ValueError
        If `s` is not a finite vector, or holds a negative number.

    See Also
    --------
    numpy.linalg.matrix_rank

    Examples
    --------
    >>> numerical_rank([3e-8, 1e-8, 1e-25], (3, 3))
    2
    """
    s = as_vector(s, "s")
    if (s < 0).any():
        raise ValueError("s holds a negative number: singular values are at least 0")
    return int((s > max(shape) * EPS * s.max()).sum())


def pinv(A):
    """Return the pseudoinverse: `pinv(A) @ b` is the shortest least-squares solution of A x = b.

    Parameters
    ----------
    A : array_like, shape (m, n)

    Returns
    -------
    ndarray, shape (n, m)

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite real matrix.

    See Also
    --------
    numpy.linalg.pinv, numpy.linalg.lstsq

    Examples
    --------
    >>> np.round(3 * pinv([[1, 1], [0, 1], [1, 0]]), 12)
    array([[ 1., -1.,  2.],
           [ 1.,  2., -1.]])
    """
    U, s, Vt = svd_jacobi(A)
    r = numerical_rank(s, (len(U), Vt.shape[1]))
    return (Vt[:r].T / s[:r]) @ U[:, :r].T
