"""Choose the penalty of a path by the error on rows that the fit has not seen.

Taught in the chapter "Linear-model inference and regularisation".
"""

from collections.abc import Callable

import numpy as np

from m4ds.learn.ridge import as_penalties
from m4ds.learn.splits import kfold
from m4ds.linalg.least_squares import as_equations

__all__ = ["path_cv", "standardise"]


def standardise(X, new=None):
    """Return `X`, or `new`, minus the means of `X`, over its standard deviations (divisor n); constant columns stay 0.

    Examples
    --------
    >>> standardise([[0, 1], [2, 1]]), standardise([[0, 1], [2, 1]], [[3, 1]])
    (array([[-1.,  0.],
           [ 1.,  0.]]), array([[2., 0.]]))
    """
    X = np.asarray(X, dtype=float)
    sd = X.std(axis=0)
    return ((X if new is None else np.asarray(new, dtype=float)) - X.mean(axis=0)) / np.where(sd > 0, sd, 1.0)


def path_cv(path: Callable, X, y, lams, rng: np.random.Generator, folds: int = 10) -> np.ndarray:
    """Return the mean squared error of prediction of each penalty in each fold.

    Parameters
    ----------
    path : callable
        `ridge_path` or `lasso_cd`: ``path(X, y, lams)`` with a method `predict`.
    X : array_like, shape (n, p)
        Standardised anew in each fold, by the rows that are fitted.
    y : array_like, shape (n,)
    lams : array_like, shape (k,)
    rng : numpy.random.Generator
        Deals the rows to the folds.
    folds : int
        From 2 to n.

    Returns
    -------
    ndarray, shape (folds, k)

    Raises
    ------
    TypeError, ValueError
        If the arguments do not fit, or `folds` is out of range.

    See Also
    --------
    sklearn.linear_model.LassoCV, sklearn.linear_model.RidgeCV

    Examples
    --------
    >>> from m4ds.learn.ridge import ridge_path
    >>> path_cv(ridge_path, [[0], [1], [2], [3]], [0, 1, 2, 3], [0, 100], np.random.default_rng(0), 4).shape
    (4, 2)
    """
    X, y = as_equations(X, y)
    lams = as_penalties(lams)
    if not 2 <= folds <= len(y):
        raise ValueError(f"folds must be from 2 to {len(y)}, but it is {folds}")
    errors = np.empty((folds, len(lams)))
    for k, (rest, out) in enumerate(kfold(len(y), folds, rng)):
        fit = path(standardise(X[rest]), y[rest], lams)
        errors[k] = ((y[out] - fit.predict(standardise(X[rest], X[out]))) ** 2).mean(axis=1)
    return errors
