r"""Dual numbers :math:`a + b\varepsilon` with :math:`\varepsilon^2 = 0`: derivatives carried forward.

Taught in the chapter "Automatic differentiation".
"""

import numpy as np

from m4ds.calculus.elementary import SLOPES, VALUES
from m4ds.validation import as_finite_array

__all__ = ["Dual", "jvp"]


class Dual:
    r"""A value and its rate of change, :math:`a + b\varepsilon`; both may be arrays.

    Parameters
    ----------
    value : array_like, shape (...)
    rate : array_like, optional
        Broadcast to the shape of `value`; 0, a constant, by default.

    Raises
    ------
    TypeError, ValueError
        If `value` or `rate` does not hold finite real numbers, or `rate` does not fit `value`.

    See Also
    --------
    m4ds.calculus.autodiff.Tensor : derivatives carried backwards.

    Notes
    -----
    Taught in "Automatic differentiation". Supports ``+ - * / @``, ``**`` with a number, and the functions of
    `m4ds.calculus.elementary`. A comparison looks at the values: a program that branches is differentiated along the
    branch that it takes.

    References
    ----------
    Griewank, A. and Walther, A. (2008). Evaluating Derivatives, 2nd ed. SIAM.

    Examples
    --------
    >>> x = Dual(3.0, 1.0)
    >>> x * x + 2 * x
    Dual(15.0, 8.0)
    """

    __array_ufunc__ = None              # so that NumPy leaves array * Dual to us

    def __init__(self, value, rate=0.0):
        self.value = as_finite_array(value, "value")
        self.rate = as_finite_array(rate, "rate")
        if self.rate.shape != self.value.shape:
            try:
                self.rate = np.broadcast_to(self.rate, self.value.shape)
            except ValueError:
                raise ValueError(f"rate, of shape {self.rate.shape}, does not fit value, of shape "
                                 f"{self.value.shape}") from None

    def __repr__(self):
        return f"Dual({self.value.tolist()}, {self.rate.tolist()})"

    def __neg__(self):
        return _made(-self.value, -self.rate)

    def __add__(self, other):
        other = _lift(other)
        return _made(self.value + other.value, self.rate + other.rate)

    def __mul__(self, other):
        other = _lift(other)
        return _made(self.value * other.value, self.rate * other.value + self.value * other.rate)

    def __truediv__(self, other):
        other = _lift(other)
        quotient = self.value / other.value
        return _made(quotient, (self.rate - quotient * other.rate) / other.value)

    def __matmul__(self, other):
        other = _lift(other)
        return _made(self.value @ other.value, self.rate @ other.value + self.value @ other.rate)

    def __pow__(self, p):
        if not isinstance(p, int | float | np.number):
            raise TypeError("the exponent must be a number: write exp(p * log(x)) for a variable one")
        slope = p * self.value ** (p - 1) if p != 0 else np.zeros_like(self.value)
        return _made(self.value**p, slope * self.rate)

    def __sub__(self, other):
        return self + (-_lift(other))

    def __rsub__(self, other):
        return _lift(other) - self

    def __rtruediv__(self, other):
        return _lift(other) / self

    def __rmatmul__(self, other):
        return _lift(other) @ self

    __radd__, __rmul__ = __add__, __mul__

    def __getitem__(self, key):
        return _made(self.value[key], self.rate[key])

    def __len__(self):
        return len(self.value)

    def __lt__(self, other):
        return self.value < _lift(other).value

    def __gt__(self, other):
        return self.value > _lift(other).value

    def __le__(self, other):
        return self.value <= _lift(other).value

    def __ge__(self, other):
        return self.value >= _lift(other).value

    def __float__(self):
        raise TypeError("float() would drop the derivative: take .value if you mean that")

    def elementary(self, name):
        """Return the function `name` of `m4ds.calculus.elementary` at this number."""
        value = VALUES[name](self.value)
        return _made(value, SLOPES[name](self.value, value) * self.rate)

    def sum(self):
        """Return the sum of all entries."""
        return _made(self.value.sum(), self.rate.sum())


def _made(value, rate):
    """Return a `Dual` of numbers that are computed, and may have overflowed."""
    made = Dual.__new__(Dual)
    made.value, made.rate = np.asarray(value), np.asarray(rate)
    if made.rate.shape != made.value.shape:
        made.rate = np.broadcast_to(made.rate, made.value.shape)
    return made


def _lift(x):
    if isinstance(x, Dual):
        return x
    x = np.asarray(x, dtype=float)
    return _made(x, np.zeros_like(x))


def jvp(f, x, v):
    r"""Return :math:`f(x)` and the Jacobian of `f` at `x` times `v`, by one run with dual numbers.

    Parameters
    ----------
    f : callable
        Takes a `Dual` of the shape of `x` and returns a `Dual` of any shape.
    x, v : array_like, shape (...)
        The point and the direction.

    Returns
    -------
    value, rate : ndarray
        Both in the shape of what `f` returns.

    Raises
    ------
    TypeError, ValueError
        If `x` or `v` is not finite and real, the shapes differ, or `f` does not return a `Dual`.

    See Also
    --------
    m4ds.calculus.pullbacks.vjp : the other product, from the left.

    Examples
    --------
    >>> value, rate = jvp(lambda x: x[0] * x[1], [3.0, 4.0], [1.0, 0.0])
    >>> float(value), float(rate)
    (12.0, 4.0)
    """
    x, v = as_finite_array(x, "x"), as_finite_array(v, "v")
    if x.shape != v.shape:
        raise ValueError(f"v must have the shape {x.shape} of x, but it has shape {v.shape}")
    y = f(Dual(x, v))
    if not isinstance(y, Dual):
        raise TypeError("f did not return a Dual: it drops the derivative, or does not depend on x")
    return y.value, y.rate
