import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.optimize import rosen, rosen_der, rosen_hess

from m4ds.optim.newton import newton_direction, newton_minimise


def soft(x):
    """Strongly convex with mu = 1, L = 1 + n and a Lipschitz Hessian."""
    return float(x @ x / 2 + np.logaddexp(x, -x).sum() + x.sum())


def soft_slope(x):
    return x + np.tanh(x) + 1


def soft_hess(x):
    return np.diag(1 + 1 / np.cosh(x) ** 2)


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_a_quadratic_takes_one_step(seed):
    rng = np.random.default_rng(seed)
    M = rng.normal(size=(4, 4))
    A, b, x0 = M @ M.T + 0.1 * np.eye(4), rng.normal(size=4), rng.normal(size=4)
    path = newton_minimise(lambda x: x @ A @ x / 2 - b @ x, lambda x: A @ x - b, lambda x: A, x0, max_steps=1)
    np.testing.assert_allclose(path.x, np.linalg.solve(A, b), rtol=1e-7, atol=1e-7)


@given(st.integers(0, 10_000), st.floats(0.1, 100))
@settings(max_examples=30, deadline=None)
def test_damped_newton_arrives_from_everywhere_on_a_strongly_convex_function(seed, spread):
    x0 = spread * np.random.default_rng(seed).normal(size=3)
    path = newton_minimise(soft, soft_slope, soft_hess, x0, tol=1e-10)
    assert path.converged and path.steps <= 12
    assert (np.diff(path.values) <= 1e-12 * abs(path.values[:-1])).all()
    np.testing.assert_allclose(path.x, path.x[0] * np.ones(3), atol=1e-9)


def test_the_error_is_squared_near_the_minimum():
    solution = newton_minimise(soft, soft_slope, soft_hess, [0.0], tol=1e-15, max_steps=20).x
    e = np.linalg.norm(newton_minimise(soft, soft_slope, soft_hess, [0.5], tol=1e-8).points - solution, axis=1)
    gamma, beta = 0.77, 1 / soft_hess(solution)[0, 0]     # the derivative of 1/cosh^2 is at most 0.7698
    assert (e[1:] <= beta * gamma * e[:-1] ** 2 + 1e-15).all()


def test_the_iterates_follow_a_change_of_variables():
    A = np.array([[1.0, 50], [0, 100]])
    plain = newton_minimise(rosen, rosen_der, rosen_hess, [-1.2, 1.0])
    y0 = np.linalg.solve(A, [-1.2, 1.0])
    other = newton_minimise(lambda y: rosen(A @ y), lambda y: A.T @ rosen_der(A @ y),
                            lambda y: A.T @ rosen_hess(A @ y) @ A, y0, damped=False, max_steps=6)
    pure = newton_minimise(rosen, rosen_der, rosen_hess, [-1.2, 1.0], damped=False, max_steps=6)
    np.testing.assert_allclose(other.points @ A.T, pure.points, rtol=1e-6, atol=1e-6)
    assert plain.converged
    np.testing.assert_allclose(plain.x, 1, rtol=1e-7)


def test_pure_newton_goes_to_a_saddle_and_the_damped_one_leaves_it():
    f, grad = (lambda x: x[0] ** 2 - x[1] ** 2 + x[1] ** 4), (lambda x: np.array([2 * x[0], -2 * x[1] + 4 * x[1] ** 3]))

    def hess(x):
        return np.diag([2, -2 + 12 * x[1] ** 2])
    np.testing.assert_allclose(newton_minimise(f, grad, hess, [1, 0.1], damped=False).x, 0, atol=1e-8)
    np.testing.assert_allclose(newton_minimise(f, grad, hess, [1, 0.1]).x, [0, np.sqrt(0.5)], atol=1e-7)


@given(st.integers(0, 10_000), st.integers(1, 6), st.floats(1e-5, 1e5))
@settings(max_examples=40, deadline=None)
def test_the_direction_leads_down_whatever_the_hessian(seed, n, scale):
    rng = np.random.default_rng(seed)
    M = rng.normal(size=(n, n)) * scale
    g = rng.normal(size=n)
    assert g @ newton_direction(M + M.T, g) < 0


def test_smallest_and_degenerate_input():
    np.testing.assert_allclose(newton_direction([[0.0]], [1.0]), [-1000])
    minimum = newton_minimise(soft, soft_slope, soft_hess, [0.0]).x
    assert newton_minimise(soft, soft_slope, soft_hess, minimum).steps == 0


def test_refusals():
    with pytest.raises(ValueError, match="x0 holds NaN"):
        newton_minimise(soft, soft_slope, soft_hess, [np.nan])
    with pytest.raises(ValueError, match="hess must return"):
        newton_minimise(soft, soft_slope, lambda x: np.eye(3), [1.0])
    with pytest.raises(ValueError, match="grad must return"):
        newton_minimise(soft, lambda x: 1.0, soft_hess, [1.0])
    with pytest.raises(np.linalg.LinAlgError):
        newton_minimise(soft, soft_slope, lambda x: np.zeros((1, 1)), [1.0], damped=False)
    with pytest.raises(ArithmeticError, match="f is not finite"):
        newton_minimise(lambda x: np.inf, soft_slope, soft_hess, [1.0])
    with pytest.raises(ValueError, match="g must have length"):
        newton_direction(np.eye(2), [1.0])
    with pytest.raises(ValueError, match="square"):
        newton_direction(np.ones((2, 3)), [1.0, 1.0])
