"""Meals asked for in a canteen, five days a week, and what the till recorded."""

from dataclasses import dataclass

import numpy as np

__all__ = ["DAYS", "Meals", "simulate_meals"]

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
TYPICAL = np.array([420.0, 460, 450, 430, 300])  # the median of each day, meals
SPREAD = 0.25                                    # standard deviation of the logarithm


@dataclass(frozen=True)
class Meals:
    """One entry a day: the day of the week (0 to 4), meals asked for, meals recorded."""

    day: np.ndarray
    asked: np.ndarray
    recorded: np.ndarray


def simulate_meals(weeks: int, seed: int, slips: float = 0.03) -> Meals:
    """Simulate the demand of whole weeks, with slips of the keyboard in the record.

    Parameters
    ----------
    weeks : int
        At least 1.
    seed : int
    slips : float in [0, 1]
        The probability that a record has its last digit typed twice.

    Returns
    -------
    Meals
        ``5 * weeks`` days.

    Raises
    ------
    ValueError
        If `weeks` is below 1 or `slips` is no probability.

    Notes
    -----
    The logarithm of the demand is normal with a mean for each day of the week, so the demand is skewed: days far
    above the typical one are more frequent than days as far below.

    Examples
    --------
    >>> simulate_meals(1, seed=0).recorded
    array([433, 445, 528, 441, 262])
    """
    if weeks < 1:
        raise ValueError(f"weeks must be at least 1, but it is {weeks}")
    if not 0 <= slips <= 1:
        raise ValueError(f"slips must be a probability, but it is {slips}")
    rng = np.random.default_rng(seed)
    day = np.tile(np.arange(5), weeks)
    asked = np.rint(TYPICAL[day] * np.exp(SPREAD * rng.normal(size=len(day)))).astype(int)
    twice = rng.uniform(size=len(day)) < slips
    return Meals(day, asked, np.where(twice, 10 * asked + asked % 10, asked))
