"""How good probabilities are: log loss, Brier score and its decomposition, reliability, calibration error.

Taught in the chapter "Classification metrics".
"""

from typing import NamedTuple

import numpy as np

from m4ds.learn.precision_recall import labelled

__all__ = ["Murphy", "Reliability", "brier", "ece", "log_loss", "murphy", "reliability"]


class Reliability(NamedTuple):
    """Mean forecast, observed frequency and number of cases of each bin that is not empty."""

    forecast: np.ndarray
    frequency: np.ndarray
    count: np.ndarray


class Murphy(NamedTuple):
    """The Brier score is calibration - resolution + uncertainty."""

    calibration: float
    resolution: float
    uncertainty: float


def brier(p, positive) -> float:
    """Return the mean of (p - y)^2.

    Parameters
    ----------
    p : array_like, shape (n,)
        Forecast probabilities, from 0 to 1.
    positive : array_like, shape (n,)
        1 if it happened, 0 if not.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not finite vectors of one length, or hold other values.

    See Also
    --------
    sklearn.metrics.brier_score_loss

    References
    ----------
    G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78, 1950.

    Notes
    -----
    Taught in "Classification metrics": strictly proper.

    Examples
    --------
    >>> brier([0.5, 1.0], [0, 1])
    0.125
    """
    p, y = forecasts(p, positive)
    return float(np.mean((p - y) ** 2))


def log_loss(p, positive) -> float:
    """Return the mean surprise, in nats: -log p where it happened, -log(1 - p) where not.

    Parameters
    ----------
    p, positive : array_like, shape (n,)
        As in `brier`.

    Returns
    -------
    float
        Infinite if something happened that was given probability 0.

    Raises
    ------
    TypeError, ValueError
        As `brier`.

    See Also
    --------
    sklearn.metrics.log_loss : moves probabilities of 0 and 1 inwards, so its result is never infinite.

    Notes
    -----
    Taught in "Classification metrics": strictly proper.

    Examples
    --------
    >>> round(log_loss([0.5, 0.5], [0, 1]), 4)
    0.6931
    """
    p, y = forecasts(p, positive)
    with np.errstate(divide="ignore"):
        return float(-(np.log(p[y == 1]).sum() + np.log1p(-p[y == 0]).sum()) / len(p))


def reliability(p, positive, bins: int = 10, equal: str = "width") -> Reliability:
    """Return forecast and frequency in bins of equal width, or of (nearly) equal counts.

    Parameters
    ----------
    p, positive : array_like, shape (n,)
        As in `brier`.
    bins : int
        At least 1.
    equal : {"width", "count"}
        Bins [0, 1/bins), ..., [1 - 1/bins, 1]; or the sorted forecasts cut into parts whose sizes differ by at most 1,
        where equal forecasts may be parted.

    Returns
    -------
    Reliability

    Raises
    ------
    TypeError, ValueError
        As `brier`, or if `bins` or `equal` is not as described.

    See Also
    --------
    sklearn.calibration.calibration_curve

    Notes
    -----
    Taught in "Classification metrics".

    Examples
    --------
    >>> reliability([0.1, 0.3, 0.8], [0, 1, 1], 2)
    Reliability(forecast=array([0.2, 0.8]), frequency=array([0.5, 1. ]), count=array([2, 1]))
    """
    p, y = forecasts(p, positive)
    if bins != int(bins) or bins < 1:
        raise ValueError(f"bins must be a whole number of at least 1, but it is {bins}")
    if equal == "width":
        where = np.minimum((p * int(bins)).astype(int), int(bins) - 1)
    elif equal == "count":
        where = np.empty(len(p), dtype=int)
        where[np.argsort(p, kind="stable")] = np.arange(len(p)) * int(bins) // len(p)
    else:
        raise ValueError(f'equal must be "width" or "count", but it is {equal!r}')
    count = np.bincount(where)
    full = count > 0
    count = count[full]
    return Reliability(np.bincount(where, p)[full] / count, np.bincount(where, y)[full] / count, count)


def ece(p, positive, bins: int = 10, equal: str = "width") -> float:
    """Return the expected calibration error: the mean distance of frequency and forecast, weighted by the counts.

    Parameters
    ----------
    p, positive, bins, equal
        As in `reliability`.

    Raises
    ------
    TypeError, ValueError
        As `reliability`.

    References
    ----------
    C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, On calibration of modern neural networks, ICML 2017.

    Notes
    -----
    Taught in "Classification metrics", with a warning: it is above 0 by chance for perfect forecasts, the more so the
    more bins.

    Examples
    --------
    >>> round(ece([0.1, 0.3, 0.8], [0, 1, 1], 2), 4)
    0.2667
    """
    found = reliability(p, positive, bins, equal)
    return float(np.abs(found.frequency - found.forecast) @ found.count / found.count.sum())


def murphy(p, positive) -> Murphy:
    """Return the three parts of the Brier score, with the cases grouped by their forecast.

    Parameters
    ----------
    p, positive : array_like, shape (n,)
        As in `brier`. Round the forecasts first: with n different values every group is one case.

    Returns
    -------
    Murphy

    Raises
    ------
    TypeError, ValueError
        As `brier`.

    References
    ----------
    A. H. Murphy, A new vector partition of the probability score, Journal of Applied Meteorology 12, 1973.

    Notes
    -----
    Taught in "Classification metrics".

    Examples
    --------
    >>> murphy([0.5, 0.5, 0.25, 0.25], [1, 1, 0, 0])
    Murphy(calibration=0.15625, resolution=0.25, uncertainty=0.25)
    """
    p, y = forecasts(p, positive)
    value, where, count = np.unique(p, return_inverse=True, return_counts=True)
    frequency, base, weight = np.bincount(where, y) / count, y.mean(), count / len(p)
    return Murphy(float(weight @ (value - frequency) ** 2), float(weight @ (frequency - base) ** 2),
                  float(base * (1 - base)))


def forecasts(p, positive):
    """Return probabilities and 0-1 labels, or say what is wrong with them."""
    p, y = labelled(p, positive)
    if p.min() < 0 or p.max() > 1:
        raise ValueError("probabilities must lie between 0 and 1")
    return p, y
