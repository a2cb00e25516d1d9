r"""Gradients, products with Jacobians and Hessians, and their check, on top of the tape.

Taught in the chapter "Automatic differentiation".
"""

import numpy as np

from m4ds.calculus.autodiff import Tensor, no_grad
from m4ds.validation import as_finite_array

__all__ = ["gradcheck", "hessian_vector", "jacobian", "value_and_gradient", "vjp"]

CUBE_ROOT = float(np.cbrt(np.finfo(float).eps))


def value_and_gradient(f, x):
    """Return the number ``f(x)`` and its gradient, by one run forward and one backward.

    Parameters
    ----------
    f : callable
        Takes a `Tensor` of the shape of `x`, returns a `Tensor` with one entry.
    x : array_like, shape (...)

    Returns
    -------
    value : float
    gradient : ndarray, shape (...)

    Raises
    ------
    TypeError, ValueError
        If `x` is not finite and real, or `f` does not return a tensor with one entry that depends on `x`.

    See Also
    --------
    jax.value_and_grad

    Notes
    -----
    Taught in "Automatic differentiation". A small multiple of the cost of `f`, whatever the size of `x`.

    Examples
    --------
    >>> value, gradient = value_and_gradient(lambda x: (x * x).sum(), [1.0, 2.0])
    >>> value, gradient
    (5.0, array([2., 4.]))
    """
    x, y = _run(f, x)
    y.backward()
    return y.item(), _collected(x)


def _run(f, x):
    x = Tensor(x)
    y = f(x)
    if not isinstance(y, Tensor):
        raise TypeError(f"f must return a Tensor, not {type(y).__name__}")
    return x, y


def _collected(x):
    return np.zeros(x.shape) if x.grad is None else x.grad


def vjp(f, x, u):
    r"""Return ``f(x)`` and the vector :math:`J^T u`, one row combination of the Jacobian, by one run backwards.

    Parameters
    ----------
    f : callable
        Takes a `Tensor` of the shape of `x`, returns a `Tensor` of the shape of `u`.
    x, u : array_like

    Returns
    -------
    value : ndarray, shape of `u`
    product : ndarray, shape of `x`

    Raises
    ------
    TypeError, ValueError
        If `x` or `u` is not finite and real, or the shapes do not fit.

    See Also
    --------
    m4ds.calculus.dual.jvp : the Jacobian times a vector, by one run forward.

    Examples
    --------
    >>> vjp(lambda x: x * x, [1.0, 3.0], [1.0, 1.0])[1]
    array([2., 6.])
    """
    x, y = _run(f, x)
    y.backward(u)
    return y.data, _collected(x)


def jacobian(f, x):
    """Return the Jacobian of `f` at `x`, one run backwards for each row.

    Parameters
    ----------
    f : callable
        Takes a `Tensor` of shape (n,), returns one of shape (m,).
    x : array_like, shape (n,)

    Returns
    -------
    ndarray, shape (m, n)

    Raises
    ------
    TypeError, ValueError
        If `x` is not finite and real, or `f` does not return a tensor that depends on it.

    See Also
    --------
    scipy.differentiate.jacobian : from values alone, by differences.

    Examples
    --------
    >>> jacobian(lambda x: x * x[0], [2.0, 3.0])
    array([[4., 0.],
           [3., 2.]])
    """
    x, y = _run(f, x)
    rows = []
    for e in np.eye(y.data.size):
        x.zero_grad()
        y.backward(e.reshape(y.shape))
        rows.append(_collected(x).ravel())
    return np.array(rows)


def hessian_vector(f, x, v):
    r"""Return the Hessian of `f` at `x` times `v`, by a central difference of two gradients.

    Parameters
    ----------
    f : callable
        As for `value_and_gradient`; three times differentiable near `x`.
    x, v : array_like, shape (...)

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    TypeError, ValueError
        If `x` or `v` is not finite and real, or the shapes differ.

    See Also
    --------
    jax.jvp : of ``jax.grad(f)``, the same without an error of the formula.

    Notes
    -----
    Taught in "Automatic differentiation". The step makes ``h * v`` about 6e-6 times the size of `x`;
    about ten digits.

    Examples
    --------
    >>> hessian_vector(lambda x: (x**3).sum(), [1.0, 2.0], [1.0, 1.0]).round(6)
    array([ 6., 12.])
    """
    x, v = as_finite_array(x, "x"), as_finite_array(v, "v")
    if x.shape != v.shape:
        raise ValueError(f"v must have the shape {x.shape} of x, but it has shape {v.shape}")
    if not v.any():
        return np.zeros(x.shape)
    h = CUBE_ROOT * max(1.0, np.abs(x).max()) / np.abs(v).max()
    ahead, behind = (value_and_gradient(f, x + s * h * v)[1] for s in (1, -1))
    return (ahead - behind) / (2 * h)


def gradcheck(f, x, rng=None, directions=10):
    """Return how far the gradient of the tape is from central differences of the values, relative to their size.

    Parameters
    ----------
    f : callable
        As for `value_and_gradient`; it must be smooth near `x` and use no random numbers of its own.
    x : array_like, shape (...)
    rng : numpy.random.Generator, optional
        By default every coordinate is tried, with two runs of `f` each. With a generator, only `directions` random
        directions are.
    directions : int
        How many random directions.

    Returns
    -------
    float
        The largest error of a slope, divided by the larger of 1 and the largest slope. Below about 1e-7 if all is well.

    Raises
    ------
    TypeError, ValueError
        As `value_and_gradient`.

    See Also
    --------
    scipy.optimize.check_grad, torch.autograd.gradcheck

    Examples
    --------
    >>> gradcheck(lambda x: (x * x * x).sum(), [1.0, 2.0]) < 1e-8
    True
    """
    x = as_finite_array(x, "x")
    gradient = value_and_gradient(f, x)[1]
    if rng is None:
        ways = np.eye(x.size)
    else:
        ways = rng.normal(size=(directions, x.size))
        ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    h = CUBE_ROOT * max(1.0, np.abs(x).max())
    with no_grad():
        found = np.array([(f(Tensor(x + h * d)).item() - f(Tensor(x - h * d)).item()) / (2 * h)
                          for d in ways.reshape(-1, *x.shape)])
    wanted = ways @ gradient.ravel()
    return float(np.abs(wanted - found).max() / max(1.0, np.abs(found).max()))
