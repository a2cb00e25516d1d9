"""Count, mean and scatter of the rows of a table, from its blocks.

Taught in the chapter "From one machine to many".
"""

from typing import NamedTuple

import numpy as np

from m4ds.validation import as_matrix

__all__ = ["Moments", "block_moments", "merge_moments"]


class Moments(NamedTuple):
    """What a block sends: `count`, `mean` (p,), and `scatter` (p, p), the sum of (x - mean)(x - mean)'."""

    count: int
    mean: np.ndarray
    scatter: np.ndarray

    def covariance(self) -> np.ndarray:
        """Return the sample covariance matrix, with the divisor count - 1.

        Examples
        --------
        >>> block_moments([[1], [2], [3]]).covariance()
        array([[1.]])
        """
        if self.count < 2:
            raise ValueError("a covariance needs at least two rows")
        return self.scatter / (self.count - 1)


def block_moments(X) -> Moments:
    """Return the moments of one block of rows, in two passes over the block.

    Parameters
    ----------
    X : array_like, shape (m, p)

    Returns
    -------
    Moments

    Raises
    ------
    TypeError, ValueError
        If `X` is not a finite, non-empty table.

    See Also
    --------
    numpy.cov, sklearn.preprocessing.StandardScaler.partial_fit

    Examples
    --------
    >>> block_moments([[1, 0], [3, 4]])
    Moments(count=2, mean=array([2., 2.]), scatter=array([[2., 4.],
           [4., 8.]]))
    """
    X = as_matrix(X, "X")
    mean = X.mean(axis=0)
    centred = X - mean
    return Moments(len(X), mean, centred.T @ centred)


def merge_moments(a: Moments, b: Moments) -> Moments:
    """Return the moments of the rows of both blocks together.

    Parameters
    ----------
    a, b : Moments
        Of the same columns.

    Returns
    -------
    Moments

    Raises
    ------
    TypeError, ValueError
        If an argument is not `Moments`, or the numbers of columns differ.

    Notes
    -----
    Taught in "From one machine to many". O(p**2), whatever the number of rows. Nothing large is subtracted
    from something large: only the means are.

    References
    ----------
    Chan, Golub and LeVeque (1983). Algorithms for computing the sample variance. The American Statistician 37.

    Examples
    --------
    >>> both = merge_moments(block_moments([[1], [2], [3]]), block_moments([[4], [8]]))
    >>> both.count, both.mean.round(12), both.scatter.round(12)
    (5, array([3.6]), array([[29.2]]))
    """
    for name, part in (("a", a), ("b", b)):
        if not isinstance(part, Moments):
            raise TypeError(f"{name} must be Moments: use block_moments")
    if a.mean.shape != b.mean.shape:
        raise ValueError(f"the blocks have {len(a.mean)} and {len(b.mean)} columns: they must be the same ones")
    n = a.count + b.count
    step = b.mean - a.mean
    return Moments(n, a.mean + step * (b.count / n),
                   a.scatter + b.scatter + np.outer(step, step) * (a.count * (b.count / n)))
