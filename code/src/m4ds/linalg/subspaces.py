"""Bases of the four subspaces of a matrix, and what two subspaces share.

A basis is a matrix whose columns are the basis vectors; the basis of {0} has no column.
Taught in the chapter "Vector spaces and the four subspaces".
"""

import numpy as np

from m4ds.linalg.rref import rref
from m4ds.validation import as_matrix, as_vector

__all__ = ["column_space_basis", "identifiable", "intersection_basis", "left_nullspace_basis",
           "nullspace_basis", "row_space_basis"]


def nullspace_basis(A, rtol=None):
    """Return the special solutions of A x = 0: one for each free column of the reduced form.

    Parameters
    ----------
    A : array_like, shape (m, n)
    rtol : float, optional
        As in `m4ds.linalg.rref.rref`.

    Returns
    -------
    ndarray, shape (n, n - r)
        Of floats, or of `Fraction` objects if `A` holds only integers and fractions.

    Raises
    ------
    TypeError, ValueError
        As `rref`.

    See Also
    --------
    scipy.linalg.null_space : an orthonormal basis of the same space, by the SVD.

    Examples
    --------
    >>> nullspace_basis([[1, 2, 0, 1], [0, 1, 1, 0], [1, 3, 1, 1]]).T.astype(int).tolist()
    [[2, -1, 1, 0], [-1, 0, 0, 1]]
    """
    R, pivots = rref(A, rtol)
    n = R.shape[1]
    free = [j for j in range(n) if j not in set(pivots)]
    N = np.eye(n, dtype=int).astype(R.dtype)[:, free]    # each free unknown is 1 in turn
    N[pivots] = 0 - R[:len(pivots), free]                # and the pivot unknowns follow
    return N


def column_space_basis(A, rtol=None):
    """Return the pivot columns of `A` itself, a basis of its column space.

    Parameters
    ----------
    A : array_like, shape (m, n)
    rtol : float, optional
        As in `m4ds.linalg.rref.rref`.

    Returns
    -------
    ndarray, shape (m, r)

    Raises
    ------
    TypeError, ValueError
        As `rref`.

    See Also
    --------
    scipy.linalg.orth : an orthonormal basis of the same space, by the SVD.

    Examples
    --------
    >>> column_space_basis([[1, 2, 0], [2, 4, 1]]).tolist()
    [[1, 0], [2, 1]]
    """
    pivots = rref(A, rtol)[1]
    return np.asarray(A)[:, pivots]


def row_space_basis(A, rtol=None):
    """Return the non-zero rows of the reduced form, as columns: a basis of the row space.

    Parameters
    ----------
    A : array_like, shape (m, n)
    rtol : float, optional
        As in `m4ds.linalg.rref.rref`.

    Returns
    -------
    ndarray, shape (n, r)

    Raises
    ------
    TypeError, ValueError
        As `rref`.

    See Also
    --------
    scipy.linalg.orth : of the transpose.

    Examples
    --------
    >>> row_space_basis([[1, 2, 0], [2, 4, 1]]).T.astype(int).tolist()
    [[1, 2, 0], [0, 0, 1]]
    """
    R, pivots = rref(A, rtol)
    return R[:len(pivots)].T


def left_nullspace_basis(A, rtol=None):
    """Return a basis of the vectors y with A' y = 0: each column is a check on the data.

    Parameters
    ----------
    A : array_like, shape (m, n)
    rtol : float, optional
        As in `m4ds.linalg.rref.rref`.

    Returns
    -------
    ndarray, shape (m, m - r)

    Raises
    ------
    TypeError, ValueError
        As `rref`.

    See Also
    --------
    scipy.linalg.null_space : of the transpose.

    Examples
    --------
    >>> left_nullspace_basis([[1, 2], [2, 4]]).T.astype(int).tolist()
    [[-2, 1]]
    """
    as_matrix(A, "A")
    return nullspace_basis(np.asarray(A).T, rtol)


def intersection_basis(S, T, rtol=None):
    """Return a basis of the vectors that two subspaces share.

    Parameters
    ----------
    S, T : array_like, shapes (n, p) and (n, q)
        Bases of the two subspaces: independent columns.
    rtol : float, optional
        As in `m4ds.linalg.rref.rref`.

    Returns
    -------
    ndarray, shape (n, p + q - d)
        With d the dimension of the sum of the two.

    Raises
    ------
    TypeError, ValueError
        As `rref`; if the columns of `S` or of `T` are dependent, or have different lengths.

    Examples
    --------
    >>> xy, yz = np.eye(3, dtype=int)[:, :2], np.eye(3, dtype=int)[:, 1:]
    >>> intersection_basis(xy, yz).T.astype(int).tolist()
    [[0, 1, 0]]
    """
    for B, name in ((S, "S"), (T, "T")):
        if len(rref(as_matrix(B, name), rtol)[1]) < np.shape(B)[1]:
            raise ValueError(f"the columns of {name} are dependent: give a basis")
    S, T = np.asarray(S), np.asarray(T)
    if len(S) != len(T):
        raise ValueError(f"S and T must have as many rows, but they have {len(S)} and {len(T)}")
    return S @ nullspace_basis(np.hstack([S, -T]), rtol)[:S.shape[1]]


def identifiable(X, c, rtol=1e-8):
    """Say whether the combination c . beta is determined by the exact values of X beta.

    It is if and only if c lies in the row space of X, that is, if c is perpendicular to the null space.

    Parameters
    ----------
    X : array_like, shape (m, n)
        One row an observation, one column a parameter.
    c : array_like, shape (n,)
    rtol : float, optional
        For floats: how large the cosine between c and a vector of the null-space basis may be.

    Returns
    -------
    bool

    Raises
    ------
    TypeError, ValueError
        If `X` or `c` is not a finite real matrix or vector, or their sizes do not fit.

    Examples
    --------
    >>> X = [[1, 1, 0], [1, 0, 1]]       # an intercept and two groups
    >>> identifiable(X, [0, 1, -1]), identifiable(X, [0, 1, 0])
    (True, False)
    """
    N, c = nullspace_basis(X).astype(float), as_vector(c, "c")
    if len(c) != len(N):
        raise ValueError(f"c must have one entry for each of the {len(N)} columns of X, but it has {len(c)}")
    return bool((np.abs(c @ N) <= rtol * np.linalg.norm(c) * np.linalg.norm(N, axis=0)).all())
