import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.optimize import minimize

from m4ds.optim.descent import gradient_descent
from m4ds.optim.momentum import best_momentum, momentum, nesterov
from m4ds.optim.objectives import quadratic


def chain(n):
    """Return a quadratic with eigenvalues in (0, 1) on which every gradient method is slow at first."""
    A = (2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1)) / 4
    b = np.zeros(n)
    b[0] = 0.25
    return A, b


@given(st.floats(1.5, 400), st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_the_heavy_ball_obeys_its_bound_on_quadratics(kappa, seed):
    rng = np.random.default_rng(seed)
    x0 = rng.normal(size=5)
    path = momentum(*quadratic(np.diag(np.geomspace(1, kappa, 5))), x0, *best_momentum(1, kappa),
                    max_steps=60, tol=0)
    rho = (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)
    errors = np.linalg.norm(path.points, axis=1)
    k = np.arange(len(errors))
    bound = (2 * k + 1) * rho**k * np.linalg.norm(x0)
    assert (errors <= bound * (1 + 1e-9) + 1e-14 * np.linalg.norm(x0)).all()


def test_nesterov_obeys_its_bound_for_convex_functions():
    A, b = chain(100)
    f, grad = quadratic(A, b)
    solution = np.linalg.solve(A, b)
    path = nesterov(f, grad, np.zeros(100), 1.0, max_steps=300, tol=0)
    k = np.arange(301)
    assert (path.values - f(solution) <= 2 * (solution @ solution) / (k + 1) ** 2).all()


@pytest.mark.parametrize("kappa", [4.0, 100.0])
def test_nesterov_with_fixed_weight_obeys_its_bound_under_strong_convexity(kappa):
    f, grad = quadratic(np.diag(np.geomspace(1, kappa, 6)))
    s = np.sqrt(kappa)
    x0 = np.ones(6)
    path = nesterov(f, grad, x0, 1 / kappa, (s - 1) / (s + 1), max_steps=80, tol=0)
    bound = (1 - 1 / s) ** np.arange(81) * (f(x0) + x0 @ x0 / 2)
    assert (path.values <= bound * (1 + 1e-9)).all()


def test_both_reach_the_minimum_that_scipy_finds_and_need_fewer_steps_than_plain_descent():
    A, b = np.diag(np.geomspace(1, 400, 8)), np.arange(1.0, 9.0)
    f, grad = quadratic(A, b)
    reference = minimize(f, np.zeros(8), jac=grad, method="BFGS", options={"gtol": 1e-9}).x
    paths = [momentum(f, grad, np.zeros(8), *best_momentum(1, 400)),
             nesterov(f, grad, np.zeros(8), 1 / 400, 19 / 21),
             gradient_descent(f, grad, np.zeros(8), 2 / 401)]
    for path in paths:
        assert path.converged
        np.testing.assert_allclose(path.x, reference, atol=1e-5 * np.linalg.norm(reference))
    assert max(paths[0].steps, paths[1].steps) < paths[2].steps / 5


def test_the_heavy_ball_can_cycle_on_a_strongly_convex_function_that_is_not_quadratic():
    def slope(x):
        return np.where(x < 1, 25 * x, np.where(x < 2, x + 24, 25 * x - 24))

    def f(x):
        t = x[0]
        return 12.5 * t**2 if t < 1 else t**2 / 2 + 24 * t - 12 if t < 2 else 12.5 * t**2 - 24 * t + 36
    path = momentum(f, slope, [3.3], *best_momentum(1, 25), max_steps=600)
    assert not path.converged
    np.testing.assert_allclose(path.points[-3:], path.points[-6:-3], rtol=1e-9)
    assert gradient_descent(f, slope, [3.3], 1 / 25).converged


def test_the_reported_end_of_nesterov_has_the_small_gradient_that_stopped_it():
    f, grad = quadratic(np.diag([1.0, 50.0]))
    path = nesterov(f, grad, [4, 1], 1 / 50, tol=1e-3)
    assert path.converged and np.linalg.norm(grad(path.x)) <= 1e-3


@pytest.mark.parametrize("method", [momentum, nesterov])
@pytest.mark.parametrize("beta", [-0.1, 1.0, np.nan])
def test_a_weight_outside_its_range_is_refused(method, beta):
    with pytest.raises(ValueError, match="beta must satisfy"):
        method(*quadratic(np.eye(2)), [1, 1], 0.1, beta)


@pytest.mark.parametrize("method", [momentum, nesterov])
def test_a_start_with_nan_and_a_diverging_objective_are_named(method):
    with pytest.raises(ValueError, match="x0 holds NaN"):
        method(*quadratic(np.eye(2)), [1, np.nan], 0.1, 0.5)
    with pytest.raises(ArithmeticError, match="it diverges"):
        method(*quadratic(np.eye(2)), [1, 1], 40, 0.5)


@pytest.mark.parametrize("mu, L", [(0, 1), (2, 1), (np.nan, 1), (1, np.inf)])
def test_impossible_constants_are_refused(mu, L):
    with pytest.raises(ValueError, match="0 < mu <= L"):
        best_momentum(mu, L)
