"""Losses: quantiles, and the mean beyond them."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from m4ds.finance.risk import expected_shortfall, value_at_risk

SERIES = arrays(float, st.integers(1, 60), elements=st.floats(-1, 1))
LEVELS = st.sampled_from([0.0, 0.5, 0.75, 0.9, 0.95, 0.99])


@settings(max_examples=100, deadline=None)
@given(SERIES, LEVELS)
def test_it_is_the_smallest_bound_that_holds_often_enough(x, level):
    v, losses = value_at_risk(x, level), -x
    assert np.mean(losses <= v) >= level - 1e-12
    assert np.mean(losses < v) < level + 1e-12 or v == losses.min()
    assert v == pytest.approx(np.quantile(losses, level, method="inverted_cdf"))


@settings(max_examples=100, deadline=None)
@given(SERIES, LEVELS)
def test_shortfall_is_the_least_value_of_rockafellar_and_uryasev(x, level):
    es = expected_shortfall(x, level)
    assert es >= value_at_risk(x, level) - 1e-12
    values = [c + np.maximum(-x - c, 0).mean() / (1 - level) for c in -x]
    assert es == pytest.approx(min(values), abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), LEVELS)
def test_mixing_never_adds_shortfall(seed, level):
    a, b = np.random.default_rng(seed).standard_t(3, size=(2, 37))
    assert expected_shortfall(a + b, level) <= expected_shortfall(a, level) + expected_shortfall(b, level) + 1e-12


def test_a_whole_tail_is_its_mean_and_a_normal_sample_has_the_normal_numbers():
    x = np.random.default_rng(0).normal(0.01, 0.04, 200_000)
    worst = np.sort(x)[:10_000]
    assert expected_shortfall(x) == pytest.approx(-worst.mean())
    z = stats.norm.ppf(0.95)
    assert value_at_risk(x) == pytest.approx(0.04 * z - 0.01, rel=0.01)
    assert expected_shortfall(x) == pytest.approx(0.04 * stats.norm.pdf(z) / 0.05 - 0.01, rel=0.01)


@pytest.mark.parametrize("x, level, words", [([], 0.9, "empty"), ([0.1, np.nan], 0.9, "NaN"), ([0.1], 1, "level"),
                                             ([0.1], -0.1, "level"), ([[0.1]], 0.5, "vector")])
def test_bad_input_is_refused(x, level, words):
    for function in (value_at_risk, expected_shortfall):
        with pytest.raises(ValueError, match=words):
            function(x, level)
