r"""Gradients, Jacobians and slopes along a direction from values, and a check of a gradient written by hand.

Taught in the chapter "Gradients, Jacobians, chain rule".
"""

from typing import NamedTuple

import numpy as np

from m4ds.calculus.derivatives import CUBE_ROOT
from m4ds.validation import as_finite_array, as_vector

__all__ = ["GradientCheck", "check_grad", "directional_derivative", "grad_fd", "jacobian_fd"]


def jacobian_fd(f, x, h=None) -> np.ndarray:
    r"""Return the Jacobian of `f` at `x` by central differences, a column for each input.

    Parameters
    ----------
    f : callable
        `f(x) -> array of shape (m,)`, or a number, which counts as m = 1. Three times differentiable near `x`.
    x : array_like, shape (n,)
    h : float or array_like, shape (n,), optional
        Positive steps; by default the cube root of the machine's spacing at 1, about 6e-6, times ``max(1, |x_j|)``.

    Returns
    -------
    J : ndarray, shape (m, n)
        ``J[i, j]`` is the partial derivative of output i with respect to input j.

    Raises
    ------
    TypeError, ValueError
        If `x` is not a finite vector, `h` not positive or too small to move `x`, or `f` does not return finite real
        numbers, always equally many.

    See Also
    --------
    scipy.optimize.approx_fprime : forward differences, n + 1 calls.
    scipy.differentiate.jacobian : adapts the step and estimates the error.

    Notes
    -----
    Taught in "Gradients, Jacobians, chain rule". 2n calls of `f`. An entry is off by at most
    :math:`M h^2/6 + \eta/h` if the third derivative along its axis is at most M and each value is off by at most
    :math:`\eta`.

    Examples
    --------
    >>> jacobian_fd(lambda x: [x[0] * x[1], x[0] + 3 * x[1]], [2.0, 5.0]).round(6)
    array([[5., 2.],
           [1., 3.]])
    """
    x = as_vector(x, "x")
    columns, count = [], None
    for j, step in enumerate(_steps(x, h)):
        right, left = x.copy(), x.copy()
        right[j] += step
        left[j] -= step
        if right[j] <= left[j]:
            raise ValueError(f"h is too small to move entry {j} of x")
        above = _values(f, right, count)
        count = above.size
        columns.append((above - _values(f, left, count)) / (right[j] - left[j]))
    return np.column_stack(columns)


def grad_fd(f, x, h=None) -> np.ndarray:
    r"""Return the gradient of the scalar function `f` at `x` by central differences.

    Parameters
    ----------
    f : callable
        `f(x) -> float`, three times differentiable near `x`.
    x : array_like, shape (n,)
    h : float or array_like, shape (n,), optional
        As for `jacobian_fd`.

    Returns
    -------
    gradient : ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError
        As for `jacobian_fd`, and if `f` returns more than one number.

    See Also
    --------
    scipy.optimize.approx_fprime : by forward differences.
    m4ds.calculus.differences.central_gradient : the same with the default step.

    Notes
    -----
    Taught in "Gradients, Jacobians, chain rule". 2n calls of `f`.

    Examples
    --------
    >>> grad_fd(lambda x: x[0]**2 * x[1] + x[1]**3, [1, 2]).round(6)
    array([ 4., 13.])
    """
    J = jacobian_fd(f, x, h)
    if J.shape[0] != 1:
        raise ValueError(f"f must return one number, but it returns {J.shape[0]}: use jacobian_fd")
    return J[0]


def directional_derivative(f, x, direction, h=None) -> float:
    r"""Return the slope of `f` at `x` along a direction: the change per unit of length, by a central difference.

    Parameters
    ----------
    f : callable
        `f(x) -> float`.
    x : array_like, shape (n,)
    direction : array_like, shape (n,)
        Not zero; only its direction counts.
    h : float, optional
        Positive step in length; by default about 6e-6 times ``max(1, largest |x_j|)``.

    Raises
    ------
    TypeError, ValueError
        If `x` or `direction` is not a finite vector, they differ in length, `direction` is zero, `h` is not one
        positive number that moves `x`, or `f` does not return one finite number.

    See Also
    --------
    scipy.differentiate.derivative : for a function of the step along the line.

    Notes
    -----
    Taught in "Gradients, Jacobians, chain rule". Two calls of `f`, however many entries `x` has. Where `f` is
    differentiable it is the dot product of the gradient and the unit vector.

    Examples
    --------
    >>> round(directional_derivative(lambda x: x[0]**2 * x[1] + x[1]**3, [1, 2], [3, 4]), 6)
    12.8
    """
    x, d = as_vector(x, "x"), as_vector(direction, "direction")
    if d.shape != x.shape:
        raise ValueError(f"direction must have the {len(x)} entries of x, but it has {len(d)}")
    size = np.abs(d).max()
    if size == 0:
        raise ValueError("direction is zero: it points nowhere")
    u = d / size
    u /= np.linalg.norm(u)
    h = CUBE_ROOT * max(1.0, np.abs(x).max()) if h is None else as_finite_array(h, "h")
    if np.ndim(h) or h <= 0:
        raise ValueError("h must be one positive number")
    right, left = x + h * u, x - h * u
    if (right == left).all():
        raise ValueError("h is too small to move x")
    return float((_values(f, right, 1) - _values(f, left, 1))[0] / (2 * h))


class GradientCheck(NamedTuple):
    """What `check_grad` found: the largest relative error, the entry where it is, and both gradients."""

    error: float
    worst: int
    given: np.ndarray
    numeric: np.ndarray


def check_grad(f, grad, x, h=None) -> GradientCheck:
    r"""Compare a gradient written by hand with central differences.

    Parameters
    ----------
    f : callable
        `f(x) -> float`.
    grad : callable
        `grad(x) -> array of shape (n,)`, claimed to be the gradient of `f`.
    x : array_like, shape (n,)
        Random entries find more errors than zeros or ones.
    h : float or array_like, optional
        As for `jacobian_fd`.

    Returns
    -------
    GradientCheck
        `error` is the largest difference of two entries divided by the largest entry of both gradients; 0 if both
        are zero. About 1e-9 says correct, above 1e-4 a mistake or a kink. `worst` is the entry where it occurs.

    Raises
    ------
    TypeError, ValueError
        As for `grad_fd`, and if `grad` does not return a finite vector with n entries.

    See Also
    --------
    scipy.optimize.check_grad : the length of the difference, by forward differences, not relative.

    Notes
    -----
    Taught in "Gradients, Jacobians, chain rule". 2n calls of `f`, one of `grad`.

    Examples
    --------
    >>> wrong = check_grad(lambda x: x @ x, lambda x: x, [1.0, -2.0])       # the factor 2 is missing
    >>> round(wrong.error, 6), wrong.worst
    (0.5, 1)
    """
    x = as_vector(x, "x")
    numeric = grad_fd(f, x, h)
    given = as_vector(grad(x.copy()), "what grad returns")
    if given.shape != x.shape:
        raise ValueError(f"what grad returns must have the {len(x)} entries of x, but it has {len(given)}")
    size = max(np.abs(numeric).max(), np.abs(given).max())
    gaps = np.abs(numeric - given) / (size or 1.0)
    return GradientCheck(float(gaps.max()), int(gaps.argmax()), given, numeric)


def _steps(x, h) -> np.ndarray:
    """Return one step for each entry of `x`."""
    h = CUBE_ROOT * np.maximum(1.0, np.abs(x)) if h is None else as_finite_array(h, "h")
    if h.ndim > 1 or (h.ndim == 1 and h.shape != x.shape):
        raise ValueError(f"h must be a number or have the shape {x.shape} of x, but it has shape {h.shape}")
    if (h <= 0).any():
        raise ValueError("h must be positive")
    return np.broadcast_to(h, x.shape)


def _values(f, x, count=None) -> np.ndarray:
    """Return `f(x)` as a vector, or say what is wrong with it."""
    values = np.atleast_1d(as_finite_array(f(x.copy()), "what f returns"))
    wanted = "a number or a vector" if count is None else f"an array with the shape {(count,)}"
    if values.ndim != 1 or count not in (None, values.size):
        raise ValueError(f"f must return {wanted} here, but the result has shape {values.shape}")
    return values
