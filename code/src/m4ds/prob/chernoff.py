"""Chernoff bounds: Markov's inequality for an exponential, with the best rate; and the limits they give."""

from collections.abc import Callable
from math import exp, log, log1p, sqrt

import numpy as np

from m4ds.prob.bounds import _number, _size

__all__ = ["binomial_chernoff", "chernoff_optimal", "relative_entropy", "upper_limit"]

GOLDEN = (sqrt(5) - 1) / 2


def relative_entropy(x, p) -> float:
    """Return the relative entropy of a coin with chance x from one with chance p.

    Parameters
    ----------
    x, p : float
        In [0, 1]. Infinite if p is 0 or 1 and x is not the same.

    Raises
    ------
    ValueError
        If an argument leaves [0, 1].

    See Also
    --------
    scipy.stats.entropy : for two laws on any finite number of values.

    Notes
    -----
    Chapter: Inequalities and limit theorems. Natural logarithms, with ``0 log 0 = 0``.

    Examples
    --------
    >>> round(relative_entropy(0.6, 0.5), 6)
    0.020136
    """
    x, p = _number(x, "x", 0, 1, strict=False), _number(p, "p", 0, 1, strict=False)
    if x == p:
        return 0.0
    if p in (0, 1):
        return np.inf
    first = x * (log(x) - log(p)) if x > 0 else 0.0
    return max(0.0, first + ((1 - x) * (log1p(-x) - log1p(-p)) if x < 1 else 0.0))


def binomial_chernoff(k, n, p) -> float:
    """Return the Chernoff bound on the tail of a binomial count that begins at k, on the side away from np.

    It bounds P(X >= k) if k >= np, and P(X <= k) if k <= np.

    Parameters
    ----------
    k : float
        In [0, n].
    n : int
    p : float
        In [0, 1].

    Raises
    ------
    ValueError
        If an argument leaves its range.

    See Also
    --------
    m4ds.prob.tails.tail : the tail itself; scipy.stats.binom.sf, scipy.stats.binom.cdf

    Notes
    -----
    Chapter: Inequalities and limit theorems. The tail is at least this bound divided by n + 1, for whole k.

    References
    ----------
    H. Chernoff, A measure of asymptotic efficiency for tests of a hypothesis based on the sum of observations,
    Annals of Mathematical Statistics 23, 1952.

    Examples
    --------
    >>> round(binomial_chernoff(60, 100, 0.5), 4)
    0.1335
    """
    n = _size(n)
    return exp(-n * relative_entropy(_number(k, "k", 0, n, strict=False) / n, p))


def chernoff_optimal(log_mgf: Callable[[float], float], a, top=50.0) -> tuple[float, float]:
    """Return the best bound ``exp(log_mgf(t) - t a)`` on P(X >= a), and its t.

    Golden-section search over ``0 <= t <= top``: the exponent is convex in t.

    Parameters
    ----------
    log_mgf : callable
        ``log_mgf(t)`` is the logarithm of E exp(tX), finite on [0, top).
    a : float
    top : float
        Where to stop looking. If the bound still falls there, it is not the best one, but it is a bound.

    Returns
    -------
    bound, t : float

    Raises
    ------
    ValueError
        If a is not finite, top is not positive, or log_mgf returns NaN.

    See Also
    --------
    scipy.optimize.minimize_scalar : with ``method="bounded"``.

    Notes
    -----
    Chapter: Inequalities and limit theorems. Convex because a moment generating function is log-convex.

    Examples
    --------
    >>> import math
    >>> bound, t = chernoff_optimal(lambda t: t * t / 2, 2.0)      # a standard normal number
    >>> round(bound, 4), round(t, 4)
    (0.1353, 2.0)
    """
    a = float(_number(a, "a", -np.inf))
    low, high = 0.0, _number(top, "top")

    def exponent(t):
        value = log_mgf(t) - t * a
        if np.isnan(value):
            raise ValueError(f"log_mgf({t:g}) is not a number")
        return value

    left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_left, at_right = exponent(left), exponent(right)
    while high - low > 1e-10 * (1 + high):
        if at_left <= at_right:
            high, right, at_right = right, left, at_left
            left = high - GOLDEN * (high - low)
            at_left = exponent(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + GOLDEN * (high - low)
            at_right = exponent(right)
    t = (low + high) / 2
    return min(1.0, exp(min(exponent(t), 0.0))), t


def upper_limit(chance: Callable[[float], float], start, alpha=0.05) -> float:
    """Return the largest share p above `start` with ``chance(p) > alpha``.

    With ``chance(p)`` the probability of seeing so little, or a bound on it, this is an upper confidence limit.

    Parameters
    ----------
    chance : callable
        Falls as p rises from `start` to 1.
    start : float
        In [0, 1): the share that was seen.
    alpha : float
        In (0, 1).

    Returns
    -------
    float
        1 if even ``chance(1) > alpha``, and `start` if already ``chance(start) <= alpha``.

    Raises
    ------
    ValueError
        If start or alpha leaves its range.

    See Also
    --------
    scipy.stats.binomtest : ``proportion_ci(method="exact")`` for the exact chance.

    Notes
    -----
    Chapter: Inequalities and limit theorems. Bisection.

    Examples
    --------
    >>> round(upper_limit(lambda p: (1 - p) ** 100, 0.0), 4)       # no bad item in a hundred
    0.0295
    """
    low, high, alpha = _number(start, "start", 0, 1, strict=False), 1.0, _number(alpha, "alpha", high=1.0)
    if chance(high) > alpha:
        return high
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if chance(middle) > alpha else (low, middle)
    return low
