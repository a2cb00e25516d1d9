"""How many principal components stand above what unrelated columns would show.

Taught in the chapter "PCA and random projections".
"""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_matrix

__all__ = ["ParallelAnalysis", "parallel_analysis"]


@dataclass(frozen=True)
class ParallelAnalysis:
    """`values` (p,) of the table, `limits` (p,) that shuffled columns reach, `count` of those that stand above."""

    values: np.ndarray
    limits: np.ndarray
    count: int


def parallel_analysis(X, rng: np.random.Generator, draws: int = 50, quantile: float = 0.95) -> ParallelAnalysis:
    """Compare the principal variances of a standardised table with those of tables whose columns are shuffled.

    Each shuffle keeps every column's values and destroys all relations between columns. A component counts
    if it and all before it exceed the `quantile` of the same component over the shuffles.

    Parameters
    ----------
    X : array_like, shape (n, d)
        A row an observation; the columns are standardised here. Rows must not depend on one another.
    rng : numpy.random.Generator
    draws : int
        How many shuffled tables, at least one.
    quantile : float
        Between 0 and 1.

    Returns
    -------
    ParallelAnalysis
        With p = min(n, d) entries, in decreasing order.

    Raises
    ------
    TypeError, ValueError
        If `X` is not a finite table with at least two rows, or a column is constant, or an option is out of range.

    References
    ----------
    Horn (1965), Psychometrika 30, 179-185.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(200, 1)) + 0.5 * rng.normal(size=(200, 6))
    >>> parallel_analysis(X, rng, draws=20).count
    1
    """
    X = as_matrix(X, "X")
    if not isinstance(rng, np.random.Generator):
        raise TypeError("rng must be a numpy.random.Generator: use np.random.default_rng(seed)")
    if draws < 1 or not 0 < quantile < 1:
        raise ValueError(f"draws must be at least 1 and quantile between 0 and 1, but they are {draws} and {quantile}")
    if len(X) < 2 or (np.ptp(X, axis=0) == 0).any():
        raise ValueError("X must have at least two rows and no constant column: drop constant columns first")
    Z = (X - X.mean(axis=0)) / X.std(axis=0, ddof=1)
    values = _variances(Z)
    shuffled = np.array([_variances(rng.permuted(Z, axis=0)) for _ in range(draws)])
    limits = np.quantile(shuffled, quantile, axis=0)
    above = values > limits
    return ParallelAnalysis(values, limits, len(above) if above.all() else int(np.argmin(above)))


def _variances(Z):
    return np.linalg.svd(Z, compute_uv=False)**2 / (len(Z) - 1)
