"""Cox's proportional hazards: effects without a law for the lifetimes, then the law of the baseline."""

from dataclasses import dataclass

import numpy as np

from m4ds.stats.survival import StepCurve, _observations, risk_table
from m4ds.validation import as_matrix, as_vector

__all__ = ["CoxFit", "breslow", "cox_newton", "schoenfeld"]


@dataclass(frozen=True)
class CoxFit:
    """Log hazard ratios.

    Attributes
    ----------
    coef : ndarray, shape (p,)
        Change of the log hazard for one unit of each feature.
    covariance : ndarray, shape (p, p)
        The inverse of the observed information.
    loglik, null_loglik : float
        Log partial likelihood at `coef` and at 0.
    steps : int
        Newton steps taken.
    """

    coef: np.ndarray
    covariance: np.ndarray
    loglik: float
    null_loglik: float
    steps: int

    @property
    def se(self) -> np.ndarray:
        """Standard errors of the coefficients."""
        return np.sqrt(np.diag(self.covariance))


def _ordered(X, time, failed):
    """Return X, time, failed with the longest time first, and for each failure how many are at risk."""
    time, failed, _ = _observations(time, failed)
    X = as_matrix(X, "X")
    if len(X) != len(time):
        raise ValueError("X must have one row for each time")
    if not failed.any():
        raise ValueError("no unit failed: there is nothing to compare")
    order = np.argsort(-time, kind="stable")
    X, time, failed = X[order], time[order], failed[order]
    at_risk = np.searchsorted(-time, -time[failed], side="right")     # a unit with the same time is at risk
    return X, time, failed, at_risk


def _moments(X, coef, at_risk):
    """Return the log of the sum, the mean and the covariance of the rows at risk, weighted by exp(X @ coef)."""
    eta = X @ coef
    top = eta.max()
    w = np.exp(eta - top)
    total = np.cumsum(w)[at_risk - 1]
    mean = np.cumsum(w[:, None] * X, axis=0)[at_risk - 1] / total[:, None]
    square = np.cumsum(w[:, None, None] * X[:, :, None] * X[:, None, :], axis=0)[at_risk - 1] / total[:, None, None]
    return np.log(total) + top, mean, square - mean[:, :, None] * mean[:, None, :]


def cox_newton(X, time, failed, *, tol: float = 1e-16, max_steps: int = 50) -> CoxFit:
    """Maximise Cox's log partial likelihood by Newton's method with halved steps; ties in Breslow's way.

    Parameters
    ----------
    X : array_like, shape (n, p)
        Features, without a column of ones.
    time, failed : array_like, shape (n,)
        As in `m4ds.stats.survival.risk_table`.
    tol : float
        Stop when half the squared Newton decrement is at most this.
    max_steps : int

    Raises
    ------
    ValueError
        If shapes differ, nothing failed, or the information is singular (a constant or dependent feature).
    ArithmeticError
        If there is no maximum: a combination of features orders the failures perfectly.

    See Also
    --------
    statsmodels.duration.hazard_regression.PHReg : the same with ``ties="breslow"``; also Efron's ties and strata.

    References
    ----------
    D. R. Cox, Regression models and life-tables, Journal of the Royal Statistical Society B 34, 1972.

    Notes
    -----
    Chapter: Reliability and survival. O(n p²) a step, after one sort.

    Examples
    --------
    >>> fit = cox_newton([[1], [0], [1], [0]], [1, 2, 3, 4], [1, 1, 1, 1])
    >>> fit.coef.round(4), fit.steps
    (array([0.9406]), 3)
    """
    X, _, failed, at_risk = _ordered(X, time, failed)
    X = X - X.mean(axis=0)                                            # changes no ratio, spares digits
    spread = X.std(axis=0)
    if (spread == 0).any():
        raise ValueError("a feature is constant: it cannot change any ratio of hazards")
    X = X / spread
    coef = np.zeros(X.shape[1])

    def state(b):
        logs, mean, cov = _moments(X, b, at_risk)
        return float(np.sum(X[failed] @ b - logs)), (X[failed] - mean).sum(axis=0), cov.sum(axis=0)

    value, gradient, information = state(coef)
    null, largest = value, np.linalg.eigvalsh(information)[-1]
    if np.linalg.eigvalsh(information)[0] <= 1e-10 * max(largest, 1e-300):
        raise ValueError("the information is singular: features depend on each other, or never differ at risk")
    for step in range(max_steps + 1):
        if np.abs(coef).max() > 30 or np.linalg.eigvalsh(information)[0] <= 1e-9 * largest:
            raise ArithmeticError("no maximum: some combination of features orders the failures perfectly")
        direction = np.linalg.solve(information, gradient)
        gain = gradient @ direction                                   # the squared Newton decrement
        if gain / 2 <= tol:
            return CoxFit(coef / spread, np.linalg.inv(information) / np.outer(spread, spread), value, null, step)
        size = 1.0
        while gain > 1e-8 and state(coef + size * direction)[0] < value + 1e-4 * size * gain:
            size /= 2                                                 # below 1e-8, rounding hides what is gained
        coef = coef + size * direction
        value, gradient, information = state(coef)
    raise ArithmeticError(f"not converged after {max_steps} steps")


def breslow(X, time, failed, coef) -> StepCurve:
    """Return Breslow's estimate of the cumulative hazard of a unit whose features are all 0.

    Parameters
    ----------
    X, time, failed
        As in `cox_newton`. Centre X first if 0 is not a sensible unit.
    coef : array_like, shape (p,)

    Returns
    -------
    StepCurve
        Without intervals. A unit x has the survival exp(-H(t) exp(x @ coef)).

    Notes
    -----
    Chapter: Reliability and survival. With coef = 0 it is the Nelson-Aalen curve.

    Examples
    --------
    >>> breslow([[1], [0], [1], [0]], [1, 2, 3, 4], [1, 1, 1, 1], [0.0]).value.round(4)
    array([0.25  , 0.5833, 1.0833, 2.0833])
    """
    Xs, times, fails, at_risk = _ordered(X, time, failed)
    table = risk_table(time, failed)
    logs = _moments(Xs, as_vector(coef, "coef"), at_risk)[0]
    jumps = np.zeros(len(table.time))
    np.add.at(jumps, np.searchsorted(table.time, times[fails]), np.exp(-logs))
    none = np.full(len(jumps), np.nan)
    return StepCurve(table.time, np.cumsum(jumps), none, none, none, 0.0, float(times[0]))


def schoenfeld(X, time, failed, coef) -> tuple[np.ndarray, np.ndarray]:
    """Return the failure times, sorted, and for each the features of what failed minus their expected value.

    Returns
    -------
    times : ndarray, shape (d,)
    residuals : ndarray, shape (d, p)
        At the maximum they add up to zero. A trend in time says that the ratio of hazards is not constant.

    References
    ----------
    D. Schoenfeld, Partial residuals for the proportional hazards regression model, Biometrika 69, 1982.

    Notes
    -----
    Chapter: Reliability and survival.

    Examples
    --------
    >>> schoenfeld([[1], [0], [1], [0]], [1, 2, 3, 4], [1, 1, 1, 1], [0.0])[1].ravel().round(3)
    array([ 0.5  , -0.333,  0.5  ,  0.   ])
    """
    X, time, failed, at_risk = _ordered(X, time, failed)
    mean = _moments(X, as_vector(coef, "coef"), at_risk)[1]
    return time[failed][::-1], (X[failed] - mean)[::-1]
