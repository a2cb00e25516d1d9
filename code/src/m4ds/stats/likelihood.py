"""Maximum likelihood by Newton's method, Fisher's information, and errors that survive a wrong model."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from m4ds.calculus.gradients import grad_fd, jacobian_fd
from m4ds.calculus.hessians import hessian_fd, hessian_from_gradient
from m4ds.optim.newton import newton_direction
from m4ds.validation import as_finite_array, as_vector

__all__ = ["Fit", "fisher_information", "mle_newton", "sandwich"]

SEEN = 10 * np.finfo(float).eps


class Fit(NamedTuple):
    """A maximum of a likelihood."""

    estimate: np.ndarray
    covariance: np.ndarray
    loglik: float
    steps: int

    @property
    def se(self) -> np.ndarray:
        """The standard errors, roots of the diagonal of the covariance."""
        return np.sqrt(np.diag(self.covariance))


def mle_newton(loglik: Callable, start, score: Callable | None = None, information: Callable | None = None, *,
               max_steps: int = 100, tol: float = 1e-12) -> Fit:
    """Climb to a maximum of the log-likelihood: each step solves ``information @ p = score``.

    Parameters
    ----------
    loglik : callable
        ``loglik(theta) -> float``; minus infinity outside the parameter set.
    start : array_like, shape (p,)
    score, information : callable, optional
        The gradient, shape (p,), and minus the Hessian, shape (p, p): Newton's method. With the *expected*
        information in place of minus the Hessian the method is Fisher scoring. Without them, differences are taken.
    max_steps : int
    tol : float
        Stop after a step with ``score @ p <= tol``: the root of this is the length of the step in standard errors.

    Returns
    -------
    Fit
        Estimate, inverse of the information there, log-likelihood, number of steps; `se` has the standard errors.

    Raises
    ------
    TypeError, ValueError
        If `start` is not a finite vector, or lies outside the parameter set.
    ArithmeticError
        If no step climbs, `max_steps` were not enough, or the information at the end is not positive definite:
        then there is no inner maximum here, and no standard error.

    See Also
    --------
    scipy.optimize.minimize, scipy.stats.rv_continuous.fit, statsmodels GenericLikelihoodModel
    m4ds.optim.newton.newton_minimise : the same idea for any objective.

    Notes
    -----
    Chapter: Estimation. The step is shortened until the log-likelihood rises; where the information is not positive
    definite, a multiple of the identity is added to it. A maximum found is a local one.

    References
    ----------
    Y. Pawitan, In All Likelihood, Oxford University Press, 2001, chapter 12.

    Examples
    --------
    Three waits with mean 2: the rate is 1 / 2, its standard error rate / sqrt(3).

    >>> fit = mle_newton(lambda r: 3 * np.log(r[0]) - 6 * r[0] if r[0] > 0 else -np.inf, [0.3])
    >>> fit.estimate.round(4), fit.se.round(4)
    (array([0.5]), array([0.2887]))
    """
    theta = as_vector(start, "start").copy()
    value = float(loglik(theta))
    if not np.isfinite(value):
        raise ValueError(f"the log-likelihood at the start is {value}: start inside the parameter set")
    slope = score or (lambda t: grad_fd(loglik, t))
    bend = information or (lambda t: -(hessian_from_gradient(score, t).H if score else hessian_fd(loglik, t)))
    steps = 0
    while steps < max_steps:
        steps += 1
        s = as_finite_array(slope(theta), "the score")
        p = newton_direction(_symmetric(bend(theta)), -s)
        gain, step = float(s @ p), 1.0
        while step > 1e-18:
            new = float(loglik(theta + step * p))
            # Below the rounding of the log-likelihood no test can tell: there the full step is right.
            if new >= value + 1e-4 * step * gain or (np.isfinite(new) and gain <= SEEN * (1 + abs(value))):
                break
            step /= 2
        else:
            raise ArithmeticError(f"no step from {theta} climbs: check the score, or there is no top inside")
        theta, value = theta + step * p, new
        if gain <= tol:
            break
    else:
        raise ArithmeticError(f"not at a maximum after {max_steps} steps: there may be none inside")
    inside = _symmetric(bend(theta))
    if np.linalg.eigvalsh(inside)[0] <= 0:
        raise ArithmeticError("the information is not positive definite: the likelihood has no strict maximum here")
    return Fit(theta, np.linalg.inv(inside), value, steps)


def _symmetric(M) -> np.ndarray:
    M = as_finite_array(M, "the information")
    return (M + M.T) / 2


def fisher_information(terms: Callable, theta, weights=None) -> np.ndarray:
    """Return the weighted mean of score score^T at theta, by differences: the information in one observation.

    Parameters
    ----------
    terms : callable
        ``terms(theta) -> ndarray, shape (m,)``: the log density at m points.
    theta : array_like, shape (p,)
    weights : array_like, shape (m,), optional
        The probabilities of the points under theta: all values of a discrete law, or nodes of a quadrature. By
        default 1 / m each: points drawn at random (Monte Carlo), or data (the empirical information).

    Returns
    -------
    ndarray, shape (p, p)
        Symmetric and positive semidefinite.

    Raises
    ------
    ValueError
        If theta is not a finite vector, or the weights do not fit, are negative or do not add up to 1.

    See Also
    --------
    mle_newton : minus the Hessian at the estimate, which estimates n times this matrix.

    Notes
    -----
    Chapter: Estimation.

    References
    ----------
    R. A. Fisher, Theory of statistical estimation, Proceedings of the Cambridge Philosophical Society 22, 1925.

    Examples
    --------
    A chance of 0.2 has information 1 / (0.2 * 0.8).

    >>> fisher_information(lambda p: np.log([1 - p[0], p[0]]), [0.2], [0.8, 0.2]).round(4)
    array([[6.25]])
    """
    S = jacobian_fd(terms, as_vector(theta, "theta"))
    w = np.full(len(S), 1 / len(S)) if weights is None else as_vector(weights, "weights")
    if len(w) != len(S):
        raise ValueError(f"weights must have length {len(S)}, but has length {len(w)}")
    if (w < 0).any() or abs(w.sum() - 1) > 1e-6:
        raise ValueError(f"weights must be probabilities, but they add up to {w.sum()} or are negative")
    return S.T @ (w[:, None] * S)


def sandwich(terms: Callable, theta) -> np.ndarray:
    """Return the covariance A^-1 B A^-1 of a maximum-likelihood estimate whose model may be wrong.

    Parameters
    ----------
    terms : callable
        ``terms(theta) -> ndarray, shape (n,)``: the log density at each of the n independent data.
    theta : array_like, shape (p,)
        The estimate.

    Returns
    -------
    ndarray, shape (p, p)
        A is minus the Hessian of the sum of the terms, B the sum of score score^T; both by differences.

    Raises
    ------
    ValueError
        If theta is not a finite vector or the terms are not finite.
    numpy.linalg.LinAlgError
        If A is singular.

    See Also
    --------
    statsmodels : ``cov_type="HC0"`` is this matrix for least squares.

    Notes
    -----
    Chapter: Estimation. Without a factor n / (n - p): for small n it is too small.

    References
    ----------
    H. White, Maximum likelihood estimation of misspecified models, Econometrica 50, 1982.

    Examples
    --------
    A Poisson mean fitted to counts 0, 1, 8: the model claims 3 / 3 = 1, the data have variance 38 / 9.

    >>> counts = np.array([0.0, 1, 8])
    >>> sandwich(lambda m: counts * np.log(m[0]) - m[0], [3.0]).round(3)
    array([[4.222]])
    """
    theta = as_vector(theta, "theta")
    S = jacobian_fd(terms, theta)
    A = -hessian_fd(lambda t: float(np.sum(terms(t))), theta)
    bread = np.linalg.inv(_symmetric(A))
    return bread @ (S.T @ S) @ bread
