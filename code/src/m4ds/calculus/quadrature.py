r"""Integrals from values: trapezoid, midpoint, Simpson, Romberg, and the trapezoid on a table of readings.

Taught in the chapter "Integrals and series".
"""

import numpy as np

from m4ds.calculus.derivatives import extrapolate
from m4ds.validation import as_finite_array, as_vector

__all__ = ["midpoint", "romberg", "simpson", "trapezoid", "trapezoid_readings"]


def trapezoid(f, a, b, n) -> float:
    r"""Return the trapezoid rule with `n` equal steps.

    Parameters
    ----------
    f : callable
        Takes an array of points, shape (m,), and returns its values, an array of the same shape.
    a, b : float
        The ends; the result changes its sign with their order.
    n : int
        Steps, at least 1.

    Raises
    ------
    TypeError, ValueError
        If `a` or `b` is not a finite number, `n` not a positive integer, or `f` does not return finite real numbers in
        the shape of its argument.

    See Also
    --------
    scipy.integrate.trapezoid : from values. scipy.integrate.quad : chooses its points and estimates its error.

    Notes
    -----
    Taught in "Integrals and series". The error is :math:`-(b-a) h^2 f''(\xi)/12` with :math:`h = (b-a)/n`, and smaller
    than any power of h for a smooth periodic function over whole periods. ``n + 1`` values of `f`.

    Examples
    --------
    >>> trapezoid(lambda x: x**2, 0, 1, 2)
    0.375
    """
    a, b, n = _interval(a, b, n)
    y = _values(f, np.linspace(a, b, n + 1))
    return float((b - a) / n * (y.sum() - (y[0] + y[-1]) / 2))


def midpoint(f, a, b, n) -> float:
    r"""Return the midpoint rule with `n` equal steps: no value at an end is used.

    Parameters
    ----------
    f, a, b, n
        As in `trapezoid`.

    Raises
    ------
    TypeError, ValueError
        As `trapezoid`.

    Notes
    -----
    Taught in "Integrals and series". The error is :math:`(b-a) h^2 f''(\xi)/24`. `n` values of `f`.

    Examples
    --------
    >>> midpoint(lambda x: x**2, 0, 1, 2)
    0.3125
    """
    a, b, n = _interval(a, b, n)
    h = (b - a) / n
    return float(h * _values(f, a + h * (np.arange(n) + 0.5)).sum())


def simpson(f, a, b, n) -> float:
    r"""Return Simpson's rule with `n` equal steps, an even number.

    Parameters
    ----------
    f, a, b
        As in `trapezoid`.
    n : int
        Steps between neighbouring points, even, at least 2: one parabola for two steps.

    Raises
    ------
    TypeError, ValueError
        As `trapezoid`, or if `n` is odd.

    See Also
    --------
    scipy.integrate.simpson : from values, also an even number of them.

    Notes
    -----
    Taught in "Integrals and series". The error is :math:`-(b-a) h^4 f^{(4)}(\xi)/180`: a cubic is integrated
    exactly. ``n + 1`` values of `f`.

    Examples
    --------
    >>> simpson(lambda x: x**3, 0, 2, 2)
    4.0
    """
    a, b, n = _interval(a, b, n)
    if n % 2:
        raise ValueError(f"n must be even for Simpson's rule, but it is {n}")
    y = _values(f, np.linspace(a, b, n + 1))
    return float((b - a) / n / 3 * (y[0] + 4 * y[1::2].sum() + 2 * y[2:-1:2].sum() + y[-1]))


def romberg(f, a, b, levels=5) -> np.ndarray:
    r"""Return Romberg's triangle: Richardson's extrapolation of trapezoid rules with 1, 2, 4, ... steps.

    Parameters
    ----------
    f, a, b
        As in `trapezoid`; `f` with 2 * `levels` continuous derivatives on the closed interval.
    levels : int
        Rows, at least 1.

    Returns
    -------
    T : ndarray, shape (levels, levels)
        Column 0 holds trapezoid rules, column 1 Simpson's. ``T[-1, -1]`` is the best value; how much it differs from
        ``T[-1, -2]`` says how far to trust it. Zero above the diagonal.

    Raises
    ------
    TypeError, ValueError
        As `trapezoid`, with `levels` in the place of `n`.

    See Also
    --------
    scipy.integrate.romb : from values. m4ds.calculus.derivatives.extrapolate : the triangle.

    Notes
    -----
    Taught in "Integrals and series". Each row uses the values of the row before: ``2**(levels - 1) + 1`` in all.

    Examples
    --------
    >>> T = romberg(np.exp, 0, 1, levels=5)
    >>> bool(abs(T[-1, -1] - (np.e - 1)) < 1e-12)
    True
    """
    a, b, levels = _interval(a, b, levels, "levels")
    column, h = [trapezoid(f, a, b, 1)], b - a
    for i in range(1, levels):
        column.append((column[-1] + midpoint(f, a, b, 2 ** (i - 1))) / 2)
    return extrapolate(column) if h else np.zeros((levels, levels))


def trapezoid_readings(t, y) -> float:
    """Return the trapezoid rule for readings `y` at the times `t`, which need not be equally spaced.

    Parameters
    ----------
    t : array_like, shape (n,)
        Strictly increasing, n at least 2.
    y : array_like, shape (n,)

    Returns
    -------
    float
        In the unit of `y` times that of `t`: kW and hours give kWh.

    Raises
    ------
    TypeError, ValueError
        If `t` and `y` are not finite vectors of one length at least 2, or `t` does not increase.

    See Also
    --------
    numpy.trapezoid, scipy.integrate.trapezoid, scipy.integrate.cumulative_trapezoid

    Notes
    -----
    Taught in "Integrals and series". A gap is bridged by a straight line; nothing here says how wrong that is.

    Examples
    --------
    >>> trapezoid_readings([0.0, 1.0, 3.0], [2.0, 4.0, 1.0])
    8.0
    """
    t, y = as_vector(t, "t"), as_vector(y, "y")
    if t.shape != y.shape or len(t) < 2:
        raise ValueError(f"t and y must have one length, at least 2, but they have {len(t)} and {len(y)}")
    steps = np.diff(t)
    if (steps <= 0).any():
        raise ValueError("t must increase strictly: sort the readings and drop repeated times")
    return float((steps * (y[1:] + y[:-1])).sum() / 2)


def _interval(a, b, n, name="n"):
    ends = as_vector([as_finite_array(a, "a"), as_finite_array(b, "b")], "(a, b)")
    if isinstance(n, bool) or not isinstance(n, int | np.integer):
        raise TypeError(f"{name} must be an integer, but it is {n!r}")
    if n < 1:
        raise ValueError(f"{name} must be at least 1, but it is {n}")
    return float(ends[0]), float(ends[1]), int(n)


def _values(f, x):
    y = as_finite_array(f(x), "what f returns")
    if y.shape != x.shape:
        raise ValueError(f"what f returns must have the shape {x.shape} of its argument, but it has shape {y.shape}")
    return y
