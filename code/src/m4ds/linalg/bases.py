"""Coordinates in a basis, and the matrix of a map in other bases.

Taught in the chapter "Determinants, volume and change of basis".
"""

import numpy as np

from m4ds.validation import as_finite_array, as_matrix, as_square

__all__ = ["change_basis", "coordinates"]


def coordinates(X, P) -> np.ndarray:
    r"""Return the coordinates :math:`P^{-1}x` of vectors in the basis of the columns of `P`.

    Parameters
    ----------
    X : array_like, shape (n,) or (n, k)
        One vector, or k vectors as columns.
    P : array_like, shape (n, n)
        The basis vectors as columns.

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite and real, the shapes do not fit, or the columns of `P` are dependent to
        working precision.

    See Also
    --------
    numpy.linalg.solve : does the work here; it accepts nearly dependent columns.

    Notes
    -----
    Taught in "Determinants, volume and change of basis". Columns are scaled first, so that a basis of very long
    and very short vectors is accepted.

    Examples
    --------
    >>> coordinates([3, 1], [[1, 1], [1, -1]])
    array([2., 1.])
    """
    P, X = as_square(P, "P"), as_finite_array(X, "X")
    if X.ndim not in (1, 2) or len(X) != len(P):
        raise ValueError(f"X must have {len(P)} rows, as P has, but its shape is {X.shape}")
    size = np.abs(P).max(axis=0)
    if (size == 0).any() or np.linalg.matrix_rank(P / size) < len(P):
        raise ValueError("the columns of P are dependent to working precision: they are no basis")
    return (np.linalg.solve(P / size, X).T / size).T


def change_basis(A, P, Q=None) -> np.ndarray:
    r"""Return the matrix :math:`Q^{-1}AP` of the map `A` in new bases.

    Parameters
    ----------
    A : array_like, shape (m, n)
        The map in the standard bases.
    P : array_like, shape (n, n)
        The new basis of the inputs, as columns.
    Q : array_like, shape (m, m), optional
        The new basis of the outputs. Left out, it is `P`, and `A` must be square.

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite and real, the shapes do not fit, or a basis is dependent.

    See Also
    --------
    numpy.linalg.solve : `np.linalg.solve(P, A @ P)` is the short form.

    Notes
    -----
    Taught in "Determinants, volume and change of basis". The inverse of the basis is never formed.

    Examples
    --------
    >>> change_basis([[4, 1], [2, 3]], [[1, 1], [1, -2]]).round(12) + 0.0
    array([[5., 0.],
           [0., 2.]])
    """
    A, P = as_matrix(A, "A"), as_square(P, "P")
    if A.shape[1] != len(P):
        raise ValueError(f"A has {A.shape[1]} columns, so P must be of that size, but it has shape {P.shape}")
    return coordinates(A @ P, P if Q is None else as_square(Q, "Q"))
