r"""One rule an operation: its value, and for each argument how an adjoint is pulled back through it.

Taught in the chapter "Automatic differentiation". A rule takes arrays and returns ``value, pullbacks``; pullback i maps
the adjoint of the value, an array of its shape, to the contribution to the adjoint of argument i.
"""

import numpy as np

from m4ds.calculus.elementary import SLOPES, VALUES

__all__ = ["add", "divide", "elementary", "index", "logsumexp", "matmul", "maximum", "multiply", "power", "reshape",
           "softmax", "subtract", "swap", "total", "transpose", "unbroadcast", "where"]


def unbroadcast(g, shape):
    """Return the adjoint of an array of `shape` that was broadcast to the shape of `g`: the sum over its copies.

    Examples
    --------
    >>> unbroadcast(np.ones((4, 3)), (3,))
    array([4., 4., 4.])
    """
    if g.shape == shape:
        return g
    g = g.sum(axis=tuple(range(g.ndim - len(shape))))
    stretched = tuple(i for i, n in enumerate(shape) if n == 1 and g.shape[i] != 1)
    return g.sum(axis=stretched, keepdims=True) if stretched else g


def add(a, b):
    """a + b."""
    return a + b, (lambda g: unbroadcast(g, a.shape), lambda g: unbroadcast(g, b.shape))


def subtract(a, b):
    """a - b."""
    return a - b, (lambda g: unbroadcast(g, a.shape), lambda g: -unbroadcast(g, b.shape))


def multiply(a, b):
    """a * b, entry by entry."""
    return a * b, (lambda g: unbroadcast(g * b, a.shape), lambda g: unbroadcast(g * a, b.shape))


def divide(a, b):
    """a / b, entry by entry."""
    quotient = a / b
    return quotient, (lambda g: unbroadcast(g / b, a.shape), lambda g: unbroadcast(-g * quotient / b, b.shape))


def power(a, p):
    """a ** p with a fixed number p."""
    def slope():
        return p * a ** (p - 1) if p != 0 else np.zeros_like(a)
    return a**p, (lambda g: g * slope(),)


def elementary(a, name):
    """A function of `m4ds.calculus.elementary`, entry by entry."""
    value = VALUES[name](a)
    return value, (lambda g: g * SLOPES[name](a, value),)


def matmul(a, b):
    """a @ b for vectors and matrices, and for stacks of matrices that broadcast."""
    if a.ndim == 0 or b.ndim == 0 or (a.ndim > 2 and b.ndim == 1) or (a.ndim == 1 and b.ndim > 2):
        raise ValueError(f"@ takes vectors and matrices, or stacks of matrices, not shapes {a.shape} and {b.shape}")

    def left(g):
        if b.ndim == 1:
            return g * b if a.ndim == 1 else np.outer(g, b)
        return unbroadcast(g @ np.swapaxes(b, -1, -2), a.shape)

    def right(g):
        if a.ndim == 1:
            return g * a if b.ndim == 1 else np.outer(a, g)
        if b.ndim == 1:
            return a.T @ g
        if b.ndim == 2:                     # one matrix for the whole stack: its rows are one long table
            return a.reshape(-1, a.shape[-1]).T @ g.reshape(-1, g.shape[-1])
        return unbroadcast(np.swapaxes(a, -1, -2) @ g, b.shape)
    return a @ b, (left, right)


def total(a, axis=None, keepdims=False):
    """The sum of the entries, over all axes or one."""
    def back(g):
        if axis is not None and not keepdims:
            g = np.expand_dims(g, axis)
        return np.broadcast_to(g, a.shape)
    return a.sum(axis=axis, keepdims=keepdims), (back,)


def maximum(a, axis=None):
    """The largest entry, over all axes or one; equal largest entries share the adjoint."""
    value = a.max(axis=axis, keepdims=True)

    def back(g):
        winners = (a == value) * 1.0
        g = np.reshape(g, value.shape)
        return g * winners / winners.sum(axis=axis, keepdims=True)
    return a.max(axis=axis), (back,)


def logsumexp(a, axis=-1):
    """log of the sum of exponentials along one axis, without overflow; its slope is the softmax."""
    largest = a.max(axis=axis, keepdims=True)
    weights = np.exp(a - largest)
    sums = weights.sum(axis=axis, keepdims=True)
    value = np.squeeze(largest + np.log(sums), axis=axis)
    return value, (lambda g: np.expand_dims(g, axis) * (weights / sums),)


def softmax(a, axis=-1):
    """Exponentials divided by their sum along one axis, without overflow."""
    weights = np.exp(a - a.max(axis=axis, keepdims=True))
    p = weights / weights.sum(axis=axis, keepdims=True)
    return p, (lambda g: p * (g - (p * g).sum(axis=axis, keepdims=True)),)


def reshape(a, shape):
    """The same entries in another shape."""
    return a.reshape(shape), (lambda g: g.reshape(a.shape),)


def transpose(a):
    """The axes in the reverse order."""
    return a.T, (lambda g: g.T,)


def swap(a, i, j):
    """Two axes exchanged."""
    return np.swapaxes(a, i, j), (lambda g: np.swapaxes(g, i, j),)


def index(a, key):
    """a[key]; an entry that is taken several times collects as many adjoints."""
    def back(g):
        out = np.zeros_like(a)
        if isinstance(key, int | slice):    # no entry twice
            out[key] = g
        else:
            np.add.at(out, key, g)
        return out
    return a[key], (back,)


def where(condition, a, b):
    """a where `condition` holds, else b."""
    return np.where(condition, a, b), (lambda g: unbroadcast(np.where(condition, g, 0.0), a.shape),
                                       lambda g: unbroadcast(np.where(condition, 0.0, g), b.shape))
