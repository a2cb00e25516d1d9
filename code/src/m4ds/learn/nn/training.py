"""The loop: batches, gradients of the tape, steps (chapter "Neural networks from scratch")."""

import numpy as np

from m4ds.calculus.autodiff import Tensor, no_grad
from m4ds.optim.adaptive import adam_rule
from m4ds.optim.batches import minibatches

__all__ = ["predictions", "train"]


def train(model, loss, X, y, *, epochs: int, rng=None, size: int = 32, step: float = 1e-3, how: str = "adam",
          momentum: float = 0.0, decay: float = 0.0, eps: float = 1e-8, watch=None) -> list:
    """Train `model` in place; return the mean loss of each epoch.

    Parameters
    ----------
    model : Layer
    loss : callable
        ``loss(model(rows of X), rows of y)``, a tensor with one entry, the mean over the rows.
    X, y : ndarray
        With an observation in each entry of the first axis. `X` of integers goes to the model as it is.
    epochs : int
        Passes over the data.
    rng : numpy.random.Generator, optional
        Shuffles anew in each epoch; without it the rows stay in their order.
    size : int
        Rows in a batch; the last of an epoch holds what is left.
    step : float or callable
        A fixed step, or ``step(k)`` for k = 0, 1, ...
    how : {"adam", "sgd"}
    momentum : float
        For "sgd".
    decay : float
        Adds ``decay / 2`` times the sum of squares of every parameter with two axes or more: no biases.
    eps : float
        For "adam".
    watch : callable, optional
        ``watch(epoch, model)`` after each epoch; a true value ends the training.

    Returns
    -------
    list of float
        For each epoch the mean over its rows of the loss (with the decay) that each batch had before its step.

    Raises
    ------
    ValueError
        If an argument makes no sense.
    ArithmeticError
        If the loss stops being finite; the message names the epoch.

    See Also
    --------
    torch.optim.Adam, torch.optim.SGD

    Notes
    -----
    With ``how="adam"`` the decay passes through Adam's division like the rest of the gradient; it is not AdamW.

    Examples
    --------
    >>> from m4ds.learn.nn import Linear, half_squared_error
    >>> X = np.array([[-1.0], [0.0], [1.0]])
    >>> model = Linear(1, 1, np.random.default_rng(0))
    >>> losses = train(model, half_squared_error, X, 3 * X + 1, epochs=200, size=3, step=0.5, how="sgd")
    >>> model.weight.data.round(6), model.bias.data.round(6)
    (array([[3.]]), array([1.]))
    """
    if how not in ("adam", "sgd") or not 0 <= momentum < 1 or decay < 0 or epochs < 1:
        raise ValueError('train needs how="adam" or "sgd", 0 <= momentum < 1, decay >= 0 and epochs >= 1')
    if len(X) != len(y):
        raise ValueError(f"X has {len(X)} rows, but y has {len(y)}")
    X, y = np.asarray(X), np.asarray(y)
    parameters = model.parameters()
    move = adam_rule(eps=eps) if how == "adam" else _sgd_rule(momentum)
    batches = minibatches(len(X), min(size, len(X)), rng, "order" if rng is None else "shuffle")
    losses, k = [], 0
    model.train(True)
    try:
        with np.errstate(all="ignore"):
            for epoch in range(epochs):
                total, seen = 0.0, 0
                while seen < len(X):
                    rows = next(batches)
                    value = _one_step(model, loss, X[rows], y[rows], parameters, decay, move,
                                      step(k) if callable(step) else step, k)
                    if not np.isfinite(value):
                        raise ArithmeticError(f"the loss is no longer finite in epoch {epoch}: take smaller steps, or "
                                              "look for a row that is not finite")
                    total, seen, k = total + value * len(rows), seen + len(rows), k + 1
                losses.append(total / seen)
                if watch is not None:
                    model.train(False)
                    if watch(epoch, model):
                        break
                    model.train(True)
    finally:
        model.train(False)
    return losses


def _one_step(model, loss, X, y, parameters, decay, move, a, k):
    """Take one step against the gradient of one batch; return the loss before it."""
    for p in parameters:
        p.zero_grad()
    value = loss(model(_constant(X)), y)
    for p in parameters:
        if decay and p.data.ndim >= 2:
            value = value + (p * p).sum() * (decay / 2)
    if not np.isfinite(value.item()):
        return value.item()
    value.backward()
    gradient = np.concatenate([np.zeros(p.data.size) if p.grad is None else p.grad.ravel() for p in parameters])
    theta = move(np.concatenate([p.data.ravel() for p in parameters]), gradient, a, k)
    if not np.isfinite(theta).all():
        return np.inf
    at = 0
    for p in parameters:
        p.data = theta[at:at + p.data.size].reshape(p.shape)
        at += p.data.size
    return value.item()


def _constant(X):
    return X if X.dtype.kind in "iu" else Tensor(X, constant=True)


def _sgd_rule(momentum):
    velocity = 0.0

    def move(x, g, a, k):
        nonlocal velocity
        velocity = momentum * velocity + g
        return x - a * velocity
    return move


def predictions(model, X) -> np.ndarray:
    """Return what `model` gives for `X`, without a tape and not in training.

    Examples
    --------
    >>> from m4ds.learn.nn import Sequential
    >>> predictions(Sequential(lambda x: x * 2.0), [[1.0]])
    array([[2.]])
    """
    with no_grad():
        return model(_constant(np.asarray(X))).data
