"""Convex losses of a residual, and the number that minimises each over a sample.

Taught in the chapter "Convexity".
"""

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["huber", "huber_location", "pinball", "pinball_location"]


def pinball(r, tau: float) -> np.ndarray:
    """Return ``tau * r`` where the residual is positive and ``(tau - 1) * r`` where it is not.

    Parameters
    ----------
    r : array_like, any shape
        Observed minus forecast.
    tau : float in (0, 1)
        The share of the price that a forecast too low by 1 costs.

    Returns
    -------
    ndarray, the shape of `r`
        In the units of `r`.

    Raises
    ------
    TypeError, ValueError
        If `r` does not hold finite numbers or `tau` is not strictly between 0 and 1.

    See Also
    --------
    sklearn.metrics.mean_pinball_loss : its mean.

    Examples
    --------
    >>> pinball([10, -10], 0.75)
    array([7.5, 2.5])
    """
    r, tau = as_finite_array(r, "r"), _share(tau)
    return np.maximum(tau * r, (tau - 1) * r)


def pinball_location(y, tau: float) -> tuple[float, float]:
    """Return the smallest and the largest number q that minimise ``pinball(y - q, tau).sum()``.

    Parameters
    ----------
    y : array_like, shape (n,)
    tau : float in (0, 1)

    Returns
    -------
    low, high : float
        Order statistics of `y`: equal unless ``tau * n`` is a whole number (to rounding).

    Raises
    ------
    TypeError, ValueError
        If `y` is not a finite vector or `tau` is not strictly between 0 and 1.

    See Also
    --------
    numpy.quantile : `method="inverted_cdf"` returns `low`; the default interpolates.

    Examples
    --------
    >>> pinball_location([8, 3, 20, 5, 9], 0.7)
    (9.0, 9.0)
    >>> pinball_location([1, 2, 3, 4], 0.5)
    (2.0, 3.0)
    """
    y, tau = np.sort(as_vector(y, "y")), _share(tau)
    k, n = round(tau * len(y)), len(y)
    if abs(tau * n - k) > 1e-12 * n:
        k = int(np.ceil(tau * n))
        return float(y[k - 1]), float(y[k - 1])
    return float(y[max(k, 1) - 1]), float(y[min(k, n - 1)])


def huber(r, delta: float) -> np.ndarray:
    """Return ``r**2 / 2`` where ``abs(r) <= delta`` and ``delta * abs(r) - delta**2 / 2`` beyond.

    Parameters
    ----------
    r : array_like, any shape
    delta : float
        Positive, in the units of `r`.

    Returns
    -------
    ndarray, the shape of `r`
        In squared units.

    Raises
    ------
    TypeError, ValueError
        If `r` does not hold finite numbers or `delta` is not a positive number.

    See Also
    --------
    scipy.special.huber : the same, and infinite for a negative `delta`.

    References
    ----------
    Huber, "Robust estimation of a location parameter", Annals of Mathematical Statistics 35 (1964).

    Examples
    --------
    >>> huber([1, 3, -10], 2)
    array([ 0.5,  4. , 18. ])
    """
    size, delta = np.abs(as_finite_array(r, "r")), _positive(delta)
    near = np.minimum(size, delta)
    return near * (size - near / 2)


def huber_location(y, delta: float) -> float:
    """Return the number q that minimises ``huber(y - q, delta).sum()``.

    Parameters
    ----------
    y : array_like, shape (n,)
    delta : float
        Positive, in the units of `y`.

    Returns
    -------
    float
        In the units of `y`; the middle, if a whole interval minimises.

    Raises
    ------
    TypeError, ValueError
        If `y` is not a finite vector or `delta` is not a positive number.

    See Also
    --------
    statsmodels.robust.norms.HuberT : the same loss, with a scale estimated from the data.

    Notes
    -----
    The slope of the sum is piecewise linear and never falls; its corners are ``y - delta`` and ``y + delta``. Two
    bisections among the corners find where it leaves the negative and where it becomes positive: O(n log n).

    Examples
    --------
    >>> round(huber_location([1, 2, 3, 100], 2), 6)
    2.666667
    """
    y, delta = as_vector(y, "y"), _positive(delta)
    corners = np.unique(np.concatenate([y - delta, y + delta]))
    if len(corners) == 1:                                          # delta is too small to change y
        return float(corners[0])
    nil = 4 * len(y) * np.finfo(float).eps * (delta + np.abs(y).max())

    def slope(q):
        return np.clip(q - y, -delta, delta).sum()

    def where(reached):
        """Return where the slope passes 0, just before the first corner that `reached` accepts."""
        low, high = 0, len(corners) - 1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if reached(slope(corners[middle])) else (middle, high)
        (a, b), (s, e) = corners[[low, high]], (slope(corners[low]), slope(corners[high]))
        return a + (b - a) * min(1.0, max(0.0, -s / (e - s)))
    q = (where(lambda s: s >= -nil) + where(lambda s: s > nil)) / 2
    near = np.abs(y - q) < delta                                   # now solve with these residuals squared: digits
    pulls = delta * (np.sum(y - q >= delta) - np.sum(q - y >= delta))
    return float(q + ((y[near] - q).sum() + pulls) / near.sum() if near.any() else q)


def _share(tau) -> float:
    tau = float(as_finite_array(tau, "tau"))
    if not 0 < tau < 1:
        raise ValueError(f"tau must lie strictly between 0 and 1, but it is {tau}")
    return tau


def _positive(delta) -> float:
    delta = float(as_finite_array(delta, "delta"))
    if delta <= 0:
        raise ValueError(f"delta must be positive, but it is {delta}")
    return delta
