"""A battery that fades: the curve ``a (1 - exp(-(t/b)^c))``, its slopes, and noisy readings whose truth is known."""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["LIMIT", "TRUTH", "Battery", "crossing", "fade", "fade_jacobian", "simulate_battery"]

TRUTH = np.array([30.0, 1.5, 1.3])   # per cent of the capacity, thousand cycles, no unit
TRUTH.flags.writeable = False
LIMIT = 20.0                         # per cent lost: the battery is replaced


@dataclass(frozen=True)
class Battery:
    """`cycles` (n,) in thousands, `loss` (n,) in per cent of the new capacity; `truth` (3,) is a, b, c."""

    cycles: np.ndarray
    loss: np.ndarray
    truth: np.ndarray


def fade(theta, t) -> np.ndarray:
    """Return the loss ``a (1 - exp(-(t/b)^c))`` after `t` thousand cycles.

    Parameters
    ----------
    theta : array_like, shape (3,)
        The final loss `a`, the scale `b` > 0 and the shape `c`.
    t : array_like
        Not negative.

    Examples
    --------
    >>> fade([30, 1.5, 1.3], [0, 1.5]).round(4)
    array([ 0.    , 18.9636])
    """
    a, b, c = theta
    return -a * np.expm1(-(np.asarray(t, dtype=float) / b) ** c)


def fade_jacobian(theta, t) -> np.ndarray:
    """Return the partial derivatives of `fade` with respect to a, b, c, a row for each of the times `t`.

    Examples
    --------
    >>> fade_jacobian([30, 1.5, 1.3], [1.5]).round(4)
    array([[ 0.6321, -9.5649,  0.    ]])
    """
    a, b, c = theta
    t = as_vector(t, "t")
    u = (t / b) ** c
    log = np.log(np.where(t > 0, t / b, 1.0))
    decay = np.exp(-u)
    return np.column_stack([-np.expm1(-u), -a * decay * u * c / b, a * decay * u * log])


def crossing(theta, limit: float = LIMIT) -> float:
    """Return the time at which `fade` reaches `limit`, infinity if it never does.

    Parameters
    ----------
    theta : array_like, shape (3,)
    limit : float
        Positive.

    Examples
    --------
    >>> round(crossing([30, 1.5, 1.3]), 4), crossing([15, 1.5, 1.3])
    (1.6125, inf)
    """
    a, b, c = as_finite_array(theta, "theta")
    if not limit > 0:
        raise ValueError(f"limit must be positive, but it is {limit}")
    return float(b * (-np.log1p(-limit / a)) ** (1 / c)) if a > limit else np.inf


def simulate_battery(n: int = 40, last: float = 1.2, noise: float = 0.3, seed: int = 0) -> Battery:
    """Read the capacity `n` times, equally spaced up to `last` thousand cycles.

    Parameters
    ----------
    n : int
        At least 1.
    last : float
        Thousand cycles, positive.
    noise : float
        Standard deviation of the independent normal errors, in per cent of the new capacity.
    seed : int
        The same seed gives the same readings.

    Raises
    ------
    ValueError
        If `n`, `last` or `noise` is out of range.

    Notes
    -----
    Chapter: Newton, quasi-Newton, nonlinear least squares.

    Examples
    --------
    >>> simulate_battery(3, noise=0).loss.round(3)
    array([ 4.926, 10.711, 15.803])
    """
    if n < 1 or not 0 < last < np.inf or not 0 <= noise < np.inf:
        raise ValueError("n, last and noise must be at least 1, positive and not negative, but they are "
                         f"{n}, {last}, {noise}")
    cycles = last * np.arange(1, n + 1) / n
    errors = noise * np.random.default_rng(seed).normal(size=n)
    return Battery(cycles, fade(TRUTH, cycles) + errors, TRUTH.copy())
