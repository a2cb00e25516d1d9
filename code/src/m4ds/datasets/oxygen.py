"""Oxygen used up in bottles of waste water, and the curve fitted to it, for "Hessians and matrix calculus"."""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["TRUTH", "Bottles", "fit_oxygen", "oxygen_bottles", "oxygen_curve", "oxygen_slopes"]

TRUTH = (240.0, 0.23)  # ultimate demand in mg/l, rate per day
RATES = np.geomspace(0.005, 5.0, 600)  # per day: where the fit looks for the rate first


@dataclass(frozen=True)
class Bottles:
    """`oxygen[i]` mg/l were used up in the bottle opened after `days[i]` days; a reading has the deviation `sd`."""

    days: np.ndarray
    oxygen: np.ndarray
    sd: float


def oxygen_curve(theta, days) -> np.ndarray:
    """Return the oxygen demand ``A (1 - exp(-k t))`` in mg/l after `days`, for ``theta = (A, k)``.

    Parameters
    ----------
    theta : array_like, shape (2,)
        Ultimate demand A in mg/l and rate k per day.
    days : array_like

    Returns
    -------
    ndarray, the shape of `days`

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite or `theta` has not two entries.

    Examples
    --------
    >>> oxygen_curve((240, 0.23), [1.0, 5.0]).round(1)
    array([ 49.3, 164. ])
    """
    A, k = _two(theta)
    return -A * np.expm1(-k * as_finite_array(days, "days"))


def oxygen_slopes(theta, days) -> np.ndarray:
    """Return the Jacobian of `oxygen_curve` with respect to ``(A, k)``, a row for each day.

    Parameters
    ----------
    theta : array_like, shape (2,)
    days : array_like, shape (m,)

    Returns
    -------
    ndarray, shape (m, 2)

    Raises
    ------
    TypeError, ValueError
        As for `oxygen_curve`, and if `days` is not a vector.

    Examples
    --------
    >>> oxygen_slopes((240, 0.23), [5.0]).round(2).tolist()
    [[0.68, 379.96]]
    """
    A, k = _two(theta)
    t = as_vector(days, "days")
    return np.column_stack([-np.expm1(-k * t), A * t * np.exp(-k * t)])


def oxygen_bottles(days=(1, 2, 3, 4, 5), bottles: int = 2, seed: int = 0, sd: float = 6.0) -> Bottles:
    """Simulate bottles of the same waste water, opened on the given days, with normal errors of reading.

    Parameters
    ----------
    days : array_like, shape (m,)
        Positive.
    bottles : int
        How many are opened each time, at least 1.
    seed : int
    sd : float
        Of one reading, in mg/l, not negative.

    Raises
    ------
    TypeError, ValueError
        If `days` are not positive, `bottles` is below 1 or `sd` is negative or not finite.

    Examples
    --------
    >>> oxygen_bottles(sd=0.0).oxygen[:3].round(1)
    array([49.3, 49.3, 88.5])
    """
    days = as_vector(days, "days")
    if (days <= 0).any() or bottles < 1:
        raise ValueError("days must be positive, and bottles at least 1")
    sd = float(as_finite_array(sd, "sd"))
    if sd < 0:
        raise ValueError("sd must not be negative")
    t = np.repeat(days, bottles)
    noise = np.random.default_rng(seed).normal(size=len(t))
    return Bottles(t, oxygen_curve(TRUTH, t) + sd * noise, sd)


def fit_oxygen(days, oxygen) -> np.ndarray:
    """Return the least-squares fits (A, k) of the curve to one or many sets of readings.

    Parameters
    ----------
    days : array_like, shape (m,)
        Positive, at least two different ones.
    oxygen : array_like, shape (..., m)
        Each row is fitted alone.

    Returns
    -------
    ndarray, shape (..., 2)

    Raises
    ------
    TypeError, ValueError
        If the shapes do not fit, days are not positive or all the same, or the best rate of a row is outside
        0.005 to 5 per day: then the readings do not determine a curve.

    See Also
    --------
    scipy.optimize.curve_fit : any curve, with standard errors.

    Notes
    -----
    For a given rate the curve is linear in A, so the best A is a ratio of dot products. The best rate is looked for on
    a grid, and then Gauss-Newton steps, linear least squares with the Jacobian, polish both.

    Examples
    --------
    >>> fit_oxygen([1, 2, 4, 8], oxygen_curve((200, 0.3), [1, 2, 4, 8])).round(6)
    array([200. ,   0.3])
    """
    t, Y = as_vector(days, "days"), as_finite_array(oxygen, "oxygen")
    if Y.ndim == 0 or Y.shape[-1] != len(t):
        raise ValueError(f"oxygen must have {len(t)} readings in each row, one for each day")
    if (t <= 0).any() or np.ptp(t) == 0:
        raise ValueError("days must be positive, with at least two different ones")
    rows = Y.reshape(-1, len(t))
    G = -np.expm1(-np.outer(RATES, t))
    best = np.argmax((rows @ G.T) ** 2 * np.sign(rows @ G.T) / (G**2).sum(axis=1), axis=1)
    if ((best == 0) | (best == len(RATES) - 1)).any():
        raise ValueError("the readings do not determine a rate between 0.005 and 5 per day")
    k = RATES[best]
    A = (rows * G[best]).sum(axis=1) / (G[best] ** 2).sum(axis=1)
    for _ in range(8):
        fade = np.exp(-k[:, None] * t)
        J = np.stack([1 - fade, A[:, None] * t * fade], axis=-1)
        residual = rows - A[:, None] * (1 - fade)
        step = np.linalg.solve(np.einsum("rmi,rmj->rij", J, J), np.einsum("rmi,rm->ri", J, residual)[..., None])[..., 0]
        A, k = A + step[:, 0], k + step[:, 1]
    return np.stack([A, k], axis=-1).reshape(*Y.shape[:-1], 2)


def _two(theta) -> np.ndarray:
    theta = as_vector(theta, "theta")
    if len(theta) != 2:
        raise ValueError(f"theta must be (A, k), but it has {len(theta)} entries")
    return theta
