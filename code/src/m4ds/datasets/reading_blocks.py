"""Hourly readings of electricity meters, simulated block by block: no block needs another.

Used in the chapter "From one machine to many".
"""

import numpy as np

__all__ = ["COLUMNS", "TRUTH", "reading_block"]

COLUMNS = ("cold, degrees below 18", "wind, m/s", "area, m2", "people", "day wave", "half-day wave", "kWh")
TRUTH = np.array([0.15, 0.035, 0.02, 0.003, 0.11, -0.08, 0.05])   # the constant, then a coefficient a column
NOISE = 0.30


def reading_block(number, rows=10_000, seed=0) -> np.ndarray:
    """Return one block of meter readings.

    Parameters
    ----------
    number : int
        Which block, from 0 on. The same number gives the same rows, on any machine and in any order.
    rows : int
    seed : int
        The seed of the whole table.

    Returns
    -------
    ndarray, shape (rows, 7)
        The columns of `COLUMNS`; the last is the use of the hour, linear in the others with normal noise.

    Raises
    ------
    ValueError
        If `number` is negative or `rows` is below 1.

    Examples
    --------
    >>> reading_block(3, rows=5).shape
    (5, 7)
    """
    if number < 0 or rows < 1:
        raise ValueError("number must be at least 0 and rows at least 1")
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(int(number),)))
    cold = np.maximum(0.0, 18 - rng.normal(9, 7, rows))
    wind = rng.gamma(2.0, 2.0, rows)
    area = rng.gamma(9.0, 10.0, rows)
    people = 1 + rng.poisson(area / 75)
    hour = rng.integers(0, 24, rows)
    X = np.column_stack([cold, wind, area, people, np.sin(np.pi * hour / 12), np.cos(np.pi * hour / 6)])
    return np.column_stack([X, TRUTH[0] + X @ TRUTH[1:] + rng.normal(0, NOISE, rows)])
