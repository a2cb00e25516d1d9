"""Months of a market: returns of eight asset classes, from a law whose means and covariances are known."""

from dataclasses import dataclass

import numpy as np

__all__ = ["ASSETS", "Market", "simulate_market"]

ASSETS = ("US shares", "EU shares", "emerging", "property", "credit", "bonds", "gold", "oil")
MEAN = np.array([0.60, 0.55, 0.70, 0.50, 0.30, 0.18, 0.25, 0.35])       # % a month
GROWTH = np.array([4.2, 4.6, 5.4, 4.0, 1.3, -0.2, 0.4, 3.5])            # % a month for one sd of the factor
RATES = np.array([-0.3, -0.4, -0.6, -1.2, -1.0, -1.3, -0.9, 1.0])
OWN = np.array([1.3, 1.6, 3.0, 2.4, 0.8, 0.6, 4.0, 8.0])                # sd of what is the asset's own


@dataclass(frozen=True)
class Market:
    """Returns in % a month, and the law that they come from.

    Attributes
    ----------
    names : tuple of str
    returns : ndarray, shape (n, 8)
        One row a month.
    mean : ndarray, shape (8,)
        The true means, % a month.
    covariance : ndarray, shape (8, 8)
        The true covariance matrix, %² a month.
    """

    names: tuple[str, ...]
    returns: np.ndarray
    mean: np.ndarray
    covariance: np.ndarray


def simulate_market(n: int = 60, seed: int = 0) -> Market:
    """Draw `n` independent months: two common factors (growth and interest rates), and each asset's own noise.

    The factors and the noise are independent and normal, so the covariance matrix is
    ``g g' + r r' + diag(own**2)``.

    Parameters
    ----------
    n : int
        How many months, at least 2.
    seed : int
        The same seed gives the same arrays.

    Raises
    ------
    ValueError
        If `n` is less than 2.

    Notes
    -----
    Taught in "Constraints, duality, sparsity". The numbers are invented; no market is meant.

    Examples
    --------
    >>> simulate_market(12, seed=1).returns.shape
    (12, 8)
    """
    if n < 2:
        raise ValueError(f"n must be at least 2, but it is {n}")
    rng = np.random.default_rng(seed)
    factors, noise = rng.normal(size=(n, 2)), rng.normal(size=(n, len(ASSETS)))
    returns = MEAN + factors @ np.vstack([GROWTH, RATES]) + noise * OWN
    covariance = np.outer(GROWTH, GROWTH) + np.outer(RATES, RATES) + np.diag(OWN**2)
    return Market(ASSETS, returns, MEAN.copy(), covariance)
