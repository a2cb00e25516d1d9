"""Formulas rewritten so that floating-point arithmetic does them no harm.

Taught in the chapter "Computing you can trust".
"""

import math

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["logsumexp", "stable_quadratic"]


def logsumexp(z):
    r"""Return :math:`\log \sum_i e^{z_i}` along the last axis, without overflow.

    Parameters
    ----------
    z : array_like, shape (..., n)

    Returns
    -------
    float or ndarray, shape (...)
        A float for a vector.

    Raises
    ------
    TypeError, ValueError
        If `z` does not hold finite real numbers in at least one dimension, or is empty.

    See Also
    --------
    scipy.special.logsumexp : also weights, any axis, and infinite entries.

    Notes
    -----
    Taught in "Computing you can trust". With the largest entry taken out, every exponential is at most 1 and
    one of them is 1: nothing overflows, and a term that underflows does not matter.

    Examples
    --------
    >>> logsumexp([1000.0, 1000.0])
    1000.6931471805599
    >>> logsumexp([[0, 0], [-1000, 0]]).round(4)
    array([0.6931, 0.    ])
    """
    z = as_finite_array(z, "z")
    if z.ndim == 0:
        raise ValueError("z must have at least one axis to sum over, but it is a single number")
    largest = z.max(axis=-1, keepdims=True)
    with np.errstate(over="ignore"):  # a gap beyond the largest float becomes -inf, and its exponential 0
        result = largest[..., 0] + np.log(np.exp(z - largest).sum(axis=-1))
    return float(result) if z.ndim == 1 else result


def stable_quadratic(a, b, c) -> np.ndarray:
    r"""Return the real roots of :math:`a x^2 + b x + c = 0`, each without cancellation.

    Parameters
    ----------
    a, b, c : float
        Coefficients, `a` not zero.

    Returns
    -------
    ndarray, shape (2,)
        In increasing order; a double root twice. A root too small for a float is returned as 0.

    Raises
    ------
    TypeError, ValueError
        If a coefficient is not one finite real number, `a` is zero, or the roots are not real.
    OverflowError
        If a root exceeds the largest float.

    See Also
    --------
    numpy.roots : any degree, by the eigenvalues of a companion matrix.

    Notes
    -----
    Taught in "Computing you can trust". The root that adds numbers of one sign is computed by the formula, the
    other from the product c/a of the roots. Coefficients are scaled by a power of two, which is exact, so that
    the square of b cannot overflow. Nearly equal roots keep only half of the digits: that is the conditioning
    of the problem.

    References
    ----------
    Higham, N. J. (2002). Accuracy and Stability of Numerical Algorithms, 2nd ed., section 1.8. SIAM.

    Examples
    --------
    >>> stable_quadratic(1, -1e8, 1)
    array([1.e-08, 1.e+08])
    """
    a, b, c = (_coefficient(v, name) for v, name in ((a, "a"), (b, "b"), (c, "c")))
    if a == 0:
        raise ValueError("a is zero: the equation is not quadratic")
    q = b / 2 + math.copysign(_root_of_discriminant(a, b / 2, c), b)  # two numbers of one sign: no cancellation
    roots = np.sort([-q / a, -c / q]) if q else np.zeros(2)
    if not np.isfinite(roots).all():
        raise OverflowError("a root exceeds the largest float: change the unit of x")
    return roots + 0.0                                             # 0.0 rather than -0.0


def _root_of_discriminant(a, h, c) -> float:
    """Return sqrt(h*h - a*c), with all three divided by the same power of two on the way."""
    exponent = math.frexp(max(abs(h), math.sqrt(abs(a)) * math.sqrt(abs(c))))[1]
    x, y, z = (math.ldexp(v, -exponent) for v in (h, a, c))
    if (d := x * x - y * z) < 0:
        raise ValueError("the equation has no real roots: b² − 4ac is negative")
    return math.ldexp(math.sqrt(d), exponent)


def _coefficient(value, name) -> float:
    value = as_finite_array(value, name)
    if value.size != 1:
        raise ValueError(f"{name} must be one number, but it has shape {value.shape}")
    return float(value.item())
