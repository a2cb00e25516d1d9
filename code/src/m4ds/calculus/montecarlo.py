r"""Integrals over a box by random points, with the error bar that comes with them; and the volume of a ball.

Taught in the chapter "Multiple integrals, change of variables".
"""

from typing import NamedTuple

import numpy as np

from m4ds.calculus.multiple import _box, _fitting, _positive
from m4ds.validation import as_finite_array

__all__ = ["MonteCarlo", "ball_volume", "mc_integrate"]


class MonteCarlo(NamedTuple):
    """An estimated integral and its standard error, both in the unit of the integral."""

    value: float
    standard_error: float


def mc_integrate(f, a, b, n, rng: np.random.Generator) -> MonteCarlo:
    r"""Return the mean of `f` at `n` uniform random points of a box, times the volume, and its standard error.

    Parameters
    ----------
    f : callable
        Takes points, shape (n, d), and returns their values, shape (n,).
    a, b : array_like, shape (d,)
        Opposite corners, ``a[i] < b[i]``.
    n : int
        Points, at least 2.
    rng : numpy.random.Generator

    Returns
    -------
    MonteCarlo
        `value` is unbiased. `standard_error` estimates its standard deviation, if the integral of f squared is finite.

    Raises
    ------
    TypeError, ValueError
        If the corners are not finite vectors of one length with a < b, `n` is not an integer of at least 2, `rng` is
        no Generator, or `f` does not return n finite real numbers.

    See Also
    --------
    scipy.integrate.qmc_quad : points that fill the box more evenly than random ones.

    References
    ----------
    N. Metropolis and S. Ulam, "The Monte Carlo Method", JASA 44 (1949), 335-341.

    Notes
    -----
    Taught in "Multiple integrals, change of variables". The standard deviation is
    :math:`\sqrt{(V \int f^2 - I^2)/n}` with the volume V and the integral I: n to the power -1/2 in any dimension.

    Examples
    --------
    >>> found = mc_integrate(lambda p: p[:, 0] * p[:, 1], [0, 0], [1, 1], 10_000, np.random.default_rng(0))
    >>> bool(abs(found.value - 0.25) < 3 * found.standard_error)
    True
    """
    a, b = _box(a, b)
    n = _positive(n, "n")
    if n < 2:
        raise ValueError("n must be at least 2: one value has no spread")
    if not isinstance(rng, np.random.Generator):
        raise TypeError("rng must be a numpy.random.Generator: numpy.random.default_rng(seed)")
    values = _fitting(f(a + (b - a) * rng.random((n, len(a)))), (n,), "what f returns")
    volume = np.prod(b - a)
    return MonteCarlo(float(volume * values.mean()), float(volume * values.std(ddof=1) / np.sqrt(n)))


def ball_volume(d, radius=1.0) -> float:
    r"""Return the volume of the ball of the given radius in d dimensions.

    Parameters
    ----------
    d : int
        At least 1.
    radius : float, optional
        Positive.

    Raises
    ------
    TypeError, ValueError
        If `d` is not a positive integer or `radius` not a positive number.

    See Also
    --------
    scipy.special.gamma : the volume is ``pi**(d/2) / gamma(d/2 + 1)`` times the power of the radius.

    Notes
    -----
    Taught in "Multiple integrals, change of variables": :math:`V_d = \frac{2\pi}{d} V_{d-2}` from
    :math:`V_1 = 2` and :math:`V_2 = \pi`.

    Examples
    --------
    >>> [round(ball_volume(d), 4) for d in (1, 2, 3, 5, 20)]
    [2.0, 3.1416, 4.1888, 5.2638, 0.0258]
    """
    d, radius = _positive(d, "d"), as_finite_array(radius, "radius")
    if radius.ndim or radius <= 0:
        raise ValueError(f"radius must be a positive number, but it is {radius}")
    volume = 2.0 * radius if d % 2 else np.pi * radius**2
    for k in range(d % 2 + 2 if d % 2 else 4, d + 1, 2):
        volume *= 2 * np.pi * radius**2 / k
    return float(volume)
