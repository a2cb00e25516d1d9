import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from m4ds.prob.continuous import normal
from m4ds.prob.lifetimes import weibull
from m4ds.stats.quantile_plot import qq_points, weibull_line


@given(st.floats(.2, 10), st.floats(1e-3, 1e6), st.integers(2, 80))
def test_a_perfect_sample_gives_its_own_law_back(shape, scale, n):
    sample = weibull(shape, scale).quantile((np.arange(n) + .5) / n)
    np.testing.assert_allclose(weibull_line(sample), (shape, scale), rtol=1e-8)


@given(st.integers(0, 200), st.floats(.2, 5), st.floats(.1, 10))
def test_units_and_powers_pass_through_the_fit(seed, d, c):
    x = np.random.default_rng(seed).weibull(1.5, 30)
    shape, scale = weibull_line(x)
    np.testing.assert_allclose(weibull_line(c * x**d), (shape / d, c * scale**d), rtol=1e-8)


def test_the_line_is_that_of_scipy_s_regression_and_near_maximum_likelihood():
    x = 1200 * np.random.default_rng(0).weibull(1.8, 2000)
    theory, logs = qq_points(np.log(x), lambda u: np.log(-np.log1p(-u)))
    line = stats.linregress(theory, logs)
    np.testing.assert_allclose(weibull_line(x), (1 / line.slope, np.exp(line.intercept)), rtol=1e-10)
    shape, _, scale = stats.weibull_min.fit(x, floc=0)
    np.testing.assert_allclose(weibull_line(x), (shape, scale), rtol=.05)


def test_the_points_of_a_normal_plot_are_scipy_s_up_to_the_levels():
    x = np.random.default_rng(1).normal(3, 2, 500)
    theory, observed = qq_points(x, normal().quantile)
    (theirs, same), _ = stats.probplot(x)
    np.testing.assert_array_equal(observed, same)
    np.testing.assert_allclose(theory, theirs, atol=.11)


@pytest.mark.parametrize("sample", [[], [1., np.nan], [0., 1.], [-1., 2.], [3., 3.], [5.]])
def test_bad_samples_are_refused(sample):
    with pytest.raises(ValueError):
        weibull_line(sample)


def test_words_are_no_numbers():
    with pytest.raises(TypeError, match="sample"):
        qq_points(["a"], lambda u: u)
