import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import integrate, optimize, stats

from m4ds.prob.lifetimes import exponential, gamma, weibull
from m4ds.stats.replacement import age_replacement, cost_rate, rul_weibull


@settings(max_examples=30, deadline=None)
@given(st.floats(1.2, 6), st.floats(.1, 1e4), st.floats(1.5, 50))
def test_no_other_age_is_cheaper(shape, scale, ratio):
    law = weibull(shape, scale)
    best = age_replacement(law, 1.0, ratio, 20 * scale)
    if np.isinf(best.age):          # hardly anything to gain: the equation has its root beyond all lives
        assert law.sf(20 * scale) < 1e-9
        return
    ages = best.age * np.array([.5, .9, .99, 1.01, 1.1, 2])
    assert (cost_rate(law.sf, ages, 1.0, ratio) >= best.rate * (1 - 1e-9)).all()
    assert best.rate <= best.failure_only * (1 + 1e-9)
    assert law.hazard(best.age) * (ratio - 1) == pytest.approx(best.rate, rel=1e-5)


def test_it_is_what_a_search_finds():
    law = gamma(3, 40.)
    best = age_replacement(law, 2.0, 20.0, 2000.0)
    theirs = optimize.minimize_scalar(lambda a: cost_rate(law.sf, a, 2., 20.), bounds=(1, 800), method="bounded")
    assert best.rate == pytest.approx(theirs.fun, rel=1e-9) and best.age == pytest.approx(theirs.x, rel=1e-4)
    assert best.failure_only == pytest.approx(20 / 120, rel=1e-6)


@pytest.mark.parametrize("law", [exponential(.01), weibull(.7, 100.)])
def test_what_does_not_wear_is_never_replaced_early(law):
    best = age_replacement(law, 1.0, 100.0, 4000.0)
    assert np.isinf(best.age) and best.rate == best.failure_only
    assert (np.diff(cost_rate(law.sf, np.linspace(5, 3000, 50), 1., 100.)) < 0).all()
    assert np.isinf(age_replacement(weibull(3., 100.), 5.0, 5.0, 2000.).age)


@given(st.lists(st.floats(.01, 300), min_size=1, max_size=5), st.floats(.5, 5))
@settings(max_examples=25, deadline=None)
def test_the_cost_rate_is_that_of_a_fine_integral(ages, shape):
    law = stats.weibull_min(shape, scale=100)
    want = [(2 * law.sf(a) + 9 * law.cdf(a)) / integrate.quad(law.sf, 0, a, epsabs=0, limit=200)[0] for a in ages]
    np.testing.assert_allclose(cost_rate(weibull(shape, 100.).sf, ages, 2., 9.), want, rtol=1e-5)


def test_renewals_cost_in_the_long_run_what_the_formula_says():
    rng, age = np.random.default_rng(5), 60.0
    life = 130 * rng.weibull(2.4, (400, 500))
    cost, run = np.where(life > age, 2., 12.), np.minimum(life, age)
    rates = cost.sum(axis=1) / run.sum(axis=1)
    want = cost_rate(weibull(2.4, 130.).sf, age, 2., 12.)
    assert abs(rates.mean() - want) < 4.5 * rates.std() / 20 + 1e-3 * want


@settings(max_examples=40, deadline=None)
@given(st.floats(.4, 6), st.floats(0, 3))
def test_the_remaining_life_is_that_of_scipy(shape, age):
    law = stats.weibull_min(shape, scale=2.0)
    left = rul_weibull(shape, 2.0, age, [.1, .5, .9])
    np.testing.assert_allclose(law.sf(age + left.quantiles) / law.sf(age), [.9, .5, .1], rtol=1e-6)
    mean = integrate.quad(lambda u: float(rul_weibull(shape, 2.0, age, [u]).quantiles[0]), 0, 1, limit=300)[0]
    assert left.mean == pytest.approx(mean, rel=1e-3)


def test_very_old_units_and_the_exponential():
    assert rul_weibull(1., 100., 5e4).mean == pytest.approx(100, rel=1e-9)
    a, b = rul_weibull(3., 1., 7.93).mean, rul_weibull(3., 1., 7.94).mean        # either side of x = 500
    assert 0 < a - b < 2e-4
    assert rul_weibull(3., 1., 100.).mean == pytest.approx(1 / (3 * 100**2), rel=1e-4)     # 1 / hazard


@pytest.mark.parametrize(("call", "words"), [
    (lambda: cost_rate(np.exp, 0., 1., 2.), "ages"), (lambda: cost_rate(np.exp, 1., 0., 2.), "planned"),
    (lambda: age_replacement(exponential(1.), 1., 2., -1.), "horizon"), (lambda: rul_weibull(0, 1, 1), "shape"),
    (lambda: rul_weibull(1, 1, -1), "age"), (lambda: rul_weibull(1, 1, 1, [2.]), "levels|q|1")])
def test_it_refuses(call, words):
    with pytest.raises(ValueError, match=words):
        call()
