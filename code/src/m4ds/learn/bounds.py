"""How far an error counted on a sample can be from the error to come, for every model of a class at once.

Taught in the chapter "Learning theory, model selection".
"""

from math import ceil, comb, log, sqrt

import numpy as np

from m4ds.validation import as_matrix

__all__ = ["finite_class_bound", "finite_class_sample_size", "growth", "half_plane_patterns", "vc_bound"]


def _whole(value, name: str, low: int = 1) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < low:
        raise ValueError(f"{name} must be a whole number, at least {low}, but it is {value!r}")
    return int(value)


def _chance(value, name: str) -> float:
    if not 0 < value < 1:
        raise ValueError(f"{name} must be strictly between 0 and 1, but it is {value!r}")
    return float(value)


def finite_class_bound(size: int, n: int, delta: float) -> float:
    """Return the gap that, with probability 1 - delta, no model of a finite class exceeds.

    Parameters
    ----------
    size : int
        How many models, fixed before the data came.
    n : int
        Independent rows; the loss of a row lies in [0, 1].
    delta : float
        Chance of failure, strictly between 0 and 1.

    Raises
    ------
    ValueError
        If an argument leaves its range.

    See Also
    --------
    m4ds.prob.bounds.hoeffding_bound : the case of one model.

    Examples
    --------
    >>> round(finite_class_bound(1000, 5000, 0.05), 4)
    0.0326
    """
    size, n, delta = _whole(size, "size"), _whole(n, "n"), _chance(delta, "delta")
    return sqrt((log(2 * size) - log(delta)) / (2 * n))


def finite_class_sample_size(size: int, gap: float, delta: float) -> int:
    """Return the smallest n for which `finite_class_bound` is at most `gap`.

    Raises
    ------
    ValueError
        If an argument leaves its range; `gap` lies strictly between 0 and 1.

    Examples
    --------
    >>> finite_class_sample_size(1000, 0.01, 0.05)
    52984
    """
    size, gap, delta = _whole(size, "size"), _chance(gap, "gap"), _chance(delta, "delta")
    return ceil((log(2 * size) - log(delta)) / (2 * gap**2))


def growth(d: int, m: int) -> int:
    """Return Sauer's bound on the number of ways in which a class of VC dimension d can label m points.

    Parameters
    ----------
    d : int
        VC dimension, at least 0.
    m : int
        Points, at least 0.

    Raises
    ------
    ValueError
        If an argument leaves its range.

    Examples
    --------
    >>> growth(3, 3), growth(3, 4), growth(3, 100)
    (8, 15, 166751)
    """
    d, m = _whole(d, "d", 0), _whole(m, "m", 0)
    return sum(comb(m, i) for i in range(min(d, m) + 1))


def vc_bound(d: int, n: int, delta: float) -> float:
    """Return Vapnik and Chervonenkis's gap: with probability 1 - delta, no model of the class exceeds it.

    Parameters
    ----------
    d : int
        VC dimension of the class, at least 0.
    n, delta
        As in `finite_class_bound`; the loss is 0 or 1.

    Raises
    ------
    ValueError
        If an argument leaves its range.

    Notes
    -----
    ``sqrt(8 / n * log(4 * growth(d, 2 * n) / delta))``. Often above 1: it is then true and empty.

    Examples
    --------
    >>> round(vc_bound(3, 5000, 0.05), 3), round(vc_bound(3, 500_000, 0.05), 3)
    (0.22, 0.027)
    """
    n, delta = _whole(n, "n"), _chance(delta, "delta")
    return sqrt(8 / n * (log(4 * growth(d, 2 * n)) - log(delta)))


def half_plane_patterns(points) -> set[tuple[int, ...]]:
    """Return every labelling of the points by 0 and 1 that some half-plane makes.

    Parameters
    ----------
    points : array_like, shape (m, 2)
        Different points, at least one.

    Returns
    -------
    set of tuple of int
        1 for a point inside. The points are shattered if there are ``2**m``.

    Raises
    ------
    ValueError
        If the points are no table with two columns, or two of them are equal.

    Notes
    -----
    Turn a direction through the half circle: the order of the points along it changes only where it is orthogonal to
    the line through two of them. Between two such angles, every beginning of the order is a labelling. O(m^3 log m).

    Examples
    --------
    >>> len(half_plane_patterns([[0, 0], [1, 0], [0, 1]])), len(half_plane_patterns([[0, 0], [1, 1], [2, 2]]))
    (8, 6)
    """
    X = as_matrix(points, "points")
    if X.shape[1] != 2 or len(np.unique(X, axis=0)) < len(X):
        raise ValueError("points must be different rows with two columns")
    i, j = np.triu_indices(len(X), 1)
    turn = np.arctan2(*(X[j] - X[i]).T[::-1]) + np.pi / 2
    turn = np.unique((turn % np.pi).round(12))
    turn = turn if len(turn) else np.zeros(1)
    found = set()
    for angle in (turn + np.append(turn[1:], turn[0] + np.pi)) / 2:
        rank = np.argsort(np.argsort(X @ [np.cos(angle), np.sin(angle)]))
        for k in range(len(X) + 1):
            found |= {tuple((rank < k).astype(int).tolist()), tuple((rank >= k).astype(int).tolist())}
    return found
