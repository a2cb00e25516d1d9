"""Brent's root finder: interpolation where it works, halving where it does not.

Taught in the chapter "Newton, quasi-Newton, nonlinear least squares".
"""

import numpy as np

from m4ds.optim.evaluation import value_at
from m4ds.optim.roots import Root, bracket_values

__all__ = ["brent"]


def brent(f, a, b, *, tol=1e-12, max_steps=500) -> Root:
    """Return a zero of `f` between `a` and `b`, safe as halving and usually much shorter.

    Keep three points: `x`, the best; `other`, on the other side of the sign change; `last`, the best one before.
    Try the parabola through the three, as x in terms of y, or the secant if two coincide. Halve instead if that
    step is not well inside the bracket, or not less than half of the step before the last.

    Parameters
    ----------
    f : callable
        Continuous, `f(x) -> float`.
    a, b : float
        The ends; `f(a)` and `f(b)` have opposite signs, or one is zero.
    tol : float
        The largest error allowed, positive, besides rounding of the answer.
    max_steps : int

    Returns
    -------
    Root
        `points` are the successive best points.

    Raises
    ------
    TypeError, ValueError
        If an end is not finite, `tol` not positive, or `f` has the same sign at both ends.
    ArithmeticError
        If `f` is not finite at a point of the search.

    See Also
    --------
    scipy.optimize.brentq : the same algorithm, compiled.

    References
    ----------
    Brent, *Algorithms for Minimization without Derivatives* (1973), chapter 4.

    Examples
    --------
    >>> round(brent(lambda x: x**2 - 2, 1, 2).x, 12)
    1.414213562373
    """
    last, x, f_last, fx = bracket_values(f, a, b, tol)
    other, f_other = last, f_last
    step = before = x - last
    points = [x]
    for _ in range(max_steps):
        if np.sign(fx) == np.sign(f_other):
            other, f_other = last, f_last
            step = before = x - last
        if abs(f_other) < abs(fx):
            last, x, other = x, other, x
            f_last, fx, f_other = fx, f_other, fx
            points[-1] = x
        smallest = 2 * np.finfo(float).eps * abs(x) + tol / 2
        half = other / 2 - x / 2
        if abs(half) <= smallest or fx == 0:
            return Root(np.array(points), True)
        trial = _interpolate(last, x, other, f_last, fx, f_other) if abs(f_last) > abs(fx) else None
        inside = trial is not None and 0 < trial / half < 1.5 - smallest / abs(2 * half)
        if inside and abs(before) >= smallest and abs(trial) < abs(before) / 2:
            before, step = step, trial
        else:
            before = step = half
        last, f_last = x, fx
        x = x + step if abs(step) > smallest else x + np.copysign(smallest, half)
        fx = value_at(f, x)
        points.append(float(x))
    return Root(np.array(points), False)


def _interpolate(last, x, other, f_last, fx, f_other):
    """Return the step from x to the zero of the secant or of the inverse parabola, None if there is none."""
    s = fx / f_last
    if last == other:
        p, q = (other - x) * s, 1 - s
    else:
        t, r = f_last / f_other, fx / f_other
        p = s * ((other - x) * t * (t - r) - (x - last) * (r - 1))
        q = (t - 1) * (r - 1) * (s - 1)
    return -p / q if q != 0 else None
