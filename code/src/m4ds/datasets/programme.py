"""A year of experiments of many teams, day by day: the true effects are known."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Programme", "simulate_programme"]


@dataclass(frozen=True)
class Programme:
    """One row for each experiment, one column for each day; in euros per visitor.

    `effects`: the truth; `plain` and `sharp`: the estimate from the visitors of the first days, without and with a
    covariate from before; `se_plain` and `se_sharp`: their errors on each day; `others`: z statistics of the other
    metrics after the last day, which no experiment moves.
    """

    effects: np.ndarray
    plain: np.ndarray
    sharp: np.ndarray
    se_plain: np.ndarray
    se_sharp: np.ndarray
    others: np.ndarray


def simulate_programme(count: int = 2000, seed: int = 0, *, days: int = 28, nothing: float = 0.6, mean: float = 0.5,
                       spread: float = 1.2, se: float = 0.68, rho: float = 0.6, metrics: int = 39,
                       link: float = 0.3) -> Programme:
    """Simulate experiments with a known mix of effects.

    Parameters
    ----------
    count : int
        Experiments.
    seed : int
        The same seed gives the same arrays.
    days : int
        Each day brings equally many visitors.
    nothing : float
        Share of changes without any effect.
    mean, spread : float
        Of the normal law of the other effects.
    se : float
        Standard error of the plain difference of means after the last day.
    rho : float
        Correlation of the outcome with the covariate.
    metrics : int
        Other metrics; none of them is ever moved.
    link : float
        Correlation of each other metric's noise with that of the first metric, from 0 to below 1.

    Returns
    -------
    Programme

    Raises
    ------
    ValueError
        If a count is below 1, a spread is not positive, or a share or correlation leaves its range.

    Notes
    -----
    Chapter: Case study: an A/B testing platform. Estimates are normal: each arm holds thousands of visitors.

    Examples
    --------
    >>> year = simulate_programme(5000, seed=1)
    >>> (year.effects == 0).mean().round(2), (year.plain[:, -1] - year.effects).std().round(2)
    (np.float64(0.61), np.float64(0.66))
    """
    if count < 1 or days < 1 or metrics < 0 or spread <= 0 or se <= 0:
        raise ValueError("count and days must be at least 1, metrics at least 0, spread and se positive")
    if not (0 <= nothing <= 1 and 0 <= rho < 1 and 0 <= link < 1):
        raise ValueError("nothing must lie in [0, 1], rho and link in [0, 1)")
    rng = np.random.default_rng(seed)
    effects = np.where(rng.random(count) < nothing, 0.0, rng.normal(mean, spread, count))
    share = np.arange(1, days + 1) / days
    own, shared = rng.normal(scale=se / np.sqrt(days), size=(2, count, days)).cumsum(axis=2) / share
    residual = np.sqrt(1 - rho**2) * own
    noise = residual + rho * shared
    others = link * noise[:, -1:] / se + np.sqrt(1 - link**2) * rng.normal(size=(count, metrics))
    errors = se / np.sqrt(share)
    return Programme(effects, effects[:, None] + noise, effects[:, None] + residual, errors,
                     np.sqrt(1 - rho**2) * errors, others)
