"""Odd among its neighbours: the distance to the k-th neighbour, and the local outlier factor.

Taught in the chapter "Trees, ensembles, anomaly detectors".
"""

import numpy as np

from m4ds.linalg.vectors import pairwise_distances
from m4ds.validation import as_matrix

__all__ = ["knn_distance", "lof"]


def _neighbours(X, k):
    X = as_matrix(X, "X")
    if not isinstance(k, (int, np.integer)) or not 1 <= k < len(X):
        raise ValueError(f"k must be a whole number from 1 to {len(X) - 1}, but it is {k!r}")
    D = pairwise_distances(X, X)
    np.fill_diagonal(D, np.inf)
    nearest = np.argsort(D, axis=1, kind="stable")[:, :k]
    return nearest, np.take_along_axis(D, nearest, axis=1)


def knn_distance(X, k: int) -> np.ndarray:
    """Return the distance of each row to its k-th nearest other row.

    Raises
    ------
    ValueError
        If k is not between 1 and n - 1.

    Examples
    --------
    >>> knn_distance([[0], [1], [3], [9]], 2).tolist()
    [3.0, 2.0, 3.0, 8.0]
    """
    return _neighbours(X, k)[1][:, -1]


def lof(X, k: int = 20) -> np.ndarray:
    """Return the local outlier factor of each row: how much denser its neighbours lie than the row itself.

    Parameters
    ----------
    X : array_like, shape (n, d)
        In units that may be compared: scale the columns first.
    k : int
        Neighbours, from 1 to n - 1. Exactly k of them are used; ties go to the earlier row.

    Returns
    -------
    ndarray, shape (n,)
        Near 1 inside a cluster, well above 1 outside. Where k rows coincide the density is infinite; the quotient of
        two infinite densities counts as 1.

    Raises
    ------
    ValueError
        If k is not between 1 and n - 1.

    See Also
    --------
    sklearn.neighbors.LocalOutlierFactor : minus its `negative_outlier_factor_`.

    Notes
    -----
    O(n^2 d) for the distances, O(n^2) memory.

    References
    ----------
    M. Breunig, H.-P. Kriegel, R. Ng and J. Sander, LOF, SIGMOD 2000.

    Examples
    --------
    >>> lof([[0], [1], [2], [9]], 2).round(2).tolist()
    [0.88, 1.33, 0.88, 4.38]
    """
    nearest, D = _neighbours(X, k)
    reach = np.maximum(D, D[nearest, -1])                        # at least the k-distance of the neighbour
    mean = reach.mean(axis=1)                                    # 1 / density
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = mean[:, None] / mean[nearest]
    ratio[np.isnan(ratio)] = 1.0                                 # 0 / 0
    return ratio.mean(axis=1)
