import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from m4ds.prob.continuous import normal
from m4ds.prob.draw import inverse_transform, rejection
from m4ds.prob.lifetimes import weibull


@given(st.floats(.3, 5), st.integers(0, 1000))
@settings(max_examples=30)
def test_the_distribution_function_of_a_draw_is_the_uniform_number_it_came_from(shape, seed):
    law = weibull(shape, 3)
    x = inverse_transform(law.quantile, 40, np.random.default_rng(seed))
    np.testing.assert_allclose(law.cdf(x), np.random.default_rng(seed).random(40), rtol=1e-9)


@pytest.mark.parametrize(("quantile", "cdf"), [(weibull(1.8, 1200).quantile, stats.weibull_min(1.8, scale=1200).cdf),
                                               (normal(3, 2).quantile, stats.norm(3, 2).cdf)])
def test_draws_follow_the_law(quantile, cdf):
    assert stats.kstest(inverse_transform(quantile, 20_000, np.random.default_rng(1)), cdf).pvalue > 1e-3


def test_a_law_with_jumps_can_be_drawn_too():
    def quantile(u):
        return np.where(u <= .3, 0., np.where(u <= .5, u, 2.))
    x = inverse_transform(quantile, (50_000,), np.random.default_rng(2))
    np.testing.assert_allclose([(x == 0).mean(), (x == 2).mean()], [.3, .5], atol=.01)


def test_a_quantile_function_that_gives_nothing_is_refused():
    for bad in (lambda u: u * np.nan, lambda u: u[:-1]):
        with pytest.raises(ValueError, match="for each level"):
            inverse_transform(bad, 5, np.random.default_rng(0))


def beta_23(x):
    return 12 * x * (1 - x) ** 2


def flat(height):
    return lambda x: np.full(x.shape, height)


def draw_uniform(n, rng):
    return rng.random(n)


def test_accepted_draws_follow_the_target_and_one_in_m_is_accepted():
    draws, tried = rejection(beta_23, flat(16 / 9), draw_uniform, 40_000, np.random.default_rng(3))
    assert draws.shape == (40_000,) and stats.kstest(draws, stats.beta(2, 3).cdf).pvalue > 1e-3
    sd = np.sqrt(40_000 * (16 / 9) * (7 / 9))
    assert abs(tried - 40_000 * 16 / 9) < 4 * sd


def test_a_constant_factor_of_density_and_envelope_changes_nothing():
    a = rejection(beta_23, flat(2.), draw_uniform, 500, np.random.default_rng(4))
    b = rejection(lambda x: 5 * beta_23(x), flat(10.), draw_uniform, 500, np.random.default_rng(4))
    np.testing.assert_array_equal(a.draws, b.draws)
    assert a.tried == b.tried


def test_an_envelope_that_touches_accepts_everything():
    assert rejection(flat(1.), flat(1.), draw_uniform, 100, np.random.default_rng(5)).tried == 100


@pytest.mark.parametrize(("density", "envelope", "size", "words"), [
    (beta_23, flat(1.), 100, "above the envelope"), (lambda x: x - 2, flat(1.), 5, "is negative"),
    (beta_23, flat(2.), 0, "at least 1"), (beta_23, flat(2.), 1.5, "whole"), (flat(1e-9), flat(1.), 65_536, "high")])
def test_what_would_go_wrong_silently_is_refused(density, envelope, size, words):
    with pytest.raises(ValueError, match=words):
        rejection(density, envelope, draw_uniform, size, np.random.default_rng(0))
