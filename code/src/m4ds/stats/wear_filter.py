"""Hidden wear from a health index that bends: a Kalman filter with the moments of an exponential."""

from typing import NamedTuple

import numpy as np

from m4ds.stats.kalman import Belief, kalman_predict, kalman_update
from m4ds.validation import as_matrix

__all__ = ["WearModel", "WearPaths", "index_moments", "wear_filter"]

STEP = np.array([[1.0, 1.0], [0.0, 1.0]])


class WearModel(NamedTuple):
    """A fleet's law: wear starts at 0, grows by the engine's drift and noise of standard deviation `sd` each cycle.

    Drifts are normal with mean `drift` and standard deviation `drift_sd`. The health index reads
    ``(exp(bend * wear) - 1) / (exp(bend) - 1)`` plus noise of standard deviation `noise`.
    """

    drift: float
    drift_sd: float
    sd: float
    bend: float
    noise: float


class WearPaths(NamedTuple):
    """After each cycle, per engine: belief about (wear, drift), and the level that the reading had in its forecast.

    `mean` (units, T, 2), `cov` (units, T, 2, 2), `score` (units, T) the surprise over its standard deviation,
    `loglik` (units,). After an engine's last reading, all but `loglik` are NaN.
    """

    mean: np.ndarray
    cov: np.ndarray
    score: np.ndarray
    loglik: np.ndarray


def index_moments(mean, variance, bend: float):
    """Return mean, variance and mean slope of the bent index when the wear is normal.

    Parameters
    ----------
    mean, variance : array_like
        Of the wear; variances at least 0.
    bend : float
        Positive.

    Returns
    -------
    mean, variance, slope : ndarray
        The covariance of index and wear is `slope` times the variance of the wear, exactly.

    Raises
    ------
    ValueError
        If a variance is negative or the bend not positive.

    Notes
    -----
    Chapter: Case study: predictive maintenance.

    Examples
    --------
    >>> [float(x.round(4)) for x in index_moments(0.5, 0.01, 3.5)]
    [0.1594, 0.0047, 0.6668]
    """
    mean, variance = np.asarray(mean, float), np.asarray(variance, float)
    if not bend > 0 or (variance < 0).any():
        raise ValueError("bend must be positive, and variances at least 0")
    grown = np.exp(bend * mean + bend**2 * variance / 2)             # the mean of exp(bend * wear)
    scale = np.expm1(bend)
    return (grown - 1) / scale, grown**2 * np.expm1(bend**2 * variance) / scale**2, bend * grown / scale


def wear_filter(index, model: WearModel, tail: float = 1.5) -> WearPaths:
    """Follow wear and drift of each engine through its health index.

    Parameters
    ----------
    index : array_like, shape (units, T)
        One row an engine, from its first cycle; NaN after its last reading, and only there.
    model : WearModel
        All entries positive.
    tail : float
        Means of the wear are kept between -0.5 and this, lest the exponential runs away.

    Raises
    ------
    ValueError
        If a number of the model is not positive, or a reading follows a NaN.

    See Also
    --------
    statsmodels.tsa.statespace.mlemodel.MLEModel : linear models, any size.

    Notes
    -----
    Chapter: Case study: predictive maintenance. O(units * T). The update is the best *linear* one: it uses the exact
    first two moments of index and wear under the normal belief, no derivative at a point.

    Examples
    --------
    >>> model = WearModel(0.005, 0.001, 0.005, 3.5, 0.07)
    >>> paths = wear_filter([[0.0, 0.02, 0.01]], model)
    >>> paths.mean[0, :, 0].round(4)
    array([0.005, 0.01 , 0.015])
    """
    index = np.asarray(index, dtype=float)
    seen = np.isfinite(index)
    as_matrix(np.where(seen, index, 0.0), "index")
    if not all(np.isfinite(x) and x > 0 for x in model):
        raise ValueError(f"every number of the model must be positive, but it is {model}")
    if np.isinf(index).any() or (seen[:, 1:] & ~seen[:, :-1]).any():
        raise ValueError("a row of index must be finite up to the engine's last reading, and NaN after it")
    units, cycles = index.shape
    mean, cov = np.full((units, cycles, 2), np.nan), np.full((units, cycles, 2, 2), np.nan)
    score, loglik = np.full(index.shape, np.nan), np.zeros(units)
    belief = Belief(np.tile([0.0, model.drift], (units, 1)), np.tile(np.diag([0.0, model.drift_sd**2]), (units, 1, 1)))
    noise = np.diag([model.sd**2, 0.0])
    for t in range(cycles):
        on = seen[:, t]
        if not on.any():
            break
        before = kalman_predict(Belief(belief.mean[on], belief.cov[on]), STEP, noise)
        before.mean[:, 0] = np.clip(before.mean[:, 0], -0.5, tail)
        forecast, spread, slope = index_moments(before.mean[:, 0], before.cov[:, 0, 0], model.bend)
        cross = before.cov[:, :, 0] * slope[:, None]
        after, surprise, variance = kalman_update(before, index[on, t], forecast, cross, spread + model.noise**2)
        belief.mean[on], belief.cov[on] = after
        mean[on, t], cov[on, t] = after
        score[on, t] = surprise / np.sqrt(variance)
        loglik[on] -= (score[on, t]**2 + np.log(2 * np.pi * variance)) / 2
    return WearPaths(mean, cov, score, loglik)
