"""Twenty readings of a machine, and a fault that needs two of them to be high at once: the truth is known."""

from dataclasses import dataclass

import numpy as np

__all__ = ["COLUMNS", "Faults", "simulate_faults", "simulate_invoices"]

COLUMNS = ("temperature", "vibration", "shaft sensor 2", *(f"reading {k}" for k in range(4, 21)))
HIGH = 0.3           # from here on a standardised reading is "high"
RISKY, SAFE = 0.9, 0.03


@dataclass(frozen=True)
class Faults:
    """`X` (n, 20), standardised, in the order of `COLUMNS`; `fault` (n,), 0 or 1; `chance` (n,), the truth."""

    X: np.ndarray
    fault: np.ndarray
    chance: np.ndarray


def simulate_faults(n: int = 600, seed: int = 0) -> Faults:
    """Draw `n` machines.

    Temperature, vibration and 17 other readings are independent standard normal. "Shaft sensor 2" is a second sensor
    for vibration: 0.9 times the vibration plus noise, of variance 1. The chance of a fault is 0.9 if temperature *and*
    vibration are above 0.3, and 0.03 otherwise.

    Parameters
    ----------
    n : int
        At least 1.
    seed : int
        The same seed gives the same machines.

    Raises
    ------
    ValueError
        If `n` is not positive.

    Examples
    --------
    >>> data = simulate_faults(5, seed=1)
    >>> data.X.shape, data.fault.shape
    ((5, 20), (5,))
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, but it is {n}")
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 20))
    X[:, 2] = 0.9 * X[:, 1] + np.sqrt(1 - 0.81) * X[:, 2]
    chance = np.where((X[:, 0] > HIGH) & (X[:, 1] > HIGH), RISKY, SAFE)
    return Faults(X, (rng.random(n) < chance).astype(int), chance)


def simulate_invoices(n: int = 2000, forged: int = 120, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Draw invoice amounts in euros, and which of them are forged.

    Honest amounts are lognormal with median 900 and log-deviation 1.8, so they spread over more than four powers of
    ten. Forged ones are uniform between 4,500 and 4,990: just below a limit of 5,000 from which two people must sign.

    Parameters
    ----------
    n, forged : int
        All amounts, and how many of them are forged; 0 <= forged <= n, n at least 1.
    seed : int

    Returns
    -------
    amounts : ndarray, shape (n,)
        Rounded to cents, at least 0.01.
    is_forged : ndarray of bool, shape (n,)

    Raises
    ------
    ValueError
        If the numbers do not fit.

    Examples
    --------
    >>> amounts, is_forged = simulate_invoices(100, 7)
    >>> amounts.shape, int(is_forged.sum())
    ((100,), 7)
    """
    if n < 1 or not 0 <= forged <= n:
        raise ValueError(f"n must be at least 1 and forged between 0 and n, but they are {n} and {forged}")
    rng = np.random.default_rng(seed)
    amounts = 900 * np.exp(1.8 * rng.normal(size=n))
    is_forged = np.zeros(n, dtype=bool)
    is_forged[rng.choice(n, forged, replace=False)] = True
    amounts[is_forged] = rng.uniform(4500, 4990, forged)
    return np.maximum(amounts.round(2), 0.01), is_forged
