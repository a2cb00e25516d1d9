"""Bounds for a whole class: their formulas, their sizes, their truth by simulation; and the patterns of half-planes."""

from itertools import product
from math import comb, e, log, sqrt

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import optimize

from m4ds.learn.bounds import finite_class_bound, finite_class_sample_size, growth, half_plane_patterns, vc_bound


@given(st.integers(1, 10**9), st.floats(1e-3, 0.9), st.floats(1e-6, 0.5))
def test_the_sample_size_is_the_smallest_that_does(size, gap, delta):
    n = finite_class_sample_size(size, gap, delta)
    assert finite_class_bound(size, n, delta) <= gap * (1 + 1e-12)
    assert n == 1 or finite_class_bound(size, n - 1, delta) > gap * (1 - 1e-12)


def test_the_worked_example_and_the_bound_on_growth():
    assert round(finite_class_bound(1000, 5000, 0.05), 4) == 0.0326
    for d, m in product(range(1, 6), range(1, 40)):
        assert growth(d, m) == sum(comb(m, i) for i in range(d + 1))
        if m >= d:
            assert growth(d, m) <= (e * m / d)**d * (1 + 1e-12)
        else:
            assert growth(d, m) == 2**m
    assert np.isclose(vc_bound(3, 5000, 0.05), sqrt(8 / 5000 * log(4 * growth(3, 10_000) / 0.05)))
    assert vc_bound(50, 10**6, 0.05) < vc_bound(51, 10**6, 0.05)
    assert np.isfinite(vc_bound(400, 10_000, 0.05))                    # the count itself overflows a float


def separable(X, label):
    s = np.where(label, 1, -1)[:, None]
    rows = -s * np.column_stack([X, np.ones(len(X))])
    return optimize.linprog(np.zeros(3), rows, -np.ones(len(X)), bounds=[(None, None)] * 3).status == 0


@pytest.mark.parametrize("points", [[[0, 0], [4, 0], [1, 3], [2, 1]], [[0, 0], [1, 0], [1, 1], [0, 1]],
                                    [[0, 0], [1, 1], [2, 2], [1, 0]], [[3, 4]], [[0, 0], [1e-3, 1e3]]])
def test_the_patterns_are_those_that_a_linear_program_separates(points):
    X = np.array(points, float)
    want = {label for label in product((0, 1), repeat=len(X)) if separable(X, np.array(label))}
    assert half_plane_patterns(X) == want


@given(st.integers(0, 10**6), st.integers(1, 8))
def test_points_in_general_position_have_covers_number_of_patterns(seed, m):
    X = np.random.default_rng(seed).normal(size=(m, 2))
    count = len(half_plane_patterns(X))
    assert count == 2 * sum(comb(m - 1, i) for i in range(3))
    assert count <= growth(3, m) and (count == 2**m) == (m <= 3)


def test_the_gap_of_the_worst_threshold_stays_below_the_bound():
    rng, n, runs = np.random.default_rng(1), 400, 4000
    x = np.sort(rng.uniform(size=(runs, n)), axis=1)                   # half-lines x <= t: the DKW gap, VC dimension 1
    i = np.arange(1, n + 1)
    gap = np.maximum(i / n - x, x - (i - 1) / n).max(axis=1)
    assert (gap > vc_bound(1, n, 0.05)).mean() == 0
    models = rng.integers(0, 2, (200, n)).mean(axis=1)
    assert np.abs(models - 0.5).max() < finite_class_bound(200, n, 1e-6)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: finite_class_bound(0, 5, 0.1), "size"), (lambda: finite_class_bound(1, 0, 0.1), "n must"),
    (lambda: finite_class_bound(1, 5, 1.0), "delta"), (lambda: finite_class_sample_size(1, 0.0, 0.1), "gap"),
    (lambda: growth(-1, 2), "d must"), (lambda: growth(1, 2.5), "m must"), (lambda: vc_bound(3, 10, 0.0), "delta"),
    (lambda: half_plane_patterns([[1, 2, 3]]), "two columns"),

    (lambda: half_plane_patterns([[1, 2], [1, 2]]), "different"),
])
def test_what_makes_no_sense_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
