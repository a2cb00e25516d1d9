"""Failures of a fleet of machines of one type, whose rates differ: simulated, so that the truth is known."""

from typing import NamedTuple

import numpy as np

__all__ = ["FLEET_RATE", "FLEET_SHAPE", "FleetFailures", "fleet_failures"]

FLEET_SHAPE, FLEET_RATE = 2.0, 2.0   # of the Gamma law of the rates: 1 failure in 1000 h on average


class FleetFailures(NamedTuple):
    """Running time (thousands of hours), failures, and the true failures per thousand hours; each shape (n,)."""

    hours: np.ndarray
    failures: np.ndarray
    rates: np.ndarray


def fleet_failures(n: int = 60, seed: int = 192) -> FleetFailures:
    """Draw a fleet: machine 0 has run 200 hours, machine 1 5,000 hours, the others something between.

    Parameters
    ----------
    n : int
        At least 2.
    seed : int

    Returns
    -------
    FleetFailures

    Raises
    ------
    ValueError
        If n is below 2.

    Notes
    -----
    Chapter: Bayesian inference. Rates are Gamma(2) with mean 1; the running times are spread evenly on a logarithmic
    scale from 0.2 to 5 and do not depend on the rates; a count is Poisson. The default seed was chosen so that the
    first two machines have no failure and seven; judge a method by many seeds.

    Examples
    --------
    >>> fleet = fleet_failures()
    >>> len(fleet.hours), float(fleet.hours[0]), float(fleet.hours[1])
    (60, 0.2, 5.0)
    >>> fleet.failures[:2].tolist()
    [0, 7]
    """
    if n < 2:
        raise ValueError("n must be at least 2")
    rng = np.random.default_rng(seed)
    rates = rng.gamma(FLEET_SHAPE, 1 / FLEET_RATE, n)
    hours = np.exp(rng.uniform(np.log(0.2), np.log(5.0), n)).round(2)
    hours[:2] = 0.2, 5.0
    return FleetFailures(hours, rng.poisson(rates * hours), rates)
