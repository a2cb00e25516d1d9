"""Cumulative probabilities, tails and quantiles of a law of counts, from its pmf."""

from collections.abc import Callable

import numpy as np

from m4ds.prob.discrete import poisson_pmf

__all__ = ["cdf", "poisson_interval", "quantile", "tail"]

BLOCK = 4096
SURE = 1 - 1e-12   # beyond it, rounding in the sum decides and not the law


def _whole(k) -> int:
    if np.ndim(k) or not np.isfinite(k) or k != np.floor(k):
        raise ValueError(f"k must be one whole number, but it is {k}")
    return int(k)


def cdf(pmf: Callable, k, *params) -> float:
    """Return P(X <= k) for X on 0, 1, 2, ...

    Parameters
    ----------
    pmf : callable
        ``pmf(k, *params)`` gives the probabilities of an array of whole numbers, such as `binomial_pmf`.
    k : int
    *params
        The parameters of the law.

    Raises
    ------
    ValueError
        If k is not one whole number, or the law refuses its parameters.

    See Also
    --------
    scipy.stats.poisson.cdf, scipy.stats.binom.cdf

    Notes
    -----
    Chapter: Discrete variables, expectation. O(k).

    Examples
    --------
    >>> from m4ds.prob.discrete import poisson_pmf
    >>> round(cdf(poisson_pmf, 3, 0.9), 4)
    0.9865
    """
    k = _whole(k)
    pmf(np.arange(1), *params)   # so that bad parameters are refused for negative k too
    blocks = (np.arange(start, min(start + BLOCK, k + 1)) for start in range(0, k + 1, BLOCK))
    return min(float(sum(pmf(block, *params).sum() for block in blocks)), 1.0)


def tail(pmf: Callable, k, *params) -> float:
    """Return P(X >= k) for X on 0, 1, 2, ..., to full relative precision when it is small.

    Above the median it adds the small terms upwards until they no longer count; ``1 - cdf`` would subtract
    nearly equal numbers. The terms must fall in the end, as those of every named law do.

    Parameters
    ----------
    pmf, k, *params
        As for `cdf`.

    See Also
    --------
    scipy.stats.poisson.sf : P(X > k), so shifted by one.

    Notes
    -----
    Chapter: Discrete variables, expectation.

    Examples
    --------
    >>> from m4ds.prob.discrete import poisson_pmf
    >>> f"{tail(poisson_pmf, 20, 0.9):.3e}"
    '2.122e-20'
    """
    k = _whole(k)
    below = cdf(pmf, k - 1, *params)
    if below < 0.5:
        return 1.0 - below
    total, start, size = 0.0, k, 64
    while True:
        terms = pmf(np.arange(start, start + size), *params)
        total += float(terms.sum())
        before, last = terms[-2:]
        if last == 0 or (last < before and last * last / (before - last) <= 1e-17 * total):
            return total   # what is left is about last * (r + r^2 + ...) with the ratio r = last / before
        start, size = start + size, min(2 * size, BLOCK)


def quantile(pmf: Callable, q, *params) -> int:
    """Return the smallest whole k with P(X <= k) >= q.

    Parameters
    ----------
    pmf, *params
        As for `cdf`.
    q : float
        Strictly between 0 and 1 - 1e-12; beyond that rounding decides, and `tail` is the tool.

    Raises
    ------
    ValueError
        If q leaves that range.

    See Also
    --------
    scipy.stats.poisson.ppf

    Notes
    -----
    Chapter: Discrete variables, expectation. The stock that covers the demand with probability q.

    Examples
    --------
    >>> from m4ds.prob.discrete import poisson_pmf
    >>> quantile(poisson_pmf, 0.99, 2.7)
    7
    """
    if np.ndim(q) or not 0 < q < SURE:
        raise ValueError(f"q must be one number between 0 and 1 - 1e-12, but it is {q}")
    reached, start = 0.0, 0
    while True:
        sums = reached + np.cumsum(pmf(np.arange(start, start + BLOCK), *params))
        if sums[-1] >= q:
            return start + int(np.argmax(sums >= q))
        reached, start = sums[-1], start + BLOCK


def poisson_interval(count, level: float = 0.95) -> tuple[float, float]:
    """Return the exact interval for the mean of a Poisson law of which one count was seen.

    The means under which neither "this many or more" nor "this many or fewer" has probability
    (1 - level) / 2 or less. It contains the true mean with probability at least `level`.

    Parameters
    ----------
    count : int
        What was counted, >= 0. Divide both ends by the time or the number of units for a rate.
    level : float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If count is not one whole number, not negative, or level leaves (0, 1).

    See Also
    --------
    scipy.stats.chi2 : the ends are half of two of its quantiles.

    Notes
    -----
    Chapter: Discrete variables, expectation. Bisection on a tail that rises with the mean.

    References
    ----------
    F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28, 1936.

    Examples
    --------
    >>> low, high = poisson_interval(54)
    >>> round(low, 2), round(high, 2)
    (40.57, 70.46)
    """
    count = _whole(count)
    if count < 0 or not 0 < level < 1:
        raise ValueError("count must not be negative, and level must lie between 0 and 1")
    half = (1 - level) / 2
    top = count + 10.0
    while cdf(poisson_pmf, count, top) > half:
        top *= 2
    low = _crossing(lambda mu: tail(poisson_pmf, count, mu) > half, 0.0, top) if count else 0.0
    return low, _crossing(lambda mu: cdf(poisson_pmf, count, mu) <= half, 0.0, top)


def _crossing(beyond: Callable[[float], bool], low: float, high: float) -> float:
    """Return where `beyond`, false at first and true at `high`, changes."""
    while high - low > 1e-13 * high:
        middle = (low + high) / 2
        low, high = (low, middle) if beyond(middle) else (middle, high)
    return (low + high) / 2
