"""Gradient descent with a fixed step or with a line search (chapter "Gradient methods")."""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_vector

__all__ = ["Path", "backtracking", "follow", "gradient_descent"]


@dataclass(frozen=True)
class Path:
    """Where a method went.

    Attributes
    ----------
    points : ndarray, shape (k + 1, n)
        The start and the point after each step.
    values : ndarray, shape (k + 1,)
        The objective at these points.
    converged : bool
        True if the gradient at the last point is at most `tol` long.
    """

    points: np.ndarray
    values: np.ndarray
    converged: bool

    @property
    def x(self) -> np.ndarray:
        """The last point."""
        return self.points[-1]

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.points) - 1


def gradient_descent(f, grad, x0, step, *, max_steps=10_000, tol=1e-6) -> Path:
    """Walk from `x0` against the gradient: ``x <- x - step * grad(x)``.

    Parameters
    ----------
    f, grad : callable
        The objective, `f(x) -> float`, and its gradient, `grad(x) -> ndarray` of shape (n,).
    x0 : array_like, shape (n,)
        The start.
    step : float or callable
        A fixed step, or a rule `step(f, x, g) -> float` such as `backtracking`.
    max_steps : int
        The largest number of steps.
    tol : float
        Stop when the gradient is at most this long. Its unit is that of `f` over that of `x`.

    Returns
    -------
    Path
        Its `converged` says whether the gradient fell to `tol`.

    Raises
    ------
    TypeError, ValueError
        If `x0` is not a finite vector, a step is not positive, or `f` or `grad` returns a wrong shape.
    ArithmeticError
        If the objective or its gradient stops being finite; the message names the step.

    See Also
    --------
    scipy.optimize.minimize : the professional routine.

    References
    ----------
    Cauchy (1847); the rates are in Nesterov, *Lectures on Convex Optimization* (2018), section 2.1.

    Examples
    --------
    >>> f = lambda x: (x[0]**2 + 4 * x[1]**2) / 2
    >>> grad = lambda x: np.array([x[0], 4 * x[1]])
    >>> gradient_descent(f, grad, [4, 1], step=0.4, max_steps=2).points.round(4)
    array([[ 4.  ,  1.  ],
           [ 2.4 , -0.6 ],
           [ 1.44,  0.36]])
    """
    return follow(f, grad, x0, step, lambda k: 0.0, False, max_steps, tol)


def backtracking(f, x, g, *, first=1.0, c=0.5, shrink=0.5) -> float:
    """Return the first of `first`, `shrink * first`, ... that meets Armijo's condition.

    The condition is ``f(x - step * g) <= f(x) - c * step * (g @ g)``.

    Parameters
    ----------
    f : callable
        The objective. A trial at which it is NaN or infinite is refused like one that is too high.
    x, g : array_like, shape (n,)
        The point and the gradient there.
    first : float
        The first trial, positive.
    c, shrink : float
        Between 0 and 1: the part of the promised decrease to insist on, and the factor after a refusal.

    Raises
    ------
    ValueError
        If `first`, `c` or `shrink` is out of its range.
    ArithmeticError
        If no step that moves `x` passes: `g` is not the gradient, or `x` is a minimum up to rounding.

    See Also
    --------
    scipy.optimize.line_search : a search that also asks for a flat enough slope.

    References
    ----------
    Armijo (1966), Pacific Journal of Mathematics 16(1).

    Examples
    --------
    >>> backtracking(lambda x: 4 * x @ x, np.array([1.0]), np.array([8.0]))
    0.125
    """
    x, g = as_vector(x, "x"), as_vector(g, "g")
    if not (first > 0 and 0 < c < 1 and 0 < shrink < 1):
        raise ValueError("backtracking needs first > 0, and c and shrink between 0 and 1")
    step, here, decrease = first, f(x), c * (g @ g)
    with np.errstate(all="ignore"):
        while not f(x - step * g) <= here - step * decrease:
            step *= shrink
            if np.array_equal(x - step * g, x):
                raise ArithmeticError("no step against g lowers f: g is not the gradient of f at x, "
                                      "or x is a minimum up to rounding (then choose a larger tol)")
    return step


@np.errstate(all="ignore")
def follow(f, grad, x0, step, weight, look_ahead, max_steps, tol) -> Path:
    """Take steps ``x + beta (x - previous) - step * grad(y)`` with ``beta = weight(k)``.

    The gradient is taken at ``y = x``, or with `look_ahead` at ``y = x + beta (x - previous)``. All
    methods of the chapter are cases of this; the parameters are those of `gradient_descent`. Overflow is
    not warned of on the way, because every value and gradient is checked.
    """
    x = previous = as_vector(x0, "x0").copy()
    if not callable(step) and not (np.isfinite(step) and step > 0):
        raise ValueError(f"step must be positive and finite, but it is {step}")
    points, values, converged = [x], [_value(f, x, 0)], False
    for k in range(max_steps + 1):
        ahead = x + weight(k) * (x - previous)
        y = ahead if look_ahead else x
        g = _gradient(grad, y, k)
        converged = bool(np.linalg.norm(g) <= tol)
        if converged or k == max_steps:
            break
        length = step(f, y, g) if callable(step) else step
        previous, x = x, ahead - length * g
        points.append(x)
        values.append(_value(f, x, k + 1))
    if converged and y is not x:
        points.append(y)
        values.append(_value(f, y, k))
    return Path(np.array(points), np.array(values), converged)


def _value(f, x, k: int) -> float:
    value = np.asarray(f(x), dtype=float)
    if value.shape != ():
        raise ValueError(f"f must return one number, but its value has shape {value.shape}")
    return float(_finite(value, "objective", k))


def _gradient(grad, x, k: int) -> np.ndarray:
    g = np.asarray(grad(x), dtype=float)
    if g.shape != x.shape:
        raise ValueError(f"grad must return shape {x.shape}, but it returned {g.shape}")
    return _finite(g, "gradient", k)


def _finite(a: np.ndarray, what: str, k: int) -> np.ndarray:
    if np.isfinite(a).all():
        return a
    cause = "x0 lies outside the domain of f" if k == 0 else "it diverges: take a smaller step"
    raise ArithmeticError(f"the {what} is no longer finite after {k} steps; {cause}")
