"""Which rows train and which rows judge: by chance, by group, by time.

Taught in the chapter "Learning theory, model selection".
"""

import numpy as np

__all__ = ["group_kfold", "kfold", "time_splits"]


def _whole(value, name: str, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not low <= value <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, but it is {value!r}")
    return int(value)


def kfold(n: int, k: int, rng: np.random.Generator | None = None) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return k pairs (train, test) of row numbers; every row is tested once.

    Parameters
    ----------
    n : int
        Rows, at least 2.
    k : int
        Folds, from 2 to n; k = n leaves out one row at a time.
    rng : numpy.random.Generator, optional
        Shuffles the rows first. Without it the folds are blocks of neighbours.

    Returns
    -------
    list of (ndarray, ndarray)
        Sorted row numbers. The first ``n % k`` folds have one row more.

    Raises
    ------
    ValueError
        If n or k leaves its range.

    See Also
    --------
    sklearn.model_selection.KFold : the same blocks.

    Examples
    --------
    >>> [test.tolist() for _, test in kfold(5, 2)]
    [[0, 1, 2], [3, 4]]
    """
    n = _whole(n, "n", 2, 2**53)
    k = _whole(k, "k", 2, n)
    order = np.arange(n) if rng is None else rng.permutation(n)
    fold = np.empty(n, int)
    fold[order] = np.repeat(np.arange(k), [n // k + (j < n % k) for j in range(k)])
    return _pairs(fold, k)


def group_kfold(groups, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return k pairs (train, test) of row numbers; no group stands on both sides.

    Parameters
    ----------
    groups : array_like, shape (n,)
        The group of each row: numbers or words, for instance the machine.
    k : int
        Folds, from 2 to the number of groups.

    Returns
    -------
    list of (ndarray, ndarray)
        The largest group that is left goes to the fold with the fewest rows, so that folds are about equally large.

    Raises
    ------
    ValueError
        If `groups` is not one-dimensional, holds NaN, or k leaves its range.

    See Also
    --------
    sklearn.model_selection.GroupKFold : the same rule.

    Examples
    --------
    >>> [test.tolist() for _, test in group_kfold(["a", "a", "b", "c"], 2)]
    [[0, 1], [2, 3]]
    """
    groups = np.asarray(groups)
    if groups.ndim != 1 or groups.size == 0:
        raise ValueError(f"groups must be a vector with one entry a row, but it has shape {groups.shape}")
    if groups.dtype.kind == "f" and not np.isfinite(groups).all():
        raise ValueError("groups holds NaN or infinity: name the group of every row")
    _, code, size = np.unique(groups, return_inverse=True, return_counts=True)
    k = _whole(k, "k", 2, len(size)) if len(size) > 1 else _whole(k, "k, with one group only,", 2, 1)
    fold, load = np.empty(len(size), int), np.zeros(k, int)
    for g in np.argsort(-size, kind="stable"):
        fold[g] = np.argmin(load)
        load[fold[g]] += size[g]
    return _pairs(fold[code], k)


def time_splits(n: int, k: int, gap: int = 0) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return k pairs (train, test) of rows in order of time: every test follows all that trained for it.

    Parameters
    ----------
    n : int
        Rows, oldest first.
    k : int
        Splits, from 1 to n - 1. Each test has ``n // (k + 1)`` rows.
    gap : int
        Rows that are left out between train and test, for instance those whose label is not known yet.

    Returns
    -------
    list of (ndarray, ndarray)

    Raises
    ------
    ValueError
        If an argument leaves its range, or the gap leaves nothing to train on.

    See Also
    --------
    sklearn.model_selection.TimeSeriesSplit : the same splits.

    Examples
    --------
    >>> [(train.tolist(), test.tolist()) for train, test in time_splits(6, 2, gap=1)]
    [([0], [2, 3]), ([0, 1, 2], [4, 5])]
    """
    n = _whole(n, "n", 2, 2**53)
    k = _whole(k, "k", 1, n - 1)
    each = n // (k + 1)
    first = n - k * each
    gap = _whole(gap, "gap", 0, first - 1)
    rows = np.arange(n)
    return [(rows[:start - gap], rows[start:start + each]) for start in range(first, n, each)]


def _pairs(fold: np.ndarray, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(np.flatnonzero(fold != j), np.flatnonzero(fold == j)) for j in range(k)]
