"""Zeros of a function of one variable: halving, tangents and secants.

Taught in the chapter "Newton, quasi-Newton, nonlinear least squares".
"""

from dataclasses import dataclass

import numpy as np

from m4ds.optim.evaluation import value_at
from m4ds.validation import as_finite_array

__all__ = ["Root", "bisect", "bracket_values", "newton", "secant"]


@dataclass(frozen=True)
class Root:
    """Where a root finder went.

    Attributes
    ----------
    points : ndarray, shape (k,)
        The points at which it stood, in order; the last is the answer.
    converged : bool
        Whether its stopping rule was met.
    """

    points: np.ndarray
    converged: bool

    @property
    def x(self) -> float:
        """The last point."""
        return float(self.points[-1])

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.points) - 1


def bisect(f, a, b, *, tol=1e-12, max_steps=2000) -> Root:
    """Halve an interval in which `f` changes sign until it is at most `2 * tol` long.

    Parameters
    ----------
    f : callable
        Continuous, `f(x) -> float`.
    a, b : float
        The ends; `f(a)` and `f(b)` have opposite signs, or one is zero.
    tol : float
        The largest error allowed, positive. Less than the spacing of the numbers there is not reached; then the
        search ends with two neighbours and the answer is one of them.
    max_steps : int
        The largest number of halvings.

    Returns
    -------
    Root
        `points` are the midpoints.

    Raises
    ------
    TypeError, ValueError
        If an end is not finite, `tol` not positive, or `f` has the same sign at both ends.
    ArithmeticError
        If `f` is not finite at a point of the search.

    See Also
    --------
    scipy.optimize.bisect : the same, compiled.

    References
    ----------
    Brent, *Algorithms for Minimization without Derivatives* (1973), chapter 3.

    Examples
    --------
    >>> bisect(lambda x: x**2 - 2, 1, 2, max_steps=3).points
    array([1.5   , 1.25  , 1.375 , 1.4375])
    """
    a, b, fa, fb = bracket_values(f, a, b, tol)
    if fa == 0 or fb == 0:
        return Root(np.array([a if fa == 0 else b]), True)
    points = []
    for _ in range(max_steps + 1):
        middle = a / 2 + b / 2
        points.append(middle)
        if abs(b - a) <= 2 * tol or middle in (a, b):
            return Root(np.array(points), True)
        value = value_at(f, middle)
        if value == 0:
            return Root(np.array(points), True)
        if np.sign(value) == np.sign(fa):
            a = middle
        else:
            b = middle
    return Root(np.array(points), False)


def newton(f, df, x0, *, tol=1e-12, max_steps=50) -> Root:
    """Follow tangents: ``x <- x - f(x) / df(x)``.

    Parameters
    ----------
    f, df : callable
        The function and its derivative.
    x0 : float
        The start.
    tol : float
        Stop when a step is at most ``tol * max(1, |x|)``, or `f(x)` is exactly zero. Not negative.
    max_steps : int

    Returns
    -------
    Root
        Not converged if `max_steps` ran out: pure Newton may cycle or run away.

    Raises
    ------
    TypeError, ValueError
        If `x0` is not a finite number or `tol` is negative.
    ArithmeticError
        If the tangent is level, or a value is not finite.

    See Also
    --------
    scipy.optimize.newton : also without a derivative, and with the second one (Halley).

    References
    ----------
    Dennis and Schnabel, *Numerical Methods for Unconstrained Optimization and Nonlinear Equations* (1983), chapter 2.

    Examples
    --------
    >>> newton(lambda x: x**2 - 2, lambda x: 2 * x, 1, max_steps=3).points.round(6)
    array([1.      , 1.5     , 1.416667, 1.414216])
    """
    x = _number(x0, "x0")
    _check_tol(tol)
    points = [x]
    for _ in range(max_steps):
        value = value_at(f, x)
        if value == 0:
            return Root(np.array(points), True)
        slope = value_at(df, x, "df")
        if slope == 0:
            raise ArithmeticError(f"the tangent at {x:.6g} is level and meets no zero: start elsewhere")
        new = x - value / slope
        points.append(new)
        if abs(new - x) <= tol * max(1.0, abs(new)):
            return Root(np.array(points), True)
        x = new
    return Root(np.array(points), value_at(f, x) == 0)


def secant(f, x0, x1, *, tol=1e-12, max_steps=100) -> Root:
    """Follow the straight line through the last two points: one value of `f` a step, no derivative.

    Parameters
    ----------
    f : callable
    x0, x1 : float
        Two different starts.
    tol, max_steps
        As for `newton`.

    Raises
    ------
    TypeError, ValueError
        If a start is not finite, the two are equal, or `tol` is negative.
    ArithmeticError
        If the secant is level, or a value is not finite.

    See Also
    --------
    scipy.optimize.root_scalar : with ``method="secant"``.

    Examples
    --------
    >>> secant(lambda x: x**2 - 2, 1, 2, max_steps=3).points.round(6)
    array([1.      , 2.      , 1.333333, 1.4     , 1.414634])
    """
    x, new = _number(x0, "x0"), _number(x1, "x1")
    _check_tol(tol)
    if x == new:
        raise ValueError("x0 and x1 must differ: a secant needs two points")
    points, fx = [x, new], value_at(f, x)
    for _ in range(max_steps):
        value = value_at(f, new)
        if value == 0 or abs(new - x) <= tol * max(1.0, abs(new)):
            return Root(np.array(points), True)
        if value == fx:
            raise ArithmeticError(f"the secant through {x:.6g} and {new:.6g} is level: start elsewhere")
        x, fx, new = new, value, new - value * (new - x) / (value - fx)
        points.append(new)
    return Root(np.array(points), value_at(f, new) == 0)


def bracket_values(f, a, b, tol):
    """Return the ends and the values of `f` there, or say why they are no bracket.

    Examples
    --------
    >>> bracket_values(lambda x: x**2 - 2, 1, 2, 1e-9)
    (1.0, 2.0, -1.0, 2.0)
    """
    a, b = _number(a, "a"), _number(b, "b")
    if not tol > 0:
        raise ValueError(f"tol must be positive, but it is {tol}")
    fa, fb = value_at(f, a), value_at(f, b)
    if np.sign(fa) * np.sign(fb) > 0:
        raise ValueError(f"f has the same sign at a = {a:g} and b = {b:g}: choose ends with opposite signs")
    return a, b, fa, fb


def _number(x, name) -> float:
    x = as_finite_array(x, name)
    if x.ndim != 0:
        raise ValueError(f"{name} must be one number, but it has shape {x.shape}")
    return float(x)


def _check_tol(tol) -> None:
    if not tol >= 0:
        raise ValueError(f"tol must not be negative, but it is {tol}")
