r"""Hessians from values and from gradients, a Hessian times a vector, and what kind of critical point it makes.

Taught in the chapter "Hessians and matrix calculus".
"""

from typing import NamedTuple

import numpy as np

from m4ds.calculus.derivatives import CUBE_ROOT
from m4ds.calculus.gradients import jacobian_fd
from m4ds.linalg.symmetric import as_symmetric
from m4ds.validation import as_finite_array, as_vector

__all__ = ["FOURTH_ROOT", "HessianTable", "critical_kind", "hessian_fd", "hessian_from_gradient", "hvp"]

FOURTH_ROOT = 2.0**-13  # the fourth root of the machine's spacing at 1: the step for second differences


def hessian_fd(f, x, h=None) -> np.ndarray:
    r"""Return the Hessian of the scalar function `f` at `x` by second differences of its values.

    Parameters
    ----------
    f : callable
        `f(x) -> float`, four times differentiable near `x`.
    x : array_like, shape (n,)
    h : float or array_like, shape (n,), optional
        Positive steps; by default the fourth root of the machine's spacing at 1, about 1.2e-4, times ``max(1, |x_j|)``.

    Returns
    -------
    H : ndarray, shape (n, n)
        Symmetric by construction.

    Raises
    ------
    TypeError, ValueError
        If `x` is not a finite vector, `h` not positive or too small to move `x`, or `f` does not return one finite
        real number.

    See Also
    --------
    hessian_from_gradient : six digits more, if you have the gradient.
    scipy.differentiate.hessian : adapts the step and estimates the error.

    Notes
    -----
    Taught in "Hessians and matrix calculus". 2n² + 1 calls of `f`. An entry is off by at most
    :math:`M h^2/12 + 4\eta/h^2` if fourth derivatives along the lines used are at most M and each value is off by at
    most :math:`\eta`: half of the digits are lost.

    Examples
    --------
    >>> hessian_fd(lambda x: x[0]**4 + x[1]**2 - 2 * x[0] * x[1], [0.0, 0.0]).round(4)
    array([[ 0., -2.],
           [-2.,  2.]])
    """
    x = as_vector(x, "x")
    steps = np.diag(_steps(x, h))
    middle = _value(f, x)
    H = np.empty((len(x), len(x)))
    for i, a in enumerate(steps):
        H[i, i] = (_value(f, x + a) - 2 * middle + _value(f, x - a)) / a[i] ** 2
        for j, b in enumerate(steps[:i]):
            cross = _value(f, x + a + b) - _value(f, x + a - b) - _value(f, x - a + b) + _value(f, x - a - b)
            H[i, j] = H[j, i] = cross / (4 * a[i] * b[j])
    return H


class HessianTable(NamedTuple):
    """What `hessian_from_gradient` found: the symmetric part, and the largest asymmetry relative to its entries."""

    H: np.ndarray
    asymmetry: float


def hessian_from_gradient(grad, x, h=None) -> HessianTable:
    r"""Return the Hessian at `x` by central differences of a gradient, and how far the raw table is from symmetric.

    Parameters
    ----------
    grad : callable
        `grad(x) -> array of shape (n,)`.
    x : array_like, shape (n,)
    h : float or array_like, shape (n,), optional
        As for `m4ds.calculus.gradients.jacobian_fd`.

    Returns
    -------
    HessianTable
        `H` is the symmetric part; `asymmetry` the largest difference of two opposite entries of the raw table divided
        by its largest entry. About 1e-9 is rounding. Above 1e-4 `grad` is not the gradient of any function with
        continuous second derivatives, or the step is bad.

    Raises
    ------
    TypeError, ValueError
        As for `jacobian_fd`, and if `grad` does not return n numbers.

    See Also
    --------
    m4ds.calculus.gradients.check_grad : compares a gradient with the values of its function.

    Notes
    -----
    Taught in "Hessians and matrix calculus". 2n calls of `grad`.

    Examples
    --------
    >>> right = hessian_from_gradient(lambda x: [4 * x[0]**3 - 2 * x[1], 2 * x[1] - 2 * x[0]], [1.0, 1.0])
    >>> right.H.round(6), right.asymmetry < 1e-8
    (array([[12., -2.],
           [-2.,  2.]]), True)
    >>> hessian_from_gradient(lambda x: [x[1], -x[0]], [1.0, 1.0]).asymmetry > 1      # a rotation has no height
    True
    """
    x = as_vector(x, "x")
    J = jacobian_fd(grad, x, h)
    if J.shape[0] != len(x):
        raise ValueError(f"grad must return the {len(x)} slopes at x, but it returns {J.shape[0]} numbers")
    size = np.abs(J).max()
    return HessianTable((J + J.T) / 2, float(np.abs(J - J.T).max() / (size or 1.0)))


def hvp(grad, x, v, h=None) -> np.ndarray:
    r"""Return the Hessian at `x` times the vector `v`, from two gradients and no Hessian.

    Parameters
    ----------
    grad : callable
        `grad(x) -> array of shape (n,)`.
    x, v : array_like, shape (n,)
    h : float, optional
        The length of the step along `v`; by default about 6e-6 times ``max(1, largest |x_j|)``.

    Returns
    -------
    Hv : ndarray, shape (n,)
        Zero if `v` is.

    Raises
    ------
    TypeError, ValueError
        If `x` or `v` is not a finite vector, they differ in length, `h` is not one positive number that moves `x`, or
        `grad` does not return n finite numbers.

    See Also
    --------
    scipy.sparse.linalg.LinearOperator : hand it to solvers and eigenvalue routines that need only products.

    Notes
    -----
    Taught in "Hessians and matrix calculus". Two calls of `grad`, however many entries `x` has.

    Examples
    --------
    >>> hvp(lambda x: [4 * x[0]**3 - 2 * x[1], 2 * x[1] - 2 * x[0]], [1.0, 1.0], [1.0, 2.0]).round(6)
    array([8., 2.])
    """
    x, v = as_vector(x, "x"), as_vector(v, "v")
    if v.shape != x.shape:
        raise ValueError(f"v must have the {len(x)} entries of x, but it has {len(v)}")
    size = np.abs(v).max()
    if size == 0:
        return np.zeros_like(x)
    u = v / size
    length = np.linalg.norm(u)
    u /= length
    h = CUBE_ROOT * max(1.0, np.abs(x).max()) if h is None else as_finite_array(h, "h")
    if np.ndim(h) or h <= 0:
        raise ValueError("h must be one positive number")
    right, left = x + h * u, x - h * u
    if (right == left).all():
        raise ValueError("h is too small to move x")
    ends = [as_vector(grad(place.copy()), "what grad returns") for place in (right, left)]
    if any(g.shape != x.shape for g in ends):
        raise ValueError(f"what grad returns must have the {len(x)} entries of x")
    return size * (length * (ends[0] - ends[1]) / (2 * h))


def critical_kind(H, rtol: float = 1e-6) -> str:
    """Say what a critical point with the Hessian `H` is, from the signs of the eigenvalues.

    Parameters
    ----------
    H : array_like, shape (n, n), symmetric
    rtol : float
        Eigenvalues within `rtol` of zero, relative to the largest in size, count as zero. Not negative.

    Returns
    -------
    str
        "minimum" if all are positive, "maximum" if all are negative, "saddle" if there are both signs, and otherwise
        "undecided": second derivatives do not say.

    Raises
    ------
    TypeError, ValueError
        If `H` is not a finite symmetric matrix or `rtol` is negative.

    See Also
    --------
    m4ds.linalg.symmetric.is_positive_definite : by factoring, cheaper.

    Examples
    --------
    >>> [critical_kind(np.diag(d)) for d in ([1, 2], [-1, -2], [1, -2], [1, 0])]
    ['minimum', 'maximum', 'saddle', 'undecided']
    """
    values = np.linalg.eigvalsh(as_symmetric(H, "H"))
    if not rtol >= 0:
        raise ValueError("rtol must not be negative")
    tol = rtol * np.abs(values).max()
    if values[0] < -tol and values[-1] > tol:
        return "saddle"
    if values[0] > tol:
        return "minimum"
    return "maximum" if values[-1] < -tol else "undecided"


def _steps(x, h) -> np.ndarray:
    """Return one step for each entry of `x`, such that adding it changes the entry by exactly that much."""
    h = FOURTH_ROOT * np.maximum(1.0, np.abs(x)) if h is None else as_finite_array(h, "h")
    if h.ndim > 1 or (h.ndim == 1 and h.shape != x.shape):
        raise ValueError(f"h must be a number or have the shape {x.shape} of x, but it has shape {h.shape}")
    if (h <= 0).any():
        raise ValueError("h must be positive")
    h = (x + h) - x
    if (h == 0).any() or not np.isfinite(h).all() or (x - h == x).any():
        raise ValueError("h is too small to move x")
    return h


def _value(f, x) -> float:
    """Return `f(x)` as one number, or say what is wrong with it."""
    value = as_finite_array(f(x.copy()), "what f returns")
    if value.size != 1:
        raise ValueError(f"f must return one number, but it returns {value.size}")
    return float(value.reshape(()))
