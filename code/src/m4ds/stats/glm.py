r"""Generalised linear models with the canonical link, by iteratively reweighted least squares.

A family gives the log-likelihood :math:`\sum_i\bigl(y_i\eta_i - A(\eta_i)\bigr)` by its function A; its first
derivative is the mean and its second the variance. Taught in the chapter "GLMs and logistic regression".
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import lgamma

import numpy as np

from m4ds.calculus.elementary import sigmoid, softplus
from m4ds.validation import as_finite_array, as_matrix, as_vector

__all__ = ["BERNOULLI", "NORMAL", "POISSON", "Family", "GLMFit", "glm_irls", "poisson_glm"]

MAX_STEPS = 30        # where there is no maximum the decrement falls by e a step: 30 steps do not reach SEEN
SEEN = 1e-22          # of 1 + |log-likelihood|: half a Newton decrement squared below this is rounding
TINY = np.finfo(float).tiny


@dataclass(frozen=True)
class Family:
    """An exponential family: A, its two derivatives, the largest y eta - A(eta), and the smallest and largest y."""

    A: Callable
    mean: Callable
    variance: Callable
    best: Callable
    low: float = -np.inf
    high: float = np.inf


def _xlogx(y):
    return y * np.log(np.maximum(y, TINY))


def _bernoulli_variance(eta):
    t = np.exp(-np.abs(eta))              # at most 1: no overflow, and no 1 - p that cancels
    return t / (1 + t) ** 2


BERNOULLI = Family(softplus, sigmoid, _bernoulli_variance, lambda y: _xlogx(y) + _xlogx(1 - y), 0.0, 1.0)
POISSON = Family(np.exp, np.exp, np.exp, lambda y: _xlogx(y) - y, 0.0)
NORMAL = Family(lambda eta: eta**2 / 2, lambda eta: eta * 1.0, np.ones_like, lambda y: y**2 / 2)   # variance 1


@dataclass(frozen=True)
class GLMFit:
    """`coef` (d,), its `covariance` (d, d), `fitted` means (n,), `log_likelihood`, `deviance`; `path`: all steps."""

    coef: np.ndarray
    covariance: np.ndarray
    fitted: np.ndarray
    log_likelihood: float
    deviance: float
    path: np.ndarray

    @property
    def se(self) -> np.ndarray:
        """Standard errors of the coefficients."""
        return np.sqrt(np.diag(self.covariance))


def glm_irls(X, y, family: Family, *, offset=0.0, lam=0.0, start=None, watch: Callable | None = None) -> GLMFit:
    """Maximise the log-likelihood of a family with the canonical link, less half a ridge penalty.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Independent columns; give a column of ones for an intercept.
    y : array_like, shape (n,)
    family : Family
    offset : float or array_like, shape (n,)
        Added to ``X @ coef``, with coefficient 1.
    lam : float or array_like, shape (d,)
        Not negative; the objective loses ``lam @ coef**2 / 2``. One number holds for all columns: to spare the
        intercept, give ``[0, lam, ...]``.
    start : array_like, shape (d,), optional
        Zero by default.
    watch : callable, optional
        Called with each new vector of coefficients; may raise to stop.

    Returns
    -------
    GLMFit
        `log_likelihood` is without the terms that depend on y alone, and without the penalty. `covariance` is the
        inverse of the negative Hessian of what is maximised.

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite, the shapes do not fit, a y is outside the family's range, a penalty is
        negative, or the columns depend on each other and no penalty holds them.
    ArithmeticError
        If the steps do not arrive: then the likelihood has no maximum, or only far away.

    See Also
    --------
    statsmodels.api.GLM : all families and links, weights, tests.

    Notes
    -----
    A step costs O(n d^2): a QR factorisation of the rows times the roots of their weights. A step that lowers the
    objective is halved.

    References
    ----------
    McCullagh and Nelder, *Generalized Linear Models* (1989), section 2.5.

    Examples
    --------
    >>> glm_irls([[1.0], [1.0], [1.0]], [1, 2, 6], POISSON).fitted.round(6)
    array([3., 3., 3.])
    """
    X, y, offset, lam = _checked(X, y, family, offset, lam)
    size = np.linalg.norm(X, axis=0)
    if not size.all():
        raise ValueError("a column of X is zero: leave it out")
    Z, lam = X / size, lam / size**2                 # so that no unit decides what counts as dependent
    b = np.zeros(X.shape[1]) if start is None else as_vector(start, "start") * size

    def value(b):
        eta = Z @ b + offset
        with np.errstate(over="ignore", invalid="ignore"):
            return float(np.sum(y * eta - family.A(eta)) - lam @ b**2 / 2)
    path, now = [b / size], value(b)
    for _ in range(MAX_STEPS):
        eta = Z @ b + offset
        g = Z.T @ (y - family.mean(eta)) - lam * b
        R = _triangle(Z, family.variance(eta), lam)
        step = np.linalg.solve(R, np.linalg.solve(R.T, g))
        decrement = g @ step
        after = value(b + step)
        while not after >= now - 1e-12 * (1 + abs(now)) and np.linalg.norm(step) > 1e-10:
            step, after = step / 2, value(b + step / 2)
        b, now = b + step, after
        path.append(b / size)
        if watch:
            watch(b / size)
        if decrement <= SEEN * (1 + abs(now)):
            break
    else:
        raise ArithmeticError("the steps do not arrive: the likelihood has no maximum, or only very far away")
    eta = Z @ b + offset
    root = np.linalg.inv(_triangle(Z, family.variance(eta), lam)) / size[:, None]
    loglik = float(np.sum(y * eta - family.A(eta)))
    return GLMFit(b / size, root @ root.T, family.mean(eta), loglik,
                  max(0.0, 2 * (float(np.sum(family.best(y))) - loglik)), np.array(path))


def poisson_glm(X, counts, exposure=1.0) -> GLMFit:
    """Fit log rates: counts are Poisson with mean ``exposure * exp(X @ coef)``.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Independent columns; give a column of ones for an intercept.
    counts : array_like, shape (n,)
        Not negative.
    exposure : float or array_like, shape (n,)
        Positive: hours, kilometres, parts. The coefficients are in logarithms of counts per unit of it.

    Returns
    -------
    GLMFit
        Its `log_likelihood` holds all terms, so that it compares with other programs.

    Raises
    ------
    TypeError, ValueError, ArithmeticError
        As `glm_irls`, and if an exposure is not positive. There is no maximum if, for example, a group that has
        its own column has no counts.

    See Also
    --------
    statsmodels.api.GLM : with ``family=Poisson()`` and ``exposure=``.

    Notes
    -----
    Taught in "GLMs and logistic regression". O(n d^2) a step.

    Examples
    --------
    >>> fit = poisson_glm([[1, 0], [1, 1]], [10, 30], exposure=[5, 5])
    >>> np.exp(fit.coef).round(6)
    array([2., 3.])
    """
    X, counts = as_matrix(X, "X"), as_vector(counts, "counts")
    exposure = as_finite_array(exposure, "exposure")
    if (exposure <= 0).any():
        raise ValueError("exposure must be positive")
    offset = np.log(exposure)
    _checked(X, counts, POISSON, offset, 0.0)
    root = np.sqrt(counts + 0.5)                    # the first weighted least squares: from the counts themselves
    start = np.linalg.lstsq(X * root[:, None], root * (2 * np.log(root) - offset), rcond=None)[0]
    fit = glm_irls(X, counts, POISSON, offset=offset, start=start)
    return GLMFit(fit.coef, fit.covariance, fit.fitted, fit.log_likelihood - sum(lgamma(k + 1) for k in counts),
                  fit.deviance, fit.path)


def _triangle(Z, w, lam):
    """Return the R with R'R = Z'WZ + diag(lam), or say that there is none."""
    R = np.linalg.qr(np.vstack([np.sqrt(w)[:, None] * Z, np.diag(np.sqrt(lam))]), mode="r")
    d = np.abs(np.diag(R))
    if not d.min() > 1e-13 * d.max():
        if np.linalg.matrix_rank(np.vstack([Z, np.diag(np.sqrt(lam))])) < Z.shape[1]:
            raise ValueError("the columns of X depend on each other: leave one out, or give lam")
        raise ArithmeticError("the weights vanish: the likelihood has no maximum, or only very far away")
    return R


def _checked(X, y, family, offset, lam):
    X, y = as_matrix(X, "X"), as_vector(y, "y")
    offset, lam = as_finite_array(offset, "offset"), as_finite_array(lam, "lam")
    n, d = X.shape
    for name, a, length in (("y", y, n), ("offset", offset, n), ("lam", lam, d)):
        if a.shape not in {(length,), ()}:
            raise ValueError(f"{name} must have length {length} to fit X, but it has shape {a.shape}")
    if ((y < family.low) | (y > family.high)).any():
        raise ValueError(f"y must lie between {family.low:g} and {family.high:g}")
    if (lam < 0).any():
        raise ValueError("lam must not be negative")
    return X, y, offset, np.broadcast_to(lam, d)
