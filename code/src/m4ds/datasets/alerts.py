"""A stream of payments with rare fraud, of which the chance of fraud is known exactly.

Taught in the chapter "Classification metrics".
"""

from typing import NamedTuple

import numpy as np

__all__ = ["MEAN", "SPREAD", "Alerts", "simulate_alerts"]

MEAN = np.array([1.6, 1.2, 0.8])        # of the three readings of a fraud; honest ones have mean 0
SPREAD = np.array([1.0, 0.6, 2.0])      # their standard deviations; honest ones have 1


class Alerts(NamedTuple):
    """Payments in the order of days.

    `x` holds three readings, `fraud` is 1 or 0, `log_ratio` is the exact log-likelihood ratio of fraud, `truth` the
    exact probability of fraud.
    """

    day: np.ndarray
    x: np.ndarray
    fraud: np.ndarray
    log_ratio: np.ndarray
    truth: np.ndarray


def simulate_alerts(days: int, a_day: int, seed: int, prevalence: float = 0.001) -> Alerts:
    """Draw payments with independent normal readings, whose means and spreads differ between honest and fraud.

    Parameters
    ----------
    days, a_day : int
        Number of days and of payments a day.
    seed : int
        The same seed gives the same arrays.
    prevalence : float
        Chance of a fraud, strictly between 0 and 1.

    Returns
    -------
    Alerts
        Arrays of length days * a_day; `x` has three columns.

    Raises
    ------
    ValueError
        If a number is not as described.

    Examples
    --------
    >>> data = simulate_alerts(2, 1000, 0)
    >>> data.x.shape, bool((data.truth > 0).all())
    ((2000, 3), True)
    """
    if min(days, a_day) < 1 or not 0 < prevalence < 1:
        raise ValueError("days and a_day must be at least 1, and prevalence strictly between 0 and 1")
    rng = np.random.default_rng(seed)
    n = days * a_day
    fraud = (rng.random(n) < prevalence).astype(int)
    x = rng.normal(size=(n, 3))
    x = np.where(fraud[:, None] == 1, MEAN + SPREAD * x, x)
    log_ratio = (x**2 / 2 - ((x - MEAN) / SPREAD) ** 2 / 2 - np.log(SPREAD)).sum(axis=1)
    truth = 1 / (1 + np.exp(-log_ratio) * (1 - prevalence) / prevalence)
    return Alerts(np.repeat(np.arange(days), a_day), x, fraud, log_ratio, truth)
