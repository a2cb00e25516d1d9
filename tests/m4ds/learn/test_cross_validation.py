"""Cross-validation: what it adds up, scikit-learn's scores, the nested search, the one-standard-error rule."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score

from m4ds.learn.cross_validation import cross_val, nested_cv, one_se
from m4ds.learn.splits import group_kfold, kfold, time_splits


def ridge(lam):
    def fit(X, y):
        w = np.linalg.solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y)
        return lambda Z: Z @ w
    return fit


def squared(y, p):
    return (y - p)**2


def table(n=43, d=5, seed=0, columns=1.0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)) * np.append(columns, np.ones(d - 1))
    return X, X @ rng.normal(size=d) + rng.normal(size=n)


@given(st.integers(3, 30), st.integers(2, 3), st.integers(0, 99))
def test_the_mean_over_the_rows_is_the_weighted_mean_of_the_folds(n, k, seed):
    X, y = table(n, 2, seed)
    splits = kfold(n, k)
    got = cross_val(ridge(1.0), X, y, splits, squared)
    assert np.isclose(got.mean, np.average(got.folds, weights=[len(test) for _, test in splits]))
    assert np.isclose(got.mean, got.losses.mean())


def test_a_row_never_helps_to_predict_itself():
    X, y = table()
    splits = kfold(len(y), 6)
    before = cross_val(ridge(0.1), X, y, splits, lambda y, p: p)
    moved = y + np.where(np.arange(len(y)) == 7, 1e3, 0)
    fold = next(test for _, test in splits if 7 in test)
    after = cross_val(ridge(0.1), X, moved, splits, lambda y, p: p)
    np.testing.assert_array_equal(before.losses[fold], after.losses[fold])


@pytest.mark.parametrize("columns", [1.0, 1e6])
def test_the_folds_are_the_scores_of_scikit_learn(columns):
    X, y = table(columns=columns)
    for k in (2, 5, 43):
        ours = cross_val(ridge(2.0), X, y, kfold(len(y), k), squared).folds
        theirs = -cross_val_score(Ridge(2.0, fit_intercept=False, solver="svd"), X, y, cv=KFold(k),
                                  scoring="neg_mean_squared_error")
        np.testing.assert_allclose(ours, theirs, rtol=1e-7)


def test_the_nested_search_is_a_grid_search_inside_cross_validation():
    X, y = table(60, 20, 3)
    lams = [0.01, 1.0, 10.0, 100.0]
    ours = nested_cv({lam: ridge(lam) for lam in lams}, X, y, kfold(60, 5), lambda rows: kfold(len(rows), 4), squared)
    search = GridSearchCV(Ridge(fit_intercept=False), {"alpha": lams}, cv=KFold(4), scoring="neg_mean_squared_error")
    np.testing.assert_allclose(ours.folds, -cross_val_score(search, X, y, cv=KFold(5),
                                                            scoring="neg_mean_squared_error"), rtol=1e-8)
    assert np.isclose(ours.mean, ours.folds.mean()) and set(ours.chosen) <= set(lams)


def test_the_inner_splits_can_look_up_the_groups():
    groups = np.repeat(np.arange(6), 5)
    X, y = table(30, 3)
    seen = []

    def inner(rows):
        seen.append(rows)
        return group_kfold(groups[rows], 2)
    nested_cv({"one": ridge(1.0)}, X, y, group_kfold(groups, 3), inner, squared)
    assert [len(rows) for rows in seen] == [20, 20, 20]


def test_rows_that_are_never_tested_are_marked_and_repeated_ones_averaged():
    X, y = table(6, 1)
    got = cross_val(ridge(1.0), X, y, time_splits(6, 2), squared)
    assert np.isnan(got.losses[:2]).all() and np.isfinite(got.losses[2:]).all()
    twice = cross_val(lambda X, y: lambda Z: np.full(len(Z), float(len(X))), X, np.zeros(6),
                      [([0], [5]), ([0, 1, 2], [5])], lambda y, p: p)
    assert twice.losses[5] == 2.0 and twice.mean == 2.0


def test_the_simplest_within_one_standard_error_is_taken():
    folds = np.array([[5, 7.0], [3, 3.4], [2.8, 3.2], [2.6, 3.6]])
    assert one_se(folds) == 1
    assert one_se([[1.0, 1.0], [1.0, 1.0]]) == 0
    assert one_se([[2.0, 2.0], [1.0, 1.0]]) == 1


@pytest.mark.parametrize(("call", "words"), [
    (lambda: cross_val(ridge(1), np.ones((3, 1)), [1, 2], kfold(3, 2), squared), "number of rows"),
    (lambda: cross_val(ridge(1), np.ones((3, 1)), [1, 2, np.nan], kfold(3, 2), squared), "y holds NaN"),
    (lambda: cross_val(ridge(1), np.ones((3, 1)), [1, 2, 3], [], squared), "splits is empty"),
    (lambda: cross_val(ridge(1), np.ones((3, 1)), [1, 2, 3], [([0, 1], [1, 2])], squared), "none on both"),
    (lambda: cross_val(ridge(1), np.ones((3, 1)), [1, 2, 3], [([0, 1], [])], squared), "both sides"),
    (lambda: cross_val(ridge(1), np.ones((3, 1)), [1, 2, 3], kfold(3, 3), lambda y, p: [1, 2]), "one number a row"),
    (lambda: nested_cv({}, np.ones((3, 1)), [1, 2, 3], kfold(3, 3), lambda r: kfold(2, 2), squared), "fits is empty"),
    (lambda: nested_cv({1: ridge(1)}, np.ones((3, 1)), [1, 2, 3], [], lambda r: kfold(2, 2), squared),
     "outer is empty"),
    (lambda: one_se([[1.0], [2.0]]), "two columns"),
])
def test_what_makes_no_sense_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
