"""When will a wear that is known only up to a normal law reach its limit?"""

import numpy as np

from m4ds.calculus.gauss import gauss_legendre_rule
from m4ds.prob.continuous import _positive
from m4ds.prob.first_passage import ROOT_2_PI, _mills
from m4ds.prob.special import normal_cdf
from m4ds.validation import as_finite_array

__all__ = ["passage_cdf", "passage_quantiles"]

NODES = 16


def passage_cdf(t, mean, cov, sd: float, barrier: float = 1.0) -> np.ndarray:
    """Return the probability that wear + drift * t + sd * W(t) reaches the barrier by time t.

    Parameters
    ----------
    t : array_like, shape (k,)
        Times from now on; positive.
    mean : array_like, shape (..., 2)
        Of (wear now, drift), which are jointly normal.
    cov : array_like, shape (..., 2, 2)
        With a positive variance of the wear.
    sd : float
        Of the trembling over one unit of time; positive.
    barrier : float
        The wear now is known to be below it: the normal law is cut off there.

    Returns
    -------
    ndarray, shape (..., k)

    Raises
    ------
    ValueError
        If a shape does not fit, or a time, a variance or `sd` is not positive, or the wear is at least 8 standard
        deviations beyond the barrier.

    See Also
    --------
    m4ds.prob.first_passage.first_passage : with the wear known exactly.

    Notes
    -----
    Chapter: Case study: predictive maintenance. Given the wear, the closed form of the first passage with a random
    drift; over the wear, Gauss's rule with 16 points.

    Examples
    --------
    >>> passage_cdf([10.0, 30.0, 50.0], [0.85, 0.005], [[1e-4, 0.0], [0.0, 1e-7]], 0.005).round(3)
    array([0.   , 0.532, 0.995])
    """
    t, sigma = np.atleast_1d(as_finite_array(t, "t")).astype(float), _positive(sd, "sd")
    mean, cov = as_finite_array(mean, "mean"), as_finite_array(cov, "cov")
    if t.ndim != 1 or (t <= 0).any():
        raise ValueError("t must be a vector of positive times")
    if mean.shape[-1:] != (2,) or cov.shape != (*mean.shape, 2):
        raise ValueError(f"mean and cov must have shapes (..., 2) and (..., 2, 2), but they have {mean.shape} and "
                         f"{cov.shape}")
    var = cov[..., 0, 0]
    if (var <= 0).any():
        raise ValueError("the variance of the wear must be positive")
    root = np.sqrt(var)
    top = np.minimum((barrier - mean[..., 0]) / root, 6.0)
    if (top <= -8).any():
        raise ValueError("the wear is far beyond the barrier")
    low = np.minimum(-6.0, top - 3.0)
    x, w = gauss_legendre_rule(NODES)
    z = low[..., None] + (top - low)[..., None] * (x + 1) / 2        # standardised wear, (..., NODES)
    log_weight = np.log(w) - z**2 / 2
    weight = np.exp(log_weight - log_weight.max(axis=-1, keepdims=True))
    weight /= weight.sum(axis=-1, keepdims=True)
    slope = cov[..., 0, 1] / var
    drift = (mean[..., 1, None] + (slope * root)[..., None] * z)[..., None]
    drift_var = np.maximum(cov[..., 1, 1] - slope * cov[..., 0, 1], 0.0)[..., None, None]
    D = np.maximum(barrier - mean[..., 0, None] - root[..., None] * z, 1e-12)[..., None]
    tau = np.sqrt(sigma**2 * t + drift_var * t**2)
    hit = (drift * t - D) / tau
    back = (drift * t + D + 2 * D * drift_var * t / sigma**2) / tau
    cdf = normal_cdf(hit)
    near = np.abs(hit) < 9                                  # elsewhere the second term is below 1e-17
    if near.any():
        cdf[near] += np.exp(-hit[near]**2 / 2) / ROOT_2_PI * _mills(np.maximum(back[near], -5.0))
    return np.clip(np.sum(weight[..., None] * cdf, axis=-2), 0.0, 1.0)


def passage_quantiles(levels, mean, cov, sd: float, barrier: float = 1.0, horizon: int = 1000) -> np.ndarray:
    """Return the first whole times by which the passage has come with the given probabilities.

    Parameters
    ----------
    levels : array_like, shape (k,)
        Between 0 and 1.
    mean, cov, sd, barrier
        As in `passage_cdf`, for one unit.
    horizon : int
        Times up to here are looked at; a level that is not reached by then gives the horizon.

    Returns
    -------
    ndarray of int, shape (k,)

    Raises
    ------
    ValueError
        As `passage_cdf`, or if a level is not between 0 and 1.

    Notes
    -----
    Chapter: Case study: predictive maintenance.

    Examples
    --------
    >>> passage_quantiles([0.1, 0.5, 0.9], [0.85, 0.005], [[1e-4, 0.0], [0.0, 1e-7]], 0.005)
    array([23, 30, 39])
    """
    levels = as_finite_array(levels, "levels")
    if ((levels <= 0) | (levels >= 1)).any():
        raise ValueError("levels must lie between 0 and 1")
    cdf = np.maximum.accumulate(passage_cdf(np.arange(1, horizon + 1), mean, cov, sd, barrier))
    return np.minimum(np.searchsorted(cdf, levels) + 1, horizon)
