"""The likeliest Weibull law when some units still run."""

from dataclasses import dataclass

import numpy as np

from m4ds.optim.brent import brent
from m4ds.prob.continuous import ContinuousLaw
from m4ds.prob.lifetimes import weibull
from m4ds.prob.special import normal_quantile
from m4ds.stats.survival import _observations

__all__ = ["WeibullFit", "weibull_mle_censored"]


@dataclass(frozen=True)
class WeibullFit:
    """A fitted Weibull law.

    Attributes
    ----------
    shape, scale : float
    covariance : ndarray, shape (2, 2)
        Of (log shape, log scale): the inverse of the observed information.
    loglik : float
    """

    shape: float
    scale: float
    covariance: np.ndarray
    loglik: float

    @property
    def law(self) -> ContinuousLaw:
        """The fitted law."""
        return weibull(self.shape, self.scale)

    def interval(self, level: float = 0.95) -> np.ndarray:
        """Return [[low, high] of the shape, [low, high] of the scale], made on the scale of logarithms."""
        wide = normal_quantile((1 + level) / 2) * np.sqrt(np.diag(self.covariance))
        return np.array([[self.shape], [self.scale]]) * np.exp(np.outer(wide, [-1, 1]))


def weibull_mle_censored(time, failed) -> WeibullFit:
    """Return the Weibull law that maximises the likelihood of failures and censored ages.

    Parameters
    ----------
    time : array_like, shape (n,)
        Age at failure or at the last sight; positive.
    failed : array_like, shape (n,)
        1 if failed, 0 if censored.

    Raises
    ------
    ValueError
        If nothing failed; if all failures are at the largest age of all, where the shape would be infinite;
        and as `m4ds.stats.survival.risk_table`.

    See Also
    --------
    scipy.stats.weibull_min.fit : with `scipy.stats.CensoredData` and ``floc=0``; gives no covariance.

    References
    ----------
    J. F. Lawless, Statistical Models and Methods for Lifetime Data, 2nd ed., 2003.

    Notes
    -----
    Chapter: Reliability and survival. One increasing equation for the shape, solved by Brent's method; ages are
    divided by the largest, so that no power overflows.

    Examples
    --------
    >>> fit = weibull_mle_censored([2, 3, 5, 6, 6], [1, 1, 1, 0, 0])
    >>> round(fit.shape, 3), round(fit.scale, 3)
    (1.94, 6.083)
    """
    time, failed, _ = _observations(time, failed)
    d = int(failed.sum())
    if d == 0:
        raise ValueError("no unit failed: the likelihood has no maximum")
    largest = time.max()
    u = np.log(time / largest)                       # at most 0
    mean_failed = u[failed].mean()
    if mean_failed > -1e-12:
        raise ValueError("all failures are at the largest age: the likelihood grows with the shape without end")

    def profile(log_k):
        k = np.exp(log_k)
        w = np.exp(k * u)
        return w @ u / w.sum() - 1 / k - mean_failed

    low, high = 0.0, 0.0
    while profile(low) > 0:
        low -= 1.0
    while profile(high) < 0:
        high += 1.0
    k = float(np.exp(brent(profile, low, high).x)) if low < high else 1.0
    powers = np.exp(k * u)
    log_scale = np.log(powers.sum() / d) / k         # in units of the largest age
    y = u - log_scale
    w = np.exp(k * y)
    a, b = d + k**2 * (w @ y**2), -(k**2) * (w @ y)
    covariance = np.array([[k**2 * d, -b], [-b, a]]) / (a * k**2 * d - b**2)
    loglik = float(np.sum(np.log(k) + k * y[failed] - np.log(time[failed])) - w.sum())
    return WeibullFit(k, float(largest * np.exp(log_scale)), covariance, loglik)
