"""Hours to failure of a part: simulated, so that the truth is known."""

import numpy as np

__all__ = ["SCALE", "SHAPE", "bearing_hours"]

SHAPE, SCALE = 1.8, 1200.0   # of a Weibull law; hours


def bearing_hours(n: int = 200, seed: int = 31) -> np.ndarray:
    """Draw the hours to failure of `n` bearings: a Weibull law, rounded to tenths of an hour.

    Parameters
    ----------
    n : int
        At least 1.
    seed : int

    Returns
    -------
    ndarray, shape (n,)
        At least 0.1.

    Raises
    ------
    ValueError
        If n is below 1.

    Notes
    -----
    Chapter: Continuous variables, transformations.

    Examples
    --------
    >>> bearing_hours(3)
    array([1427. ,  358.9, 1807.2])
    """
    if n < 1:
        raise ValueError("n must be at least 1")
    hours = SCALE * np.random.default_rng(seed).weibull(SHAPE, n)
    return np.maximum(hours.round(1), 0.1)
