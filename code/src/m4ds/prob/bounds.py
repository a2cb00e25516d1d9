"""What a variance or a range alone promise about a tail."""

from math import ceil, exp, log

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["cantelli_bound", "chebyshev_bound", "hoeffding_bound", "hoeffding_sample_size"]


def _number(x, name: str, low: float = 0.0, high: float = np.inf, strict: bool = True) -> float:
    x = as_finite_array(x, name)
    if x.ndim or not (low < x < high if strict else low <= x <= high):
        raise ValueError(f"{name} must be one number {'strictly ' if strict else ''}between {low:g} and {high:g}")
    return float(x)


def _size(n) -> int:
    if _number(n, "n") != ceil(n):
        raise ValueError(f"n must be a whole number, but it is {n}")
    return int(n)


def chebyshev_bound(variance, distance) -> float:
    """Return Chebyshev's bound on P(|X - E X| >= distance).

    Parameters
    ----------
    variance : float
        Not negative.
    distance : float
        Positive.

    Raises
    ------
    ValueError
        If an argument leaves its range.

    See Also
    --------
    cantelli_bound : one side only.

    Notes
    -----
    Chapter: Inequalities and limit theorems. ``min(1, variance / distance**2)``.

    Examples
    --------
    >>> chebyshev_bound(25, 10)
    0.25
    """
    variance, distance = _number(variance, "variance", strict=False), _number(distance, "distance")
    return min(1.0, variance / distance**2)


def cantelli_bound(variance, distance) -> float:
    """Return Cantelli's bound on P(X - E X >= distance), for one side.

    Parameters, Raises
        As for `chebyshev_bound`.

    Notes
    -----
    Chapter: Inequalities and limit theorems. It is always below 1.

    Examples
    --------
    >>> cantelli_bound(25, 10)
    0.2
    """
    variance, distance = _number(variance, "variance", strict=False), _number(distance, "distance")
    return variance / (variance + distance**2)


def hoeffding_bound(n, distance, width: float = 1.0, sides: int = 2) -> float:
    """Return Hoeffding's bound for the mean of n independent numbers, each in an interval of this width.

    Parameters
    ----------
    n : int
        How many.
    distance : float
        Of the mean from its expectation, positive.
    width : float
        Of the interval that holds every number for certain.
    sides : int
        2 for a distance either way, 1 for one given side.

    Raises
    ------
    ValueError
        If n is no whole number above 0, distance or width is not positive, or sides is neither 1 nor 2.

    See Also
    --------
    hoeffding_sample_size : the n for a given bound; scipy.stats.binom.sf : the exact tail of a count.

    Notes
    -----
    Chapter: Inequalities and limit theorems.

    References
    ----------
    W. Hoeffding, Probability inequalities for sums of bounded random variables, JASA 58, 1963.

    Examples
    --------
    >>> round(hoeffding_bound(100, 0.1), 4)
    0.2707
    """
    n, distance, width = _size(n), _number(distance, "distance"), _number(width, "width")
    if sides not in (1, 2):
        raise ValueError("sides must be 1 or 2")
    return min(1.0, sides * exp(-2 * n * (distance / width) ** 2))


def hoeffding_sample_size(distance, alpha, width: float = 1.0, sides: int = 2) -> int:
    """Return the smallest n for which Hoeffding's bound is at most alpha.

    Parameters
    ----------
    distance, width, sides
        As for `hoeffding_bound`.
    alpha : float
        The chance of failure that you accept, between 0 and 1.

    Raises
    ------
    ValueError
        As `hoeffding_bound`, and if alpha leaves (0, 1).

    Notes
    -----
    Chapter: Inequalities and limit theorems.

    Examples
    --------
    >>> hoeffding_sample_size(0.005, 0.05)
    73778
    """
    alpha, distance, width = _number(alpha, "alpha", high=1.0), _number(distance, "distance"), _number(width, "width")
    if sides not in (1, 2):
        raise ValueError("sides must be 1 or 2")
    return max(1, ceil(log(sides / alpha) * (width / distance) ** 2 / 2))
