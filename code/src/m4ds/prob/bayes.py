"""Bayes' theorem for a list of hypotheses, and for two of them in log odds."""

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["bayes_update", "log_odds", "log_odds_to_probability", "log_odds_update", "predictive_values"]

SUM_TO = 1e-9   # how far from one a prior may sum: rounding of the caller, not a forgotten hypothesis


def bayes_update(prior, likelihood) -> np.ndarray:
    """Return the posterior probabilities of exclusive, exhaustive hypotheses.

    Parameters
    ----------
    prior : array_like, shape (m,)
        Probabilities that sum to one.
    likelihood : array_like, shape (m,)
        The probability (or density) of what was seen under each hypothesis: it need not sum to one.

    Returns
    -------
    ndarray, shape (m,)
        `prior * likelihood`, divided by its sum.

    Raises
    ------
    ValueError
        If an entry is negative, the prior does not sum to one, the shapes differ, or what was seen is
        impossible under every hypothesis with a positive prior.

    See Also
    --------
    log_odds_update : two hypotheses and much evidence.
    sklearn.naive_bayes.CategoricalNB : the same arithmetic, with likelihoods estimated from counts.

    Notes
    -----
    Chapter: Probability and Bayes. O(m). Dividing the likelihood by its largest entry first changes
    nothing in exact arithmetic, and keeps the products from underflow.

    Examples
    --------
    >>> bayes_update([0.5, 0.3, 0.2], [0.01, 0.02, 0.03]).round(3)
    array([0.294, 0.353, 0.353])
    """
    prior, likelihood = _probabilities(prior, "prior"), as_vector(likelihood, "likelihood")
    if prior.shape != likelihood.shape:
        raise ValueError(f"prior has shape {prior.shape} but likelihood has shape {likelihood.shape}")
    if (likelihood < 0).any():
        raise ValueError("likelihood holds a negative number")
    if not (likelihood * (prior > 0)).any():
        raise ValueError("what was seen is impossible under every hypothesis that prior allows")
    joint = prior * (likelihood / likelihood[prior > 0].max())
    return joint / joint.sum()


def _probabilities(p, name: str) -> np.ndarray:
    p = as_vector(p, name)
    if (p < 0).any() or abs(p.sum() - 1) > SUM_TO:
        raise ValueError(f"{name} must be non-negative and sum to 1, but it sums to {p.sum():.6g}")
    return p


def _in_unit_interval(p, name: str) -> np.ndarray:
    p = as_finite_array(p, name)
    if ((p < 0) | (p > 1)).any():
        raise ValueError(f"{name} must lie between 0 and 1")
    return p


def log_odds(p) -> np.ndarray:
    """Return log(p / (1 - p)): minus infinity at 0, plus infinity at 1.

    See Also
    --------
    scipy.special.logit

    Examples
    --------
    >>> float(log_odds(0.5))
    0.0
    """
    p = _in_unit_interval(p, "p")
    with np.errstate(divide="ignore"):
        return np.log(p) - np.log1p(-p)


def log_odds_to_probability(lam) -> np.ndarray:
    """Return the probability 1 / (1 + exp(-lam)) of log odds `lam`, without overflow.

    See Also
    --------
    scipy.special.expit

    Examples
    --------
    >>> log_odds_to_probability([-1000.0, 0.0, 1000.0])
    array([0. , 0.5, 1. ])
    """
    return np.exp(-np.logaddexp(0.0, -_extended(lam, "lam")))


def _extended(a, name: str) -> np.ndarray:
    """Return `a` as floats in which infinity is allowed and NaN is not."""
    a = np.asarray(a)
    if a.dtype.kind not in "fiu" or a.size == 0 or np.isnan(a).any():
        raise ValueError(f"{name} must hold real numbers without NaN")
    return a.astype(float)


def log_odds_update(lam, if_true, if_false) -> np.ndarray:
    """Add the weight of evidence to the log odds of a hypothesis.

    Parameters
    ----------
    lam : array_like
        Log odds before the evidence.
    if_true, if_false : array_like
        Probability (or density) of what was seen if the hypothesis is true, and if it is false. Broadcast
        against `lam`, so whole tables of evidence are one call.

    Returns
    -------
    ndarray
        `lam + log(if_true) - log(if_false)`.

    Raises
    ------
    ValueError
        If a likelihood is negative, or the evidence contradicts what was certain before.

    Notes
    -----
    Chapter: Probability and Bayes. O(1) an entry; sums of logarithms where products underflow.

    References
    ----------
    I. J. Good, Probability and the Weighing of Evidence, Griffin, 1950.

    Examples
    --------
    >>> alert = log_odds_update(log_odds(0.02), 0.90, 0.05)
    >>> float(log_odds_to_probability(alert).round(4))
    0.2687
    """
    lam = _extended(lam, "lam")
    if_true, if_false = as_finite_array(if_true, "if_true"), as_finite_array(if_false, "if_false")
    if (if_true < 0).any() or (if_false < 0).any():
        raise ValueError("if_true and if_false must not be negative")
    with np.errstate(divide="ignore", invalid="ignore"):
        lam = lam + (np.log(if_true) - np.log(if_false))
    if np.isnan(lam).any():
        raise ValueError("the evidence is impossible under every hypothesis that is still open")
    return lam


def predictive_values(prevalence, sensitivity, specificity) -> tuple[np.ndarray, np.ndarray]:
    """Return P(condition | alert) and P(no condition | no alert), by Bayes' theorem.

    Parameters
    ----------
    prevalence, sensitivity, specificity : array_like
        P(condition), P(alert | condition), P(no alert | no condition); broadcast together.

    Raises
    ------
    ValueError
        If an argument leaves [0, 1], or the alert (or its absence) has probability zero.

    Notes
    -----
    Chapter: Probability and Bayes.

    Examples
    --------
    >>> ppv, npv = predictive_values(0.02, 0.90, 0.95)
    >>> float(ppv.round(4)), float(npv.round(4))
    (0.2687, 0.9979)
    """
    p = _in_unit_interval(prevalence, "prevalence")
    se, sp = _in_unit_interval(sensitivity, "sensitivity"), _in_unit_interval(specificity, "specificity")
    hit, missed, false, quiet = p * se, p * (1 - se), (1 - p) * (1 - sp), (1 - p) * sp
    if ((hit + false) <= 0).any() or ((quiet + missed) <= 0).any():
        raise ValueError("the alert (or its absence) has probability zero: there is nothing to condition on")
    return hit / (hit + false), quiet / (quiet + missed)
