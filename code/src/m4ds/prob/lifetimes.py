"""Laws of lifetimes with a density: Weibull, exponential and Gamma."""

from math import lgamma

import numpy as np

from m4ds.prob.continuous import ContinuousLaw, _positive, _x
from m4ds.prob.special import _levels, gamma_tails

__all__ = ["exponential", "gamma", "weibull"]


def weibull(shape: float, scale: float = 1.0) -> ContinuousLaw:
    """Return the Weibull law: P(X > t) = exp(-(t / scale)^shape) for t >= 0.

    Parameters
    ----------
    shape : float
        Above 1: the hazard rises (wear); below 1: it falls (early failures); 1: the exponential law.
    scale : float
        The age that a share exp(-1), about 37 %, survive; in the unit of t.

    Raises
    ------
    ValueError
        If a parameter is not one positive number.

    See Also
    --------
    scipy.stats.weibull_min : takes c = shape and scale.

    Notes
    -----
    Chapter: Continuous variables, transformations. At t = 0 the density is 0, 1 / scale or infinite, as the
    shape is above 1, 1 or below.

    References
    ----------
    W. Weibull, A statistical distribution function of wide applicability, Journal of Applied Mechanics 18, 1951.

    Examples
    --------
    >>> law = weibull(2.0)
    >>> law.quantile(0.5).round(4), law.sf([0, 1]).round(4)
    (np.float64(0.8326), array([1.    , 0.3679]))
    """
    k, s = _positive(shape, "shape"), _positive(scale, "scale")

    def power(x):
        return (np.maximum(_x(x), 0) / s) ** k

    def pdf(x):
        x = _x(x)
        with np.errstate(divide="ignore", over="ignore"):
            inside = k / s * (np.maximum(x, 0) / s) ** (k - 1) * np.exp(-power(x))
        return np.where(x < 0, 0.0, inside)

    def quantile(q):
        with np.errstate(divide="ignore"):
            return s * (-np.log1p(-_levels(q))) ** (1 / k)

    return ContinuousLaw("Weibull", pdf, lambda x: -np.expm1(-power(x)), lambda x: np.exp(-power(x)), quantile)


def exponential(rate: float = 1.0) -> ContinuousLaw:
    """Return the exponential law with the given rate: P(X > t) = exp(-rate t), mean 1 / rate.

    Raises
    ------
    ValueError
        If rate is not one positive number.

    See Also
    --------
    scipy.stats.expon : takes scale = 1 / rate.

    Notes
    -----
    Chapter: Continuous variables, transformations. The Weibull law of shape 1.

    Examples
    --------
    >>> exponential(0.5).sf([0, 2]).round(4)
    array([1.    , 0.3679])
    """
    law = weibull(1.0, 1 / _positive(rate, "rate"))
    return ContinuousLaw("exponential", law.pdf, law.cdf, law.sf, law.quantile)


def gamma(shape: float, scale: float = 1.0) -> ContinuousLaw:
    """Return the Gamma law with density x^(shape-1) exp(-x / scale) / (Gamma(shape) scale^shape) on x > 0.

    Parameters
    ----------
    shape, scale : float
        Positive. The mean is shape * scale. A whole shape is a sum of so many exponential variables;
        shape = n / 2 with scale 2 is the chi-square law with n degrees of freedom.

    Raises
    ------
    ValueError
        If a parameter is not one positive number.

    See Also
    --------
    scipy.stats.gamma : takes a = shape and scale.

    Notes
    -----
    Chapter: Continuous variables, transformations. The quantile is found by halving an interval of log x.

    Examples
    --------
    >>> gamma(3, 2.0).sf([0, 6]).round(4)
    array([1.    , 0.4232])
    """
    a, s = _positive(shape, "shape"), _positive(scale, "scale")

    def pdf(x):
        y = np.maximum(_x(x), 0) / s
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            logs = np.where(y > 0, (a - 1) * np.log(y), 0.0 if a == 1 else -np.inf * np.sign(a - 1))
        return np.where(_x(x) < 0, 0.0, np.exp(logs - y - lgamma(a)) / s)

    return ContinuousLaw("Gamma", pdf, lambda x: gamma_tails(a, _x(x) / s)[0],
                         lambda x: gamma_tails(a, _x(x) / s)[1], lambda q: s * _gamma_quantile(a, _levels(q)))


def _gamma_quantile(a: float, q: np.ndarray) -> np.ndarray:
    inside = (q > 0) & (q < 1)
    p = np.where(inside, q, 0.5)
    low = np.maximum((np.log(p) + lgamma(a + 1)) / a, -745.0)     # P(X <= x) is at most x^a / Gamma(a + 1)
    high = np.maximum(low, 0.0) + np.log(2 * a + 800)             # P(X > x) has underflowed
    for _ in range(64):
        middle = (low + high) / 2
        below, above = gamma_tails(a, np.exp(middle))
        beyond = np.where(p < 0.5, below >= p, above <= 1 - p)
        low, high = np.where(beyond, low, middle), np.where(beyond, middle, high)
    return np.where(inside, np.exp(high), np.where(q == 0, 0.0, np.inf))
