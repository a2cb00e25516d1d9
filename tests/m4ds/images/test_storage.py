import pytest
from hypothesis import given, strategies as st

from m4ds.images.storage import (
    blocks_of,
    largest_bits,
    most_within,
    nmf_bits,
    patch_bits,
    svd_bits,
    zigzag_bits,
)

COSTS = [largest_bits, nmf_bits, patch_bits, svd_bits, zigzag_bits]


@pytest.mark.parametrize("cost", COSTS)
@given(budget=st.integers(20_000, 10**6))
def test_the_budget_buys_as_much_as_fits_and_no_more(cost, budget):
    shape = (128, 64)
    count = most_within(cost, shape, budget)
    assert cost(shape, count + 1) > budget
    assert count == 0 or cost(shape, count) <= budget


def test_the_costs_are_counted_by_hand():
    shape = (16, 24)                                                 # six blocks
    assert svd_bits(shape, 2) == 16 * (2 * 16 + 2 * 24 + 2)
    assert nmf_bits(shape, 2) == 16 * (2 * 16 + 2 * 24)
    assert zigzag_bits(shape, 3) == 16 * 3 * 6
    assert largest_bits(shape, 10) == 10 * (16 + 6) + 6 * 7
    assert patch_bits(shape, 1) == 16 * (6 + 64 + 1)


def test_a_picture_that_does_not_divide_into_blocks_is_refused():
    with pytest.raises(ValueError, match="multiples of 8"):
        blocks_of((16, 20))
