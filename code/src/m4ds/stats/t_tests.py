"""Tests and intervals for means of nearly normal numbers, and an interval for a variance."""

from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from m4ds.prob.student import chi_square, student_t
from m4ds.validation import as_finite_array, as_vector

__all__ = ["MeanTest", "t_test", "variance_interval"]


class MeanTest(NamedTuple):
    """What a t test says: the estimate with its standard error and interval, and the test with its p-value."""

    estimate: float
    se: float
    t: float
    df: float
    p: float
    low: float
    high: float


def _level(level) -> float:
    level = as_finite_array(level, "level")
    if level.ndim or not 0 < level < 1:
        raise ValueError(f"level must be one number between 0 and 1, but it is {level}")
    return float(level)


def _sample(x, name: str) -> tuple[int, float, float]:
    """Return the size, the mean and the empirical variance."""
    x = as_vector(x, name)
    if len(x) < 2:
        raise ValueError(f"{name} must hold at least two numbers: one says nothing about the spread")
    return len(x), float(x.mean()), float(x.var(ddof=1))


def t_test(x, y=None, mean=0.0, *, paired: bool = False, equal_var: bool = False, level: float = 0.95) -> MeanTest:
    """Test that a mean, or a difference of two means, is `mean`, two-sided, and give the interval that goes with it.

    Parameters
    ----------
    x : array_like, shape (n,)
        At least two numbers.
    y : array_like, shape (m,), optional
        A second sample; the quantity is then mean(x) - mean(y).
    mean : float
        The value under the null hypothesis, in the unit of x.
    paired : bool
        x[i] and y[i] belong to one unit: the test of their differences.
    equal_var : bool
        Pool the variances (Student). The default does not (Welch).
    level : float
        Of the interval, between 0 and 1.

    Returns
    -------
    MeanTest
        `estimate`, `se`, `low`, `high` in the unit of x; `t`, `df` and the two-sided `p`.

    Raises
    ------
    ValueError
        If a sample has fewer than two numbers or pairs, paired samples differ in length, level leaves (0, 1), or all
        numbers of the samples are equal: then there is no spread to compare with.

    See Also
    --------
    scipy.stats.ttest_1samp, scipy.stats.ttest_ind, scipy.stats.ttest_rel

    Notes
    -----
    Chapter: Intervals and tests.

    References
    ----------
    Student, The probable error of a mean, Biometrika 6(1), 1908.
    B. L. Welch, The generalization of "Student's" problem when several different population variances are involved,
    Biometrika 34, 1947.

    Examples
    --------
    >>> r = t_test([5.1, 4.9, 5.6, 5.8, 6.0], mean=5)
    >>> round(r.t, 3), r.df, round(r.p, 3)
    (2.304, 4, 0.083)
    >>> round(r.low, 2), round(r.high, 2)
    (4.9, 6.06)
    """
    level = _level(level)
    null = as_finite_array(mean, "mean")
    if null.ndim:
        raise ValueError(f"mean must be one number, but it has shape {null.shape}")
    if y is None:
        if paired:
            raise ValueError("paired needs a second sample y")
        n, estimate, variance = _sample(x, "x")
        square, df = variance / n, n - 1
    elif paired:
        x, y = as_vector(x, "x"), as_vector(y, "y")
        if len(x) != len(y):
            raise ValueError(f"paired samples must have one length, but have {len(x)} and {len(y)}")
        n, estimate, variance = _sample(x - y, "x - y")
        square, df = variance / n, n - 1
    else:
        n, a, va = _sample(x, "x")
        m, b, vb = _sample(y, "y")
        estimate = a - b
        square, df = _pooled(n, va, m, vb) if equal_var else _welch(va / n, n, vb / m, m)
    if square == 0:
        raise ValueError("the numbers do not vary: there is no spread to compare the mean with")
    law, se = student_t(df), sqrt(square)
    t = (estimate - float(null)) / se
    half = _quantile(df, (1 + level) / 2) * se
    return MeanTest(estimate, se, t, df, 2 * float(law.sf(abs(t))), estimate - half, estimate + half)


@lru_cache(maxsize=256)
def _quantile(df: float, q: float) -> float:
    return float(student_t(df).quantile(q))


def _pooled(n, va, m, vb) -> tuple[float, float]:
    df = n + m - 2
    return ((n - 1) * va + (m - 1) * vb) / df * (1 / n + 1 / m), df


def _welch(a, n, b, m) -> tuple[float, float]:
    """Return the variance of the difference and its degrees of freedom, from the variances of the means."""
    total = a + b
    if total == 0:
        return 0.0, float(n + m - 2)
    a, b = a / total, b / total
    return total, 1 / (a**2 / (n - 1) + b**2 / (m - 1))


def variance_interval(x, level: float = 0.95) -> tuple[float, float]:
    """Return an interval for the variance of a normal law, with equal tails.

    Parameters
    ----------
    x : array_like, shape (n,)
        At least two numbers, independent and normal: for other laws the level is not kept, however large n.
    level : float
        Between 0 and 1.

    Returns
    -------
    low, high : float
        In squared units of x. Their roots are an interval for the standard deviation.

    Raises
    ------
    ValueError
        If there are fewer than two numbers, or level leaves (0, 1).

    See Also
    --------
    scipy.stats.chi2 : the ends are (n - 1) s^2 over two of its quantiles.

    Notes
    -----
    Chapter: Intervals and tests.

    Examples
    --------
    >>> low, high = variance_interval([5.1, 4.9, 5.6, 5.8, 6.0])
    >>> round(low, 3), round(high, 3)
    (0.078, 1.792)
    """
    level = _level(level)
    n, _, variance = _sample(x, "x")
    low, high = chi_square(n - 1).quantile([(1 - level) / 2, (1 + level) / 2])
    return float((n - 1) * variance / high), float((n - 1) * variance / low)
