"""Attention and the transformer: averages, symmetry, causality, gradients; refusals."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.special import softmax as scipy_softmax

from m4ds.calculus.autodiff import Tensor
from m4ds.calculus.pullbacks import gradcheck
from m4ds.learn.nn import (
    SelfAttention,
    TinyTransformer,
    attention,
    causal_mask,
    cross_entropy,
    positions,
    predictions,
    train,
)


def draw(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.integers(1, 5), st.integers(1, 6), st.integers(0, 99), st.sampled_from([1.0, 1e3, 1e-3]))
def test_each_output_is_a_mean_of_the_values(t, s, d, seed, scale):
    Q, K, V = draw(seed, t, d) * scale, draw(seed + 1, s, d), draw(seed + 2, s, 3)
    out, weights = (a.data for a in attention(Tensor(Q), Tensor(K), Tensor(V)))
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    np.testing.assert_allclose(weights, scipy_softmax(Q @ K.T / np.sqrt(d), axis=1), rtol=1e-9, atol=1e-300)
    assert (out <= V.max(axis=0) + 1e-12).all() and (out >= V.min(axis=0) - 1e-12).all()


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(5)), st.integers(0, 99), st.sampled_from([1, 2]))
def test_self_attention_commutes_with_permutations(order, seed, heads):
    layer, x = SelfAttention(6, heads, np.random.default_rng(seed)), draw(seed, 2, 5, 6)
    np.testing.assert_allclose(predictions(layer, x[:, order]), predictions(layer, x)[:, order], atol=1e-12)


def test_without_positions_the_transformer_commutes_with_permutations_and_with_them_it_does_not():
    S, order = np.array([[0, 3, 1, 2, 3]]), [4, 0, 3, 1, 2]
    for places in (False, True):
        model = TinyTransformer(5, 8, 2, 2, np.random.default_rng(0), places=places)
        same = np.allclose(predictions(model, S[:, order]), predictions(model, S)[:, order], atol=1e-12)
        assert same is not places


def test_a_causal_model_does_not_see_the_future_and_is_not_equivariant():
    S = np.array([[0, 3, 1, 2, 3]])
    other = S.copy()
    other[0, 3:] = [4, 0]
    model = TinyTransformer(5, 8, 2, 2, np.random.default_rng(0), causal=True, places=False)
    np.testing.assert_array_equal(predictions(model, S)[:, :3], predictions(model, other)[:, :3])
    assert not np.allclose(predictions(model, S)[:, 3:], predictions(model, other)[:, 3:])
    assert not model.attentions[0].weights[..., causal_mask(5)].any()
    assert not np.allclose(predictions(model, S[:, ::-1]), predictions(model, S)[:, ::-1])


@pytest.mark.parametrize("hide", [None, causal_mask(4)])
def test_gradients_of_queries_keys_and_values_pass_the_check(hide):
    arrays, u = [draw(i, 2, 4, 3) for i in range(3)], draw(9, 2, 4, 3)
    for i in range(3):
        def f(x, i=i):
            args = [Tensor(a) for a in arrays]
            args[i] = x
            return (attention(*args, hide)[0] * u).sum()
        assert gradcheck(f, arrays[i]) < 1e-8


def test_the_whole_transformer_passes_the_check():
    model, S, y = TinyTransformer(4, 4, 2, 1, np.random.default_rng(2)), np.array([[0, 1, 3]]), np.array([[3, 1, 0]])

    def f(table):
        model.embed.table = table
        return cross_entropy(model(S), y)
    assert gradcheck(f, model.embed.table.data) < 1e-7


def test_scores_of_independent_entries_have_variance_one_after_the_division():
    for d in (4, 64):
        q, k = np.random.default_rng(d).normal(size=(2, 40_000, d))
        scores = (q * k).sum(axis=1) / np.sqrt(d)
        spread = np.sqrt(((scores**2).var()) / len(scores))
        assert abs((scores**2).mean() - 1) < 5 * spread


def test_a_tiny_transformer_learns_to_reverse():
    rng = np.random.default_rng(0)
    S = rng.integers(0, 5, size=(400, 4))
    model = TinyTransformer(5, 16, 1, 1, rng)
    train(model, cross_entropy, S, S[:, ::-1], epochs=12, rng=rng, step=0.01)
    T = rng.integers(0, 5, size=(200, 4))
    assert (predictions(model, T).argmax(axis=-1) == T[:, ::-1]).mean() > 0.99


def test_positions_turn_by_the_same_rotation_from_each_place_to_the_next():
    P = positions(50, 6)
    np.testing.assert_allclose((P**2).sum(axis=1), 3)
    gram = P @ P.T
    for shift in (1, 7):
        np.testing.assert_allclose(np.diag(gram, shift), gram[0, shift], atol=1e-12)


@pytest.mark.parametrize("act", [
    lambda: positions(3, 5), lambda: positions(0, 4), lambda: SelfAttention(6, 4, np.random.default_rng(0)),
    lambda: attention(Tensor(np.ones((2, 3))), Tensor(np.ones((2, 4))), Tensor(np.ones((2, 1)))),
    lambda: attention(Tensor(np.ones((1, 3))), Tensor(np.ones((2, 3))), Tensor(np.ones((2, 1))), [[True, True]]),
    lambda: TinyTransformer(4, 5, 1, 1, np.random.default_rng(0)),
    lambda: TinyTransformer(4, 4, 1, 1, np.random.default_rng(0))(np.array([[0, 4]])),
    lambda: TinyTransformer(4, 4, 1, 1, np.random.default_rng(0))(np.array([[0.5]]))])
def test_refusals(act):
    with pytest.raises(ValueError):
        act()
