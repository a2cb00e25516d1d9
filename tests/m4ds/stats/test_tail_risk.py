import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from m4ds.stats.tail_risk import expected_shortfall, value_at_risk

losses = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40)
levels = st.floats(0.02, 0.98)


@given(losses, levels)
def test_the_shortfall_is_the_smallest_value_of_a_convex_function(x, level):
    """Rockafellar and Uryasev; the minimum of a piecewise linear function is at one of the losses."""
    x = np.array(x)
    costs = [c + np.maximum(x - c, 0).mean() / (1 - level) for c in x]
    assert expected_shortfall(x, level) == pytest.approx(min(costs), rel=1e-9, abs=1e-6)
    assert expected_shortfall(x, level) >= value_at_risk(x, level) - 1e-9


@given(losses, st.integers(1, 19))
def test_the_value_at_risk_is_the_quantile_of_numpy(x, twentieth):
    level = twentieth / 20
    if abs(level * len(x) - round(level * len(x))) > 1e-6:
        assert value_at_risk(x, level) == np.quantile(x, level, method="inverted_cdf")
    x = np.sort(x)
    k = np.searchsorted(x, value_at_risk(x, level), side="right")
    assert k >= level * len(x) - 1e-6


@given(st.integers(0, 10_000), levels)
def test_the_shortfall_of_a_sum_is_at_most_the_sum_of_the_shortfalls(seed, level):
    rng = np.random.default_rng(seed)
    x, y = rng.standard_t(3, (2, 30))
    assert expected_shortfall(x + y, level) <= expected_shortfall(x, level) + expected_shortfall(y, level) + 1e-9


@given(losses, levels, st.floats(0.01, 100), st.floats(-100, 100))
def test_units_and_shifts(x, level, unit, shift):
    for risk in (value_at_risk, expected_shortfall):
        want = unit * risk(x, level) + shift
        assert risk(unit * np.array(x) + shift, level) == pytest.approx(want, rel=1e-9, abs=1e-6)


def test_large_samples_approach_the_normal_law():
    x = np.random.default_rng(1).normal(size=400_000)
    q = stats.norm.ppf(0.975)
    assert value_at_risk(x, 0.975) == pytest.approx(q, abs=0.02)
    assert expected_shortfall(x, 0.975) == pytest.approx(stats.norm.pdf(q) / 0.025, abs=0.02)


def test_whole_counts_are_not_lost_to_rounding():
    x = np.arange(1.0, 101)
    assert value_at_risk(x, 0.99) == 99 and expected_shortfall(x, 0.99) == pytest.approx(100)
    assert value_at_risk(x, 0.07) == 7 and expected_shortfall(x, 0.95) == pytest.approx(98)


def test_rows_are_samples():
    table = np.random.default_rng(0).normal(size=(3, 11))
    for risk in (value_at_risk, expected_shortfall):
        np.testing.assert_allclose(risk(table, 0.8), [risk(row, 0.8) for row in table])


@pytest.mark.parametrize("risk", [value_at_risk, expected_shortfall])
@pytest.mark.parametrize("x, level", [([], 0.9), ([np.nan], 0.9), ([1.0], 0), ([1.0], 1), (1.0, 0.5),
                                      (np.ones((1, 1, 1)), 0.5)])
def test_bad_input_is_refused(risk, x, level):
    with pytest.raises(ValueError, match=r"."):
        risk(x, level)
