r"""The tape: nodes that remember how they were made, and the walk back that collects derivatives.

Taught in the chapter "Automatic differentiation".
"""

from contextlib import contextmanager
from itertools import count

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["Node", "apply", "no_grad"]

_serial = count()
_state = {"recording": True}


class Node:
    r"""An array of floats in a computation graph; `m4ds.calculus.autodiff.Tensor` adds the operations.

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
    torch.autograd.Function : the same contract, value and pullback, in PyTorch.

    Examples
    --------
    >>> Node([1, 2]).data
    array([1., 2.])
    """

    __slots__ = ("_data", "_parents", "_pullbacks", "constant", "grad", "serial")

    def __init__(self, data, constant=False):
        self._parents = ()
        self.data = data
        self._pullbacks = ()
        self.constant, self.grad, self.serial = constant, None, next(_serial)

    @property
    def data(self):
        return self._data

    @data.setter
    def data(self, new):
        if self._parents:
            raise ValueError("this tensor is the result of an operation: only leaves take new data")
        self._data = _frozen(np.array(as_finite_array(new, "data")))

    shape = property(lambda self: self._data.shape)

    def item(self):
        """Return the single entry as a float."""
        return self._data.item()

    def detach(self):
        """Return a constant with the same value: the tape ends here."""
        return _made(type(self), self._data)

    def zero_grad(self):
        """Forget the gradient collected so far."""
        self.grad = None

    def backward(self, adjoint=None, keep=False):
        """Add the derivatives of this tensor to `grad` of every leaf it was made from.

        Parameters
        ----------
        adjoint : array_like, optional
            Weights of the entries of this tensor, in its shape; by default 1, for a single number.
        keep : bool
            Also set `grad` of the tensors in between.

        Raises
        ------
        TypeError, ValueError
            If `adjoint` is missing for more than one number, or its shape does not fit, or nothing was recorded.
        """
        if adjoint is None:
            if self._data.size != 1:
                raise ValueError(f"a tensor of shape {self.shape} has no single gradient: sum it, or give an adjoint")
            adjoint = np.ones(self.shape)
        adjoint = as_finite_array(adjoint, "adjoint")
        if adjoint.shape != self.shape:
            raise ValueError(f"adjoint must have shape {self.shape}, but it has shape {adjoint.shape}")
        if self.constant:
            raise ValueError("nothing was recorded: this tensor depends on constants only, or was made under no_grad")
        adjoints = {self: adjoint}
        for node in self.ancestors():
            g = adjoints.pop(node)
            if not node._parents:
                node.grad = np.array(g if node.grad is None else node.grad + g)
            elif keep:
                node.grad = np.array(g)
            for parent, pull in zip(node._parents, node._pullbacks, strict=True):
                share = pull(g)
                adjoints[parent] = adjoints[parent] + share if parent in adjoints else share

    def ancestors(self):
        """Return every tensor with a derivative that this one was made from, itself first, the youngest first."""
        found, stack = {self}, [self]
        while stack:
            for parent in stack.pop()._parents:
                if parent not in found:
                    found.add(parent)
                    stack.append(parent)
        return sorted(found, key=lambda node: node.serial, reverse=True)


def apply(rule, *inputs, **options):
    """Return the value of `rule` as a node that remembers its inputs, if any of them wants a derivative.

    Parameters
    ----------
    rule : callable
        ``rule(*arrays, **options) -> value, pullbacks``, as in `m4ds.calculus.rules`.
    *inputs : Node or array_like
        At least one node. An array is copied, so that a later change of it cannot reach the tape; wrap a large one
        once, in ``Tensor(X, constant=True)``.

    Raises
    ------
    ValueError
        If the shapes do not fit the rule.

    Examples
    --------
    >>> double = apply(lambda a: (2 * a, (lambda g: 2 * g,)), Node([1.0, 2.0]))
    >>> double.backward([1.0, 1.0], keep=True)
    >>> double.data
    array([2., 4.])
    """
    kind = type(next(x for x in inputs if isinstance(x, Node)))
    inputs = [x if isinstance(x, Node) else _made(kind, np.array(x, dtype=float)) for x in inputs]
    value, pullbacks = rule(*[x._data for x in inputs], **options)
    made = _made(kind, value)
    wanted = [(x, pull) for x, pull in zip(inputs, pullbacks, strict=True) if not x.constant]
    if wanted and _state["recording"]:
        made.constant = False
        made._parents, made._pullbacks = zip(*wanted, strict=True)
    return made


def _made(kind, value):
    """Return a constant with this value, which nobody else may change."""
    made = Node.__new__(kind)
    made._data, made._parents, made._pullbacks = _frozen(np.asarray(value, dtype=float)), (), ()
    made.constant, made.grad, made.serial = True, None, next(_serial)
    return made


def _frozen(array):
    array.flags.writeable = False
    return array


@contextmanager
def no_grad():
    """Record nothing inside a ``with`` block.

    Examples
    --------
    >>> with no_grad():
    ...     y = apply(lambda a: (2 * a, (lambda g: 2 * g,)), Node(1.0))
    >>> y.constant
    True
    """
    before, _state["recording"] = _state["recording"], False
    try:
        yield
    finally:
        _state["recording"] = before
