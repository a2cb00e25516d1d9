"""Inverse chances: unbiased by adding over all samples, with the variance of the theorem."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.stats.inclusion import inclusion_mean

chances = st.lists(st.floats(0.05, 1.0), min_size=2, max_size=6)


@settings(max_examples=40, deadline=None)
@given(p=chances, seed=st.integers(0, 1000))
def test_over_all_samples_the_mean_is_right_and_the_variance_that_of_the_theorem(p, seed):
    p = np.array(p)
    y, N = np.random.default_rng(seed).normal(size=len(p)), len(p)
    mean = square = 0.0
    for seen in itertools.product((False, True), repeat=N):
        o = np.array(seen)
        prob = np.prod(np.where(o, p, 1 - p))
        value = inclusion_mean(y[o], p[o], N).value if o.any() else 0.0
        mean, square = mean + prob * value, square + prob * value**2
    assert mean == pytest.approx(y.mean(), abs=1e-9)
    assert square - mean**2 == pytest.approx(np.sum((1 - p) / p * y**2) / N**2, abs=1e-9)


def test_the_standard_error_is_that_of_a_simulation():
    rng = np.random.default_rng(1)
    N = 2000
    p, y = rng.uniform(0.05, 0.9, N), rng.uniform(1, 5, N)
    for normalised in (False, True):
        found = []
        for _ in range(400):
            o = rng.random(N) < p
            found.append(inclusion_mean(y[o], p[o], N, normalised)[:2])
        value, error = np.array(found).T
        assert value.mean() == pytest.approx(y.mean(), abs=4 * value.std() / 20 + 2e-3 * normalised)
        assert error.mean() == pytest.approx(value.std(), rel=4 / np.sqrt(800))


def test_constants_are_kept_exactly_by_the_self_normalised_form_and_full_chances_are_a_mean():
    assert inclusion_mean([3.0, 3, 3], [0.1, 0.7, 1], 50, True).value == pytest.approx(3)
    full = inclusion_mean([1.0, 2, 6], [1, 1, 1], 3)
    assert full == pytest.approx((3.0, 0.0, 3.0))


def test_bad_input_is_refused():
    for bad in ([0.0, 1], [1.1, 1], [-0.1, 1], [np.nan, 1]):
        with pytest.raises(ValueError):
            inclusion_mean([1, 2], bad, 5)
    with pytest.raises(ValueError, match="size"):
        inclusion_mean([1, 2], [1, 1], 1)
    with pytest.raises(ValueError, match="equally long"):
        inclusion_mean([1, 2], [1], 5)
