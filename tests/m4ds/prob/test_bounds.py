from math import exp, log

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import optimize, stats

from m4ds.prob.bounds import cantelli_bound, chebyshev_bound, hoeffding_bound, hoeffding_sample_size
from m4ds.prob.chernoff import binomial_chernoff, chernoff_optimal, relative_entropy, upper_limit
from m4ds.prob.discrete import binomial_pmf
from m4ds.prob.tails import cdf, tail

sizes, chances = st.integers(1, 400), st.floats(.001, .999)


@given(sizes, chances, st.floats(.01, 1))
def test_no_bound_is_below_the_exact_tail(n, p, share):
    k = int(np.ceil(n * p + share * n * (1 - p) - 1e-9))
    distance = k - n * p
    if distance <= 1e-9:
        return
    above = stats.binom.sf(k - 1, n, p)
    both = above + stats.binom.cdf(np.floor(n * p - distance + 1e-9), n, p)
    slack = 1 + 1e-9
    assert both <= chebyshev_bound(n * p * (1 - p), distance) * slack
    assert above <= cantelli_bound(n * p * (1 - p), distance) * slack
    assert both <= hoeffding_bound(n, distance / n) * slack
    assert above <= binomial_chernoff(k, n, p) * slack
    assert binomial_chernoff(k, n, p) <= hoeffding_bound(n, distance / n, sides=1) * slack
    assert binomial_chernoff(k, n, p) / (n + 1) <= above * slack


@given(sizes, chances)
def test_chernoff_on_the_left_is_the_mirror_of_the_right(n, p):
    for k in {0, int(n * p)}:
        assert stats.binom.cdf(k, n, p) <= binomial_chernoff(k, n, p) * (1 + 1e-9)
        np.testing.assert_allclose(binomial_chernoff(k, n, p), binomial_chernoff(n - k, n, 1 - p), rtol=1e-9)


def test_chebyshev_and_cantelli_are_attained():
    assert chebyshev_bound(.2 * 9, 3) == pytest.approx(.2)         # -3, 0, 3 with probabilities .1, .8, .1
    assert cantelli_bound(4, 4) == pytest.approx(.2)               # 4 with probability .2, else -1


@pytest.mark.parametrize("distance", [.3, .05, .005, 1.])
@pytest.mark.parametrize("sides", [1, 2])
@pytest.mark.parametrize("width", [1., 6.])
def test_the_sample_size_is_the_first_that_keeps_the_promise(distance, sides, width):
    for alpha in (.5, .05, 1e-6):
        n = hoeffding_sample_size(distance, alpha, width, sides)
        assert hoeffding_bound(n, distance, width, sides) <= alpha * (1 + 1e-9)
        assert n == 1 or hoeffding_bound(n - 1, distance, width, sides) > alpha * (1 - 1e-9)


@given(chances, chances)
def test_relative_entropy_is_that_of_scipy_and_at_least_twice_the_square(x, p):
    want = stats.entropy([x, 1 - x], [p, 1 - p])
    np.testing.assert_allclose(relative_entropy(x, p), want, rtol=1e-7, atol=1e-14)
    assert relative_entropy(x, p) >= 2 * (x - p)**2 * (1 - 1e-9) - 1e-15


def test_relative_entropy_at_the_ends():
    assert relative_entropy(0, .2) == pytest.approx(-log(.8)) and relative_entropy(1, .2) == pytest.approx(log(5))
    assert relative_entropy(0, 0) == relative_entropy(1, 1) == 0
    assert relative_entropy(.3, 0) == relative_entropy(.3, 1) == np.inf
    assert binomial_chernoff(5, 5, .3) == pytest.approx(.3**5) and binomial_chernoff(1, 5, 0) == 0


@given(st.floats(.1, 40), st.floats(1.01, 4))
def test_the_search_finds_the_closed_form_of_a_poisson_count(mu, factor):
    k = mu * factor
    bound, t = chernoff_optimal(lambda t: mu * np.expm1(t), k, top=5)
    np.testing.assert_allclose(t, log(factor), atol=1e-4)
    np.testing.assert_allclose(bound, exp(-mu + k - k * log(factor)), rtol=1e-7)


def test_the_search_agrees_with_scipy_for_a_gamma_number():
    def log_mgf(t):
        return -3 * np.log1p(-t)
    bound, t = chernoff_optimal(log_mgf, 9., top=1 - 1e-9)
    found = optimize.minimize_scalar(lambda t: log_mgf(t) - 9 * t, bounds=(0, 1 - 1e-9), method="bounded",
                                     options={"xatol": 1e-10})
    np.testing.assert_allclose([bound, t], [exp(found.fun), found.x], rtol=1e-6)
    assert stats.gamma(3).sf(9) <= bound


def test_below_the_mean_the_best_bound_says_nothing():
    bound, t = chernoff_optimal(lambda t: t * t / 2, -1.)
    assert bound == 1 and t < 1e-8


@pytest.mark.parametrize("k, n", [(0, 10), (12, 400), (3, 5), (200, 1000)])
@pytest.mark.parametrize("alpha", [.5, .05, .001])
def test_the_exact_limit_is_that_of_a_beta_quantile(k, n, alpha):
    got = upper_limit(lambda p: cdf(binomial_pmf, k, n, p), k / n, alpha)
    np.testing.assert_allclose(got, stats.beta.isf(alpha, k + 1, n - k), rtol=1e-8)
    wider = upper_limit(lambda p: binomial_chernoff(k, n, p), k / n, alpha)
    assert wider >= got - 1e-9


def test_limits_at_the_ends():
    assert upper_limit(lambda p: 1., .3) == 1
    assert upper_limit(lambda p: 0., .3) == .3


@pytest.mark.parametrize("call", [
    lambda: chebyshev_bound(-1, 1), lambda: chebyshev_bound(1, 0), lambda: cantelli_bound(1, np.nan),
    lambda: cantelli_bound([1, 2], 1), lambda: hoeffding_bound(0, .1), lambda: hoeffding_bound(2.5, .1),
    lambda: hoeffding_bound(5, .1, sides=3), lambda: hoeffding_bound(5, .1, width=0), lambda: hoeffding_bound(5, -.1),
    lambda: hoeffding_sample_size(.1, 0), lambda: hoeffding_sample_size(.1, 1), lambda: hoeffding_sample_size(0, .1),
    lambda: hoeffding_sample_size(.1, .1, sides=0), lambda: relative_entropy(1.1, .5),
    lambda: relative_entropy(.5, np.inf), lambda: binomial_chernoff(6, 5, .5), lambda: binomial_chernoff(-1, 5, .5),
    lambda: chernoff_optimal(lambda t: t, np.nan), lambda: chernoff_optimal(lambda t: t, 1., top=0),
    lambda: chernoff_optimal(lambda t: np.nan, 1.), lambda: upper_limit(lambda p: 0., 1.5),
    lambda: upper_limit(lambda p: 0., .5, alpha=0)])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"must|not a number|NaN|finite"):
        call()


def test_the_bounds_of_the_chapter():
    assert tail(binomial_pmf, 60, 100, .5) * 2 == pytest.approx(.0569, abs=5e-5)
