"""How good a list is: which of its places hold wanted things, and how early."""

import numpy as np

from m4ds.learn.entries import Entries
from m4ds.validation import as_finite_array, as_matrix

__all__ = ["average_precision", "dcg", "ndcg", "relevance"]


def relevance(top, wanted: Entries) -> np.ndarray:
    """Return which places of the lists hold a wanted column.

    Parameters
    ----------
    top : array_like of int, shape (m, k)
        Lists of columns, best first, as from `top_k`.
    wanted : Entries
        Of a table with m rows; only the places matter.

    Returns
    -------
    ndarray of bool, shape (m, k)

    Raises
    ------
    ValueError
        If `top` does not have a row for each row of the table.

    Notes
    -----
    Taught in "Case study: a recommender".

    Examples
    --------
    >>> relevance([[0, 2], [1, 2]], Entries([0, 0, 1], [1, 2, 0], [5, 5, 5], (2, 3)))
    array([[False,  True],
           [False, False]])
    """
    top = as_matrix(top, "top").astype(int)
    if len(top) != wanted.shape[0]:
        raise ValueError(f"top must have {wanted.shape[0]} rows, one for each row of the table, but it has {len(top)}")
    marks = np.zeros(wanted.shape, bool)
    marks[wanted.rows, wanted.cols] = True
    return np.take_along_axis(marks, top, axis=1)


def dcg(gains) -> np.ndarray:
    """Return the discounted cumulative gain of each list: the sum of the gain at place i, divided by log2(i + 1).

    Parameters
    ----------
    gains : array_like, shape (m, k)
        At least 0, in the order of the list.

    Returns
    -------
    ndarray, shape (m,)

    Raises
    ------
    ValueError
        If a gain is negative or not finite, or `gains` is not a table.

    See Also
    --------
    sklearn.metrics.dcg_score : sorts by scores first, and averages over lists.

    Notes
    -----
    Taught in "Case study: a recommender".

    Examples
    --------
    >>> dcg([[1, 0, 1], [0, 1, 1]]).round(3)
    array([1.5  , 1.131])
    """
    gains = as_matrix(gains, "gains")
    if (gains < 0).any():
        raise ValueError("gains must not be negative")
    return gains @ (1 / np.log2(np.arange(2, gains.shape[1] + 2)))


def ndcg(relevant, wanted) -> np.ndarray:
    """Return the gain of each list divided by the gain of the best list of its length, for things wanted or not.

    Parameters
    ----------
    relevant : array_like of bool, shape (m, k)
    wanted : array_like of int, shape (m,)
        How many things are wanted in all, on the list or not.

    Returns
    -------
    ndarray, shape (m,)
        From 0 to 1; NaN where nothing is wanted.

    Raises
    ------
    ValueError
        If the shapes differ, an entry is neither 0 nor 1, or a list holds more wanted things than there are.

    See Also
    --------
    sklearn.metrics.ndcg_score : counts a row in which nothing is wanted as 0.

    References
    ----------
    Järvelin and Kekäläinen (2002), Cumulated gain-based evaluation of IR techniques.

    Notes
    -----
    Taught in "Case study: a recommender".

    Examples
    --------
    >>> ndcg([[1, 0, 1], [0, 1, 1]], [2, 5]).round(3)
    array([0.92 , 0.531])
    """
    relevant, wanted = _checked(relevant, wanted)
    ideal = np.arange(relevant.shape[1]) < wanted[:, None]
    best = dcg(ideal)
    return np.divide(dcg(relevant), best, out=np.full(len(best), np.nan), where=best > 0)


def average_precision(relevant, wanted) -> np.ndarray:
    """Return, for each list, the sum of the precision at each wanted thing, divided by min(wanted, length).

    Parameters
    ----------
    relevant : array_like of bool, shape (m, k)
    wanted : array_like of int, shape (m,)

    Returns
    -------
    ndarray, shape (m,)
        From 0 to 1; NaN where nothing is wanted.

    Raises
    ------
    ValueError
        As `ndcg`.

    See Also
    --------
    sklearn.metrics.average_precision_score : for a list that holds everything.

    Notes
    -----
    Taught in "Case study: a recommender".

    Examples
    --------
    >>> average_precision([[1, 0, 1], [0, 1, 1]], [2, 5]).round(3)
    array([0.833, 0.389])
    """
    relevant, wanted = _checked(relevant, wanted)
    k = relevant.shape[1]
    precision = np.cumsum(relevant, axis=1) / np.arange(1, k + 1)
    below = np.minimum(wanted, k).astype(float)
    return np.divide((precision * relevant).sum(axis=1), below, out=np.full(len(below), np.nan), where=below > 0)


def _checked(relevant, wanted):
    relevant, wanted = as_matrix(relevant, "relevant"), as_finite_array(wanted, "wanted")
    if wanted.shape != (len(relevant),):
        raise ValueError(f"wanted must have shape ({len(relevant)},), but it has {wanted.shape}")
    if not np.isin(relevant, (0, 1)).all():
        raise ValueError("relevant must hold 0 and 1 only")
    if (relevant.sum(axis=1) > wanted).any():
        raise ValueError("a list holds more wanted things than there are")
    return relevant, wanted
