"""Welford's running mean and variance."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.foundations.running import welford

U = 2.0**-53
DATA = st.lists(st.floats(-1e6, 1e6, allow_subnormal=False), min_size=2, max_size=40)


def exact(x, ddof):
    x = [Fraction(v) for v in x]
    mean = sum(x) / len(x)
    return float(mean), float(sum((v - mean) ** 2 for v in x) / (len(x) - ddof))


@given(DATA, st.sampled_from([0, 1]))
def test_it_agrees_with_exact_fractions_up_to_the_conditioning(x, ddof):
    mean, variance = welford(x, ddof)
    true_mean, true = exact(x, ddof)
    scale = np.mean(np.square(x))
    assert abs(mean - true_mean) <= 4 * len(x) * U * np.max(np.abs(x))
    rounding = 8 * len(x) * U
    assert abs(variance - true) <= rounding * np.sqrt(true) * np.sqrt(scale) + rounding**2 * scale + 1e-300


@given(DATA)
def test_the_variance_is_never_negative(x):
    assert welford(x)[1] >= 0


@pytest.mark.parametrize("ddof", [0, 1])
@pytest.mark.parametrize("offset", [0, 1e3, 1e6, 1e9])
def test_it_agrees_with_numpy_at_any_offset(offset, ddof):
    x = offset + np.random.default_rng(1).normal(size=1000)
    mean, variance = welford(x, ddof)
    condition = np.sqrt(1 + offset**2)
    assert mean == pytest.approx(x.mean(), rel=1000 * U)
    assert variance == pytest.approx(np.var(x, ddof=ddof), rel=1000 * U * condition)


def test_timestamps_keep_their_variance():
    x = 1e9 + np.array([4.0, 7.0, 13.0, 16.0])
    assert welford(x, ddof=1) == (1e9 + 10, 30.0) and np.var(x, ddof=1) == 30.0


def test_constant_and_single_numbers_have_variance_zero():
    assert welford([0.1] * 1000)[1] == 0.0
    assert welford([3.0]) == (3.0, 0.0)


def test_integers_are_taken_as_numbers():
    assert welford(np.array([1, 2, 3]), ddof=1) == (2.0, 1.0)


@pytest.mark.parametrize("bad, error", [
    ([], ValueError), ([np.nan, 1.0], ValueError), ([-np.inf], ValueError), ([[1.0]], ValueError), (1.0, ValueError),
    (["a"], TypeError), ([1j], TypeError), ([1e308, -1e308], OverflowError), ([0.0, 1e200], OverflowError)])
def test_bad_data_is_refused_by_name(bad, error):
    with pytest.raises(error, match=r"\bx\b|deviation"):
        welford(bad)


@pytest.mark.parametrize("ddof", [2, -1, 0.5, "1", True])
def test_other_divisors_are_refused(ddof):
    with pytest.raises(ValueError, match="ddof"):
        welford([1.0, 2.0, 3.0], ddof)


def test_one_number_has_no_sample_variance():
    with pytest.raises(ValueError, match="at least 2"):
        welford([3.0], ddof=1)
