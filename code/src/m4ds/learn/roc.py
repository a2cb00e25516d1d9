"""The ROC curve of a score, and the area under it as a probability.

Taught in the chapters "Integrals and series" and "Classification metrics".
"""

from typing import NamedTuple

import numpy as np

from m4ds.validation import as_vector

__all__ = ["RocCurve", "auc", "auc_pairs", "roc_curve", "roc_hull", "roc_points"]

ROUNDING = 1e-15        # three points of a line turn by no more

class RocCurve(NamedTuple):
    """Rates of the rule "alarm if the score is at least the threshold"; the first threshold is infinite."""

    false_rate: np.ndarray
    true_rate: np.ndarray
    threshold: np.ndarray


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
    return tuple(roc_curve(scores, positive)[:2])


def roc_curve(scores, positive) -> RocCurve:
    """Return the ROC points with the threshold that belongs to each, highest threshold first.

    Parameters
    ----------
    scores, positive : array_like, shape (n,)
        As in `roc_points`.

    Returns
    -------
    RocCurve
        Three arrays of shape (k + 1,), for k different scores.

    Raises
    ------
    TypeError, ValueError
        As `roc_points`.

    See Also
    --------
    sklearn.metrics.roc_curve : with ``drop_intermediate=False``.

    Notes
    -----
    Taught in "Classification metrics". O(n log n): one sort, two cumulative sums.

    Examples
    --------
    >>> roc_curve([0.9, 0.4, 0.4, 0.1], [1, 1, 0, 0]).threshold
    array([inf, 0.9, 0.4, 0.1])
    """
    scores, positive = two_kinds(scores, positive)
    threshold, true, false = counts_above(scores, positive)
    return RocCurve(np.append(0, false) / false[-1], np.append(0, true) / true[-1], np.append(np.inf, threshold))


def roc_hull(false_rate, true_rate) -> np.ndarray:
    """Return the positions of the corners of the upper convex hull of ROC points.

    Parameters
    ----------
    false_rate, true_rate : array_like, shape (m,)
        From (0, 0) to (1, 1), both rising, as `roc_curve` gives them.

    Returns
    -------
    ndarray of int
        Corners from left to right; between two of them the slope falls strictly.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of one length that rise from 0 to 1.

    See Also
    --------
    scipy.spatial.ConvexHull : the hull in any dimension.

    References
    ----------
    F. Provost, T. Fawcett, Robust classification for imprecise environments, Machine Learning 42, 2001.

    Notes
    -----
    Taught in "Classification metrics": a corner is the best threshold for some costs, any other point for none.

    Examples
    --------
    >>> roc_hull([0, 0, 0.5, 1], [0, 0.4, 0.5, 1])
    array([0, 1, 3])
    """
    x, y = as_vector(false_rate, "false_rate"), as_vector(true_rate, "true_rate")
    ends = len(x) == len(y) > 1 and x[0] == y[0] == 0 and x[-1] == y[-1] == 1
    if not ends or (np.diff(x) < 0).any() or (np.diff(y) < 0).any():
        raise ValueError("false_rate and true_rate must have one length and rise from 0 to 1")
    kept = []
    for i in range(len(x)):
        while len(kept) > 1:
            a, b = kept[-2:]
            dx, dy = x[i] - x[a], y[i] - y[a]
            if (y[b] - y[a]) * dx - (x[b] - x[a]) * dy > ROUNDING * (dx + dy):
                break                                   # a right turn at b: it is a corner so far
            kept.pop()
        if not kept or x[i] != x[kept[-1]] or y[i] != y[kept[-1]]:
            kept.append(i)
    return np.array(kept)


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
    scores, positive = two_kinds(scores, positive)
    others = np.sort(scores[positive == 0])
    mine = scores[positive == 1]
    below, up_to = (np.searchsorted(others, mine, side=side) for side in ("left", "right"))
    return float((below + up_to).sum() / 2 / (len(mine) * len(others)))


def counts_above(scores, positive):
    """Return each different score, highest first, with the positives and negatives that score at least as high."""
    order = np.argsort(-scores, kind="stable")
    ranked, kind = scores[order], positive[order]
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)     # the last of each run of equal scores
    return ranked[last], np.cumsum(kind)[last], np.cumsum(1 - kind)[last]


def two_kinds(scores, positive):
    """Return scores as floats and labels as integers 0 and 1, or say what is wrong with them."""
    scores, positive = as_vector(scores, "scores"), as_vector(positive, "positive")
    if scores.shape != positive.shape:
        raise ValueError(f"scores and positive must have one length, but they have {len(scores)} and {len(positive)}")
    if set(np.unique(positive)) != {0.0, 1.0}:
        raise ValueError("positive must hold 0 and 1, both of them and nothing else")
    return scores, positive.astype(int)
