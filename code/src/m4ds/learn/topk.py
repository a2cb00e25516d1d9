"""Lists of recommendations, and how many wanted things are on them."""

import numpy as np

from m4ds.learn.entries import Entries
from m4ds.validation import as_matrix

__all__ = ["hits_and_wanted", "top_k"]


def top_k(scores, seen: Entries, k: int) -> np.ndarray:
    """Return, for each row, the k columns of largest score that are not yet known, best first.

    Parameters
    ----------
    scores : array_like, shape (m, n)
    seen : Entries
        Of a table of the same shape: these places are left out.
    k : int
        At least 1; every row must have k columns left.

    Returns
    -------
    ndarray of int, shape (m, k)
        Equal scores stand in the order of their columns.

    Raises
    ------
    TypeError, ValueError
        If the shapes differ, or a row has fewer than k columns left.

    See Also
    --------
    numpy.argpartition : finds the k largest without sorting the rest.

    Notes
    -----
    Taught in "Matrix factorisation".

    Examples
    --------
    >>> seen = Entries([0, 1], [1, 0], [5, 3], (2, 3))
    >>> top_k([[4, 5, 3], [4, 5, 3]], seen, 2)
    array([[0, 2],
           [1, 2]])
    """
    scores = as_matrix(scores, "scores").copy()
    if scores.shape != seen.shape:
        raise ValueError(f"scores must have the shape {seen.shape} of the table, but they have {scores.shape}")
    left = seen.shape[1] - np.bincount(seen.rows, minlength=seen.shape[0]).max()
    if int(k) != k or not 1 <= k <= left:
        raise ValueError(f"k must be an integer from 1 to {left}, but it is {k}")
    scores[seen.rows, seen.cols] = -np.inf
    return np.argsort(-scores, axis=1, kind="stable")[:, :int(k)]


def hits_and_wanted(top, wanted: Entries):
    """Return, for each row, how many wanted columns are on its list, and how many are wanted.

    The sum of the first divided by the sum of the second is the recall of the lists.

    Parameters
    ----------
    top : array_like of int, shape (m, k)
    wanted : Entries
        Of a table with m rows; only the places matter.

    Returns
    -------
    hits, counts : ndarray of int, shape (m,)

    Raises
    ------
    ValueError
        If `top` does not have a row for each row of the table.

    Examples
    --------
    >>> hits_and_wanted([[0, 2], [1, 2]], Entries([0, 0, 1], [1, 2, 0], [5, 5, 5], (2, 3)))
    (array([1, 0]), array([2, 1]))
    """
    top = as_matrix(top, "top").astype(int)
    m = wanted.shape[0]
    if len(top) != m:
        raise ValueError(f"top must have {m} rows, one for each row of the table, but it has {len(top)}")
    found = (top[wanted.rows] == wanted.cols[:, None]).any(axis=1)
    return np.bincount(wanted.rows, found, m).astype(int), np.bincount(wanted.rows, minlength=m)
