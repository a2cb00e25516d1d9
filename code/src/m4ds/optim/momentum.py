"""Two methods that remember the last move: heavy ball and Nesterov (chapter "Gradient methods")."""

import numpy as np

from m4ds.optim.descent import Path, follow

__all__ = ["best_momentum", "momentum", "nesterov"]


def momentum(f, grad, x0, step, beta, *, max_steps=10_000, tol=1e-6) -> Path:
    """Walk with the heavy ball: ``x_next = x - step * grad(x) + beta * (x - x_previous)``.

    Parameters
    ----------
    f, grad, x0, max_steps, tol
        As for `m4ds.optim.descent.gradient_descent`.
    step : float
        The fixed step.
    beta : float
        The part of the last move that is kept, 0 <= beta < 1.

    Raises
    ------
    ValueError
        If `beta` is not in [0, 1), or an input is malformed.
    ArithmeticError
        If the objective or its gradient stops being finite.

    See Also
    --------
    best_momentum : the best `step` and `beta` for a quadratic.

    References
    ----------
    Polyak (1964), USSR Computational Mathematics and Mathematical Physics 4(5).

    Examples
    --------
    >>> f = lambda x: (x[0]**2 + 4 * x[1]**2) / 2
    >>> grad = lambda x: np.array([x[0], 4 * x[1]])
    >>> momentum(f, grad, [4, 1], *best_momentum(1, 4)).converged
    True
    """
    return follow(f, grad, x0, step, lambda k: _weight(beta), False, max_steps, tol)


def nesterov(f, grad, x0, step, beta=None, *, max_steps=10_000, tol=1e-6) -> Path:
    """Walk with momentum and take the gradient ahead, at ``y = x + beta * (x - x_previous)``.

    Parameters
    ----------
    f, grad, x0, max_steps, tol
        As for `m4ds.optim.descent.gradient_descent`. The stopping test reads the gradient at y.
    step : float
        The fixed step, 1/L for the theorem.
    beta : float, optional
        A fixed weight in [0, 1). By default step k uses (k - 1) / (k + 2), made for convex functions.

    Raises
    ------
    ValueError
        If `beta` is not in [0, 1), or an input is malformed.
    ArithmeticError
        If the objective or its gradient stops being finite.

    See Also
    --------
    torch.optim.SGD : with `nesterov=True`, for noisy gradients.

    References
    ----------
    Nesterov (1983), Soviet Mathematics Doklady 27(2); Beck and Teboulle (2009).

    Examples
    --------
    >>> f = lambda x: (x[0]**2 + 4 * x[1]**2) / 2
    >>> grad = lambda x: np.array([x[0], 4 * x[1]])
    >>> nesterov(f, grad, [4, 1], step=0.25, beta=1/3).converged
    True
    """
    def weight(k):
        return max(k - 1, 0) / (k + 2) if beta is None else _weight(beta)
    return follow(f, grad, x0, step, weight, True, max_steps, tol)


def best_momentum(mu: float, L: float) -> tuple[float, float]:
    """Return the `step` and `beta` of the heavy ball that are best for a quadratic.

    Parameters
    ----------
    mu, L : float
        The smallest and the largest eigenvalue of the Hessian, 0 < mu <= L.

    Raises
    ------
    ValueError
        Unless 0 < mu <= L and both are finite.

    Examples
    --------
    >>> best_momentum(1, 9)
    (0.25, 0.25)
    """
    if not 0 < mu <= L < np.inf:
        raise ValueError(f"best_momentum needs 0 < mu <= L, finite, but mu = {mu} and L = {L}")
    small, large = np.sqrt(mu), np.sqrt(L)
    return float(4 / (large + small) ** 2), float(((large - small) / (large + small)) ** 2)


def _weight(beta: float) -> float:
    if not 0 <= beta < 1:
        raise ValueError(f"beta must satisfy 0 <= beta < 1, but it is {beta}")
    return beta
