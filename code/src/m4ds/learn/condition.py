"""From rows of sensors to the risk of each engine: scale, index, filter, first passage in one object."""

from typing import NamedTuple

import numpy as np

from m4ds.learn.health_index import HealthIndex, fit_health_index, index_table
from m4ds.learn.remaining_life import scale_by_group
from m4ds.prob.uncertain_passage import passage_cdf
from m4ds.stats.wear_filter import WearPaths, wear_filter
from m4ds.stats.wear_fit import WearFit, fit_wear

__all__ = ["Monitor", "fit_monitor"]


class Monitor(NamedTuple):
    """What was learnt from engines that ran to failure.

    Attributes
    ----------
    moving : ndarray of bool, shape (p,)
        Sensors that do not stand still in every regime.
    scale : callable
        As `scale_by_group` returns it.
    index : HealthIndex
    wear : WearFit
    """

    moving: np.ndarray
    scale: object
    index: HealthIndex
    wear: WearFit

    def table(self, fleet) -> np.ndarray:
        """Return the health index, one row an engine, one column a cycle, NaN after its last row."""
        values = self.index(self.scale(fleet.sensors, fleet.regime)[:, self.moving])
        return index_table(values, fleet.unit, fleet.cycle)

    def follow(self, fleet) -> WearPaths:
        """Return the filter's belief about wear and drift after every cycle of every engine."""
        return wear_filter(self.table(fleet), self.wear.model)

    def chance(self, t, mean, cov) -> np.ndarray:
        """Return the probability of failing within each time t, for beliefs of shape (..., 2) and (..., 2, 2)."""
        mean = np.array(mean, dtype=float)
        mean[..., 0] = np.minimum(mean[..., 0], self.wear.limit + 3 * np.sqrt(cov[..., 0, 0]))
        return passage_cdf(t, mean, cov, self.wear.model.sd, self.wear.limit)

    def risk(self, fleet, step: int) -> np.ndarray:
        """Return the probability of failing before the next check, at checks every `step` cycles; NaN after the end."""
        paths = self.follow(fleet)
        at = np.arange(step - 1, paths.mean.shape[1], step)
        mean, cov = paths.mean[:, at], paths.cov[:, at]
        on = np.isfinite(mean[..., 0])
        risk = np.full(on.shape, np.nan)
        risk[on] = self.chance([float(step)], mean[on], cov[on])[:, 0]
        return risk


def fit_monitor(fleet) -> Monitor:
    """Learn scale, health index and law of the wear from engines that ran to failure.

    Parameters
    ----------
    fleet
        With `sensors` (n, p), `unit`, `cycle`, `regime` (n,) and `last_rows()`, as `m4ds.datasets.fleet.Fleet`; rows of
        an engine in order, the last one its failure.

    Returns
    -------
    Monitor

    Raises
    ------
    ValueError
        As `scale_by_group`, `fit_health_index` and `fit_wear`.

    Notes
    -----
    Chapter: Case study: predictive maintenance.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> rng = np.random.default_rng(0)
    >>> life, unit = np.array([80, 100, 120]), np.repeat([0, 1, 2], [80, 100, 120])
    >>> cycle = np.concatenate([np.arange(1, k + 1) for k in life])
    >>> level = np.expm1(3 * cycle / life[unit]) / np.expm1(3)
    >>> sensors = 5 + level[:, None] * [1.0, -2.0] + 0.05 * rng.normal(size=(300, 2))
    >>> fleet = SimpleNamespace(sensors=sensors, unit=unit, cycle=cycle, regime=0 * unit,
    ...                         last_rows=lambda: np.cumsum(life) - 1)
    >>> monitor = fit_monitor(fleet)
    >>> monitor.risk(fleet, 20)[1].round(2)
    array([0.  , 0.  , 0.  , 0.62, 1.  ,  nan])
    """
    scale = scale_by_group(fleet.sensors, fleet.regime)
    scaled = scale(fleet.sensors, fleet.regime)
    moving = scaled.std(axis=0) > 0.5                 # a sensor that stands still in every regime is only centred
    scaled = scaled[:, moving]
    life = fleet.cycle[fleet.last_rows()]
    index = fit_health_index(scaled, fleet.cycle, life[fleet.unit])
    table = index_table(index(scaled), fleet.unit, fleet.cycle)
    return Monitor(moving, scale, index, fit_wear(table, life, index.bend, index.spread))
