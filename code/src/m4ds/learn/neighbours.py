"""Predict a label from the nearest rows of a table."""

import numpy as np

from m4ds.linalg.vectors import pairwise_distances
from m4ds.validation import as_matrix

__all__ = ["knn_predict"]


def knn_predict(X_train, y_train, X_new, k: int, p: float = 2) -> np.ndarray:
    """Give each new row the label that most of its `k` nearest training rows carry.

    Parameters
    ----------
    X_train : array_like, shape (n, d)
        Features in units that may be compared: scale them first.
    y_train : array_like, shape (n,)
        Labels: numbers or words.
    X_new : array_like, shape (m, d)
    k : int
        From 1 to n.
    p : float, at least 1
        Which p-norm measures the distance.

    Returns
    -------
    ndarray, shape (m,)
        A tie of votes goes to the smallest label, a tie of distances to the earlier row.

    Raises
    ------
    ValueError
        If the shapes disagree or `k` is not between 1 and n.

    See Also
    --------
    sklearn.neighbors.KNeighborsClassifier : the professional routine, with search trees.

    Notes
    -----
    Taught in "Vectors and the geometry of data". O(m n d) time for the distances, O(m n log n) for the order.

    Examples
    --------
    >>> knn_predict([[0], [1], [8], [9]], ["low", "low", "high", "high"], [[2], [7]], k=3).tolist()
    ['low', 'high']
    """
    X_train, labels, codes = _training_data(X_train, y_train)
    if not isinstance(k, (int, np.integer)) or not 1 <= k <= len(X_train):
        raise ValueError(f"k must be a whole number from 1 to {len(X_train)}, but it is {k!r}")
    D = pairwise_distances(X_new, X_train, p)
    nearest = np.argsort(D, axis=1, kind="stable")[:, :k]
    votes = np.array([np.bincount(codes[row], minlength=len(labels)) for row in nearest])
    return labels[votes.argmax(axis=1)]


def _training_data(X, y):
    X, y = as_matrix(X, "X_train"), np.asarray(y)
    if y.shape != (len(X),):
        raise ValueError(f"y_train must have shape ({len(X)},), one label a row, but it has {y.shape}")
    if y.dtype.kind == "f" and not np.isfinite(y).all():
        raise ValueError("y_train holds NaN or infinity: remove these rows first")
    labels, codes = np.unique(y, return_inverse=True)
    return X, labels, codes
