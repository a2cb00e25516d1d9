"""Monthly returns of twenty shares: one market, four sectors, and a covariance matrix that is known."""

from dataclasses import dataclass

import numpy as np

__all__ = ["SHARES", "Equities", "simulate_returns"]

SECTORS = ("bank", "drug", "tech", "utility")
SHARES = tuple(f"{sector} {k}" for sector in SECTORS for k in range(1, 6))
MARKET = np.array([.56, .50, .60, .52, .47, .50, .44, .55, .48, .53,          # correlation with the market factor
                   .58, .62, .54, .50, .57, .46, .52, .49, .55, .47])
SECTOR = np.repeat([.50, .40, .27, .47], 5)                                   # correlation with the sector's factor
VOLATILITY = np.array([.30, .36, .42, .33, .26, .28, .24, .40, .31, .35,      # a year
                       .46, .60, .52, .38, .44, .20, .25, .22, .29, .23])
FLOOR = -0.95
ALPHA, BETA, BURN = 0.08, 0.85, 240                                           # of the GARCH recursion


@dataclass(frozen=True)
class Equities:
    """Returns a month, as fractions, and the law that they come from.

    Attributes
    ----------
    names : tuple of str
    returns : ndarray, shape (T, 20)
        One row a month; 0.01 is one per cent.
    mean : ndarray, shape (20,)
        The true means.
    covariance : ndarray, shape (20, 20)
        The true covariance matrix of one month. With `garch` it is that of a month far ahead.
    scale : ndarray, shape (T,)
        The factor by which the covariance matrix of each month differed from it, given the past: 1 without `garch`.
    """

    names: tuple[str, ...]
    returns: np.ndarray
    mean: np.ndarray
    covariance: np.ndarray
    scale: np.ndarray


def simulate_returns(T: int = 60, seed: int = 0, *, df: float | None = None, garch: bool = False) -> Equities:
    """Draw `T` months of twenty shares that follow a market, four sectors and themselves.

    The standardised return of share i is ``m_i M + s_i G_sector(i) + sqrt(1 - m_i^2 - s_i^2) E_i`` with independent
    M, G and E of variance 1. The mean return is 0.08 times the share's correlation with the market times its
    standard deviation.

    Parameters
    ----------
    T : int
        Months, at least 2.
    seed : int
        The same seed gives the same arrays.
    df : float, optional
        Degrees of freedom, more than 2: all parts of a month are divided by one ``sqrt(chi2(df) / (df - 2))``, so
        that months are multivariate Student t with the same covariance matrix. The default is the normal law.
    garch : bool
        If true, the covariance of month t is multiplied by h, with ``h' = (1 - a - b) + (a M^2 + b) h``: calm and
        wild times, and E h = 1.

    Raises
    ------
    ValueError
        If `T` is less than 2 or `df` is at most 2.

    References
    ----------
    Bollerslev, Generalized autoregressive conditional heteroskedasticity, Journal of Econometrics 31, 1986.

    Notes
    -----
    Taught in "Case study: a portfolio of least risk". The numbers are invented; no share is meant. With `df` the
    same draw of M enters the recursion after its division. No share loses more than 95 % in a month: with `df` this
    floor touches fewer than one return in 10,000, which hardly changes the covariance matrix.

    Examples
    --------
    >>> simulate_returns(12, seed=1).returns.shape
    (12, 20)
    """
    if T < 2:
        raise ValueError(f"T must be at least 2, but it is {T}")
    if df is not None and not df > 2:
        raise ValueError(f"df must be more than 2, or the variance is infinite, but it is {df}")
    rng = np.random.default_rng(seed)
    months = T + BURN if garch else T
    market, sectors = rng.normal(size=months), rng.normal(size=(months, len(SECTORS)))
    own = rng.normal(size=(months, len(SHARES)))
    heavy = np.ones(months) if df is None else np.sqrt((df - 2) / rng.chisquare(df, size=months))
    z = np.outer(market, MARKET) + np.repeat(sectors, 5, axis=1) * SECTOR + own * np.sqrt(1 - MARKET**2 - SECTOR**2)
    scale = np.ones(months)
    if garch:
        for t in range(months - 1):
            scale[t + 1] = 1 - ALPHA - BETA + (ALPHA * (heavy[t] * market[t]) ** 2 + BETA) * scale[t]
    sd = VOLATILITY / np.sqrt(12)
    mean = 0.08 * MARKET * sd
    shared = np.outer(MARKET, MARKET) + np.kron(np.eye(len(SECTORS)), np.ones((5, 5))) * np.outer(SECTOR, SECTOR)
    np.fill_diagonal(shared, 1.0)
    returns = np.maximum(mean + z * (heavy * np.sqrt(scale))[:, None] * sd, FLOOR)
    return Equities(SHARES, returns[-T:], mean, shared * np.outer(sd, sd), scale[-T:])
