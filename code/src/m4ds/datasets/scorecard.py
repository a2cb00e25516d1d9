"""Thirty-nine other metrics of an experiment: correlated in groups, a few of them really moved."""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_vector

__all__ = ["GROUPS", "Scorecard", "simulate_scorecard"]

GROUPS = ("speed", "search", "basket", "service", "content")


@dataclass(frozen=True)
class Scorecard:
    """`values`: one row for each visitor, one column for each metric, standard deviation 1 without effects;
    `names` and `group` (index into `GROUPS`) of the columns; `effects`: the truth, in standard deviations."""

    values: np.ndarray
    names: tuple
    group: np.ndarray
    effects: np.ndarray


def simulate_scorecard(treated, seed: int = 0, *, metrics: int = 39, moved: int = 6, size: float = 0.03,
                       link: float = 0.3) -> Scorecard:
    """Simulate the other metrics of the visitors of an experiment.

    Parameters
    ----------
    treated : array_like of bool, shape (n,)
    seed : int
    metrics : int
    moved : int
        How many metrics the treatment moves, by `size` up or down in turn; which ones is drawn.
    size : float
        In standard deviations.
    link : float
        Correlation of two metrics of one group, from 0 to below 1.

    Returns
    -------
    Scorecard

    Raises
    ------
    ValueError
        If metrics is below 1, moved is not from 0 to metrics, or link leaves its range.

    Notes
    -----
    Chapter: Case study: an A/B testing platform.

    Examples
    --------
    >>> card = simulate_scorecard([True, False, True], seed=1, metrics=10, moved=2)
    >>> card.values.shape, card.names[0], int((card.effects != 0).sum())
    ((3, 10), 'speed 1', 2)
    """
    t = as_vector(treated, "treated")
    if metrics < 1 or not 0 <= moved <= metrics or not 0 <= link < 1:
        raise ValueError("metrics must be at least 1, moved from 0 to metrics, link in [0, 1)")
    rng = np.random.default_rng(seed)
    group = np.arange(metrics) * len(GROUPS) // metrics
    place = np.arange(metrics) - np.searchsorted(group, group) + 1
    effects = np.zeros(metrics)
    effects[rng.choice(metrics, moved, replace=False)] = size * (-1.0)**np.arange(moved)
    common = rng.normal(size=(len(t), len(GROUPS)))[:, group]
    values = np.sqrt(link) * common + np.sqrt(1 - link) * rng.normal(size=(len(t), metrics)) + np.outer(t, effects)
    names = tuple(f"{GROUPS[g]} {k}" for g, k in zip(group, place, strict=True))
    return Scorecard(values, names, group, effects)
