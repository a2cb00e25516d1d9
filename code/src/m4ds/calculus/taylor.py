r"""Taylor polynomials, and how far they may be off.

Taught in the chapter "Derivatives and Taylor".
"""

import operator

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["lagrange_bound", "taylor_polynomial"]


def taylor_polynomial(derivatives, a, x):
    r"""Return the Taylor polynomial :math:`\sum_k f^{(k)}(a)\,(x - a)^k / k!` at `x`.

    Parameters
    ----------
    derivatives : array_like, shape (n + 1,)
        :math:`f(a), f'(a), \dots, f^{(n)}(a)`.
    a : float
        The centre.
    x : array_like, shape (...)

    Returns
    -------
    float or ndarray, shape (...)

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite and real, `derivatives` not a vector, or `a` not one number.

    See Also
    --------
    sympy.series : the polynomial as an expression.
    scipy.interpolate.approximate_taylor_polynomial : from values of the function, by fitting.

    Notes
    -----
    Taught in "Derivatives and Taylor". From the inside out, so that no factorial is formed; O(n) for each entry of `x`.

    Examples
    --------
    >>> taylor_polynomial([1, 1, 1, 1, 1], 0.0, 0.5)      # e^x, degree 4
    1.6484375
    """
    derivatives = as_vector(derivatives, "derivatives")
    a, x = as_finite_array(a, "a"), as_finite_array(x, "x")
    if a.ndim:
        raise ValueError(f"a must be one number, but it has shape {a.shape}")
    step, p = x - a, np.full(x.shape, derivatives[-1])
    for k in range(len(derivatives) - 1, 0, -1):
        p = derivatives[k - 1] + p * step / k
    return float(p) if p.ndim == 0 else p


def lagrange_bound(bound, degree, distance) -> float:
    r"""Return Lagrange's bound :math:`M r^{n+1}/(n+1)!` of the error of a Taylor polynomial of degree n.

    Parameters
    ----------
    bound : float
        M, at least 0, with :math:`|f^{(n+1)}| \le M` between the centre and the point.
    degree : int
        n, at least 0.
    distance : float
        r, from the centre to the point; its sign does not matter.

    Raises
    ------
    TypeError, ValueError
        If `degree` is not a natural number, or `bound` or `distance` not a finite number, or `bound` negative.

    Notes
    -----
    Taught in "Derivatives and Taylor". Multiplied factor by factor, so that no factorial overflows.

    Examples
    --------
    >>> lagrange_bound(1.0, 1, 0.2)           # |sin x - x| at 0.2 with |sin''| <= 1
    0.020000000000000004
    """
    if isinstance(degree, bool):
        raise TypeError("degree must be a natural number, not a truth value")
    degree = operator.index(degree)
    M, r = as_finite_array(bound, "bound"), as_finite_array(distance, "distance")
    if degree < 0 or M.ndim or r.ndim or M < 0:
        raise ValueError("give one bound >= 0, a degree >= 0 and one distance")
    return float(M) * float(np.prod(abs(r) / np.arange(1.0, degree + 2)))
