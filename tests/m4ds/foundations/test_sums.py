import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.foundations.sums import pairwise_sum, rounds

U = 2.0**-53
numbers = st.lists(st.floats(-1e300, 1e300, allow_subnormal=False), max_size=70)
integers = st.lists(st.integers(-(2**40), 2**40), max_size=70)


def bound(x):
    """Return the bound of the chapter, plus the rounding of `math.fsum` itself."""
    size = math.fsum(map(abs, x))
    return math.expm1(rounds(len(x)) * math.log1p(U)) * size * (1 + 1e-9) + U * size


@given(integers)
def test_whole_numbers_add_up_exactly(x):
    assert pairwise_sum(x) == sum(x)


@given(numbers)
def test_the_error_is_within_the_bound_of_the_chapter(x):
    if x:
        assert abs(pairwise_sum(x) - math.fsum(x)) <= bound(x)


@pytest.mark.parametrize("n", [1, 2, 3, 7, 8, 9, 1000, 2**16 - 1, 2**16 + 1])
@pytest.mark.parametrize("spread", [0, 12])
def test_it_agrees_with_fsum_on_well_and_ill_conditioned_sums(n, spread):
    rng = np.random.default_rng(n)
    x = rng.normal(size=n) * 10.0 ** rng.uniform(-spread, spread, size=n)
    assert abs(pairwise_sum(x) - math.fsum(x)) <= bound(x)
    x = np.append(x, -x[::-1])  # the exact sum is zero
    assert abs(pairwise_sum(x)) <= bound(x)


def test_a_million_tenths_lose_no_more_than_twenty_roundings():
    x = np.full(10**6, 0.1)
    naive = x.cumsum()[-1]
    assert abs(pairwise_sum(x) - 1e5) <= 20 * U * 1e5 < abs(naive - 1e5)


def test_the_empty_sum_is_zero_and_one_number_is_its_own_sum():
    assert pairwise_sum([]) == pairwise_sum(np.array([])) == math.fsum([]) == 0
    assert pairwise_sum([0.1]) == 0.1


def test_the_input_is_left_alone():
    x = np.arange(5.0)
    pairwise_sum(x)
    np.testing.assert_array_equal(x, np.arange(5.0))


@pytest.mark.parametrize("n", range(1, 200))
def test_rounds_is_the_least_power_of_two_that_covers_n(n):
    r = rounds(n)
    assert n <= 2**r and (n == 1 or n > 2 ** (r - 1))


@pytest.mark.parametrize("x", [[1.0, np.nan], [np.inf, 1.0], [[1.0, 2.0]], 3.0, [[]], None])
def test_nan_infinity_and_other_shapes_are_refused(x):
    with pytest.raises(ValueError, match=r"^x "):
        pairwise_sum(x)


@pytest.mark.parametrize("x", [["a", "b"], [1j, 2.0], [[1.0], [1.0, 2.0]], (i for i in range(3))])
def test_what_is_not_real_numbers_is_refused(x):
    with pytest.raises(TypeError, match=r"^x must hold real numbers"):
        pairwise_sum(x)


@pytest.mark.parametrize("x", [[1e308] * 2, [1e308, 1e308, -1e308, -1e308]])
def test_a_partial_sum_that_overflows_is_an_error_not_a_wrong_number(x):
    with pytest.raises(OverflowError, match="partial sum"):
        pairwise_sum(x)


@pytest.mark.parametrize("n", [0, -1, 2.0, True, "8"])
def test_rounds_of_no_number_are_refused(n):
    with pytest.raises(ValueError, match="n must be"):
        rounds(n)
