"""How far an area under the ROC curve can be off: its standard error, and that of a difference on the same cases.

Taught in the chapter "Classification metrics".
"""

from typing import NamedTuple

import numpy as np

from m4ds.learn.roc import two_kinds

__all__ = ["AreaGap", "auc_error", "auc_gap", "placements"]


class AreaGap(NamedTuple):
    """The difference of two areas, first less second, and its standard error."""

    value: float
    standard_error: float


def placements(scores, positive):
    """Return for each positive the share of negatives below it, and for each negative that of positives above it.

    Parameters
    ----------
    scores : array_like, shape (n,)
    positive : array_like, shape (n,)
        1 for a positive, 0 for a negative; both must occur.

    Returns
    -------
    of_positives : ndarray, shape (P,)
    of_negatives : ndarray, shape (N,)
        In the order of the cases; ties count half. Both have the area under the ROC curve as their mean.

    Raises
    ------
    TypeError, ValueError
        As `m4ds.learn.roc.roc_points`.

    Notes
    -----
    Taught in "Classification metrics". O(n log n).

    Examples
    --------
    >>> placements([0.9, 0.4, 0.4, 0.1], [1, 1, 0, 0])
    (array([1.  , 0.75]), array([0.75, 1.  ]))
    """
    scores, positive = two_kinds(scores, positive)
    mine, others = scores[positive == 1], scores[positive == 0]
    return _below(mine, others), 1 - _below(others, mine)


def _below(these, those):
    ranked = np.sort(those)
    counts = [np.searchsorted(ranked, these, side=side) for side in ("left", "right")]
    return (counts[0] + counts[1]) / 2 / len(those)


def auc_error(scores, positive) -> float:
    """Return the standard error of the area under the ROC curve.

    Parameters
    ----------
    scores, positive : array_like, shape (n,)
        As in `placements`, with at least two positives and two negatives; the cases are independent.

    Raises
    ------
    TypeError, ValueError
        As `placements`, or with fewer than two of a kind.

    See Also
    --------
    scipy.stats.bootstrap : resample positives and negatives, for small groups.

    Notes
    -----
    Taught in "Classification metrics". Variances of the placements, each divided by its number. It is 0 for a perfect
    order, which says that the data are few, not that the area is known.

    References
    ----------
    E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Comparing the areas under two or more correlated receiver
    operating characteristic curves: a nonparametric approach, Biometrics 44, 1988.

    Examples
    --------
    >>> round(auc_error([5, 3, 2, 4, 1, 0], [1, 1, 1, 0, 0, 0]), 4)
    0.2485
    """
    return float(np.sqrt(sum(v.var(ddof=1) / len(v) for v in _two_each(placements(scores, positive)))))


def auc_gap(first, second, positive) -> AreaGap:
    """Return how much larger the area of one score is than that of another on the same cases, and its standard error.

    Parameters
    ----------
    first, second, positive : array_like, shape (n,)
        Two scores of the same cases, and their labels, as in `auc_error`.

    Returns
    -------
    AreaGap

    Raises
    ------
    TypeError, ValueError
        As `auc_error`.

    Notes
    -----
    Taught in "Classification metrics". The placements are subtracted case by case, so what both scores share cancels.

    References
    ----------
    DeLong, DeLong and Clarke-Pearson (1988).

    Examples
    --------
    >>> auc_gap([5, 3, 2, 4, 1, 0], [5, 3, 2, 4, 1, 0], [1, 1, 1, 0, 0, 0])
    AreaGap(value=0.0, standard_error=0.0)
    """
    pairs = zip(_two_each(placements(first, positive)), _two_each(placements(second, positive)), strict=True)
    gaps = [a - b for a, b in pairs]
    error = np.sqrt(sum(g.var(ddof=1) / len(g) for g in gaps))
    return AreaGap(float(gaps[0].mean()), float(error))


def _two_each(found):
    if min(map(len, found)) < 2:
        raise ValueError("positive must hold at least two of each kind: one case says nothing of the spread")
    return found
