"""Entropy, cross-entropy and the divergences between two laws on the same values."""

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["cross_entropy", "entropy", "js_divergence", "kl_divergence", "law_of"]

SUM_TO = 1e-9   # how far from one a law may sum: rounding of the caller


def law_of(p, name: str = "p") -> np.ndarray:
    """Return `p` as an array of probabilities, or say what is wrong with it.

    Parameters
    ----------
    p : array_like, any shape
        Non-negative numbers that sum to 1, up to rounding.

    Raises
    ------
    ValueError
        If `p` is empty, holds NaN or a negative number, or does not sum to 1.

    Examples
    --------
    >>> law_of([0.5, 0.5])
    array([0.5, 0.5])
    """
    p = as_finite_array(p, name)
    if (p < 0).any() or abs(p.sum() - 1) > SUM_TO:
        raise ValueError(f"{name} must hold probabilities that sum to 1, but it sums to {p.sum():.6g}")
    return p


def _pair(p, q) -> tuple[np.ndarray, np.ndarray]:
    p, q = law_of(p, "p"), law_of(q, "q")
    if p.shape != q.shape:
        raise ValueError(f"p and q must be laws on the same values, but their shapes are {p.shape} and {q.shape}")
    return p, q


def _unit(base: float) -> float:
    """Return how many nats the unit has."""
    if not base > 1 or not np.isfinite(base):
        raise ValueError(f"base must be a number above 1, but it is {base}")
    return float(np.log(base))


def entropy(p, base: float = 2.0) -> float:
    """Return the entropy of a law, the average surprise.

    Parameters
    ----------
    p : array_like, any shape
        A law. A table of two variables has their joint entropy. Values of probability 0 count 0.
    base : float
        2 for bits, ``np.e`` for nats.

    Returns
    -------
    float
        Between 0 and the logarithm of the number of values.

    Raises
    ------
    ValueError
        If `p` is no law, or the base is not above 1.

    See Also
    --------
    scipy.stats.entropy : in nats unless told otherwise; it scales its input to sum 1 without a word.

    Notes
    -----
    Chapter: Information theory. All terms have one sign, so nothing cancels.

    References
    ----------
    C. E. Shannon, A mathematical theory of communication, Bell System Technical Journal 27, 1948.

    Examples
    --------
    >>> entropy([0.5, 0.25, 0.25])
    1.5
    """
    p, unit = law_of(p), _unit(base)
    p = p[p > 0]
    return abs(float(p @ np.log(p))) / unit


def cross_entropy(p, q, base: float = 2.0) -> float:
    """Return the average surprise of outcomes from p for someone who believes q.

    Parameters
    ----------
    p, q : array_like of one shape
        The law of the outcomes, and the law that is believed.
    base : float
        As for `entropy`.

    Returns
    -------
    float
        `entropy(p) + kl_divergence(p, q)`; infinite if q excludes a value that p allows.

    Raises
    ------
    ValueError
        If p or q is no law, or their shapes differ.

    See Also
    --------
    sklearn.metrics.log_loss : the same for the law of a data set, in nats.

    Notes
    -----
    Chapter: Information theory.

    Examples
    --------
    >>> cross_entropy([0.5, 0.5], [0.25, 0.75], base=2)
    1.207518749639422
    """
    (p, q), unit = _pair(p, q), _unit(base)
    seen = p > 0
    with np.errstate(divide="ignore"):
        return float(p[seen] @ -np.log(q[seen])) / unit


def kl_divergence(p, q, base: float = 2.0) -> float:
    """Return the divergence D(p || q): the surprise that believing q adds to outcomes from p.

    Parameters
    ----------
    p, q : array_like of one shape
        Two laws on the same values.
    base : float
        As for `entropy`.

    Returns
    -------
    float
        At least 0; infinite if q excludes a value that p allows.

    Raises
    ------
    ValueError
        If p or q is no law, or their shapes differ.

    See Also
    --------
    scipy.stats.entropy : with a second argument.

    Notes
    -----
    Chapter: Information theory. The terms of ``p log(p/q)`` have both signs and nearly cancel for close laws.
    Adding ``q - p``, which sums to 0, makes each term non-negative: it is ``p (t - log(1 + t))`` with
    ``t = (q - p) / p``, and where q is within 1 % of p the series of that bracket keeps its digits.

    References
    ----------
    S. Kullback and R. A. Leibler, On information and sufficiency, Annals of Mathematical Statistics 22, 1951.

    Examples
    --------
    >>> round(kl_divergence([0.5, 0.5], [0.25, 0.75]), 4)
    0.2075
    """
    (p, q), unit = _pair(p, q), _unit(base)
    seen = p > 0
    if (q[seen] == 0).any():
        return float("inf")
    a, b = p[seen], q[seen]
    with np.errstate(over="ignore", invalid="ignore"):
        t = (b - a) / a
        large = a * np.log(a / b) + (b - a)
    small = np.clip(t, -0.01, 0.01)
    series = small**2 * (1 / 2 + small * (-1 / 3 + small * (1 / 4 + small * (-1 / 5 + small * (
        1 / 6 + small * (-1 / 7 + small / 8))))))
    with np.errstate(divide="ignore"):
        safe = np.where(np.isfinite(large), large, a * (np.log(a) - np.log(b)) + (b - a))
    terms = np.where(np.abs(t) < 0.01, a * series, safe)
    return max(float(terms.sum() + q[~seen].sum()), 0.0) / unit


def js_divergence(p, q, base: float = 2.0) -> float:
    """Return the Jensen-Shannon divergence: how much a draw tells of which of two laws it came from.

    Parameters
    ----------
    p, q : array_like of one shape
        Two laws on the same values.
    base : float
        As for `entropy`.

    Returns
    -------
    float
        Between 0 and one bit, always finite, the same for (q, p).

    Raises
    ------
    ValueError
        If p or q is no law, or their shapes differ.

    See Also
    --------
    scipy.spatial.distance.jensenshannon : its square root.

    Notes
    -----
    Chapter: Information theory. Half of each divergence from the middle law.

    References
    ----------
    J. Lin, Divergence measures based on the Shannon entropy, IEEE Transactions on Information Theory 37, 1991.

    Examples
    --------
    >>> js_divergence([1, 0], [0, 1])
    1.0
    """
    p, q = _pair(p, q)
    middle = (p + q) / 2
    return (kl_divergence(p, middle, base) + kl_divergence(q, middle, base)) / 2
