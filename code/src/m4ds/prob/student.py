"""The laws that tests and intervals need: beta, chi-square, Student's t and Fisher's F.

Taught in the chapter "Intervals and tests".
"""

from math import lgamma, log, sqrt

import numpy as np

from m4ds.prob.continuous import ContinuousLaw, _positive, _x
from m4ds.prob.lifetimes import gamma
from m4ds.prob.special import TINY, _levels, _not_zero

__all__ = ["beta", "beta_tails", "chi_square", "fisher_f", "student_t"]

ROUNDS = 20_000
EDGE = 740.0    # exp(-740) is about the smallest number above zero


def beta_tails(a: float, b: float, x) -> tuple[np.ndarray, np.ndarray]:
    """Return P(X <= x) and P(X > x) for X with density proportional to x^(a-1) (1-x)^(b-1) on 0 < x < 1.

    Parameters
    ----------
    a, b : float
        Positive.
    x : array_like
        From 0 to 1.

    Returns
    -------
    below, above : ndarray, shape of x
        The one that the continued fraction gives is computed, the other is its complement.

    Raises
    ------
    ValueError
        If a or b is not one positive number, or x leaves [0, 1], is empty or not finite.

    See Also
    --------
    scipy.special.betainc, scipy.special.betaincc

    Notes
    -----
    A continued fraction to the left of (a + 1) / (a + b + 2), and its mirror image to the right. The relative error
    grows like (a + b) log(a + b) times the unit roundoff.

    References
    ----------
    W. H. Press, S. A. Teukolsky, W. T. Vetterling, B. P. Flannery, Numerical Recipes, Cambridge University Press,
    2007, chapter 6.4.

    Examples
    --------
    >>> below, above = beta_tails(2, 3, [0.0, 0.5])       # P(X <= 1/2) = 11/16
    >>> below, above
    (array([0.    , 0.6875]), array([1.    , 0.3125]))
    """
    a, b = _positive(a, "a"), _positive(b, "b")
    x = _levels(x, "x")
    return _tails(a, b, x, 1 - x)


def _tails(a: float, b: float, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As `beta_tails`, with y = 1 - x to its own precision."""
    below, above = np.where(x > 0, 1.0, 0.0), np.where(y > 0, 1.0, 0.0)
    inside = (x > 0) & (y > 0)
    left = inside & (x < (a + 1) / (a + b + 2))
    right = inside & ~left
    if left.any():
        below[left] = _fraction(a, b, x[left], y[left])
        above[left] = 1 - below[left]
    if right.any():
        above[right] = _fraction(b, a, y[right], x[right])
        below[right] = 1 - above[right]
    return below, above


def _fraction(a: float, b: float, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return x^a y^b / (a B(a, b)) / (1 + d_1 x / (1 + d_2 x / (1 + ...))) by the modified Lentz method."""
    c, d = np.ones_like(x), 1 / _not_zero(1 - (a + b) * x / (a + 1))
    total = d.copy()
    for m in range(1, ROUNDS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            total = total * c * d
        if (np.abs(c * d - 1) <= 5e-16).all():
            break
    with np.errstate(under="ignore"):
        front = np.exp(a * np.log(x) + b * np.log(y) - _log_beta(a, b)) / a
    return np.minimum(front * total, 1.0)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _logit_quantile(a: float, b: float, below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Return u = log(x / (1 - x)) for the x with P(X <= x) = below, P(X > x) = above.

    Newton's steps on the logarithm of the smaller tail, and a halved interval where a step leaves it.
    """
    left = below < above
    goal = np.log(np.maximum(np.where(left, below, above), TINY))
    low, high = np.full(below.shape, -EDGE), np.full(below.shape, EDGE)
    u = np.full(below.shape, log(a / b))
    for _ in range(80):
        x, y = _unlogit(u)
        tail = np.maximum(np.where(left, *_tails(a, b, x, y)), TINY)
        miss = np.log(tail) - goal
        beyond = (miss >= 0) == left                                # u is to the right of the quantile
        low, high = np.where(beyond, low, u), np.where(beyond, u, high)
        with np.errstate(all="ignore"):
            slope = np.exp(a * np.log(x) + b * np.log(y) - _log_beta(a, b)) / tail      # of log tail in u
            step = u - np.where(left, 1, -1) * miss / slope
        new = np.where((step > low) & (step < high), step, (low + high) / 2)
        done = np.abs(new - u) <= 2e-15 * (1 + np.abs(u))
        u = new
        if done.all():
            break
    return u


def _unlogit(u: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return x = 1 / (1 + exp(-u)) and 1 - x, each to its own precision."""
    small = np.exp(-np.abs(u)) / (1 + np.exp(-np.abs(u)))
    return np.where(u < 0, small, 1 - small), np.where(u < 0, 1 - small, small)


def beta(a: float, b: float) -> ContinuousLaw:
    """Return the beta law: density x^(a-1) (1-x)^(b-1) / B(a, b) on 0 < x < 1, mean a / (a + b).

    Raises
    ------
    ValueError
        If a parameter is not one positive number.

    See Also
    --------
    scipy.stats.beta

    Examples
    --------
    >>> law = beta(2, 2)
    >>> law.cdf([0.25, 0.5]), law.quantile(0.5).round(12)
    (array([0.15625, 0.5    ]), np.float64(0.5))
    """
    a, b = _positive(a, "a"), _positive(b, "b")

    def pdf(x):
        x = _x(x)
        inside = np.clip(x, 0, 1)
        with np.errstate(divide="ignore"):
            ends = [0.0 if c == 1 else (c - 1) * np.log(v) for c, v in ((a, inside), (b, 1 - inside))]
        return np.where((x < 0) | (x > 1), 0.0, np.exp(ends[0] + ends[1] - _log_beta(a, b)))

    def tails(x):
        x = np.clip(_x(x), 0, 1)
        return _tails(a, b, x, 1 - x)

    def quantile(q):
        q = _levels(q)
        x = _unlogit(_logit_quantile(a, b, q, 1 - q))[0]
        return np.where(q == 0, 0.0, np.where(q == 1, 1.0, x))[()]

    return ContinuousLaw("Beta", pdf, lambda x: tails(x)[0], lambda x: tails(x)[1], quantile)


def chi_square(df: float) -> ContinuousLaw:
    """Return the chi-square law: the sum of the squares of `df` independent standard normal variables.

    Raises
    ------
    ValueError
        If df is not one positive number.

    See Also
    --------
    scipy.stats.chi2

    Examples
    --------
    >>> chi_square(1).quantile(0.95).round(4)             # 1.96 squared
    np.float64(3.8415)
    """
    law = gamma(_positive(df, "df") / 2, 2.0)
    return ContinuousLaw("Chi-square", law.pdf, law.cdf, law.sf, law.quantile)


def student_t(df: float) -> ContinuousLaw:
    """Return Student's t law: Z / sqrt(X / df) for a standard normal Z and an independent chi-square X with `df`.

    Raises
    ------
    ValueError
        If df is not one positive number.

    See Also
    --------
    scipy.stats.t

    References
    ----------
    Student, The probable error of a mean, Biometrika 6(1), 1908.

    Examples
    --------
    >>> law = student_t(4)
    >>> law.quantile(0.975).round(4), (2 * law.sf(2.304)).round(4)
    (np.float64(2.7764), np.float64(0.0826))
    """
    k = _positive(df, "df")
    height = lgamma((k + 1) / 2) - lgamma(k / 2) - log(k * np.pi) / 2

    def pdf(t):
        return np.exp(height - (k + 1) / 2 * np.log1p(_x(t) ** 2 / k))

    def sf(t):
        t = _x(t)
        outside, inside = _tails(k / 2, 0.5, 1 / (1 + t**2 / k), t**2 / (k + t**2))
        return np.where(t > 0, outside / 2, 0.5 + inside / 2)

    def quantile(q):
        q = _levels(q)
        tail = np.minimum(q, 1 - q)
        u = _logit_quantile(k / 2, 0.5, 2 * tail, 1 - 2 * tail)
        with np.errstate(over="ignore"):
            size = np.where(tail == 0, np.inf, sqrt(k) * np.exp(-u / 2))
        return np.where(q == 0.5, 0.0, np.sign(q - 0.5) * size)[()]

    return ContinuousLaw("Student's t", pdf, lambda t: sf(-_x(t)), sf, quantile)


def fisher_f(df_above: float, df_below: float) -> ContinuousLaw:
    """Return Fisher's F law: the ratio of two independent chi-square variables, each over its degrees of freedom.

    Parameters
    ----------
    df_above, df_below : float
        Degrees of freedom of the numerator and of the denominator, positive.

    Raises
    ------
    ValueError
        If a parameter is not one positive number.

    See Also
    --------
    scipy.stats.f

    Examples
    --------
    >>> fisher_f(1, 4).sf(2.304**2).round(4)              # the square of a t with 4 degrees of freedom
    np.float64(0.0826)
    """
    m, n = _positive(df_above, "df_above"), _positive(df_below, "df_below")
    constant = m / 2 * log(m / n) - _log_beta(m / 2, n / 2)

    def pdf(x):
        x = _x(x)
        v = np.maximum(x, 0)
        with np.errstate(divide="ignore"):
            power = 0.0 if m == 2 else (m / 2 - 1) * np.log(v)
        return np.where(x < 0, 0.0, np.exp(constant + power - (m + n) / 2 * np.log1p(m * v / n)))

    def tails(x):
        v = np.maximum(_x(x), 0)
        return _tails(m / 2, n / 2, m * v / (m * v + n), n / (m * v + n))

    def quantile(q):
        q = _levels(q)
        with np.errstate(over="ignore"):
            x = n / m * np.exp(_logit_quantile(m / 2, n / 2, q, 1 - q))
        return np.where(q == 0, 0.0, np.where(q == 1, np.inf, x))[()]

    return ContinuousLaw("Fisher's F", pdf, lambda x: tails(x)[0], lambda x: tails(x)[1], quantile)
