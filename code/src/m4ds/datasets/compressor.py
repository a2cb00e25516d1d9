"""A compressor with 24 sensors that three hidden quantities move: readings whose truth is known."""

from dataclasses import dataclass

import numpy as np

__all__ = ["LOADINGS", "MEANS", "NAMES", "NOISE", "CompressorReadings", "simulate_compressor"]

# Six sensors of a kind: (kind, unit's typical size of a swing, mean, effect of load, weather, speed in swings).
KINDS = (("temperature", 6.0, 70.0, (0.7, 0.7, 0.1)),      # degrees Celsius
         ("pressure", 40.0, 600.0, (0.9, -0.3, 0.3)),      # kPa
         ("vibration", 0.8, 3.0, (0.2, 0.0, 0.9)),         # mm/s
         ("current", 12.0, 150.0, (0.7, 0.0, 0.6)))        # A
NAMES = tuple(f"{kind} {i}" for kind, *_ in KINDS for i in range(1, 7))
SWING = np.repeat([swing for _, swing, *_ in KINDS], 6)
MEANS = np.repeat([mean for _, _, mean, _ in KINDS], 6)
_effects = np.repeat([effect for *_, effect in KINDS], 6, axis=0)
LOADINGS = SWING[:, None] * (_effects + 0.15 * np.random.default_rng(1901).normal(size=(24, 3)))  # unit a deviation
NOISE = 0.35 * SWING
MEMORY = 0.9  # correlation of a hidden quantity with itself a second earlier
for _constant in (SWING, MEANS, LOADINGS, NOISE):
    _constant.flags.writeable = False


@dataclass(frozen=True)
class CompressorReadings:
    """`readings` (n, 24) in the order of `NAMES`; `hidden` (n, 3): load, weather, speed; `clean`: without noise."""

    readings: np.ndarray
    hidden: np.ndarray
    clean: np.ndarray


def simulate_compressor(n: int = 3600, seed: int = 0, overload: float = 0.0) -> CompressorReadings:
    """Simulate n seconds of a healthy or an overloaded machine.

    Load, weather and speed are independent, with mean 0 and variance 1, and remember the second before with a
    correlation of 0.9. A reading is ``MEANS + LOADINGS @ hidden`` and independent normal noise `NOISE`. There are
    six temperatures (degrees Celsius), six pressures (kPa), six vibrations (mm/s) and six currents (A).

    Parameters
    ----------
    n : int
        Seconds, at least one. A hundred thousand take under a second.
    seed : int
        The same seed gives the same arrays.
    overload : float
        Added to the hidden load, in its standard deviations.

    Raises
    ------
    ValueError
        If `n` is not positive or `overload` is not finite.

    Notes
    -----
    Chapter: PCA and random projections.

    Examples
    --------
    >>> machine = simulate_compressor(60, seed=1)
    >>> machine.readings.shape, machine.hidden.shape
    ((60, 24), (60, 3))
    """
    if n < 1 or not np.isfinite(overload):
        raise ValueError(f"n must be at least 1 and overload finite, but they are {n} and {overload}")
    rng = np.random.default_rng(seed)
    hidden = rng.normal(size=(n, 3))
    for t in range(1, n):
        hidden[t] = MEMORY * hidden[t - 1] + np.sqrt(1 - MEMORY**2) * hidden[t]
    hidden[:, 0] += overload
    clean = MEANS + hidden @ LOADINGS.T
    return CompressorReadings(clean + NOISE * rng.normal(size=clean.shape), hidden, clean)
