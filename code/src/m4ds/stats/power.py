"""How often a test finds what is there, and how large the sample must be for it."""

from collections.abc import Callable
from functools import lru_cache
from math import ceil, sqrt
from typing import NamedTuple

import numpy as np

from m4ds.prob.special import normal_cdf, normal_quantile
from m4ds.prob.student import chi_square
from m4ds.stats.t_tests import _quantile
from m4ds.validation import as_finite_array

__all__ = ["Rate", "power_sim", "power_t", "power_z", "sample_size_means"]


class Rate(NamedTuple):
    """A share of simulated runs and its standard error."""

    value: float
    se: float


def _check(effect, sd, n, alpha, sides) -> tuple[float, float, float, float]:
    effect, sd, n, alpha = (as_finite_array(v, name) for v, name in (
        (effect, "effect"), (sd, "sd"), (n, "n"), (alpha, "alpha")))
    if effect.ndim or sd.ndim or n.ndim or alpha.ndim:
        raise ValueError("effect, sd, n and alpha must be single numbers")
    if sd <= 0 or n <= 0 or not 0 < alpha < 1 or sides not in (1, 2):
        raise ValueError("sd and n must be positive, alpha between 0 and 1, sides 1 or 2")
    return float(effect), float(sd), float(n), float(alpha)


def power_z(effect, sd, n, alpha: float = 0.05, sides: int = 2) -> float:
    """Return the power of the test of a mean with known standard deviation.

    Parameters
    ----------
    effect : float
        True mean minus mean under the null hypothesis, in the unit of the data.
    sd : float
        Of one observation. For two samples of n each, times the root of 2.
    n : float
        Size of the sample.
    alpha : float
    sides : int
        2, or 1 for the alternative "larger".

    Returns
    -------
    float
        At effect 0, alpha.

    Raises
    ------
    ValueError
        If sd or n is not positive, alpha leaves (0, 1), or sides is neither 1 nor 2.

    See Also
    --------
    statsmodels.stats.power.NormalIndPower

    Notes
    -----
    Chapter: Intervals and tests.

    Examples
    --------
    >>> round(power_z(0.5, 1, 32), 3)
    0.807
    """
    effect, sd, n, alpha = _check(effect, sd, n, alpha, sides)
    shift, c = effect * sqrt(n) / sd, float(normal_quantile(1 - alpha / sides))
    above = float(normal_cdf(shift - c))
    return above + float(normal_cdf(-shift - c)) if sides == 2 else above


def power_t(effect, sd, n: int, alpha: float = 0.05, sides: int = 2) -> float:
    """Return the power of the one-sample t test, for independent normal numbers.

    Parameters
    ----------
    effect, sd, alpha, sides
        As for `power_z`; sd is true, but the test does not know it.
    n : int
        At least 2.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        As `power_z`, and if n is not a whole number from 2 on.

    See Also
    --------
    statsmodels.stats.power.TTestPower, scipy.stats.nct

    Notes
    -----
    Chapter: Intervals and tests. Given the estimated spread the test is one of a normal number; the mean over the
    spread, whose square is chi-square, is taken by a Gauss rule on each of a few pieces.

    Examples
    --------
    >>> round(power_t(0.5, 1, 32), 3), round(power_t(0.5, 1, 34), 3)
    (0.782, 0.808)
    """
    effect, sd, n, alpha = _check(effect, sd, n, alpha, sides)
    if n < 2 or n != int(n):
        raise ValueError(f"n must be a whole number from 2 on, but it is {n}")
    df = int(n) - 1
    law, shift = chi_square(df), effect * sqrt(n) / sd
    c = _quantile(df, 1 - alpha / sides)
    low, high = _spreads(df)
    turns = [(abs(shift) + k) / abs(c) for k in (-8, 0, 8)] if c else []     # where the power given the spread changes
    ends = np.array([low, *(t for t in turns if low < t < high), high])
    nodes, weights = np.polynomial.legendre.leggauss(60)
    half = np.diff(ends)[:, None] / 2
    spread, weights = (ends[:-1, None] + half * (nodes + 1)).ravel(), (half * weights).ravel()   # s / sigma
    beyond = normal_cdf(shift - c * spread)
    if sides == 2:
        beyond = beyond + normal_cdf(-shift - c * spread)
    return float(min((law.pdf(df * spread**2) * 2 * df * spread * weights) @ beyond, 1.0))


@lru_cache(maxsize=256)
def _spreads(df: int) -> tuple[float, float]:
    """Return the ends of the values that s / sigma takes."""
    low, high = chi_square(df).quantile([1e-14, 1 - 1e-14])
    return sqrt(low / df), sqrt(high / df)


def sample_size_means(effect, sd, alpha: float = 0.05, power: float = 0.8, groups: int = 1, sides: int = 2) -> int:
    """Return the size per group from which the z test finds the effect with the given power.

    Parameters
    ----------
    effect : float
        Not zero: the smallest difference that matters, in the unit of the data. Its sign is ignored.
    sd : float
        Of one observation.
    alpha, power : float
        Between 0 and 1, alpha < power.
    groups : int
        1, or 2 for the difference of two means with equal sizes.
    sides : int

    Returns
    -------
    int
        Rounded up. The t test needs one or two more (a few more for small answers).

    Raises
    ------
    ValueError
        If the effect is zero or another argument leaves its range.

    See Also
    --------
    statsmodels.stats.power.NormalIndPower.solve_power

    Notes
    -----
    Chapter: Intervals and tests. A formula that leaves out the far tail of the two-sided test, then steps down.

    Examples
    --------
    >>> sample_size_means(0.5, 1), sample_size_means(0.5, 1, groups=2)
    (32, 63)
    """
    effect, sd, _, alpha = _check(effect, sd, 1, alpha, sides)
    if effect == 0 or np.ndim(power) or not alpha < power < 1 or groups not in (1, 2):
        raise ValueError("effect must not be 0, power lie between alpha and 1, and groups be 1 or 2")
    z = float(normal_quantile(1 - alpha / sides)) + float(normal_quantile(power))
    n = max(ceil(groups * (z * sd / effect) ** 2 - 1e-9), 1)
    while n > 1 and power_z(abs(effect), sqrt(groups) * sd, n - 1, alpha, sides) >= power:
        n -= 1
    return n


def power_sim(draw: Callable, p_value: Callable, alpha: float, runs: int, rng: np.random.Generator) -> Rate:
    """Return how often a test rejects, by simulation, with the standard error of that share.

    Parameters
    ----------
    draw : callable
        ``draw(rng)`` gives one set of data from the law to be studied.
    p_value : callable
        ``p_value(data) -> float``.
    alpha : float
        Reject if the p-value is at most alpha.
    runs : int
        At least 2.
    rng : numpy.random.Generator

    Returns
    -------
    Rate
        Under the null hypothesis it estimates the size of the test, else its power.

    Raises
    ------
    ValueError
        If alpha leaves (0, 1) or runs is less than 2.

    See Also
    --------
    scipy.stats.power

    Notes
    -----
    Chapter: Intervals and tests.

    Examples
    --------
    >>> power_sim(lambda rng: rng.random(), lambda u: u, 0.2, 400, np.random.default_rng(0)).se.__round__(3)
    0.02
    """
    if np.ndim(alpha) or not 0 < alpha < 1 or runs < 2:
        raise ValueError("alpha must lie between 0 and 1, and runs be at least 2")
    share = float(np.mean([p_value(draw(rng)) <= alpha for _ in range(runs)]))
    return Rate(share, sqrt(max(share * (1 - share), 1 / runs) / runs))
