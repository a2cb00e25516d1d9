"""The effect of a choice that nobody randomised: adjustment, weights, or both."""

from typing import NamedTuple

import numpy as np

from m4ds.stats.ab import arms
from m4ds.validation import as_vector

__all__ = ["Effect", "backdoor_adjust", "doubly_robust", "ipw", "propensity_by_stratum"]


class Effect(NamedTuple):
    """An average effect and its standard error."""

    value: float
    se: float


def _strata(stratum, n: int) -> np.ndarray:
    stratum = np.asarray(stratum)
    if stratum.shape != (n,):
        raise ValueError(f"stratum must have one entry for each unit, but has shape {stratum.shape}")
    return np.unique(stratum, return_inverse=True)[1]


def propensity_by_stratum(treated, stratum) -> np.ndarray:
    """Return for each unit the share of treated units in its stratum.

    Parameters
    ----------
    treated : array_like of bool, shape (n,)
    stratum : array_like, shape (n,)
        Labels of any kind.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If the shapes do not fit, or a stratum holds one arm only: positivity fails, and nothing can be compared there.

    Examples
    --------
    >>> propensity_by_stratum([1, 0, 0, 1, 0, 1], ["a", "a", "a", "b", "b", "b"]).round(3)
    array([0.333, 0.333, 0.333, 0.667, 0.667, 0.667])
    """
    t = arms(treated, treated)[1]
    groups = _strata(stratum, len(t))
    shares = np.bincount(groups, t) / np.bincount(groups)
    if ((shares == 0) | (shares == 1)).any():
        raise ValueError("a stratum holds treated units only, or none: positivity fails there; merge or leave it out")
    return shares[groups]


def backdoor_adjust(outcome, treated, stratum) -> Effect:
    """Return the average over the strata of the difference of means within them, weighted by their size.

    Parameters
    ----------
    outcome : array_like, shape (n,)
    treated : array_like of bool, shape (n,)
    stratum : array_like, shape (n,)
        Labels; with at least two units of each arm in every stratum.

    Returns
    -------
    Effect
        The error takes the sizes of the strata as given.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a stratum has fewer than two units of an arm.

    See Also
    --------
    ipw : the same estimate, with the shares of the strata as propensities.

    Notes
    -----
    Chapter: Experiments, A/B tests, causation. Causal if the choice is as good as random within each stratum.

    References
    ----------
    Pearl, "Causal diagrams for empirical research", Biometrika 82 (1995).

    Examples
    --------
    >>> backdoor_adjust([1, 3, 2, 6, 9, 8], [0, 1, 0, 1, 1, 0], list("aaabbb"))
    Traceback (most recent call last):
    ...
    ValueError: each stratum needs at least two units of each arm
    >>> effect = backdoor_adjust([1, 2, 3, 4, 5, 7, 8, 9], [0, 0, 1, 1, 0, 0, 1, 1], list("aaaabbbb"))
    >>> effect.value, round(effect.se, 4)
    (2.25, 0.6614)
    """
    y, t = arms(outcome, treated)
    groups = _strata(stratum, len(y))
    value = variance = 0.0
    for g in range(groups.max() + 1):
        pair = [y[(groups == g) & arm] for arm in (t, ~t)]
        if min(map(len, pair)) < 2:
            raise ValueError("each stratum needs at least two units of each arm")
        share = np.mean(groups == g)
        value += share * (pair[0].mean() - pair[1].mean())
        variance += share**2 * sum(arm.var(ddof=1) / len(arm) for arm in pair)
    return Effect(float(value), float(np.sqrt(variance)))


def _propensities(propensity, n: int) -> np.ndarray:
    e = as_vector(propensity, "propensity")
    if e.shape != (n,) or (e <= 0).any() or (e >= 1).any():
        raise ValueError("propensity must have one entry for each unit, strictly between 0 and 1")
    return e


def ipw(outcome, treated, propensity, normalised: bool = True) -> Effect:
    """Return the average effect by inverse probability weights.

    Parameters
    ----------
    outcome : array_like, shape (n,)
    treated : array_like of bool, shape (n,)
    propensity : array_like, shape (n,)
        Chance of treatment of each unit, strictly between 0 and 1.
    normalised : bool
        Divide by the sum of the weights in each arm, not by n: a little bias, often much less variance.

    Returns
    -------
    Effect
        The error treats the propensities as known.

    Raises
    ------
    ValueError
        If the shapes do not fit or a propensity is 0 or 1.

    References
    ----------
    Horvitz and Thompson, "A generalization of sampling without replacement from a finite universe", JASA 47 (1952).

    Examples
    --------
    >>> round(ipw([1, 2, 3, 4], [0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5]).value, 6)
    1.0
    """
    y, t = arms(outcome, treated)
    e = _propensities(propensity, len(y))
    w1, w0 = t / e, ~t / (1 - e)
    if normalised:
        m1, m0 = (w1 @ y) / w1.sum(), (w0 @ y) / w0.sum()
        terms = w1 * (y - m1) / w1.mean() - w0 * (y - m0) / w0.mean()
        return Effect(float(m1 - m0), float(terms.std(ddof=1) / np.sqrt(len(y))))
    terms = (w1 - w0) * y
    return Effect(float(terms.mean()), float(terms.std(ddof=1) / np.sqrt(len(y))))


def doubly_robust(outcome, treated, propensity, mean1, mean0) -> Effect:
    """Return the average effect from predictions of both outcomes, corrected by weighted residuals.

    Parameters
    ----------
    outcome : array_like, shape (n,)
    treated : array_like of bool, shape (n,)
    propensity : array_like, shape (n,)
    mean1, mean0 : array_like, shape (n,)
        Predicted outcome of each unit with and without the treatment.

    Returns
    -------
    Effect

    Raises
    ------
    ValueError
        If the shapes do not fit or a propensity is 0 or 1.

    Notes
    -----
    Unbiased if the propensities are right, or the predictions are; both need not be.

    References
    ----------
    Robins, Rotnitzky and Zhao, "Estimation of regression coefficients when some regressors are not always observed",
    JASA 89 (1994).

    Examples
    --------
    >>> doubly_robust([1, 2, 3, 4], [0, 1, 0, 1], [0.3] * 4, [2, 2, 4, 4], [1, 1, 3, 3]).value
    1.0
    """
    y, t = arms(outcome, treated)
    e = _propensities(propensity, len(y))
    m1, m0 = as_vector(mean1, "mean1"), as_vector(mean0, "mean0")
    if m1.shape != y.shape or m0.shape != y.shape:
        raise ValueError("mean1 and mean0 must have one entry for each unit")
    terms = m1 - m0 + t * (y - m1) / e - ~t * (y - m0) / (1 - e)
    return Effect(float(terms.mean()), float(terms.std(ddof=1) / np.sqrt(len(y))))
