"""The two integrals that have no formula: the normal distribution function and the incomplete Gamma function."""

from math import erfc, lgamma

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["gamma_tails", "normal_cdf", "normal_quantile"]

TINY = np.finfo(float).tiny
ROUNDS = 20_000


def _levels(q, name: str = "q") -> np.ndarray:
    q = as_finite_array(q, name)
    if ((q < 0) | (q > 1)).any():
        raise ValueError(f"{name} must hold numbers from 0 to 1")
    return q


def normal_cdf(x) -> np.ndarray:
    """Return P(Z <= x) for a standard normal Z, to full relative precision in the left tail.

    For the right tail take ``normal_cdf(-x)``, not ``1 - normal_cdf(x)``.

    Parameters
    ----------
    x : array_like

    Returns
    -------
    ndarray, shape of x

    Raises
    ------
    ValueError
        If x is empty or holds NaN or infinity.

    See Also
    --------
    scipy.special.ndtr, scipy.stats.norm.cdf

    Notes
    -----
    Chapter: Continuous variables, transformations. By the error function of the C library.

    Examples
    --------
    >>> normal_cdf([0.0, 1.96, -10.0])
    array([5.00000000e-01, 9.75002105e-01, 7.61985302e-24])
    """
    x = as_finite_array(x, "x")
    return np.array([erfc(t) / 2 for t in (-x / np.sqrt(2)).ravel()]).reshape(x.shape)


def normal_quantile(q) -> np.ndarray:
    """Return the z with P(Z <= z) = q for a standard normal Z: Newton's steps on log P(Z <= z) = log q.

    Parameters
    ----------
    q : array_like
        From 0 to 1; the ends give minus and plus infinity.

    Returns
    -------
    ndarray, shape of q

    Raises
    ------
    ValueError
        If an entry leaves [0, 1] or is NaN.

    See Also
    --------
    scipy.special.ndtri, scipy.stats.norm.ppf

    Notes
    -----
    Chapter: Continuous variables, transformations. The logarithm of the distribution function is concave, so each
    step lands to the left of the root, and the steps rise to it. Levels below 2.2e-308 are taken for 2.2e-308.

    Examples
    --------
    >>> normal_quantile([0.5, 0.975, 0.0]).round(6)
    array([0.      , 1.959964,     -inf])
    """
    q = _levels(q)
    left = np.minimum(q, 1 - q)                       # 1 - q is exact for q >= 1/2
    goal = np.maximum(left, TINY)
    z = -np.sqrt(-2 * np.log(goal))                   # to the left of the root: P(Z <= z) <= goal / 2
    for _ in range(60):
        below = normal_cdf(z)
        step = below * np.log(goal / below) * np.sqrt(2 * np.pi) * np.exp(z * z / 2)
        z = np.minimum(z + step, 0.0)
        if (np.abs(step) <= 1e-15 * (1 + np.abs(z))).all():
            break
    z = np.where(left == 0, -np.inf, np.where(left == 0.5, 0.0, z))
    return np.where(q <= 0.5, z, -z)


def gamma_tails(a: float, x) -> tuple[np.ndarray, np.ndarray]:
    """Return P(X <= x) and P(X > x) for X with density x^(a-1) exp(-x) / Gamma(a) on x > 0.

    Parameters
    ----------
    a : float
        Shape, positive.
    x : array_like

    Returns
    -------
    below, above : ndarray, shape of x
        The smaller of the two is computed, the other is its complement.

    Raises
    ------
    ValueError
        If a is not one positive number, or x is empty or not finite.

    See Also
    --------
    scipy.special.gammainc, scipy.special.gammaincc

    Notes
    -----
    Chapter: Continuous variables, transformations. A power series to the left of a + 1, a continued fraction to
    the right of it. The relative error grows like a log(a) times the unit roundoff.

    References
    ----------
    W. H. Press, S. A. Teukolsky, W. T. Vetterling, B. P. Flannery, Numerical Recipes, Cambridge University Press,
    2007, chapter 6.2.

    Examples
    --------
    >>> below, above = gamma_tails(1.0, [0.0, 1.0])       # the exponential law
    >>> below.round(4), above.round(4)
    (array([0.    , 0.6321]), array([1.    , 0.3679]))
    """
    a = as_finite_array(a, "a")
    if a.ndim or a <= 0:
        raise ValueError(f"a must be one positive number, but it is {a}")
    a, x = float(a), as_finite_array(x, "x")
    below, above = np.zeros(x.shape), np.ones(x.shape)
    left, right = (x > 0) & (x < a + 1), x >= a + 1
    if left.any():
        below[left] = _series(a, x[left])
        above[left] = 1 - below[left]
    if right.any():
        above[right] = _fraction(a, x[right])
        below[right] = 1 - above[right]
    return below, above


def _series(a: float, x: np.ndarray) -> np.ndarray:
    """Return exp(-x) x^a / Gamma(a + 1) * (1 + x/(a+1) + x^2/((a+1)(a+2)) + ...)."""
    term, total = np.ones_like(x), np.ones_like(x)
    for n in range(1, ROUNDS):
        term = term * x / (a + n)
        total += term
        if (term <= 1e-17 * total).all():
            break
    return np.minimum(np.exp(a * np.log(x) - x - lgamma(a + 1)) * total, 1.0)


def _fraction(a: float, x: np.ndarray) -> np.ndarray:
    """Return exp(-x) x^a / Gamma(a) / (x + 1 - a - 1(1-a)/(x + 3 - a - 2(2-a)/(x + 5 - a - ...)))."""
    b = x + 1 - a
    c, d = np.full_like(x, 1 / TINY), 1 / b
    total = d.copy()
    for n in range(1, ROUNDS):
        numerator = n * (a - n)
        b = b + 2
        d = 1 / _not_zero(numerator * d + b)
        c = _not_zero(b + numerator / c)
        total *= c * d
        if (np.abs(c * d - 1) <= 5e-16).all():
            break
    return np.minimum(np.exp(a * np.log(x) - x - lgamma(a)) * total, 1.0)


def _not_zero(v: np.ndarray) -> np.ndarray:
    return np.where(v == 0, TINY, v)
