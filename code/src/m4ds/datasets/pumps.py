"""Pumps at inspection, and whether they fail within 30 days: a logistic law whose truth is known."""

from dataclasses import dataclass

import numpy as np

__all__ = ["NAMES", "Pumps", "simulate_pumps"]

NAMES = ("temperature", "vibration", "hours")  # degrees Celsius, mm/s, hours since the last overhaul
TRUTH = np.array([-13.0, 0.10, 0.9, 0.0004])   # log-odds: intercept, then one a unit of each reading


@dataclass(frozen=True)
class Pumps:
    """Inspections. `X` has shape (n, 3) in the order of `NAMES`, `failed` (n,), `truth` (4,)."""

    X: np.ndarray
    failed: np.ndarray
    truth: np.ndarray


def simulate_pumps(n: int = 800, seed: int = 0) -> Pumps:
    """Draw `n` inspections and their outcomes.

    Temperature is normal (70, 8) in degrees Celsius, vibration lognormal with median 2.5 mm/s and
    log-deviation 0.4, running time uniform on 0 to 8000 hours, all independent. A pump fails within 30
    days with probability ``1 / (1 + exp(-z))``, where
    ``z = -13 + 0.1 temperature + 0.9 vibration + 0.0004 hours``.

    Parameters
    ----------
    n : int
        How many, at least one. A million take under a second.
    seed : int
        The same seed gives the same arrays.

    Raises
    ------
    ValueError
        If `n` is not positive.

    Examples
    --------
    >>> pumps = simulate_pumps(5, seed=1)
    >>> pumps.X.shape, pumps.failed.shape
    ((5, 3), (5,))
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, but it is {n}")
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.normal(70, 8, n), 2.5 * np.exp(rng.normal(0, 0.4, n)), rng.uniform(0, 8000, n)])
    chance = 1 / (1 + np.exp(-(TRUTH[0] + X @ TRUTH[1:])))
    return Pumps(X, (rng.random(n) < chance).astype(int), TRUTH.copy())
