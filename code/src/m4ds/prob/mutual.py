"""What one variable tells of another, and the entropy behind a sample."""

import numpy as np

from m4ds.prob.information import entropy, kl_divergence, law_of
from m4ds.validation import as_vector

__all__ = ["conditional_entropy", "entropy_from_counts", "mutual_information"]


def _table(joint) -> np.ndarray:
    joint = law_of(joint, "joint")
    if joint.ndim != 2:
        raise ValueError(f"joint must be a table (2-D), but it has shape {joint.shape}")
    return joint


def conditional_entropy(joint, base: float = 2.0) -> float:
    """Return H(Y | X): what is left to learn of the column once the row is known, on average.

    Parameters
    ----------
    joint : array_like, shape (m, n)
        ``joint[x, y]`` is P(X = x, Y = y).
    base : float
        2 for bits, ``np.e`` for nats.

    Raises
    ------
    ValueError
        If `joint` is no table of probabilities that sum to 1.

    See Also
    --------
    mutual_information

    Notes
    -----
    Chapter: Information theory. The mean of the entropies of the rows, which subtracts nothing.

    Examples
    --------
    >>> conditional_entropy([[0.5, 0], [0.25, 0.25]])
    0.5
    """
    joint = _table(joint)
    return float(sum(weight * entropy(row / weight, base)
                     for row, weight in zip(joint, joint.sum(axis=1), strict=True) if weight > 0))


def mutual_information(joint, base: float = 2.0) -> float:
    """Return I(X; Y): how much knowing X lowers the entropy of Y, on average.

    Parameters
    ----------
    joint : array_like, shape (m, n)
        ``joint[x, y]`` is P(X = x, Y = y). Divide a table of counts by its sum first.
    base : float
        2 for bits, ``np.e`` for nats.

    Returns
    -------
    float
        At least 0, and 0 exactly for independent X and Y up to rounding.

    Raises
    ------
    ValueError
        If `joint` is no table of probabilities that sum to 1.

    See Also
    --------
    sklearn.metrics.mutual_info_score : from labels or a table of counts, in nats.

    Notes
    -----
    Chapter: Information theory. The divergence of the joint law from the product of its margins.

    Examples
    --------
    >>> mutual_information([[0.5, 0], [0, 0.5]])
    1.0
    """
    joint = _table(joint)
    total = joint / joint.sum()
    return kl_divergence(total, np.outer(total.sum(axis=1), total.sum(axis=0)), base)


def entropy_from_counts(counts, base: float = 2.0, correct: bool = True) -> float:
    """Estimate the entropy of the law behind a sample.

    Parameters
    ----------
    counts : array_like, shape (k,)
        How often each value was seen: whole numbers, not all 0.
    base : float
        2 for bits, ``np.e`` for nats.
    correct : bool
        Add (seen values - 1) / (2 n) nats, the leading part of what the plug-in estimate is too low.

    Raises
    ------
    ValueError
        If a count is negative or not whole, or all are 0.

    See Also
    --------
    scipy.stats.entropy : the plug-in estimate alone.

    Notes
    -----
    Chapter: Information theory.

    References
    ----------
    G. A. Miller, Note on the bias of information estimates, in Information Theory in Psychology, 1955.

    Examples
    --------
    >>> entropy_from_counts([2, 2], correct=False)
    1.0
    >>> round(float(entropy_from_counts([2, 2], base=np.e)), 3)   # log 2 + 1/8
    0.818
    """
    counts = as_vector(counts, "counts")
    n = counts.sum()
    if (counts < 0).any() or (counts != np.floor(counts)).any() or n == 0:
        raise ValueError("counts must be whole numbers, none negative, not all zero")
    more = (np.count_nonzero(counts) - 1) / (2 * n) / np.log(base) if correct else 0.0
    return entropy(counts / n, base) + float(more)
