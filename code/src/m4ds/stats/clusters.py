"""The bootstrap when observations come in groups that resemble each other."""

from collections.abc import Sequence

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["cluster_bootstrap", "ratio_bootstrap"]


def cluster_bootstrap(groups: Sequence, rng: np.random.Generator, draws: int = 2000) -> np.ndarray:
    """Return bootstrap draws of the mean of the group means.

    Each draw picks as many groups as there are, with replacement, and in each of them as many values as it has.

    Parameters
    ----------
    groups : sequence of array_like
        One vector of values a group, such as the crops of each picture; at least two groups.
    rng : numpy.random.Generator
        Source of the draws.
    draws : int
        How many.

    Returns
    -------
    ndarray of shape (draws,)
        Its quantiles give a percentile interval.

    Raises
    ------
    ValueError
        If there are fewer than two groups, or a group is empty or holds NaN or infinity.

    See Also
    --------
    scipy.stats.bootstrap : for observations without groups.

    Notes
    -----
    Taught in "Case study: image compression". With few groups the interval is too narrow: groups that were
    never seen cannot be drawn.

    Examples
    --------
    >>> cluster_bootstrap([[1, 1], [3, 3, 3]], np.random.default_rng(0), 4)
    array([3., 2., 1., 1.])
    """
    groups = [as_vector(g, f"groups[{i}]") for i, g in enumerate(groups)]
    if len(groups) < 2:
        raise ValueError("groups must hold at least two groups: one says nothing about the next")
    picks = rng.integers(len(groups), size=(draws, len(groups)))
    means = np.empty(picks.shape)
    for g, values in enumerate(groups):
        chosen = picks == g
        again = rng.integers(len(values), size=(chosen.sum(), len(values)))
        means[chosen] = values[again].mean(axis=1)
    return means.mean(axis=1)


def ratio_bootstrap(above, below, rng: np.random.Generator, draws: int = 2000) -> np.ndarray:
    """Return bootstrap draws of sum(above) / sum(below), where each group brings one number to each sum.

    Each draw picks as many groups as there are, with replacement. With the sum of squared errors and the number of
    predictions of each user, the root of a draw is a root mean squared error over other users of the same kind.

    Parameters
    ----------
    above : array_like, shape (g,) or (c, g)
        One row for each of c quantities: all rows use the same draws, so that their differences are paired.
    below : array_like, shape (g,)
        At least 0, and not all 0.
    rng : numpy.random.Generator
    draws : int

    Returns
    -------
    ndarray, shape (draws,) or (c, draws)

    Raises
    ------
    ValueError
        If there are fewer than two groups, the shapes differ, or `below` has a negative entry or adds up to 0.

    See Also
    --------
    scipy.stats.bootstrap : with ``paired=True`` and a statistic of your own.

    Notes
    -----
    Taught in "Matrix factorisation".

    Examples
    --------
    >>> ratio_bootstrap([2, 4, 6], [1, 2, 3], np.random.default_rng(0), 3)
    array([2., 2., 2.])
    """
    above, below = as_finite_array(above, "above"), as_vector(below, "below")
    if above.ndim not in (1, 2) or above.shape[-1] != len(below) or len(below) < 2:
        raise ValueError("above and below must have one entry for each of at least two groups")
    if below.min() < 0 or below.sum() == 0:
        raise ValueError("below must be at least 0, and not all 0")
    picks = rng.multinomial(len(below), np.full(len(below), 1 / len(below)), size=draws)
    with np.errstate(invalid="ignore", divide="ignore"):
        return (above @ picks.T) / (below @ picks.T)
