"""A posterior without a formula: on a grid, by a normal hill, and the intervals that report it."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from m4ds.stats.likelihood import mle_newton
from m4ds.validation import as_finite_array, as_vector

__all__ = ["GridPosterior", "LaplacePosterior", "credible_interval", "grid_posterior", "hpd_interval",
           "laplace_approx"]


class GridPosterior(NamedTuple):
    """A posterior density on a grid."""

    points: np.ndarray
    density: np.ndarray
    log_evidence: float

    def expect(self, g: Callable = lambda t: t) -> float:
        """Return the posterior mean of g, a function of the grid's points; by default the mean itself."""
        return float(np.trapezoid(g(self.points) * self.density, self.points))

    def quantile(self, q) -> np.ndarray:
        """Return the quantiles of the levels q, linear between the points."""
        parts = np.diff(self.points) * (self.density[1:] + self.density[:-1]) / 2
        below = np.concatenate(([0.0], np.cumsum(parts)))
        return np.interp(np.asarray(q) * below[-1], below, self.points)


class LaplacePosterior(NamedTuple):
    """A normal hill at the top of a posterior."""

    mean: np.ndarray
    covariance: np.ndarray
    log_evidence: float

    @property
    def sd(self) -> np.ndarray:
        """The standard deviations, roots of the diagonal of the covariance."""
        return np.sqrt(np.diag(self.covariance))


def grid_posterior(log_joint: Callable, points) -> GridPosterior:
    """Return the posterior density on a grid, by the trapezoid rule.

    Parameters
    ----------
    log_joint : callable
        ``log_joint(points) -> ndarray, shape (m,)``: log prior plus log likelihood, up to a common constant if the
        evidence is of no interest; minus infinity where the posterior is 0.
    points : array_like, shape (m,)
        Rising, at least three; they must cover what matters.

    Returns
    -------
    GridPosterior
        Points, density, logarithm of the evidence; `expect` and `quantile` use them.

    Raises
    ------
    TypeError, ValueError
        If the points are not finite or do not rise, or `log_joint` gives NaN, plus infinity, the wrong shape, or
        nothing above minus infinity.

    See Also
    --------
    scipy.integrate.quad : the integrals one by one, to a tolerance.

    Notes
    -----
    Chapter: Bayesian inference. The largest logarithm is subtracted before the exponential: nothing underflows.

    Examples
    --------
    A uniform chance after 3 successes in 3 trials: Beta(4, 1), with mean 0.8 and evidence 1 / 4.

    >>> with np.errstate(divide="ignore"):
    ...     post = grid_posterior(lambda p: 3 * np.log(p), np.linspace(0, 1, 1001))
    >>> round(post.expect(), 4), round(float(np.exp(post.log_evidence)), 4)
    (0.8, 0.25)
    """
    x = as_vector(points, "points")
    if len(x) < 3 or (np.diff(x) <= 0).any():
        raise ValueError("points must rise, and be at least three")
    logs = np.array(log_joint(x), dtype=float)
    if logs.shape != x.shape or np.isnan(logs).any() or np.isposinf(logs).any():
        raise ValueError("log_joint must give one number below infinity, not NaN, for each point")
    top = logs.max()
    if np.isneginf(top):
        raise ValueError("the posterior is 0 at every point: the grid misses it, or prior and data contradict")
    hill = np.exp(logs - top)
    area = float(np.trapezoid(hill, x))
    return GridPosterior(x, hill / area, float(top + np.log(area)))


def laplace_approx(log_joint: Callable, start) -> LaplacePosterior:
    """Return the normal hill with the top and the curvature of the posterior.

    Parameters
    ----------
    log_joint : callable
        ``log_joint(theta) -> float``: log prior plus log likelihood; minus infinity outside.
    start : array_like, shape (d,)

    Returns
    -------
    LaplacePosterior
        The mean is the mode found, the covariance the inverse of minus the Hessian there.

    Raises
    ------
    TypeError, ValueError
        If `start` is not a finite vector, or lies where the posterior is 0.
    ArithmeticError
        If there is no inner top.

    See Also
    --------
    grid_posterior : without the normal hill, in one dimension.
    m4ds.calculus.laplace.laplace_log_integral : the integral behind the evidence.

    Notes
    -----
    Chapter: Bayesian inference. Take parameters that run over the whole line, such as a logarithm: the hill fits
    better.

    References
    ----------
    L. Tierney, J. B. Kadane, Accurate approximations for posterior moments and marginal densities, JASA 81, 1986.

    Examples
    --------
    >>> hill = laplace_approx(lambda t: -(t[0] - 1)**2 / 8, [0.0])
    >>> hill.mean.round(6), hill.sd.round(6)
    (array([1.]), array([2.]))
    """
    fit = mle_newton(log_joint, start)
    _, logdet = np.linalg.slogdet(fit.covariance)
    d = len(fit.estimate)
    return LaplacePosterior(fit.estimate, fit.covariance, float(fit.loglik + d / 2 * np.log(2 * np.pi) + logdet / 2))


def _level(level) -> float:
    level = as_finite_array(level, "level")
    if level.ndim or not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, but it is {level}")
    return float(level)


def credible_interval(draws, level: float = 0.95) -> tuple[float, float]:
    """Return the equal-tailed credible interval of draws from a posterior.

    Parameters
    ----------
    draws : array_like, shape (n,)
    level : float
        Between 0 and 1.

    Returns
    -------
    low, high : float
        The quantiles of levels (1 - level) / 2 and (1 + level) / 2.

    Raises
    ------
    TypeError, ValueError
        If the draws are not a finite vector, or the level does not fit.

    See Also
    --------
    numpy.quantile
    hpd_interval : the shortest one.

    Notes
    -----
    Chapter: Bayesian inference.

    Examples
    --------
    >>> [round(end, 6) for end in credible_interval(range(101), 0.9)]
    [5.0, 95.0]
    """
    low, high = np.quantile(as_vector(draws, "draws"), [(1 - _level(level)) / 2, (1 + _level(level)) / 2])
    return float(low), float(high)


def hpd_interval(draws, level: float = 0.95) -> tuple[float, float]:
    """Return the shortest interval that holds a share `level` of the draws.

    Parameters
    ----------
    draws : array_like, shape (n,)
    level : float
        Between 0 and 1.

    Returns
    -------
    low, high : float
        Two of the draws, with at least ``level * n`` draws between them, both ends included.

    Raises
    ------
    TypeError, ValueError
        If the draws are not a finite vector, or the level does not fit.

    See Also
    --------
    credible_interval : equal tails.

    Notes
    -----
    Chapter: Bayesian inference. For a density with one peak this is the set of highest density.

    Examples
    --------
    >>> hpd_interval([0.0, 1.0, 1.1, 1.2, 5.0], 0.6)
    (1.0, 1.2)
    """
    x = np.sort(as_vector(draws, "draws"))
    inside = int(np.ceil(_level(level) * len(x) - 1e-9))
    widths = x[inside - 1:] - x[:len(x) - inside + 1]
    i = int(np.argmin(widths))
    return float(x[i]), float(x[i + inside - 1])
