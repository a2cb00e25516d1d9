"""Has a population drifted? The stability index of two tables of counts, and what chance makes of it."""

import numpy as np

from m4ds.validation import as_vector

__all__ = ["bin_counts", "psi", "psi_bias", "psi_null"]


def _counts(counts, name: str) -> np.ndarray:
    counts = as_vector(counts, name)
    if (counts < 0).any() or (counts != np.floor(counts)).any() or counts.sum() == 0:
        raise ValueError(f"{name} must hold whole numbers, none negative, not all zero")
    return counts


def _pair(reference, current) -> tuple[np.ndarray, np.ndarray]:
    a, b = _counts(reference, "reference"), _counts(current, "current")
    if a.shape != b.shape:
        raise ValueError(f"reference and current must have the same bins, but have {len(a)} and {len(b)}")
    return a, b


def bin_counts(reference, current, bins: int = 10) -> tuple[np.ndarray, np.ndarray]:
    """Count two samples in bins that hold equal shares of the reference.

    Parameters
    ----------
    reference, current : array_like, shape (n,) and (m,)
        Scores. The outer bins are open: a score beyond the reference counts in the first or last bin.
    bins : int
        At least 2. Equal edges, which tied scores make, are merged.

    Returns
    -------
    reference_counts, current_counts : ndarray of int, of one length, at most `bins`

    Raises
    ------
    ValueError
        If a sample is empty or holds NaN, or bins is below 2.

    See Also
    --------
    numpy.histogram : for edges that you choose.

    Notes
    -----
    Chapter: Information theory. The bins must come from the reference alone.

    Examples
    --------
    >>> a, b = bin_counts([1, 2, 3, 4], [0, 0, 9], bins=2)
    >>> a.tolist(), b.tolist()
    ([2, 2], [2, 1])
    """
    reference, current = as_vector(reference, "reference"), as_vector(current, "current")
    if bins < 2 or bins != int(bins):
        raise ValueError(f"bins must be a whole number, at least 2, but it is {bins}")
    edges = np.unique(np.quantile(reference, np.arange(1, bins) / bins))
    size = len(edges) + 1
    return tuple(np.bincount(np.searchsorted(edges, x, side="right"), minlength=size)
                 for x in (reference, current))


def psi(reference, current, add: float = 0.5) -> float:
    """Return the population stability index of two tables of counts, in nats.

    Parameters
    ----------
    reference, current : array_like, shape (k,)
        Counts in the same bins.
    add : float
        Added to every count before the shares are taken, so that an empty bin does not make the index infinite.
        With 0 and an empty bin on one side only, the index is infinite; a bin that is empty on both counts 0.

    Returns
    -------
    float
        D(a || b) + D(b || a) of the shares.

    Raises
    ------
    ValueError
        If counts are negative, not whole or all 0, the lengths differ, or `add` is negative.

    See Also
    --------
    scipy.stats.chi2_contingency : the test with nearly the same statistic.

    Notes
    -----
    Chapter: Information theory. Without drift, psi * n m / (n + m) is about chi-square with k - 1 degrees of freedom.

    References
    ----------
    H. Jeffreys, An invariant form for the prior probability in estimation problems, Proc. Royal Society A 186, 1946.

    Examples
    --------
    >>> round(psi([50, 50], [40, 60], add=0), 4)
    0.0405
    """
    a, b = _pair(reference, current)
    if not add >= 0:
        raise ValueError("add must not be negative")
    a, b = a + add, b + add
    a, b = a / a.sum(), b / b.sum()
    seen = (a > 0) | (b > 0)
    a, b = a[seen], b[seen]
    with np.errstate(divide="ignore"):
        return float((a - b) @ (np.log(a) - np.log(b)))


def psi_bias(reference, current) -> float:
    """Return what chance alone puts into the index on average: (k - 1)(1/n + 1/m), for large counts.

    Parameters
    ----------
    reference, current : array_like, shape (k,)
        Counts in the same bins; k is the number of bins that are not empty on both sides.

    Raises
    ------
    ValueError
        As `psi`.

    See Also
    --------
    psi_null : its whole law, for small counts too.

    Notes
    -----
    Chapter: Information theory.

    Examples
    --------
    >>> psi_bias([50, 50], [40, 60])
    0.02
    """
    a, b = _pair(reference, current)
    return float((np.count_nonzero(a + b) - 1) * (1 / a.sum() + 1 / b.sum()))


def psi_null(reference, current, rng: np.random.Generator, draws: int = 2000, add: float = 0.5) -> np.ndarray:
    """Return draws of the index for two samples of these sizes from one law, the pooled shares.

    Parameters
    ----------
    reference, current : array_like, shape (k,)
        Counts in the same bins.
    rng : numpy.random.Generator
        Source of the draws.
    draws : int
        How many.
    add : float
        As for `psi`.

    Returns
    -------
    ndarray, shape (draws,)
        Its 95 % quantile is a threshold that a month without drift exceeds once in twenty.

    Raises
    ------
    ValueError
        As `psi`.

    See Also
    --------
    scipy.stats.chi2.ppf : times (1/n + 1/m), the same for large counts.

    Notes
    -----
    Chapter: Information theory.

    Examples
    --------
    >>> null = psi_null([500, 500], [40, 60], np.random.default_rng(0))
    >>> bool(0.03 < np.quantile(null, 0.95) < 0.06)
    True
    """
    a, b = _pair(reference, current)
    shares = (a + b) / (a + b).sum()
    first = rng.multinomial(int(a.sum()), shares, size=draws)
    second = rng.multinomial(int(b.sum()), shares, size=draws)
    return np.array([psi(x, y, add) for x, y in zip(first, second, strict=True)])
