import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.calculus.differences import central_gradient
from m4ds.optim.objectives import logistic_loss, quadratic
from m4ds.optim.sums import least_squares_sum, logistic_sum, quadratic_sum


def sums(seed):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(9, 3)), rng.integers(0, 2, 9)
    B = rng.normal(size=(3, 3))
    return (least_squares_sum(X, rng.normal(size=9)), logistic_sum(X, y, 0.1),
            quadratic_sum(B @ B.T + np.eye(3), rng.normal(size=(9, 3))))


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_the_gradient_of_any_batch_agrees_with_differences_and_the_whole_is_the_mean_of_the_rows(seed):
    rng = np.random.default_rng(seed)
    x, rows = rng.normal(size=3), rng.integers(0, 9, 4)
    for total in sums(seed):
        scale = 1 + np.linalg.norm(total.grad(x))
        for chosen in (rows, None):
            numeric = central_gradient(lambda z, t=total, r=chosen: t.f(z, r), x)
            np.testing.assert_allclose(total.grad(x, chosen), numeric, atol=1e-7 * scale)
        one_by_one = [total.grad(x, [i]) for i in range(9)]
        np.testing.assert_allclose(total.grad(x), np.mean(one_by_one, axis=0), atol=1e-12 * scale)
        assert total.f(x) == pytest.approx(np.mean([total.f(x, [i]) for i in range(9)]), rel=1e-12)


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_each_row_is_L_smooth_and_the_sum_is_mu_strongly_convex(seed):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(2, 3)) * 3
    for total in sums(seed):
        apart = np.linalg.norm(x - y)
        for i in range(9):
            assert np.linalg.norm(total.grad(x, [i]) - total.grad(y, [i])) <= total.L * apart * (1 + 1e-9)
        floor = total.f(x) + total.grad(x) @ (y - x) + total.mu / 2 * apart**2
        assert total.f(y) >= floor - 1e-9 * (1 + abs(floor))


def test_they_agree_with_the_objectives_of_gradient_methods():
    rng = np.random.default_rng(2)
    X, y, w = rng.normal(size=(20, 3)), rng.integers(0, 2, 20), rng.normal(size=3)
    f, grad = logistic_loss(X, y)
    assert logistic_sum(X, y).f(w) == pytest.approx(f(w), rel=1e-14)
    np.testing.assert_allclose(logistic_sum(X, y).grad(w), grad(w), rtol=1e-13)
    f, grad = quadratic(X.T @ X / 20, X.T @ y / 20)
    np.testing.assert_allclose(least_squares_sum(X, y).grad(w), grad(w), atol=1e-13)


def test_huge_scores_do_not_overflow_and_a_flat_direction_has_mu_zero():
    total = logistic_sum([[1.0], [1.0]], [0, 1])
    assert np.isfinite(total.f(np.array([1e4]))) and np.isfinite(total.grad(np.array([-1e4]))).all()
    assert least_squares_sum([[1.0, 1.0], [2.0, 2.0]], [1.0, 2.0]).mu == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize("make, message", [
    (lambda: least_squares_sum([[1.0]], [1.0, 2.0]), "1 rows"), (lambda: least_squares_sum([[np.nan]], [1.0]), "NaN"),
    (lambda: logistic_sum([[1.0]], [2]), "labels 0 and 1"), (lambda: logistic_sum([[1.0]], [1], -1), "ridge"),
    (lambda: logistic_sum([[1.0]], [1], np.inf), "ridge"), (lambda: logistic_sum([1.0], [1]), "matrix"),
    (lambda: quadratic_sum([[1.0, 0.0], [0.0, -1.0]], [[1.0, 2.0]]), "positive eigenvalues"),
    (lambda: quadratic_sum([[1.0, 1.0], [0.0, 1.0]], [[1.0, 2.0]]), "symmetric"),
    (lambda: quadratic_sum([[1.0]], [[1.0, 2.0]]), "columns")])
def test_bad_data_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
