"""Means over everything, from a part that was seen with known, unequal chances."""

from typing import NamedTuple

import numpy as np

from m4ds.validation import as_vector

__all__ = ["InclusionMean", "inclusion_mean"]


class InclusionMean(NamedTuple):
    """A mean over all places, its standard error, and how many equal weights the weights are worth."""

    value: float
    standard_error: float
    effective: float


def inclusion_mean(values, chance, size: int, self_normalised: bool = False) -> InclusionMean:
    """Estimate the mean of `size` values of which some were seen, each with its own known chance.

    Parameters
    ----------
    values : array_like, shape (k,)
        Those that were seen.
    chance : array_like, shape (k,)
        The chance of each of them to be seen, above 0 and at most 1.
    size : int
        How many values there are, seen or not; at least k.
    self_normalised : bool
        Divide by the sum of the weights 1 / chance instead of by `size`: no longer unbiased, mostly less variable.

    Returns
    -------
    InclusionMean
        The standard error holds if the values are seen independently of each other.

    Raises
    ------
    ValueError
        If an argument is not as described.

    See Also
    --------
    m4ds.prob.importance.importance_sampling : the same weights for draws from another law.

    References
    ----------
    Horvitz and Thompson (1952), A generalization of sampling without replacement from a finite universe.

    Notes
    -----
    Taught in "Case study: a recommender".

    Examples
    --------
    >>> inclusion_mean([4, 2], [1, 0.5], 4).value, inclusion_mean([4, 2], [1, 0.5], 4, True).value.__round__(3)
    (2.0, 2.667)
    """
    y, p = as_vector(values, "values"), as_vector(chance, "chance")
    if y.shape != p.shape:
        raise ValueError(f"values and chance must be equally long, but they are {len(y)} and {len(p)}")
    if not ((p > 0) & (p <= 1)).all():
        raise ValueError("each chance must be above 0 and at most 1")
    if size < len(y):
        raise ValueError(f"size must be at least {len(y)}, the number of values seen, but it is {size}")
    w = 1 / p
    below = w.sum() if self_normalised else float(size)
    value = w @ y / below
    left = y - value if self_normalised else y
    error = np.sqrt(np.sum((1 - p) * (w * left)**2)) / below
    return InclusionMean(float(value), float(error), float(w.sum()**2 / (w @ w)))
