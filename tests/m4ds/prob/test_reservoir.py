"""Uniform samples of streams. The simulated shares are held to five of their own standard errors."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.prob.reservoir import merge_samples, reservoir


@given(st.integers(0, 40), st.integers(1, 12), st.integers(0, 10**6))
def test_a_sample_has_the_size_asked_for_and_repeats_nothing(n, k, seed):
    got = reservoir(iter(range(n)), k, np.random.default_rng(seed))
    assert len(got) == len(set(got)) == min(n, k)
    assert set(got) <= set(range(n))


def assert_uniform(samples, n, k):
    counts = Counter(map(frozenset, samples))
    subsets = [frozenset(c) for c in combinations(range(n), k)]
    p, runs = 1 / len(subsets), len(samples)
    for s in subsets:
        assert abs(counts[s] / runs - p) < 5 * np.sqrt(p * (1 - p) / runs)
    assert sum(counts.values()) == runs


def test_every_subset_is_equally_likely():
    rng = np.random.default_rng(2)
    assert_uniform([reservoir(range(6), 3, rng) for _ in range(20_000)], 6, 3)


@pytest.mark.parametrize("first", [1, 2, 4])
def test_the_merge_of_two_samples_is_uniform_however_unequal_the_streams(first):
    rng = np.random.default_rng(3)
    a, b = range(first), range(first, 6)
    samples = [merge_samples(reservoir(a, 2, rng), first, reservoir(b, 2, rng), 6 - first, 2, rng)
               for _ in range(20_000)]
    assert_uniform(samples, 6, 2)


def test_streams_longer_than_numpys_hypergeometric_can_count():
    rng = np.random.default_rng(4)
    assert len(merge_samples([1, 2, 3], 10**10, [4, 5, 6], 10**10, 3, rng)) == 3


def test_refusals():
    rng = np.random.default_rng(0)
    with pytest.raises(TypeError):
        reservoir([1], 1, 0)
    with pytest.raises(TypeError):
        merge_samples([1], 1, [2], 1, 1, None)
    for size in (0, -1, 1.5, True):
        with pytest.raises(ValueError):
            reservoir([1], size, rng)
    with pytest.raises(ValueError, match="each sample"):
        merge_samples([1], 10, [2], 1, 2, rng)
    with pytest.raises(ValueError, match="each sample"):
        merge_samples([1, 2], 1, [2], 1, 1, rng)
