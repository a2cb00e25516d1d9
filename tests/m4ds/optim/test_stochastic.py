import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.linear_model import SGDRegressor

from m4ds.optim.batches import minibatches, noise_ball
from m4ds.optim.descent import gradient_descent
from m4ds.optim.momentum import momentum
from m4ds.optim.schedules import inverse_steps, root_steps
from m4ds.optim.stochastic import Run, sgd, step_test
from m4ds.optim.sums import least_squares_sum, quadratic_sum


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(-1e6, 1e6))
def test_steps_1_over_k_on_the_mean_are_the_running_average_from_any_start(values, start):
    total = quadratic_sum([[1.0]], np.array(values)[:, None])
    run = sgd(total.grad, [start], minibatches(total.n, 1, how="order"), inverse_steps(1), steps=total.n)
    running = np.cumsum(values) / np.arange(1, len(values) + 1)
    np.testing.assert_allclose(run.points[1:, 0], running, atol=1e-13 * (1 + max(map(abs, [start, *values]))) * 30)


@pytest.mark.parametrize("scale", [1.0, 100.0])
def test_one_pass_in_order_is_that_of_scikit_learn(scale):
    rng = np.random.default_rng(0)
    A, b = rng.normal(size=(200, 4)) * [1, 1, 1, scale], rng.normal(size=200)
    total = least_squares_sum(A, b)
    for name, ours, power in (("constant", 0.5 / total.L, 0.25), ("invscaling", root_steps(0.5 / total.L), 0.5)):
        run = sgd(total.grad, np.zeros(4), minibatches(200, 1, how="order"), ours, steps=200)
        theirs = SGDRegressor(penalty=None, learning_rate=name, eta0=0.5 / total.L, power_t=power, shuffle=False,
                              fit_intercept=False, max_iter=1, tol=None).fit(A, b)
        np.testing.assert_allclose(run.x, theirs.coef_, rtol=1e-10, atol=1e-13 * np.linalg.norm(theirs.coef_))


def test_the_whole_data_as_one_batch_is_gradient_descent_with_and_without_momentum():
    rng = np.random.default_rng(1)
    total = least_squares_sum(rng.normal(size=(30, 3)), rng.normal(size=30))
    whole = minibatches(30, 30, how="order")
    plain = gradient_descent(total.f, total.grad, np.ones(3), 0.1, max_steps=20, tol=0)
    np.testing.assert_allclose(sgd(total.grad, np.ones(3), whole, 0.1, steps=20).points, plain.points, rtol=1e-10)
    ball = momentum(total.f, total.grad, np.ones(3), 0.1, 0.7, max_steps=20, tol=0)
    np.testing.assert_allclose(sgd(total.grad, np.ones(3), whole, 0.1, steps=20, beta=0.7).points, ball.points,
                               rtol=1e-10)


@pytest.mark.parametrize("step, size", [(0.1, 1), (0.4, 1), (0.4, 8)])
def test_a_constant_step_ends_in_the_predicted_ball(step, size):
    corners = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
    total = quadratic_sum(np.diag([1.0, 4.0]), corners)
    run = sgd(total.grad, np.zeros(2), minibatches(4, min(size, 4), np.random.default_rng(0), "replace")
              if size <= 4 else (np.random.default_rng(k).integers(0, 4, size) for k in range(10**6)), step,
              steps=20_000)
    h = noise_ball([1.0, 4.0], [1.0, 16.0], step, size)
    np.testing.assert_allclose((run.points[1000:] ** 2).mean(axis=0), h, rtol=0.1)


@given(st.integers(0, 500))
@settings(max_examples=20, deadline=None)
def test_without_noise_at_the_solution_a_constant_step_converges(seed):
    rng = np.random.default_rng(seed)
    A, x = rng.normal(size=(40, 3)), rng.normal(size=3)
    total = least_squares_sum(A, A @ x)
    run = sgd(total.grad, np.zeros(3), minibatches(40, 1, rng, "replace"), 1 / total.L, steps=4000)
    bound = (1 - total.mu / total.L) ** 4000 * (x @ x)
    assert ((run.x - x) ** 2).sum() <= 1e4 * bound + 1e-20


def test_a_run_counts_rows_and_averages_its_end():
    run = sgd(lambda x, rows: x * 0 + 1, [0.0], minibatches(5, 2, how="order"), 1.0, steps=4)
    assert run.rows.tolist() == [0, 2, 4, 5, 7] and run.x == [-4]
    assert run.average(3) == [-3] and run.average() == [-2]
    assert sgd(lambda x, rows: x, [1.0], [], 0.1, steps=7).points.tolist() == [[1.0]]
    for last in (0, 6):
        with pytest.raises(ValueError, match="cannot average"):
            run.average(last)
    assert isinstance(run, Run)


@pytest.mark.parametrize("change, error, message", [
    ({"x0": [np.nan]}, ValueError, "x0 holds NaN"), ({"step": -1.0}, ValueError, "must be positive"),
    ({"step": lambda k: 0.0}, ValueError, "step 0 must be"), ({"beta": 1.0}, ValueError, "beta must satisfy"),
    ({"grad": lambda x, rows: 1.0}, ValueError, "grad must return shape"),
    ({"step": 1e200}, ArithmeticError, "no longer finite"),
    ({"grad": lambda x, rows: x * np.nan}, ArithmeticError, "no longer finite after 1 steps")])
def test_bad_input_is_named(change, error, message):
    given_ = {"grad": lambda x, rows: x, "x0": [1.0], "batches": minibatches(3, 1, how="order"), "step": 0.1,
              "steps": 9, **change}
    with pytest.raises(error, match=message):
        sgd(**given_)


def test_the_step_test_raises_the_step_and_stops_once_the_loss_explodes():
    tried, losses = step_test(lambda x, rows: x @ x / 2, lambda x, rows: x, [1.0], iter([[0]] * 100), 1e-2, 1e3,
                              steps=60)
    np.testing.assert_allclose(tried[1:] / tried[:-1], 1e5 ** (1 / 59))
    assert losses.argmin() > 0 and len(tried) < 60 and losses.max() <= 4 * losses[0]
    with pytest.raises(ValueError, match="step test needs"):
        step_test(lambda x, rows: 0.0, lambda x, rows: x, [1.0], [], 1.0, 0.1, steps=5)
