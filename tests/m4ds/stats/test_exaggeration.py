"""Exaggeration against numerical integrals and simulations; shrinking against Bayes' rule by quadrature."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import integrate, stats

from m4ds.stats.exaggeration import exaggeration, shrink_effect

effects = st.floats(0.01, 6)


@given(effects, st.floats(0.1, 10), st.floats(0.001, 0.5))
@settings(max_examples=60)
def test_significant_estimates_are_too_large_on_average(effect, se, alpha):
    found = exaggeration(effect, se, alpha)
    assert 0 <= found.wrong_sign < 0.5 and alpha <= found.power <= 1
    assert found.factor >= 1 - 1e-12


@given(effects, st.floats(0.2, 5))
@settings(max_examples=30)
def test_only_the_ratio_of_effect_and_error_matters_and_not_its_sign(effect, scale):
    np.testing.assert_allclose(exaggeration(-scale * effect, scale), exaggeration(effect, 1.0), rtol=1e-9)


@pytest.mark.parametrize("theta", [0.05, 0.5, 1.0, 1.96, 2.8, 5.0])
@pytest.mark.parametrize("alpha", [0.01, 0.05, 0.3])
def test_the_formula_is_the_integral(theta, alpha):
    c, law = stats.norm.isf(alpha / 2), stats.norm(theta)
    upper, lower = law.sf(c), law.cdf(-c)
    size = (integrate.quad(lambda z: z * law.pdf(z), c, theta + 40)[0]
            + integrate.quad(lambda z: -z * law.pdf(z), theta - 40, -c, points=[-c - 1])[0])
    found = exaggeration(theta, 1.0, alpha)
    np.testing.assert_allclose(found, [upper + lower, lower / (upper + lower), size / (theta * (upper + lower))],
                               rtol=1e-6)


def test_the_upper_side_agrees_with_truncnorm():
    mean = stats.truncnorm(1.959963984540054 - 4, np.inf, loc=4).mean()
    assert exaggeration(4.0, 1.0).factor == pytest.approx(mean / 4, rel=1e-8)


def test_the_limits():
    assert exaggeration(30.0, 1.0).factor == pytest.approx(1, abs=1e-12)
    tiny = exaggeration(1e-6, 1.0)
    c = 1.959963984540054
    assert 1e-6 * tiny.factor == pytest.approx(stats.norm.pdf(c) / stats.norm.sf(c), rel=1e-5)
    assert tiny.wrong_sign == pytest.approx(0.5, abs=1e-5)


@pytest.mark.parametrize(("x", "se", "mean", "spread", "nothing"), [
    (2.0, 0.6, 0.5, 1.2, 0.6), (-1.5, 1.0, 0.0, 1.0, 0.0), (0.1, 0.2, 1.0, 3.0, 0.95), (4.0, 2.0, -1.0, 0.3, 0.5)])
def test_the_shrunk_effect_is_the_posterior_mean(x, se, mean, spread, nothing):
    def weight(t):
        return (1 - nothing) * stats.norm.pdf(t, mean, spread) * stats.norm.pdf(x, t, se)
    low, high = min(x, mean) - 12 * (se + spread), max(x, mean) + 12 * (se + spread)
    places = [x, mean]
    bottom = integrate.quad(weight, low, high, points=places)[0] + nothing * stats.norm.pdf(x, 0, se)
    top = integrate.quad(lambda t: t * weight(t), low, high, points=places)[0]
    assert shrink_effect(x, se, mean, spread, nothing) == pytest.approx(top / bottom, rel=1e-6)


@given(st.floats(-8, 8), st.floats(0.1, 3), st.floats(-1, 1), st.floats(0.1, 3))
@settings(max_examples=40)
def test_shrinking_lands_between_the_estimate_and_the_mean(x, se, mean, spread):
    found = float(shrink_effect(x, se, mean, spread))
    assert min(x, mean) - 1e-9 <= found <= max(x, mean) + 1e-9


def test_far_estimates_do_not_overflow():
    found = shrink_effect([1e3, -1e3], 0.01, 0.0, 1.0, 0.5)
    np.testing.assert_allclose(found, [1e3, -1e3], rtol=1e-3)


def test_among_the_selected_the_shrunk_effect_is_right_on_average_and_the_raw_one_is_not():
    rng = np.random.default_rng(0)
    n, se = 200_000, 0.6
    tau = np.where(rng.random(n) < 0.6, 0.0, rng.normal(0.5, 1.2, n))
    x = tau + se * rng.normal(size=n)
    for chosen in (x > 1.96 * se, x < -0.5, np.abs(x - 0.4) < 0.1):
        gap = shrink_effect(x[chosen], se, 0.5, 1.2, 0.6) - tau[chosen]
        assert abs(gap.mean()) < 4.5 * gap.std() / np.sqrt(chosen.sum())
    won = x > 1.96 * se
    assert (x[won] - tau[won]).mean() > 0.2


@pytest.mark.parametrize("arguments", [(0.0, 1.0), (1.0, 0.0), (1.0, -1.0), (np.nan, 1.0), (1.0, 1.0, 0.0),
                                       (1.0, 1.0, 1.0), (np.inf, 1.0)])
def test_what_exaggeration_refuses(arguments):
    with pytest.raises(ValueError):
        exaggeration(*arguments)


@pytest.mark.parametrize("arguments", [(1.0, 0.0), (1.0, 1.0, 0.0, 0.0), (1.0, 1.0, 0.0, 1.0, 1.0),
                                       (1.0, 1.0, 0.0, 1.0, -0.1), ([np.nan], 1.0)])
def test_what_shrink_effect_refuses(arguments):
    with pytest.raises(ValueError):
        shrink_effect(*arguments)
