"""Ridge, lasso and the choice of the penalty: conditions of the optimum, and agreement with scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.linear_model import Lasso, Ridge

from m4ds.learn.lasso import lambda_max, lasso_cd
from m4ds.learn.ridge import ridge_path
from m4ds.learn.tuning import path_cv, standardise
from m4ds.linalg.least_squares import lstsq_svd

LAMS = [0.03, 30.0, 1.0]


def problem(seed, n=20, p=5, kappa=1.0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * np.geomspace(1, kappa, p) + 3
    return X, X @ rng.normal(size=p) + rng.normal(size=n)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), n=st.integers(3, 20))
def test_the_gradient_of_the_ridge_objective_is_zero(seed, n):
    X, y = problem(seed, n)
    path = ridge_path(X, y, LAMS)
    for lam, b0, b in zip(path.lams, path.intercepts, path.coefs, strict=True):
        r = y - b0 - X @ b
        np.testing.assert_allclose(X.T @ r, lam * b, atol=1e-6 * np.abs(X.T @ y).max())
        assert abs(r.sum()) < 1e-8 * np.abs(y).sum()
    assert path.df[1] < path.df[2] < path.df[0] <= 6 + 1e-9


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), share=st.floats(0.02, 1.2))
def test_the_conditions_of_the_lasso_hold(seed, share):
    X, y = problem(seed)
    top = lambda_max(X, y)
    path = lasso_cd(X, y, [share * top])
    b, Z = path.coefs[0], X - X.mean(axis=0)
    pull = Z.T @ (y - path.predict(X)[0]) / len(y)
    np.testing.assert_allclose(pull[b != 0], share * top * np.sign(b[b != 0]), atol=1e-7 * top)
    assert (np.abs(pull[b == 0]) <= share * top * (1 + 1e-6) + 1e-7 * top).all()
    assert path.df[0] == 1 + (b != 0).sum()
    if share >= 1:
        assert not b.any()


@pytest.mark.parametrize("n, p, kappa", [(2, 1, 1), (20, 5, 1), (20, 5, 1e4), (10, 30, 1)])
def test_both_agree_with_scikit_learn(n, p, kappa):
    X, y = problem(1, n, p, kappa)
    path = ridge_path(X, y, LAMS)
    for k, lam in enumerate(LAMS):
        theirs = Ridge(alpha=lam, solver="svd", tol=1e-12).fit(X, y)
        np.testing.assert_allclose(path.coefs[k], theirs.coef_, rtol=1e-6, atol=1e-9)
        assert path.intercepts[k] == pytest.approx(theirs.intercept_, rel=1e-6)
    Z = standardise(X)
    lams = lambda_max(Z, y) * np.array([0.5, 0.1])
    mine = lasso_cd(Z, y, lams)
    for k, lam in enumerate(lams):
        theirs = Lasso(alpha=lam, tol=1e-12, max_iter=200_000).fit(Z, y)
        np.testing.assert_allclose(mine.coefs[k], theirs.coef_, rtol=1e-4, atol=1e-5 * np.abs(theirs.coef_).max())


def test_no_penalty_gives_least_squares_the_shortest_where_there_are_many():
    for n in (20, 4):
        X, y = problem(2, n)
        want = lstsq_svd(X - X.mean(axis=0), y - y.mean())
        np.testing.assert_allclose(ridge_path(X, y, [0]).coefs[0], want, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(lasso_cd(*problem(2), [0]).coefs[0], ridge_path(*problem(2), [0]).coefs[0], rtol=1e-5)


def test_a_constant_column_gets_the_coefficient_zero():
    X = np.array([[1.0, 5], [2, 5], [4, 5]])
    assert ridge_path(X, [1, 2, 4], [1]).coefs[0, 1] == 0 and lasso_cd(X, [1, 2, 4], [0.1]).coefs[0, 1] == 0
    assert not ridge_path([[5], [5]], [1, 2], [1]).coefs.any()


def test_the_order_of_the_penalties_does_not_matter():
    X, y = problem(3)
    np.testing.assert_allclose(lasso_cd(X, y, LAMS).coefs[::-1], lasso_cd(X, y, LAMS[::-1]).coefs, atol=1e-6)


def test_cross_validation_of_single_rows_is_leaving_one_out():
    X, y = problem(4, 8, 2)
    found = path_cv(ridge_path, X, y, [3.0], np.random.default_rng(0), folds=8)
    out = []
    for i in range(8):
        rest = np.delete(np.arange(8), i)
        fit = ridge_path(standardise(X[rest]), y[rest], [3.0])
        out.append((y[i] - fit.predict(standardise(X[rest], X[[i]]))[0, 0]) ** 2)
    np.testing.assert_allclose(np.sort(found[:, 0]), np.sort(out))


@pytest.mark.parametrize("method", [ridge_path, lasso_cd])
def test_bad_input_is_refused(method):
    for X, y, lams, words in [([[1], [2]], [1, 2], [-1], "negative"), ([[1], [2]], [1], [1], "entries"),
                              ([[1], [np.inf]], [1, 2], [1], "infinity"), ([], [], [1], "empty"),
                              ([[1], [2]], [1, 2], [np.nan], "lams")]:
        with pytest.raises(ValueError, match=words):
            method(X, y, lams)
    with pytest.raises(TypeError):
        method([["a"]], [1], [1])
    with pytest.raises(ValueError, match="columns"):
        method([[1], [2]], [1, 2], [1]).predict([[1, 2]])


def test_other_refusals():
    X, y = problem(1)
    with pytest.raises(ArithmeticError, match="sweeps"):
        lasso_cd(X, y, [1e-6], max_sweeps=1)
    for folds in (1, 21):
        with pytest.raises(ValueError, match="folds"):
            path_cv(ridge_path, X, y, [1], np.random.default_rng(0), folds=folds)
