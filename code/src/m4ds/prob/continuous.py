"""A law with a density as four functions that belong together; the uniform, normal and lognormal law."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from m4ds.prob.special import _levels, normal_cdf, normal_quantile
from m4ds.validation import as_finite_array

__all__ = ["ContinuousLaw", "lognormal", "normal", "uniform"]


@dataclass(frozen=True)
class ContinuousLaw:
    """A law with a density. Every function takes an array and returns one of its shape.

    Attributes
    ----------
    name : str
    pdf : callable
        The density, in 1 / unit of x.
    cdf, sf : callable
        P(X <= x) and P(X > x), each to its own relative precision where it is small.
    quantile : callable
        The smallest x with P(X <= x) >= q, for 0 <= q <= 1.

    See Also
    --------
    scipy.stats.rv_continuous : the same four are called pdf, cdf, sf and ppf.

    Notes
    -----
    Chapter: Continuous variables, transformations.
    """

    name: str
    pdf: Callable
    cdf: Callable
    sf: Callable
    quantile: Callable

    def hazard(self, x) -> np.ndarray:
        """Return pdf / sf: the rate of failure at age x of what still works; NaN where nothing does."""
        alive = self.sf(x)
        return np.where(alive > 0, self.pdf(x) / np.where(alive > 0, alive, 1.0), np.nan)


def _positive(value, name: str) -> float:
    value = as_finite_array(value, name)
    if value.ndim or value <= 0:
        raise ValueError(f"{name} must be one positive number, but it is {value}")
    return float(value)


def _number(value, name: str) -> float:
    value = as_finite_array(value, name)
    if value.ndim:
        raise ValueError(f"{name} must be one number, but it has shape {value.shape}")
    return float(value)


def _x(x) -> np.ndarray:
    return as_finite_array(x, "x")


def uniform(low: float = 0.0, high: float = 1.0) -> ContinuousLaw:
    """Return the uniform law on [low, high].

    Raises
    ------
    ValueError
        If low is not below high.

    See Also
    --------
    scipy.stats.uniform : takes loc = low and scale = high - low.

    Notes
    -----
    Chapter: Continuous variables, transformations.

    Examples
    --------
    >>> uniform(2, 6).cdf([1, 3, 7])
    array([0.  , 0.25, 1.  ])
    """
    low, high = _number(low, "low"), _number(high, "high")
    if not low < high:
        raise ValueError("low must be below high")
    width = high - low
    return ContinuousLaw(
        "uniform", lambda x: ((_x(x) >= low) & (_x(x) <= high)) / width,
        lambda x: np.clip((_x(x) - low) / width, 0, 1), lambda x: np.clip((high - _x(x)) / width, 0, 1),
        lambda q: low + width * _levels(q))


def normal(mean: float = 0.0, sd: float = 1.0) -> ContinuousLaw:
    """Return the normal law with the given mean and standard deviation.

    Raises
    ------
    ValueError
        If mean is not one number or sd not one positive number.

    See Also
    --------
    scipy.stats.norm : takes loc = mean and scale = sd.

    Notes
    -----
    Chapter: Continuous variables, transformations.

    Examples
    --------
    >>> normal(100, 15).sf([100, 130]).round(5)
    array([0.5    , 0.02275])
    """
    m, s = _number(mean, "mean"), _positive(sd, "sd")

    def z(x):
        return (_x(x) - m) / s

    return ContinuousLaw(
        "normal", lambda x: np.exp(-z(x) ** 2 / 2) / (s * np.sqrt(2 * np.pi)),
        lambda x: normal_cdf(z(x)), lambda x: normal_cdf(-z(x)), lambda q: m + s * normal_quantile(q))


def lognormal(mean_log: float = 0.0, sd_log: float = 1.0) -> ContinuousLaw:
    """Return the law of exp(Y) for a normal Y with mean `mean_log` and standard deviation `sd_log`.

    Raises
    ------
    ValueError
        If mean_log is not one number or sd_log not one positive number.

    See Also
    --------
    scipy.stats.lognorm : takes s = sd_log and scale = exp(mean_log).

    Notes
    -----
    Chapter: Continuous variables, transformations. The median is exp(mean_log); the mean is larger.

    Examples
    --------
    >>> lognormal(0.0, 1.0).quantile([0.5, 0.9]).round(3)
    array([1.   , 3.602])
    """
    log_law = normal(mean_log, sd_log)

    def on_positive(function, outside):
        def values(x):
            x = _x(x)
            inside = function(np.log(np.where(x > 0, x, 1.0)), x)
            return np.where(x > 0, inside, outside)
        return values

    return ContinuousLaw(
        "lognormal", on_positive(lambda y, x: log_law.pdf(y) / np.where(x > 0, x, 1.0), 0.0),
        on_positive(lambda y, x: log_law.cdf(y), 0.0), on_positive(lambda y, x: log_law.sf(y), 1.0),
        lambda q: np.exp(log_law.quantile(q)))
