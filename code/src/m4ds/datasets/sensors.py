"""A force sensor with three axes whose channels leak into one another: a linear law whose truth is known."""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_matrix

__all__ = ["GAIN", "OFFSET", "SensorReadings", "read_force_sensor"]

GAIN = np.array([[1.20, 0.15, -0.08], [-0.10, 1.10, 0.20], [0.05, -0.12, 0.90]])   # mV a newton
OFFSET = np.array([3.0, -2.0, 5.0])                                              # mV at rest
GAIN.flags.writeable = OFFSET.flags.writeable = False


@dataclass(frozen=True)
class SensorReadings:
    """`forces` (n, 3) in newtons, `readings` (n, 3) in millivolts; `gain` (3, 3) and `offset` (3,) are the truth."""

    forces: np.ndarray
    readings: np.ndarray
    gain: np.ndarray
    offset: np.ndarray


def read_force_sensor(forces, noise: float = 0.05, seed: int = 0) -> SensorReadings:
    """Read the sensor under known forces.

    Each reading is ``GAIN @ force + OFFSET`` and independent normal noise. Off the diagonal `GAIN` holds
    the cross-talk: a force along one axis shows in all three channels.

    Parameters
    ----------
    forces : array_like, shape (n, 3)
        In newtons. A million rows take under a second.
    noise : float
        Standard deviation of the noise in millivolts, at least 0.
    seed : int
        The same seed gives the same readings.

    Raises
    ------
    TypeError, ValueError
        If `forces` is not a finite table with three columns, or `noise` is negative or not finite.

    Notes
    -----
    Chapter: Linear systems and LU.

    Examples
    --------
    >>> read_force_sensor([[0, 0, 0], [10, 0, 0]], noise=0).readings
    array([[ 3. , -2. ,  5. ],
           [15. , -3. ,  5.5]])
    """
    forces = as_matrix(forces, "forces")
    if forces.shape[1] != 3:
        raise ValueError(f"forces must have three columns, but it has shape {forces.shape}")
    if not 0 <= noise < np.inf:
        raise ValueError(f"noise must be a finite number of millivolts, at least 0, but it is {noise}")
    errors = noise * np.random.default_rng(seed).normal(size=forces.shape)
    return SensorReadings(forces, forces @ GAIN.T + OFFSET + errors, GAIN.copy(), OFFSET.copy())
