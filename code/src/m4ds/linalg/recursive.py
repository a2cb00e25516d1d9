"""Least squares row by row: the inverse of A'A is updated, never computed again.

Taught in the chapter "Least squares".
"""

import numpy as np

from m4ds.linalg.least_squares import as_equations, lstsq_qr
from m4ds.linalg.qr import householder_qr
from m4ds.linalg.triangular import back_sub
from m4ds.validation import as_finite_array, as_square, as_vector

__all__ = ["inverse_gram", "recursive_lstsq", "rls_update", "sherman_morrison"]

EPS = np.finfo(float).eps


def sherman_morrison(P, u, v):
    """Return the inverse of M + u v', from the inverse P of M.

    Parameters
    ----------
    P : array_like, shape (n, n)
    u, v : array_like, shape (n,)

    Returns
    -------
    ndarray, shape (n, n)

    Raises
    ------
    TypeError, ValueError
        If `P` is not a finite square matrix, or `u` or `v` does not fit.
    numpy.linalg.LinAlgError
        If M + u v' is singular, to working accuracy.

    Notes
    -----
    About ``6 n**2`` operations, where a new inverse costs ``2 n**3``.

    References
    ----------
    Sherman and Morrison, "Adjustment of an inverse matrix corresponding to a change in one element of a given
    matrix", Annals of Mathematical Statistics 21 (1950).

    Examples
    --------
    >>> sherman_morrison([[1, 0], [0, 1]], [1, 0], [1, 1])
    array([[ 0.5, -0.5],
           [ 0. ,  1. ]])
    """
    P = as_square(P, "P")
    u, v = as_vector(u, "u"), as_vector(v, "v")
    if not len(P) == len(u) == len(v):
        raise ValueError(f"P has {len(P)} rows, but u and v have {len(u)} and {len(v)} entries")
    Pu, vP = P @ u, v @ P
    pivot = 1 + v @ Pu
    if abs(pivot) <= 10 * len(u) * EPS * (1 + np.abs(v) @ np.abs(Pu)):
        raise np.linalg.LinAlgError("the updated matrix is singular: 1 + v'Pu is 0 up to rounding")
    return P - np.outer(Pu, vP) / pivot


def rls_update(x, P, a, b):
    """Return the least-squares solution and its inverse Gram matrix after one more row ``a . x = b``.

    Parameters
    ----------
    x : array_like, shape (n,)
        The solution so far.
    P : array_like, shape (n, n)
        The inverse of A'A so far: symmetric and positive.
    a : array_like, shape (n,)
        The new row.
    b : float

    Returns
    -------
    x : ndarray, shape (n,)
    P : ndarray, shape (n, n)

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite or does not fit.

    Examples
    --------
    >>> x, P = rls_update([2.0], [[1 / 3]], [1.0], 6.0)      # the mean of three numbers was 2
    >>> x.round(12), P.round(12)
    (array([3.]), array([[0.25]]))
    """
    x, a, b = as_vector(x, "x"), as_vector(a, "a"), as_finite_array(b, "b")
    if b.ndim:
        raise ValueError(f"b must be one number, but it has shape {b.shape}")
    P = sherman_morrison(P, a, a)
    if len(x) != len(P):
        raise ValueError(f"x has {len(x)} entries, but P has {len(P)} rows")
    return x + P @ a * (b - a @ x), P


def inverse_gram(A):
    """Return the inverse of A'A from R alone: R^-1 (R^-1)', without forming A'A.

    Parameters
    ----------
    A : array_like, shape (m, n), with independent columns

    Returns
    -------
    ndarray, shape (n, n)

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite real matrix with at least as many rows as columns.
    numpy.linalg.LinAlgError
        If a column depends on the columns before it so closely that R has a zero on its diagonal, or the result
        overflows.

    Examples
    --------
    >>> inverse_gram([[1, 0], [0, 2], [0, 0]])
    array([[1.  , 0.  ],
           [0.  , 0.25]])
    """
    R = householder_qr(A)[1]
    if R.shape[0] < R.shape[1]:
        raise ValueError(f"A needs at least as many rows as columns, but R has shape {R.shape}")
    inverse = back_sub(R, np.eye(len(R)))
    return inverse @ inverse.T


def recursive_lstsq(A, b, start):
    """Return the least-squares solutions of the first `start`, `start` + 1, ..., m rows of A x = b.

    Parameters
    ----------
    A : array_like, shape (m, n)
        Its first `start` rows have independent columns.
    b : array_like, shape (m,)
    start : int
        How many rows are solved at once, by QR; at least n. The others are added one by one.

    Returns
    -------
    ndarray, shape (m - start + 1, n)

    Raises
    ------
    TypeError, ValueError
        As `lstsq_qr`, or if `start` is not between n and m.

    See Also
    --------
    statsmodels.regression.recursive_ls.RecursiveLS

    Notes
    -----
    A step costs O(n**2) and needs no earlier row. Errors of the start stay, and grow with kappa squared.

    Examples
    --------
    >>> recursive_lstsq([[1], [1], [1]], [1, 3, 8], start=1).round(12).ravel()
    array([1., 2., 4.])
    """
    A, b = as_equations(A, b)
    if not A.shape[1] <= start <= len(A):
        raise ValueError(f"start must lie between {A.shape[1]} and {len(A)}, but it is {start}")
    x, P = lstsq_qr(A[:start], b[:start]), inverse_gram(A[:start])
    path = [x]
    for row, value in zip(A[start:], b[start:], strict=True):
        x, P = rls_update(x, P, row, value)
        path.append(x)
    return np.array(path)
