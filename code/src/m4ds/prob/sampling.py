"""Draw from a table of probabilities: by inverting the cumulative sums, and by the alias method."""

from typing import NamedTuple

import numpy as np

from m4ds.validation import as_vector

__all__ = ["AliasTable", "alias_sample", "alias_table", "inversion_sample"]

SUM_TO = 1e-9


def _law(p) -> np.ndarray:
    p = as_vector(p, "p")
    if (p < 0).any() or abs(p.sum() - 1) > SUM_TO:
        raise ValueError(f"p must be non-negative and sum to 1, but it sums to {p.sum():.6g}")
    return p / p.sum()


def inversion_sample(p, size, rng: np.random.Generator) -> np.ndarray:
    """Draw numbers 0..m-1 with probabilities p: the first k whose cumulative sum exceeds a uniform number.

    Parameters
    ----------
    p : array_like, shape (m,)
        Probabilities that sum to one.
    size : int or tuple of int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of int, shape `size`

    Raises
    ------
    ValueError
        If p holds a negative number or does not sum to one.

    See Also
    --------
    numpy.random.Generator.choice : the same method; the same seed gives the same numbers.

    Notes
    -----
    Chapter: Discrete variables, expectation. O(m) once, then O(log m) a draw by bisection.

    Examples
    --------
    >>> inversion_sample([0.2, 0.3, 0.5], 5, np.random.default_rng(0)).tolist()
    [2, 1, 0, 0, 2]
    """
    sums = np.cumsum(_law(p))
    return np.searchsorted(sums / sums[-1], rng.random(size), side="right")


class AliasTable(NamedTuple):
    """Columns of equal width: column i holds i up to height ``keep[i]``, and ``other[i]`` above it."""

    keep: np.ndarray
    other: np.ndarray


def alias_table(p) -> AliasTable:
    """Build the alias table of a law, by Vose's method.

    Parameters
    ----------
    p : array_like, shape (m,)

    Returns
    -------
    AliasTable
        ``keep`` in [0, 1] and ``other``, both of shape (m,).

    Raises
    ------
    ValueError
        If p holds a negative number or does not sum to one.

    Notes
    -----
    Chapter: Discrete variables, expectation. O(m): each step finishes one column.

    References
    ----------
    A. J. Walker, An efficient method for generating discrete random variables, ACM TOMS 3, 1977.
    M. D. Vose, A linear algorithm for generating random numbers with a given distribution, IEEE Trans.
    Software Eng. 17, 1991.

    Examples
    --------
    >>> table = alias_table([0.5, 0.25, 0.25])
    >>> table.keep.tolist(), table.other.tolist()
    ([1.0, 0.75, 0.75], [0, 0, 0])
    """
    height = _law(p) * np.size(p)
    other = np.arange(len(height))
    small = [i for i, h in enumerate(height) if h < 1]
    large = [i for i, h in enumerate(height) if h >= 1]
    while small and large:
        low, high = small.pop(), large.pop()
        other[low] = high                       # the rest of column `low` is filled from `high`
        height[high] -= 1 - height[low]
        (small if height[high] < 1 else large).append(high)
    height[small + large] = 1.0                 # what is left is full, up to rounding
    return AliasTable(height, other)


def alias_sample(table: AliasTable, size, rng: np.random.Generator) -> np.ndarray:
    """Draw from an alias table: choose a column, then one of the two names in it.

    Parameters
    ----------
    table : AliasTable
    size : int or tuple of int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of int, shape `size`

    Notes
    -----
    Chapter: Discrete variables, expectation. O(1) a draw, however long the table.

    Examples
    --------
    >>> draws = alias_sample(alias_table([0.2, 0.3, 0.5]), 100_000, np.random.default_rng(0))
    >>> (np.bincount(draws) / 100_000).round(2).tolist()
    [0.2, 0.3, 0.5]
    """
    column = rng.integers(len(table.keep), size=size)
    return np.where(rng.random(size) < table.keep[column], column, table.other[column])
