"""Small changes of the input that are chosen to do harm (case study "Digits")."""

import numpy as np

from m4ds.calculus.autodiff import Tensor
from m4ds.learn.nn.losses import cross_entropy

__all__ = ["fgsm", "input_gradient"]


def input_gradient(model, X, classes) -> np.ndarray:
    """Return, row by row, the gradient of the cross-entropy of that row with respect to its inputs.

    Parameters
    ----------
    model : callable
        Maps a tensor of shape (n, d) to scores of shape (n, k), each row from its own row.
    X : array_like, shape (n, d)
    classes : array_like of int, shape (n,)

    Returns
    -------
    ndarray, shape (n, d)

    Raises
    ------
    ValueError
        If the classes do not fit the scores.

    Examples
    --------
    >>> input_gradient(lambda x: x, [[0.0, 0.0]], [0])                 # p minus one-hot
    array([[-0.5,  0.5]])
    """
    x = Tensor(np.array(X, dtype=float))
    (cross_entropy(model(x), classes) * float(len(x))).backward()
    return x.grad


def fgsm(model, X, classes, eps: float, low: float = 0.0, high: float = 1.0) -> np.ndarray:
    """Return X, each entry moved by `eps` in the direction that raises the loss, and kept between `low` and `high`.

    Parameters
    ----------
    model, X, classes
        As for `input_gradient`.
    eps : float
        Not negative.
    low, high : float
        Use -inf and inf for no bounds.

    Raises
    ------
    ValueError
        If `eps` is negative, or as `input_gradient`.

    References
    ----------
    I. J. Goodfellow, J. Shlens, C. Szegedy, Explaining and harnessing adversarial examples, ICLR 2015.

    Notes
    -----
    The fast gradient sign method; case study: Digits. Entries with derivative 0 stay.

    Examples
    --------
    >>> fgsm(lambda x: x, [[0.5, 0.5]], [0], 0.25)
    array([[0.25, 0.75]])
    """
    if not eps >= 0:
        raise ValueError(f"eps must not be negative, but it is {eps}")
    X = np.array(X, dtype=float)
    return np.clip(X + eps * np.sign(input_gradient(model, X, classes)), low, high)
