"""How far to go along a direction: Armijo's rule, and Wolfe's two conditions.

Taught in the chapter "Newton, quasi-Newton, nonlinear least squares".
"""

import numpy as np

from m4ds.validation import as_vector

__all__ = ["armijo", "wolfe"]


def armijo(f, x, d, slope, *, first=1.0, c=1e-4, shrink=0.5) -> float:
    """Return the first of `first`, `shrink * first`, ... with ``f(x + a d) <= f(x) + c a slope``.

    Parameters
    ----------
    f : callable
        The objective. A trial at which it is NaN or infinite is refused.
    x, d : array_like, shape (n,)
        The point and a direction of descent.
    slope : float
        The slope along `d` at `x`, gradient times `d`; negative.
    first : float
        The first trial, positive. One suits Newton's direction.
    c, shrink : float
        Between 0 and 1. For fast local convergence of Newton's method `c` must be below 1/2.

    Raises
    ------
    ValueError
        If `slope` is not negative or a parameter is out of range.
    ArithmeticError
        If no step that moves `x` passes.

    See Also
    --------
    m4ds.optim.descent.backtracking : the case ``d = -gradient``.
    scipy.optimize.line_search : a search for Wolfe's conditions.

    References
    ----------
    Armijo (1966), Pacific Journal of Mathematics 16(1).

    Examples
    --------
    >>> armijo(lambda x: float(x @ x), [1.0], [-4.0], -8.0)
    0.25
    """
    x, d = _direction(x, d, slope)
    if not (first > 0 and 0 < c < 1 and 0 < shrink < 1):
        raise ValueError("armijo needs first > 0, and c and shrink between 0 and 1")
    step, here = first, f(x)
    with np.errstate(all="ignore"):
        while not f(x + step * d) <= here + c * step * slope:
            step *= shrink
            if np.array_equal(x + step * d, x):
                raise ArithmeticError("no step along d lowers f: slope is not the slope of f, or x is a minimum "
                                      "up to rounding")
    return step


def wolfe(f, grad, x, d, slope, *, first=1.0, c1=1e-4, c2=0.9, max_trials=80) -> float:
    """Return a step that lowers `f` enough and after which the slope has risen enough (weak Wolfe conditions).

    ``f(x + a d) <= f(x) + c1 a slope`` and ``grad(x + a d) . d >= c2 slope``. A trial that fails the first is too
    long, one that fails the second too short: double until one is too long, then halve between.

    Parameters
    ----------
    f, grad : callable
        The objective, bounded below along `d`, and its gradient.
    x, d, slope, first
        As for `armijo`.
    c1, c2 : float
        ``0 < c1 < c2 < 1``.
    max_trials : int

    Raises
    ------
    ValueError
        If `slope` is not negative or a parameter is out of range.
    ArithmeticError
        If no step is found: `f` is not bounded below along `d`, its gradient is wrong, or rounding hides the fall.

    See Also
    --------
    scipy.optimize.line_search : the strong conditions, with interpolation.

    References
    ----------
    Nocedal and Wright, *Numerical Optimization* (2006), section 3.1.

    Examples
    --------
    >>> wolfe(lambda x: float(x @ x), lambda x: 2 * x, [1.0], [-0.01], -0.02)
    16.0
    """
    x, d = _direction(x, d, slope)
    if not (first > 0 and 0 < c1 < c2 < 1):
        raise ValueError("wolfe needs first > 0 and 0 < c1 < c2 < 1")
    here, low, high, step = f(x), 0.0, np.inf, first
    with np.errstate(all="ignore"):
        for _ in range(max_trials):
            if not f(x + step * d) <= here + c1 * step * slope:
                high = step
            elif not np.dot(grad(x + step * d), d) >= c2 * slope:
                low = step
            else:
                return step
            step = 2 * step if high == np.inf else (low + high) / 2
    raise ArithmeticError(f"no Wolfe step in {max_trials} trials: f is not bounded below along d, its gradient is "
                          "wrong, or x is a minimum up to rounding")


def _direction(x, d, slope):
    x, d = as_vector(x, "x"), as_vector(d, "d")
    if x.shape != d.shape:
        raise ValueError(f"d must have the length of x, {len(x)}, but it has {len(d)}")
    if not slope < 0:
        raise ValueError(f"slope must be negative, but it is {slope}: d does not lead down")
    return x, d
