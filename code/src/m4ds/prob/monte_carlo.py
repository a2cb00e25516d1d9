r"""Means by simulation, with their standard errors, and three ways to a smaller error for the same number of runs.

Taught in the chapter "Monte Carlo and bootstrap".
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from m4ds.calculus.montecarlo import MonteCarlo
from m4ds.validation import as_finite_array, as_vector

__all__ = ["Controlled", "antithetic", "control_variate", "mc_mean", "stratified"]


class Controlled(NamedTuple):
    """An estimate with a control variate: its standard error, and the coefficient that was fitted."""

    value: float
    standard_error: float
    coefficient: float


def mc_mean(values) -> MonteCarlo:
    r"""Return the mean of independent runs and its standard error :math:`s/\sqrt n`.

    Parameters
    ----------
    values : array_like, shape (n,)
        The results of independent runs of one simulator, at least 2.

    Returns
    -------
    MonteCarlo
        With the fields `value` and `standard_error`, in the unit of the values.

    Raises
    ------
    TypeError, ValueError
        If there are fewer than two values, or they hold NaN or infinity.

    See Also
    --------
    scipy.stats.sem : the standard error alone.
    m4ds.calculus.montecarlo.mc_integrate : draws the points too.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. If every run gives the same value the error is 0. That proves nothing: a rare
    event that was not seen does the same.

    Examples
    --------
    >>> mc_mean([2.0, 4.0, 9.0])
    MonteCarlo(value=5.0, standard_error=2.0816659994661326)
    """
    values = as_vector(values, "values")
    _at_least(len(values), 2, "values")
    return MonteCarlo(float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values))))


def control_variate(values, control, mean: float) -> Controlled:
    r"""Return the mean of `values`, corrected by what a control with a known mean did in the same runs.

    Parameters
    ----------
    values : array_like, shape (n,)
        At least 3 independent runs.
    control : array_like, shape (n,)
        A second number from each run.
    mean : float
        The exact expectation of the control.

    Returns
    -------
    Controlled
        `value` is :math:`\bar y - \hat\beta(\bar c - \mathrm{mean})` with the least-squares slope. `standard_error`
        takes the residuals with the divisor n - 2.

    Raises
    ------
    TypeError, ValueError
        If the lengths differ, there are fewer than three runs, the control is constant, or a number is not finite.

    See Also
    --------
    scipy.stats.linregress : the slope.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. The variance shrinks by the factor 1 - r**2, with the correlation r. Because the
    slope is fitted to the same runs, the estimate has a bias of order 1/n.

    Examples
    --------
    >>> u = np.random.default_rng(0).random(1000)
    >>> found = control_variate(np.exp(u), u, 0.5)
    >>> round(found.value, 3), round(found.standard_error, 4)
    (1.716, 0.002)
    """
    y, c = as_vector(values, "values"), as_vector(control, "control")
    mean = float(as_finite_array(mean, "mean"))
    if len(y) != len(c):
        raise ValueError(f"values and control must have one length, but have {len(y)} and {len(c)}")
    _at_least(len(y), 3, "values")
    dy, dc = y - y.mean(), c - c.mean()
    if not dc @ dc > 0:
        raise ValueError("control is constant: it tells nothing about the run")
    slope = (dc @ dy) / (dc @ dc)
    residual = dy - slope * dc
    error = np.sqrt(residual @ residual / (len(y) - 2) / len(y))
    return Controlled(float(y.mean() - slope * (c.mean() - mean)), float(error), float(slope))


def antithetic(f: Callable, d: int, pairs: int, rng: np.random.Generator) -> MonteCarlo:
    r"""Estimate :math:`\mathbb{E} f(U)` for uniform U in the unit cube, from pairs U and 1 - U.

    Parameters
    ----------
    f : callable
        Takes points, shape (n, d), and returns their values, shape (n,).
    d : int
        Dimension, at least 1.
    pairs : int
        At least 2; `f` is evaluated ``2 * pairs`` times.
    rng : numpy.random.Generator

    Returns
    -------
    MonteCarlo
        The standard error comes from the means of the pairs: the two members of a pair are not independent.

    Raises
    ------
    TypeError, ValueError
        If `d` or `pairs` is too small or not whole, or `f` does not return finite numbers of the right shape.

    See Also
    --------
    mc_mean : without pairs.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. Never worse than ``2 * pairs`` independent points if f is monotone in each
    coordinate; up to twice the variance if it is not.

    Examples
    --------
    >>> antithetic(lambda u: 3 * u[:, 0], 1, 10, np.random.default_rng(0)).value
    1.5
    """
    d, pairs = _at_least(d, 1, "d"), _at_least(pairs, 2, "pairs")
    u = rng.random((pairs, d))
    return mc_mean((_evaluate(f, u) + _evaluate(f, 1 - u)) / 2)


def stratified(f: Callable, strata: int, each: int, rng: np.random.Generator) -> MonteCarlo:
    r"""Estimate :math:`\mathbb{E} f(U)` for uniform U in [0, 1], with `each` points in each of equal intervals.

    Parameters
    ----------
    f : callable
        Takes points, shape (n,), and returns their values, shape (n,).
    strata : int
        At least 1.
    each : int
        Points in each interval, at least 2 (one alone has no spread).
    rng : numpy.random.Generator

    Returns
    -------
    MonteCarlo
        The standard error comes from the spread *within* the intervals.

    Raises
    ------
    TypeError, ValueError
        If a number is too small or not whole, or `f` does not return finite numbers of the right shape.

    See Also
    --------
    scipy.stats.qmc.LatinHypercube : strata for each coordinate of many.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. Never a larger variance than as many independent points.

    Examples
    --------
    >>> found = stratified(np.exp, 50, 2, np.random.default_rng(0))
    >>> bool(abs(found.value - (np.e - 1)) < 3 * found.standard_error < 0.01)
    True
    """
    strata, each = _at_least(strata, 1, "strata"), _at_least(each, 2, "each")
    u = (np.arange(strata)[:, None] + rng.random((strata, each))) / strata
    values = _evaluate(f, u.ravel()).reshape(strata, each)
    within = values.var(axis=1, ddof=1).mean()
    return MonteCarlo(float(values.mean()), float(np.sqrt(within / (strata * each))))


def _evaluate(f: Callable, points: np.ndarray) -> np.ndarray:
    values = as_finite_array(f(points), "what f returns")
    if values.shape != (len(points),):
        raise ValueError(f"f must return one number for each of {len(points)} points, not shape {values.shape}")
    return values


def _at_least(n, least: int, name: str) -> int:
    if n != int(n) or n < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, but it is {n}")
    return int(n)
