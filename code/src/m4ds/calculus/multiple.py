r"""Integrals over regions of the plane by slices, and over boxes of any dimension by a grid of midpoints.

Taught in the chapter "Multiple integrals, change of variables".
"""

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["midpoint_grid", "simpson_2d"]
MOST = 10**7


def simpson_2d(f, a, b, lower, upper, n=32, m=32) -> float:
    r"""Return the integral of `f` over the region between two graphs, by Simpson's rule on slices.

    The region is :math:`a \le x \le b`, :math:`g(x) \le y \le h(x)`.

    Parameters
    ----------
    f : callable
        Takes two arrays of one shape, x and y, and returns the values, an array of that shape (or one number).
    a, b : float
        Ends in x; the result changes its sign with their order.
    lower, upper : float or callable
        g and h: numbers, or functions that take the array of x and return an array of its shape. Where h(x) < g(x),
        the slice counts with a minus.
    n, m : int, optional
        Steps in x, and in y on every slice; even, at least 2.

    Raises
    ------
    TypeError, ValueError
        If an end is not a finite number, `n` or `m` not even and positive, or a function does not return finite real
        numbers in the right shape.

    See Also
    --------
    scipy.integrate.dblquad : chooses its points and estimates its error; its integrand is ``f(y, x)``.
    m4ds.calculus.quadrature.simpson : one variable.

    Notes
    -----
    Taught in "Multiple integrals, change of variables". ``(n + 1) * (m + 1)`` values. Exact if f and the graphs make
    every slice a cubic in y and the slice's area a cubic in x; of order 4 for smooth f, g and h.

    Examples
    --------
    >>> round(simpson_2d(lambda x, y: x * y, 0, 1, 0, lambda x: x, n=2, m=2), 12)
    0.125
    """
    n, m = _even(n, "n"), _even(m, "m")
    a, b = as_vector([as_finite_array(a, "a"), as_finite_array(b, "b")], "(a, b)")
    x = np.linspace(a, b, n + 1)
    low, high = _graph(lower, x, "lower"), _graph(upper, x, "upper")
    y = low[:, None] + (high - low)[:, None] * np.linspace(0, 1, m + 1)
    values = _fitting(f(np.broadcast_to(x[:, None], y.shape), y), y.shape, "what f returns")
    slices = (high - low) / m * (values @ _weights(m))
    return float((b - a) / n * (_weights(n) @ slices))


def midpoint_grid(f, a, b, n) -> float:
    r"""Return the midpoint rule on a grid of `n` cells along each of the d axes of a box.

    Parameters
    ----------
    f : callable
        Takes points, shape (N, d), and returns their values, shape (N,).
    a, b : array_like, shape (d,)
        Opposite corners, ``a[i] < b[i]``.
    n : int
        Cells along each axis, at least 1: N = n**d values.

    Raises
    ------
    TypeError, ValueError
        If the corners are not finite vectors of one length with a < b, `n` not a positive integer, n**d more than ten
        million, or `f` does not return N finite real numbers.

    See Also
    --------
    scipy.integrate.nquad, scipy.integrate.cubature

    Notes
    -----
    Taught in "Multiple integrals, change of variables". On the unit cube the error is at most :math:`d K h^2 / 24` with
    h = 1/n if no second derivative along an axis exceeds K; in terms of the values, :math:`N^{-2/d}`.

    Examples
    --------
    >>> round(midpoint_grid(lambda p: p.sum(axis=1), [0, 0, 0], [1, 1, 1], 2), 12)
    1.5
    """
    a, b = _box(a, b)
    n = _positive(n, "n")
    if float(n) ** len(a) > MOST:
        raise ValueError(f"a grid of {n}**{len(a)} points is too large: use mc_integrate")
    axis = (np.arange(n) + 0.5) / n
    grid = np.stack(np.meshgrid(*[axis] * len(a), indexing="ij"), axis=-1).reshape(-1, len(a))
    values = _fitting(f(a + (b - a) * grid), (len(grid),), "what f returns")
    return float(np.prod(b - a) * values.mean())


def _weights(n) -> np.ndarray:
    w = np.full(n + 1, 2.0)
    w[1::2], w[0], w[-1] = 4.0, 1.0, 1.0
    return w / 3


def _graph(g, x, name):
    return _fitting(g(x) if callable(g) else g, x.shape, name)


def _fitting(values, shape, name):
    values = as_finite_array(values, name)
    if values.shape != shape and values.size != 1:
        raise ValueError(f"{name} must have the shape {shape}, but it has shape {values.shape}")
    return np.broadcast_to(values if values.shape == shape else values.ravel()[0], shape)


def _box(a, b):
    a, b = as_vector(a, "a"), as_vector(b, "b")
    if a.shape != b.shape:
        raise ValueError(f"a and b must have one length, but they have {len(a)} and {len(b)}")
    if (b <= a).any():
        raise ValueError("every entry of a must be less than that of b")
    return a, b


def _positive(n, name):
    if isinstance(n, bool) or not isinstance(n, int | np.integer):
        raise TypeError(f"{name} must be an integer, but it is {n!r}")
    if n < 1:
        raise ValueError(f"{name} must be at least 1, but it is {n}")
    return int(n)


def _even(n, name):
    if _positive(n, name) % 2:
        raise ValueError(f"{name} must be even for Simpson's rule, but it is {n}")
    return int(n)
