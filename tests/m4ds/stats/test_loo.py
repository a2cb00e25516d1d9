"""Leave-one-out residuals are those of n real refits."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from sklearn.linear_model import Ridge
from sklearn.model_selection import LeaveOneOut, cross_val_predict

from m4ds.stats.influence import loo_residuals


def refits(A, b, lam):
    out = []
    for i in range(len(b)):
        keep = np.arange(len(b)) != i
        rows = np.vstack([A[keep], np.sqrt(lam) * np.eye(A.shape[1])])
        w = np.linalg.lstsq(rows, np.append(b[keep], np.zeros(A.shape[1])), rcond=None)[0]
        out.append(b[i] - A[i] @ w)
    return np.array(out)


@given(st.integers(0, 10**6), st.integers(4, 12), st.integers(1, 3), st.sampled_from([0.0, 1e-3, 1.0, 1e3]))
def test_no_refit_is_needed(seed, n, p, lam):
    rng = np.random.default_rng(seed)
    A, b = rng.normal(size=(n, p)), rng.normal(size=n)
    want = refits(A, b, lam)
    np.testing.assert_allclose(loo_residuals(A, b, lam), want, rtol=1e-7, atol=1e-9 * np.abs(want).max())


@pytest.mark.parametrize("scale", [1.0, 1e5])
def test_the_residuals_are_those_of_scikit_learn(scale):
    rng = np.random.default_rng(1)
    A = rng.normal(size=(30, 6)) * np.append(scale, np.ones(5))
    b = rng.normal(size=30)
    for lam in (0.1, 10.0):
        theirs = b - cross_val_predict(Ridge(lam, fit_intercept=False, solver="svd"), A, b, cv=LeaveOneOut())
        np.testing.assert_allclose(loo_residuals(A, b, lam), theirs, rtol=1e-8, atol=1e-8)


def test_wide_zero_and_smallest_tables():
    rng = np.random.default_rng(2)
    A, b = rng.normal(size=(5, 9)), rng.normal(size=5)
    np.testing.assert_allclose(loo_residuals(A, b, 0.3), refits(A, b, 0.3), rtol=1e-8)
    np.testing.assert_array_equal(loo_residuals(np.zeros((3, 2)), [1, 2, 3], 1.0), [1, 2, 3])
    np.testing.assert_allclose(loo_residuals([[1.0], [1.0]], [1, 3]), [-2, 2])


@pytest.mark.parametrize(("A", "b", "lam", "words"), [
    (np.ones((3, 2)), [1, 2, 3], 0.0, "dependent"), (np.zeros((3, 1)), [1, 2, 3], 0.0, "dependent"),
    (np.eye(2), [1, 2], 0.0, "leverage 1"), ([[1, 0], [1, 0], [1, 1]], [1, 2, 3], 0.0, "leverage 1"),
    (np.ones((2, 3)), [1, 2], 0.0, "dependent"), (np.ones((3, 1)), [1, 2], 0.0, "3 entries"),
    (np.ones((3, 1)), [1, 2, 3], -1.0, "lam must"), (np.ones((3, 1)), [1, 2, np.inf], 0.0, "b holds NaN"),
])
def test_what_is_not_determined_is_refused(A, b, lam, words):
    with pytest.raises(ValueError, match=words):
        loo_residuals(A, b, lam)
