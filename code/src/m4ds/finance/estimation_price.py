"""The price of estimation: what a portfolio of least variance claims and has, when the covariance is estimated.

Taught in "Case study: a portfolio of least risk".
"""

from typing import NamedTuple

import numpy as np

__all__ = ["Price", "draw_price", "price_of_estimation"]


class Price(NamedTuple):
    """Two variances, each divided by the least variance that perfect knowledge would reach.

    Attributes
    ----------
    claimed : float or ndarray
        The variance of the estimated portfolio in the months that it was estimated from.
    true : float or ndarray
        Its true variance.
    """

    claimed: float | np.ndarray
    true: float | np.ndarray


def _degrees(n, T, mean_known):
    for value, name, least in ((n, "n", 1), (T, "T", 1)):
        if value != int(value) or value < least:
            raise ValueError(f"{name} must be an integer, at least {least}, but it is {value}")
    return int(T) if mean_known else int(T) - 1


def price_of_estimation(n: int, T: int, *, mean_known: bool = False) -> Price:
    """Return the expected claim and the expected truth for `n` assets and `T` independent normal months.

    With ``d`` degrees of freedom, ``T - 1`` or, if the mean is known, `T`: ``(d - n + 1)/d`` and ``(d - 1)/(d - n)``.

    Parameters
    ----------
    n : int
        Assets, at least 1. Short sales are allowed and the weights add up to 1.
    T : int
        Months.
    mean_known : bool
        If true, products about the known mean are divided by `T`; if false, about the sample mean, by ``T - 1``.

    Returns
    -------
    Price
        ``true`` is infinite for ``d == n``.

    Raises
    ------
    ValueError
        If ``d < n``: then the estimate is singular, and some mix looks riskless.

    See Also
    --------
    draw_price : the whole law.

    Examples
    --------
    >>> price = price_of_estimation(20, 60)
    >>> round(price.claimed, 3), round(price.true, 3)
    (0.678, 1.487)
    """
    d = _degrees(n, T, mean_known)
    if d < n:
        raise ValueError(f"{d} degrees of freedom are too few for {n} assets: use more months or fewer assets")
    return Price((d - n + 1) / d, 1.0 if n == 1 else np.inf if d == n else (d - 1) / (d - n))


def draw_price(n: int, T: int, rng: np.random.Generator, size: int, *, mean_known: bool = False) -> Price:
    """Draw claim and truth from their exact joint law, which does not contain the covariance matrix.

    The claim is ``chi2(d - n + 1)/d``, the truth ``1 + chi2(n - 1)/chi2(d - n + 2)``; all three are independent.

    Parameters
    ----------
    n, T, mean_known
        As in `price_of_estimation`.
    rng : numpy.random.Generator
    size : int
        How many draws.

    Returns
    -------
    Price
        Two arrays of shape (size,).

    Raises
    ------
    ValueError
        As `price_of_estimation`.

    See Also
    --------
    scipy.stats.f : ``(true - 1)(d - n + 2)/(n - 1)`` has the F law with ``n - 1`` and ``d - n + 2`` degrees.

    Examples
    --------
    >>> draws = draw_price(20, 60, np.random.default_rng(0), 10_000)
    >>> bool(abs(draws.true.mean() - 58 / 39) < 0.02)
    True
    """
    d = _degrees(n, T, mean_known)
    price_of_estimation(n, T, mean_known=mean_known)
    claimed = rng.chisquare(d - n + 1, size) / d
    if n == 1:
        return Price(claimed, np.ones(size))
    return Price(claimed, 1 + rng.chisquare(n - 1, size) / rng.chisquare(d - n + 2, size))
