"""What training makes small: a mean over the rows, as a tensor (chapter "Neural networks from scratch")."""

import numpy as np

from m4ds.calculus.autodiff import logsumexp

__all__ = ["cross_entropy", "half_squared_error"]


def cross_entropy(scores, classes):
    """Return the mean of ``-log softmax(scores)[class]``, without overflow; its gradient is (p - onehot) / n.

    Parameters
    ----------
    scores : Tensor, shape (..., k)
    classes : array_like of int, shape (...)
        From 0 to k - 1.

    Returns
    -------
    Tensor
        One number, in nats.

    Raises
    ------
    ValueError
        If the shapes do not fit or a class is out of range.

    See Also
    --------
    torch.nn.functional.cross_entropy, sklearn.metrics.log_loss : the professional routines.

    Examples
    --------
    >>> from m4ds.calculus.autodiff import Tensor
    >>> cross_entropy(Tensor([[1000.0, 0.0], [0.0, 0.0]]), [0, 1]).item()       # (0 + log 2) / 2
    0.34657359027997264
    """
    k = scores.shape[-1]
    classes = np.asarray(classes)
    if classes.shape != scores.shape[:-1]:
        raise ValueError(f"scores of shape {scores.shape} need classes of shape {scores.shape[:-1]}, "
                         f"not {classes.shape}")
    if classes.dtype.kind not in "iu" or classes.min() < 0 or classes.max() >= k:
        raise ValueError(f"classes must be integers from 0 to {k - 1}")
    flat = scores.reshape(-1, k)
    return (logsumexp(flat) - flat[np.arange(classes.size), classes.ravel()]).mean()


def half_squared_error(predictions, targets):
    """Return the mean over the rows of half the squared distance of prediction and target.

    Parameters
    ----------
    predictions : Tensor, shape (n, k)
    targets : array_like, shape (n, k)

    Returns
    -------
    Tensor
        One number.

    Raises
    ------
    ValueError
        If the shapes differ: a column against a row would broadcast to a matrix without a word.

    See Also
    --------
    torch.nn.functional.mse_loss : twice this, and a mean over the columns too.

    Examples
    --------
    >>> from m4ds.calculus.autodiff import Tensor
    >>> half_squared_error(Tensor([[3.0]]), [[2.0]]).item()
    0.5
    """
    targets = np.asarray(targets, dtype=float)
    if targets.shape != predictions.shape:
        raise ValueError(f"predictions have shape {predictions.shape}, but targets {targets.shape}")
    r = predictions - targets
    return (r * r).sum() * (0.5 / len(targets))
