"""Who gets the places: how often each thing is shown, and how unequally."""

import numpy as np

from m4ds.validation import as_matrix, as_vector

__all__ = ["exposure", "gini"]


def exposure(top, n: int) -> np.ndarray:
    """Return how many lists each of n columns stands on.

    Parameters
    ----------
    top : array_like of int, shape (m, k)
        Lists of columns, from 0 to n - 1.
    n : int

    Returns
    -------
    ndarray of int, shape (n,)

    Raises
    ------
    ValueError
        If an entry is not a whole number from 0 to n - 1.

    Notes
    -----
    Taught in "Case study: a recommender".

    Examples
    --------
    >>> exposure([[0, 2], [2, 1]], 4)
    array([1, 1, 2, 0])
    """
    top = as_matrix(top, "top")
    if (top != np.floor(top)).any() or top.min() < 0 or top.max() >= n:
        raise ValueError(f"top must hold whole numbers from 0 to {n - 1}")
    return np.bincount(top.astype(int).ravel(), minlength=n)


def gini(amounts) -> float:
    """Return the Gini coefficient: the mean absolute difference of two amounts, divided by twice the mean amount.

    The pairs are drawn with replacement, so n amounts of which one is not 0 have 1 - 1/n.

    Parameters
    ----------
    amounts : array_like, shape (n,)
        At least 0, not all 0.

    Returns
    -------
    float
        From 0 (all equal) to 1 - 1/n.

    Raises
    ------
    ValueError
        If an amount is negative or not finite, or all are 0.

    Notes
    -----
    O(n log n), by sorting. Taught in "Case study: a recommender".

    Examples
    --------
    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 4]), round(gini([1, 2, 3, 4]), 3)
    (0.0, 0.75, 0.25)
    """
    x = np.sort(as_vector(amounts, "amounts"))
    if x[0] < 0 or x[-1] <= 0:
        raise ValueError("amounts must not be negative, nor all 0")
    x, n = x / x[-1], len(x)
    return max(0.0, float(np.arange(1 - n, n, 2) @ x / (n * x.sum())))
