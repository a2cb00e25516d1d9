"""Least squares in three ways: by the normal equations, by QR, by the singular value decomposition.

Taught in the chapter "Least squares".
"""

import numpy as np

from m4ds.linalg.lu import solve
from m4ds.linalg.orthogonal import refuse_dependent
from m4ds.linalg.qr import householder_qr
from m4ds.linalg.svd import numerical_rank, svd_jacobi
from m4ds.linalg.triangular import back_sub
from m4ds.validation import as_matrix, as_vector

__all__ = ["as_equations", "lstsq_normal", "lstsq_qr", "lstsq_svd", "r_squared"]


def lstsq_normal(A, b):
    """Return the least-squares solution of A x = b from the normal equations A'A x = A'b.

    Parameters
    ----------
    A : array_like, shape (m, n), with independent columns
    b : array_like, shape (m,)

    Returns
    -------
    ndarray, shape (n,)
        In units of `b` per unit of each column of `A`.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite real matrix, or `b` does not have one finite number for each row.
    numpy.linalg.LinAlgError
        If the computed A'A is singular. Rounding can hide dependent columns: then the result is noise.

    See Also
    --------
    lstsq_qr : the same solution at the price of kappa instead of its square.

    Notes
    -----
    About ``m n**2`` operations, if one uses that A'A is symmetric; O(n**2) memory beside `A`. Relative errors grow
    with ``kappa(A)**2``: use it on paper, and where ``kappa`` is known to be small.

    Examples
    --------
    >>> lstsq_normal([[1, 1], [1, 2], [1, 3], [1, 4]], [1, 3, 2, 5]).round(12) + 0.0
    array([0. , 1.1])
    """
    A, b = as_equations(A, b)
    return solve(A.T @ A, A.T @ b)


def lstsq_qr(A, b):
    """Return the least-squares solution of A x = b by QR: solve R x = Q'b.

    Parameters
    ----------
    A : array_like, shape (m, n), with independent columns
    b : array_like, shape (m,)

    Returns
    -------
    ndarray, shape (n,)
        In units of `b` per unit of each column of `A`.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite real matrix, `b` does not have one finite number for each row, or a column of `A`
        depends on the columns before it, to working accuracy.
    numpy.linalg.LinAlgError
        If the result overflows.

    See Also
    --------
    numpy.linalg.lstsq : by singular values, for any rank.
    m4ds.linalg.qr.householder_qr

    Notes
    -----
    About ``4 m n**2`` operations with an explicit Q, half of that if the mirrors are applied to `b` at once.

    Examples
    --------
    >>> lstsq_qr([[1, 1], [1, 2], [1, 3], [1, 4]], [1, 3, 2, 5]).round(12) + 0.0
    array([0. , 1.1])
    """
    A, b = as_equations(A, b)
    Q, R = householder_qr(A)
    lengths = np.abs(A).max(axis=0)
    for k in range(A.shape[1]):
        refuse_dependent(abs(R[k, k]) if k < len(R) else 0.0, lengths[k], k, A.shape)
    return back_sub(R, Q.T @ b)


def lstsq_svd(A, b, rtol=None):
    """Return the shortest of all least-squares solutions of A x = b, for any rank.

    Parameters
    ----------
    A : array_like, shape (m, n)
    b : array_like, shape (m,)
    rtol : float, optional
        Singular values of at most ``rtol`` times the largest count as zero. By default ``max(m, n) * eps``.

    Returns
    -------
    ndarray, shape (n,)
        In units of `b` per unit of each column of `A`.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite real matrix, `b` does not have one finite number for each row, or `rtol` is
        not at least 0 and below 1.

    See Also
    --------
    numpy.linalg.lstsq, scipy.linalg.lstsq
    m4ds.linalg.svd.pinv : the matrix of the map from `b` to this solution.

    Examples
    --------
    >>> lstsq_svd([[1, 1], [1, 1], [1, 1]], [1, 2, 6]).round(12)
    array([1.5, 1.5])
    """
    A, b = as_equations(A, b)
    U, s, Vt = svd_jacobi(A)
    if rtol is None:
        r = numerical_rank(s, A.shape)
    elif 0 <= rtol < 1:
        r = int((s > rtol * s.max()).sum())
    else:
        raise ValueError(f"rtol must lie in [0, 1), but it is {rtol}")
    return Vt[:r].T @ ((U[:, :r].T @ b) / s[:r])


def r_squared(b, fitted) -> float:
    """Return 1 - RSS/TSS: the share of the variation of `b` around its mean that `fitted` explains.

    Parameters
    ----------
    b, fitted : array_like, shape (m,)
        In one unit.

    Returns
    -------
    float
        Between 0 and 1 for a least-squares fit with an intercept; negative where the mean would fit better.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not finite vectors of one length, or `b` is constant.

    See Also
    --------
    sklearn.metrics.r2_score

    Examples
    --------
    >>> round(r_squared([1, 3, 2, 5], [1.1, 2.2, 3.3, 4.4]), 4)
    0.6914
    """
    b, fitted = as_vector(b, "b"), as_vector(fitted, "fitted")
    if b.shape != fitted.shape:
        raise ValueError(f"b has shape {b.shape}, but fitted has {fitted.shape}")
    if (b == b[0]).all():
        raise ValueError("b is constant: it has no variation to explain")
    return float(1 - ((b - fitted) ** 2).sum() / ((b - b.mean()) ** 2).sum())


def as_equations(A, b):
    """Return `A` as a finite matrix and `b` as a finite vector with as many entries as `A` has rows.

    Examples
    --------
    >>> as_equations([[1], [2]], [3, 4])[1]
    array([3., 4.])
    """
    A, b = as_matrix(A, "A"), as_vector(b, "b")
    if len(A) != len(b):
        raise ValueError(f"b must have {len(A)} entries, one for each row of A, but it has {len(b)}")
    return A, b
