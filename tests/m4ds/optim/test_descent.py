import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.optimize import minimize

from m4ds.optim.descent import backtracking, gradient_descent
from m4ds.optim.objectives import logistic_loss, quadratic

BOWL = quadratic(np.diag([1.0, 4.0]))


def random_quadratic(seed, n=6, kappa=30.0):
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    A = Q * np.geomspace(1.0, kappa, n) @ Q.T
    return (A + A.T) / 2, rng.normal(size=n), rng.normal(size=n)


def quartic(x):
    """Convex with L = 5/2, and curvature 0 at its minimum 0."""
    return float(x[0] ** 4 / (1 + x[0] ** 2))


def quartic_slope(x):
    return np.array([(2 * x[0] ** 5 + 4 * x[0] ** 3) / (1 + x[0] ** 2) ** 2])


def test_the_worked_example_of_the_chapter():
    path = gradient_descent(*BOWL, [4, 1], 0.4, max_steps=2)
    np.testing.assert_allclose(path.points, [[4, 1], [2.4, -0.6], [1.44, 0.36]], rtol=1e-14)
    np.testing.assert_allclose(path.values, [10, 3.6, 1.296], rtol=1e-14)


@given(st.integers(0, 10_000), st.floats(1.5, 300))
@settings(max_examples=30, deadline=None)
def test_a_quadratic_contracts_at_least_as_fast_as_the_best_step_promises(seed, kappa):
    A, b, x0 = random_quadratic(seed, kappa=kappa)
    solution = np.linalg.solve(A, b)
    path = gradient_descent(*quadratic(A, b), x0, 2 / (1 + kappa), max_steps=40, tol=0)
    errors = np.linalg.norm(path.points - solution, axis=1)
    bound = ((kappa - 1) / (kappa + 1)) ** np.arange(len(errors)) * errors[0]
    assert (errors <= bound * (1 + 1e-9) + 1e-12 * np.linalg.norm(solution)).all()


def test_the_rate_of_the_best_step_is_reached_from_the_worst_start():
    kappa = 25.0
    path = gradient_descent(*quadratic(np.diag([1, kappa])), [kappa, 1], 2 / (1 + kappa), max_steps=30, tol=0)
    ratios = np.linalg.norm(path.points[1:], axis=1) / np.linalg.norm(path.points[:-1], axis=1)
    np.testing.assert_allclose(ratios, (kappa - 1) / (kappa + 1), rtol=1e-12)


@given(st.floats(-3, 3).filter(lambda x: abs(x) > 1e-3), st.floats(0.05, 1.0))
@settings(max_examples=40, deadline=None)
def test_a_smooth_convex_function_obeys_the_bound_one_over_k(x0, fraction):
    step = fraction / 2.5
    path = gradient_descent(quartic, quartic_slope, [x0], step, max_steps=200, tol=0)
    k = np.arange(1, 201)
    assert (path.values[1:] <= x0**2 / (2 * step * k)).all()


def test_strong_convexity_gives_the_linear_rate_in_value_and_in_distance():
    A, b, x0 = random_quadratic(3)
    f, grad = quadratic(A, b)
    solution = np.linalg.solve(A, b)
    path = gradient_descent(f, grad, x0, 1 / 30, max_steps=150, tol=0)
    factor = (1 - 1 / 30) ** np.arange(151)
    gaps = path.values - f(solution)
    assert (gaps <= factor * gaps[0] + 1e-12 * abs(path.values)).all()
    squares = ((path.points - solution) ** 2).sum(axis=1)
    assert (squares <= factor * squares[0] * (1 + 1e-9)).all()


def test_twice_the_inverse_of_L_is_where_convergence_ends():
    f, grad = quadratic(np.diag([1.0, 4.0]))
    assert gradient_descent(f, grad, [4, 1], 0.499).converged
    assert gradient_descent(f, grad, [4, 1], 0.501, max_steps=500).values[-1] > 10
    with pytest.raises(ArithmeticError, match=r"finite after \d+ steps; it diverges: take a smaller step"):
        gradient_descent(f, grad, [4, 1], 0.6)


def test_the_minimum_of_a_logistic_loss_agrees_with_scipy():
    rng = np.random.default_rng(5)
    X = np.column_stack([np.ones(200), rng.normal(size=(200, 2))])
    y = (rng.random(200) < 1 / (1 + np.exp(-X @ [0.3, 1.0, -2.0]))).astype(int)
    f, grad = logistic_loss(X, y)
    ours = gradient_descent(f, grad, np.zeros(3), backtracking, tol=1e-7)
    theirs = minimize(f, np.zeros(3), jac=grad, method="BFGS", options={"gtol": 1e-8})
    assert ours.converged
    np.testing.assert_allclose(ours.x, theirs.x, atol=1e-5 * np.linalg.norm(theirs.x))


@given(st.integers(0, 10_000), st.floats(0.1, 0.9), st.floats(0.2, 0.9))
@settings(max_examples=40, deadline=None)
def test_backtracking_meets_armijo_and_is_not_shorter_than_its_bound(seed, c, shrink):
    A, b, x = random_quadratic(seed)
    f, grad = quadratic(A, b)
    g = grad(x)
    step = backtracking(f, x, g, c=c, shrink=shrink)
    assert f(x - step * g) <= f(x) - c * step * (g @ g)
    assert step >= min(1.0, shrink * 2 * (1 - c) / 30) * (1 - 1e-9)


def test_backtracking_shortens_a_step_that_leaves_the_domain():
    step = backtracking(lambda x: float(x[0] - np.log(x[0])), np.array([3.0]), np.array([2 / 3]), first=64.0)
    assert 0 < step < 4.5


def test_backtracking_refuses_a_gradient_with_the_wrong_sign():
    with pytest.raises(ArithmeticError, match="not the gradient"):
        backtracking(BOWL[0], np.array([4.0, 1.0]), np.array([-4.0, -4.0]))


@pytest.mark.parametrize("options", [{"first": 0}, {"c": 1}, {"c": 0}, {"shrink": 1}, {"first": np.nan}])
def test_backtracking_refuses_parameters_out_of_range(options):
    with pytest.raises(ValueError, match="needs first > 0"):
        backtracking(BOWL[0], [4, 1], [4, 4], **options)


@pytest.mark.parametrize("x0, error, words", [
    ([np.nan, 1], ValueError, "x0 holds NaN"), ([np.inf, 1], ValueError, "x0 holds NaN or infinity"),
    ([], ValueError, "x0 is empty"), ([[4, 1]], ValueError, "x0 must be a vector"),
    (["a", "b"], TypeError, "x0 must hold real numbers"), (4.0, ValueError, "x0 must be a vector")])
def test_a_start_that_is_no_finite_vector_is_refused(x0, error, words):
    with pytest.raises(error, match=words):
        gradient_descent(*BOWL, x0, 0.1)


@pytest.mark.parametrize("step", [0, -0.1, np.nan, np.inf])
def test_a_step_that_is_not_positive_is_refused(step):
    with pytest.raises(ValueError, match="step must be positive"):
        gradient_descent(*BOWL, [4, 1], step)


def test_functions_of_the_wrong_shape_are_refused():
    with pytest.raises(ValueError, match="grad must return shape"):
        gradient_descent(BOWL[0], lambda x: x[0], [4, 1], 0.1)
    with pytest.raises(ValueError, match="f must return one number"):
        gradient_descent(lambda x: x, BOWL[1], [4, 1], 0.1)


def test_a_start_outside_the_domain_is_named():
    with pytest.raises(ArithmeticError, match="x0 lies outside the domain"):
        gradient_descent(lambda x: np.log(x[0]), lambda x: 1 / x, [-1.0], 0.1)


def test_the_start_is_kept_and_a_start_at_the_minimum_needs_no_step():
    x0 = np.array([4.0, 1.0])
    gradient_descent(*BOWL, x0, 0.1, max_steps=3)
    np.testing.assert_array_equal(x0, [4, 1])
    path = gradient_descent(*BOWL, [0, 0], 0.1)
    assert path.converged and path.steps == 0


def test_too_few_steps_are_reported_as_not_converged():
    assert not gradient_descent(*BOWL, [4, 1], 0.1, max_steps=3).converged
