"""Leverage, leave-one-out residuals, Cook's distance and variance inflation: their definitions, and statsmodels."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings, strategies as st
from statsmodels.stats.outliers_influence import variance_inflation_factor

from m4ds.linalg.least_squares import lstsq_qr
from m4ds.stats.influence import cooks_distance, leverage, loo_residuals, vif


def problem(seed, n=9, p=3):
    rng = np.random.default_rng(seed)
    return np.column_stack([np.ones(n), rng.normal(size=(n, p - 1))]), rng.normal(size=n), rng


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_each_row_left_out_in_fact_gives_the_same_residual_and_the_same_distance(seed):
    X, y, _ = problem(seed)
    full, out, far = lstsq_qr(X, y), loo_residuals(X, y), cooks_distance(X, y)
    s2 = ((y - X @ full) ** 2).sum() / 6
    for i in range(9):
        rest = np.delete(np.arange(9), i)
        beta = lstsq_qr(X[rest], y[rest])
        assert out[i] == pytest.approx(y[i] - X[i] @ beta, rel=1e-5, abs=1e-8)
        assert far[i] == pytest.approx(((X @ (full - beta)) ** 2).sum() / (3 * s2), rel=1e-5, abs=1e-8)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_leverages_lie_between_1_over_n_and_1_and_add_up_to_the_number_of_columns(seed):
    h = leverage(problem(seed)[0])
    assert h.sum() == pytest.approx(3) and (h >= 1 / 9 - 1e-12).all() and (h <= 1 + 1e-12).all()


def test_the_points_of_the_book():
    np.testing.assert_allclose(leverage([[1, 1], [1, 2], [1, 3]]), [5 / 6, 1 / 3, 5 / 6])


@pytest.mark.parametrize("n, p, scale", [(4, 2, 1), (50, 6, 1), (50, 6, 1e6)])
def test_influence_agrees_with_statsmodels(n, p, scale):
    X, y, _ = problem(2, n, p)
    X = X * np.geomspace(1, scale, p)
    theirs = sm.OLS(y, X).fit().get_influence()
    np.testing.assert_allclose(leverage(X), theirs.hat_matrix_diag, rtol=1e-7)
    np.testing.assert_allclose(loo_residuals(X, y), theirs.resid_press, rtol=1e-6)
    np.testing.assert_allclose(cooks_distance(X, y), theirs.cooks_distance[0], rtol=1e-6)


@pytest.mark.parametrize("nearly", [0.0, 0.9, 0.99])
def test_variance_inflation_agrees_with_statsmodels(nearly):
    X = problem(3, 40, 4)[0]
    X[:, 3] = nearly * X[:, 1] + (1 - nearly) * X[:, 3]
    want = [variance_inflation_factor(X, j) for j in (1, 2, 3)]
    np.testing.assert_allclose(vif(X[:, 1:]), want, rtol=1e-5)
    np.testing.assert_allclose(vif(X[:, 1:] * [1, 1e-6, 1e6] + 7), want, rtol=1e-4)


def test_one_column_alone_is_not_inflated():
    np.testing.assert_allclose(vif([[1], [2], [4]]), [1])


def test_what_has_no_answer_is_refused():
    X = problem(1)[0]
    alone = np.array([[1.0, 0], [1, 0], [1, 1]])
    with pytest.raises(ValueError, match="leverage 1"):
        loo_residuals(alone, [1, 2, 3])
    with pytest.raises(ValueError, match="more rows"):
        cooks_distance(alone[1:], [1, 2])
    with pytest.raises(ValueError, match="perfect"):
        cooks_distance([[1, 1], [1, 2], [1, 3]], [0, 0, 0])
    with pytest.raises(ValueError, match="constant"):
        vif(X)
    with pytest.raises(ValueError, match="depends"):
        vif([[1, 2], [2, 4], [3, 6], [4, 8]])
    with pytest.raises(ValueError, match="depends"):
        leverage([[1, 1], [1, 1], [1, 1]])
    with pytest.raises(ValueError, match="NaN"):
        leverage([[1, np.nan]])
    with pytest.raises(ValueError, match="entries"):
        loo_residuals(X, [1, 2])
