"""The gradient is that of differences; the step is the best of all small steps for a linear score."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.calculus.autodiff import Tensor
from m4ds.learn.nn.adversarial import fgsm, input_gradient
from m4ds.learn.nn.losses import cross_entropy
from m4ds.learn.nn.mlp import mlp


def loss(net, x, y):
    return cross_entropy(net(Tensor(x)), y).item()


@given(st.integers(0, 50))
def test_the_gradient_is_that_of_differences(seed):
    rng = np.random.default_rng(seed)
    net = mlp([5, 6, 3], rng, "tanh")
    X, y = rng.normal(size=(4, 5)), rng.integers(0, 3, 4)
    g, v = input_gradient(net, X, y), rng.normal(size=(4, 5))
    for i in range(4):
        up, down = X[[i]] + 1e-5 * v[[i]], X[[i]] - 1e-5 * v[[i]]
        assert g[i] @ v[i] == pytest.approx((loss(net, up, y[[i]]) - loss(net, down, y[[i]])) / 2e-5, abs=1e-7)


@given(st.integers(0, 100), st.floats(0, 2))
def test_for_two_classes_and_linear_scores_no_step_in_the_cube_does_more_harm(seed, eps):
    rng = np.random.default_rng(seed)
    net = mlp([4, 2], rng)
    X, y = rng.normal(size=(3, 4)), rng.integers(0, 2, 3)
    worst = fgsm(net, X, y, eps, -np.inf, np.inf)
    assert np.abs(worst - X).max() <= eps + 1e-12
    for _ in range(10):
        other = X + eps * rng.uniform(-1, 1, X.shape)
        for i in range(3):
            assert loss(net, other[[i]], y[[i]]) <= loss(net, worst[[i]], y[[i]]) + 1e-12


def test_it_stays_on_the_paper_and_refuses_a_negative_step():
    net = mlp([3, 2], np.random.default_rng(0))
    X = np.array([[0.0, 0.5, 1.0]])
    assert fgsm(net, X, [0], 0.0).tolist() == X.tolist()
    moved = fgsm(net, X, [0], 0.8)
    assert moved.min() >= 0
    assert moved.max() <= 1
    with pytest.raises(ValueError):
        fgsm(net, X, [0], -0.1)
