"""One number for many sensors: how far an engine has come from new to failed."""

from typing import NamedTuple

import numpy as np

from m4ds.optim.brent import brent
from m4ds.validation import as_matrix, as_vector

__all__ = ["HealthIndex", "fit_health_index", "index_table"]


class HealthIndex(NamedTuple):
    """Per sensor: reading when new, way from new to failed, standard deviation of the noise; and the bend of all.

    `spread` is the standard deviation of the noise of the index.
    """

    offset: np.ndarray
    gain: np.ndarray
    noise: np.ndarray
    bend: float
    spread: float

    def __call__(self, sensors) -> np.ndarray:
        """Return the index of each row of readings: about 0 when new, about 1 at failure."""
        weight = self.gain / self.noise**2
        return (as_matrix(sensors, "sensors") - self.offset) @ weight / (self.gain @ weight)


def fit_health_index(sensors, cycle, life, *, longest: float = 12.0) -> HealthIndex:
    """Fit ``offset + gain * g(cycle / life)`` to each sensor by least squares, with one bend for all.

    Parameters
    ----------
    sensors : array_like, shape (n, p)
        Rows of engines that ran to failure. No column is constant.
    cycle, life : array_like, shape (n,)
        The row's cycle, and the life of its engine.
    longest : float
        Bends from 0.05 up to here are tried.

    Returns
    -------
    HealthIndex

    Raises
    ------
    TypeError, ValueError
        If shapes differ, a cycle is not in 1, ..., life, or a column is constant.

    Notes
    -----
    Chapter: Case study: predictive maintenance. For a given bend the fit of each sensor is a straight line; the bend
    minimises the sum of log residual variances. The index of a row is then the weighted least-squares estimate of g.

    Examples
    --------
    >>> t = np.arange(1, 201)
    >>> g = np.expm1(3.0 * t / 200) / np.expm1(3.0)
    >>> wobble = 0.01 * np.cos(t * [[1.0], [2.5]])
    >>> fit = fit_health_index(np.column_stack([5 + g + wobble[0], 1 - 2 * g + wobble[1]]), t, np.full(200, 200))
    >>> round(fit.bend, 1), fit.gain.round(2)
    (3.0, array([ 1., -2.]))
    """
    sensors, cycle, life = as_matrix(sensors, "sensors"), as_vector(cycle, "cycle"), as_vector(life, "life")
    if not len(sensors) == len(cycle) == len(life):
        raise ValueError("sensors, cycle and life must have one row for each reading")
    if (cycle < 1).any() or (cycle > life).any():
        raise ValueError("cycles must run from 1 to the life of the engine")
    mean, sd = sensors.mean(axis=0), sensors.std(axis=0)
    if (sd <= 1e-12 * np.maximum(np.abs(mean), 1)).any():
        raise ValueError("a sensor is constant: leave it out")
    worn = cycle / life

    def lines(bend):
        g = np.expm1(bend * worn) / np.expm1(bend)
        middle = g.mean()
        slope = (g - middle) @ (sensors - mean) / np.sum((g - middle)**2)
        return middle, slope, np.maximum(sd**2 - slope**2 * g.var(), 1e-24 * sd**2)

    def slack(bend):
        return float(np.log(lines(bend)[2]).sum())

    grid = np.linspace(0.05, longest, 40)
    best = int(np.argmin([slack(b) for b in grid]))
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, 39)]
    step = 1e-4

    def turn(bend):
        return slack(bend + step) - slack(bend - step)

    bend = float(brent(turn, low, high).x) if turn(low) < 0 < turn(high) else float(grid[best])
    middle, gain, left = lines(bend)
    noise = np.sqrt(left)
    return HealthIndex(mean - gain * middle, gain, noise, bend, float(np.sum((gain / noise)**2)**-0.5))


def index_table(values, unit, cycle) -> np.ndarray:
    """Return one row an engine, one column a cycle; NaN after the engine's last row.

    Parameters
    ----------
    values : array_like, shape (n,)
    unit, cycle : array_like of int, shape (n,)
        Engines count from 0, cycles from 1.

    Raises
    ------
    ValueError
        If the lengths differ.

    Examples
    --------
    >>> index_table([5, 6, 7], [0, 0, 1], [1, 2, 1])
    array([[ 5.,  6.],
           [ 7., nan]])
    """
    values, unit, cycle = as_vector(values, "values"), np.asarray(unit), np.asarray(cycle)
    if not values.shape == unit.shape == cycle.shape:
        raise ValueError("values, unit and cycle must have one entry for each row")
    table = np.full((unit.max() + 1, cycle.max()), np.nan)
    table[unit, cycle - 1] = values
    return table
