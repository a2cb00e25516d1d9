"""The law of a sum of independent counts, and how far apart two laws are."""

import numpy as np

from m4ds.validation import as_vector

__all__ = ["bernoulli_sum_pmf", "convolve_pmf", "total_variation"]

SUM_TO = 1e-9   # how far above one a table may sum: rounding of the caller


def _table(p, name: str) -> np.ndarray:
    p = as_vector(p, name)
    if (p < 0).any() or p.sum() > 1 + SUM_TO:
        raise ValueError(f"{name} must hold probabilities that sum to at most 1, but it sums to {p.sum():.6g}")
    return p


def convolve_pmf(p, q) -> np.ndarray:
    """Return the pmf of X + Y for independent X and Y on 0, 1, 2, ...

    Parameters
    ----------
    p, q : array_like, shape (m,) and (n,)
        ``p[j]`` is P(X = j). A table may stop early (an infinite law cut off); the result is then right as
        far as the shorter table reaches.

    Returns
    -------
    ndarray, shape (m + n - 1,)

    Raises
    ------
    ValueError
        If a table is empty, holds a negative number or sums to more than 1.

    See Also
    --------
    numpy.convolve : the same sums; scipy.signal.fftconvolve : O(n log n), to an absolute precision only.

    Notes
    -----
    Chapter: Discrete variables, expectation. O(m n); all terms are positive, so nothing cancels.

    Examples
    --------
    >>> convolve_pmf([0.5, 0.5], [0.5, 0.5])
    array([0.25, 0.5 , 0.25])
    """
    p, q = _table(p, "p"), _table(q, "q")
    if len(p) > len(q):
        p, q = q, p
    result = np.zeros(len(p) + len(q) - 1)
    for j, weight in enumerate(p):
        result[j:j + len(q)] += weight * q
    return result


def bernoulli_sum_pmf(p) -> np.ndarray:
    """Return the pmf of the number of successes in independent trials with different chances.

    Parameters
    ----------
    p : array_like, shape (n,)
        The chance of each trial, between 0 and 1.

    Returns
    -------
    ndarray, shape (n + 1,)

    Raises
    ------
    ValueError
        If an entry leaves [0, 1].

    See Also
    --------
    scipy.stats.binom : equal chances; scipy.stats.poisson_binom (SciPy 1.15) : different ones.

    Notes
    -----
    Chapter: Discrete variables, expectation. One convolution a trial, O(n^2).

    Examples
    --------
    >>> bernoulli_sum_pmf([0.5, 0.2]).round(3)
    array([0.4, 0.5, 0.1])
    """
    p = as_vector(p, "p")
    if ((p < 0) | (p > 1)).any():
        raise ValueError("p must lie between 0 and 1")
    result = np.ones(1)
    for chance in p:
        result = np.append(result * (1 - chance), 0.0) + np.append(0.0, result * chance)
    return result


def total_variation(p, q) -> float:
    """Return the largest difference of P(X in A) and P(Y in A) over all sets A.

    Parameters
    ----------
    p, q : array_like, shape (m,) and (n,)
        Tables from 0 on. What a table lacks to 1 is taken as mass beyond both tables, at places that the two
        laws do not share.

    Raises
    ------
    ValueError
        As `convolve_pmf`.

    See Also
    --------
    scipy.spatial.distance.cityblock : twice this number, for two full tables of one length.

    Notes
    -----
    Chapter: Discrete variables, expectation. Half the sum of the absolute differences.

    Examples
    --------
    >>> total_variation([0.5, 0.5], [0.25, 0.5, 0.25])
    0.25
    """
    p, q = _table(p, "p"), _table(q, "q")
    size = max(len(p), len(q))
    gap = np.abs(np.pad(p, (0, size - len(p))) - np.pad(q, (0, size - len(q)))).sum()
    missing = max(0.0, 1 - p.sum()) + max(0.0, 1 - q.sum())
    return float(gap + missing) / 2
