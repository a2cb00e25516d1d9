"""Failures of machines that ran for different times: counts whose true rates are known."""

from dataclasses import dataclass

import numpy as np

__all__ = ["TRUTH", "MachineFailures", "simulate_failures"]

TRUTH = np.array([-0.4, 1.5, -0.5])
"""Log failures per 1000 hours at load 0.7 with the old seal; per unit of load; effect of the new seal."""
TRUTH.flags.writeable = False


@dataclass(frozen=True)
class MachineFailures:
    """`X` (n, 3): one, load minus 0.7, new seal; `hours` and `failures`, shape (n,)."""

    X: np.ndarray
    hours: np.ndarray
    failures: np.ndarray


def simulate_failures(n: int = 60, seed: int = 0, spread: float = 0.0) -> MachineFailures:
    """Simulate n machines, each watched for its own time.

    The load is a share of the rated one, uniform from 0.4 to 1; every second machine has the new seal. The hours are
    uniform from 500 to 8000. The failures are Poisson with mean ``exp(X @ TRUTH) * hours / 1000``, times a factor
    of the machine.

    Parameters
    ----------
    n : int
        At least one.
    seed : int
        The same seed gives the same arrays.
    spread : float
        Variance of the factor, a Gamma variable with mean 1; 0 for no factor.

    Raises
    ------
    ValueError
        If `n` is not positive or `spread` is negative or not finite.

    Notes
    -----
    Chapter: GLMs and logistic regression.

    Examples
    --------
    >>> data = simulate_failures(4, seed=1)
    >>> data.X.shape, data.failures.dtype.kind
    ((4, 3), 'f')
    """
    if n < 1 or not 0 <= spread < np.inf:
        raise ValueError(f"n must be at least 1 and spread finite and not negative, but they are {n} and {spread}")
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.uniform(-0.3, 0.3, n), np.arange(n) % 2])
    hours = rng.uniform(500, 8000, n)
    factor = rng.gamma(1 / spread, spread, n) if spread else np.ones(n)
    return MachineFailures(X, hours, rng.poisson(np.exp(X @ TRUTH) * hours / 1000 * factor).astype(float))
