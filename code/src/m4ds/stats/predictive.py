"""What is still to come, the unknown parameter averaged out: beta-binomial and negative binomial counts."""

from math import lgamma, log

import numpy as np

from m4ds.stats.conjugate import _counts, _positive
from m4ds.validation import as_finite_array

__all__ = ["beta_binomial_pmf", "gamma_poisson_pmf", "log_rising"]


def log_rising(a, k) -> np.ndarray:
    """Return log(a (a + 1) ... (a + k - 1)), with 0 for k = 0, for each pair of the broadcast arguments.

    Parameters
    ----------
    a : array_like
        Positive.
    k : array_like
        Whole numbers.

    Returns
    -------
    ndarray
        The broadcast shape.

    Raises
    ------
    TypeError, ValueError
        If a is not positive or k is no count.

    See Also
    --------
    scipy.special.poch : its exponential.

    Notes
    -----
    Chapter: Bayesian inference. The logarithms are added one by one for counts up to 1000: for a large `a` the
    difference of two logarithms of the Gamma function would cancel.

    Examples
    --------
    >>> log_rising(2.0, [0, 1, 3]).round(4)              # 1, 2, 2 * 3 * 4
    array([0.    , 0.6931, 3.1781])
    """
    a, k = np.broadcast_arrays(_positive(a, "a"), _counts(k, "k"))
    top = int(k.max())
    if top > 1000:
        flat = [lgamma(x + j) - lgamma(x) for x, j in zip(a.ravel(), k.ravel(), strict=True)]
        return np.array(flat).reshape(a.shape)
    total = np.zeros(a.shape)
    for j in range(top):
        total += np.where(j < k, np.log(a + j), 0.0)
    return total


def beta_binomial_pmf(k, trials: int, a: float, b: float) -> np.ndarray:
    """Return P(k successes in the coming trials) if the chance is Beta(a, b).

    Parameters
    ----------
    k : array_like
        Whole numbers from 0 to `trials`.
    trials : int
    a, b : float
        Positive.

    Returns
    -------
    ndarray, shape of k

    Raises
    ------
    TypeError, ValueError
        If a or b is not one positive number, or the counts do not fit.

    See Also
    --------
    scipy.stats.betabinom.pmf

    Notes
    -----
    Chapter: Bayesian inference.

    Examples
    --------
    >>> beta_binomial_pmf([0, 1, 2], 2, 1, 1).round(4)   # a uniform chance: all counts alike
    array([0.3333, 0.3333, 0.3333])
    """
    k, n = _counts(k, "k"), float(_counts(trials, "trials"))
    a, b = (float(_positive(v, name)) for v, name in ((a, "a"), (b, "b")))
    if (k > n).any():
        raise ValueError("k must not exceed the number of trials")
    one = np.ones(k.shape)
    logs = (log_rising(one, np.full(k.shape, n)) - log_rising(one, k) - log_rising(one, n - k)
            + log_rising(a * one, k) + log_rising(b * one, n - k) - log_rising((a + b) * one, np.full(k.shape, n)))
    return np.exp(logs)


def gamma_poisson_pmf(k, exposure: float, shape: float, rate: float) -> np.ndarray:
    """Return P(k events in the coming exposure) if the rate of events is Gamma(shape, rate).

    Parameters
    ----------
    k : array_like
        Whole numbers.
    exposure : float
        Positive, in the unit of `rate`.
    shape, rate : float
        Positive.

    Returns
    -------
    ndarray, shape of k

    Raises
    ------
    TypeError, ValueError
        If a parameter is not one positive number or k is no count.

    See Also
    --------
    scipy.stats.nbinom.pmf : with n = shape and p = rate / (rate + exposure).

    Notes
    -----
    Chapter: Bayesian inference. The negative binomial law.

    Examples
    --------
    >>> gamma_poisson_pmf([0, 1], 1.0, 1.0, 1.0)
    array([0.5 , 0.25])
    """
    k = _counts(k, "k")
    t, a, b = (float(_positive(as_finite_array(v, name), name))
               for v, name in ((exposure, "exposure"), (shape, "shape"), (rate, "rate")))
    one = np.ones(k.shape)
    return np.exp(log_rising(a * one, k) - log_rising(one, k) - a * np.log1p(t / b) + k * (log(t) - log(b + t)))
