"""Eight sensors of one pump in steady service, from a law that is known.

Load, a throttled valve and the temperature of the hall move all sensors together; each adds its own noise.
Written for the chapter "Joint laws and the multivariate normal".
"""

from typing import NamedTuple

import numpy as np

__all__ = ["SENSORS", "SensorLaw", "pump_sensor_law", "read_pump_sensors"]

SENSORS = ("speed", "flow", "pressure", "current", "motor temp", "bearing temp", "oil temp", "vibration")
UNITS = ("1/min", "m³/h", "bar", "A", "°C", "°C", "°C", "mm/s")
_MEAN = (1480.0, 120.0, 6.2, 41.0, 68.0, 55.0, 47.0, 2.4)
_LOAD = (22.0, 9.0, 0.30, 3.2, 3.0, 2.0, 1.2, 0.25)
_VALVE = (0.0, -6.0, 0.25, -0.6, 0.0, 0.0, 0.0, 0.15)
_HALL = (0.0, 0.0, 0.0, 0.0, 3.5, 3.6, 3.3, 0.0)
_NOISE = (6.0, 2.0, 0.08, 0.7, 1.0, 0.9, 0.8, 0.2)


class SensorLaw(NamedTuple):
    """A normal law of the eight sensors: `mean` of shape (8,) and `cov` of shape (8, 8), in their units."""

    mean: np.ndarray
    cov: np.ndarray


def pump_sensor_law() -> SensorLaw:
    """Return the true mean and covariance of the readings.

    Examples
    --------
    >>> pump_sensor_law().cov.shape
    (8, 8)
    """
    causes = np.array([_LOAD, _VALVE, _HALL]).T
    return SensorLaw(np.array(_MEAN), causes @ causes.T + np.diag(np.square(_NOISE)))


def read_pump_sensors(n: int = 400, seed: int = 0) -> np.ndarray:
    """Return n independent readings of the healthy pump.

    Parameters
    ----------
    n : int
        At least 1.
    seed : int

    Returns
    -------
    ndarray, shape (n, 8)
        Columns in the order of `SENSORS`, units in `UNITS`.

    Raises
    ------
    ValueError
        If n < 1.

    Examples
    --------
    >>> read_pump_sensors(5).shape
    (5, 8)
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, but it is {n}")
    rng = np.random.default_rng(seed)
    causes = np.array([_LOAD, _VALVE, _HALL])
    return np.array(_MEAN) + rng.normal(size=(n, 3)) @ causes + rng.normal(size=(n, 8)) * np.array(_NOISE)
