"""Importance sampling: draw from another law, and weight what you drew.

Taught in the chapter "Monte Carlo and bootstrap".
"""

from typing import NamedTuple

import numpy as np

from m4ds.validation import as_vector

__all__ = ["Importance", "effective_size", "importance_sampling"]


class Importance(NamedTuple):
    """An estimate by weighted draws, its standard error, and how many equal weights would vary as little."""

    value: float
    standard_error: float
    effective: float


def importance_sampling(values, log_weights, self_normalised: bool = False) -> Importance:
    r"""Return an expectation under p from draws of q, with the weights p/q given by their logarithms.

    Parameters
    ----------
    values : array_like, shape (n,)
        What is averaged, at each draw; at least 2.
    log_weights : array_like, shape (n,)
        ``log p - log q`` at each draw; minus infinity where p is 0.
    self_normalised : bool
        False: the mean of weight times value, for densities with all their constants. True: the weighted mean, for
        weights that are known up to a factor.

    Returns
    -------
    Importance
        `effective` is :math:`(\sum w)^2/\sum w^2`, from 1 to n.

    Raises
    ------
    TypeError, ValueError
        If the lengths differ, there are fewer than two draws, a value is not finite, or the log weights hold NaN or
        plus infinity or are all minus infinity.

    See Also
    --------
    numpy.average : the weighted mean alone.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. Weights are scaled by their largest before they leave the logarithm, so that
    none overflows. The standard error means something only if w**2 f**2 has an expectation under q. The sample cannot
    tell you: check the tails of p and q.

    Examples
    --------
    >>> x = 4 + np.random.default_rng(0).normal(size=2000)       # from N(4, 1); wanted: P(Z > 4) = 3.167e-05
    >>> found = importance_sampling(x > 4, 8 - 4 * x)
    >>> bool(abs(found.value - 3.167e-05) < 3 * found.standard_error < 6e-06)
    True
    """
    values = as_vector(values, "values")
    scaled, top = _scaled(log_weights)
    if len(values) != len(scaled) or len(values) < 2:
        raise ValueError(f"values and log_weights must be at least two pairs: {len(values)} and {len(scaled)}")
    n = len(values)
    if self_normalised:
        total = scaled.sum()
        value = scaled @ values / total
        error = np.sqrt((scaled**2) @ (values - value) ** 2) / total
    else:
        terms = scaled * values
        with np.errstate(over="ignore"):
            factor = np.exp(top)
        value, error = factor * terms.mean(), factor * terms.std(ddof=1) / np.sqrt(n)
    return Importance(float(value), float(error), effective_size(log_weights))


def effective_size(log_weights) -> float:
    r"""Return the effective number of draws :math:`(\sum w)^2/\sum w^2` of weights given by their logarithms.

    Parameters
    ----------
    log_weights : array_like, shape (n,)
        Up to a constant; minus infinity is the weight 0.

    Returns
    -------
    float
        n for equal weights, 1 if one has all.

    Raises
    ------
    TypeError, ValueError
        If there are none, or they hold NaN or plus infinity or are all minus infinity.

    See Also
    --------
    m4ds.prob.metropolis.effective_sample_size : for draws that are dependent instead of weighted.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap.

    Examples
    --------
    >>> effective_size([0, 0, 0, 0]), round(effective_size(np.log([3, 1])), 3)
    (4.0, 1.6)
    """
    scaled, _ = _scaled(log_weights)
    return float(scaled.sum() ** 2 / (scaled @ scaled))


def _scaled(log_weights) -> tuple[np.ndarray, float]:
    try:
        logs = np.asarray(log_weights, dtype=float)
    except (TypeError, ValueError):
        raise TypeError("log_weights must hold real numbers") from None
    if logs.ndim != 1 or logs.size == 0:
        raise ValueError(f"log_weights must be a vector with at least one entry, but has shape {logs.shape}")
    top = logs.max()
    if not np.isfinite(top):
        raise ValueError("log_weights must hold no NaN and no plus infinity, and not be all minus infinity")
    return np.exp(logs - top), float(top)
