"""Determinants by elimination, as numbers and as logarithms, and the signed area that they measure.

Taught in the chapter "Determinants, volume and change of basis".
"""

import math

import numpy as np

from m4ds.validation import as_matrix, as_square

__all__ = ["det_lu", "pivots", "signed_area", "slogdet"]


def pivots(A):
    """Return the sign of the row swaps and the pivots of elimination with partial pivoting.

    Parameters
    ----------
    A : array_like, shape (n, n)

    Returns
    -------
    sign : int
        1 after an even number of swaps, -1 after an odd number.
    d : ndarray, shape (n,)
        The pivots. From the first pivot that is exactly zero on, all are zero.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a non-empty, finite, real, square matrix.
    OverflowError
        If the entries are so large that an elimination step overflows.

    See Also
    --------
    scipy.linalg.lu_factor : the professional routine, which keeps the factors.

    Notes
    -----
    Taught in "Determinants, volume and change of basis". About ``2 n**3 / 3`` operations.

    Examples
    --------
    >>> sign, d = pivots([[0, 2], [4, 1]])
    >>> sign, d.tolist()
    (-1, [4.0, 2.0])
    """
    U = as_square(A, "A").copy()
    sign, d = 1, np.zeros(len(U))
    for k in range(len(U)):
        p = k + int(np.argmax(np.abs(U[k:, k])))     # the largest entry becomes the pivot
        if U[p, k] == 0:
            break
        if p != k:
            U[[k, p]] = U[[p, k]]
            sign = -sign
        d[k] = U[k, k]
        with np.errstate(over="ignore"):
            U[k + 1:, k:] -= np.outer(U[k + 1:, k] / U[k, k], U[k, k:])
        if not np.isfinite(U[k + 1:]).all():
            raise OverflowError("the entries of A are too large to eliminate: divide A by a number c first, "
                                "and use det A = c**n det(A/c)")
    return sign, d


def det_lu(A) -> float:
    """Return the determinant: the product of the pivots, with a minus for each swap of rows.

    The product is formed as a mantissa and an exponent, so only the result can leave the range of floats.

    Parameters
    ----------
    A : array_like, shape (n, n)

    Raises
    ------
    TypeError, ValueError
        If `A` is not a non-empty, finite, real, square matrix.
    OverflowError
        If the determinant is too large or too small for a float; `slogdet` still works then.

    See Also
    --------
    numpy.linalg.det : returns infinity or 0 where this function raises.

    References
    ----------
    Golub and Van Loan, *Matrix Computations*, fourth edition, section 3.4.

    Notes
    -----
    Taught in "Determinants, volume and change of basis". About ``2 n**3 / 3`` operations.

    Examples
    --------
    >>> det_lu([[3, 1], [1, 4]])
    11.0
    """
    sign, d = pivots(A)
    if d[-1] == 0:
        return 0.0
    mantissa, exponent = float(sign), 0
    for pivot in d:
        part, power = math.frexp(pivot)
        mantissa, shift = math.frexp(mantissa * part)
        exponent += power + shift
    if not -1021 <= exponent <= 1024:
        raise OverflowError(f"the determinant is about 2**{exponent}, outside the range of floats: use slogdet")
    return math.ldexp(mantissa, exponent)


def slogdet(A) -> tuple[float, float]:
    r"""Return the sign of the determinant and the natural logarithm of its size.

    Parameters
    ----------
    A : array_like, shape (n, n)

    Returns
    -------
    sign : float
        1, -1, or 0 if a pivot is exactly zero.
    logabs : float
        :math:`\log|\det A|`, which is ``-inf`` where the sign is 0.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a non-empty, finite, real, square matrix.

    See Also
    --------
    numpy.linalg.slogdet

    Notes
    -----
    Taught in "Determinants, volume and change of basis". A sum of logarithms overflows for no matrix that fits
    into memory.

    Examples
    --------
    >>> sign, logabs = slogdet([[0, 1e200], [1e200, 0]])
    >>> sign, round(logabs / math.log(10), 9)
    (-1.0, 400.0)
    """
    sign, d = pivots(A)
    if d[-1] == 0:
        return 0.0, -math.inf
    return sign * float(np.prod(np.sign(d))), float(np.log(np.abs(d)).sum())


def signed_area(points) -> float:
    r"""Return the area of a polygon, positive if its corners are listed anticlockwise.

    Parameters
    ----------
    points : array_like, shape (k, 2)
        The corners in order, k at least 3, in any unit of length. The sides must not cross.

    Returns
    -------
    float
        :math:`\tfrac12\sum_i \det(p_i - p_1,\; p_{i+1} - p_1)`, in squared units.

    Raises
    ------
    TypeError, ValueError
        If `points` is not a finite, real table of at least three rows and two columns.

    Notes
    -----
    Taught in "Determinants, volume and change of basis". The first corner is subtracted before anything is
    multiplied, so a polygon far from the origin keeps its digits.

    Examples
    --------
    >>> signed_area([[1, 1], [4, 2], [2, 5]])
    5.5
    """
    P = as_matrix(points, "points")
    if P.shape[1] != 2 or len(P) < 3:
        raise ValueError(f"points must have two columns and at least three rows, but it has shape {P.shape}")
    x, y = (P[1:] - P[0]).T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)
