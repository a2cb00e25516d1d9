"""BFGS: learn the inverse Hessian from the gradients that you see.

Taught in the chapter "Newton, quasi-Newton, nonlinear least squares".
"""

import numpy as np

from m4ds.linalg.symmetric import as_symmetric
from m4ds.optim.descent import Path
from m4ds.optim.evaluation import array_at, value_at
from m4ds.optim.line_search import wolfe
from m4ds.validation import as_vector

__all__ = ["bfgs", "bfgs_update"]


def bfgs(f, grad, x0, *, max_steps=1000, tol=1e-6) -> Path:
    """Walk along ``-W g`` with a Wolfe step and update W after each move.

    Parameters
    ----------
    f, grad : callable
        The objective and its gradient of shape (n,).
    x0 : array_like, shape (n,)
        The start.
    max_steps : int
    tol : float
        Stop when the gradient is at most this long. Its unit is that of `f` over that of `x`.

    Returns
    -------
    Path
        Not `converged` if `max_steps` ran out, or if rounding in `f` hid every further fall.

    Raises
    ------
    TypeError, ValueError
        If `x0` is not a finite vector, or a function returns a wrong shape.
    ArithmeticError
        If a value is not finite, or the very first line search fails: then `grad` is not the gradient of `f`, or
        `f` is not bounded below.

    See Also
    --------
    scipy.optimize.minimize : its default without bounds or constraints.

    Notes
    -----
    O(n**2) a step and O(n**2) memory. The first step tries the length 1 at most; then W is scaled to the curvature
    it met.

    References
    ----------
    Nocedal and Wright, *Numerical Optimization* (2006), section 6.1.

    Examples
    --------
    >>> f = lambda x: (x[0]**2 + 4 * x[1]**2) / 2
    >>> bfgs(f, lambda x: np.array([x[0], 4 * x[1]]), [4, 1]).converged
    True
    """
    x = as_vector(x0, "x0").copy()
    W = np.eye(len(x))
    g = array_at(grad, x, x.shape, "grad")
    points, values = [x], [value_at(f, x)]
    for k in range(max_steps):
        if np.linalg.norm(g) <= tol:
            break
        d = -W @ g
        first = min(1.0, 1 / np.linalg.norm(g)) if k == 0 else 1.0
        try:
            step = wolfe(f, grad, x, d, g @ d, first=first)
        except (ArithmeticError, ValueError):
            if k == 0:
                raise
            break
        s = step * d
        new_g = array_at(grad, x + s, x.shape, "grad")
        y = new_g - g
        if k == 0:
            W *= s @ y / (y @ y)
        if s @ y > 0:
            W = bfgs_update(W, s, y)
        x, g = x + s, new_g
        points.append(x)
        values.append(value_at(f, x))
    return Path(np.array(points), np.array(values), bool(np.linalg.norm(g) <= tol))


def bfgs_update(W, s, y) -> np.ndarray:
    """Return the BFGS update of an inverse Hessian: symmetric, positive definite and with ``W_new @ y = s``.

    Parameters
    ----------
    W : array_like, shape (n, n), symmetric positive definite
    s, y : array_like, shape (n,)
        The move and the change of the gradient, with ``s @ y > 0``.

    Raises
    ------
    TypeError, ValueError
        If `W` is not a finite symmetric matrix, the lengths differ, or ``s @ y`` is not positive.

    Notes
    -----
    ``(I - r s y') W (I - r y s') + r s s'`` with ``r = 1 / s'y``, multiplied out so that it costs O(n**2).

    Examples
    --------
    >>> bfgs_update(np.eye(2), [1, 0], [2, 0])
    array([[0.5, 0. ],
           [0. , 1. ]])
    """
    W, s, y = as_symmetric(W, "W"), as_vector(s, "s"), as_vector(y, "y")
    if not len(s) == len(y) == len(W):
        raise ValueError(f"s and y must have length {len(W)}, but they have {len(s)} and {len(y)}")
    if not s @ y > 0:
        raise ValueError(f"s @ y must be positive, but it is {s @ y:.3g}: no positive definite W has W @ y = s")
    r, Wy = 1 / (s @ y), W @ y
    cross = np.outer(s, Wy)
    return W - r * (cross + cross.T) + (r + r**2 * (y @ Wy)) * np.outer(s, s)
