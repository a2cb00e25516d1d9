"""What a way of fitting costs on rows that it has not seen, and what choosing among many ways costs.

Taught in the chapter "Learning theory, model selection".
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from m4ds.validation import as_finite_array, as_matrix, as_vector

__all__ = ["CrossValidated", "Nested", "cross_val", "nested_cv", "one_se"]


class CrossValidated(NamedTuple):
    """The result of `cross_val`: losses of the tested rows, the mean of each fold, the mean over the rows."""

    losses: np.ndarray
    folds: np.ndarray
    mean: float


class Nested(NamedTuple):
    """The result of `nested_cv`: outer fold means, the names chosen, and the honest mean over the rows."""

    folds: np.ndarray
    chosen: list
    mean: float


def cross_val(fit: Callable, X, y, splits, loss: Callable) -> CrossValidated:
    """Return the loss of `fit` on the rows that each split holds back.

    Parameters
    ----------
    fit : callable
        ``fit(X_train, y_train)`` returns a function that predicts from rows. *Everything* that looks at data
        (scaling, selection of features) belongs inside.
    X : array_like, shape (n, d)
    y : array_like, shape (n,)
    splits : iterable of (train, test)
        Row numbers, for instance from `kfold`.
    loss : callable
        ``loss(y_true, prediction)``, one number a row.

    Returns
    -------
    CrossValidated
        `losses` has length n, NaN for rows that no split tests and the mean for rows tested several times.

    Raises
    ------
    ValueError
        If the shapes disagree, there is no split, a split is empty or has a row on both sides, or a loss is not one
        finite number a row.

    See Also
    --------
    sklearn.model_selection.cross_val_score : the means of the folds, as scores.

    Examples
    --------
    >>> fit = lambda X, y: lambda Z: np.full(len(Z), y.mean())
    >>> splits = [(np.array([0, 1]), np.array([2])), (np.array([2]), np.array([0, 1]))]
    >>> cross_val(fit, [[0], [0], [0]], [1, 3, 5], splits, lambda y, p: (y - p)**2).folds
    array([ 9., 10.])
    """
    X, y = _table(X, y)
    total, times, folds = np.zeros(len(y)), np.zeros(len(y)), []
    for train, test in splits:
        if len(train) == 0 or len(test) == 0 or np.intersect1d(train, test).size:
            raise ValueError("a split must have rows on both sides, and none on both")
        values = as_finite_array(loss(y[test], fit(X[train], y[train])(X[test])), "loss")
        if values.shape != (len(test),):
            raise ValueError(f"loss must give one number a row, shape ({len(test)},), but it gave {values.shape}")
        total[test] += values
        times[test] += 1
        folds.append(values.mean())
    if not folds:
        raise ValueError("splits is empty: give at least one pair (train, test)")
    losses = np.divide(total, times, out=np.full(len(y), np.nan), where=times > 0)
    return CrossValidated(losses, np.array(folds), float(total.sum() / times.sum()))


def nested_cv(fits: Mapping, X, y, outer, inner: Callable, loss: Callable) -> Nested:
    """Return the loss of the whole procedure "choose by cross-validation, then fit", on rows that did not choose.

    Parameters
    ----------
    fits : mapping
        Name of each candidate and its `fit`, as in `cross_val`; at least one. A tie goes to the first.
    X, y, loss
        As in `cross_val`.
    outer : iterable of (train, test)
    inner : callable
        ``inner(rows)`` splits ``0 .. len(rows) - 1``, where `rows` are the training rows of an outer split: so that
        it can look up their groups.

    Returns
    -------
    Nested

    Raises
    ------
    ValueError
        As `cross_val`, and if there is no candidate.

    See Also
    --------
    sklearn.model_selection.GridSearchCV : inside sklearn.model_selection.cross_val_score it does this.

    Examples
    --------
    >>> from m4ds.learn.splits import kfold
    >>> mean = lambda X, y: lambda Z: np.full(len(Z), y.mean())
    >>> zero = lambda X, y: lambda Z: np.zeros(len(Z))
    >>> y = [5.0, 6, 5, 6, 5, 6]
    >>> nested_cv({"mean": mean, "zero": zero}, np.zeros((6, 1)), y, kfold(6, 3), lambda rows: kfold(len(rows), 2),
    ...           lambda y, p: (y - p)**2).chosen
    ['mean', 'mean', 'mean']
    """
    X, y = _table(X, y)
    if not fits:
        raise ValueError("fits is empty: give at least one candidate")
    chosen, folds, rows = [], [], []
    for train, test in outer:
        splits = list(inner(train))
        scores = {name: cross_val(fit, X[train], y[train], splits, loss).mean for name, fit in fits.items()}
        chosen.append(min(scores, key=scores.get))
        folds.append(cross_val(fits[chosen[-1]], X, y, [(train, test)], loss).mean)
        rows.append(len(test))
    if not folds:
        raise ValueError("outer is empty: give at least one pair (train, test)")
    return Nested(np.array(folds), chosen, float(np.average(folds, weights=rows)))


def one_se(folds) -> int:
    """Return the first (simplest) candidate whose mean loss is within one standard error of the smallest.

    Parameters
    ----------
    folds : array_like, shape (candidates, k)
        Fold means, a row for each candidate, the simplest first; k at least 2.

    Raises
    ------
    ValueError
        If `folds` is no finite matrix with two columns or more.

    Examples
    --------
    >>> one_se([[3.0, 5.0], [2.0, 2.4], [1.9, 2.3]])
    1
    """
    folds = as_matrix(folds, "folds")
    if folds.shape[1] < 2:
        raise ValueError("folds needs at least two columns: one fold has no standard error")
    mean = folds.mean(axis=1)
    best = int(np.argmin(mean))
    limit = mean[best] + folds[best].std(ddof=1) / np.sqrt(folds.shape[1])
    return int(np.argmax(mean <= limit))


def _table(X, y):
    X, y = as_matrix(X, "X"), as_vector(y, "y")
    if len(X) != len(y):
        raise ValueError(f"X and y must have one number of rows, but they have {len(X)} and {len(y)}")
    return X, y
