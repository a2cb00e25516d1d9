"""When to say "I do not know": Chow's rule and the curve of risk against coverage (case study "Digits")."""

from typing import NamedTuple

import numpy as np

from m4ds.validation import as_matrix, as_vector

__all__ = ["REJECT", "RiskCoverage", "chow", "reject_cost", "risk_coverage"]

REJECT = -1


class RiskCoverage(NamedTuple):
    """After the most confident 1, 2, ... cases: share accepted, share of errors among them, lowest confidence."""

    coverage: np.ndarray
    risk: np.ndarray
    confidence: np.ndarray


def chow(p, error: float, reject: float) -> np.ndarray:
    """Return the decision of least expected cost: the likeliest class, or `REJECT`.

    Parameters
    ----------
    p : array_like, shape (n, k)
        Probabilities; each row adds up to 1.
    error, reject : float
        Cost of a wrong answer, positive, and of none, not negative. A right answer costs nothing.

    Returns
    -------
    ndarray of int, shape (n,)
        The class, where ``error * (1 - p[class]) <= reject``; the first of equally likely ones.

    Raises
    ------
    TypeError, ValueError
        If a row is no distribution, or the costs make no sense.

    References
    ----------
    C. K. Chow, On optimum recognition error and reject tradeoff, IEEE Transactions on Information Theory 16, 1970.

    Notes
    -----
    Case study: Digits.

    Examples
    --------
    >>> chow([[0.97, 0.03], [0.9, 0.1]], error=60, reject=3)
    array([ 0, -1])
    """
    P = as_matrix(p, "p")
    if P.min(initial=0) < 0 or not np.allclose(P.sum(axis=1), 1, atol=1e-8):
        raise ValueError("each row of p must hold probabilities that add up to 1")
    _costs(error, reject)
    return np.where(error * (1 - P.max(axis=1)) <= reject, P.argmax(axis=1), REJECT)


def reject_cost(decisions, classes, error: float, reject: float) -> np.ndarray:
    """Return the cost of each decision.

    Parameters
    ----------
    decisions : array_like of int, shape (n,)
        As from `chow`.
    classes : array_like of int, shape (n,)
        What was right.
    error, reject : float
        As for `chow`.

    Raises
    ------
    TypeError, ValueError
        If the shapes or costs do not fit.

    Examples
    --------
    >>> reject_cost([3, 5, -1], [3, 8, 8], error=60, reject=3)
    array([ 0., 60.,  3.])
    """
    d, y = as_vector(decisions, "decisions"), as_vector(classes, "classes")
    if d.shape != y.shape:
        raise ValueError(f"{len(d)} decisions for {len(y)} classes")
    _costs(error, reject)
    return np.where(d == REJECT, float(reject), np.where(d == y, 0.0, float(error)))


def risk_coverage(confidence, right) -> RiskCoverage:
    """Return what share is wrong among the most confident cases, for every number of them that ends a tie.

    Parameters
    ----------
    confidence : array_like, shape (n,)
    right : array_like, shape (n,)
        1 where the answer is right, 0 where it is wrong.

    Raises
    ------
    TypeError, ValueError
        If they are not finite vectors of one length, or `right` holds other values.

    References
    ----------
    R. El-Yaniv, Y. Wiener, On the foundations of noise-free selective classification, JMLR 11, 2010.

    Notes
    -----
    Case study: Digits. Cases of equal confidence are accepted together.

    Examples
    --------
    >>> risk_coverage([0.9, 0.8, 0.8, 0.5], [1, 1, 0, 0])
    RiskCoverage(coverage=array([0.25, 0.75, 1.  ]), risk=array([0.        , 0.33333333, 0.5       ]), \
confidence=array([0.9, 0.8, 0.5]))
    """
    s, r = as_vector(confidence, "confidence"), as_vector(right, "right")
    if s.shape != r.shape or not len(s) or not np.isin(r, (0, 1)).all():
        raise ValueError("confidence and right must have one positive length, and right hold 0 and 1 only")
    order = np.argsort(-s, kind="stable")
    s, wrong = s[order], np.cumsum(1 - r[order])
    ends = np.flatnonzero(np.append(s[1:] != s[:-1], True))
    return RiskCoverage((ends + 1) / len(s), wrong[ends] / (ends + 1), s[ends])


def _costs(error, reject):
    if not (np.isfinite(error) and np.isfinite(reject) and error > 0 and reject >= 0):
        raise ValueError(f"an error must cost something and a rejection at least 0, not {error} and {reject}")
