"""A building's electric power over some days, and a meter that reads it now and then: the energy is known exactly."""

from dataclasses import dataclass

import numpy as np

__all__ = ["COMPRESSOR", "NOISE", "Building", "read_meter", "simulate_building"]

COMPRESSOR = 6.0                                   # kW while it runs
NOISE = 0.4                                        # kW, standard deviation of one reading
BASE, DAILY, TWICE = 20.0, 8.0, 3.0                # kW: mean, and amplitudes of one and two waves a day
ON, OFF = (0.35, 0.55), (0.5, 0.9)                 # hours that the compressor runs and rests, from, to
OMEGA = 2 * np.pi / 24                             # radians an hour


@dataclass(frozen=True)
class Building:
    """A smooth daily wave and a compressor. `on` and `off` have shape (k,): the hours at which it switches."""

    days: int
    on: np.ndarray
    off: np.ndarray

    def smooth(self, t):
        """Return the power without the compressor, in kW, at the hours `t`."""
        t = np.asarray(t, dtype=float)
        return (BASE - DAILY * np.cos(OMEGA * (t - 3)) + TWICE * np.sin(2 * OMEGA * t))[()]

    def power(self, t):
        """Return the power in kW at the hours `t`."""
        t = np.asarray(t, dtype=float)
        running = np.searchsorted(self.on, t, side="right") > np.searchsorted(self.off, t, side="right")
        return (self.smooth(t) + COMPRESSOR * running)[()]

    def energy(self, start=0.0, end=None) -> float:
        """Return the energy in kWh from `start` to `end`, by default all days, from the antiderivative."""
        end = 24.0 * self.days if end is None else end
        at = np.array([start, end])
        wave = BASE * at - DAILY / OMEGA * np.sin(OMEGA * (at - 3)) - TWICE / (2 * OMEGA) * np.cos(2 * OMEGA * at)
        running = np.clip(self.off, start, end) - np.clip(self.on, start, end)
        return float(wave[1] - wave[0] + COMPRESSOR * running.sum())


def simulate_building(days: int = 7, seed: int = 0) -> Building:
    """Draw the hours at which the compressor switches: it runs and rests for uniform random times.

    Raises
    ------
    ValueError
        If `days` is not positive.

    Notes
    -----
    Taught in "Integrals and series".

    Examples
    --------
    >>> round(simulate_building(1, seed=0).energy())
    534
    """
    if days < 1:
        raise ValueError(f"days must be at least 1, but it is {days}")
    rng = np.random.default_rng(seed)
    cycles = int(24 * days / (ON[0] + OFF[0])) + 2
    run, rest = rng.uniform(*ON, cycles), rng.uniform(*OFF, cycles)
    off = np.cumsum(rest + run)
    on = off - run
    inside = on < 24 * days
    return Building(days, on[inside], off[inside])


def read_meter(building: Building, minutes=15.0, noise: float = NOISE, lost: float = 0.0, seed: int = 0):
    """Return hours and readings in kW: one every `minutes`, both ends included, some of those between lost.

    Parameters
    ----------
    building : Building
    minutes : float
        Divides the days.
    noise : float
        Standard deviation of the normal error of one reading, kW.
    lost : float
        Chance of a reading between the ends to be lost, in [0, 1).
    seed : int

    Returns
    -------
    t, kw : ndarray, shape (n,)

    Raises
    ------
    ValueError
        If `minutes` does not divide the days, or `noise` or `lost` is out of range.

    Examples
    --------
    >>> t, kw = read_meter(simulate_building(1), minutes=60)
    >>> len(t), t[-1]
    (25, np.float64(24.0))
    """
    steps = 1440 * building.days / minutes if minutes > 0 else 0.5
    if abs(steps - round(steps)) > 1e-9 or round(steps) < 1:
        raise ValueError(f"minutes must divide {1440 * building.days}, but it is {minutes}")
    if not (noise >= 0 and 0 <= lost < 1):
        raise ValueError(f"noise must be at least 0 and lost in [0, 1), but they are {noise} and {lost}")
    rng = np.random.default_rng(seed)
    t = np.linspace(0, 24 * building.days, round(steps) + 1)
    kw = building.power(t) + noise * rng.normal(size=len(t))
    kept = rng.random(len(t)) >= lost
    kept[[0, -1]] = True
    return t[kept], kw[kept]
