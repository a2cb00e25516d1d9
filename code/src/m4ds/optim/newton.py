"""Newton's method for a minimum, pure and damped.

Taught in the chapter "Newton, quasi-Newton, nonlinear least squares".
"""

import numpy as np

from m4ds.optim.descent import Path
from m4ds.optim.evaluation import array_at, value_at
from m4ds.optim.line_search import armijo
from m4ds.validation import as_finite_array, as_square, as_vector

__all__ = ["newton_direction", "newton_minimise"]

SMALLEST_SHIFT = 1e-3   # of the largest entry of H: the first multiple of I to add
SEEN = 10 * np.finfo(float).eps


def newton_minimise(f, grad, hess, x0, *, damped=True, max_steps=100, tol=1e-8) -> Path:
    """Go to the minimum of the local parabola, again and again.

    Parameters
    ----------
    f, grad, hess : callable
        The objective, its gradient, shape (n,), and its symmetric Hessian, shape (n, n).
    x0 : array_like, shape (n,)
        The start.
    damped : bool
        With True the Hessian is shifted until it is positive definite (`newton_direction`), and the step is
        shortened until `f` falls enough (`m4ds.optim.line_search.armijo`). With False each step is the full
        solution of ``H p = -g``, which also goes to saddles and maxima.
    max_steps : int
    tol : float
        Stop when the gradient is at most this long. Its unit is that of `f` over that of `x`.

    Returns
    -------
    Path
        Its `converged` says whether the gradient fell to `tol`.

    Raises
    ------
    TypeError, ValueError
        If `x0` is not a finite vector, or a function returns a wrong shape.
    ArithmeticError
        If a value is not finite, or no step lowers `f`.
    numpy.linalg.LinAlgError
        Undamped, if the Hessian is singular.

    See Also
    --------
    scipy.optimize.minimize : with ``method="trust-exact"`` or ``"Newton-CG"``.

    References
    ----------
    Nocedal and Wright, *Numerical Optimization* (2006), section 3.4.

    Examples
    --------
    >>> f = lambda x: x[0]**2 + 4 * x[1]**2 + x[0]
    >>> grad = lambda x: np.array([2 * x[0] + 1, 8 * x[1]])
    >>> newton_minimise(f, grad, lambda x: np.diag([2.0, 8.0]), [4, 1]).points.round(6)
    array([[ 4. ,  1. ],
           [-0.5,  0. ]])
    """
    x = as_vector(x0, "x0").copy()
    points, values, converged = [x], [value_at(f, x)], False
    for k in range(max_steps + 1):
        g = array_at(grad, x, x.shape, "grad")
        converged = bool(np.linalg.norm(g) <= tol)
        if converged or k == max_steps:
            break
        H = array_at(hess, x, x.shape * 2, "hess")
        if damped:
            p = newton_direction(H, g)
            # Below the rounding of f no test of f can tell: there the full step is right.
            step = armijo(f, x, p, g @ p) if -(g @ p) > SEEN * abs(values[-1]) else 1.0
        else:
            p, step = np.linalg.solve(H, -g), 1.0
        x = x + step * p
        points.append(x)
        values.append(value_at(f, x))
    return Path(np.array(points), np.array(values), converged)


def newton_direction(H, g) -> np.ndarray:
    """Solve ``(H + t I) p = -g`` with the first t of 0, t1, 2 t1, 4 t1, ... that makes the matrix positive definite.

    Parameters
    ----------
    H : array_like, shape (n, n), symmetric
    g : array_like, shape (n,)
        Not zero, or p is zero too.

    Returns
    -------
    ndarray, shape (n,)
        A direction of descent: ``g @ p < 0``.

    Raises
    ------
    TypeError, ValueError
        If `H` is not a finite square matrix or `g` does not fit it.

    Notes
    -----
    About ``n**3 / 3`` operations for each t, by Cholesky. ``t1`` is a thousandth of the largest entry of `H`.

    Examples
    --------
    >>> newton_direction([[2, 0], [0, 4]], [2, 4])
    array([-1., -1.])
    """
    H, g = as_square(H, "H"), as_vector(g, "g")
    if len(g) != len(H):
        raise ValueError(f"g must have length {len(H)}, but it has length {len(g)}")
    shift, first = 0.0, SMALLEST_SHIFT * (np.abs(H).max() or 1.0)
    while True:
        try:
            L = np.linalg.cholesky(H + shift * np.eye(len(H)))
        except np.linalg.LinAlgError:
            shift = max(2 * shift, first)
        else:
            return as_finite_array(-np.linalg.solve(L.T, np.linalg.solve(L, g)), "the Newton direction")
