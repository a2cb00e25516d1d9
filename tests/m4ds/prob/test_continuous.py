import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import integrate, stats

from m4ds.prob.continuous import lognormal, normal, uniform
from m4ds.prob.lifetimes import exponential, gamma, weibull

PAIRS = [(uniform(-2, 3), stats.uniform(-2, 5)), (exponential(.01), stats.expon(scale=100)),
         (weibull(1.8, 1200), stats.weibull_min(1.8, scale=1200)), (weibull(.5, 3), stats.weibull_min(.5, scale=3)),
         (weibull(40, 1e-6), stats.weibull_min(40, scale=1e-6)), (normal(5, 2), stats.norm(5, 2)),
         (normal(-1e6, 1e-3), stats.norm(-1e6, 1e-3)), (lognormal(1, .5), stats.lognorm(.5, scale=np.e)),
         (lognormal(0, 3), stats.lognorm(3)), (gamma(.1, 2), stats.gamma(.1, scale=2)),
         (gamma(1, 2), stats.gamma(1, scale=2)), (gamma(2.5, 10), stats.gamma(2.5, scale=10)),
         (gamma(400, .1), stats.gamma(400, scale=.1)), (gamma(2, 2), stats.chi2(4))]
LEVELS = np.concatenate([[1e-12, 1e-6], np.linspace(.01, .99, 25), [1 - 1e-6]])


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_the_four_functions_agree_with_scipy(ours, theirs):
    x = theirs.ppf(LEVELS)
    for f, g in ((ours.pdf, theirs.pdf), (ours.cdf, theirs.cdf), (ours.sf, theirs.sf)):
        np.testing.assert_allclose(f(x), g(x), rtol=2e-9)
    np.testing.assert_allclose(ours.quantile(LEVELS), x, rtol=1e-9, atol=1e-12 * theirs.std())
    np.testing.assert_allclose(ours.quantile([0, 1]), theirs.ppf([0, 1]))


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_the_density_integrates_to_the_distribution_function(ours, theirs):
    a, b = theirs.ppf([.2, .9])
    area, _ = integrate.quad(ours.pdf, a, b)
    assert area == pytest.approx(.7, abs=1e-7)
    assert float(ours.cdf(b) - ours.cdf(a)) == pytest.approx(.7)


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_the_tail_keeps_its_digits_where_the_distribution_function_has_rounded_to_one(ours, theirs):
    x = theirs.isf([1e-20, 1e-100])
    np.testing.assert_allclose(ours.sf(x), theirs.sf(x), rtol=1e-6)


@given(st.floats(.2, 20), st.floats(1e-3, 1e3), st.floats(1e-9, 1 - 1e-9))
def test_the_quantile_is_where_the_distribution_function_reaches_the_level(shape, scale, q):
    for law in (weibull(shape, scale), gamma(shape, scale), lognormal(np.log(scale), shape), normal(scale, shape)):
        assert float(law.cdf(law.quantile(q))) == pytest.approx(q, rel=1e-7, abs=1e-13)


def test_outside_the_support_nothing_is_there():
    for law in (weibull(2), weibull(.5), gamma(2), gamma(.5), exponential(), lognormal()):
        assert law.pdf(-1.) == 0 and law.cdf(-1.) == 0 and law.sf(-1.) == 1
    assert uniform().pdf([-.1, 1.1]).tolist() == [0, 0]
    with np.errstate(all="raise"):
        assert weibull(.5).pdf(0.) == np.inf and gamma(.5).pdf(0.) == np.inf
        assert gamma(1).pdf(0.) == 1 and gamma(3).pdf(0.) == 0 and weibull(2).pdf(0.) == 0
        assert lognormal().pdf(0.) == 0


def test_the_hazard_is_flat_for_the_exponential_law_and_a_power_for_weibull():
    t = np.linspace(.1, 20, 9)
    np.testing.assert_allclose(exponential(.3).hazard(t), .3)
    np.testing.assert_allclose(weibull(1.8, 4).hazard(t), 1.8 / 4 * (t / 4) ** .8)
    assert np.isnan(uniform().hazard(2.))


@pytest.mark.parametrize("make", [lambda: weibull(0), lambda: weibull(1, -1), lambda: exponential(np.nan),
                                  lambda: normal(0, 0), lambda: normal([1, 2]), lambda: gamma(-1),
                                  lambda: lognormal(0, np.inf), lambda: weibull([1., 2.]), lambda: uniform(1, 1)])
def test_bad_parameters_are_refused(make):
    with pytest.raises(ValueError):
        make()


@pytest.mark.parametrize("law", [uniform(), weibull(2), normal(), lognormal(), gamma(2)])
def test_bad_arguments_are_refused(law):
    for f in (law.pdf, law.cdf, law.sf, law.quantile):
        with pytest.raises(ValueError):
            f([np.nan])
        with pytest.raises(TypeError):
            f(["a"])
    with pytest.raises(ValueError, match="from 0 to 1"):
        law.quantile(1.5)
