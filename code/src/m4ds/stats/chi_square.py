"""Tests of counts: a given law, independence in a table, and Fisher's exact test of a two by two table."""

from typing import NamedTuple

import numpy as np

from m4ds.prob.discrete import hypergeometric_pmf
from m4ds.prob.student import chi_square
from m4ds.validation import as_finite_array, as_matrix, as_vector

__all__ = ["ChiSquareTest", "fisher_exact", "goodness_of_fit", "independence"]


class ChiSquareTest(NamedTuple):
    """Pearson's statistic, its degrees of freedom, the p-value of the limit law, and the expected counts."""

    statistic: float
    df: int
    p: float
    expected: np.ndarray


def _counts(counts: np.ndarray, name: str) -> np.ndarray:
    if (counts < 0).any() or (counts != np.floor(counts)).any() or counts.sum() == 0:
        raise ValueError(f"{name} must hold whole numbers, not negative and not all zero")
    return counts


def goodness_of_fit(counts, p, fitted: int = 0) -> ChiSquareTest:
    """Test that counts come from a given law on k cells: sum of (counted - expected)^2 / expected.

    Parameters
    ----------
    counts : array_like, shape (k,)
        Whole numbers, k >= 2.
    p : array_like, shape (k,)
        Positive probabilities that add up to 1.
    fitted : int
        How many parameters of p were estimated (from these counts, by maximum likelihood).

    Returns
    -------
    ChiSquareTest
        With k - 1 - fitted degrees of freedom.

    Raises
    ------
    ValueError
        If the shapes differ, counts are not counts, p is not a law with positive entries, or no degree is left.

    See Also
    --------
    scipy.stats.chisquare

    Notes
    -----
    Chapter: Intervals and tests. The p-value is a limit: look at the expected counts.

    Examples
    --------
    >>> r = goodness_of_fit([16, 24, 20], [1/3, 1/3, 1/3])
    >>> round(r.statistic, 3), r.df, round(r.p, 3)
    (1.6, 2, 0.449)
    """
    counts, p = _counts(as_vector(counts, "counts"), "counts"), as_vector(p, "p")
    if counts.shape != p.shape or (p <= 0).any() or abs(p.sum() - 1) > 1e-9:
        raise ValueError("p must hold one positive probability for each count, adding up to 1")
    if fitted < 0 or len(counts) - 1 - fitted < 1:
        raise ValueError("there must be at least two cells more than fitted parameters")
    return _pearson(counts, counts.sum() * p, len(counts) - 1 - int(fitted))


def independence(table) -> ChiSquareTest:
    """Test that rows and columns of a table of counts are independent (or: that all rows have one law).

    Parameters
    ----------
    table : array_like, shape (r, c)
        Whole numbers, r and c at least 2, no empty row or column.

    Returns
    -------
    ChiSquareTest
        With (r - 1)(c - 1) degrees of freedom; `expected` has the shape of the table. No continuity correction.

    Raises
    ------
    ValueError
        If the entries are not counts, or a row or a column adds up to zero.

    See Also
    --------
    scipy.stats.chi2_contingency : ``correction=False``.

    Notes
    -----
    Chapter: Intervals and tests.

    Examples
    --------
    >>> r = independence([[30, 10], [20, 20]])
    >>> round(r.statistic, 4), r.df, r.expected.tolist()
    (5.3333, 1, [[25.0, 15.0], [25.0, 15.0]])
    """
    table = _counts(as_matrix(table, "table"), "table")
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    if min(table.shape) < 2 or rows.min() == 0 or columns.min() == 0:
        raise ValueError("table must have two rows and two columns or more, none of them empty")
    return _pearson(table, np.outer(rows, columns) / table.sum(), (len(rows) - 1) * (len(columns) - 1))


def _pearson(counts, expected, df) -> ChiSquareTest:
    statistic = float(((counts - expected) ** 2 / expected).sum())
    return ChiSquareTest(statistic, df, float(chi_square(df).sf(statistic)), expected)


def fisher_exact(table) -> float:
    """Return the two-sided p-value of a two by two table, given its margins: exact for every size.

    Parameters
    ----------
    table : array_like, shape (2, 2)
        Whole numbers.

    Returns
    -------
    float
        The probability of all tables with these margins that are at most as probable as this one.

    Raises
    ------
    ValueError
        If the shape is another, or the entries are not counts.

    See Also
    --------
    scipy.stats.fisher_exact

    Notes
    -----
    Chapter: Intervals and tests. A permutation test: the labels of the rows are shuffled.

    References
    ----------
    R. A. Fisher, The Design of Experiments, Oliver and Boyd, 1935.

    Examples
    --------
    >>> round(fisher_exact([[3, 1], [1, 3]]), 4)
    0.4857
    """
    table = as_finite_array(table, "table")
    if table.shape != (2, 2):
        raise ValueError(f"table must have shape (2, 2), but it has {table.shape}")
    (a, b), (c, d) = _counts(table, "table").astype(int)
    n, marked, drawn = int(a + b + c + d), int(a + c), int(a + b)
    values = np.arange(max(0, drawn + marked - n), min(drawn, marked) + 1)
    pmf = hypergeometric_pmf(values, n, marked, drawn)
    here = pmf[int(a) - values[0]]
    return float(min(pmf[pmf <= here * (1 + 1e-9)].sum(), 1.0))
