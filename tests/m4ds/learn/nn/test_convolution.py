"""Convolution: SciPy's numbers, the adjoint, the sparse matrix, equivariance; pooling; refusals."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.signal import convolve2d, correlate2d

from m4ds.calculus.autodiff import Tensor
from m4ds.calculus.pullbacks import gradcheck, vjp
from m4ds.learn.nn import Conv2D, MaxPool, correlate
from m4ds.learn.nn.convolution import unfold


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 7), st.integers(1, 7), st.integers(1, 4), st.integers(1, 4), st.integers(0, 99),
       st.sampled_from([1.0, 1e8, 1e-8]))
def test_correlate_is_that_of_scipy(h, w, a, b, seed, scale):
    rng = np.random.default_rng(seed)
    x, f = scale * rng.normal(size=(h + a, w + b)), rng.normal(size=(a, b))
    np.testing.assert_allclose(correlate(x, f), correlate2d(x, f, mode="valid"), rtol=1e-12, atol=1e-13 * scale)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(0, 2),
       st.integers(0, 99))
def test_conv2d_sums_correlations_over_the_channels(n_in, n_out, k, stride, padding, seed):
    rng = np.random.default_rng(seed)
    layer, x = Conv2D(n_in, n_out, k, rng, stride, padding), rng.normal(size=(2, n_in, 5, 6))
    layer.bias.data = rng.normal(size=n_out)
    W = layer.weight.data.reshape(n_out, n_in, k, k)
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    want = [[sum(correlate2d(padded[i, c], W[o, c], "valid") for c in range(n_in))[::stride, ::stride]
             + layer.bias.data[o] for o in range(n_out)] for i in range(2)]
    np.testing.assert_allclose(layer(Tensor(x)).data, want, rtol=1e-11, atol=1e-12)
    u = rng.normal(size=np.shape(want))
    assert gradcheck(lambda x: (layer(x) * u).sum(), x, rng=rng) < 1e-7


@settings(max_examples=30, deadline=None)
@given(st.integers(3, 7), st.integers(1, 3), st.integers(1, 3), st.integers(0, 99))
def test_the_pullback_of_unfold_is_its_adjoint(side, k, stride, seed):
    rng = np.random.default_rng(seed)
    x, v = rng.normal(size=(2, 2, 2, side, side))
    patches, (back,) = unfold(x, k, stride)
    u = rng.normal(size=patches.shape)
    assert (unfold(v, k, stride)[0] * u).sum() == pytest.approx((v * back(u)).sum(), abs=1e-10)


def test_the_backward_pass_is_a_convolution_with_the_filter_and_a_correlation_with_the_input():
    rng = np.random.default_rng(0)
    x, g, layer = rng.normal(size=(6, 7)), rng.normal(size=(4, 5)), Conv2D(1, 1, 3, rng)
    back = vjp(layer, x[None, None], g[None, None])[1][0, 0]
    np.testing.assert_allclose(back, convolve2d(g, layer.weight.data.reshape(3, 3), mode="full"), atol=1e-13)
    np.testing.assert_allclose(layer.weight.grad.reshape(3, 3), correlate2d(x, g, mode="valid"), atol=1e-13)
    np.testing.assert_allclose(layer.bias.grad, g.sum())


def test_a_shift_of_a_picture_with_a_margin_shifts_the_feature_map():
    rng = np.random.default_rng(1)
    layer, x = Conv2D(1, 3, 3, rng, padding=1), np.zeros((1, 1, 12, 12))
    x[..., 3:8, 3:8] = rng.normal(size=(5, 5))
    moved = np.roll(x, (2, 1), axis=(2, 3))
    want = np.roll(layer(Tensor(x)).data, (2, 1), axis=(2, 3))
    np.testing.assert_allclose(layer(Tensor(moved)).data, want, atol=1e-14)


def test_pooling_passes_the_adjoint_to_the_winner_and_drops_what_does_not_fill_a_block():
    x = np.arange(25.0).reshape(1, 1, 5, 5)
    out, back = vjp(MaxPool(2), x, np.array([[[[1.0, 2], [3, 4]]]]))
    np.testing.assert_array_equal(out[0, 0], [[6, 8], [16, 18]])
    want = np.zeros((5, 5))
    want[[1, 1, 3, 3], [1, 3, 1, 3]] = [1, 2, 3, 4]
    np.testing.assert_array_equal(back[0, 0], want)


@pytest.mark.parametrize(("act", "error"), [
    (lambda: correlate([[1.0, np.nan]], [[1.0]]), ValueError), (lambda: correlate([[1.0]], [[1.0, 2.0]]), ValueError),
    (lambda: correlate([1.0], [[1.0]]), ValueError), (lambda: correlate([["a"]], [[1.0]]), TypeError),
    (lambda: Conv2D(1, 1, 0, np.random.default_rng(0)), ValueError),
    (lambda: Conv2D(1, 1, 3, np.random.default_rng(0), padding=-1), ValueError),
    (lambda: Conv2D(1, 1, 3, np.random.default_rng(0))(Tensor(np.ones((1, 1, 2, 2)))), ValueError),
    (lambda: Conv2D(1, 1, 3, np.random.default_rng(0))(Tensor(np.ones((4, 4)))), ValueError)])
def test_refusals(act, error):
    with pytest.raises(error):
        act()
