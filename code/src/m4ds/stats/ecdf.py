"""The distribution function of a sample: its distance to a law, and a band that covers the truth."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["Band", "dkw_band", "ecdf", "ks_null", "ks_statistic"]


def ecdf(sample, t) -> np.ndarray:
    """Return the share of the sample that is at most t.

    Parameters
    ----------
    sample : array_like, shape (n,)
    t : array_like

    Returns
    -------
    ndarray, shape of t

    Raises
    ------
    ValueError
        If the sample is empty or holds NaN or infinity.

    See Also
    --------
    scipy.stats.ecdf

    Notes
    -----
    Chapter: Continuous variables, transformations. O(n log n) to sort, then O(log n) for each t.

    Examples
    --------
    >>> ecdf([3, 1, 3], [0, 1, 2, 3]).round(3)
    array([0.   , 0.333, 0.333, 1.   ])
    """
    sample = np.sort(as_vector(sample, "sample"))
    return np.searchsorted(sample, as_finite_array(t, "t"), side="right") / len(sample)


def ks_statistic(sample, cdf: Callable) -> float:
    """Return the largest distance between the sample's distribution function and a continuous one.

    Parameters
    ----------
    sample : array_like, shape (n,)
    cdf : callable
        A *continuous* distribution function, of an array. With jumps the result means nothing.

    Returns
    -------
    float
        From 1 / (2n) to 1.

    Raises
    ------
    ValueError
        If the sample is empty or not finite, or cdf leaves [0, 1].

    See Also
    --------
    scipy.stats.kstest

    Notes
    -----
    Chapter: Continuous variables, transformations. The supremum is reached at a jump, from one of its two sides.

    References
    ----------
    A. N. Kolmogorov, Sulla determinazione empirica di una legge di distribuzione, Giornale dell'Istituto Italiano
    degli Attuari 4, 1933.

    Examples
    --------
    >>> round(ks_statistic([0.1, 0.4, 0.7], lambda t: t), 4)
    0.3
    """
    levels = np.asarray(cdf(np.sort(as_vector(sample, "sample"))), dtype=float)
    if not ((levels >= 0) & (levels <= 1)).all():
        raise ValueError("cdf must return numbers from 0 to 1")
    n = len(levels)
    i = np.arange(1, n + 1)
    return float(max((i / n - levels).max(), (levels - (i - 1) / n).max()))


def ks_null(n: int, runs: int, rng: np.random.Generator) -> np.ndarray:
    """Draw the distance of `ks_statistic` for samples of size n from the law itself: the same for every law.

    Parameters
    ----------
    n, runs : int
        Size of a sample, and how many samples; at least 1.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (runs,)

    Raises
    ------
    ValueError
        If n or runs is below 1.

    See Also
    --------
    scipy.stats.kstwo : the exact law of this number.

    Notes
    -----
    Chapter: Continuous variables, transformations. Only for a law that was fixed before the data were seen.

    Examples
    --------
    >>> round(np.quantile(ks_null(200, 4000, np.random.default_rng(0)), 0.95), 3)
    np.float64(0.095)
    """
    if n < 1 or runs < 1:
        raise ValueError("n and runs must be at least 1")
    u = np.sort(rng.random((runs, n)), axis=1)
    i = np.arange(1, n + 1)
    return np.maximum((i / n - u).max(axis=1), (u - (i - 1) / n).max(axis=1))


class Band(NamedTuple):
    """Steps at the sorted values: the distribution function lies between `low` and `high` from one to the next."""

    x: np.ndarray
    low: np.ndarray
    high: np.ndarray
    half_width: float


def dkw_band(sample, level: float = 0.95) -> Band:
    """Return a band that contains the whole distribution function with probability at least `level`.

    Parameters
    ----------
    sample : array_like, shape (n,)
        Independent draws from one law, any law.
    level : float
        Between 0 and 1.

    Returns
    -------
    Band
        Cut off at 0 and 1. Left of ``x[0]`` the band is from 0 to `half_width`.

    Raises
    ------
    ValueError
        If the sample is empty or not finite, or level leaves (0, 1).

    See Also
    --------
    scipy.stats.ecdf : its intervals hold at one point at a time, these hold everywhere at once.

    Notes
    -----
    Chapter: Continuous variables, transformations. Half-width sqrt(log(2 / (1 - level)) / (2 n)).

    References
    ----------
    A. Dvoretzky, J. Kiefer, J. Wolfowitz, Annals of Mathematical Statistics 27, 1956.
    P. Massart, The tight constant in the Dvoretzky-Kiefer-Wolfowitz inequality, Annals of Probability 18, 1990.

    Examples
    --------
    >>> round(dkw_band(np.arange(200)).half_width, 4)
    0.096
    """
    x = np.sort(as_vector(sample, "sample"))
    if np.ndim(level) or not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, but it is {level}")
    half = float(np.sqrt(np.log(2 / (1 - level)) / (2 * len(x))))
    height = ecdf(x, x)
    return Band(x, np.maximum(height - half, 0), np.minimum(height + half, 1), half)
