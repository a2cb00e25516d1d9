"""All eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations.

Taught in the chapter "Symmetric and positive definite matrices".
"""

import numpy as np

from m4ds.linalg.symmetric import as_symmetric

__all__ = ["jacobi_eigh", "jacobi_sweeps", "off_diagonal", "rotate_pair"]

EPS = np.finfo(float).eps
MAX_SWEEPS = 60  # six to ten are usual; this only guards against an endless loop
NEGLIGIBLE = 1e-290  # relative to the largest entry: such an entry changes nothing


def off_diagonal(A) -> float:
    """Return the root of the sum of the squares off the diagonal of a symmetric matrix.

    Parameters
    ----------
    A : array_like, shape (n, n), symmetric

    Returns
    -------
    float
        In the units of `A`. No eigenvalue is farther than this from its diagonal entry, both in order of size.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite symmetric matrix.

    Examples
    --------
    >>> round(off_diagonal([[7, 2, 1], [2, 8, 2], [1, 2, 9]]) ** 2, 12)
    18.0
    """
    A = as_symmetric(A, "A")
    np.fill_diagonal(A, 0.0)
    scale = np.abs(A).max() or 1.0
    return float(scale * np.linalg.norm(A / scale))


def rotate_pair(A, Q, p, q):
    """Turn coordinates p and q so that the entry (p, q) of the symmetric `A` becomes zero; turn the columns of `Q` too.

    Works in place, with ``J.T @ A @ J`` and ``Q @ J`` for a rotation J by at most 45 degrees. Returns False if
    the entry was negligible already.

    Parameters
    ----------
    A : ndarray of float, shape (n, n), symmetric
    Q : ndarray of float, shape (n, n)
    p, q : int
        Different.

    Returns
    -------
    bool

    Examples
    --------
    >>> A, Q = np.array([[2.0, 1.0], [1.0, 2.0]]), np.eye(2)
    >>> rotate_pair(A, Q, 0, 1), A.round(12).tolist()
    (True, [[1.0, 0.0], [0.0, 3.0]])
    """
    a = A[p, q]
    if abs(a) <= NEGLIGIBLE * (np.abs(A).max() or 1.0):
        A[p, q] = A[q, p] = 0.0
        return False
    delta = A[q, q] - A[p, p]
    t = (2 * a if delta >= 0 else -2 * a) / (abs(delta) + np.hypot(delta, 2 * a))   # the smaller of two tangents
    c = 1 / np.hypot(1.0, t)
    s = c * t
    corner = A[p, p] - t * a, A[q, q] + t * a
    for M in (A.T, A, Q):                                # the rows of A, its columns, the columns of Q
        M[:, p], M[:, q] = c * M[:, p] - s * M[:, q], s * M[:, p] + c * M[:, q]
    A[p, p], A[q, q] = corner
    A[p, q] = A[q, p] = 0.0
    return True


def jacobi_sweeps(A):
    """Yield the pair ``(Q.T @ A @ Q, Q)`` at the start and after each sweep, without end.

    A sweep turns every pair of coordinates once, row by row.

    Parameters
    ----------
    A : array_like, shape (n, n), symmetric

    Yields
    ------
    D : ndarray, shape (n, n)
        Ever more diagonal, in the units of `A`.
    Q : ndarray, shape (n, n)
        Orthogonal.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite symmetric matrix.

    Examples
    --------
    >>> sweeps = jacobi_sweeps([[2, 1, 0], [1, 2, 1], [0, 1, 2]])
    >>> [f"{off_diagonal(next(sweeps)[0]):.0e}" for _ in range(4)]
    ['2e+00', '5e-01', '3e-03', '4e-13']
    """
    A = as_symmetric(A, "A")
    n, scale = len(A), np.abs(A).max() or 1.0
    D, Q = A / scale, np.eye(n)
    while True:
        yield scale * D, Q.copy()
        for p in range(n - 1):
            for q in range(p + 1, n):
                rotate_pair(D, Q, p, q)


def jacobi_eigh(A):
    """Return the eigenvalues and orthonormal eigenvectors of a symmetric matrix, by Jacobi's rotations.

    Parameters
    ----------
    A : array_like, shape (n, n), symmetric

    Returns
    -------
    values : ndarray, shape (n,)
        Decreasing, in the units of `A`.
    Q : ndarray, shape (n, n)
        Column k is a unit eigenvector for ``values[k]``; its largest entry is positive. ``A = Q @ diag(values) @ Q.T``.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite symmetric matrix.
    RuntimeError
        If the matrix is not diagonal after 60 sweeps.

    See Also
    --------
    numpy.linalg.eigh : *increasing* eigenvalues, by reduction to tridiagonal form; it reads the lower triangle only.

    Notes
    -----
    A sweep costs about ``9 n**3`` operations; six to ten are usual. Memory is O(n**2).

    References
    ----------
    Golub and Van Loan, *Matrix Computations*, fourth edition, section 8.5.

    Examples
    --------
    >>> values, Q = jacobi_eigh([[2, 1], [1, 2]])
    >>> values.round(12), Q.round(8)
    (array([3., 1.]), array([[ 0.70710678,  0.70710678],
           [ 0.70710678, -0.70710678]]))
    """
    A = as_symmetric(A, "A")
    scale = np.abs(A).max() or 1.0
    size = np.linalg.norm(A / scale)
    for _, (D, Q) in zip(range(MAX_SWEEPS), jacobi_sweeps(A / scale), strict=False):
        if off_diagonal(D) <= EPS * size:
            order = np.argsort(-np.diag(D), kind="stable")
            Q = Q[:, order]
            return scale * np.diag(D)[order], Q * np.sign(Q[np.abs(Q).argmax(axis=0), range(len(Q))])
    raise RuntimeError(f"A is not diagonal after {MAX_SWEEPS} sweeps")
