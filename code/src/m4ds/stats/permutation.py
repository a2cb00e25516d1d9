"""Tests that shuffle labels: exact whenever the labels could have fallen otherwise."""

from collections.abc import Callable
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np

from m4ds.validation import as_vector

__all__ = ["PermutationTest", "difference_of_means", "permutation_test"]

ALL = 20_000     # so many splits are all tried; beyond, they are drawn
SAME = 1e-9      # relative: values closer than this are ties that rounding has parted


class PermutationTest(NamedTuple):
    """The observed statistic, the p-value, and the statistic after each shuffle."""

    statistic: float
    p: float
    shuffled: np.ndarray


def difference_of_means(x: np.ndarray, y: np.ndarray) -> float:
    """Return mean(x) - mean(y)."""
    return float(x.mean() - y.mean())


def permutation_test(x, y, rng: np.random.Generator, statistic: Callable = difference_of_means, draws: int = 9999,
                     sides: int = 2) -> PermutationTest:
    """Test that two samples are exchangeable: split the pooled numbers again, in all ways or in random ones.

    Parameters
    ----------
    x, y : array_like, shapes (n,) and (m,)
    rng : numpy.random.Generator
        Used if there are more than 20,000 splits.
    statistic : callable
        ``statistic(x, y) -> float``; large (in absolute value, for two sides) speaks against the null hypothesis.
    draws : int
        How many random splits; at least one.
    sides : int
        2 compares absolute values, 1 the values.

    Returns
    -------
    PermutationTest
        `p` is the share of splits with a statistic at least as large. All splits: the observed one is among them.
        Random splits: it is added, (1 + hits) / (1 + draws), which keeps the level exactly.

    Raises
    ------
    ValueError
        If a sample is empty or not finite, draws is less than 1, or sides is neither 1 nor 2.

    See Also
    --------
    scipy.stats.permutation_test

    Notes
    -----
    Chapter: Intervals and tests.

    References
    ----------
    B. Phipson, G. K. Smyth, Permutation p-values should never be zero, Statistical Applications in Genetics and
    Molecular Biology 9, 2010.

    Examples
    --------
    >>> r = permutation_test([7, 9, 11], [1, 2, 4], np.random.default_rng(0))
    >>> r.statistic.__round__(3), r.p, len(r.shuffled)
    (6.667, 0.1, 20)
    """
    x, y = as_vector(x, "x"), as_vector(y, "y")
    if draws < 1 or sides not in (1, 2):
        raise ValueError("draws must be at least 1, and sides 1 or 2")
    pool, n = np.concatenate([x, y]), len(x)
    size = abs if sides == 2 else float
    seen = float(statistic(x, y))
    if comb(len(pool), n) <= ALL:
        shuffled = np.array([_split(pool, list(chosen), statistic) for chosen in combinations(range(len(pool)), n)])
        extra = 0
    else:
        shuffled = np.array([_split(pool, rng.permutation(len(pool))[:n], statistic) for _ in range(draws)])
        extra = 1
    bar = size(seen) - SAME * max(abs(seen), np.abs(shuffled).max())
    hits = int((np.abs(shuffled) >= bar).sum() if sides == 2 else (shuffled >= bar).sum())
    return PermutationTest(seen, (extra + hits) / (extra + len(shuffled)), shuffled)


def _split(pool: np.ndarray, chosen, statistic: Callable) -> float:
    mask = np.zeros(len(pool), dtype=bool)
    mask[chosen] = True
    return float(statistic(pool[mask], pool[~mask]))
