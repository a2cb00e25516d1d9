"""Weights scale rows, a ridge adds rows."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings, strategies as st
from sklearn.linear_model import Ridge

from m4ds.linalg.least_squares import lstsq_qr
from m4ds.linalg.weighted import ridge_lstsq, weighted_lstsq


def problem(seed, m=12, n=3):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(m, n)), rng.normal(size=m), rng


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_weighted_residual_is_orthogonal_to_every_column(seed):
    A, b, rng = problem(seed)
    w = rng.uniform(0.1, 10, len(b))
    np.testing.assert_allclose(A.T @ (w * (b - A @ weighted_lstsq(A, b, w))), 0, atol=1e-9)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_whole_weight_repeats_a_row_and_zero_drops_it(seed):
    A, b, rng = problem(seed)
    w = rng.integers(0, 4, len(b))
    w[:4] = [1, 2, 1, 3]                               # four rows always stay
    repeated = np.repeat(np.arange(len(b)), w)
    np.testing.assert_allclose(weighted_lstsq(A, b, w), lstsq_qr(A[repeated], b[repeated]), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("spread", [1.0, 1e8])
def test_the_weighted_solution_is_that_of_statsmodels(spread):
    A, b, rng = problem(1, 40, 5)
    w = spread ** rng.uniform(size=40)
    np.testing.assert_allclose(weighted_lstsq(A, b, w), sm.WLS(b, A, weights=w).fit().params, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("factor", [1e-200, 1e200])
def test_a_common_factor_of_the_weights_changes_nothing(factor):
    A, b, rng = problem(2)
    w = rng.uniform(0.1, 10, len(b))
    np.testing.assert_allclose(weighted_lstsq(A, b, factor * w), weighted_lstsq(A, b, w), rtol=1e-12)


@pytest.mark.parametrize("w, error", [([1, 1], ValueError), ([1, 1, -1], ValueError), ([0, 0, 0], ValueError),
                                      ([1, 1, np.nan], ValueError), (["a"] * 3, TypeError)])
def test_bad_weights_are_refused(w, error):
    with pytest.raises(error, match="w"):
        weighted_lstsq([[1], [2], [3]], [1, 2, 3], w)


def test_too_few_rows_with_a_weight_are_refused():
    with pytest.raises(ValueError, match="depends"):
        weighted_lstsq([[1, 0], [1, 1], [1, 2]], [1, 2, 3], [1, 0, 0])


@pytest.mark.parametrize("shape", [(12, 3), (3, 8), (1, 1)])
@pytest.mark.parametrize("lam", [1e-3, 1.0, 1e6])
def test_the_ridge_is_that_of_scikit_learn(shape, lam):
    A, b, _ = problem(3, *shape)
    theirs = Ridge(alpha=lam, fit_intercept=False, tol=1e-12).fit(A, b).coef_
    np.testing.assert_allclose(ridge_lstsq(A, b, lam), theirs, rtol=1e-8, atol=1e-12)


def test_a_ridge_splits_the_work_between_equal_columns():
    x = ridge_lstsq([[1, 1], [1, 1]], [2, 2], 1e-6)
    np.testing.assert_allclose(x, [1, 1], rtol=1e-5)


@pytest.mark.parametrize("lam, error", [(0, ValueError), (-1, ValueError), (np.inf, ValueError), ([1, 2], ValueError),
                                        ("a", TypeError)])
def test_a_ridge_that_is_no_positive_number_is_refused(lam, error):
    with pytest.raises(error, match="lam"):
        ridge_lstsq([[1], [2]], [1, 2], lam)
