"""Layers, losses and initial weights: gradients against differences, averages, switches, refusals."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.special import log_softmax

from m4ds.calculus.autodiff import Tensor
from m4ds.calculus.elementary import relu, tanh
from m4ds.calculus.pullbacks import gradcheck, value_and_gradient
from m4ds.learn.nn import (
    Dropout,
    Embedding,
    LayerNorm,
    Linear,
    Residual,
    Sequential,
    cross_entropy,
    half_squared_error,
    initial_weights,
)

VARIANCES = {"he": 2 / 300, "glorot": 2 / 700, "lecun": 1 / 300, 0.3: 0.09}


def rng(seed=0):
    return np.random.default_rng(seed)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 6), st.integers(2, 5), st.integers(0, 99), st.sampled_from([1.0, 1e3, 1e-3]))
def test_the_cross_entropy_has_the_gradient_p_minus_y(n, k, seed, scale):
    z, y = scale * rng(seed).normal(size=(n, k)), rng(seed).integers(0, k, n)
    value, gradient = value_and_gradient(lambda z: cross_entropy(z, y), z)
    assert value == pytest.approx(-log_softmax(z, axis=1)[np.arange(n), y].mean(), rel=1e-12, abs=1e-300)
    np.testing.assert_allclose(gradient, (np.exp(log_softmax(z, axis=1)) - np.eye(k)[y]) / n, atol=1e-15)


def test_scores_that_overflow_an_exponential_have_a_finite_loss():
    assert cross_entropy(Tensor([[1e5, -1e5]]), [1]).item() == 2e5


def test_half_the_squared_error():
    z, y = rng().normal(size=(2, 7, 3))
    value, gradient = value_and_gradient(lambda z: half_squared_error(z, y), z)
    assert value == pytest.approx(((z - y) ** 2).sum() / 14)
    np.testing.assert_allclose(gradient, (z - y) / 7)


@pytest.mark.parametrize("make", [
    lambda: Linear(3, 4, rng()), lambda: LayerNorm(3), lambda: Residual(Sequential(Linear(3, 3, rng()), tanh)),
    lambda: Sequential(Linear(3, 5, rng()), relu, LayerNorm(5), Linear(5, 2, rng(1)))])
def test_gradients_of_inputs_and_parameters_pass_the_check(make):
    layer, x = make(), rng(5).normal(size=(4, 3))
    u = rng(6).normal(size=layer(Tensor(x)).shape)
    assert gradcheck(lambda x: (layer(x) * u).sum(), x) < 1e-7
    for i, p in enumerate(layer.parameters()):
        def f(value, i=i):
            fresh = make()
            mine = fresh.parameters()[i]
            owner, name = next((o, n) for o in _all(fresh) for n, v in vars(o).items() if v is mine)
            setattr(owner, name, value)
            return (fresh(Tensor(x, constant=True)) * u).sum()
        assert gradcheck(f, p.data) < 1e-7


def _all(layer):
    return [layer] + [inner for part in layer.parts() for inner in _all(part)]


@pytest.mark.parametrize("how", VARIANCES)
def test_initial_weights_have_their_variance(how):
    W = initial_weights(400, 300, rng(), how)
    assert W.var() == pytest.approx(VARIANCES[how], rel=5 * np.sqrt(2 / W.size))
    assert abs(W.mean()) < 5 * W.std() / np.sqrt(W.size)
    assert not initial_weights(2, 3, rng(), "zero").any()


@pytest.mark.parametrize(("how", "phi", "size"), [("he", lambda x: np.maximum(x, 0), 1.0), ("lecun", lambda x: x, 1.0)])
def test_the_mean_square_survives_ten_layers_on_average(how, phi, size):
    ratios = []
    for seed in range(300):
        r = rng(seed)
        z = x = r.normal(size=40)
        first = None
        for _ in range(10):
            z = initial_weights(40, 40, r, how) @ x
            first = (z**2).mean() if first is None else first
            x = phi(z)
        ratios.append((z**2).mean() / first)
    ratios = np.array(ratios)
    assert abs(ratios.mean() - size) < 5 * ratios.std() / np.sqrt(len(ratios))


def test_layer_norm_standardises_the_rows_and_ignores_their_scale():
    x = rng().normal(size=(5, 8))
    out = LayerNorm(8, eps=0.0)(Tensor(x)).data
    np.testing.assert_allclose([out.mean(axis=1), out.std(axis=1)], [np.zeros(5), np.ones(5)], atol=1e-14)
    np.testing.assert_allclose(LayerNorm(8, eps=0.0)(Tensor(7 * x + 3)).data, out, atol=1e-12)


def test_dropout_keeps_the_expectation_in_training_and_everything_otherwise():
    drop, x = Dropout(0.3, rng()), np.ones(200_000)
    assert (drop(Tensor(x)).data == 1).all()
    drop.train()
    out = drop(Tensor(x)).data
    np.testing.assert_allclose(np.unique(out), [0, 1 / 0.7])
    assert abs(out.mean() - 1) < 5 * np.sqrt(0.3 / 0.7 / len(x))
    drop.train(False)
    assert not drop.training


def test_the_training_switch_reaches_every_part():
    net = Sequential(Residual(Sequential(Dropout(0.5, rng()))), Dropout(0.5, rng()))
    net.train()
    assert all(part.training for part in _all(net))


def test_an_embedding_adds_up_the_gradients_of_a_symbol_that_comes_twice():
    layer = Embedding(4, 2, rng())
    layer(np.array([1, 3, 1])).sum().backward()
    np.testing.assert_array_equal(layer.table.grad, [[0, 0], [2, 2], [0, 0], [1, 1]])


@pytest.mark.parametrize(("act", "what"), [
    (lambda: cross_entropy(Tensor(np.ones((2, 3))), [0]), "need classes"),
    (lambda: cross_entropy(Tensor(np.ones((2, 3))), [0, 3]), "from 0 to 2"),
    (lambda: cross_entropy(Tensor(np.ones((2, 3))), [0.0, 1.0]), "integers"),
    (lambda: half_squared_error(Tensor(np.ones((3, 1))), np.ones(3)), "shape"),
    (lambda: Dropout(1.0, rng()), "rate"), (lambda: Dropout(-0.1, rng()), "rate"),
    (lambda: initial_weights(0, 1, rng()), "at least one"), (lambda: initial_weights(1, 1, rng(), "best"), "one of"),
    (lambda: initial_weights(1, 1, rng(), -1.0), "at least 0"),
    (lambda: initial_weights(1, 1, rng(), np.nan), "finite"),
    (lambda: Linear(2, 1, rng())(Tensor([[1.0, np.nan]])), "NaN"),
    (lambda: Linear(2, 1, rng())(Tensor([[1.0, 2.0, 3.0]])), "matmul")])
def test_refusals(act, what):
    with pytest.raises(ValueError, match=what):
        act()
