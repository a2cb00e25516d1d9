"""The pooled sequence rises, and no rising sequence is nearer."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy.optimize import isotonic_regression

from m4ds.learn.isotonic import isotonic
from m4ds.learn.roc import roc_curve, roc_hull

DATA = st.lists(st.tuples(st.integers(-9, 9), st.integers(1, 5)), min_size=1, max_size=25)


@given(DATA)
def test_it_rises_keeps_the_mean_and_agrees_with_scipy(data):
    y, w = np.array(data, dtype=float).T
    x = isotonic(y, w)
    assert (np.diff(x) >= 0).all()
    assert w @ x == pytest.approx(w @ y, abs=1e-9)
    np.testing.assert_allclose(x, isotonic_regression(y, weights=w).x, atol=1e-9)


@given(DATA, st.integers(0, 99))
def test_no_other_rising_sequence_is_nearer(data, seed):
    y, w = np.array(data, dtype=float).T
    other = np.sort(np.random.default_rng(seed).normal(0, 5, len(y)))
    assert w @ (isotonic(y, w) - y) ** 2 <= w @ (other - y) ** 2 + 1e-9


@pytest.mark.parametrize("seed", range(20))
def test_the_blocks_are_the_sides_of_the_roc_hull(seed):
    rng = np.random.default_rng(seed)
    s = rng.permutation(60).astype(float)
    y = (rng.random(60) < 1 / (1 + np.exp(-(s - 30) / 8))).astype(int)
    p = isotonic(y[np.argsort(s)])
    corners = roc_hull(*roc_curve(s, y)[:2])
    starts = np.flatnonzero(np.diff(p[::-1])) + 1           # how many cases stand above each jump
    np.testing.assert_array_equal(starts, corners[1:-1])


@pytest.mark.parametrize("y, w", [([], None), ([1, np.nan], None), ([1, 2], [1]), ([1, 2], [1, 0]), ([[1, 2]], None)])
def test_what_cannot_be_pooled_is_refused(y, w):
    with pytest.raises(ValueError):
        isotonic(y, w)
