"""Precision against recall, average precision, and the precision of the k highest: for payments and for cards.

Taught in the chapter "Classification metrics".
"""

from typing import NamedTuple

import numpy as np

from m4ds.learn.roc import counts_above
from m4ds.validation import as_vector

__all__ = ["PrecisionRecall", "average_precision", "card_precision_at_k", "precision_at_k", "precision_recall_curve"]


class PrecisionRecall(NamedTuple):
    """Precision and recall of the rule "alarm if the score is at least the threshold", highest threshold first."""

    precision: np.ndarray
    recall: np.ndarray
    threshold: np.ndarray


def precision_recall_curve(scores, positive) -> PrecisionRecall:
    """Return precision and recall at each different score.

    Parameters
    ----------
    scores : array_like, shape (n,)
    positive : array_like, shape (n,)
        1 for a positive, 0 for a negative; at least one positive.

    Returns
    -------
    PrecisionRecall
        Three arrays of shape (k,), for k different scores. No point is made up for recall 0.

    Raises
    ------
    TypeError, ValueError
        If an argument is not a finite vector, the lengths differ, or the labels are not as described.

    See Also
    --------
    sklearn.metrics.precision_recall_curve : from the lowest threshold, with a further point (1, 0) at the end.

    Notes
    -----
    Taught in "Classification metrics". O(n log n).

    Examples
    --------
    >>> curve = precision_recall_curve([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0])
    >>> curve.precision.round(3), curve.recall
    (array([1.   , 0.5  , 0.667, 0.5  ]), array([0.5, 0.5, 1. , 1. ]))
    """
    scores, positive = labelled(scores, positive)
    if not positive.any():
        raise ValueError("positive holds no 1: recall needs at least one positive")
    threshold, true, false = counts_above(scores, positive)
    return PrecisionRecall(true / (true + false), true / true[-1], threshold)


def average_precision(scores, positive) -> float:
    """Return the mean, over the positives, of the precision at the threshold that just lets each of them in.

    Parameters
    ----------
    scores, positive : array_like, shape (n,)
        As in `precision_recall_curve`.

    Raises
    ------
    TypeError, ValueError
        As `precision_recall_curve`.

    See Also
    --------
    sklearn.metrics.average_precision_score

    Notes
    -----
    Taught in "Classification metrics". An order without information has a value near the share of positives.

    Examples
    --------
    >>> round(average_precision([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0]), 4)
    0.8333
    """
    curve = precision_recall_curve(scores, positive)
    return float(np.diff(curve.recall, prepend=0) @ curve.precision)


def precision_at_k(scores, positive, k: int) -> float:
    """Return the share of positives among the k highest scores.

    Parameters
    ----------
    scores, positive : array_like, shape (n,)
        Labels 0 and 1; no positive is needed.
    k : int
        From 1 to n.

    Returns
    -------
    float
        If a tie straddles place k, the expectation over a random choice among the tied.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not as described.

    Notes
    -----
    Taught in "Classification metrics".

    Examples
    --------
    >>> precision_at_k([0.9, 0.8, 0.8, 0.6], [1, 0, 1, 0], 2)
    0.75
    """
    scores, positive = labelled(scores, positive)
    k = _budget(k, len(scores))
    least = np.partition(scores, len(scores) - k)[len(scores) - k]
    above, tied = scores > least, scores == least
    return float((positive[above].sum() + (k - above.sum()) * positive[tied].mean()) / k)


def card_precision_at_k(scores, positive, day, card, k: int) -> np.ndarray:
    """Return, for each day, the share of cards with fraud among the k cards of highest score.

    The score of a card on a day is the highest of its payments; it has fraud if one of them is fraud.

    Parameters
    ----------
    scores, positive, day, card : array_like, shape (n,)
        One entry for each payment.
    k : int
        Cards that can be checked a day; each day must have at least so many.

    Returns
    -------
    ndarray, shape (days,)
        In the order of the days; the mean is the card precision at k.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not as described.

    References
    ----------
    Y.-A. Le Borgne, W. Siblini, B. Lebichot, G. Bontempi, Reproducible Machine Learning for Credit Card Fraud Detection
    - Practical Handbook, 2022.

    Notes
    -----
    Taught in "Classification metrics". Payments of one card are one alert, not many.

    Examples
    --------
    >>> card_precision_at_k([0.9, 0.8, 0.7, 0.3], [1, 1, 0, 0], [0, 0, 0, 0], [7, 7, 8, 9], 2)
    array([0.5])
    """
    scores, positive = labelled(scores, positive)
    day, card = as_vector(day, "day"), as_vector(card, "card")
    if not len(day) == len(card) == len(scores):
        raise ValueError(f"day and card must have {len(scores)} entries, but have {len(day)} and {len(card)}")
    pairs, which = np.unique(np.column_stack([day, card]), axis=0, return_inverse=True)
    which = which.ravel()
    best, fraud = np.full(len(pairs), -np.inf), np.zeros(len(pairs))
    np.maximum.at(best, which, scores)
    np.maximum.at(fraud, which, positive)
    return np.array([precision_at_k(best[mine], fraud[mine], k) for d in np.unique(day)
                     for mine in [pairs[:, 0] == d]])


def labelled(scores, positive):
    """Return scores as floats and labels as integers 0 and 1 (one kind may be missing), or say what is wrong."""
    scores, positive = as_vector(scores, "scores"), as_vector(positive, "positive")
    if len(scores) != len(positive):
        raise ValueError(f"scores and positive must have one length, but they have {len(scores)} and {len(positive)}")
    if not np.isin(positive, (0, 1)).all():
        raise ValueError("positive must hold 0 and 1 and nothing else")
    return scores, positive.astype(int)


def _budget(k, n: int) -> int:
    if k != int(k) or not 1 <= k <= n:
        raise ValueError(f"k must be a whole number from 1 to {n}, but it is {k}")
    return int(k)
