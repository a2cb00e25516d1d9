"""The parts of a network: each maps a tensor to a tensor and owns its weights.

Taught in the chapter "Neural networks from scratch". An observation is a row: a layer ``x -> W x + b`` of one vector is
``X @ W.T + b`` for a table.
"""

import numpy as np

from m4ds.calculus.autodiff import Tensor
from m4ds.calculus.elementary import sqrt
from m4ds.learn.nn.initial import initial_weights

__all__ = ["Dropout", "Embedding", "Flatten", "Layer", "LayerNorm", "Linear", "Residual", "Sequential"]


class Layer:
    """What every part is: call it; list its parameters; tell it whether it is being trained.

    A subclass sets tensors and layers as attributes, or lists of layers, and defines ``__call__``.

    Examples
    --------
    >>> layer = Sequential(Linear(3, 2, np.random.default_rng(0)), Linear(2, 1, np.random.default_rng(1)))
    >>> [p.shape for p in layer.parameters()]
    [(2, 3), (2,), (1, 2), (1,)]
    """

    training = False

    def parts(self):
        """Return the layers inside this one."""
        inside = []
        for value in vars(self).values():
            inside += [p for p in (value if isinstance(value, list) else [value]) if isinstance(p, Layer)]
        return inside

    def parameters(self):
        """Return the tensors that training changes, always in the same order."""
        own = [v for v in vars(self).values() if isinstance(v, Tensor) and not v.constant]
        return own + [p for part in self.parts() for p in part.parameters()]

    def train(self, on=True):
        """Switch this layer and those inside to training, or back."""
        self.training = on
        for part in self.parts():
            part.train(on)


class Linear(Layer):
    """The affine map ``x -> W x + b`` of the last axis; without `bias`, a linear one.

    Parameters
    ----------
    n_in, n_out : int
    rng : numpy.random.Generator
    how
        As for `m4ds.learn.nn.initial.initial_weights`.
    bias : bool

    Attributes
    ----------
    weight : Tensor, shape (n_out, n_in)
    bias : Tensor, shape (n_out,), or 0.0
        Starts at 0.

    See Also
    --------
    torch.nn.Linear : the same layout.

    Examples
    --------
    >>> layer = Linear(2, 1, np.random.default_rng(0))
    >>> layer.weight.data = [[2.0, 1.0]]
    >>> layer(Tensor([[1.5, 0.0], [1.0, 1.0]])).data.ravel()
    array([3., 3.])
    """

    def __init__(self, n_in, n_out, rng, how="he", bias=True):
        self.weight = Tensor(initial_weights(n_out, n_in, rng, how))
        self.bias = Tensor(np.zeros(n_out)) if bias else 0.0

    def __call__(self, x):
        return x @ self.weight.T + self.bias


class Sequential(Layer):
    """One step after another; a step is a layer or a plain function such as `relu`.

    Examples
    --------
    >>> Sequential(lambda x: x * 2.0, lambda x: x + 1.0)(Tensor([3.0]))
    Tensor([7.])
    """

    def __init__(self, *steps):
        self.steps = list(steps)

    def __call__(self, x):
        for step in self.steps:
            x = step(x)
        return x


class Residual(Layer):
    """``x -> x + inside(x)``: the Jacobian is the identity plus that of `inside`.

    Examples
    --------
    >>> Residual(lambda x: x * 0.5)(Tensor([2.0]))
    Tensor([3.])
    """

    def __init__(self, inside):
        self.inside = inside

    def __call__(self, x):
        return x + self.inside(x)


class LayerNorm(Layer):
    """Subtract the mean of the last axis, divide by its standard deviation, then scale and shift each entry.

    Parameters
    ----------
    n : int
        Length of the last axis.
    eps : float
        Added to the variance.

    See Also
    --------
    torch.nn.LayerNorm

    References
    ----------
    Ba, Kiros and Hinton, "Layer normalization", arXiv:1607.06450 (2016).

    Examples
    --------
    >>> LayerNorm(4, eps=0.0)(Tensor([[1.0, 3.0, 1.0, 3.0]]))
    Tensor([[-1.,  1., -1.,  1.]])
    """

    def __init__(self, n, eps=1e-5):
        self.scale, self.shift, self.eps = Tensor(np.ones(n)), Tensor(np.zeros(n)), eps

    def __call__(self, x):
        centred = x - x.mean(axis=-1, keepdims=True)
        variance = (centred * centred).mean(axis=-1, keepdims=True)
        return centred / sqrt(variance + self.eps) * self.scale + self.shift


class Dropout(Layer):
    """While training, set each entry to 0 with chance `rate` and divide the others by ``1 - rate``.

    Parameters
    ----------
    rate : float
        0 <= rate < 1.
    rng : numpy.random.Generator

    Raises
    ------
    ValueError
        If `rate` is out of its range.

    References
    ----------
    Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout", JMLR 15 (2014).

    Examples
    --------
    >>> drop = Dropout(0.5, np.random.default_rng(0))
    >>> drop(Tensor([1.0, 2.0]))                     # not in training: nothing happens
    Tensor([1., 2.])
    """

    def __init__(self, rate, rng):
        if not 0 <= rate < 1:
            raise ValueError(f"rate must satisfy 0 <= rate < 1, but it is {rate}")
        self.rate, self.rng = rate, rng

    def __call__(self, x):
        if not self.training or self.rate == 0:
            return x
        return x * ((self.rng.random(x.shape) >= self.rate) / (1 - self.rate))


class Embedding(Layer):
    """A table with a trainable vector for each of `n` symbols.

    Examples
    --------
    >>> Embedding(5, 3, np.random.default_rng(0))(np.array([[0, 4, 4]])).shape
    (1, 3, 3)
    """

    def __init__(self, n, width, rng):
        self.table = Tensor(initial_weights(n, width, rng, "lecun"))

    def __call__(self, symbols):
        return self.table[np.asarray(symbols)]


class Flatten(Layer):
    """Each observation as one row.

    Examples
    --------
    >>> Flatten()(Tensor(np.ones((2, 3, 4)))).shape
    (2, 12)
    """

    def __call__(self, x):
        return x.reshape(x.shape[0], -1)
