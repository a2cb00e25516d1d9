r"""Arrays with a tape: NumPy's arithmetic that can be differentiated in reverse.

Taught in the chapter "Automatic differentiation".
"""

from copy import deepcopy

import numpy as np

from m4ds.calculus import rules
from m4ds.calculus.tape import Node, apply, no_grad

__all__ = ["Tensor", "logsumexp", "no_grad", "softmax", "where"]


class Tensor(Node):
    r"""An array of floats, with the operations that made it: a node of the computation graph.

    Parameters
    ----------
    data : array_like, shape (...)
        Copied. Finite numbers.
    constant : bool
        True: no derivative is wanted with respect to it.

    Attributes
    ----------
    data : ndarray
        The value, read-only: a tape may need it later. Assign a new array to a leaf to change it.
    grad : ndarray or None
        What `backward` has added up since the last `zero_grad`, in the shape of `data`.

    Raises
    ------
    TypeError, ValueError
        If `data` does not hold finite real numbers.

    See Also
    --------
    torch.Tensor, jax.grad : the same idea, also on a GPU, with hundreds of operations and derivatives of derivatives.

    Notes
    -----
    Taught in "Automatic differentiation". Supports ``+ - * /`` with broadcasting, ``**`` with a number, ``@`` of
    vectors, matrices and stacks of matrices, indexing, `sum`, `mean`, `max`, `reshape`, `swap`, `T`, `logsumexp`,
    `softmax`, `where`, and the functions of `m4ds.calculus.elementary`. A comparison returns an array of booleans and
    is not differentiated.

    References
    ----------
    Griewank, A. and Walther, A. (2008). Evaluating Derivatives, 2nd ed. SIAM.

    Examples
    --------
    >>> x = Tensor([1.0, 2.0])
    >>> (x * x).sum().backward()
    >>> x.grad
    array([2., 4.])
    """

    __array_ufunc__ = None              # so that NumPy leaves array * Tensor to us
    __slots__ = ()

    T = property(lambda self: apply(rules.transpose, self))

    def __repr__(self):
        return f"Tensor({np.array2string(self._data, separator=', ', threshold=20)})"

    def __len__(self):
        return len(self._data)

    def __array__(self, *args, **options):
        raise TypeError("NumPy would drop the derivative: take .data, or a function of m4ds.calculus.elementary")

    def __setitem__(self, key, value):
        raise TypeError("a tensor on the tape cannot be changed in place: build a new one")

    def __add__(self, other):
        return apply(rules.add, self, other)

    def __sub__(self, other):
        return apply(rules.subtract, self, other)

    def __rsub__(self, other):
        return apply(rules.subtract, other, self)

    def __mul__(self, other):
        return apply(rules.multiply, self, other)

    def __truediv__(self, other):
        return apply(rules.divide, self, other)

    def __rtruediv__(self, other):
        return apply(rules.divide, other, self)

    def __matmul__(self, other):
        return apply(rules.matmul, self, other)

    def __rmatmul__(self, other):
        return apply(rules.matmul, other, self)

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self):
        return self * -1.0

    def __pow__(self, p):
        if not isinstance(p, int | float | np.number):
            raise TypeError("the exponent must be a number: write exp(p * log(x)) for a variable one")
        return apply(rules.power, self, p=p)

    def __getitem__(self, key):
        return apply(rules.index, self, key=deepcopy(key))

    def __lt__(self, other):
        return self._data < _value(other)

    def __gt__(self, other):
        return self._data > _value(other)

    def __le__(self, other):
        return self._data <= _value(other)

    def __ge__(self, other):
        return self._data >= _value(other)

    def elementary(self, name):
        """Return the function `name` of `m4ds.calculus.elementary`, entry by entry."""
        return apply(rules.elementary, self, name=name)

    def sum(self, axis=None, keepdims=False):
        """Return the sum over all entries, or along an axis or several."""
        return apply(rules.total, self, axis=axis, keepdims=keepdims)

    def mean(self, axis=None, keepdims=False):
        """Return the mean over all entries, or along an axis or several."""
        total = self.sum(axis, keepdims)
        return total * (total._data.size / self._data.size)

    def max(self, axis=None):
        """Return the largest entry, of all or along one axis; equal ones share the derivative."""
        return apply(rules.maximum, self, axis=axis)

    def reshape(self, *shape):
        """Return the same entries in another shape."""
        return apply(rules.reshape, self, shape=shape)

    def swap(self, i, j):
        """Return the same entries with the axes `i` and `j` exchanged."""
        return apply(rules.swap, self, i=i, j=j)


def _value(x):
    return x._data if isinstance(x, Tensor) else x


def logsumexp(x, axis=-1):
    """Return the log of the sum of exponentials of a tensor along one axis, without overflow.

    Examples
    --------
    >>> z = Tensor([1000.0, 1000.0])
    >>> logsumexp(z).backward()
    >>> z.grad
    array([0.5, 0.5])
    """
    return apply(rules.logsumexp, x, axis=axis)


def softmax(x, axis=-1):
    """Return the exponentials of a tensor, divided by their sum along one axis, without overflow.

    Examples
    --------
    >>> softmax(Tensor([1000.0, 1000.0, 0.0]))
    Tensor([0.5, 0.5, 0. ])
    """
    return apply(rules.softmax, x, axis=axis)


def where(condition, a, b):
    """Return the entries of `a` where `condition` (an array of booleans) holds, else those of `b`.

    Examples
    --------
    >>> where(np.array([True, False]), Tensor([1.0, 2.0]), 0.0)
    Tensor([1., 0.])
    """
    condition = np.array(condition, dtype=bool)
    return apply(lambda a, b: rules.where(condition, a, b), a, b)
