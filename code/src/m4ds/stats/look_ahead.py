"""Policies that watch a number and take an engine out at a check: what they cost, and which threshold is due."""

from typing import NamedTuple

import numpy as np

from m4ds.prob.continuous import _positive
from m4ds.validation import as_vector

__all__ = ["Dinkelbach", "Runs", "look_ahead", "play"]


class Runs(NamedTuple):
    """What happened to each engine: cycles run, cost, and whether it failed."""

    cycles: np.ndarray
    cost: np.ndarray
    failed: np.ndarray

    @property
    def rate(self) -> float:
        """Cost per cycle: total cost over total cycles."""
        return float(self.cost.sum() / self.cycles.sum())


class Dinkelbach(NamedTuple):
    """The threshold of the look-ahead rule, its cost per cycle, and the costs of the rounds before."""

    threshold: float
    rate: float
    rounds: np.ndarray


def play(signal, life, threshold: float, step: int, planned: float, failure: float) -> Runs:
    """Take each engine out at the first check at which its signal has reached the threshold.

    Parameters
    ----------
    signal : array_like, shape (units, checks)
        Column j belongs to the check after cycle ``(j + 1) * step``. What stands there after an engine's failure is
        not read; NaN means that the engine is not taken out.
    life : array_like of int, shape (units,)
        The cycle in which the engine fails. In that cycle it is too late to take it out.
    threshold : float
    step : int
        Cycles between checks.
    planned, failure : float
        Cost of a removal at a check, and of a failure; positive.

    Returns
    -------
    Runs

    Raises
    ------
    ValueError
        If shapes do not fit, `step` is less than 1, or a cost is not positive.

    Notes
    -----
    Chapter: Case study: predictive maintenance.

    Examples
    --------
    >>> play([[0.1, 0.4, 0.9], [0.0, 0.1, 0.8]], [35, 25], 0.3, 10, 60, 250)
    Runs(cycles=array([20, 25]), cost=array([ 60., 250.]), failed=array([False,  True]))
    """
    signal, life = np.asarray(signal, dtype=float), as_vector(life, "life")
    planned, failure = _positive(planned, "planned"), _positive(failure, "failure")
    if signal.ndim != 2 or len(signal) != len(life) or step < 1:
        raise ValueError("signal must have one row for each life, and step must be at least 1")
    after = step * np.arange(1, signal.shape[1] + 1)
    due = (signal >= threshold) & (after < life[:, None])
    out = due.any(axis=1)
    cycles = np.where(out, after[due.argmax(axis=1)], life).astype(int)
    return Runs(cycles, np.where(out, planned, failure), ~out)


def look_ahead(risk, life, step: int, planned: float, failure: float, rounds: int = 50) -> Dinkelbach:
    """Return the threshold of the one-step look-ahead rule that agrees with its own cost per cycle.

    Take out when ``risk * (failure - planned) >= rate * step``, the most that running to the next check can be worth.
    Begin with the cost of running to failure, play, put the cost so found in its place, and again.

    Parameters
    ----------
    risk : array_like, shape (units, checks)
        Probability of failing before the next check.
    life, step, planned, failure
        As in `play`; failure above planned.
    rounds : int
        At most so many.

    Returns
    -------
    Dinkelbach
        Of the last round, in which the cost did not change any more, or `rounds` are over.

    Raises
    ------
    ValueError
        If failure is not above planned, or as `play`.

    References
    ----------
    W. Dinkelbach, On nonlinear fractional programming, Management Science 13, 1967.

    Notes
    -----
    Chapter: Case study: predictive maintenance.

    Examples
    --------
    >>> risk = [[0.0, 0.01, 0.6], [0.0, 0.02, 0.7]]
    >>> found = look_ahead(risk, [35, 38], 10, 60, 250)
    >>> round(found.threshold, 4), round(found.rate, 4)
    (0.1053, 2.0)
    """
    if not failure > planned > 0:
        raise ValueError("a failure must cost more than a planned removal, and both more than 0")
    life = as_vector(life, "life")
    rate = float(failure * len(life) / life.sum())
    costs, risk = [rate], _risks(risk)
    for _ in range(rounds):
        rate = play(risk, life, rate * step / (failure - planned), step, planned, failure).rate
        costs.append(rate)
        if rate == costs[-2]:
            break
    return Dinkelbach(rate * step / (failure - planned), rate, np.array(costs))


def _risks(risk) -> np.ndarray:
    """Return the risks as an array of probabilities, with NaN allowed."""
    risk = np.asarray(risk, dtype=float)
    if ((risk < 0) | (risk > 1)).any():
        raise ValueError("risks must be probabilities, or NaN where there is none")
    return risk
