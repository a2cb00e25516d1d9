"""An experiment with two arms: effect, interval, test, and whether its split is sound."""

from typing import NamedTuple

import numpy as np

from m4ds.prob.special import normal_cdf, normal_quantile
from m4ds.prob.student import chi_square
from m4ds.validation import as_vector

__all__ = ["ABTest", "ab_test", "arms", "difference_in_means", "normal_result", "sample_ratio_test", "strict_share"]


class ABTest(NamedTuple):
    """Effect (second arm minus first), its standard error and interval, and the two-sided test of no effect."""

    effect: float
    se: float
    low: float
    high: float
    z: float
    p_value: float


def strict_share(value, name: str) -> float:
    """Return a number that must lie strictly between 0 and 1.

    Raises
    ------
    ValueError
        If it does not.

    Examples
    --------
    >>> strict_share(0.05, "alpha")
    0.05
    """
    value = float(value)
    if not 0 < value < 1:
        raise ValueError(f"{name} must lie strictly between 0 and 1, but it is {value}")
    return value


def normal_result(effect: float, se: float, level: float, se_test: float | None = None) -> ABTest:
    """Return the interval and the test that the normal law gives; `se_test` is the error under "no effect".

    Raises
    ------
    ValueError
        If a standard error is not positive, or level is not strictly between 0 and 1.

    Examples
    --------
    >>> result = normal_result(2.0, 1.0, 0.95)
    >>> round(result.low, 2), round(result.high, 2), round(result.p_value, 4)
    (0.04, 3.96, 0.0455)
    """
    half = float(normal_quantile(0.5 + strict_share(level, "level") / 2))
    se_test = se if se_test is None else se_test
    if not (se > 0 and se_test > 0):
        raise ValueError("the outcomes do not vary: there is no standard error to compare with")
    z = effect / se_test
    return ABTest(float(effect), float(se), float(effect - half * se), float(effect + half * se), float(z),
                  float(2 * normal_cdf(-abs(z))))


def ab_test(successes, visitors, level: float = 0.95) -> ABTest:
    """Compare two proportions: the second minus the first.

    Parameters
    ----------
    successes, visitors : array_like, shape (2,)
        Whole numbers, the first arm first; 0 <= successes <= visitors.
    level : float
        Of the interval.

    Returns
    -------
    ABTest
        The test pools the arms, as "no effect" says; the interval does not.

    Raises
    ------
    ValueError
        If the counts are not two whole numbers each, do not fit, or are all or nothing in each arm.

    See Also
    --------
    statsmodels.stats.proportion.proportions_ztest, statsmodels.stats.proportion.confint_proportions_2indep

    Notes
    -----
    Chapter: Experiments, A/B tests, causation. Normal approximation: at least about ten successes and failures an arm.

    References
    ----------
    Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, Wiley, 2003, chapter 3.

    Examples
    --------
    >>> result = ab_test([20, 40], [100, 100])
    >>> round(result.effect, 3), round(result.z, 3), round(result.p_value, 4)
    (0.2, 3.086, 0.002)
    """
    s, n = as_vector(successes, "successes"), as_vector(visitors, "visitors")
    if s.shape != (2,) or n.shape != (2,) or (s % 1 != 0).any() or (n % 1 != 0).any():
        raise ValueError("successes and visitors must be two whole numbers each")
    if (s < 0).any() or (s > n).any() or (n < 1).any():
        raise ValueError("visitors must be positive, and successes from 0 to visitors")
    p, pooled = s / n, s.sum() / n.sum()
    return normal_result(p[1] - p[0], np.sqrt((p * (1 - p) / n).sum()), level,
                         np.sqrt(pooled * (1 - pooled) * (1 / n).sum()))


def difference_in_means(outcome, treated, level: float = 0.95) -> ABTest:
    """Return the difference of the arms' means, with Neyman's standard error.

    Parameters
    ----------
    outcome : array_like, shape (n,)
    treated : array_like of bool, shape (n,)
        At least two units in each arm.
    level : float

    Returns
    -------
    ABTest
        In the units of `outcome`.

    Raises
    ------
    ValueError
        If the lengths differ, `treated` is not 0 or 1, or an arm has fewer than two units.

    See Also
    --------
    scipy.stats.ttest_ind : with ``equal_var=False``, the same statistic and Student's law.

    Notes
    -----
    Chapter: Experiments, A/B tests, causation. Over the assignments the squared error is on average at least the true
    variance.

    References
    ----------
    Imbens and Rubin, Causal Inference for Statistics, Social, and Biomedical Sciences, 2015, chapter 6.

    Examples
    --------
    >>> result = difference_in_means([3.0, 5.0, 1.0, 3.0], [1, 1, 0, 0])
    >>> result.effect, round(result.se, 4)
    (2.0, 1.4142)
    """
    y, t = arms(outcome, treated)
    variance = y[t].var(ddof=1) / t.sum() + y[~t].var(ddof=1) / (~t).sum()
    return normal_result(y[t].mean() - y[~t].mean(), np.sqrt(variance), level)


def arms(outcome, treated, name: str = "outcome") -> tuple[np.ndarray, np.ndarray]:
    """Return the outcome as a vector and the assignment as booleans, or say what does not fit.

    Raises
    ------
    ValueError
        If the lengths differ, `treated` is not 0 or 1, or an arm has fewer than two units.

    Examples
    --------
    >>> arms([1, 2, 3, 4], [0, 1, 0, 1])[1]
    array([False,  True, False,  True])
    """
    y, t = as_vector(outcome, name), as_vector(treated, "treated")
    if y.shape != t.shape:
        raise ValueError(f"{name} and treated must have one entry for each unit, but have {len(y)} and {len(t)}")
    if not np.isin(t, (0, 1)).all():
        raise ValueError("treated must hold 0 and 1 (or False and True)")
    t = t.astype(bool)
    if min(t.sum(), (~t).sum()) < 2:
        raise ValueError("each arm needs at least two units")
    return y, t


def sample_ratio_test(counts, shares) -> float:
    """Return the p-value of "the units were split in these shares": the check for a sample ratio mismatch.

    Parameters
    ----------
    counts : array_like, shape (k,)
        Units seen in each arm, k at least 2.
    shares : array_like, shape (k,)
        Planned shares, positive, adding up to 1.

    Returns
    -------
    float
        By the chi-square law with k - 1 degrees of freedom.

    Raises
    ------
    ValueError
        If the shapes differ, a count is negative, or the shares are no law.

    See Also
    --------
    scipy.stats.chisquare

    Notes
    -----
    Chapter: Experiments, A/B tests, causation. Expect at least about five units in each arm.

    Examples
    --------
    >>> round(sample_ratio_test([5100, 4900], [0.5, 0.5]), 4)
    0.0455
    """
    counts, shares = as_vector(counts, "counts"), as_vector(shares, "shares")
    if counts.shape != shares.shape or len(counts) < 2 or (counts < 0).any() or counts.sum() == 0:
        raise ValueError("counts and shares must have one entry for each of two or more arms, counts at least 0")
    if (shares <= 0).any() or abs(shares.sum() - 1) > 1e-9:
        raise ValueError("shares must be positive and add up to 1")
    expected = counts.sum() * shares
    return float(chi_square(len(counts) - 1).sf(((counts - expected)**2 / expected).sum()))
