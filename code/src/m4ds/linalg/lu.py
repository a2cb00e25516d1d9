"""Gaussian elimination as a factorisation: LU with and without row exchanges, growth, solving.

Taught in the chapter "Linear systems and LU".
"""

import numpy as np

from m4ds.linalg.triangular import as_right_sides, back_sub, forward_sub
from m4ds.validation import as_matrix, as_square

__all__ = ["elimination_steps", "growth_factor", "lu_no_pivot", "lu_partial_pivot", "solve"]


def elimination_steps(A, pivoting=True):
    """Yield the work of Gaussian elimination: the state before the first column and after each column.

    Parameters
    ----------
    A : array_like, shape (m, n)
    pivoting : bool
        Whether to exchange rows so that the pivot is the largest entry of its column (partial pivoting).

    Yields
    ------
    W : ndarray, shape (m, n)
        After k columns: U in the first k rows, the multipliers below the diagonal of the first k
        columns, and in the rest the block that is still to be eliminated.
    perm : ndarray of int, shape (m,)
        Row i of `W` began as row ``perm[i]`` of `A`.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite real matrix.
    numpy.linalg.LinAlgError
        If a pivot is zero above non-zero entries, which happens only without exchanges; or if a
        number overflows.

    Examples
    --------
    >>> for W, perm in elimination_steps([[1, 2], [2, 6]]):
    ...     print(W.tolist(), perm.tolist())
    [[1.0, 2.0], [2.0, 6.0]] [0, 1]
    [[2.0, 6.0], [0.5, -1.0]] [1, 0]
    """
    W = as_matrix(A, "A").copy()
    perm = np.arange(len(W))
    yield W.copy(), perm.copy()
    for k in range(min(len(W) - 1, W.shape[1])):
        if pivoting:
            p = k + np.argmax(np.abs(W[k:, k]))
            W[[k, p]], perm[[k, p]] = W[[p, k]], perm[[p, k]]
        _eliminate_column(W, k)
        yield W.copy(), perm.copy()


def _eliminate_column(W, k):
    """Subtract multiples of row k from the rows below it, and store the multipliers in column k."""
    below = W[k + 1:, k]
    if not below.any():
        return                                # nothing to eliminate: all multipliers are 0
    if W[k, k] == 0:
        raise np.linalg.LinAlgError(f"pivot {k} is 0, but column {k} is not 0 below it: exchange rows")
    with np.errstate(over="ignore", invalid="ignore"):
        below /= W[k, k]
        W[k + 1:, k + 1:] -= np.outer(below, W[k, k + 1:])
    if not np.isfinite(W).all():
        raise np.linalg.LinAlgError("the elimination overflows: divide A by a large number first")


def lu_partial_pivot(A):
    """Return the row order and the factors of ``A[perm] = L @ U``, by elimination with partial pivoting.

    Parameters
    ----------
    A : array_like, shape (m, n)
        Any matrix; it may be singular or rectangular. Let p = min(m, n).

    Returns
    -------
    perm : ndarray of int, shape (m,)
        Row i of ``L @ U`` is row ``perm[i]`` of `A`.
    L : ndarray, shape (m, p)
        Ones on the diagonal, zeros above it, entries of size at most 1 below it.
    U : ndarray, shape (p, n)
        Zeros below the diagonal; in the units of `A`.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite real matrix.
    numpy.linalg.LinAlgError
        If a number overflows.

    See Also
    --------
    scipy.linalg.lu_factor, scipy.linalg.lu

    Notes
    -----
    About ``2 n**3 / 3`` operations for a square matrix; keeps a few copies of `A`, O(m n).

    References
    ----------
    Golub and Van Loan, *Matrix Computations*, fourth edition, section 3.4.

    Examples
    --------
    >>> perm, L, U = lu_partial_pivot([[1, 2], [2, 6]])
    >>> perm.tolist(), L.tolist(), U.tolist()
    ([1, 0], [[1.0, 0.0], [0.5, 1.0]], [[2.0, 6.0], [0.0, -1.0]])
    """
    for W, perm in elimination_steps(A):      # noqa: B007 - the last state is the result
        pass
    return perm, *_split(W)


def lu_no_pivot(A):
    """Return the factors of ``A = L @ U`` without row exchanges: to see what fails, not to solve with.

    Parameters
    ----------
    A : array_like, shape (m, n)

    Returns
    -------
    L : ndarray, shape (m, p), with p = min(m, n)
    U : ndarray, shape (p, n)

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite real matrix.
    numpy.linalg.LinAlgError
        If a pivot is zero above non-zero entries, or a number overflows.

    See Also
    --------
    lu_partial_pivot

    Examples
    --------
    >>> L, U = lu_no_pivot([[1, 2], [2, 6]])
    >>> L.tolist(), U.tolist()
    ([[1.0, 0.0], [2.0, 1.0]], [[1.0, 2.0], [0.0, 2.0]])
    """
    for W, _ in elimination_steps(A, pivoting=False):    # noqa: B007
        pass
    return _split(W)


def _split(W):
    """Part the packed matrix into L, with its ones, and U."""
    p = min(W.shape)
    return np.tril(W[:, :p], -1) + np.eye(len(W), p), np.triu(W[:p])


def growth_factor(A, pivoting=True):
    """Return how much larger than A's largest entry any entry becomes on the way through elimination.

    Parameters
    ----------
    A : array_like, shape (m, n)
        Not the zero matrix.
    pivoting : bool
        With or without row exchanges.

    Returns
    -------
    float
        At least 1; with pivoting at most ``2**(m - 1)``.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite real matrix, or is zero.
    numpy.linalg.LinAlgError
        As in `elimination_steps`.

    References
    ----------
    Wilkinson, Error analysis of direct methods of matrix inversion, Journal of the ACM 8, 1961.

    Examples
    --------
    >>> growth_factor([[1, 0, 1], [-1, 1, 1], [-1, -1, 1]])
    4.0
    """
    largest = [np.abs(W[k:, k:]).max(initial=0.0) for k, (W, _) in enumerate(elimination_steps(A, pivoting))]
    if largest[0] == 0:
        raise ValueError("A is the zero matrix: growth is a ratio to its largest entry")
    return float(max(largest) / largest[0])


def solve(A, b):
    """Return the x with A x = b: LU with partial pivoting, then two triangular systems.

    Parameters
    ----------
    A : array_like, shape (n, n)
    b : array_like, shape (n,) or (n, k)
        One right-hand side, or k of them as columns: A is factored once.

    Returns
    -------
    ndarray, with the shape of `b`

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite square matrix, or `b` does not fit.
    numpy.linalg.LinAlgError
        If a pivot is exactly zero, or a number overflows. A matrix that is only *nearly* singular is
        not refused: look at its condition number.

    See Also
    --------
    numpy.linalg.solve, scipy.linalg.solve

    Notes
    -----
    About ``2 n**3 / 3 + 2 n**2 k`` operations.

    Examples
    --------
    >>> solve([[2, 1, 1], [4, 3, 0], [-2, 2, -4]], [6, 17, 6]).round(12)
    array([ 2.,  3., -1.])
    """
    A = as_square(A, "A")
    b = as_right_sides(b, len(A))
    perm, L, U = lu_partial_pivot(A)
    if (np.diag(U) == 0).any():
        raise np.linalg.LinAlgError("A is singular: elimination found no pivot in one of its columns")
    return back_sub(U, forward_sub(L, b[perm]))
