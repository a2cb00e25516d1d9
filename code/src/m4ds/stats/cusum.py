"""CUSUM: when did the law change? Sums of log-likelihood ratios that start again at zero.

Taught in the case study "Fraud detection".
"""

from typing import NamedTuple

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["Cusum", "bernoulli_steps", "cusum", "run_length"]


class Cusum(NamedTuple):
    """The path after each step, and the number of the first step (from 0) with an alarm, or None."""

    path: np.ndarray
    alarm: int | None


def bernoulli_steps(hits, trials, p0: float, p1: float) -> np.ndarray:
    """Return the log-likelihood ratio of p1 against p0 for each count of hits.

    Parameters
    ----------
    hits, trials : array_like
        Hits among so many independent trials.
    p0, p1 : float
        Chance of a hit before and after the change; different, strictly between 0 and 1.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not as described.

    Examples
    --------
    >>> bernoulli_steps([3, 0], 4, 0.5, 0.25).round(4)
    array([-1.674 ,  1.6219])
    """
    hits, trials = as_finite_array(hits, "hits"), as_finite_array(trials, "trials")
    if (hits < 0).any() or (hits > trials).any():
        raise ValueError("hits must lie between 0 and trials")
    if not (0 < p0 < 1 and 0 < p1 < 1) or p0 == p1:
        raise ValueError(f"p0 and p1 must differ and lie strictly between 0 and 1, but they are {p0} and {p1}")
    return hits * np.log(p1 / p0) + (trials - hits) * np.log((1 - p1) / (1 - p0))


def cusum(steps, threshold: float) -> Cusum:
    """Add the steps, start again at zero whenever the sum is negative, ring at the threshold.

    Parameters
    ----------
    steps : array_like, shape (n,)
        Log-likelihood ratios of "changed" against "not changed".
    threshold : float
        Above 0.

    Returns
    -------
    Cusum
        The path goes on after an alarm.

    Raises
    ------
    TypeError, ValueError
        If the steps are not a finite vector, or the threshold is not above 0.

    References
    ----------
    E. S. Page, Continuous inspection schemes, Biometrika 41, 1954.

    Examples
    --------
    >>> cusum([-1.0, 2.0, -0.5, 2.0], 3.0)
    Cusum(path=array([0. , 2. , 1.5, 3.5]), alarm=3)
    """
    steps = as_vector(steps, "steps")
    if not threshold > 0:
        raise ValueError(f"threshold must be above 0, but it is {threshold}")
    sums = np.concatenate([[0.0], np.cumsum(steps)])
    path = (sums - np.minimum.accumulate(sums))[1:]
    over = np.flatnonzero(path >= threshold)
    return Cusum(path, int(over[0]) if len(over) else None)


def run_length(values, chances, threshold: float, rng: np.random.Generator, runs: int = 1000,
               longest: int = 100_000) -> np.ndarray:
    """Draw the number of steps until a CUSUM rings, when its steps are independent draws from a finite law.

    Parameters
    ----------
    values, chances : array_like, shape (k,)
        Possible steps and their probabilities.
    threshold : float
    rng : numpy.random.Generator
    runs, longest : int
        How many times, and where to stop a run that does not ring.

    Returns
    -------
    ndarray of int, shape (runs,)
        From 1 to `longest`.

    Raises
    ------
    TypeError, ValueError
        If the law is not one, or a size is below 1.

    Examples
    --------
    >>> run_length([1.0], [1.0], 3.0, np.random.default_rng(0), 2)
    array([3, 3])
    """
    values, chances = as_vector(values, "values"), as_vector(chances, "chances")
    if len(values) != len(chances) or (chances < 0).any() or not np.isclose(chances.sum(), 1):
        raise ValueError("chances must be probabilities, one for each value, with sum 1")
    if not threshold > 0 or min(runs, longest) < 1:
        raise ValueError("threshold must be above 0, runs and longest at least 1")
    ladder = np.cumsum(chances / chances.sum())
    state, length, live = np.zeros(runs), np.full(runs, longest), np.arange(runs)
    for t in range(1, longest + 1):
        drawn = values[np.minimum(np.searchsorted(ladder, rng.random(len(live)), side="right"), len(values) - 1)]
        state = np.maximum(state + drawn, 0)
        rings = state >= threshold
        length[live[rings]] = t
        state, live = state[~rings], live[~rings]
        if not len(live):
            break
    return length
