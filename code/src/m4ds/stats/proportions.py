"""Three intervals for a proportion: Wald's, Wilson's, and that of Clopper and Pearson; and what each covers."""

from collections.abc import Callable
from math import sqrt

import numpy as np

from m4ds.prob.discrete import binomial_pmf
from m4ds.prob.special import normal_quantile
from m4ds.prob.student import beta
from m4ds.validation import as_finite_array

__all__ = ["clopper_pearson_ci", "coverage", "wald_ci", "wilson_ci"]


def _arguments(k, n, level) -> tuple[int, int, float]:
    for value, name in ((k, "k"), (n, "n")):
        if np.ndim(value) or not np.isfinite(value) or value != np.floor(value):
            raise ValueError(f"{name} must be one whole number, but it is {value}")
    if n < 1 or not 0 <= k <= n:
        raise ValueError(f"there must be 0 <= k <= n and n >= 1, but k = {k} and n = {n}")
    if np.ndim(level) or not 0 < level < 1:
        raise ValueError(f"level must be one number between 0 and 1, but it is {level}")
    return int(k), int(n), float(level)


def wald_ci(k, n, level: float = 0.95) -> tuple[float, float]:
    """Return the share k / n plus and minus its estimated standard error times a normal quantile.

    The chapter shows it failing; it stands here to be compared. The ends may leave [0, 1].

    Parameters
    ----------
    k, n : int
        Successes and trials.
    level : float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If k is not a whole number from 0 to n, n is less than 1, or level leaves (0, 1).

    See Also
    --------
    statsmodels.stats.proportion.proportion_confint : ``method="normal"``, which cuts the ends to [0, 1].

    Notes
    -----
    Chapter: Intervals and tests.

    Examples
    --------
    >>> wald_ci(0, 40)
    (0.0, 0.0)
    """
    k, n, level = _arguments(k, n, level)
    share = k / n
    half = float(normal_quantile((1 + level) / 2)) * sqrt(share * (1 - share) / n)
    return share - half, share + half


def wilson_ci(k, n, level: float = 0.95) -> tuple[float, float]:
    """Return the shares p that the normal test with the standard error at p does not reject.

    Parameters
    ----------
    k, n, level
        As for `wald_ci`.

    Returns
    -------
    low, high : float
        Between 0 and 1.

    Raises
    ------
    ValueError
        As `wald_ci`.

    See Also
    --------
    statsmodels.stats.proportion.proportion_confint : ``method="wilson"``.

    Notes
    -----
    Chapter: Intervals and tests. The two roots of a quadratic; the smaller one by their product, without cancellation.

    References
    ----------
    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
    Statistical Association 22, 1927.

    Examples
    --------
    >>> low, high = wilson_ci(5, 40)
    >>> round(low, 4), round(high, 4)
    (0.0546, 0.2611)
    """
    k, n, level = _arguments(k, n, level)
    if 2 * k > n:
        low, high = wilson_ci(n - k, n, level)
        return 1 - high, 1 - low
    z2 = float(normal_quantile((1 + level) / 2)) ** 2
    middle = k + z2 / 2
    high = (middle + sqrt(z2 * (k * (n - k) / n + z2 / 4))) / (n + z2)
    return k * k / (n * (n + z2) * high), high


def clopper_pearson_ci(k, n, level: float = 0.95) -> tuple[float, float]:
    """Return the shares p under which neither "k or more" nor "k or fewer" has probability (1 - level) / 2 or less.

    It contains the true share with probability at least `level`, for every n and p.

    Parameters
    ----------
    k, n, level
        As for `wald_ci`.

    Returns
    -------
    low, high : float

    Raises
    ------
    ValueError
        As `wald_ci`.

    See Also
    --------
    scipy.stats.binomtest : ``proportion_ci(method="exact")``.

    Notes
    -----
    Chapter: Intervals and tests. P(X >= k) rises with p as the distribution function of a beta law.

    References
    ----------
    C. J. Clopper, E. S. Pearson, The use of confidence or fiducial limits illustrated in the case of the binomial,
    Biometrika 26, 1934.

    Examples
    --------
    >>> low, high = clopper_pearson_ci(5, 40)
    >>> round(low, 4), round(high, 4)
    (0.0419, 0.268)
    """
    k, n, level = _arguments(k, n, level)
    half = (1 - level) / 2
    low = float(beta(k, n - k + 1).quantile(half)) if k else 0.0
    high = float(beta(k + 1, n - k).quantile(1 - half)) if k < n else 1.0
    return low, high


def coverage(interval: Callable, n: int, p, level: float = 0.95) -> np.ndarray:
    """Return the exact probability that an interval for a share contains it.

    Parameters
    ----------
    interval : callable
        ``interval(k, n, level)`` gives the two ends, such as `wilson_ci`.
    n : int
    p : array_like
        True shares, from 0 to 1.
    level : float

    Returns
    -------
    ndarray, shape of p
        The binomial probabilities of the counts k whose interval contains p, added.

    Raises
    ------
    ValueError
        If an entry of p leaves [0, 1], or as `wald_ci`.

    See Also
    --------
    scipy.stats.binom.pmf

    Notes
    -----
    Chapter: Intervals and tests. No simulation: there are only n + 1 results.

    Examples
    --------
    >>> coverage(wald_ci, 40, [0.02, 0.5]).round(3)
    array([0.553, 0.919])
    """
    _arguments(0, n, level)
    p = as_finite_array(p, "p")
    if ((p < 0) | (p > 1)).any():
        raise ValueError("p must hold numbers from 0 to 1")
    k = np.arange(n + 1)
    low, high = np.array([interval(int(i), n, level) for i in k]).T
    found = [binomial_pmf(k, n, float(q))[(low <= q) & (q <= high)].sum() for q in p.ravel()]
    return np.array(found).reshape(p.shape)
