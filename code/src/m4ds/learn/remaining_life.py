"""Remaining life by linear algebra alone: a window's mean and slope, a ridge, and squares of the health index."""

from typing import NamedTuple

import numpy as np

from m4ds.linalg.weighted import ridge_lstsq
from m4ds.validation import as_finite_array, as_matrix, as_vector

__all__ = ["Ridge", "fit_ridge", "life_features", "rmse", "scale_by_group", "window_features"]


class Ridge(NamedTuple):
    """A linear rule on standardised columns: ``middle + ((X - mean) / sd) @ weights``."""

    mean: np.ndarray
    sd: np.ndarray
    weights: np.ndarray
    middle: float

    def predict(self, X) -> np.ndarray:
        """Return one prediction for each row."""
        return (as_matrix(X, "X") - self.mean) / self.sd @ self.weights + self.middle


def rmse(predicted, true) -> float:
    """Return the root of the mean squared error, in the unit of the arguments."""
    return float(np.sqrt(np.mean((as_vector(predicted, "predicted") - as_vector(true, "true"))**2)))


def scale_by_group(values, group):
    """Return a function (values, group) -> values less the mean of the group, over its standard deviation.

    Parameters
    ----------
    values : array_like, shape (n, p)
        Rows to learn means and standard deviations from; columns that are constant in a group are only centred.
    group : array_like of int, shape (n,)
        From 0; for engines with one operating condition, all 0.

    Raises
    ------
    ValueError
        If a group from 0 to the largest has no row. The function refuses a group that it has not met.

    Examples
    --------
    >>> scale = scale_by_group([[1.0], [3.0], [10.0], [30.0]], [0, 0, 1, 1])
    >>> scale([[2.0], [40.0]], [0, 1]).ravel()
    array([0., 2.])
    """
    values, group = as_matrix(values, "values"), np.asarray(group)
    if group.shape != (len(values),):
        raise ValueError("group must have one entry for each row")
    counts = np.bincount(group)
    if (counts == 0).any():
        raise ValueError("every group from 0 to the largest needs a row")
    mean = np.array([values[group == g].mean(axis=0) for g in range(len(counts))])
    sd = np.array([values[group == g].std(axis=0) for g in range(len(counts))])
    sd[sd <= 1e-12 * np.maximum(np.abs(mean), 1)] = 1.0

    def scale(new, new_group):
        new_group = np.asarray(new_group)
        if new_group.min() < 0 or new_group.max() >= len(counts):
            raise ValueError("a group that was not met before")
        return (as_matrix(new, "values") - mean[new_group]) / sd[new_group]
    return scale


def window_features(values, cycle, rows, width: int = 50) -> np.ndarray:
    """Return mean and least-squares slope of the last `width` rows of the same engine, up to each of `rows`.

    Parameters
    ----------
    values : array_like, shape (n, p)
        Rows of engines, one engine after the other, no cycle left out.
    cycle : array_like of int, shape (n,)
        The row's cycle, from 1 in each engine: it tells where the engine begins.
    rows : array_like of int, shape (k,)
    width : int
        At least 2. An engine with fewer rows so far gives a shorter window; a single row has slope 0.

    Returns
    -------
    ndarray, shape (k, 2 p)
        Means, then slopes per cycle. Only rows up to the asked one are used.

    Raises
    ------
    ValueError
        If the shapes do not fit, or `width` is less than 2.

    Notes
    -----
    Chapter: Case study: predictive maintenance. Running sums: O(n p), whatever the width. The columns are centred
    first, so that the differences of sums lose few digits.

    Examples
    --------
    >>> window_features([[1.0], [3.0], [5.0], [0.0]], [1, 2, 3, 1], [2, 3], width=3)
    array([[3., 2.],
           [0., 0.]])
    """
    values, cycle = as_matrix(values, "values"), np.asarray(cycle)
    rows = np.asarray(rows, dtype=int)
    if cycle.shape != (len(values),) or rows.ndim != 1 or width < 2:
        raise ValueError("cycle must have one entry a row, rows must be a vector, and width at least 2")
    middle = values.mean(axis=0)
    centred = values - middle
    time = cycle[:, None] - cycle.max() / 2
    none = np.zeros((1, values.shape[1]))
    sums = np.vstack([none, np.cumsum(centred, axis=0)])
    moments = np.vstack([none, np.cumsum(centred * time, axis=0)])
    low = np.maximum(rows - width + 1, rows - cycle[rows] + 1)
    count = (rows + 1 - low)[:, None]
    mean = (sums[rows + 1] - sums[low]) / count
    centre = time[rows] - (count - 1) / 2
    product = moments[rows + 1] - moments[low] - centre * count * mean
    slope = np.where(count > 1, product / np.maximum(count * (count**2 - 1) / 12, 0.5), 0.0)
    return np.hstack([mean + middle, slope])


def life_features(values, index, cycle, rows, width: int = 50, short: int = 10) -> np.ndarray:
    """Return the windows of all sensors, and all products of two of: index level and slope, long and short, and age.

    Parameters
    ----------
    values : array_like, shape (n, p)
    index : array_like, shape (n,)
        The health index of each row.
    cycle, rows, width
        As in `window_features`.
    short : int
        A second, shorter window for the index.

    Returns
    -------
    ndarray, shape (k, 2 p + 20)
        The five, and their 15 products, follow the window features.
    """
    index = as_vector(index, "index")[:, None]
    five = np.hstack([window_features(index, cycle, rows, width), window_features(index, cycle, rows, short),
                      np.asarray(cycle)[rows][:, None] / 100.0])
    i, j = np.triu_indices(5)
    return np.hstack([window_features(values, cycle, rows, width), five, five[:, i] * five[:, j]])


def fit_ridge(X, y, lam: float) -> Ridge:
    """Fit a ridge on columns that are centred and scaled to standard deviation 1; the mean of y is not shrunk.

    Parameters
    ----------
    X : array_like, shape (n, p)
        Constant columns get weight 0.
    y : array_like, shape (n,)
    lam : float
        Positive.

    Raises
    ------
    ValueError
        If the shapes do not fit, or as `ridge_lstsq`.

    See Also
    --------
    sklearn.linear_model.Ridge : in a pipeline after ``StandardScaler``.

    Notes
    -----
    Chapter: Case study: predictive maintenance.

    Examples
    --------
    >>> rule = fit_ridge([[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0], 1e-9)
    >>> rule.predict([[3.0]]).round(6)
    array([7.])
    """
    X, y = as_matrix(X, "X"), as_finite_array(y, "y")
    if y.shape != (len(X),):
        raise ValueError("y must have one entry for each row of X")
    mean, sd = X.mean(axis=0), X.std(axis=0)
    sd = np.where(sd > 1e-12 * np.maximum(np.abs(mean), 1), sd, 1.0)
    middle = float(y.mean())
    return Ridge(mean, sd, ridge_lstsq((X - mean) / sd, y - middle, lam), middle)
