"""Hours of repair: simulated, so that the truth is known."""

import numpy as np

__all__ = ["REPAIR_SCALE", "REPAIR_SHAPE", "repair_hours"]

REPAIR_SHAPE, REPAIR_SCALE = 2.2, 1.5   # of a Gamma law; hours


def repair_hours(n: int = 30, seed: int = 17) -> np.ndarray:
    """Draw the hours that `n` repairs took: a Gamma law, rounded to hundredths of an hour.

    Parameters
    ----------
    n : int
        At least 1.
    seed : int

    Returns
    -------
    ndarray, shape (n,)
        At least 0.01.

    Raises
    ------
    ValueError
        If n is below 1.

    Notes
    -----
    Chapter: Estimation.

    Examples
    --------
    >>> len(repair_hours()), float(repair_hours().min()) > 0
    (30, True)
    """
    if n < 1:
        raise ValueError("n must be at least 1")
    return np.maximum(np.random.default_rng(seed).gamma(REPAIR_SHAPE, REPAIR_SCALE, n).round(2), 0.01)
