"""A step of its own for each coordinate: RMSprop and Adam (chapter "Stochastic gradients")."""

import numpy as np

from m4ds.optim.stochastic import Run, walk

__all__ = ["adam", "adam_rule", "moving_average", "rmsprop"]


def rmsprop(grad, x0, batches, step=1e-2, *, steps: int, beta: float = 0.9, eps: float = 1e-8) -> Run:
    """Divide each entry of the gradient by the root of a moving average of its square.

    ``s <- beta * s + (1 - beta) * g**2``, ``x <- x - step * g / (sqrt(s) + eps)``, from s = 0.

    Parameters
    ----------
    grad, x0, batches, step, steps
        As for `m4ds.optim.stochastic.sgd`.
    beta : float
        Memory of the average, 0 <= beta < 1.
    eps : float
        Positive; it prevents a division by zero.

    Raises
    ------
    TypeError, ValueError
        If `beta` or `eps` is out of its range, or an input is malformed.
    ArithmeticError
        If the point stops being finite.

    See Also
    --------
    adam : with momentum and the bias of the start removed.
    torch.optim.RMSprop : the professional routine.

    References
    ----------
    Tieleman and Hinton, lecture 6.5 of "Neural networks for machine learning", Coursera (2012).

    Examples
    --------
    >>> run = rmsprop(lambda x, rows: np.array([8.0, -0.5]), [0.0, 0.0], [[0]], 0.1, steps=1)
    >>> run.x.round(4)
    array([-0.3162,  0.3162])
    """
    _weights(beta=beta)
    _small(eps)
    square = 0.0

    def move(x, g, a, k):
        nonlocal square
        square = beta * square + (1 - beta) * g**2
        return x - a * g / (np.sqrt(square) + eps)
    return walk(grad, x0, batches, step, steps, move)


def adam(grad, x0, batches, step=1e-3, *, steps: int, beta1: float = 0.9, beta2: float = 0.999,
         eps: float = 1e-8, correct: bool = True, amsgrad: bool = False, box=None) -> Run:
    """Divide a moving average of the gradient by the root of a moving average of its square.

    ``m <- beta1 * m + (1 - beta1) * g``, ``s <- beta2 * s + (1 - beta2) * g**2`` from zero, then
    ``x <- x - step * m_hat / (sqrt(s_hat) + eps)`` with ``m_hat = m / (1 - beta1**k)`` and
    ``s_hat = s / (1 - beta2**k)`` at step k = 1, 2, ...

    Parameters
    ----------
    grad, x0, batches, step, steps
        As for `m4ds.optim.stochastic.sgd`.
    beta1, beta2 : float
        Memories of the averages, in [0, 1).
    eps : float
        Positive; it prevents a division by zero.
    correct : bool
        Whether to divide by ``1 - beta**k``.
    amsgrad : bool
        Use the largest `s_hat` so far, so that the step of a coordinate never grows again.
    box : (float, float), optional
        Clip each entry of the point to this interval after every step.

    Raises
    ------
    TypeError, ValueError
        If a weight or `eps` is out of its range, or an input is malformed.
    ArithmeticError
        If the point stops being finite.

    See Also
    --------
    torch.optim.Adam : the professional routine; it takes the largest of the uncorrected s for `amsgrad`.

    References
    ----------
    Kingma and Ba, "Adam: a method for stochastic optimization", ICLR (2015).
    Reddi, Kale and Kumar, "On the convergence of Adam and beyond", ICLR (2018).

    Examples
    --------
    >>> run = adam(lambda x, rows: np.array([8.0, -0.5]), [0.0, 0.0], [[0]], 0.1, steps=1)
    >>> run.x.round(4)
    array([-0.1,  0.1])
    """
    return walk(grad, x0, batches, step, steps, adam_rule(beta1, beta2, eps, correct, amsgrad, box))


def adam_rule(beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8, correct: bool = True,
              amsgrad: bool = False, box=None):
    """Return one step of `adam` as a function ``move(x, g, a, k)`` that remembers its averages.

    For a loop of your own, such as the training of a network; parameters as for `adam`.

    Raises
    ------
    ValueError
        If a weight or `eps` is out of its range.

    See Also
    --------
    adam : the whole run.

    Examples
    --------
    >>> move = adam_rule()
    >>> move(np.zeros(2), np.array([8.0, -0.5]), 0.1, 0).round(4)
    array([-0.1,  0.1])
    """
    _weights(beta1=beta1, beta2=beta2)
    _small(eps)
    mean = square = largest = 0.0

    def move(x, g, a, k):
        nonlocal mean, square, largest
        mean = beta1 * mean + (1 - beta1) * g
        square = beta2 * square + (1 - beta2) * g**2
        m_hat, s_hat = mean, square
        if correct:
            m_hat, s_hat = mean / (1 - beta1 ** (k + 1)), square / (1 - beta2 ** (k + 1))
        if amsgrad:
            s_hat = largest = np.maximum(largest, s_hat)
        x = x - a * m_hat / (np.sqrt(s_hat) + eps)
        return x if box is None else np.clip(x, *box)
    return move


def moving_average(values, beta: float, correct: bool = True) -> np.ndarray:
    """Return the exponential moving averages of `values` along their first axis, from zero.

    Parameters
    ----------
    values : array_like, shape (k, ...)
    beta : float
        The weight of the past, in [0, 1).
    correct : bool
        Divide the k-th by ``1 - beta**k``, so that a constant is reproduced from the start.

    Raises
    ------
    ValueError
        If `beta` is out of its range.

    See Also
    --------
    pandas.DataFrame.ewm : ``ewm(alpha=1 - beta, adjust=True).mean()`` is the corrected average.

    Examples
    --------
    >>> moving_average([2.0, 2.0, 2.0], 0.5, correct=False), moving_average([2.0, 2.0, 2.0], 0.5)
    (array([1.  , 1.5 , 1.75]), array([2., 2., 2.]))
    """
    _weights(beta=beta)
    averages, m = [], 0.0
    for k, value in enumerate(np.asarray(values, dtype=float), start=1):
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta**k) if correct else m)
    return np.array(averages)


def _weights(**values) -> None:
    for name, value in values.items():
        if not 0 <= value < 1:
            raise ValueError(f"{name} must satisfy 0 <= {name} < 1, but it is {value}")


def _small(eps: float) -> None:
    if not 0 < eps < np.inf:
        raise ValueError(f"eps must be positive and finite, but it is {eps}")
