r"""Gauss-Legendre quadrature: n points that integrate every polynomial of degree 2n - 1.

Taught in the chapter "Integrals and series".
"""

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["gauss_legendre", "gauss_legendre_rule", "legendre"]


def legendre(n, x) -> np.ndarray:
    r"""Return the Legendre polynomials of degrees 0 to `n`, normalised to :math:`\int_{-1}^1 p_k^2 = 1`, at `x`.

    Parameters
    ----------
    n : int
        At least 0.
    x : array_like, shape (...)

    Returns
    -------
    P : ndarray, shape (n + 1, ...)

    Raises
    ------
    TypeError, ValueError
        If `n` is not a natural number or `x` not finite and real.

    See Also
    --------
    scipy.special.eval_legendre : normalised to the value 1 at 1.

    Notes
    -----
    Taught in "Integrals and series". By :math:`x p_k = \beta_k p_{k-1} + \beta_{k+1} p_{k+1}` with
    :math:`\beta_k = k/\sqrt{4k^2 - 1}`; O(n) for each entry of `x`.

    Examples
    --------
    >>> legendre(1, 1.0).round(4)
    array([0.7071, 1.2247])
    """
    n, x = _degree(n, 0), as_finite_array(x, "x")
    beta, P = _beta(n), np.empty((n + 1, *x.shape))
    P[0] = np.sqrt(0.5)
    for k in range(n):
        before = beta[k - 1] * P[k - 1] if k else 0.0
        P[k + 1] = (x * P[k] - before) / beta[k]
    return P


def gauss_legendre_rule(n):
    r"""Return the nodes in (-1, 1) and the positive weights of Gauss's rule, by the method of Golub and Welsch.

    Parameters
    ----------
    n : int
        Points, at least 1.

    Returns
    -------
    x, w : ndarray, shape (n,)
        Increasing nodes; weights that sum to 2.

    Raises
    ------
    TypeError, ValueError
        If `n` is not a positive integer.

    See Also
    --------
    numpy.polynomial.legendre.leggauss, scipy.special.roots_legendre

    Notes
    -----
    Taught in "Integrals and series". The nodes are the eigenvalues of a symmetric tridiagonal matrix, here by
    `numpy.linalg.eigh` in O(n^3). The weights are :math:`1/\sum_{k<n} p_k(x_i)^2`, which equals twice the squared
    first entry of the eigenvector and keeps its digits at small weights.

    References
    ----------
    Golub, G. H. and Welsch, J. H. (1969). Calculation of Gauss quadrature rules. Mathematics of Computation 23,
    221-230.

    Examples
    --------
    >>> x, w = gauss_legendre_rule(2)
    >>> x.round(4), w.round(4)
    (array([-0.5774,  0.5774]), array([1., 1.]))
    """
    n = _degree(n, 1)
    beta = _beta(n - 1)
    x = np.linalg.eigvalsh(np.diag(beta, 1) + np.diag(beta, -1))
    x = (x - x[::-1]) / 2                              # the rule is symmetric; rounding need not be
    return x, 1 / (legendre(n - 1, x) ** 2).sum(axis=0)


def gauss_legendre(f, a, b, n) -> float:
    r"""Return Gauss's rule with `n` points for the integral of `f` from `a` to `b`.

    Parameters
    ----------
    f : callable
        Takes an array of points, shape (n,), all strictly inside, and returns its values in the same shape.
    a, b : float
    n : int
        Points, at least 1.

    Raises
    ------
    TypeError, ValueError
        If `a` or `b` is not a finite number, `n` not a positive integer, or `f` does not return finite real numbers in
        the shape of its argument.

    See Also
    --------
    scipy.integrate.fixed_quad : the same. scipy.integrate.quad : adapts, with an error estimate.

    Notes
    -----
    Taught in "Integrals and series". Exact, up to rounding, for polynomials of degree at most 2n - 1.

    Examples
    --------
    >>> round(gauss_legendre(lambda x: x**5, 0, 1, 3), 12)
    0.166666666667
    """
    a, b = as_vector([as_finite_array(a, "a"), as_finite_array(b, "b")], "(a, b)")
    x, w = gauss_legendre_rule(n)
    points = (a + b) / 2 + (b - a) / 2 * x
    y = as_finite_array(f(points), "what f returns")
    if y.shape != points.shape:
        raise ValueError(f"what f returns must have the shape {points.shape} of its argument, not {y.shape}")
    return float((b - a) / 2 * (w @ y))


def _beta(n):
    k = np.arange(1.0, n + 1)
    return k / np.sqrt(4 * k**2 - 1)


def _degree(n, least):
    if isinstance(n, bool) or not isinstance(n, int | np.integer):
        raise TypeError(f"n must be an integer, but it is {n!r}")
    if n < least:
        raise ValueError(f"n must be at least {least}, but it is {n}")
    return int(n)
