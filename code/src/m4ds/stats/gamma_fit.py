"""The Gamma law fitted to data, by moments and by maximum likelihood."""

from math import lgamma
from typing import NamedTuple

import numpy as np

from m4ds.prob.digamma import digamma_gap, trigamma
from m4ds.validation import as_vector

__all__ = ["GammaFit", "gamma_information", "gamma_loglik", "mle_gamma", "mom_gamma"]


class GammaFit(NamedTuple):
    """A fitted Gamma law: the mean is shape * scale."""

    shape: float
    scale: float
    covariance: np.ndarray
    loglik: float
    steps: int

    @property
    def se(self) -> np.ndarray:
        """The standard errors of shape and scale."""
        return np.sqrt(np.diag(self.covariance))


def _lifetimes(x, least: int = 2) -> np.ndarray:
    x = as_vector(x, "x")
    if len(x) < least or (x <= 0).any():
        raise ValueError(f"x must hold at least {least} positive numbers")
    return x


def mom_gamma(x) -> tuple[float, float]:
    """Return shape and scale of the Gamma law with the mean and the variance of the data.

    Parameters
    ----------
    x : array_like, shape (n,)
        Positive, at least two different numbers.

    Returns
    -------
    shape, scale : float
        ``mean^2 / variance`` and ``variance / mean``, with the variance divided by n.

    Raises
    ------
    ValueError
        If the data are not positive and finite, or all equal.

    See Also
    --------
    mle_gamma : a smaller variance in large samples.

    Notes
    -----
    Chapter: Estimation.

    Examples
    --------
    >>> shape, scale = mom_gamma([1.0, 2.0, 3.0])
    >>> round(shape, 4), round(scale, 4)
    (6.0, 0.3333)
    """
    x = _lifetimes(x)
    size = float(x.max())
    mean, variance = float((x / size).mean()), float((x / size).var())
    if x.min() == x.max() or variance == 0:
        raise ValueError("the numbers are all equal: no Gamma law has variance zero")
    return mean * mean / variance, variance / mean * size


def gamma_loglik(x, shape: float, scale: float) -> float:
    """Return the log-likelihood of a Gamma law; minus infinity if a parameter is not positive.

    Parameters
    ----------
    x : array_like, shape (n,)
        Positive.
    shape, scale : float

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the data are not positive and finite.

    See Also
    --------
    scipy.stats.gamma.logpdf : its sum is the same number.

    Notes
    -----
    Chapter: Estimation.

    Examples
    --------
    >>> gamma_loglik([1.0, 2.0], 1.0, 1.0)     # the exponential law: minus the sum
    -3.0
    """
    x = _lifetimes(x, least=1)
    if not (shape > 0 and scale > 0):
        return -np.inf
    n = len(x)
    return float((shape - 1) * np.log(x).sum() - x.sum() / scale - n * (lgamma(shape) + shape * np.log(scale)))


def gamma_information(shape: float, scale: float) -> np.ndarray:
    """Return Fisher's information matrix of one Gamma observation, for (shape, scale).

    Raises
    ------
    ValueError
        If a parameter is not positive.

    See Also
    --------
    m4ds.stats.likelihood.fisher_information : for any law, by differences.

    Notes
    -----
    Chapter: Estimation.

    Examples
    --------
    >>> gamma_information(1.0, 2.0).round(4)
    array([[1.6449, 0.5   ],
           [0.5   , 0.25  ]])
    """
    if not (shape > 0 and scale > 0):
        raise ValueError(f"shape and scale must be positive, but they are {shape} and {scale}")
    return np.array([[float(trigamma(shape)), 1 / scale], [1 / scale, shape / scale**2]])


def mle_gamma(x, max_steps: int = 100) -> GammaFit:
    """Return the Gamma law of the largest likelihood, its covariance matrix and the Newton steps it took.

    Parameters
    ----------
    x : array_like, shape (n,)
        Positive, at least two different numbers.
    max_steps : int

    Returns
    -------
    GammaFit
        The covariance is the inverse of n times the information: observed and expected agree at the estimate.

    Raises
    ------
    ValueError
        If the data are not positive and finite, or so nearly equal that no shape is large enough.
    ArithmeticError
        If `max_steps` were not enough.

    See Also
    --------
    scipy.stats.gamma.fit : with ``floc=0``; without it a third parameter is fitted.

    Notes
    -----
    Chapter: Estimation. Solves ``log a - digamma(a) = log(mean) - mean(log)`` from ``a = 1 / (2 s)``, s being the
    right side: there the left side is too large, and Newton's steps on a convex falling function rise to the root.

    References
    ----------
    S. C. Choi, R. Wette, Maximum likelihood estimation of the parameters of the Gamma distribution and their bias,
    Technometrics 11, 1969.

    Examples
    --------
    >>> fit = mle_gamma([1.0, 2.0, 3.0, 6.0])
    >>> round(fit.shape, 4), round(fit.scale, 4), fit.se.round(4)
    (2.621, 1.1446, array([1.7483, 0.8413]))
    """
    x = _lifetimes(x)
    mean, n = float(x.max() * (x / x.max()).mean()), len(x)
    off = (x - mean) / mean
    logs = np.where(np.abs(off) < 0.5, np.log1p(np.maximum(off, -0.5)), np.log(x / mean))
    s = -float(logs.mean())                             # log(mean) - mean(log), without cancellation
    if s <= 1e-11:
        raise ValueError("the numbers are (nearly) all equal: the likelihood rises for ever with the shape")
    a, steps = 1 / (2 * s), 0
    while steps < max_steps:
        steps += 1
        move = (float(digamma_gap(a)) - s) / (float(trigamma(a)) - 1 / a)
        a += move
        if abs(move) <= 1e-13 * a:
            break
    else:
        raise ArithmeticError(f"no shape found after {max_steps} steps")
    b, bend = mean / a, float(trigamma(a))
    covariance = np.array([[a, -b], [-b, b * b * bend]]) / (n * (a * bend - 1))
    return GammaFit(a, b, covariance, gamma_loglik(x, a, b), steps)
