import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.fft import dctn

from m4ds.images.dct import (
    dct2_blocks,
    dct_matrix,
    from_blocks,
    idct2_blocks,
    keep_largest,
    keep_zigzag,
    to_blocks,
    zigzag,
)

SEEDS = st.integers(0, 1000)


@pytest.mark.parametrize("n", [1, 2, 3, 8, 16, 33])
def test_the_cosines_are_orthonormal(n):
    C = dct_matrix(n)
    assert np.allclose(C @ C.T, np.eye(n), atol=1e-14 * n)


@given(SEEDS, st.sampled_from([2, 4, 8]))
@settings(max_examples=20, deadline=None)
def test_blocks_agree_with_scipy_and_come_back(seed, n):
    X = np.random.default_rng(seed).uniform(0, 255, (3 * n, 2 * n))
    c = dct2_blocks(X, n)
    for i in range(3):
        for j in range(2):
            block = X[i * n:(i + 1) * n, j * n:(j + 1) * n]
            assert np.allclose(c[i, j], dctn(block, norm="ortho"), atol=1e-12 * np.abs(X).max() * n)
    assert np.allclose(idct2_blocks(c), X)
    assert np.array_equal(from_blocks(to_blocks(X, n)), X)


@given(SEEDS, st.integers(0, 256))
@settings(max_examples=30, deadline=None)
def test_the_error_is_the_energy_of_what_was_dropped(seed, count):
    X = np.random.default_rng(seed).uniform(0, 255, (16, 16))
    c = dct2_blocks(X)
    kept = keep_largest(c, count)
    assert np.count_nonzero(kept) == count
    assert np.sum((X - idct2_blocks(kept)) ** 2) == pytest.approx(np.sum((c - kept) ** 2), abs=1e-6)
    assert np.sum((c - kept) ** 2) <= np.sum(np.sort(c.ravel()[count:] ** 2)) + 1e-6


def test_the_zigzag_is_that_of_jpeg():
    first_row = [0, 1, 5, 6, 14, 15, 27, 28]     # ITU-T T.81, figure 5
    last_row = [35, 36, 48, 49, 57, 58, 62, 63]
    assert zigzag(8)[0].tolist() == first_row
    assert zigzag(8)[-1].tolist() == last_row
    assert sorted(zigzag(8).ravel()) == list(range(64))


def test_a_prefix_keeps_as_many_in_each_block():
    c = np.ones((2, 3, 8, 8))
    assert (keep_zigzag(c, 10).sum(axis=(2, 3)) == 10).all()


def test_ties_still_keep_exactly_the_count():
    assert np.count_nonzero(keep_largest(np.ones((4, 4)), 5)) == 5


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="multiples of 8"):
        dct2_blocks(np.ones((8, 9)))
    with pytest.raises(ValueError, match="NaN"):
        dct2_blocks(np.full((8, 8), np.nan))
    with pytest.raises(ValueError, match="square blocks"):
        from_blocks(np.ones((2, 2, 3, 4)))
    with pytest.raises(ValueError, match="count"):
        keep_largest([1.0, 2.0], 3)
    with pytest.raises(ValueError, match="count"):
        keep_zigzag(np.ones((1, 1, 2, 2)), -1)
    with pytest.raises(ValueError, match="n must be"):
        dct_matrix(0)
    with pytest.raises(TypeError, match="X must hold real numbers"):
        dct2_blocks("picture")
