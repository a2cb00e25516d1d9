r"""Which input matters: elasticities, and the first-order propagation of uncertainty.

Taught in the chapter "Gradients, Jacobians, chain rule".
"""

import numpy as np

from m4ds.calculus.gradients import grad_fd
from m4ds.validation import as_matrix, as_square, as_vector

__all__ = ["elasticities", "propagate", "variance_shares"]


def elasticities(f, x, h=None) -> np.ndarray:
    r"""Return the elasticities :math:`x_i\,\partial_i f(x) / f(x)`: per cent of result for a per cent of input.

    Parameters
    ----------
    f : callable
        `f(x) -> float`, not zero at `x`.
    x : array_like, shape (n,)
    h : float or array_like, optional
        As for `grad_fd`; by default about 6e-6 times ``|x_i|`` for each entry that is not 0: units do not
        matter.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError
        As for `grad_fd`, and if ``f(x)`` is zero.

    See Also
    --------
    m4ds.calculus.gradients.grad_fd : the slopes themselves.

    Notes
    -----
    Taught in "Gradients, Jacobians, chain rule". A change of units leaves them alone; a change of the zero point, such
    as from kelvin to degrees Celsius, does not.

    Examples
    --------
    >>> elasticities(lambda x: 5 * x[0]**2 / x[1], [3.0, 7.0]).round(6)
    array([ 2., -1.])
    """
    x = as_vector(x, "x")
    if h is None:
        h = np.cbrt(np.finfo(float).eps) * np.where(x == 0, 1.0, np.abs(x))
    gradient = grad_fd(f, x, h)
    value = float(np.reshape(f(x), ()))
    if value == 0:
        raise ValueError("f is zero at x: a relative change of zero has no meaning")
    return x * gradient / value


def propagate(J, covariance) -> np.ndarray:
    r"""Return :math:`J\,\Sigma\,J^{\mathsf T}`, the covariance of the outputs to first order.

    Parameters
    ----------
    J : array_like, shape (m, n)
        Jacobian at the mean of the inputs; a gradient counts as one row.
    covariance : array_like, shape (n, n)
        Of the inputs: symmetric, with no negative eigenvalue.

    Returns
    -------
    ndarray, shape (m, m)
        Exact if the outputs are an affine function of the inputs.

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite, the shapes do not fit, or `covariance` is no covariance.

    See Also
    --------
    numpy.cov : the covariance of simulated outputs, to compare with.

    Notes
    -----
    Taught in "Gradients, Jacobians, chain rule".

    Examples
    --------
    >>> propagate([[1.0, -1.0]], [[0.04, 0.03], [0.03, 0.04]]).round(6)      # a difference of two readings
    array([[0.02]])
    """
    J = as_matrix(np.atleast_2d(J), "J")
    C = as_square(covariance, "covariance")
    if J.shape[1] != len(C):
        raise ValueError(f"J has {J.shape[1]} columns, but the covariance has {len(C)} rows")
    size = np.abs(C).max()
    if np.abs(C - C.T).max() > 1e-10 * size:
        raise ValueError("covariance must be symmetric")
    if size and np.linalg.eigvalsh(C / size).min() < -1e-10:
        raise ValueError("covariance has a negative eigenvalue: some combination would have a negative variance")
    return J @ ((C + C.T) / 2) @ J.T


def variance_shares(gradient, sd) -> np.ndarray:
    r"""Return the shares :math:`(g_i s_i)^2 / \sum_j (g_j s_j)^2` of independent inputs in the variance of the output.

    Parameters
    ----------
    gradient : array_like, shape (n,)
        Of the output, at the mean of the inputs.
    sd : array_like, shape (n,)
        Standard deviations of the inputs, not negative.

    Returns
    -------
    ndarray, shape (n,)
        Not negative, with sum 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is not a finite vector, the lengths differ, an entry of `sd` is negative, or all products vanish.

    See Also
    --------
    propagate : for inputs that depend on each other.

    Notes
    -----
    Taught in "Gradients, Jacobians, chain rule". To first order.

    Examples
    --------
    >>> variance_shares([3.0, 4.0], [1.0, 1.0])
    array([0.36, 0.64])
    """
    g, s = as_vector(gradient, "gradient"), as_vector(sd, "sd")
    if g.shape != s.shape:
        raise ValueError(f"gradient has {len(g)} entries, sd has {len(s)}")
    if (s < 0).any():
        raise ValueError("sd holds a negative standard deviation")
    parts = np.abs(g) * s
    if not parts.any():
        raise ValueError("no input contributes: every product of slope and standard deviation is zero")
    parts = (parts / parts.max()) ** 2
    return parts / parts.sum()
