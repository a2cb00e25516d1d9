"""From a probability to a decision: thresholds from costs, another prevalence, the best F.

Taught in the chapter "Classification metrics".
"""

from typing import NamedTuple

import numpy as np

from m4ds.learn.roc import roc_curve
from m4ds.validation import as_finite_array, as_vector

__all__ = ["BestF", "CostCurve", "best_f_threshold", "cost_curve", "cost_threshold", "prior_shift"]


class CostCurve(NamedTuple):
    """Average cost of a case for the rule "alarm if the score is at least the threshold", highest threshold first."""

    threshold: np.ndarray
    cost: np.ndarray


class BestF(NamedTuple):
    """Alarm for probabilities above `threshold`: `alarms` of them, with the value `f`."""

    threshold: float
    f: float
    alarms: int


def cost_threshold(false_alarm: float, miss: float, hit: float = 0.0, rest: float = 0.0) -> float:
    """Return the probability above which an alarm costs less on average than none.

    Parameters
    ----------
    false_alarm, miss, hit, rest : float
        Costs of a case: alarm without cause, cause without alarm, alarm with cause, neither. A gain is a negative cost.
        A false alarm must cost more than no alarm there (`rest`), and a miss more than a hit.

    Raises
    ------
    TypeError, ValueError
        If a cost is not finite, or the order is not as described.

    See Also
    --------
    sklearn.model_selection.TunedThresholdClassifierCV : searches for a threshold in data.

    References
    ----------
    C. Elkan, The foundations of cost-sensitive learning, IJCAI 2001.

    Notes
    -----
    Taught in "Classification metrics".

    Examples
    --------
    >>> cost_threshold(1, 99)
    0.01
    """
    false_alarm, miss, hit, rest = as_finite_array([false_alarm, miss, hit, rest], "the costs").tolist()
    price, worth = false_alarm - rest, miss - hit
    if price <= 0 or worth <= 0:
        raise ValueError("a false alarm must cost more than `rest`, and a miss more than `hit`: otherwise one of the "
                         "two decisions is never the worse one")
    return price / (price + worth)


def cost_curve(scores, positive, false_alarm: float, miss: float, prevalence: float | None = None) -> CostCurve:
    """Return the average cost of a case at every threshold.

    Parameters
    ----------
    scores, positive : array_like, shape (n,)
        As in `m4ds.learn.roc.roc_points`.
    false_alarm, miss : float
        Costs, both above 0.
    prevalence : float, optional
        Share of positives where the rule will be used, between 0 and 1; that of the data if not given.

    Returns
    -------
    CostCurve
        The first threshold is infinite: no alarm at all.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not as described.

    Notes
    -----
    Taught in "Classification metrics". The least value is found on the same data: it is too good.

    Examples
    --------
    >>> cost_curve([0.9, 0.6, 0.4, 0.1], [1, 0, 1, 0], 1, 4).cost
    array([2.  , 1.  , 1.25, 0.25, 0.5 ])
    """
    curve = roc_curve(scores, positive)
    if not (0 < false_alarm < np.inf and 0 < miss < np.inf):
        raise ValueError(f"costs must be above 0 and finite, but they are {false_alarm} and {miss}")
    share = _inside(np.mean(positive) if prevalence is None else prevalence, "prevalence")
    cost = share * miss * (1 - curve.true_rate) + (1 - share) * false_alarm * curve.false_rate
    return CostCurve(curve.threshold, cost)


def prior_shift(p, old: float, new: float) -> np.ndarray:
    """Return probabilities for a population with another share of positives, alike within each class.

    Parameters
    ----------
    p : array_like
        Probabilities that are right where the share of positives is `old`.
    old, new : float
        Strictly between 0 and 1.

    Returns
    -------
    ndarray
        The odds are multiplied by the ratio of the prior odds. 0 and 1 stay.

    Raises
    ------
    TypeError, ValueError
        If a probability lies outside of [0, 1], or a share is not strictly inside.

    References
    ----------
    M. Saerens, P. Latinne, C. Decaestecker, Adjusting the outputs of a classifier to new a priori probabilities, Neural
    Computation 14, 2002.

    Notes
    -----
    Taught in "Classification metrics". After undersampling negatives, `old` is the share in the sample.

    Examples
    --------
    >>> prior_shift([0.5, 0.9], 0.5, 0.1).round(3)
    array([0.1, 0.5])
    """
    p = as_finite_array(p, "p")
    if p.min() < 0 or p.max() > 1:
        raise ValueError("probabilities must lie between 0 and 1")
    old, new = _inside(old, "old"), _inside(new, "new")
    up, down = p * new / old, (1 - p) * (1 - new) / (1 - old)
    return up / (up + down)


def best_f_threshold(p, beta: float = 1.0) -> BestF:
    """Return the threshold with the largest F-measure, if the probabilities are right and the cases many.

    Expected counts stand for the counts: F is (1 + beta^2) S / (beta^2 P + m), for m alarms with the sum S of their
    probabilities, and the sum P of all.

    Parameters
    ----------
    p : array_like, shape (n,)
        Probabilities, not all 0.
    beta : float
        Weight of recall, above 0.

    Returns
    -------
    BestF
        The threshold is f / (1 + beta^2): for beta = 1 half of the best F.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not as described.

    See Also
    --------
    sklearn.metrics.fbeta_score : of labels; it does not choose a threshold.

    References
    ----------
    Z. C. Lipton, C. Elkan, B. Naryanaswamy, Optimal thresholding of classifiers to maximize F1 measure, ECML PKDD 2014.

    Notes
    -----
    Taught in "Classification metrics". O(n log n).

    Examples
    --------
    >>> best = best_f_threshold([0.9, 0.6, 0.3, 0.2])
    >>> round(best.f, 6), round(best.threshold, 6), best.alarms
    (0.75, 0.375, 2)
    """
    p = as_vector(p, "p")
    if p.min() < 0 or p.max() > 1 or not p.any():
        raise ValueError("probabilities must lie between 0 and 1 and not all be 0")
    if not 0 < beta < np.inf:
        raise ValueError(f"beta must be above 0 and finite, but it is {beta}")
    ranked = np.sort(p)[::-1]
    f = (1 + beta**2) * np.cumsum(ranked) / (beta**2 * ranked.sum() + np.arange(1, len(p) + 1))
    best = int(f.argmax())
    return BestF(float(f[best] / (1 + beta**2)), float(f[best]), best + 1)


def _inside(share, name: str) -> float:
    share = float(share)
    if not 0 < share < 1:
        raise ValueError(f"{name} must lie strictly between 0 and 1, but it is {share}")
    return share
