"""Pumps put to work one after the other and watched until one day: simulated, so that the truth is known."""

from typing import NamedTuple

import numpy as np

__all__ = ["LOAD_EFFECT", "SCALE", "SEAL_EFFECT", "SHAPE", "WATCHED", "PumpLives", "SealTrial", "pump_lives",
           "seal_trial"]

SHAPE, SCALE = 2.4, 130.0             # of the Weibull law of the lives; weeks
WATCHED = 156.0                       # weeks from the first installation to the day of the report
SEAL_EFFECT, LOAD_EFFECT = -0.7, 0.3  # log hazard ratios: new seal against old; ten points of load more


class PumpLives(NamedTuple):
    """When each pump started (weeks after the first), how long it was seen running, and whether it has failed."""

    start: np.ndarray
    weeks: np.ndarray
    failed: np.ndarray


class SealTrial(NamedTuple):
    """As `PumpLives`, with the seal (1 new, 0 old) and the mean load in per cent."""

    start: np.ndarray
    weeks: np.ndarray
    failed: np.ndarray
    seal: np.ndarray
    load: np.ndarray


def _watch(start, lives):
    seen = WATCHED - start
    return np.maximum(np.minimum(lives, seen), 0.1).round(1), (lives <= seen).astype(int)


def pump_lives(n: int = 60, seed: int = 29) -> PumpLives:
    """Simulate `n` pumps of one kind: Weibull lives, starts spread evenly over the years, one last day.

    Parameters
    ----------
    n : int
        At least 1.
    seed : int

    Returns
    -------
    PumpLives

    Raises
    ------
    ValueError
        If n is below 1.

    Notes
    -----
    Chapter: Reliability and survival. Lives do not depend on starts, so the censoring is independent.

    Examples
    --------
    >>> pump_lives(3).weeks
    array([66.1, 59.3, 22.7])
    """
    if n < 1:
        raise ValueError("n must be at least 1")
    rng = np.random.default_rng(seed)
    start = np.sort(rng.uniform(0, WATCHED - 4, n)).round(1)
    start[0] = 0.0
    weeks, failed = _watch(start, SCALE * rng.weibull(SHAPE, n))
    return PumpLives(start, weeks, failed)


def seal_trial(n: int = 240, seed: int = 2) -> SealTrial:
    """Simulate `n` pumps with old and new seals under various loads: proportional hazards on one Weibull law.

    Parameters
    ----------
    n : int
        At least 2.
    seed : int

    Returns
    -------
    SealTrial

    Raises
    ------
    ValueError
        If n is below 2.

    Notes
    -----
    Chapter: Reliability and survival. The hazard is that of the Weibull law times
    exp(SEAL_EFFECT * seal + LOAD_EFFECT * (load - 60) / 10). Pumps with the new seal carry more load, so that the
    seals alone seem closer than they are.

    Examples
    --------
    >>> seal_trial(4).seal.tolist()
    [0, 0, 1, 1]
    """
    if n < 2:
        raise ValueError("n must be at least 2")
    rng = np.random.default_rng(seed)
    start = rng.uniform(0, WATCHED - 4, n).round(1)
    seal = (rng.random(n) < 0.5).astype(int)
    load = np.clip(rng.normal(56 + 8 * seal, 9), 25, 95).round(1)
    log_ratio = SEAL_EFFECT * seal + LOAD_EFFECT * (load - 60) / 10
    lives = SCALE * rng.weibull(SHAPE, n) * np.exp(-log_ratio / SHAPE)
    weeks, failed = _watch(start, lives)
    return SealTrial(start, weeks, failed, seal, load)
