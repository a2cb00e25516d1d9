"""Tests that may be looked at after every observation: Wald's test and always-valid p-values."""

from typing import NamedTuple

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["SPRT", "always_valid_p", "confidence_sequence", "log_e_values", "sprt", "sprt_bounds"]


class SPRT(NamedTuple):
    """`decision`: 1 (alternative), 0 (null) or -1 (open); `used` observations; `log_ratios`, as far as needed."""

    decision: int
    used: int
    log_ratios: np.ndarray


def _levels(alpha, beta) -> tuple[float, float]:
    alpha, beta = as_vector([alpha, beta], "alpha and beta").tolist()
    if not (alpha > 0 and beta > 0 and alpha + beta < 1):
        raise ValueError("alpha and beta must be positive and add up to less than 1")
    return alpha, beta


def sprt_bounds(alpha: float, beta: float) -> tuple[float, float]:
    """Return Wald's bounds for the logarithm of the likelihood ratio.

    Parameters
    ----------
    alpha, beta : float
        Wanted chances of a false alarm and of a miss.

    Returns
    -------
    lower, upper : float
        log(beta / (1 - alpha)) and log((1 - beta) / alpha).

    Raises
    ------
    ValueError
        If alpha or beta is not positive, or they add up to 1 or more.

    Examples
    --------
    >>> lower, upper = sprt_bounds(0.05, 0.2)
    >>> round(lower, 4), round(upper, 4)
    (-1.5581, 2.7726)
    """
    alpha, beta = _levels(alpha, beta)
    return float(np.log(beta / (1 - alpha))), float(np.log((1 - beta) / alpha))


def sprt(log_likelihood_ratios, alpha: float = 0.05, beta: float = 0.2) -> SPRT:
    """Run the sequential probability ratio test: add up, stop at the first bound.

    Parameters
    ----------
    log_likelihood_ratios : array_like, shape (n,)
        log(p1(x) / p0(x)) of each observation, in the order of arrival.
    alpha, beta : float
        Wanted chances of a false alarm and of a miss.

    Returns
    -------
    SPRT
        With decision -1 if the data end before a bound is reached.

    Raises
    ------
    ValueError
        If the ratios are no finite vector, or the levels do not fit.

    Notes
    -----
    Chapter: Experiments, A/B tests, causation. The true errors a and b satisfy a / (1 - b) <= alpha / (1 - beta) and
    b / (1 - a) <= beta / (1 - alpha), whatever the overshoot.

    References
    ----------
    Wald, "Sequential tests of statistical hypotheses", Annals of Mathematical Statistics 16 (1945).

    Examples
    --------
    >>> sprt(np.log([2.0, 2.0, 2.0, 2.0, 2.0]))[:2]
    (1, 4)
    """
    path = np.cumsum(as_vector(log_likelihood_ratios, "log_likelihood_ratios"))
    lower, upper = sprt_bounds(alpha, beta)
    slack = 1e-12 * (1 + abs(lower) + upper)        # a bound that is met in exact arithmetic counts as met
    outside = (path <= lower + slack) | (path >= upper - slack)
    if not outside.any():
        return SPRT(-1, len(path), path)
    stop = int(outside.argmax())
    return SPRT(int(path[stop] > 0), stop + 1, path[:stop + 1])


def _estimates(effects, ses, tau) -> tuple[np.ndarray, np.ndarray, float]:
    effects, ses = as_finite_array(effects, "effects"), as_finite_array(ses, "ses")
    tau = float(as_finite_array(tau, "tau"))
    if effects.shape != ses.shape or (ses <= 0).any() or tau <= 0:
        raise ValueError("effects and ses must have one shape, and ses and tau must be positive")
    return effects, ses, tau


def log_e_values(effects, ses, tau: float) -> np.ndarray:
    """Return the logarithm of the mixture likelihood ratio of "some effect" to "no effect", look by look.

    Parameters
    ----------
    effects, ses : array_like, one shape
        Estimate so far and its standard error, at each look (along the last axis).
    tau : float
        Standard deviation of the normal law over effects that is mixed in, in the units of the effect.

    Returns
    -------
    ndarray, same shape
        Above log(1 / alpha) ever, with chance at most alpha if there is no effect.

    Raises
    ------
    ValueError
        If the shapes differ, or a standard error or tau is not positive.

    References
    ----------
    Robbins, "Statistical methods related to the law of the iterated logarithm", Ann. Math. Statist. 41 (1970);
    Johari, Koomen, Pekelis and Walsh, "Always valid inference", Operations Research 70 (2022).

    Examples
    --------
    >>> log_e_values([3.0], [1.0], 1.0).round(4)
    array([1.9034])
    """
    effects, ses, tau = _estimates(effects, ses, tau)
    gain = (tau / ses)**2
    return 0.5 * (effects / ses)**2 * gain / (1 + gain) - 0.5 * np.log1p(gain)


def always_valid_p(effects, ses, tau: float) -> np.ndarray:
    """Return p-values that may be read at every look: 1 / (largest e-value so far), at most 1.

    Parameters
    ----------
    effects, ses, tau
        As `log_e_values`, the looks along the last axis.

    Returns
    -------
    ndarray, same shape
        Never rising along the looks.

    Raises
    ------
    ValueError
        As `log_e_values`.

    Examples
    --------
    >>> always_valid_p([3.0, 0.1], [1.0, 0.7], 1.0).round(4)
    array([0.1491, 0.1491])
    """
    best = np.maximum.accumulate(np.atleast_1d(log_e_values(effects, ses, tau)), axis=-1)
    return np.exp(-np.maximum(best, 0.0))


def confidence_sequence(effects, ses, tau: float, alpha: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Return intervals that all hold together with chance at least 1 - alpha, whenever you look.

    Parameters
    ----------
    effects, ses, tau
        As `log_e_values`.
    alpha : float

    Returns
    -------
    low, high : ndarray

    Raises
    ------
    ValueError
        As `log_e_values`, or if alpha is not strictly between 0 and 1.

    Examples
    --------
    >>> low, high = confidence_sequence([1.0], [0.1], 1.0)
    >>> low.round(3), high.round(3)
    (array([0.673]), array([1.327]))
    """
    effects, ses, tau = _estimates(effects, ses, tau)
    if not 0 < alpha < 1:
        raise ValueError(f"alpha must lie strictly between 0 and 1, but it is {alpha}")
    gain = (tau / ses)**2
    half = ses * np.sqrt((1 + gain) / gain * (2 * np.log(1 / alpha) + np.log1p(gain)))
    return effects - half, effects + half
