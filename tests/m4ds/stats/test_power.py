import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats
from statsmodels.stats.power import NormalIndPower, TTestPower

from m4ds.stats.power import power_sim, power_t, power_z, sample_size_means
from m4ds.stats.t_tests import t_test

ALPHAS = st.sampled_from([.001, .01, .05, .2])


@settings(deadline=None, max_examples=40)
@given(ALPHAS, st.sampled_from([1, 2]), st.floats(1, 1e4))
def test_at_no_effect_the_power_is_the_level(alpha, sides, n):
    assert power_z(0, 3, n, alpha, sides) == pytest.approx(alpha, rel=1e-9)
    assert power_t(0, 3, int(n) + 1, alpha, sides) == pytest.approx(alpha, rel=1e-7)



@settings(deadline=None, max_examples=40)
@given(st.floats(-1.5, 1.5), st.integers(2, 400), ALPHAS)
def test_the_t_test_has_the_power_of_the_noncentral_t_law(effect, n, alpha):
    c, law = stats.t(n - 1).isf(alpha / 2), stats.nct(n - 1, effect * np.sqrt(n))
    assert power_t(effect, 1, n, alpha) == pytest.approx(
        law.sf(c) + np.nan_to_num(law.cdf(-c)), rel=1e-6, abs=1e-9)          # SciPy gives NaN for a far tail of zero


def test_statsmodels_agrees():
    assert power_t(.5, 1, 20) == pytest.approx(TTestPower().power(.5, 20, .05), rel=1e-7)
    assert power_z(.5, np.sqrt(2), 60) == pytest.approx(NormalIndPower().power(.5, 60, .05), rel=1e-7)
    n = NormalIndPower().solve_power(.3, alpha=.01, power=.9)
    assert sample_size_means(.3, 1, .01, .9, groups=2) == np.ceil(n)


@settings(deadline=None, max_examples=40)
@given(st.floats(.02, 3), ALPHAS, st.floats(.5, .99), st.sampled_from([1, 2]))
def test_the_size_is_the_smallest_that_is_large_enough(effect, alpha, power, sides):
    n = sample_size_means(effect, 1, alpha, power, sides=sides)
    assert power_z(effect, 1, n, alpha, sides) >= power - 1e-7
    if n > 1:
        assert power_z(effect, 1, n - 1, alpha, sides) < power + 1e-9


@settings(deadline=None, max_examples=40)
@given(st.floats(.1, 3), st.floats(.01, 1e3))
def test_only_the_effect_in_standard_deviations_counts(effect, sd):
    assert power_z(effect * sd, sd, 12) == pytest.approx(power_z(effect, 1, 12), rel=1e-9)
    assert power_z(-effect, 1, 12) == pytest.approx(power_z(effect, 1, 12), rel=1e-9)


def test_a_simulation_finds_the_power_within_its_error():
    rate = power_sim(lambda rng: rng.normal(.6, 1, 20), lambda x: t_test(x).p, .05, 1500, np.random.default_rng(2))
    assert abs(rate.value - power_t(.6, 1, 20)) < 4.5 * rate.se
    assert rate.se == pytest.approx(np.sqrt(rate.value * (1 - rate.value) / 1500))


@pytest.mark.parametrize("call", [
    lambda: power_z(1, 0, 5), lambda: power_z(1, 1, 0), lambda: power_z(1, 1, 5, 1), lambda: power_z(1, 1, 5, .05, 3),
    lambda: power_z(np.nan, 1, 5), lambda: power_z([1., 2], 1, 5), lambda: power_t(1, 1, 1), lambda: power_t(1, 1, 2.5),
    lambda: sample_size_means(0, 1), lambda: sample_size_means(1, 1, power=.01),
    lambda: sample_size_means(1, 1, groups=3),
    lambda: power_sim(lambda r: 0, lambda d: 0, 0, 10, np.random.default_rng(0)),
    lambda: power_sim(lambda r: 0, lambda d: 0, .05, 1, np.random.default_rng(0))])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"."):
        call()
