"""A stream of parts from a press, and which of them are scrap: a logistic law that may drift."""

from dataclasses import dataclass

import numpy as np

__all__ = ["ScrapStream", "simulate_scrap"]

START, END = np.array([-2.0, 1.2, 0.6]), np.array([-2.0, -1.2, 0.6])


@dataclass(frozen=True)
class ScrapStream:
    """Parts in the order in which they were made.

    `X` has shape (n, 3): a one, then the deviations of mould temperature and of pressure from their set points,
    in standard deviations. `scrap` has shape (n,), 0 or 1. `truth` has shape (n, 3): the coefficients of the
    log-odds that were in force for each part.
    """

    X: np.ndarray
    scrap: np.ndarray
    truth: np.ndarray


def simulate_scrap(n: int = 20_000, seed: int = 0, drift: bool = True) -> ScrapStream:
    """Draw `n` parts, one after the other.

    The deviations are independent standard normal. Part i is scrap with probability ``1 / (1 + exp(-z))``,
    ``z = X[i] @ truth[i]``. The truth is (-2, 1.2, 0.6) for the first half. With `drift`, it then moves in equal
    steps to (-2, -1.2, 0.6): a new material, mixed in little by little, that wants a warmer mould.

    Parameters
    ----------
    n : int
        How many, at least two.
    seed : int
        The same seed gives the same arrays.
    drift : bool
        Without it the truth stays.

    Raises
    ------
    ValueError
        If `n` is less than two.

    Examples
    --------
    >>> stream = simulate_scrap(6, seed=1)
    >>> stream.X.shape, stream.truth[-1]
    ((6, 3), array([-2. , -1.2,  0.6]))
    """
    if n < 2:
        raise ValueError(f"n must be at least 2, but it is {n}")
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=(n, 2))])
    part = np.clip((np.arange(n) - n // 2 + 1) / (n - n // 2), 0, 1) if drift else np.zeros(n)
    truth = START + part[:, None] * (END - START)
    chance = 1 / (1 + np.exp(-(X * truth).sum(axis=1)))
    return ScrapStream(X, (rng.random(n) < chance).astype(int), truth)
