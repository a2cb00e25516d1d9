"""Vibration of pump bearings, many readings a machine, recorded through a year: readings of one machine resemble
each other more than the wear that you look for.
"""

from dataclasses import dataclass

import numpy as np

__all__ = ["FEATURES", "ShiftRecords", "record_shifts"]

FEATURES = 8
WEAR = 1.6               # how far worn machines lie from sound ones along each of the first two features
WITHIN = 0.35            # spread of the readings of one machine; that of the machines is 1
DRIFT = 2.2              # how far the plant moves in a year along the first feature


@dataclass(frozen=True)
class ShiftRecords:
    """A row for each reading, machines in order of their day.

    Attributes
    ----------
    X : ndarray, shape (n, 8)
        Vibration in eight bands, in units of the spread between machines.
    worn : ndarray of int, shape (n,)
        1 if the machine was found worn when it was opened, else 0.
    machine : ndarray of int, shape (n,)
    day : ndarray, shape (n,)
        When the shift was recorded.
    """

    X: np.ndarray
    worn: np.ndarray
    machine: np.ndarray
    day: np.ndarray


def record_shifts(machines: int = 100, readings: int = 20, seed: int = 0, days=(0.0, 365.0)) -> ShiftRecords:
    """Record `readings` readings of each machine, each machine on one day between the two of `days`.

    A reading is the machine's own level, normal with variance 1 in each band, plus 1.6 in the first two bands if it
    is worn, plus 2.2 a year in the first band, plus normal noise of standard deviation 0.35. Half of the machines,
    chosen at random, are worn; with an odd number one more is sound.

    Parameters
    ----------
    machines, readings : int
        At least 2 machines and 1 reading.
    seed : int
    days : (float, float)
        First and last day; the machines' days are drawn evenly from between them.

    Raises
    ------
    ValueError
        If an argument is not one of these.

    Examples
    --------
    >>> data = record_shifts(4, 3, seed=1)
    >>> data.X.shape, data.machine.tolist()
    ((12, 8), [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3])
    """
    if machines < 2 or readings < 1:
        raise ValueError(f"give at least 2 machines and 1 reading, not {machines} and {readings}")
    if not days[0] <= days[1]:
        raise ValueError(f"days must be in order, but they are {days}")
    rng = np.random.default_rng(seed)
    day = np.sort(rng.uniform(*days, machines))
    worn = rng.permutation(np.arange(machines) % 2)
    level = rng.normal(size=(machines, FEATURES))
    level[:, :2] += WEAR * worn[:, None]
    level[:, 0] += DRIFT * day / 365
    machine = np.repeat(np.arange(machines), readings)
    X = level[machine] + rng.normal(0, WITHIN, (len(machine), FEATURES))
    return ShiftRecords(X, worn[machine], machine, day[machine])
