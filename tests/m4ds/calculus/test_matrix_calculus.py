"""The check of a differential passes what is right and finds each planted mistake."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.calculus.matrix_calculus import check_differential

inv = np.linalg.inv
RULES = {
    "product": (lambda X: X @ X, lambda X, E: E @ X + X @ E, lambda X, E: 2 * X @ E),
    "inverse": (inv, lambda X, E: -inv(X) @ E @ inv(X), lambda X, E: -inv(X @ X) @ E),
    "log det": (lambda X: np.linalg.slogdet(X)[1], lambda X, E: np.trace(inv(X) @ E), lambda X, E: np.sum(inv(X) * E)),
    "trace": (lambda X: np.trace(X @ X.T), lambda X, E: 2 * np.sum(X * E), lambda X, E: np.sum(X * E)),
    "transpose": (np.transpose, lambda X, E: E.T, lambda X, E: E),
}


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 5), st.integers(0, 1000))
def test_right_rules_pass_and_wrong_ones_fail(n, seed):
    X = np.random.default_rng(seed).normal(size=(n, n)) + 3 * np.sqrt(n) * np.eye(n)
    for f, right, wrong in RULES.values():
        assert check_differential(f, right, X, seed=seed).error < 1e-7
        assert check_differential(f, wrong, X, seed=seed).error > 1e-3


def test_symmetric_steps_cannot_tell_a_transpose():
    X = np.array([[4.0, 1.0], [1.0, 3.0]])
    f, _, wrong = RULES["log det"]
    assert check_differential(f, wrong, X, symmetric=True).error < 1e-8
    found = check_differential(RULES["transpose"][0], RULES["transpose"][2], X)
    assert found.error > 1e-2 and np.linalg.norm(found.direction) == pytest.approx(1)


def test_numbers_vectors_and_zero():
    assert check_differential(lambda x: x**3, lambda x, e: 3 * x**2 * e, 2.0).error < 1e-8
    assert check_differential(lambda x: x @ x, lambda x, e: 2 * x @ e, [1.0, -2.0]).error < 1e-8
    assert check_differential(lambda x: 1.0, lambda x, e: 0.0, [1.0, -2.0]).error == 0
    assert check_differential(lambda x: 1.0, lambda x, e: 0.0, [1.0, -2.0]).direction.shape == (2,)


@pytest.mark.parametrize("f, df, x, error", [
    (lambda x: x, lambda x, e: e[:1], [1.0, 2.0], ValueError), (lambda x: x, lambda x, e: e, [np.nan], ValueError),
    (lambda x: "a", lambda x, e: e, [1.0], TypeError), (lambda x: x, lambda x, e: np.nan * e, [1.0], ValueError),
    (lambda x: x, lambda x, e: e, [], ValueError)])
def test_what_is_no_differential_is_refused(f, df, x, error):
    with pytest.raises(error):
        check_differential(f, df, x)


def test_other_refusals():
    with pytest.raises(ValueError, match="symmetric"):
        check_differential(np.trace, lambda x, e: np.trace(e), [[1.0, 2.0], [3.0, 4.0]], symmetric=True)
    with pytest.raises(ValueError, match="trials"):
        check_differential(np.sum, lambda x, e: np.sum(e), [1.0], trials=0)
