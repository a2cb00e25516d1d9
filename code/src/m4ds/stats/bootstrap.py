"""The bootstrap: the spread of a statistic, and intervals, from samples of the sample.

Taught in the chapter "Monte Carlo and bootstrap".
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from m4ds.prob.special import normal_cdf, normal_quantile
from m4ds.validation import as_finite_array, as_vector

__all__ = ["Interval", "bca_levels", "bootstrap_ci", "bootstrap_draws", "jackknife"]

BLOCK = 1 << 22  # numbers resampled at a time


class Interval(NamedTuple):
    """An interval, and the estimate and bootstrap standard error that belong to it."""

    low: float
    high: float
    estimate: float
    standard_error: float


def bootstrap_draws(data, statistic: Callable, rng: np.random.Generator, draws: int = 2000) -> np.ndarray:
    """Return the statistic of `draws` samples of n rows, drawn from the n rows of the data with replacement.

    Parameters
    ----------
    data : array_like, shape (n,) or (n, k)
        Independent observations, one a row, at least 2.
    statistic : callable
        Takes samples, shape (b, n) or (b, n, k), and returns one number for each, shape (b,): for example
        ``lambda x: x.mean(axis=1)``.
    rng : numpy.random.Generator
    draws : int
        At least 1.

    Returns
    -------
    ndarray, shape (draws,)

    Raises
    ------
    TypeError, ValueError
        If there are fewer than two rows, an entry is not finite, `draws` is not a whole number of at least 1, or the
        statistic returns another shape, NaN or infinity.

    See Also
    --------
    scipy.stats.bootstrap : its result holds the draws as `bootstrap_distribution`.
    m4ds.stats.clusters.cluster_bootstrap : for observations that come in groups.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. Rows are drawn whole: that keeps pairs together. Rows that depend on each other
    are drawn as if they did not; then the spread is wrong.

    References
    ----------
    B. Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7, 1979.

    Examples
    --------
    >>> means = bootstrap_draws([2, 4, 9], lambda x: x.mean(axis=1), np.random.default_rng(0), 50_000)
    >>> bool(abs(means.std() - 26**0.5 / 3) < 0.02)
    True
    """
    data = _rows(data)
    if draws != int(draws) or draws < 1:
        raise ValueError(f"draws must be a whole number of at least 1, but it is {draws}")
    block = max(1, BLOCK // data.size)
    out = [_apply(statistic, data[rng.integers(len(data), size=(min(block, draws - done), len(data)))])
           for done in range(0, int(draws), block)]
    return np.concatenate(out)


def jackknife(data, statistic: Callable) -> np.ndarray:
    """Return the statistic of the data without row i, for each i.

    Parameters
    ----------
    data : array_like, shape (n,) or (n, k)
    statistic : callable
        As for `bootstrap_draws`.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError
        As `bootstrap_draws`.

    See Also
    --------
    bca_levels : uses its skewness.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. n samples of n - 1 rows each.

    Examples
    --------
    >>> jackknife([2, 4, 9], lambda x: x.mean(axis=1))
    array([6.5, 5.5, 3. ])
    """
    data = _rows(data)
    n = len(data)
    keep = np.arange(n - 1) + (np.arange(n - 1) >= np.arange(n)[:, None])
    block = max(1, BLOCK // data.size)
    return np.concatenate([_apply(statistic, data[keep[i:i + block]]) for i in range(0, n, block)])


def bca_levels(draws, estimate: float, left_out, level: float = 0.95) -> tuple[float, float]:
    """Return the levels at which the BCa interval reads the quantiles of the draws.

    Parameters
    ----------
    draws : array_like, shape (b,)
        Of the bootstrap.
    estimate : float
        The statistic of the data.
    left_out : array_like, shape (n,)
        The jackknife values.
    level : float
        Between 0 and 1.

    Returns
    -------
    low, high : float

    Raises
    ------
    TypeError, ValueError
        If all draws lie on one side of the estimate, or the jackknife values are all equal: there is no BCa interval.

    See Also
    --------
    bootstrap_ci : uses them.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. Draws equal to the estimate count one half in the bias.

    References
    ----------
    B. Efron, Better bootstrap confidence intervals, Journal of the American Statistical Association 82, 1987.

    Examples
    --------
    >>> low, high = bca_levels([1, 2, 3, 4], 2.5, [1, 2, 3])
    >>> round(low, 3), round(high, 3)
    (0.025, 0.975)
    """
    draws, left_out = as_vector(draws, "draws"), as_vector(left_out, "left_out")
    below = (np.mean(draws < estimate) + np.mean(draws <= estimate)) / 2
    if not 0 < below < 1:
        raise ValueError("all draws lie on one side of the estimate: there is no BCa interval")
    u = left_out.mean() - left_out
    if np.ptp(left_out) == 0:
        raise ValueError("leaving out a row never changes the statistic: there is no BCa interval")
    u = u / np.abs(u).max()
    z0 = float(normal_quantile(below))
    a = float((u**3).sum() / (6 * (u @ u) ** 1.5))
    z = z0 + normal_quantile([(1 - level) / 2, (1 + level) / 2])
    low, high = normal_cdf(z0 + z / (1 - a * z))
    return float(low), float(high)


def bootstrap_ci(data, statistic: Callable, rng: np.random.Generator, level: float = 0.95, method: str = "bca",
                 draws: int = 2000) -> Interval:
    """Return a bootstrap interval for the statistic of the law that the data come from.

    Parameters
    ----------
    data, statistic, rng, draws
        As for `bootstrap_draws`.
    level : float
        Between 0 and 1.
    method : {"bca", "percentile", "basic"}

    Returns
    -------
    Interval
        With the fields `low`, `high`, `estimate` and `standard_error`.

    Raises
    ------
    TypeError, ValueError
        As `bootstrap_draws` and `bca_levels`; if `level` is not between 0 and 1, or the method is another.

    See Also
    --------
    scipy.stats.bootstrap

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. Quantiles are interpolated as by `numpy.quantile`.

    References
    ----------
    B. Efron, Better bootstrap confidence intervals, Journal of the American Statistical Association 82, 1987.

    Examples
    --------
    >>> x = np.random.default_rng(0).exponential(size=40)
    >>> found = bootstrap_ci(x, lambda x: x.mean(axis=1), np.random.default_rng(1))
    >>> bool(found.low < found.estimate < found.high)
    True
    """
    data = _rows(data)
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, but it is {level}")
    if method not in ("bca", "percentile", "basic"):
        raise ValueError(f"method must be 'bca', 'percentile' or 'basic', but it is {method!r}")
    if draws < 2:
        raise ValueError("draws must be at least 2: one has no spread")
    estimate = float(_apply(statistic, data[None])[0])
    found = bootstrap_draws(data, statistic, rng, draws)
    levels = ((1 - level) / 2, (1 + level) / 2)
    if method == "bca":
        levels = bca_levels(found, estimate, jackknife(data, statistic), level)
    low, high = np.quantile(found, levels)
    if method == "basic":
        low, high = 2 * estimate - high, 2 * estimate - low
    return Interval(float(low), float(high), estimate, float(found.std(ddof=1)))


def _rows(data) -> np.ndarray:
    data = as_finite_array(data, "data")
    if data.ndim not in (1, 2) or len(data) < 2:
        raise ValueError(f"data must be a vector or a table with at least two rows, but has shape {data.shape}")
    return data


def _apply(statistic: Callable, samples: np.ndarray) -> np.ndarray:
    values = as_finite_array(statistic(samples), "what statistic returns")
    if values.shape != (len(samples),):
        raise ValueError(f"statistic must return one number for each of {len(samples)} samples: is its axis 1?")
    return values
