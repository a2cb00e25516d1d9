"""Monthly electricity of a site: a trend, a season and noise whose truth is known."""

from dataclasses import dataclass

import numpy as np

__all__ = ["NOISE", "Energy", "month_table", "monthly_energy", "true_energy"]

LEVEL, TREND = 180.0, 0.35                 # MWh a month at month 0; MWh a month more, each month
SEASON = (24.0, -9.0, 6.0, 3.0)            # cosine and sine of the year, cosine and sine of the half year; MWh
NOISE = 5.0                                # standard deviation, MWh


def month_table(month):
    """Return the columns of a trend and two harmonics of the year, for months counted from a January.

    The columns are 1, t, and cosine and sine of :math:`2\\pi t/12` and of :math:`4\\pi t/12`.

    Parameters
    ----------
    month : array_like, shape (n,)

    Returns
    -------
    ndarray, shape (n, 6)

    Examples
    --------
    >>> month_table([0, 6]).round(12) + 0.0
    array([[ 1.,  0.,  1.,  0.,  1.,  0.],
           [ 1.,  6., -1.,  0.,  1.,  0.]])
    """
    t = np.asarray(month, dtype=float)
    year = 2 * np.pi * t / 12
    return np.column_stack([np.ones_like(t), t, np.cos(year), np.sin(year), np.cos(2 * year), np.sin(2 * year)])


def true_energy(month):
    """Return the expected energy of each month in MWh, without noise.

    Examples
    --------
    >>> true_energy([0, 120]).round(1)
    array([210., 252.])
    """
    return month_table(month) @ np.array([LEVEL, TREND, *SEASON])


@dataclass(frozen=True)
class Energy:
    """`month` counts from 0, a January; `used` is in MWh. Both have shape (n,)."""

    month: np.ndarray
    used: np.ndarray


def monthly_energy(n: int = 72, seed: int = 0) -> Energy:
    """Draw `n` months: `true_energy` and independent normal noise of 5 MWh.

    Parameters
    ----------
    n : int
        How many months, at least one.
    seed : int
        The same seed gives the same arrays.

    Raises
    ------
    ValueError
        If `n` is not positive.

    Notes
    -----
    Taught in "Least squares".

    Examples
    --------
    >>> energy = monthly_energy(24, seed=1)
    >>> energy.month.shape, energy.used.shape
    ((24,), (24,))
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, but it is {n}")
    month = np.arange(n)
    return Energy(month, true_energy(month) + np.random.default_rng(seed).normal(0, NOISE, n))
