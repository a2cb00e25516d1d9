"""The ROC curve of a score, and the area under it as a probability.

Taught in the chapter "Integrals and series".
"""

import numpy as np

from m4ds.validation import as_vector

__all__ = ["auc", "auc_pairs", "roc_points"]


def roc_points(scores, positive):
    """Return false and true positive rates as the threshold falls from above the highest score to the lowest.

    Parameters
    ----------
    scores : array_like, shape (n,)
    positive : array_like, shape (n,)
        1 for a positive, 0 for a negative; both must occur.

    Returns
    -------
    false_rate, true_rate : ndarray, shape (k + 1,), for k different scores
        From (0, 0) to (1, 1), without units.

    Raises
    ------
    TypeError, ValueError
        If an argument is not a finite vector, the lengths differ, or `positive` does not hold 0 and 1, both and
        nothing else.

    See Also
    --------
    sklearn.metrics.roc_curve

    Examples
    --------
    >>> roc_points([0.9, 0.4, 0.4, 0.1], [1, 1, 0, 0])
    (array([0. , 0. , 0.5, 1. ]), array([0. , 0.5, 1. , 1. ]))
    """
    scores, positive = _two_kinds(scores, positive)
    order = np.argsort(-scores, kind="stable")
    ranked, kind = scores[order], positive[order]
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)     # the last of each run of equal scores
    true, false = np.cumsum(kind)[last], np.cumsum(1 - kind)[last]
    return np.append(0, false) / false[-1], np.append(0, true) / true[-1]


def auc(scores, positive) -> float:
    """Return the area under the ROC curve, by the trapezoid rule.

    Parameters
    ----------
    scores, positive : array_like, shape (n,)
        As in `roc_points`.

    Raises
    ------
    TypeError, ValueError
        As `roc_points`.

    See Also
    --------
    sklearn.metrics.roc_auc_score

    Notes
    -----
    Taught in "Integrals and series". O(n log n).

    Examples
    --------
    >>> auc([0.9, 0.4, 0.4, 0.1], [1, 1, 0, 0])
    0.875
    """
    false, true = roc_points(scores, positive)
    return float((np.diff(false) * (true[1:] + true[:-1])).sum() / 2)


def auc_pairs(scores, positive) -> float:
    """Return the share of pairs (positive, negative) in which the positive scores higher; ties count half.

    Parameters
    ----------
    scores, positive : array_like, shape (n,)
        As in `roc_points`.

    Raises
    ------
    TypeError, ValueError
        As `roc_points`.

    See Also
    --------
    scipy.stats.mannwhitneyu : the same number times the number of pairs.

    Notes
    -----
    Taught in "Integrals and series": equal to `auc`. O(n log n), by counting in the sorted negatives.

    Examples
    --------
    >>> auc_pairs([0.9, 0.4, 0.4, 0.1], [1, 1, 0, 0])
    0.875
    """
    scores, positive = _two_kinds(scores, positive)
    others = np.sort(scores[positive == 0])
    mine = scores[positive == 1]
    below, up_to = (np.searchsorted(others, mine, side=side) for side in ("left", "right"))
    return float((below + up_to).sum() / 2 / (len(mine) * len(others)))


def _two_kinds(scores, positive):
    scores, positive = as_vector(scores, "scores"), as_vector(positive, "positive")
    if scores.shape != positive.shape:
        raise ValueError(f"scores and positive must have one length, but they have {len(scores)} and {len(positive)}")
    if set(np.unique(positive)) != {0.0, 1.0}:
        raise ValueError("positive must hold 0 and 1, both of them and nothing else")
    return scores, positive.astype(int)
