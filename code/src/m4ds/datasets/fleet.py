"""Engines that wear out: a fleet whose hidden wear, sensors and remaining lives are known.

Taught in the case study "Predictive maintenance".
"""

from dataclasses import dataclass

import numpy as np

__all__ = [
    "DRIFT",
    "DRIFT_LEAST",
    "DRIFT_SD",
    "INFORMATIVE",
    "NOISE_VARIANCE",
    "SENSORS",
    "Fleet",
    "Lives",
    "calendar_lives",
    "cut_at_random",
    "sensor_level",
    "simulate_fleet",
]

DRIFT = 1 / 198                 # mean wear a cycle; an engine fails when its wear reaches 1
DRIFT_SD = 0.2 * DRIFT          # engines differ
DRIFT_LEAST = 0.3 * DRIFT       # the normal law of the drifts is cut off here
NOISE_VARIANCE = 0.1 / 4482     # of the wear of one cycle, given the drift
BEND = 3.5                      # how late the sensors see the wear
INFORMATIVE = 14                # sensors 0 to 13 follow the wear, the others stay where they are
SENSORS = 20
OWN_GAIN = (12, 13)             # sensors whose slope differs from engine to engine
OWN_GAIN_SD = 0.25              # of the logarithm of that slope
GAIN = np.array([3.0, -3.3, 3.6, -3.9, 4.2, 4.5, -4.8, 5.1, 5.4, -3.0, 4.0, 5.0, 4.0, -4.0])    # in noise sd
OFFSET = np.array([642, 1589, 1400, 554, 2388, 9046, 47.5, 522, 8138, 8.4, 392, 39, 23.4, 1.3,
                   518.7, 14.6, 21.6, 0.03, 2319, 100])
NOISE = np.array([0.5, 6.0, 9.0, 0.9, 0.07, 22.0, 0.27, 0.74, 19.0, 0.037, 1.5, 0.18, 0.11, 0.005,
                  0, 0, 0, 0, 0, 0])
BLOCK = 400                     # cycles drawn at a time


@dataclass(frozen=True)
class Fleet:
    """A row for each engine and cycle, engines one after the other, each from its first cycle on.

    Attributes
    ----------
    unit, cycle : ndarray of int, shape (n,)
        Engines count from 0, cycles from 1.
    regime : ndarray of int, shape (n,)
        The operating condition of the cycle, 0 if there is only one.
    sensors : ndarray, shape (n, 20)
        What a technician sees.
    wear : ndarray, shape (n,)
        Hidden: at the end of the cycle. An engine fails in the first cycle that ends with wear 1 or more.
    drift : ndarray, shape (units,)
        Hidden: the engine's mean wear a cycle.
    life : ndarray of int, shape (units,)
        The cycle in which the engine fails; hidden where the rows stop before it.
    """

    unit: np.ndarray
    cycle: np.ndarray
    regime: np.ndarray
    sensors: np.ndarray
    wear: np.ndarray
    drift: np.ndarray
    life: np.ndarray

    @property
    def remaining(self) -> np.ndarray:
        """Cycles that each row's engine still runs: its life less the row's cycle."""
        return self.life[self.unit] - self.cycle

    def last_rows(self) -> np.ndarray:
        """Return the place of each engine's last row, shape (units,)."""
        return np.flatnonzero(np.append(self.unit[1:] != self.unit[:-1], True))


@dataclass(frozen=True)
class Lives:
    """What the books of a fleet hold: cycles run, and whether the engine failed (else it still runs)."""

    time: np.ndarray
    failed: np.ndarray


def sensor_level(wear) -> np.ndarray:
    """Return how far a sensor has moved at the given wear: 0 when new, 1 at failure, most of it late.

    Examples
    --------
    >>> sensor_level([0.0, 0.5, 1.0]).round(3)
    array([0.   , 0.148, 1.   ])
    """
    return np.expm1(BEND * np.maximum(wear, 0.0)) / np.expm1(BEND)


def simulate_fleet(n: int = 100, seed: int = 0, *, process: str = "wiener", regimes: int = 1) -> Fleet:
    """Run `n` engines to failure.

    The wear of a cycle has the mean `drift` of its engine and the variance ``0.1 / 4482``, cycles are independent.
    Sensor j reads ``offset + noise sd * (gain * level(wear) + standard normal noise)``; for two sensors the gain
    differs from engine to engine, and six sensors never move.

    Parameters
    ----------
    n : int
        Engines, at least 1.
    seed : int
        The same seed gives the same arrays.
    process : {"wiener", "gamma"}
        The law of the wear of one cycle: normal, so that wear may fall for a while, or gamma, so that it only rises.
    regimes : int
        From 1 to 6 operating conditions, one at random each cycle, that shift and stretch every sensor. Until you
        remove them, they hide the wear.

    Returns
    -------
    Fleet

    Raises
    ------
    ValueError
        If an argument is not one of these.

    Notes
    -----
    The first passage of a Wiener process with drift follows the inverse Gaussian law; looking only at the end of each
    cycle finds it later. Tried up to 10,000 engines (2.1 million rows).

    References
    ----------
    A. Saxena, K. Goebel, D. Simon, N. Eklund, Damage propagation modeling for aircraft engine run-to-failure
    simulation, PHM 2008: the public data whose shape these engines have.

    Examples
    --------
    >>> fleet = simulate_fleet(3, seed=1)
    >>> fleet.sensors.shape == (fleet.life.sum(), 20), bool((fleet.wear[fleet.last_rows()] >= 1).all())
    (True, True)
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, but it is {n}")
    if process not in ("wiener", "gamma"):
        raise ValueError(f'process must be "wiener" or "gamma", but it is {process!r}')
    if not 1 <= regimes <= 6:
        raise ValueError(f"regimes must be from 1 to 6, but it is {regimes}")
    rng = np.random.default_rng(seed)
    drift = _drifts(n, rng)
    paths = _paths(drift, process, rng)
    life = np.array([len(path) for path in paths])
    unit = np.repeat(np.arange(n), life)
    cycle = np.concatenate([np.arange(1, t + 1) for t in life])
    wear = np.concatenate(paths)
    regime = rng.integers(0, regimes, len(wear))
    return Fleet(unit, cycle, regime, _read(wear, unit, regime, rng), wear, drift, life)


def _drifts(n, rng):
    drift = rng.normal(DRIFT, DRIFT_SD, n)
    while (low := drift < DRIFT_LEAST).any():
        drift[low] = rng.normal(DRIFT, DRIFT_SD, low.sum())
    return drift


def _paths(drift, process, rng):
    """Return the wear of each engine at the end of each cycle, up to the first that is 1 or more."""
    parts = [[] for _ in drift]
    running, start = np.arange(len(drift)), np.zeros(len(drift))
    while len(running):
        mean = drift[running, None]
        if process == "wiener":
            steps = rng.normal(mean, np.sqrt(NOISE_VARIANCE), (len(running), BLOCK))
        else:
            steps = rng.gamma(mean**2 / NOISE_VARIANCE, NOISE_VARIANCE / mean, (len(running), BLOCK))
        wear = start[:, None] + np.cumsum(steps, axis=1)
        failed = (wear >= 1).any(axis=1)
        stop = np.where(failed, np.argmax(wear >= 1, axis=1) + 1, BLOCK)
        for row, engine in enumerate(running):
            parts[engine].append(wear[row, :stop[row]])
        running, start = running[~failed], wear[~failed, -1]
    return [np.concatenate(path) for path in parts]


def _read(wear, unit, regime, rng):
    signal = sensor_level(wear)[:, None] * GAIN
    own = np.exp(rng.normal(0, OWN_GAIN_SD, (unit[-1] + 1, len(OWN_GAIN))))
    signal[:, OWN_GAIN] *= own[unit]
    signal += rng.normal(size=signal.shape)
    readings = np.broadcast_to(OFFSET, (len(wear), SENSORS)).copy()
    readings[:, :INFORMATIVE] += NOISE[:INFORMATIVE] * signal
    law = np.random.default_rng(6)               # the regimes are part of the plant, not of the sample
    shift, stretch = law.uniform(-0.3, 0.3, (6, SENSORS)), law.uniform(0.8, 1.2, (6, SENSORS))
    shift[0], stretch[0] = 0, 1
    return OFFSET * (1 + shift[regime]) + stretch[regime] * (readings - OFFSET)


def cut_at_random(fleet: Fleet, seed: int = 0, *, shortest: int = 30, left=(7, 145)) -> Fleet:
    """Stop every engine's rows before its failure, with a remaining life drawn evenly from `left[0]` to `left[1]`.

    An engine keeps at least `shortest` rows, or all but the last one if it does not live that long.

    Raises
    ------
    ValueError
        If `left` is not two whole numbers in order, from 1 on, or an engine lives a single cycle only.

    Examples
    --------
    >>> seen = cut_at_random(simulate_fleet(50, seed=2), seed=3)
    >>> remaining = seen.remaining[seen.last_rows()]
    >>> int(remaining.min()) >= 1, int(remaining.max()) <= 145
    (True, True)
    """
    if not 1 <= left[0] <= left[1]:
        raise ValueError(f"left must be two numbers in order, from 1 on, but it is {left}")
    if fleet.life.min() < 2:
        raise ValueError("an engine that fails in its first cycle cannot be stopped before it")
    rng = np.random.default_rng(seed)
    wanted = fleet.life - rng.integers(left[0], left[1] + 1, len(fleet.life))
    last = np.minimum(np.maximum(wanted, shortest), fleet.life - 1)
    keep = fleet.cycle <= last[fleet.unit]
    rows = (fleet.unit, fleet.cycle, fleet.regime, fleet.sensors, fleet.wear)
    return Fleet(*(a[keep] for a in rows), fleet.drift, fleet.life)


def calendar_lives(life, end: float, seed: int = 0, *, build_up: float = 200.0) -> Lives:
    """Return what the books hold at calendar day `end` of engines put to work on even days of the first `build_up`.

    One cycle a day. The censoring depends on the calendar alone, so it tells nothing about an engine's life.

    Parameters
    ----------
    life : array_like of int, shape (n,)
        Whole lives in cycles, for instance `Fleet.life`.
    end : float
        The day of the look, after `build_up`: every engine has then run.

    Raises
    ------
    ValueError
        If `end` is not after `build_up`.

    Examples
    --------
    >>> lives = calendar_lives([100, 300, 250], end=260.0, seed=1)
    >>> lives.failed
    array([ True, False, False])
    """
    if not end > build_up > 0:
        raise ValueError(f"end must be after build_up = {build_up}, but it is {end}")
    life = np.asarray(life)
    run = np.ceil(end - np.random.default_rng(seed).uniform(0, build_up, len(life)))
    return Lives(np.minimum(life, run), life <= run)
