"""A fixed tree of pairs."""

import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.foundations.sums import pairwise_sum
from m4ds.foundations.trees import tree_reduce


@given(st.lists(st.text(max_size=3), min_size=1, max_size=40))
def test_no_value_is_lost_and_none_changes_its_place(words):
    assert tree_reduce(words, lambda a, b: a + b) == "".join(words)


@given(st.integers(1, 200))
def test_there_are_n_less_one_calls_in_log_n_rounds(n):
    calls = []

    def deeper(a, b):
        calls.append(1)
        return max(a, b) + 1
    assert tree_reduce([0] * n, deeper) == math.ceil(math.log2(n))
    assert len(calls) == n - 1


def test_a_sum_has_the_bits_of_the_pairwise_sum():
    x = np.random.default_rng(0).normal(size=1000) * 10.0 ** np.arange(1000).clip(0, 15)
    assert tree_reduce(x.tolist(), lambda a, b: a + b) == pairwise_sum(x)


def test_refusals():
    with pytest.raises(ValueError, match="empty"):
        tree_reduce([], max)
    with pytest.raises(TypeError, match="function"):
        tree_reduce([1], 3)
