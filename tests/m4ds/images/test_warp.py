import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.ndimage import affine_transform, map_coordinates

from m4ds.images.warp import affine_warp, bilinear
from m4ds.linalg.affine import about, homogeneous, rotation

SEEDS = st.integers(0, 10_000)


def some_map(rng, m, n):
    return about(rotation(rng.uniform(-3, 3)) @ (np.eye(2) + 0.3 * rng.normal(size=(2, 2))),
                 [m / 2 - 0.5, n / 2 - 0.5]) @ homogeneous(np.eye(2), rng.normal(size=2))


@given(SEEDS, st.integers(1, 9), st.integers(1, 9))
@settings(max_examples=40, deadline=None)
def test_it_agrees_with_scipy(seed, m, n):
    rng = np.random.default_rng(seed)
    X, M = rng.uniform(0, 255, (m, n)), some_map(rng, m, n)
    theirs = affine_transform(X, np.linalg.inv(M), output_shape=(7, 11), order=1, mode="constant", cval=-3.0)
    assert np.allclose(affine_warp(X, M, (7, 11), fill=-3.0), theirs, rtol=0, atol=1e-10 * 255)


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_between_the_pixels_it_agrees_with_scipy(seed):
    rng = np.random.default_rng(seed)
    X, at = rng.uniform(0, 255, (6, 5)), rng.uniform(-1, 7, (2, 40))
    theirs = map_coordinates(X, at, order=1, mode="constant", cval=9.0)
    assert np.allclose(bilinear(X, *at, fill=9.0), theirs, rtol=0, atol=1e-10 * 255)


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_what_is_bilinear_is_reproduced_and_nothing_leaves_the_range(seed):
    rng = np.random.default_rng(seed)
    a, b, c, d = rng.normal(size=4)
    i, j = np.indices((6, 8))
    r, s = rng.uniform(0, 5, 30), rng.uniform(0, 7, 30)
    assert np.allclose(bilinear(a + b * i + c * j + d * i * j, r, s), a + b * r + c * s + d * r * s)
    X = rng.normal(size=(6, 8))
    assert X.min() - 1e-12 <= bilinear(X, r, s).min() and bilinear(X, r, s).max() <= X.max() + 1e-12


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_warping_is_linear_in_the_picture(seed):
    rng = np.random.default_rng(seed)
    X, Y, M = rng.normal(size=(5, 6)), rng.normal(size=(5, 6)), some_map(rng, 5, 6)
    assert np.allclose(affine_warp(2 * X - 3 * Y, M), 2 * affine_warp(X, M) - 3 * affine_warp(Y, M))


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (4, 1), (4, 7)])
def test_the_identity_leaves_every_picture(shape):
    X = np.arange(float(np.prod(shape))).reshape(shape)
    assert np.array_equal(affine_warp(X, np.eye(3)), X)


@pytest.mark.parametrize("turns", [1, 2, 3, -1])
def test_quarter_turns_lose_no_pixel_at_the_edge(turns):
    X = np.random.default_rng(0).uniform(size=(9, 9))
    M = about(rotation(turns * np.pi / 2), [4, 4])
    assert np.allclose(affine_warp(X, M), np.rot90(X, turns), atol=1e-8)


def test_a_shift_moves_content_down_and_right():
    X = np.zeros((4, 4))
    X[1, 1] = 1
    moved = affine_warp(X, homogeneous(np.eye(2), [2, 1]))
    assert moved[3, 2] == 1 and moved.sum() == 1


@pytest.mark.parametrize("scale", [1e-5, 1.0, 1e5])
def test_only_a_flat_map_is_refused_whatever_the_scale(scale):
    X = np.ones((3, 3))
    assert affine_warp(X, homogeneous(scale * np.eye(2)))[0, 0] == 1
    with pytest.raises(ValueError, match="no inverse"):
        affine_warp(X, homogeneous(scale * np.ones((2, 2))))


def test_bad_input_is_refused():
    X = np.ones((3, 3))
    with pytest.raises(ValueError, match="3 x 3"):
        affine_warp(X, np.eye(2))
    with pytest.raises(ValueError, match="last row"):
        affine_warp(X, np.diag([1.0, 1, 2]))
    with pytest.raises(ValueError, match="no inverse"):
        affine_warp(X, homogeneous(np.zeros((2, 2))))
    with pytest.raises(ValueError, match="image holds NaN"):
        affine_warp([[np.nan]], np.eye(3))
    with pytest.raises(ValueError, match="M holds NaN or infinity"):
        affine_warp(X, np.diag([np.inf, 1, 1]))
    with pytest.raises(ValueError, match="image must be a matrix"):
        affine_warp(np.ones((3, 3, 3)), np.eye(3))
    for shape in [(0, 2), (2,), (2.5, 2), (2, 2, 2)]:
        with pytest.raises(ValueError, match="shape must be two positive"):
            affine_warp(X, np.eye(3), shape)
    with pytest.raises(ValueError, match="fill holds NaN"):
        affine_warp(X, np.eye(3), fill=np.nan)
    with pytest.raises(ValueError, match="one shape"):
        bilinear(X, [0.0, 1.0], [0.0])
    with pytest.raises(TypeError, match="rows must hold real numbers"):
        bilinear(X, ["a"], [0.0])
