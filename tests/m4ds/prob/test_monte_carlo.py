import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from m4ds.prob.monte_carlo import antithetic, control_variate, mc_mean, stratified


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=50))
def test_the_mean_and_its_error_are_those_of_scipy(values):
    found = mc_mean(values)
    np.testing.assert_allclose(found, (np.mean(values), stats.sem(values)), rtol=1e-9, atol=1e-9)


@given(st.integers(0, 10_000), st.floats(-50, 50), st.floats(-3, 3))
def test_a_linear_function_of_the_control_has_no_error_left(seed, a, b):
    c = np.random.default_rng(seed).normal(2, 1, 20)
    found = control_variate(a + b * c, c, 2.0)
    np.testing.assert_allclose([found.value, found.coefficient], [a + 2 * b, b], atol=1e-8)
    assert found.standard_error < 1e-8


@given(st.integers(0, 10_000))
def test_the_slope_is_that_of_a_regression_and_the_error_that_of_its_residuals(seed):
    rng = np.random.default_rng(seed)
    c = rng.normal(size=30)
    y = c + rng.normal(size=30)
    line = stats.linregress(c, y)
    found = control_variate(y, c, 0.0)
    np.testing.assert_allclose([found.coefficient, found.value], [line.slope, line.intercept], rtol=1e-9, atol=1e-12)
    residual = y - line.intercept - line.slope * c
    np.testing.assert_allclose(found.standard_error, np.sqrt((residual**2).sum() / 28 / 30), rtol=1e-9)


def exact_variances():
    """Variances of one run for exp(U): plain, controlled by U, pair of antithetic points (for two runs)."""
    e = np.e
    var = (e**2 - 1) / 2 - (e - 1)**2
    return var, var - 12 * ((3 - e) / 2)**2, (var + e - (e - 1)**2) / 2


def test_variances_of_the_exponential_are_those_of_the_chapter():
    rng, runs, n = np.random.default_rng(3), 4000, 50
    u = rng.random((runs, n))
    plain, controlled, pair = exact_variances()
    values = np.exp(u)
    by_control = [control_variate(y, c, 0.5).value for y, c in zip(values, u, strict=True)]
    by_pairs = [antithetic(lambda p: np.exp(p[:, 0]), 1, n, rng).value for _ in range(runs)]
    # a sample variance of nearly normal numbers has the relative standard error sqrt(2 / runs) = 0.022
    assert values.mean(axis=1).var() * n == pytest.approx(plain, rel=0.1)
    assert np.var(by_control) * n == pytest.approx(controlled, rel=0.12)
    assert np.var(by_pairs) * n == pytest.approx(pair, rel=0.1)
    bias = -12 / n * (1.25 * np.e - 3.25 - (np.e - 1) / 12)         # of the fitted slope, to first order
    for found, shift in ((values.mean(axis=1), 0), (by_control, bias), (by_pairs, 0)):
        assert abs(np.mean(found) - shift - (np.e - 1)) < 5 * np.std(found) / np.sqrt(runs)


def test_a_symmetric_function_costs_antithetic_points_twice_the_variance():
    runs = [antithetic(lambda p: (p[:, 0] - 0.5)**2, 1, 20, np.random.default_rng(s)).value for s in range(3000)]
    assert np.var(runs) * 40 == pytest.approx(2 / 180, rel=0.15)


@pytest.mark.parametrize("f, mean, within", [
    (lambda u: u, 1 / 2, 1 / 12 / 64), (lambda u: (u > 1 / 16).astype(float), 15 / 16, 1 / 8 * 1 / 4)])
def test_strata_leave_the_variance_within_them(f, mean, within):
    runs = np.array([stratified(f, 8, 3, np.random.default_rng(s)) for s in range(2000)])
    assert runs[:, 0].mean() == pytest.approx(mean, abs=5 * np.sqrt(within / 24 / 2000))
    assert runs[:, 0].var() * 24 == pytest.approx(within, rel=0.16)
    assert (runs[:, 1]**2).mean() * 24 == pytest.approx(within, rel=0.16)


@given(st.integers(1, 12), st.integers(2, 5))
def test_strata_of_a_constant_have_no_error(strata, each):
    assert stratified(lambda u: 0 * u + 3, strata, each, np.random.default_rng(0)) == (3.0, 0.0)


@pytest.mark.parametrize("call", [
    lambda r: mc_mean([1.0]), lambda r: mc_mean([1.0, np.nan]), lambda r: control_variate([1, 2], [1, 2], 0),
    lambda r: control_variate([1, 2, 3], [1, 2], 0), lambda r: control_variate([1, 2, 3], [1, 1, 1], 1),
    lambda r: control_variate([1, 2, 3], [1, 2, 4], np.inf), lambda r: antithetic(lambda u: u, 1, 3, r),
    lambda r: antithetic(lambda u: u[:, 0], 0, 3, r), lambda r: antithetic(lambda u: u[:, 0], 1, 1, r),
    lambda r: stratified(np.log, 2, 1, r), lambda r: stratified(lambda u: u[1:], 2, 2, r),
    lambda r: stratified(np.exp, 1.5, 2, r), lambda r: stratified(lambda u: u + np.nan, 2, 2, r)])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"."):
        call(np.random.default_rng(0))
