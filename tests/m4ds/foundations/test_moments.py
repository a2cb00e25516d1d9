"""Moments of blocks, merged."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.foundations.moments import Moments, block_moments, merge_moments
from m4ds.foundations.running import welford
from m4ds.foundations.trees import tree_reduce

TABLES = arrays(float, st.tuples(st.integers(2, 30), st.integers(1, 4)), elements=st.floats(-1e3, 1e3))


@settings(max_examples=80, deadline=None)
@given(X=TABLES, data=st.data())
def test_however_the_rows_are_split_the_merged_moments_are_those_of_the_whole(X, data):
    cuts = sorted(data.draw(st.sets(st.integers(1, len(X) - 1), max_size=5)))
    merged = tree_reduce([block_moments(B) for B in np.split(X, cuts)], merge_moments)
    assert merged.count == len(X)
    scale = np.abs(X).max() + 1e-300
    np.testing.assert_allclose(merged.mean, X.mean(axis=0), atol=1e-13 * scale)
    np.testing.assert_allclose(merged.covariance(), np.cov(X.T).reshape(merged.scatter.shape), atol=1e-12 * scale**2)


def test_far_from_zero_the_merge_keeps_the_digits_that_the_raw_sums_lose():
    x = 1e9 + np.random.default_rng(0).normal(size=10_000)
    merged = tree_reduce([block_moments(b[:, None]) for b in np.split(x, 10)], merge_moments)
    exact = np.var(x - 1e9, ddof=1)
    assert abs(merged.covariance()[0, 0] / exact - 1) < 1e-7
    assert abs(welford(x, ddof=1)[1] / exact - 1) < 1e-6
    assert abs((np.sum(x * x) - x.sum() ** 2 / len(x)) / (len(x) - 1) / exact - 1) > 0.1


def test_a_block_of_one_row_is_the_update_of_welford():
    x = [4.0, 7.0, 13.0, 16.0]
    merged = block_moments([[x[0]]])
    for value in x[1:]:
        merged = merge_moments(merged, block_moments([[value]]))
    assert merged.scatter[0, 0] / 3 == welford(x, ddof=1)[1] == 30.0


def test_refusals():
    a = block_moments([[1.0, 2.0]])
    with pytest.raises(TypeError, match="Moments"):
        merge_moments(a, (1, 2, 3))
    with pytest.raises(ValueError, match="columns"):
        merge_moments(a, block_moments([[1.0]]))
    with pytest.raises(ValueError, match="two rows"):
        a.covariance()
    for bad in ([], [[np.nan]], [1.0, 2.0]):
        with pytest.raises(ValueError):
            block_moments(bad)
    with pytest.raises(TypeError):
        block_moments([["a"]])
    assert isinstance(a, Moments)
