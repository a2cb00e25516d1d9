"""The rate of an exponential lifetime from failures and running time, with two intervals."""

from typing import NamedTuple

import numpy as np

from m4ds.prob.lifetimes import gamma
from m4ds.prob.special import normal_quantile

__all__ = ["RateFit", "failure_rate"]


class RateFit(NamedTuple):
    """Failures per unit of running time, and an interval for the true rate."""

    rate: float
    low: float
    high: float


def failure_rate(failures: int, running_time: float, level: float = 0.95, exact: bool = True) -> RateFit:
    """Return failures / running time, the likeliest rate of an exponential lifetime under censoring.

    Parameters
    ----------
    failures : int
        At least 1.
    running_time : float
        Of all units together, failed or not; positive.
    level : float
        Of the interval.
    exact : bool
        If true, the interval from the Gamma law of rate times running time: exact when the test ends with a
        failure (Type II). If false, rate * exp(-+ z / sqrt(failures)), for many failures, however censored.

    Raises
    ------
    ValueError
        If failures is below 1, running_time is not positive or level leaves (0, 1).

    See Also
    --------
    scipy.stats.expon.fit : with `scipy.stats.CensoredData`, the scale 1 / rate, without an interval.

    References
    ----------
    B. Epstein, M. Sobel, Life testing, Journal of the American Statistical Association 48, 1953.

    Notes
    -----
    Chapter: Reliability and survival.

    Examples
    --------
    >>> [round(x, 4) for x in failure_rate(5, 1000.0)]
    [0.005, 0.0016, 0.0102]
    """
    if failures < 1 or failures != int(failures):
        raise ValueError("failures must be a whole number, at least 1: without a failure there is only an upper limit")
    if not (np.isfinite(running_time) and running_time > 0):
        raise ValueError(f"running_time must be positive, but it is {running_time}")
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, but it is {level}")
    rate = failures / running_time
    if exact:
        low, high = gamma(failures).quantile([(1 - level) / 2, (1 + level) / 2]) / running_time
    else:
        factor = np.exp(normal_quantile((1 + level) / 2) / np.sqrt(failures))
        low, high = rate / factor, rate * factor
    return RateFit(rate, float(low), float(high))
