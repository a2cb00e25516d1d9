"""Theorems of the chapter "Neural networks from scratch" that no other test holds."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.calculus.autodiff import Tensor
from m4ds.calculus.elementary import tanh
from m4ds.calculus.pullbacks import jacobian
from m4ds.learn.nn import (
    Dropout,
    LayerNorm,
    Linear,
    Residual,
    Sequential,
    cross_entropy,
    interpolating_network,
    predictions,
    train,
)
from m4ds.learn.nn.mlp import mlp


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5), st.data())
def test_with_as_many_units_as_inputs_some_direction_never_lowers_the_score(n, data):
    m, rng = data.draw(st.integers(1, n)), np.random.default_rng(data.draw(st.integers(0, 999)))
    W, b, a = rng.normal(size=(m, n)), rng.normal(size=m), rng.choice([-1.0, 0.5, 2.0], size=m)
    d = np.linalg.lstsq(W, np.sign(a), rcond=None)[0]
    x, t = rng.normal(size=n), np.linspace(0, 50, 200)
    score = np.tanh((x + t[:, None] * d) @ W.T + b) @ a
    assert np.abs(d).max() > 0 and (np.diff(score) >= -1e-12).all()


@pytest.mark.parametrize("n", [1, 2, 6])
def test_one_unit_more_encloses(n):
    rng = np.random.default_rng(n)
    x = rng.normal(size=(20_000, n)) * 2 * n * rng.uniform(size=(20_000, 1)) ** 3
    f = 1 - np.maximum(x, 0).sum(axis=1) - np.maximum(-x.sum(axis=1), 0)
    inside = x[f > 0]
    assert len(inside) and (inside < 1).all() and (inside > -n).all()


def test_different_points_can_be_memorised():
    rng = np.random.default_rng(0)
    X, y, u = rng.normal(size=(30, 4)), rng.normal(size=30), rng.normal(size=4)
    t = X @ u
    w, b, a, c = interpolating_network(np.sort(t), y[np.argsort(t)])
    assert len(a) == 29
    np.testing.assert_allclose(c + np.maximum(np.outer(t, w) + b, 0) @ a, y, atol=1e-9)


def test_along_a_ray_a_relu_network_ends_affine():
    net, rng = mlp([3, 12, 12, 4], np.random.default_rng(0)), np.random.default_rng(1)
    for p in net.parameters()[1::2]:
        p.data = rng.normal(size=p.shape)
    u = rng.normal(size=3)
    f = predictions(net, np.outer([1e5, 2e5, 3e5], u))
    np.testing.assert_allclose(f[2] - f[1], f[1] - f[0], rtol=1e-9)


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 6), st.integers(1, 8), st.integers(0, 99))
def test_residual_blocks_stretch_within_their_bounds(n, depth, seed):
    rng, blocks, bounds = np.random.default_rng(seed), [], []
    for _ in range(depth):
        layer = Linear(n, n, rng, bias=False)
        layer.weight.data = layer.weight.data * 0.3 / np.linalg.norm(layer.weight.data, 2)     # tanh' <= 1
        blocks.append(Residual(Sequential(layer, tanh)))
        bounds.append(0.3)
    s = np.linalg.svd(jacobian(lambda x: Sequential(*blocks)(x.reshape(1, n)).reshape(n), rng.normal(size=n)))[1]
    assert s.max() <= 1.3**depth * (1 + 1e-12) and s.min() >= 0.7**depth * (1 - 1e-12)


def test_the_jacobian_of_the_normalisation():
    x = np.random.default_rng(0).normal(size=5)
    y = (x - x.mean()) / x.std()
    want = (np.eye(5) - np.ones((5, 5)) / 5 - np.outer(y, y) / 5) / x.std()
    np.testing.assert_allclose(jacobian(lambda x: LayerNorm(5, eps=0.0)(x), x), want, atol=1e-13)


def test_dropout_adds_a_ridge_that_follows_the_data():
    rng, p = np.random.default_rng(0), 0.3
    w, h, y = rng.normal(size=4), rng.normal(size=4), 0.7
    drop = Dropout(p, rng)
    drop.train()
    errors = (y - drop(Tensor(np.tile(h, (200_000, 1)))).data @ w) ** 2
    want = (y - w @ h) ** 2 + p / (1 - p) * (w**2 * h**2).sum()
    assert abs(errors.mean() - want) < 5 * errors.std() / np.sqrt(len(errors))


def test_all_zero_weights_move_nothing_but_the_last_bias():
    net, rng = mlp([3, 6, 5, 4], np.random.default_rng(0), "tanh", how="zero"), np.random.default_rng(1)
    train(net, cross_entropy, rng.normal(size=(40, 3)), rng.integers(0, 4, 40), epochs=5, step=0.1)
    *rest, last = net.parameters()
    assert not any(p.data.any() for p in rest) and last.data.any()
