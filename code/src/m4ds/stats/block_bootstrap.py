"""The bootstrap for a series: draw blocks of neighbouring months, so that what hangs together stays together.

Taught in "Case study: a portfolio of least risk".
"""

from collections.abc import Callable

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["block_bootstrap", "block_indices"]


def block_indices(T: int, block: float, rng: np.random.Generator, draws: int) -> np.ndarray:
    """Return row numbers of the stationary bootstrap: blocks of random length on a circle of `T` months.

    Each place continues the block of the place before with probability ``1 - 1/block``, and starts a new block at a
    random month otherwise. After the last month comes the first.

    Parameters
    ----------
    T : int
        Length of the series, at least 2.
    block : float
        Mean length of a block, at least 1; 1 is the ordinary bootstrap.
    rng : numpy.random.Generator
    draws : int

    Returns
    -------
    ndarray of int, shape (draws, T)

    Raises
    ------
    ValueError
        If `T` is less than 2 or `block` less than 1.

    References
    ----------
    Politis and Romano, The stationary bootstrap, Journal of the American Statistical Association 89, 1994.

    Examples
    --------
    >>> block_indices(6, 3, np.random.default_rng(1), 2)
    array([[4, 5, 2, 3, 0, 1],
           [0, 1, 2, 0, 1, 2]])
    """
    if T < 2:
        raise ValueError(f"T must be at least 2, but it is {T}")
    if not 1 <= block < np.inf:
        raise ValueError(f"block must be a number from 1 on, but it is {block}")
    fresh = rng.random((draws, T)) < 1 / block
    fresh[:, 0] = True
    starts = rng.integers(T, size=(draws, T))
    begun = np.maximum.accumulate(np.where(fresh, np.arange(T), 0), axis=1)      # where the present block began
    return (np.take_along_axis(starts, begun, axis=1) + np.arange(T) - begun) % T


def block_bootstrap(series, statistic: Callable, rng: np.random.Generator, *, block: float = 6,
                    draws: int = 1000) -> np.ndarray:
    """Return bootstrap draws of a statistic of one series, or of several that are resampled together.

    Parameters
    ----------
    series : array_like, shape (T,) or (T, k)
        Rows are months. All columns of a month stay together, so that differences between them are paired.
    statistic : callable
        From an array like `series` to a number.
    rng : numpy.random.Generator
    block : float
        Mean length of a block.
    draws : int

    Returns
    -------
    ndarray, shape (draws,)
        Its quantiles give a percentile interval.

    Raises
    ------
    TypeError, ValueError
        If `series` is not a finite vector or table, or as `block_indices`.

    See Also
    --------
    scipy.stats.bootstrap : for independent observations.

    Examples
    --------
    >>> draws = block_bootstrap([1, 2, 3, 4], np.mean, np.random.default_rng(0), block=2, draws=3)
    >>> draws.shape
    (3,)
    """
    series = as_finite_array(series, "series")
    if series.ndim not in (1, 2):
        raise ValueError("series must be a vector or a table with a row a month")
    places = block_indices(len(series), block, rng, draws)
    return np.array([float(statistic(series[rows])) for rows in places])
