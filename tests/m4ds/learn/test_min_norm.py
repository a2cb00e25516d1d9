"""Min-norm least squares: shortest, a limit of ridge, and the expected risk by simulation."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.learn.min_norm import min_norm_regression, min_norm_risk


@given(st.integers(0, 10**6), st.integers(1, 8), st.integers(1, 12), st.integers(0, 3))
def test_it_is_a_solution_of_least_squares_in_the_row_space(seed, n, p, repeat):
    rng = np.random.default_rng(seed)
    A, b = rng.normal(size=(n, p)), rng.normal(size=n)
    if repeat and n > 1:
        A[-1] = A[0]
    w = min_norm_regression(A, b)
    np.testing.assert_allclose(A.T @ (b - A @ w), 0, atol=1e-9 * (1 + np.abs(w).max()))
    np.testing.assert_allclose(np.linalg.pinv(A) @ (A @ w), w, atol=1e-9 * (1 + np.abs(w).max()))
    np.testing.assert_allclose(w, np.linalg.lstsq(A, b, rcond=None)[0], rtol=1e-6, atol=1e-8 * (1 + np.abs(w).max()))


def test_it_is_the_limit_of_the_ridge():
    rng = np.random.default_rng(1)
    A, b = rng.normal(size=(5, 9)), rng.normal(size=5)
    gaps = [np.abs(np.linalg.solve(A.T @ A + lam * np.eye(9), A.T @ b) - min_norm_regression(A, b)).max()
            for lam in (1e-2, 1e-4, 1e-6)]
    assert gaps[0] / 50 > gaps[1] and gaps[1] / 50 > gaps[2]
    np.testing.assert_array_equal(min_norm_regression(np.zeros((2, 3)), [1, 2]), np.zeros(3))


@pytest.mark.parametrize(("n", "p"), [(20, 5), (20, 12), (12, 20), (20, 60)])
def test_the_expected_risk_is_the_formula(n, p):
    rng, signal, noise, runs = np.random.default_rng(2), 2.0, 0.5, 4000
    beta = np.full(p, np.sqrt(signal / p))
    X = rng.normal(size=(runs, n, p))
    y = X @ beta + np.sqrt(noise) * rng.normal(size=(runs, n))
    w = (np.linalg.pinv(X) @ y[..., None])[..., 0]
    np.testing.assert_allclose(w[0], min_norm_regression(X[0], y[0]))
    excess = ((w - beta)**2).sum(axis=1)
    bar = excess.std() / np.sqrt(runs)
    assert abs(excess.mean() - min_norm_risk(n, p, signal, noise)) < 5 * bar


def test_at_the_peak_the_risk_is_infinite_unless_there_is_no_noise():
    assert all(min_norm_risk(10, p, 1.0, 0.1) == np.inf for p in (9, 10, 11))
    assert min_norm_risk(10, 10, 1.0, 0.0) == 0 and min_norm_risk(10, 20, 1.0, 0.0) == 0.5
    assert min_norm_risk(10, 8, 1.0, 1.0) == 8.0


@pytest.mark.parametrize(("call", "words"), [
    (lambda: min_norm_regression([[1, 2]], [1, 2]), "number of rows"),
    (lambda: min_norm_regression([[np.nan]], [1]), "NaN"),
    (lambda: min_norm_risk(0, 1, 1, 1), "n must"), (lambda: min_norm_risk(1, 1.5, 1, 1), "p must"),
    (lambda: min_norm_risk(1, 1, -1, 1), "signal must"), (lambda: min_norm_risk(1, 1, 1, np.inf), "noise must"),
])
def test_what_makes_no_sense_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
