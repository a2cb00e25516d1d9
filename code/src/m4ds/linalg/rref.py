"""The reduced row echelon form, by Gauss-Jordan elimination.

Taught in the chapter "Vector spaces and the four subspaces".
"""

from fractions import Fraction
from numbers import Rational

import numpy as np

from m4ds.validation import as_matrix

__all__ = ["rref"]

EPS = np.finfo(float).eps


def rref(A, rtol=None):
    """Return the reduced row echelon form of a matrix and the columns of its pivots.

    If every entry is an integer or a `Fraction`, the work is done in fractions and nothing is
    rounded. Otherwise it is done in floats, and an entry that should have become a pivot counts
    as zero if it is at most `rtol` times the largest row sum of sizes of entries.

    Parameters
    ----------
    A : array_like, shape (m, n)
    rtol : float, optional
        The tolerance for floats; ``10 max(m, n) eps`` if not given. Fractions need none.

    Returns
    -------
    R : ndarray, shape (m, n)
        Of floats, or of `Fraction` objects.
    pivots : list of int
        The columns of the pivots, increasing. Their number is the rank.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a non-empty, finite, real matrix, or `rtol` is not a number of at least 0.

    See Also
    --------
    sympy.Matrix.rref, numpy.linalg.matrix_rank

    Notes
    -----
    About ``2 m n r`` operations for rank r. In each column the entry of largest size is the pivot.
    With floats the rank that is found is a judgement. It can be wrong when the pivot columns are
    nearly dependent; the singular values are the better judge.

    References
    ----------
    Golub and Van Loan, *Matrix Computations*, fourth edition, section 3.4, for the choice of pivots.

    Examples
    --------
    >>> R, pivots = rref([[1, 2, 0, 1], [0, 1, 1, 0], [1, 3, 1, 1]])
    >>> R.astype(int).tolist(), pivots
    ([[1, 0, -2, 1], [0, 1, 1, 0], [0, 0, 0, 0]], [0, 1])
    >>> rref([[0.1, 0.3], [1.0, 3.0]])[1]
    [0]
    """
    R = _fractions_or_floats(A)
    negligible = _negligible(R.shape, rtol)
    if R.dtype == object:
        return _eliminate(R, 0)
    R = R / (np.abs(R).max() or 1.0)                     # so that no sum below can overflow
    R, pivots = _eliminate(R, negligible * np.abs(R).sum(axis=1).max())
    return R + 0.0, pivots                               # + 0.0 turns -0.0 into 0.0


def _fractions_or_floats(A):
    """Return a copy of `A`: as fractions if all entries are integers or fractions, else as floats."""
    floats = as_matrix(A, "A")
    entries = np.asarray(A).astype(object)
    if not all(isinstance(x, Rational) for x in entries.flat):
        return floats.copy()
    exact = [Fraction(int(x.numerator), int(x.denominator)) for x in entries.flat]
    return np.array(exact, dtype=object).reshape(entries.shape)


def _negligible(shape, rtol):
    """Return the relative tolerance, or say what is wrong with `rtol`."""
    if rtol is None:
        return 10 * max(shape) * EPS
    if isinstance(rtol, bool) or not isinstance(rtol, int | float | np.number):
        raise TypeError(f"rtol must be a number, but it is {rtol!r}")
    if not 0 <= rtol < 1:
        raise ValueError(f"rtol must be at least 0 and less than 1, but it is {rtol}")
    return float(rtol)


def _eliminate(R, negligible):
    """Bring `R` to reduced row echelon form in place; a pivot is larger than `negligible`."""
    pivots = []
    for column in range(R.shape[1]):
        row = len(pivots)
        if row == len(R):
            break
        best = row + int(np.argmax(np.abs(R[row:, column])))
        if abs(R[best, column]) <= negligible:
            R[row:, column] *= 0
            continue
        R[[row, best]] = R[[best, row]]
        R[row] /= R[row, column]
        others = np.arange(len(R)) != row
        R[others] -= np.outer(R[others, column], R[row])
        pivots.append(column)
    return R, pivots
