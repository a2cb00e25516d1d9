"""How mixed is a group of labels, and which cut of which column leaves two groups that are least mixed?

Taught in the chapter "Trees, ensembles, anomaly detectors".
"""

from typing import NamedTuple

import numpy as np

from m4ds.validation import as_matrix, as_vector

__all__ = ["Split", "best_split", "gini", "one_hot", "split_gains"]


class Split(NamedTuple):
    """A cut. Rows with ``X[:, feature] <= threshold`` go left; `gain` is the sum of squares that it removes."""

    feature: int
    threshold: float
    gain: float


def gini(labels) -> float:
    """Return the chance that two labels, drawn with replacement, differ: 1 minus the sum of squared shares.

    Parameters
    ----------
    labels : array_like, shape (n,)
        Numbers or words.

    Raises
    ------
    ValueError
        If there is no label.

    Examples
    --------
    >>> gini([0, 0, 1, 1]), gini(["a", "a"])
    (0.5, 0.0)
    """
    labels = np.asarray(labels).ravel()
    if labels.size == 0:
        raise ValueError("labels is empty: give at least one label")
    share = np.unique(labels, return_counts=True)[1] / labels.size
    return float(1 - share @ share)


def one_hot(labels) -> tuple[np.ndarray, np.ndarray]:
    """Return the classes, sorted, and a row of zeros with a single one for each label.

    Raises
    ------
    ValueError
        If `labels` is not a vector, is empty, or holds NaN or infinity.

    Examples
    --------
    >>> classes, Y = one_hot(["ok", "fault", "ok"])
    >>> classes.tolist(), Y.tolist()
    (['fault', 'ok'], [[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    """
    labels = np.asarray(labels)
    if labels.ndim != 1 or labels.size == 0:
        raise ValueError(f"labels must be a vector with at least one entry, but it has shape {labels.shape}")
    if labels.dtype.kind == "f" and not np.isfinite(labels).all():
        raise ValueError("labels holds NaN or infinity: remove these rows first")
    classes, codes = np.unique(labels, return_inverse=True)
    return classes, np.eye(len(classes))[codes]


def split_gains(X: np.ndarray, Y: np.ndarray, w: np.ndarray, min_leaf: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Return, for every column and every place between two sorted rows, the gain of cutting there, and the order.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    Y : ndarray, shape (n, K)
        Targets: one column of numbers, or one-hot labels.
    w : ndarray, shape (n,)
        Positive weights of the rows.
    min_leaf : int
        Each side keeps at least so many rows.

    Returns
    -------
    gains : ndarray, shape (n - 1, d)
        Entry (i, j): rows up to the i-th, in the order of column j, go left. Minus infinity where no cut may be.
    order : ndarray, shape (n, d)

    Notes
    -----
    O(d n log n) for the sorting, O(d n K) for the prefix sums. Inputs are taken as checked.
    """
    n, total, weight = len(X), w @ Y, w.sum()
    order = np.argsort(X, axis=0, kind="stable")
    sums = np.cumsum((w[:, None] * Y)[order], axis=0)[:-1]       # (n - 1, d, K): what lies left of each cut
    left = np.cumsum(w[order], axis=0)[:-1]
    share = (sums - total * (left / weight)[..., None]) ** 2
    right = np.maximum(weight - left, np.finfo(float).tiny)
    gains = share.sum(axis=-1) * weight / (left * right)
    ordered = np.take_along_axis(X, order, axis=0)
    gains[ordered[1:] <= ordered[:-1]] = -np.inf                 # equal values stay together
    gains[:min_leaf - 1] = -np.inf
    gains[n - min_leaf:] = -np.inf
    return gains, order


def best_split(X, y, min_leaf: int = 1) -> Split | None:
    """Return the cut that removes most of the sum of squares around the mean, or None if no cut may be made.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like, shape (n,) or (n, K)
        Numbers, or one-hot labels: then the sum of squares is n times the Gini impurity.
    min_leaf : int
        At least 1.

    Returns
    -------
    Split or None
        The threshold lies half-way between two values. The first column wins a tie, then the lowest threshold.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not finite and of fitting shapes.

    See Also
    --------
    sklearn.tree.DecisionTreeRegressor : with max_depth=1.

    References
    ----------
    L. Breiman, J. Friedman, R. Olshen and C. Stone, Classification and Regression Trees, 1984.

    Examples
    --------
    >>> best_split([[1], [2], [3], [4]], [0, 0, 6, 6])
    Split(feature=0, threshold=2.5, gain=36.0)
    """
    X, Y = as_table(X, y)
    if min_leaf < 1 or min_leaf != int(min_leaf):
        raise ValueError(f"min_leaf must be a whole number, at least 1, but it is {min_leaf}")
    return choose(X, Y, np.ones(len(X)), min_leaf)


def choose(X: np.ndarray, Y: np.ndarray, w: np.ndarray, min_leaf: int) -> Split | None:
    """Return the best split of checked arrays, or None."""
    if len(X) < 2 * min_leaf:
        return None
    gains, order = split_gains(X, Y, w, min_leaf)
    at = gains.argmax(axis=0)
    j = int(gains[at, np.arange(X.shape[1])].argmax())
    i = int(at[j])
    if gains[i, j] == -np.inf:
        return None
    low, high = X[order[i, j], j], X[order[i + 1, j], j]
    middle = low / 2 + high / 2
    return Split(j, float(middle if low <= middle < high else low), float(gains[i, j]))


def as_table(X, y) -> tuple[np.ndarray, np.ndarray]:
    """Return rows and targets (as a matrix) as float arrays of one length, or raise."""
    X = as_matrix(X, "X")
    Y = as_vector(y, "y")[:, None] if np.ndim(y) == 1 else as_matrix(y, "y")
    if len(X) != len(Y):
        raise ValueError(f"X has {len(X)} rows, but y has {len(Y)}")
    return X, Y
