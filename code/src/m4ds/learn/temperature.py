"""One number that makes a reader's probabilities honest: temperature scaling (case study "Digits")."""

from typing import NamedTuple

import numpy as np

from m4ds.calculus.softmax import softmax
from m4ds.validation import as_matrix

__all__ = ["Temperature", "fit_temperature", "scaled_loss"]


class Temperature(NamedTuple):
    """Factor of the scores, its reciprocal the temperature, loss at the factor, and factor after each step."""

    factor: float
    temperature: float
    loss: float
    path: np.ndarray


def scaled_loss(scores, classes, factor: float) -> tuple[float, float, float]:
    """Return the mean of ``-log softmax(factor * scores)[class]`` and its first two derivatives in `factor`.

    Parameters
    ----------
    scores : array_like, shape (n, k)
        With at least two columns.
    classes : array_like of int, shape (n,)
        From 0 to k - 1.
    factor : float

    Returns
    -------
    loss, slope, curvature : float
        The slope is the mean score under the probabilities less that of the right class; the curvature is the mean
        variance of the score under the probabilities.

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite, or the shapes or classes do not fit.

    Examples
    --------
    >>> scaled_loss([[1.0, 0.0]], [0], 0.0)                            # log 2; (1 + 0)/2 - 1; 1/4
    (0.6931471805599453, -0.5, 0.25)
    """
    Z, y = _scored(scores, classes)
    return _loss(Z - Z[np.arange(len(Z)), y][:, None], float(factor))


def fit_temperature(scores, classes, *, tol: float = 1e-20, max_steps: int = 100) -> Temperature:
    """Return the factor that makes the cross-entropy of ``softmax(factor * scores)`` smallest, by Newton's method.

    Parameters
    ----------
    scores, classes
        As for `scaled_loss`, of rows that the reader has not been trained on.
    tol : float
        Newton stops when half the squared decrement is at most this.
    max_steps : int

    Returns
    -------
    Temperature

    Raises
    ------
    ValueError
        If every row's own class has the (jointly) largest score: the loss falls for ever. If right classes score on
        average no more than the mean of the row: the best factor is not positive, and the order of the classes would
        be turned round.
    TypeError
        As `scaled_loss`.
    ArithmeticError
        If the steps do not arrive.

    See Also
    --------
    sklearn.calibration.CalibratedClassifierCV : from version 1.8 on with ``method="temperature"``.

    References
    ----------
    C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, On calibration of modern neural networks, ICML 2017.

    Notes
    -----
    Case study: Digits. The loss is convex in the factor; not in the temperature, its reciprocal.

    Examples
    --------
    Right by a margin of 1 in three of four rows, so the factor is log 3:

    >>> found = fit_temperature([[1.0, 0.0]] * 4, [0, 0, 0, 1])
    >>> round(found.factor, 6)
    1.098612
    """
    Z, y = _scored(scores, classes)
    D = Z - Z[np.arange(len(Z)), y][:, None]                          # what each score has over the right one
    if D.max() <= 0:
        raise ValueError("every row is right: the loss falls for ever as the factor grows; take more rows")
    if D.mean() >= 0:
        raise ValueError("the right class scores no more than the average class: no positive factor is best")
    scale = np.abs(D).max()
    D, b, path = D / scale, 0.0, [0.0]
    loss, slope, curvature = _loss(D, b)
    for _ in range(max_steps):
        step = -slope / max(curvature, 1e-300)
        if -slope * step / 2 <= tol:                                 # half the squared decrement
            return Temperature(float(b / scale), float(scale / b), loss, np.array(path) / scale)
        t = 1.0
        while True:
            tried = _loss(D, b + t * step)
            if tried[0] <= loss + 1e-4 * t * slope * step or -slope * step < 1e-8:    # so near, take Newton's step
                break
            t /= 2
        b, (loss, slope, curvature) = b + t * step, tried
        path.append(b)
    raise ArithmeticError(f"no minimum within {max_steps} steps")


def _loss(D, b):
    """Loss, slope and curvature for scores relative to the right class."""
    top = (b * D).max(axis=1)
    loss = top + np.log(np.exp(b * D - top[:, None]).sum(axis=1))
    P = softmax(b * D)
    mean = (P * D).sum(axis=1)
    spread = (P * (D - mean[:, None]) ** 2).sum(axis=1)
    return float(loss.mean()), float(mean.mean()), float(spread.mean())


def _scored(scores, classes):
    Z, y = as_matrix(scores, "scores"), np.asarray(classes)
    if Z.shape[1] < 2 or y.shape != (len(Z),) or not len(Z):
        raise ValueError(f"scores need rows, two columns or more and a class for each row, not {Z.shape} and {y.shape}")
    if y.dtype.kind not in "iu" or y.min() < 0 or y.max() >= Z.shape[1]:
        raise ValueError(f"classes must be integers from 0 to {Z.shape[1] - 1}")
    return Z, y
