"""The chord test: silent on convex functions, and every chord that it returns refutes."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.optim.convexity import chord_gap, chord_test

NUMBERS = st.floats(-10, 10)
FACTORS = arrays(float, (3, 2), elements=NUMBERS)


@settings(max_examples=25, deadline=None)
@given(FACTORS, FACTORS, arrays(float, 3, elements=NUMBERS))
def test_no_chord_is_found_for_a_convex_function(B, slopes, heights):
    def f(x):
        return np.sum((B @ x) ** 2) + (slopes @ x + heights).max()
    assert chord_test(f, [-2, -1], [1, 3], chords=100) is None


@settings(max_examples=25, deadline=None)
@given(st.floats(0.1, 100), st.floats(0, 10), st.integers(0, 50))
def test_a_direction_that_bends_down_is_found_and_the_chord_refutes(down, up, seed):
    def f(x):
        return up * x[0] ** 2 - down * x[1] ** 2
    found = chord_test(f, [-1, -1], [1, 1], chords=300, seed=seed)
    assert found.gap < 0 < found.t < 1
    assert chord_gap(f, found.x, found.y, found.t) == pytest.approx(found.gap)


@given(arrays(float, 2, elements=NUMBERS), arrays(float, 2, elements=NUMBERS), st.floats(0, 1))
def test_the_gap_of_the_square_is_t_times_1_minus_t_times_the_squared_distance(x, y, t):
    gap = chord_gap(lambda v: v @ v, x, y, t)
    assert gap == pytest.approx(t * (1 - t) * np.sum((x - y) ** 2), abs=1e-10)


def test_rounding_is_no_counterexample():
    assert chord_test(lambda x: 3 * x[0] + 1e8, [-1], [1]) is None


def test_a_narrow_dent_is_missed_and_a_box_around_it_finds_it():
    def dent(x):
        return x[0] ** 2 - 0.01 * np.exp(-((x[0] - 0.3) / 1e-7) ** 2)
    assert chord_test(dent, [-1], [1]) is None
    assert chord_test(dent, [0.299999], [0.300001]).gap < 0


def test_the_same_seed_gives_the_same_chord():
    one, two, other = (chord_test(lambda x: x[0] ** 3, [-1], [1], seed=s) for s in (1, 1, 2))
    assert (one.x, one.y, one.t) == (two.x, two.y, two.t) and one.x != other.x


@pytest.mark.parametrize("arguments, message", [
    (([0], [0]), "below"), (([1], [0]), "below"), (([0, 0], [1]), "length"), (([0], [np.inf]), "upper"),
    (([], []), "lower")])
def test_a_bad_box_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        chord_test(lambda x: x[0], *arguments)


@pytest.mark.parametrize("f, error", [(lambda x: np.nan, ValueError), (lambda x: x, ValueError),
                                      (lambda x: "a", TypeError)])
def test_a_function_that_gives_no_finite_number_is_refused(f, error):
    with pytest.raises(error, match=r"f\(x\)"):
        chord_test(f, [0, 0], [1, 1])


@pytest.mark.parametrize("options", [{"chords": 0}, {"rtol": -1.0}])
def test_bad_options_are_refused(options):
    with pytest.raises(ValueError, match=next(iter(options))):
        chord_test(lambda x: x[0], [0], [1], **options)


@pytest.mark.parametrize("arguments, message", [(([0], [0, 1], 0.5), "length"), (([0], [1], 1.5), "t must"),
                                                (([0], [1], np.nan), "t")])
def test_a_bad_chord_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        chord_gap(lambda x: x[0], *arguments)
