r"""Laplace's approximation of an integral: a normal hill in place of the integrand.

Taught in the chapter "Hessians and matrix calculus".
"""

import numpy as np

from m4ds.calculus.hessians import hessian_fd
from m4ds.linalg.symmetric import cholesky
from m4ds.validation import as_square, as_vector

__all__ = ["laplace_log_integral"]


def laplace_log_integral(phi, x, H=None) -> float:
    r"""Return the logarithm of Laplace's approximation to the integral of ``exp(-phi)`` over all of space.

    .. math:: -\varphi(x) + \tfrac d2\log 2\pi - \tfrac12\log\det H

    Parameters
    ----------
    phi : callable
        `phi(x) -> float`.
    x : array_like, shape (d,)
        Where `phi` is smallest.
    H : array_like, shape (d, d), optional
        The Hessian of `phi` at `x`; by default from second differences.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If `x` is not a finite vector, or `H` is not a finite symmetric positive definite matrix of its size.

    See Also
    --------
    scipy.integrate.quad, scipy.integrate.nquad : the integral itself, in few dimensions.

    Notes
    -----
    Taught in "Hessians and matrix calculus". Exact for quadratic `phi`. The logarithm of the determinant is twice
    the sum of the logarithms of the diagonal of the Cholesky factor. That `x` is the place of the global minimum is
    up to you.

    Examples
    --------
    >>> float(np.exp(laplace_log_integral(lambda x: x[0]**2 / 2, [0.0], [[1.0]])).round(6))     # sqrt(2 pi)
    2.506628
    """
    x = as_vector(x, "x")
    H = hessian_fd(phi, x) if H is None else as_square(H, "H")
    if len(H) != len(x):
        raise ValueError(f"H must have the {len(x)} rows of x, but it has {len(H)}")
    L = cholesky(H)
    return float(-phi(x.copy()) + len(x) / 2 * np.log(2 * np.pi) - np.log(np.diag(L)).sum())
