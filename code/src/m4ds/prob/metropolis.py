"""Draws from a density known up to a factor: the Metropolis walk, and what its dependent draws are worth.

Taught in the chapter "Monte Carlo and bootstrap".
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from m4ds.validation import as_finite_array, as_matrix, as_vector

__all__ = ["Walk", "autocorrelation", "effective_sample_size", "metropolis"]


class Walk(NamedTuple):
    """The draws of several chains, shape (steps, chains, d), and the share of proposals accepted in each, (chains,)."""

    draws: np.ndarray
    accepted: np.ndarray


def metropolis(log_density: Callable, start, scale, steps: int, rng: np.random.Generator) -> Walk:
    """Walk through a density with normal proposals, several chains side by side.

    Parameters
    ----------
    log_density : callable
        Takes points, shape (c, d), and returns the logarithms of a positive multiple of the density, shape (c,);
        minus infinity outside of its support.
    start : array_like, shape (c, d)
        One row for each chain, where the density is not 0.
    scale : float or array_like, shape (d,)
        Standard deviation of a proposed step, positive.
    steps : int
        At least 1.
    rng : numpy.random.Generator

    Returns
    -------
    Walk
        `draws` holds the state after each step: a rejected proposal repeats the state. Nothing is thrown away.

    Raises
    ------
    TypeError, ValueError
        If `start` is no finite matrix, the density is 0 there, `scale` does not fit or is not positive, `steps` is not
        a whole number of at least 1, or `log_density` returns NaN, plus infinity or another shape.

    See Also
    --------
    effective_sample_size : how many independent draws the chain is worth.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. The proposal is symmetric, so the acceptance probability is
    min(1, p(proposed) / p(present)), compared in logarithms.

    References
    ----------
    N. Metropolis, A. W. Rosenbluth, M. N. Rosenbluth, A. H. Teller and E. Teller, Equation of state calculations by
    fast computing machines, Journal of Chemical Physics 21, 1953.

    Examples
    --------
    >>> walk = metropolis(lambda x: -x[:, 0]**2 / 2, [[0.0]], 2.4, 5000, np.random.default_rng(0))
    >>> walk.draws.shape, bool(abs(walk.draws.std() - 1) < 0.1)
    ((5000, 1, 1), True)
    """
    x = as_matrix(start, "start").copy()
    scale = as_finite_array(scale, "scale")
    if scale.shape not in ((), (x.shape[1],)) or (scale <= 0).any():
        raise ValueError(f"scale must be positive: one number, or one for each of {x.shape[1]} coordinates")
    if steps != int(steps) or steps < 1:
        raise ValueError(f"steps must be a whole number of at least 1, but it is {steps}")
    now = _logs(log_density, x)
    if np.isneginf(now).any():
        raise ValueError("the density is 0 at the start of a chain: begin where it is positive")
    draws, accepted = np.empty((int(steps), *x.shape)), np.zeros(len(x))
    for t in range(int(steps)):
        proposed = x + scale * rng.normal(size=x.shape)
        then = _logs(log_density, proposed)
        take = np.log1p(-rng.random(len(x))) <= then - now
        x[take], now[take] = proposed[take], then[take]
        accepted += take
        draws[t] = x
    return Walk(draws, accepted / int(steps))


def autocorrelation(x, lags: int) -> np.ndarray:
    """Return the correlations of a record with itself, 0 to `lags` steps later.

    Parameters
    ----------
    x : array_like, shape (n,)
        Not constant.
    lags : int
        From 0 to n - 1.

    Returns
    -------
    ndarray, shape (lags + 1,)
        The first entry is 1. Sums of products are divided by the same n at every lag.

    Raises
    ------
    TypeError, ValueError
        If x is no finite vector or constant, or `lags` does not fit.

    See Also
    --------
    scipy.signal.correlate : the sums of products.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. By the fast Fourier transform, padded so that the end does not meet the
    beginning: O(n log n) for all lags.

    Examples
    --------
    >>> autocorrelation([1.0, 2.0, 3.0, 4.0], 2)
    array([ 1.  ,  0.25, -0.3 ])
    """
    x = as_vector(x, "x")
    if lags != int(lags) or not 0 <= lags < len(x):
        raise ValueError(f"lags must be a whole number from 0 to {len(x) - 1}, but it is {lags}")
    d = x - x.mean()
    if not d.any() or np.ptp(x) == 0:
        raise ValueError("x is constant: it has no correlation")
    d = d / np.abs(d).max()
    spectrum = np.fft.rfft(d, 2 * len(d))
    products = np.fft.irfft(spectrum * spectrum.conj(), 2 * len(d))[:int(lags) + 1]
    return products / (d @ d)


def effective_sample_size(x) -> float:
    """Return the number of independent draws whose mean varies as much as the mean of the dependent record x.

    Parameters
    ----------
    x : array_like, shape (n,)
        A record of a stationary chain, not constant; at least 4 draws.

    Returns
    -------
    float
        n / (1 + 2 (sum of the autocorrelations)). The sum stops where a pair of neighbours is no longer positive. At
        most n * log10(n), which an alternating record reaches.

    Raises
    ------
    TypeError, ValueError
        If x is no finite vector, is constant or shorter than 4.

    See Also
    --------
    autocorrelation : the terms of the sum.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. A chain that has not found a second peak yet knows nothing of it: the number is
    then far too large.

    References
    ----------
    C. J. Geyer, Practical Markov chain Monte Carlo, Statistical Science 7, 1992.

    Examples
    --------
    >>> x = np.random.default_rng(0).normal(size=4000)
    >>> bool(3000 < effective_sample_size(x) < 5000)
    True
    """
    x = as_vector(x, "x")
    n = len(x)
    if n < 4:
        raise ValueError(f"x must hold at least 4 draws, but has {n}")
    rho = autocorrelation(x, n - 1)
    pairs = rho[:n - n % 2].reshape(-1, 2).sum(axis=1)
    ends = np.flatnonzero(pairs <= 0)
    total = 2 * pairs[:ends[0] if len(ends) else len(pairs)].sum() - 1
    return float(n / max(total, 1 / np.log10(n)))


def _logs(log_density: Callable, points: np.ndarray) -> np.ndarray:
    values = np.array(log_density(points), dtype=float)
    if values.shape != (len(points),) or np.isnan(values).any() or np.isposinf(values).any():
        raise ValueError("log_density must return one number below infinity, not NaN, for each point")
    return values
