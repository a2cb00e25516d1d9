import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.metrics import log_loss

from m4ds.calculus.differences import central_gradient
from m4ds.optim.objectives import logistic_loss, quadratic


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_both_gradients_agree_with_differences(seed):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(3, 3))
    data = rng.normal(size=(20, 3)), rng.integers(0, 2, 20)
    pairs = quadratic(A + A.T, rng.normal(size=3)), logistic_loss(*data)
    w = rng.normal(size=3)
    for f, grad in pairs:
        scale = 1 + np.linalg.norm(grad(w))
        np.testing.assert_allclose(grad(w), central_gradient(f, w), atol=1e-8 * scale)


def test_the_logistic_loss_is_that_of_scikit_learn():
    rng = np.random.default_rng(1)
    X, y, w = rng.normal(size=(50, 3)), rng.integers(0, 2, 50), rng.normal(size=3)
    assert logistic_loss(X, y)[0](w) == pytest.approx(log_loss(y, 1 / (1 + np.exp(-X @ w))), rel=1e-12)


def test_large_scores_do_not_overflow():
    f, grad = logistic_loss([[1.0], [1.0]], [0, 1])
    assert f(np.array([1e4])) == pytest.approx(5e3)
    np.testing.assert_allclose([grad(np.array([1e4])), grad(np.array([-1e4]))], [[0.5], [-0.5]])


@pytest.mark.parametrize("A, b, words", [
    ([[1, 2], [0, 1]], None, "symmetric"), ([[1, 2]], None, "square"), ([[np.nan]], None, "A holds NaN"),
    ([[1.0]], [1, 2], "b must have length 1")])
def test_a_quadratic_that_makes_no_sense_is_refused(A, b, words):
    with pytest.raises(ValueError, match=words):
        quadratic(A, b)


@pytest.mark.parametrize("X, y, words", [
    ([[1.0]], [2], "labels 0 and 1"), ([[1.0]], [0, 1], "1 rows"), ([[np.inf]], [1], "X holds NaN"),
    ([1.0], [1], "X must be a matrix"), (np.empty((0, 2)), [], "X is empty")])
def test_data_that_makes_no_sense_is_refused(X, y, words):
    with pytest.raises(ValueError, match=words):
        logistic_loss(X, y)
