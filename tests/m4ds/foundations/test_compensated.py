"""Kahan's sum: an error bound without n, and agreement with the correctly rounded sum."""

import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.foundations.compensated import kahan_sum

U = 2.0**-53
TERMS = st.lists(st.floats(-1e100, 1e100), min_size=1, max_size=60)


@given(TERMS)
def test_the_error_is_within_the_bound_without_n(x):
    size = math.fsum(abs(v) for v in x)
    assert abs(math.fsum([kahan_sum(x), *(-v for v in x)])) <= (2 * U + 4 * len(x) * U**2) * size + 5e-324


@given(TERMS, st.integers(-40, 40))
def test_a_power_of_two_leaves_the_sum(x, e):
    if all(v == 0 or abs(v) > 1e-200 for v in x):
        assert kahan_sum([v * 2.0**e for v in x]) == kahan_sum(x) * 2.0**e


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 2**32 - 1))
def test_positive_terms_agree_with_fsum_to_the_last_digits(seed):
    x = np.random.default_rng(seed).lognormal(0, 5, size=20_000)
    assert kahan_sum(x) == pytest.approx(math.fsum(x), rel=4 * U)


def test_a_plain_loop_loses_digits_where_this_sum_does_not():
    x = np.full(100_000, 0.1)
    exact = math.fsum(x)
    assert abs(np.cumsum(x)[-1] - exact) > 1e4 * np.spacing(exact)
    assert kahan_sum(x) == exact


def test_it_is_as_wrong_as_the_chapter_says_when_the_terms_cancel():
    x = [1.0, 1e100, 1.0, -1e100]
    assert kahan_sum(x) == 0.0 and math.fsum(x) == 2.0


def test_one_number_is_its_own_sum():
    assert kahan_sum([0.1]) == 0.1
    assert kahan_sum(np.array([3], dtype=int)) == 3.0
    assert kahan_sum([5e-324]) == 5e-324


@pytest.mark.parametrize("bad, error", [
    ([], ValueError), ([1.0, np.nan], ValueError), ([np.inf], ValueError), ([[1.0, 2.0]], ValueError),
    (3.0, ValueError), (["a"], TypeError), ([1j], TypeError), ([[1], [1, 2]], TypeError),
    ([1e308, 1e308], OverflowError), ([1e308, 1e308, -1e308, -1e308], OverflowError)])
def test_bad_input_is_refused_by_name(bad, error):
    with pytest.raises(error, match=r"\bx\b"):
        kahan_sum(bad)
