"""First digits: the digits, the law, the level of the test."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from m4ds.stats.benford import BENFORD, benford_test, first_digit


@given(st.floats(allow_nan=False, allow_infinity=False).filter(lambda v: v != 0))
def test_the_first_digit_is_that_of_the_decimal_number(v):
    assert first_digit([v])[0] == Decimal(repr(v)).as_tuple().digits[0]


@given(st.integers(-300, 300), st.integers(1, 9))
def test_a_power_of_ten_does_not_change_it(k, d):
    assert first_digit([float(f"{d}e{k}"), float(f"-{d}.5e{k}")]).tolist() == [d, d]


def test_the_law_is_a_law_and_does_not_change_with_the_currency():
    assert np.isclose(BENFORD.sum(), 1)
    x = 10 ** np.linspace(0, 3, 300_000, endpoint=False)
    for rate in (1, 1.09, 0.0063):
        assert benford_test(rate * x).mad < 1e-4


def test_the_test_is_that_of_scipy():
    x = np.random.default_rng(0).lognormal(5, 0.8, 300)
    ours = benford_test(x)
    theirs = stats.chisquare(ours.counts, 300 * BENFORD)
    np.testing.assert_allclose([ours.statistic, ours.p_value], theirs, rtol=1e-9)


def test_false_alarms_come_as_often_as_promised():
    rng = np.random.default_rng(1)
    counts = rng.multinomial(500, BENFORD, 4000)
    alarms = (((counts - 500 * BENFORD) ** 2 / (500 * BENFORD)).sum(axis=1) > stats.chi2.isf(0.05, 8)).mean()
    assert abs(alarms - 0.05) < 4.5 * np.sqrt(0.05 * 0.95 / 4000)


def test_a_fixed_limit_accuses_small_honest_samples():
    rng, rate = np.random.default_rng(2), {}
    for n in (150, 2000):
        rate[n] = (np.abs(rng.multinomial(n, BENFORD, 2000) / n - BENFORD).mean(axis=1) > 0.015).mean()
    assert abs(rate[150] - 0.77) < 4.5 * np.sqrt(0.77 * 0.23 / 2000) and rate[2000] < 0.005


def test_refusals():
    with pytest.raises(ValueError, match="zero"):
        first_digit([1, 0])
    for bad in ([], [np.nan], [np.inf]):
        with pytest.raises(ValueError):
            benford_test(bad)
    with pytest.raises(TypeError):
        first_digit(["a"])
