"""Portfolios of least variance: no other portfolio is safer."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.optimize import minimize

from m4ds.finance.frontier import frontier, min_variance_weights


def covariance(seed, n, condition=100.0):
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    S = Q @ np.diag(np.geomspace(1, condition, n)) @ Q.T
    return S / 2 + S.T / 2


CASES = st.tuples(st.integers(0, 10**6), st.integers(1, 8), st.integers(0, 5))


@settings(max_examples=60, deadline=None)
@given(CASES)
def test_all_assets_have_the_same_covariance_with_the_safest_portfolio(case):
    S = covariance(case[0], case[1], 10.0 ** case[2])
    w = min_variance_weights(S)
    assert np.isclose(w.sum(), 1)
    np.testing.assert_allclose(S @ w, w @ S @ w, atol=1e-8 * np.abs(S).max() * np.abs(w).max())
    np.testing.assert_allclose(w, np.linalg.solve(S, np.ones(len(S))) * (w @ S @ w), atol=1e-6 * np.abs(w).max())


@settings(max_examples=60, deadline=None)
@given(CASES)
def test_without_short_sales_only_assets_that_add_risk_are_left_out(case):
    S = covariance(case[0], case[1], 10.0 ** case[2])
    w = min_variance_weights(S, long_only=True)
    risk, tolerance = w @ S @ w, 1e-8 * np.abs(S).max()
    assert np.isclose(w.sum(), 1) and (w >= 0).all()
    np.testing.assert_allclose((S @ w)[w > 1e-6], risk, atol=1e-6 * np.abs(S).max())
    assert (S @ w >= risk - tolerance).all()


@pytest.mark.parametrize("seed", range(4))
def test_the_long_only_weights_are_those_of_slsqp(seed):
    S = covariance(seed, 6)
    theirs = minimize(lambda w: w @ S @ w / 2, np.full(6, 1 / 6), jac=lambda w: S @ w, method="SLSQP",
                      bounds=[(0, None)] * 6, constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
                      options={"ftol": 1e-14, "maxiter": 500})
    np.testing.assert_allclose(min_variance_weights(S, long_only=True), theirs.x, atol=1e-5)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 7), st.floats(-3, 3))
def test_no_portfolio_of_the_same_mean_is_safer_than_the_frontier(seed, n, target):
    S, rng = covariance(seed, n), np.random.default_rng(seed + 1)
    mu = rng.permutation(np.linspace(0, 1, n)) + rng.normal() / 10
    front = frontier(S, mu)
    w = front.weights(target)
    assert np.isclose(w.sum(), 1) and np.isclose(w @ mu, target)
    assert np.isclose(np.sqrt(w @ S @ w), front.risk(target), rtol=1e-8)
    Z = np.linalg.qr(np.column_stack([np.ones(n), mu]), mode="complete")[0][:, 2:]
    np.testing.assert_allclose(Z.T @ S @ w, 0, atol=1e-7 * np.abs(S).max() * (1 + np.abs(w).max()))


@pytest.mark.parametrize("S, words", [([[1, 2], [2, 1]], "definite"), (np.ones((3, 3)), "definite"),
                                      ([[1, 0.5], [0, 1]], "symmetric"), ([[np.nan]], "NaN"), ([[0.0]], "definite"),
                                      (np.cov(np.random.default_rng(0).normal(size=(8, 8)).T), "definite")])
def test_matrices_that_are_no_covariances_are_refused(S, words):
    for long_only in (False, True):
        with pytest.raises(ValueError, match=words):
            min_variance_weights(S, long_only=long_only)
    with pytest.raises(ValueError, match=words):
        frontier(S, np.arange(len(S)))


def test_one_asset_is_bought_whole():
    assert min_variance_weights([[4.0]]) == [1] and min_variance_weights([[4.0]], long_only=True) == [1]


def test_equal_means_and_wrong_lengths_are_refused():
    with pytest.raises(ValueError, match="equal"):
        frontier(np.eye(2), [1, 1])
    with pytest.raises(ValueError, match="length"):
        frontier(np.eye(2), [1, 2, 3])
