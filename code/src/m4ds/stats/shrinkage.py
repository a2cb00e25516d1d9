"""Covariance from few rows: shrinkage towards a multiple of the identity.

Taught in the chapter "Joint laws and the multivariate normal".
"""

from typing import NamedTuple

import numpy as np

from m4ds.linalg.symmetric import as_symmetric
from m4ds.validation import as_matrix

__all__ = ["Shrunk", "ledoit_wolf", "oracle_intensity", "shrink"]


class Shrunk(NamedTuple):
    """A covariance estimate and how far it was pulled: 0 is the sample covariance, 1 the round target."""

    cov: np.ndarray
    intensity: float


def shrink(S, intensity: float) -> np.ndarray:
    """Return ``(1 - intensity) S + intensity m I`` with m, the mean of the diagonal of S.

    Parameters
    ----------
    S : array_like, shape (d, d), symmetric
    intensity : float
        From 0 to 1.

    Returns
    -------
    ndarray, shape (d, d)
        With the trace of S.

    Raises
    ------
    TypeError, ValueError
        If S is not a finite symmetric matrix, or the intensity leaves [0, 1].

    See Also
    --------
    sklearn.covariance.shrunk_covariance

    Examples
    --------
    >>> shrink([[4, 2], [2, 2]], 0.5)
    array([[3.5, 1. ],
           [1. , 2.5]])
    """
    S = as_symmetric(S, "S")
    if np.ndim(intensity) or not 0 <= intensity <= 1:
        raise ValueError(f"intensity must be a number from 0 to 1, but it is {intensity}")
    return (1 - intensity) * S + intensity * np.trace(S) / len(S) * np.eye(len(S))


def oracle_intensity(cov, n: int) -> float:
    """Return the best intensity for n normal rows with the true covariance `cov` and target m I, m = tr(cov) / d.

    It needs the truth, so it is a yardstick and no estimator.

    Parameters
    ----------
    cov : array_like, shape (d, d), symmetric
    n : int
        At least 2; the sample covariance has the divisor n - 1.

    Returns
    -------
    float
        ``b / (a + b)`` with ``a = |cov - m I|^2`` and ``b = (tr(cov)^2 + |cov|^2) / (n - 1)``; 1 for cov = m I.

    Raises
    ------
    TypeError, ValueError
        If cov is not a finite symmetric matrix other than zero, or n < 2.

    See Also
    --------
    sklearn.covariance.OAS : estimates this number for normal rows.

    Examples
    --------
    >>> round(oracle_intensity([[3, 1], [1, 3]], 11), 4)
    0.7368
    """
    cov = as_symmetric(cov, "cov")
    if n < 2:
        raise ValueError(f"n must be at least 2, but it is {n}")
    square, trace = (cov**2).sum(), np.trace(cov)
    noise = (trace**2 + square) / (n - 1)
    if noise == 0:
        raise ValueError("cov is zero: there is nothing to shrink")
    return float(noise / (((cov - trace / len(cov) * np.eye(len(cov))) ** 2).sum() + noise))


def ledoit_wolf(X) -> Shrunk:
    """Return the covariance of the columns of X, shrunk by the intensity that Ledoit and Wolf estimate.

    Parameters
    ----------
    X : array_like, shape (n, d)
        A row an observation, at least two of them. Columns on like scales: a large unit dominates the target.

    Returns
    -------
    Shrunk
        ``cov`` of shape (d, d), positive definite unless all rows are equal or its intensity is 0, and
        ``intensity`` in [0, 1].

    Raises
    ------
    TypeError, ValueError
        If X is not a finite table with at least two rows.

    See Also
    --------
    sklearn.covariance.LedoitWolf : the same numbers, in blocks.

    Notes
    -----
    The divisor is n, as in the paper. About ``n d**2`` operations.

    References
    ----------
    Ledoit and Wolf, A well-conditioned estimator for large-dimensional covariance matrices, Journal of
    Multivariate Analysis 88, 2004.

    Examples
    --------
    >>> X = np.random.default_rng(0).normal(size=(10, 20))
    >>> bool(ledoit_wolf(X).intensity > 0.5)
    True
    """
    X = as_matrix(X, "X")
    n, d = X.shape
    if n < 2:
        raise ValueError("X needs at least two rows: one row has no spread")
    X = X - X.mean(axis=0)
    S = X.T @ X / n
    away = ((S - np.trace(S) / d * np.eye(d)) ** 2).sum()
    noise = (((X**2).sum(axis=1) ** 2).mean() - (S**2).sum()) / n   # how far x x' lies from S, over n
    intensity = 0.0 if d == 1 or noise <= 0 or away == 0 else float(min(noise / away, 1.0))
    return Shrunk(shrink(S, intensity), intensity)
