"""A fleet's law of wear, from lives and a health index of engines that ran to failure."""

from typing import NamedTuple

import numpy as np

from m4ds.stats.wear_filter import WearModel, wear_filter
from m4ds.validation import as_vector

__all__ = ["WearFit", "drift_moments", "fit_wear"]

TRIALS = 13                     # values of the noise that are tried first


class WearFit(NamedTuple):
    """The fitted model, the wear at which the filter sees engines fail, and the log-likelihood that chose `model.sd`.

    `tried` and `loglik` hold the values of sd on the grid, and what the filter says of them.
    """

    model: WearModel
    limit: float
    tried: np.ndarray
    loglik: np.ndarray


def drift_moments(life, sd: float) -> tuple[float, float]:
    """Return mean and standard deviation of the drifts of engines with these lives.

    Parameters
    ----------
    life : array_like, shape (units,)
        Cycles from wear 0 to wear 1; positive, at least two.
    sd : float
        Of the noise of one cycle's wear; at least 0.

    Returns
    -------
    mean, standard deviation : float
        The latter at least a hundredth of the mean.

    Raises
    ------
    ValueError
        If a life is not positive, there are fewer than two, or `sd` is negative.

    Notes
    -----
    Chapter: Case study: predictive maintenance. 1 / life is the drift plus noise; the variance of that noise is near
    sd² times the mean drift.

    Examples
    --------
    >>> m, s = drift_moments([100.0, 125.0, 200.0], 0.0)
    >>> round(m, 4), round(s, 5)
    (0.0077, 0.00252)
    """
    life = as_vector(life, "life")
    if len(life) < 2 or (life <= 0).any() or not sd >= 0:
        raise ValueError("at least two positive lives are needed, and sd of at least 0")
    pace = 1 / life
    mean = float(pace.mean())
    return mean, float(np.sqrt(max(pace.var(ddof=1) - sd**2 * mean, (0.01 * mean)**2)))


def fit_wear(index, life, bend: float, noise: float, between=(0.001, 0.012)) -> WearFit:
    """Fit drifts by the moments of 1 / life, and the noise of the wear by the likelihood of the filter.

    Parameters
    ----------
    index : array_like, shape (units, T)
        Health index from the first cycle to the failure, then NaN: `m4ds.learn.health_index.index_table`.
    life : array_like of int, shape (units,)
        The number of readings in each row.
    bend, noise : float
        Of the index: `HealthIndex.bend` and `HealthIndex.spread`.
    between : (float, float)
        Where to look for the standard deviation of one cycle's wear.

    Returns
    -------
    WearFit

    Raises
    ------
    ValueError
        If `life` does not count the readings, `between` is not two positive numbers in order, or as `wear_filter`.

    Notes
    -----
    Chapter: Case study: predictive maintenance. A grid on the scale of logarithms, then the top of the parabola through
    the best point and its neighbours; at the border of the grid, the border.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> wear = np.cumsum(rng.normal(0.005, 0.005, (40, 400)), axis=1)
    >>> life = 1 + np.argmax(wear >= 1, axis=1)
    >>> index = np.expm1(3 * wear) / np.expm1(3) + rng.normal(0, 0.05, wear.shape)
    >>> index[np.arange(400) >= life[:, None]] = np.nan
    >>> fit = fit_wear(index, life, 3.0, 0.05)
    >>> bool(0.0035 < fit.model.sd < 0.0065), bool(0.97 < fit.limit < 1.03)
    (True, True)
    """
    index, life = np.asarray(index, dtype=float), as_vector(life, "life")
    if index.ndim != 2 or len(index) != len(life) or (np.isfinite(index).sum(axis=1) != life).any():
        raise ValueError("life must hold the number of readings of each row of index")
    if not 0 < between[0] < between[1]:
        raise ValueError(f"between must be two positive numbers in order, but it is {between}")

    def model(sd):
        return WearModel(*drift_moments(life, sd), float(sd), bend, noise)

    tried = np.geomspace(*between, TRIALS)
    loglik = np.array([wear_filter(index, model(sd)).loglik.sum() for sd in tried])
    best = int(loglik.argmax())
    sd = tried[best]
    if 0 < best < TRIALS - 1:
        left, middle, right = loglik[best - 1:best + 2]
        sd *= (tried[1] / tried[0]) ** (0.5 * (left - right) / (left - 2 * middle + right))
    fitted = model(sd)
    wear = wear_filter(index, fitted).mean[np.arange(len(life)), life.astype(int) - 1, 0]
    return WearFit(fitted, float(wear.mean()), tried, loglik)
