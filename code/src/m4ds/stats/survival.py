"""Survival curves of units of which some still run: Kaplan-Meier with its interval, and Nelson-Aalen."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from m4ds.prob.special import normal_quantile
from m4ds.validation import as_finite_array, as_vector

__all__ = ["RiskTable", "StepCurve", "cumulative_incidence", "kaplan_meier", "nelson_aalen", "risk_table"]


class RiskTable(NamedTuple):
    """The distinct failure times, how many units were at risk just before each, and how many failed at it."""

    time: np.ndarray
    at_risk: np.ndarray
    failed: np.ndarray


@dataclass(frozen=True)
class StepCurve:
    """A curve that is constant from one failure time to the next; `start` before the first.

    Attributes
    ----------
    time, value, se, low, high : ndarray, shape (k,)
        From ``time[j]`` on, until the next time, the estimate is ``value[j]`` with standard error ``se[j]``,
        and its interval is from ``low[j]`` to ``high[j]``.
    start : float
    last : float
        The longest time that was observed, of a failure or not: beyond it the data say nothing.
    """

    time: np.ndarray
    value: np.ndarray
    se: np.ndarray
    low: np.ndarray
    high: np.ndarray
    start: float
    last: float

    def at(self, t, what: str = "value") -> np.ndarray:
        """Return the curve, or its "se", "low" or "high", at times t; NaN after the last observed time."""
        t = as_finite_array(t, "t")
        first = 0.0 if what == "se" else self.start
        steps = np.concatenate([[first], getattr(self, what)])
        found = steps[np.searchsorted(self.time, t, side="right")]
        ended = self.start == 1 and len(self.value) > 0 and self.value[-1] == 0     # nothing survives: known for good
        return np.where((t <= self.last) | ended, found, np.nan)

    def area(self, t: float) -> float:
        """Return the area under the curve from 0 to t: for a survival curve, the mean of the life cut off at t."""
        if not 0 <= t <= self.last:
            raise ValueError(f"t must lie between 0 and the last observed time, {self.last}, but it is {t}")
        inside = self.time[self.time < t]
        edges = np.concatenate([[0.0], inside, [t]])
        return float(np.diff(edges) @ np.concatenate([[self.start], self.value[:len(inside)]]))


def _observations(time, failed, entry=None):
    time = as_vector(time, "time")
    failed = as_finite_array(failed, "failed")
    if failed.shape != time.shape or not np.isin(failed, (0, 1)).all():
        raise ValueError("failed must hold one 0 (still running) or 1 (failed) for each time")
    entry = np.zeros(len(time)) if entry is None else as_vector(entry, "entry")
    if entry.shape != time.shape:
        raise ValueError("entry must hold one number for each time")
    if (time <= 0).any() or (entry < 0).any() or (entry >= time).any():
        raise ValueError("times must be positive, and each entry before its time")
    return time, failed.astype(bool), entry


def risk_table(time, failed, entry=None) -> RiskTable:
    """Return the distinct failure times with the number at risk and the number of failures.

    Parameters
    ----------
    time : array_like, shape (n,)
        Age at failure, or the last age at which the unit was seen running; positive.
    failed : array_like, shape (n,)
        1 if the unit failed at `time`, 0 if it is censored there.
    entry : array_like, shape (n,), optional
        Age at which the unit came under observation (left truncation); 0 if not given.

    Raises
    ------
    ValueError
        If the shapes differ, `failed` holds anything but 0 and 1, a time is not positive, or an entry is not before it.

    Notes
    -----
    Chapter: Reliability and survival. A unit that is censored at a failure time is still at risk at it; a unit that
    enters at a failure time is not. O(n log n).

    Examples
    --------
    >>> risk_table([1, 2, 3, 5, 5, 8, 9], [1, 0, 1, 1, 0, 1, 1])
    RiskTable(time=array([1., 3., 5., 8., 9.]), at_risk=array([7, 5, 4, 2, 1]), failed=array([1, 1, 1, 1, 1]))
    """
    time, failed, entry = _observations(time, failed, entry)
    at, counts = np.unique(time[failed], return_counts=True)
    entered = np.searchsorted(np.sort(entry), at, side="left")
    left = np.searchsorted(np.sort(time), at, side="left")
    return RiskTable(at, entered - left, counts)


def kaplan_meier(time, failed, level: float = 0.95, entry=None) -> StepCurve:
    """Return the Kaplan-Meier curve: the product of 1 - failed / at risk over the failure times so far.

    Parameters
    ----------
    time, failed, entry
        As in `risk_table`.
    level : float
        Of the interval at each time, made on the scale log(-log S) with Greenwood's variance. Where the curve
        is 0 there is no interval: `low` and `high` are NaN and `se` is 0.

    Raises
    ------
    ValueError
        As `risk_table`, or if level leaves (0, 1).

    See Also
    --------
    scipy.stats.ecdf : with `scipy.stats.CensoredData`; its interval needs ``method="log-log"``.
    statsmodels.duration.survfunc.SurvfuncRight

    References
    ----------
    E. L. Kaplan, P. Meier, Nonparametric estimation from incomplete observations, Journal of the American
    Statistical Association 53, 1958.

    Notes
    -----
    Chapter: Reliability and survival.

    Examples
    --------
    >>> curve = kaplan_meier([1, 2, 3, 5, 5, 8, 9], [1, 0, 1, 1, 0, 1, 1])
    >>> curve.value.round(4)
    array([0.8571, 0.6857, 0.5143, 0.2571, 0.    ])
    """
    z = _z(level)
    table = risk_table(time, failed, entry)
    n, d = table.at_risk, table.failed
    value = np.cumprod(1 - d / n)
    with np.errstate(divide="ignore", invalid="ignore"):
        root = np.sqrt(np.cumsum(d / (n * (n - d))))
        wide = z * root / np.abs(np.log(value))
        low, high = value ** np.exp(wide), value ** np.exp(-wide)
        se = np.where(value > 0, value * root, 0.0)
    some = value > 0
    return StepCurve(table.time, value, se, np.where(some, low, np.nan), np.where(some, high, np.nan), 1.0,
                     float(np.max(time)))


def nelson_aalen(time, failed, level: float = 0.95, entry=None) -> StepCurve:
    """Return the Nelson-Aalen curve: the sum of failed / at risk, an estimate of the cumulative hazard.

    Parameters
    ----------
    time, failed, entry
        As in `risk_table`.
    level : float
        Of the interval at each time, made on the scale of log H with the variance sum of failed / at risk².

    Raises
    ------
    ValueError
        As `risk_table`, or if level leaves (0, 1).

    See Also
    --------
    statsmodels.duration.hazard_regression.PHReg : with no effect, its baseline cumulative hazard.

    References
    ----------
    O. Aalen, Nonparametric inference for a family of counting processes, Annals of Statistics 6, 1978.

    Notes
    -----
    Chapter: Reliability and survival.

    Examples
    --------
    >>> nelson_aalen([1, 2, 3, 5, 5, 8, 9], [1, 0, 1, 1, 0, 1, 1]).value.round(4)
    array([0.1429, 0.3429, 0.5929, 1.0929, 2.0929])
    """
    z = _z(level)
    table = risk_table(time, failed, entry)
    value = np.cumsum(table.failed / table.at_risk)
    se = np.sqrt(np.cumsum(table.failed / table.at_risk**2))
    factor = np.exp(z * se / value)
    return StepCurve(table.time, value, se, value / factor, value * factor, 0.0, float(np.max(time)))


def cumulative_incidence(time, cause, which: int) -> StepCurve:
    """Return the estimated probability of having failed from cause `which` when other causes compete.

    Parameters
    ----------
    time : array_like, shape (n,)
        Positive.
    cause : array_like, shape (n,)
        0 for a unit that still runs, else the number 1, 2, ... of the cause of its failure.
    which : int
        At least 1.

    Returns
    -------
    StepCurve
        Without intervals: `se`, `low` and `high` are NaN.

    Raises
    ------
    ValueError
        If the shapes differ, or causes are not whole numbers from 0.

    References
    ----------
    J. D. Kalbfleisch, R. L. Prentice, The Statistical Analysis of Failure Time Data, 2nd ed., 2002.

    Notes
    -----
    Chapter: Reliability and survival. Sum of S(just before) * failures of that cause / at risk, with the
    Kaplan-Meier curve S of *all* causes together. The estimate of Aalen and Johansen.

    Examples
    --------
    >>> cumulative_incidence([1, 2, 3], [1, 2, 1], 1).value.round(4)
    array([0.3333, 0.3333, 0.6667])
    """
    cause = as_finite_array(cause, "cause")
    if (cause < 0).any() or (cause != np.round(cause)).any() or which < 1:
        raise ValueError("cause must hold 0 for running, else whole numbers from 1")
    table = risk_table(time, cause > 0)
    before = np.concatenate([[1.0], np.cumprod(1 - table.failed / table.at_risk)[:-1]])
    at = np.searchsorted(table.time, as_vector(time, "time")[cause == which])
    mine = np.bincount(at, minlength=len(table.time))
    none = np.full(len(table.time), np.nan)
    return StepCurve(table.time, np.cumsum(before * mine / table.at_risk), none, none, none, 0.0, float(np.max(time)))


def _z(level: float) -> float:
    if np.ndim(level) or not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, but it is {level}")
    return float(normal_quantile((1 + level) / 2))
