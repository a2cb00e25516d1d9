r"""Sums without end: brackets from the integral test.

Taught in the chapter "Integrals and series".
"""

import numpy as np

from m4ds.foundations.sums import pairwise_sum
from m4ds.validation import as_finite_array

__all__ = ["series_bracket"]


def series_bracket(f, tail, n) -> tuple[float, float]:
    r"""Return bounds of :math:`\sum_{k=1}^\infty f(k)` from `n` terms and the integral of the rest.

    Parameters
    ----------
    f : callable
        Positive and decreasing on [1, infinity), for an array of points. Only checked at 1, ..., n + 1.
    tail : callable
        ``tail(x)`` is :math:`\int_x^\infty f`.
    n : int
        Terms to add, at least 1.

    Returns
    -------
    low, high : float
        :math:`S_n + \int_{n+1}^\infty f` and :math:`S_n + \int_n^\infty f`; up to rounding the sum lies between them.

    Raises
    ------
    TypeError, ValueError
        If `n` is not a positive integer, a term is not finite, positive and at most the term before it, or `tail` is
        not finite, positive and decreasing.

    See Also
    --------
    mpmath.nsum, scipy.special.zeta

    Notes
    -----
    Taught in "Integrals and series". The bracket is narrower than f(n): the price of n terms is an error of half of it.

    Examples
    --------
    >>> low, high = series_bracket(lambda k: 1 / k**2, lambda x: 1 / x, 100)
    >>> round(low, 4), round(high, 4)
    (1.6449, 1.645)
    """
    if isinstance(n, bool) or not isinstance(n, int | np.integer):
        raise TypeError(f"n must be an integer, but it is {n!r}")
    if n < 1:
        raise ValueError(f"n must be at least 1, but it is {n}")
    terms = as_finite_array(f(np.arange(1.0, n + 2)), "what f returns")
    if terms.shape != (n + 1,) or (terms <= 0).any() or (np.diff(terms) > 0).any():
        raise ValueError("f must return positive, decreasing terms in the shape of its argument")
    beyond = as_finite_array([tail(n + 1.0), tail(float(n))], "what tail returns")
    if beyond.shape != (2,) or not 0 < beyond[0] <= beyond[1]:
        raise ValueError("tail must return one positive number that decreases")
    low, high = pairwise_sum(terms[:n]) + beyond
    return float(low), float(high)
