"""QR by orthogonal steps: Householder reflections and Givens rotations.

Taught in the chapter "Orthogonality, projections and QR".
"""

import numpy as np

from m4ds.linalg.orthogonal import column_scales
from m4ds.validation import as_finite_array, as_matrix, as_vector

__all__ = ["givens", "givens_qr", "householder_qr", "positive_diagonal", "reflector"]


def reflector(x):
    """Return the unit vector v whose mirror, I - 2 v v', sends `x` to a multiple of the first axis.

    Parameters
    ----------
    x : array_like, shape (m,)

    Returns
    -------
    v : ndarray, shape (m,)
        Without units. The zero vector, which reflects nothing, if `x` is zero below its first entry.

    Raises
    ------
    TypeError, ValueError
        If `x` is not a finite, non-empty vector.

    Notes
    -----
    The image of `x` has the sign opposite to the first entry, so that nothing cancels.

    Examples
    --------
    >>> v = reflector([3, 4])
    >>> np.round([3, 4] - 2 * v * (v @ [3, 4]), 12)
    array([-5.,  0.])
    """
    x = as_vector(x, "x")
    if not x[1:].any():
        return np.zeros_like(x)
    v = x / column_scales(x)
    v[0] += np.copysign(np.linalg.norm(v), v[0])
    return v / np.linalg.norm(v)


def householder_qr(A):
    """Return the thin QR factorisation of any matrix, by Householder reflections.

    Parameters
    ----------
    A : array_like, shape (m, n)

    Returns
    -------
    Q : ndarray, shape (m, p), with p = min(m, n)
        Orthonormal columns, to working accuracy whatever `A` is.
    R : ndarray, shape (p, n)
        Upper triangular, in the units of `A`. Its diagonal may have either sign, and holds a zero (up to rounding)
        where a column depends on the columns before it.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a non-empty, finite, real matrix.

    See Also
    --------
    numpy.linalg.qr, scipy.linalg.qr : the same method, in blocks; SciPy's can exchange columns.

    Notes
    -----
    For m >= n about ``2 m n**2 - 2 n**3 / 3`` operations for R, as much again for Q. O(m n) memory.

    References
    ----------
    Householder, "Unitary triangularization of a nonsymmetric matrix", Journal of the ACM 5 (1958).

    Examples
    --------
    >>> Q, R = householder_qr([[3, 1], [4, 3]])
    >>> np.round(R, 12)
    array([[-5., -3.],
           [ 0.,  1.]])
    """
    A = as_matrix(A, "A")
    scale = column_scales(A)
    R, p = A / scale, min(A.shape)
    mirrors = []
    for k in range(p):
        v = reflector(R[k:, k])
        _reflect(R[k:, k:], v)
        R[k + 1:, k] = 0.0                     # exactly zero, not rounding
        mirrors.append(v)
    Q = np.eye(A.shape[0], p)
    for k in reversed(range(p)):               # Q = H_1 H_2 ... H_p, applied from the right end
        _reflect(Q[k:, k:], mirrors[k])
    return Q, R[:p] * scale


def _reflect(M, v):
    """Apply I - 2 v v' to the columns of `M`, in place."""
    M -= np.outer(2 * v, v @ M)


def positive_diagonal(Q, R):
    """Return the same factorisation with no negative number on the diagonal of `R`.

    Parameters
    ----------
    Q : array_like, shape (m, p)
    R : array_like, shape (p, n)

    Returns
    -------
    Q, R : ndarray
        Columns of Q and rows of R, with their signs changed together.

    Raises
    ------
    TypeError, ValueError
        If an argument is not a finite matrix, or the shapes do not fit.

    Examples
    --------
    >>> positive_diagonal([[-1.0]], [[-2.0]])
    (array([[1.]]), array([[2.]]))
    """
    Q, R = as_matrix(Q, "Q"), as_matrix(R, "R")
    if Q.shape[1] != R.shape[0] or R.shape[0] > R.shape[1]:
        raise ValueError(f"Q {Q.shape} and R {R.shape} are not the factors of a thin QR")
    signs = np.where(np.diag(R) < 0, -1.0, 1.0)
    return Q * signs, signs[:, None] * R


def givens(a, b):
    """Return the cosine and sine of the rotation that sends (a, b) to (r, 0) with r >= 0.

    Parameters
    ----------
    a, b : float
        In one unit.

    Returns
    -------
    c, s : float
        ``c * a + s * b`` is r = sqrt(a^2 + b^2), and ``c * b - s * a`` is 0, up to rounding.

    Raises
    ------
    TypeError, ValueError
        If `a` or `b` is not a finite number.

    See Also
    --------
    scipy.linalg.lapack.dlartg

    Examples
    --------
    >>> givens(3, 4)
    (0.6, 0.8)
    """
    a, b = as_vector([as_finite_array(a, "a"), as_finite_array(b, "b")], "(a, b)")
    largest = max(abs(a), abs(b))
    if largest == 0:
        return 1.0, 0.0
    a, b = a / largest, b / largest
    r = np.hypot(a, b)
    return float(a / r), float(b / r)


def givens_qr(A):
    """Return the thin QR factorisation of any matrix, by Givens rotations.

    Parameters
    ----------
    A : array_like, shape (m, n)

    Returns
    -------
    Q : ndarray, shape (m, p), with p = min(m, n)
    R : ndarray, shape (p, n)
        As `householder_qr`. An entry that is zero already costs nothing.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a non-empty, finite, real matrix.

    See Also
    --------
    m4ds.linalg.qr.householder_qr : cheaper if most entries below the diagonal are not zero.
    scipy.linalg.qr_insert, scipy.linalg.qr_delete : rotations update a factorisation.

    Notes
    -----
    Up to about ``3 m n**2`` operations for R and as much for Q as its m rows need; O(m**2) memory.

    Examples
    --------
    >>> Q, R = givens_qr([[3, 1], [4, 3]])
    >>> np.round(R, 12)
    array([[5., 3.],
           [0., 1.]])
    """
    A = as_matrix(A, "A")
    m, p, scale = len(A), min(A.shape), column_scales(A)
    R, Qt = A / scale, np.eye(len(A))
    for k in range(p):
        for i in range(m - 1, k, -1):          # from below, each row against the one above it
            if R[i, k] != 0:
                G = _rotation(*givens(R[i - 1, k], R[i, k]))
                R[i - 1:i + 1, k:] = G @ R[i - 1:i + 1, k:]
                Qt[i - 1:i + 1] = G @ Qt[i - 1:i + 1]
                R[i, k] = 0.0
    return Qt[:p].T, R[:p] * scale


def _rotation(c, s):
    return np.array([[c, s], [-s, c]])
