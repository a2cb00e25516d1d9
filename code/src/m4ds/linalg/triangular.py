"""Systems whose matrix is triangular: one unknown after the other.

Taught in the chapter "Linear systems and LU".
"""

import numpy as np

from m4ds.validation import as_finite_array, as_square

__all__ = ["as_right_sides", "back_sub", "forward_sub"]


def forward_sub(L, b):
    """Return the x with L x = b, for a lower triangular matrix, from the first unknown to the last.

    Parameters
    ----------
    L : array_like, shape (n, n)
        Zero above the diagonal, not zero on it.
    b : array_like, shape (n,) or (n, k)
        One right-hand side, or k of them as columns.

    Returns
    -------
    ndarray, with the shape of `b`

    Raises
    ------
    TypeError, ValueError
        If `L` is not a finite square matrix, has an entry above its diagonal, or `b` does not fit.
    numpy.linalg.LinAlgError
        If an entry of the diagonal is zero, or the result overflows.

    See Also
    --------
    scipy.linalg.solve_triangular

    Notes
    -----
    About ``n**2`` operations for each right-hand side.

    Examples
    --------
    >>> forward_sub([[2, 0], [1, 4]], [6, 11])
    array([3., 2.])
    """
    L = as_square(L, "L")
    if np.triu(L, 1).any():
        raise ValueError("L must be lower triangular, but it has entries above its diagonal")
    return _substitute(L, "L", b, range(len(L)))


def back_sub(U, b):
    """Return the x with U x = b, for an upper triangular matrix, from the last unknown to the first.

    Parameters
    ----------
    U : array_like, shape (n, n)
        Zero below the diagonal, not zero on it.
    b : array_like, shape (n,) or (n, k)
        One right-hand side, or k of them as columns.

    Returns
    -------
    ndarray, with the shape of `b`

    Raises
    ------
    TypeError, ValueError
        If `U` is not a finite square matrix, has an entry below its diagonal, or `b` does not fit.
    numpy.linalg.LinAlgError
        If an entry of the diagonal is zero, or the result overflows.

    See Also
    --------
    scipy.linalg.solve_triangular

    Notes
    -----
    About ``n**2`` operations for each right-hand side.

    Examples
    --------
    >>> back_sub([[4, 1], [0, 2]], [11, 6])
    array([2., 3.])
    """
    U = as_square(U, "U")
    if np.tril(U, -1).any():
        raise ValueError("U must be upper triangular, but it has entries below its diagonal")
    return _substitute(U, "U", b, reversed(range(len(U))))


def _substitute(T, name, b, order):
    """Solve for one unknown after the other; those not yet known are still 0 in `x`."""
    b = as_right_sides(b, len(T))
    if (np.diag(T) == 0).any():
        raise np.linalg.LinAlgError(f"{name} is singular: entry {int(np.argmin(np.diag(T) != 0))} of its diagonal is 0")
    x = np.zeros_like(b)
    with np.errstate(over="ignore", invalid="ignore"):
        for i in order:
            x[i] = (b[i] - T[i] @ x) / T[i, i]
    if not np.isfinite(x).all():
        raise np.linalg.LinAlgError(f"the solution overflows: {name} is too nearly singular, or b too large")
    return x


def as_right_sides(b, n):
    """Return `b` as a finite float array with n rows, 1-D or 2-D, or say what is wrong with it.

    Examples
    --------
    >>> as_right_sides([1, 2], 2)
    array([1., 2.])
    """
    b = as_finite_array(b, "b")
    if b.ndim not in (1, 2) or len(b) != n:
        raise ValueError(f"b must have shape ({n},) or ({n}, k), but it has shape {b.shape}")
    return b
