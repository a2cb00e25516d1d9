"""Learning theory: splits and cross-validation against scikit-learn, leave-one-out against refits, the shortest fit."""

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.model_selection import GroupKFold, KFold, LeaveOneOut, TimeSeriesSplit, cross_val_predict, cross_val_score

from m4ds.learn.conformal import conformal_quantile
from m4ds.learn.cross_validation import cross_val
from m4ds.learn.min_norm import min_norm_regression
from m4ds.learn.splits import group_kfold, kfold, time_splits
from m4ds.stats.influence import loo_residuals


def cases(n: int):
    rng = np.random.default_rng(0)
    n = max(n, 24)
    X, groups = rng.normal(size=(n, 5)), np.arange(n) % 11
    y = X.sum(axis=1) + rng.normal(size=n)

    def ridge(X, y):
        w = np.linalg.solve(X.T @ X + np.eye(5), X.T @ y)
        return lambda Z: Z @ w

    def first(splits):
        return np.concatenate([test for _, test in splits]).astype(float)

    def scores(k):
        return -cross_val_score(Ridge(fit_intercept=False), X, y, cv=k, scoring="neg_mean_squared_error")
    yield "kfold", lambda: first(kfold(n, 5)), "sklearn KFold", lambda: first(KFold(5).split(X))
    yield ("group_kfold", lambda: np.sort(first(group_kfold(groups, 5))), "sklearn GroupKFold",
           lambda: np.sort(first(GroupKFold(5).split(X, groups=groups))))
    yield ("time_splits", lambda: first(time_splits(n, 5)), "sklearn TimeSeriesSplit",
           lambda: first(TimeSeriesSplit(5).split(X)))
    yield ("cross_val", lambda: cross_val(ridge, X, y, kfold(n, 5), lambda y, p: (y - p)**2).folds,
           "sklearn cross_val_score", lambda: scores(KFold(5)))
    few = min(n, 200)
    yield ("loo_residuals", lambda: loo_residuals(X[:few], y[:few], 1.0), "sklearn LeaveOneOut",
           lambda: y[:few] - cross_val_predict(Ridge(fit_intercept=False), X[:few], y[:few], cv=LeaveOneOut()))
    yield ("conformal_quantile", lambda: conformal_quantile(np.abs(y), 0.1), "numpy.quantile",
           lambda: np.quantile(np.append(np.abs(y), np.inf), 0.9, method="inverted_cdf"))
    wide = rng.normal(size=(min(n, 100), 2 * min(n, 100)))
    yield ("min_norm_regression", lambda: min_norm_regression(wide, y[:len(wide)]), "numpy.linalg.lstsq",
           lambda: np.linalg.lstsq(wide, y[:len(wide)], rcond=None)[0])
