"""Weeks of a shop that tries prices: what it sold, from a demand curve whose truth is known."""

from dataclasses import dataclass

import numpy as np

__all__ = ["UNIT_COST", "PriceWeeks", "true_demand", "true_elasticity", "try_prices"]

USUAL, SOLD, BEND, SLOPE = 10.0, 100.0, -3.0, -1.6
UNIT_COST = 6.0                    # euros
NOISE = 0.1                        # standard deviation of the logarithm of what is sold


def true_demand(price):
    """Return the expected pieces a week at `price` in euros (up to the noise): elastic, and more so when dearer.

    With :math:`s = \\log(p/10)`, it is :math:`100 \\exp(-1.6 s - 1.5 s^2)`.

    Examples
    --------
    >>> true_demand([10.0, 12.0]).round(1)
    array([100. ,  71.1])
    """
    s = np.log(np.asarray(price, dtype=float) / USUAL)
    return (SOLD * np.exp(SLOPE * s + BEND * s**2 / 2))[()]


def true_elasticity(price):
    """Return the derivative of log demand with respect to log price: :math:`-1.6 - 3\\log(p/10)`.

    Examples
    --------
    >>> true_elasticity([10.0, 12.0]).round(2)
    array([-1.6 , -2.15])
    """
    return (SLOPE + BEND * np.log(np.asarray(price, dtype=float) / USUAL))[()]


@dataclass(frozen=True)
class PriceWeeks:
    """Weeks of a price test. `price` in euros and `sold` in pieces have shape (n,)."""

    price: np.ndarray
    sold: np.ndarray


def try_prices(n: int = 60, seed: int = 0, prices=(8.0, 9.0, 10.0, 11.0, 12.0)) -> PriceWeeks:
    """Draw `n` weeks: a price at random from `prices`, and what was sold.

    The pieces sold are `true_demand` times a lognormal factor with median 1 and log-deviation 0.1, rounded.

    Parameters
    ----------
    n : int
        How many weeks, at least one.
    seed : int
        The same seed gives the same arrays.
    prices : sequence of float
        Positive, in euros.

    Raises
    ------
    ValueError
        If `n` is not positive or a price is not.

    Notes
    -----
    Taught in "Derivatives and Taylor".

    Examples
    --------
    >>> weeks = try_prices(4, seed=1)
    >>> weeks.price.shape, weeks.sold.shape
    ((4,), (4,))
    """
    prices = np.asarray(prices, dtype=float)
    if n < 1:
        raise ValueError(f"n must be at least 1, but it is {n}")
    if prices.size == 0 or not (np.isfinite(prices).all() and (prices > 0).all()):
        raise ValueError("prices must be positive numbers")
    rng = np.random.default_rng(seed)
    price = rng.choice(prices, n)
    return PriceWeeks(price, np.rint(true_demand(price) * np.exp(rng.normal(0, NOISE, n))))
