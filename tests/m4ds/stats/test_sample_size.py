"""The number of units gives the power that was asked for."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from statsmodels.stats.power import NormalIndPower

from m4ds.prob.special import normal_cdf, normal_quantile
from m4ds.stats.ab import ab_test
from m4ds.stats.sample_size import sample_size, sample_size_proportions


@settings(max_examples=60, deadline=None)
@given(effect=st.floats(0.02, 0.5), power=st.floats(0.5, 0.99), ratio=st.floats(0.25, 4),
       sds=st.tuples(st.floats(0.5, 2), st.floats(0.5, 2)))
def test_the_size_has_the_power_and_one_unit_less_has_not(effect, power, ratio, sds):
    first, _ = sample_size(effect, sds, power=power, ratio=ratio)

    def reached(n):
        return float(normal_cdf(effect / np.sqrt(sds[0]**2 / n + sds[1]**2 / (ratio * n)) - normal_quantile(0.975)))
    assert reached(first) >= power - 1e-9
    assert first == 2 or reached(first - 1) < power + 1e-9


@pytest.mark.parametrize("effect, ratio, power", [(0.1, 1, 0.8), (0.3, 2, 0.9), (-0.05, 0.5, 0.95)])
def test_means_agree_with_statsmodels(effect, ratio, power):
    theirs = NormalIndPower().solve_power(abs(effect), alpha=0.05, power=power, ratio=ratio)
    assert sample_size(effect, 1.0, power=power, ratio=ratio)[0] == int(np.ceil(theirs - 1e-6))


def test_the_power_of_the_test_of_proportions_is_as_planned():
    (n, m), runs = sample_size_proportions(0.05, 0.01), 4000
    s = np.random.default_rng(2).binomial([n, m], [0.05, 0.06], (runs, 2))
    found = np.mean([ab_test(pair, [n, m]).p_value < 0.05 for pair in s])
    assert abs(found - 0.8) < 4.5 * np.sqrt(0.16 / runs)


def test_equal_arms_need_the_fewest_units_in_all():
    totals = {ratio: sum(sample_size(0.05, 1.0, ratio=ratio)) for ratio in (0.5, 0.9, 1, 1.1, 2)}
    assert min(totals, key=totals.get) == 1


@pytest.mark.parametrize("change", [{"effect": 0}, {"sd": 0}, {"sd": [1, 2, 3]}, {"alpha": 0}, {"power": 1},
                                    {"power": 0.02}, {"ratio": 0}, {"effect": np.nan}])
def test_bad_plans_are_refused(change):
    with pytest.raises(ValueError):
        sample_size(**{"effect": 0.1, "sd": 1.0, **change})


@pytest.mark.parametrize("p, lift", [(0, 0.1), (0.95, 0.05), (0.1, -0.1), (0.1, 0)])
def test_proportions_must_stay_inside(p, lift):
    with pytest.raises(ValueError):
        sample_size_proportions(p, lift)
