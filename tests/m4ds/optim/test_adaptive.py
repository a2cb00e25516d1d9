import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer

from m4ds.optim.adaptive import adam, moving_average, rmsprop


def replay(method, gradients, x0, step, **options):
    """Run a method on gradients that are given in advance: batch k is the row k."""
    return method(lambda x, rows: gradients[rows[0]], x0, [[k] for k in range(len(gradients))], step,
                  steps=len(gradients), **options)


@pytest.mark.parametrize("scale", [1.0, 1e6])
def test_adam_agrees_with_that_of_scikit_learn(scale):
    rng = np.random.default_rng(0)
    G, x0 = rng.normal(size=(50, 3)) * [scale, 1, 1], rng.normal(size=3)
    theirs = [x0.copy()]
    optimiser = AdamOptimizer(theirs, learning_rate_init=0.01, epsilon=1e-14)
    for g in G:
        optimiser.update_params(theirs, [g])
    np.testing.assert_allclose(replay(adam, G, x0, 0.01, eps=1e-14).x, theirs[0], rtol=1e-10)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=25), st.floats(0, 0.99))
def test_the_moving_average_is_that_of_pandas_and_reproduces_a_constant(values, beta):
    ours = moving_average(values, beta)
    theirs = pd.Series(values).ewm(alpha=1 - beta, adjust=True).mean().to_numpy()
    np.testing.assert_allclose(ours, theirs, atol=1e-10)
    np.testing.assert_allclose(moving_average(np.full(10, 7.0), beta), 7.0)
    biased = 7 * (1 - beta ** np.arange(1, 11))
    np.testing.assert_allclose(moving_average(np.full(10, 7.0), beta, correct=False), biased)


def test_the_first_steps_by_hand():
    G = np.array([[4.0, -0.01]])
    np.testing.assert_allclose(replay(adam, G, [0, 0], 0.1).x, [-0.1, 0.1], rtol=1e-5)
    longer = 0.1 * 0.1 / np.sqrt(1e-3)
    np.testing.assert_allclose(replay(adam, G, [0, 0], 0.1, correct=False).x, [-longer, longer], rtol=1e-4)
    np.testing.assert_allclose(replay(rmsprop, G, [0, 0], 0.1, beta=0.75).x, [-0.2, 0.2], rtol=1e-5)
    two = replay(adam, np.array([[3.0], [1.0]]), [0.0], 0.1, beta1=0.5, beta2=0.5)
    second = 0.1 * (5 / 3) / np.sqrt(11 / 3)      # m = 1.25 over 0.75; s = 2.75 over 0.75
    np.testing.assert_allclose(two.x, [-0.1 - second], rtol=1e-6)


@given(st.integers(0, 1000), st.floats(1e-3, 1e3))
@settings(max_examples=25, deadline=None)
def test_adam_does_not_feel_the_scale_of_the_loss_and_no_step_exceeds_its_bound(seed, scale):
    G = np.random.default_rng(seed).standard_cauchy(size=(30, 2))
    run = replay(adam, G, [0, 0], 0.1, eps=1e-300)
    np.testing.assert_allclose(replay(adam, scale * G, [0, 0], 0.1, eps=1e-300).points, run.points, atol=1e-9)
    plain = replay(adam, G, [0, 0], 0.1, correct=False, eps=1e-300)
    longest = 0.1 * (1 - 0.9) / np.sqrt((1 - 0.999) * (1 - 0.9**2 / 0.999))
    assert abs(np.diff(plain.points, axis=0)).max() <= longest * (1 + 1e-9)


@pytest.mark.parametrize("correct", [True, False])
def test_adam_walks_to_the_worst_point_of_the_example_of_reddi_kale_and_kumar_and_amsgrad_to_the_best(correct):
    G = np.tile([3.0, -1.0, -1.0], 1000)[:, None]
    options = {"beta1": 0.0, "beta2": 0.1, "box": (-1, 1), "correct": correct}
    run = replay(adam, G, [-1.0], 0.05, **options)
    assert run.x == [1.0] and (run.points[-300:] >= 1 - 0.05 * np.sqrt(10) / 3 - 1e-9).all()
    drift = np.diff(run.points[:60:3, 0])
    assert (drift >= 0.65 * 0.05 - 1e-9).all()
    assert replay(adam, G, [1.0], 0.05, amsgrad=True, **options).x < -0.9


@pytest.mark.parametrize("method, options, message", [
    (adam, {"beta1": 1.0}, "beta1 must"), (adam, {"beta2": -0.1}, "beta2 must"), (adam, {"eps": 0.0}, "eps must"),
    (rmsprop, {"beta": np.nan}, "beta must"), (rmsprop, {"eps": np.inf}, "eps must")])
def test_weights_outside_their_range_are_refused(method, options, message):
    with pytest.raises(ValueError, match=message):
        replay(method, np.ones((2, 1)), [0.0], 0.1, **options)
    with pytest.raises(ValueError, match="beta must"):
        moving_average([1.0], 1.0)


@pytest.mark.parametrize("method", [adam, rmsprop])
def test_a_gradient_that_is_not_finite_is_named(method):
    with pytest.raises(ArithmeticError, match="after 2 steps"):
        replay(method, np.array([[1.0], [np.inf]]), [0.0], 0.1)
