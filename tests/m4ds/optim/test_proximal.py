"""Soft thresholding and the two proximal gradient methods."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.linear_model import Lasso

from m4ds.optim.proximal import fista, ista, soft_threshold

NUMBERS = st.floats(-1e3, 1e3)


@settings(max_examples=100, deadline=None)
@given(v=NUMBERS, t=st.floats(0, 1e3), other=NUMBERS)
def test_no_other_point_is_better_than_the_threshold(v, t, other):
    def cost(x):
        return (x - v) ** 2 / 2 + t * abs(x)
    x = float(soft_threshold(v, t))
    assert cost(x) <= cost(other) + 1e-9 * (1 + cost(other))
    assert x == 0 if abs(v) <= t else np.isclose(x, v - np.sign(v) * t)


@settings(max_examples=60, deadline=None)
@given(u=NUMBERS, v=NUMBERS, t=st.floats(0, 1e3))
def test_thresholding_brings_no_two_points_apart(u, v, t):
    assert abs(soft_threshold(u, t) - soft_threshold(v, t)) <= abs(u - v) + 1e-9


def regression(seed, n=40, p=8, collinear=0.0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p))
    X[:, -1] = collinear * X[:, 0] + (1 - collinear) * X[:, -1]
    return X, X @ np.r_[2, -1, np.zeros(p - 2)] + 0.3 * rng.normal(size=n)


def lasso_parts(X, y, lam):
    n = len(y)
    L = np.linalg.eigvalsh(X.T @ X / n)[-1]
    return lambda w: X.T @ (X @ w - y) / n, lambda v, s: soft_threshold(v, lam * s), L


def objective(X, y, lam, w):
    return ((y - X @ w) ** 2).mean() / 2 + lam * np.abs(w).sum()


@pytest.mark.parametrize("method", [ista, fista])
@pytest.mark.parametrize("seed, lam, collinear", [(0, 0.1, 0), (1, 0.5, 0), (2, 0.05, 0.99), (3, 9.0, 0)])
def test_the_lasso_is_that_of_scikit_learn(method, seed, lam, collinear):
    X, y = regression(seed, collinear=collinear)
    grad, prox, L = lasso_parts(X, y, lam)
    w = method(grad, prox, np.zeros(8), 1 / L, max_steps=50_000, tol=1e-10)[-1]
    theirs = Lasso(alpha=lam, fit_intercept=False, tol=1e-12, max_iter=100_000).fit(X, y).coef_
    np.testing.assert_allclose(w, theirs, atol=1e-6)
    np.testing.assert_array_equal(w == 0, theirs == 0)


@pytest.mark.parametrize("method, bound", [(ista, lambda k: 1 / (2 * k)), (fista, lambda k: 2 / (k + 1) ** 2)])
@pytest.mark.parametrize("seed", range(4))
def test_the_error_stays_under_the_bound_of_the_theorem(method, bound, seed):
    X, y = regression(seed, 10, 20)
    grad, prox, L = lasso_parts(X, y, 0.01)
    best = fista(grad, prox, np.zeros(20), 1 / L, max_steps=60_000, tol=1e-12)[-1]
    path = method(grad, prox, np.zeros(20), 1 / L, max_steps=300, tol=0)
    errors = [objective(X, y, 0.01, w) - objective(X, y, 0.01, best) for w in path[1:]]
    k = np.arange(1, len(errors) + 1)
    assert (np.array(errors) <= L * (best @ best) * bound(k) + 1e-12).all()
    if method is ista:
        assert (np.diff(errors) <= 1e-12).all()


def test_with_a_projection_it_is_projected_gradient_descent():
    A, b = np.array([[2.0, 1], [1, 3]]), np.array([-1.0, 2])
    path = ista(lambda x: A @ x - b, lambda v, s: np.maximum(v, 0), [5, 5], 0.25)
    np.testing.assert_allclose(path[-1], [0, 2 / 3], atol=1e-7)


@pytest.mark.parametrize("method", [ista, fista])
def test_bad_input_is_refused_and_divergence_is_named(method):
    def prox(v, s):
        return v
    with pytest.raises(ValueError, match="step"):
        method(lambda x: x, prox, [1.0], 0)
    with pytest.raises(ValueError, match="shape"):
        method(lambda x: np.zeros(2), prox, [1.0], 1)
    with pytest.raises(ValueError, match="NaN"):
        method(lambda x: x, prox, [np.nan], 1)
    with pytest.raises(ArithmeticError, match="smaller step"):
        method(lambda x: 1e200 * x, prox, [1e10], 1e200)
    for t in (-1, np.nan, np.inf):
        with pytest.raises(ValueError, match="t must"):
            soft_threshold([1], t)
