"""Intervals for the next value that hold at every sample size, whatever the model: split conformal prediction.

Taught in the chapter "Learning theory, model selection".
"""

from collections.abc import Callable
from math import ceil

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["conformal_quantile", "split_conformal"]


def conformal_quantile(scores, alpha: float) -> float:
    """Return the score that a new one exceeds with a probability of at most alpha.

    Parameters
    ----------
    scores : array_like, shape (n,)
        How badly the model fits each calibration row, which it has not seen.
    alpha : float
        Strictly between 0 and 1.

    Returns
    -------
    float
        The ``ceil((n + 1)(1 - alpha))``-th smallest, or infinity if n is smaller than that.

    Raises
    ------
    TypeError, ValueError
        If `scores` is no finite vector, or alpha leaves (0, 1).

    See Also
    --------
    numpy.quantile : with method "inverted_cdf", on the scores and one infinity.

    Examples
    --------
    >>> conformal_quantile([0.3, 0.1, 0.2], 0.25)
    0.3
    """
    scores = np.sort(as_vector(scores, "scores"))
    if not 0 < alpha < 1:
        raise ValueError(f"alpha must be strictly between 0 and 1, but it is {alpha!r}")
    rank = ceil((len(scores) + 1) * (1 - alpha) - 1e-9)    # 10 * (1 - 0.1) must be 9, not a little more
    return float(scores[rank - 1]) if rank <= len(scores) else np.inf


def split_conformal(y, centre, alpha: float, width=None) -> Callable:
    """Return a function that turns predictions into intervals with coverage of at least 1 - alpha.

    Parameters
    ----------
    y, centre : array_like, shape (n,)
        Truth and prediction on calibration rows that did not train the model and are exchangeable with the new row.
    alpha : float
        Chance of missing that you accept.
    width : array_like, shape (n,), optional
        A positive guess of the spread of each row: the intervals are proportional to it. Default: all equal.

    Returns
    -------
    callable
        ``interval(centre, width=None)`` gives the arrays (low, high).

    Raises
    ------
    TypeError, ValueError
        If the shapes differ, a width is not positive, or alpha leaves (0, 1).

    References
    ----------
    V. Vovk, A. Gammerman, G. Shafer, Algorithmic Learning in a Random World, Springer 2005.

    Examples
    --------
    >>> interval = split_conformal([1.0, 2.0, 3.0], [1.5, 2.1, 2.7], 0.25)
    >>> [end.tolist() for end in interval([5.0])]
    [[4.5], [5.5]]
    """
    y, centre = as_vector(y, "y"), as_vector(centre, "centre")
    if y.shape != centre.shape:
        raise ValueError(f"y and centre must have one length, but they have {len(y)} and {len(centre)}")
    q = conformal_quantile(np.abs(y - centre) / _width(width, y.shape), alpha)

    def interval(centre, width=None):
        centre = as_finite_array(centre, "centre")
        half = q * _width(width, centre.shape)
        return centre - half, centre + half

    return interval


def _width(width, shape) -> np.ndarray:
    if width is None:
        return np.ones(shape)
    width = as_finite_array(width, "width")
    if width.shape != shape or (width <= 0).any():
        raise ValueError("width must hold one positive number a row")
    return width
