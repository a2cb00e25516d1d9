"""Beta, chi-square, t and F: they agree with SciPy, and with the variables that define them."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import special, stats

from m4ds.prob.student import beta, beta_tails, chi_square, fisher_f, student_t

SHAPES = st.floats(0.05, 400.0)
SHARES = st.floats(1e-6, 1 - 1e-6)


@given(SHAPES, SHAPES, SHARES)
def test_tails_of_the_beta_law_are_those_of_scipy(a, b, x):
    below, above = beta_tails(a, b, x)
    np.testing.assert_allclose([below, above], [special.betainc(a, b, x), special.betaincc(a, b, x)],
                               rtol=1e-10, atol=1e-15)


@given(SHAPES, SHAPES, SHARES)
def test_the_beta_law_mirrors(a, b, x):
    assert beta_tails(a, b, x)[0] == pytest.approx(beta_tails(b, a, 1 - x)[1], rel=1e-9, abs=1e-14)


@pytest.mark.parametrize(("ours", "theirs"), [
    (beta(2, 3), stats.beta(2, 3)), (beta(0.5, 0.5), stats.beta(0.5, 0.5)), (beta(1, 1), stats.beta(1, 1)),
    (beta(80, 3.5), stats.beta(80, 3.5)),
    (chi_square(1), stats.chi2(1)), (chi_square(7), stats.chi2(7)),
    (student_t(1), stats.cauchy()), (student_t(2.5), stats.t(2.5)), (student_t(4), stats.t(4)),
    (student_t(1000), stats.t(1000)),
    (fisher_f(1, 4), stats.f(1, 4)), (fisher_f(2, 9), stats.f(2, 9)), (fisher_f(12, 3.5), stats.f(12, 3.5)),
])
class TestAgainstScipy:
    def test_the_quantiles_agree_and_come_back(self, ours, theirs):
        q = np.array([1e-8, 1e-3, 0.05, 0.3, 0.5, 0.8, 0.975, 1 - 1e-6])
        np.testing.assert_allclose(ours.quantile(q), theirs.ppf(q), rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(ours.cdf(ours.quantile(q)), q, rtol=1e-9)

    def test_density_and_both_tails_agree(self, ours, theirs):
        x = theirs.ppf([1e-6, 0.01, 0.2, 0.5, 0.7, 0.99, 1 - 1e-9])
        np.testing.assert_allclose(ours.pdf(x), theirs.pdf(x), rtol=1e-9)
        np.testing.assert_allclose(ours.cdf(x), theirs.cdf(x), rtol=1e-9)
        np.testing.assert_allclose(ours.sf(x), theirs.sf(x), rtol=1e-7)

    def test_the_ends_are_the_ends_of_the_support(self, ours, theirs):
        np.testing.assert_array_equal(ours.quantile([0.0, 1.0]), theirs.support())


def test_far_tails_keep_their_digits():
    t = np.array([30.0, 1e3, 1e6])
    np.testing.assert_allclose(student_t(4).sf(t), stats.t(4).sf(t), rtol=1e-9)
    np.testing.assert_allclose(student_t(4).cdf(-t), stats.t(4).sf(t), rtol=1e-9)
    far = (2 * np.sqrt(3) / np.pi / 1e-200) ** (1 / 3)          # P(T > t) is 2 sqrt(3) / (pi t^3) for large t
    assert student_t(3).quantile(1e-200) == pytest.approx(-far, rel=1e-12)


def test_t_with_many_degrees_of_freedom_is_nearly_normal():
    assert student_t(1e7).quantile(0.975) == pytest.approx(1.959964, abs=1e-5)


def test_the_variables_that_define_t_and_f_follow_them():
    rng = np.random.default_rng(3)
    z, x, y = rng.normal(size=4000), rng.chisquare(5, 4000), rng.chisquare(3, 4000)
    for sample, law in ((z / np.sqrt(x / 5), student_t(5)), ((y / 3) / (x / 5), fisher_f(3, 5)),
                        (x / (x + y), beta(2.5, 1.5))):
        assert stats.kstest(sample, law.cdf).pvalue > 0.01


@pytest.mark.parametrize("make", [lambda v: beta(v, 1), lambda v: beta(1, v), chi_square, student_t,
                                  lambda v: fisher_f(v, 1), lambda v: fisher_f(1, v), lambda v: beta_tails(v, 1, 0.5)])
@pytest.mark.parametrize("bad", [0, -1, np.nan, np.inf, [1, 2]])
def test_a_parameter_that_is_not_one_positive_number_is_refused(make, bad):
    with pytest.raises(ValueError, match=r"positive number|NaN or infinity"):
        make(bad)


def test_points_and_levels_outside_the_unit_interval_are_refused():
    with pytest.raises(ValueError, match="x must hold numbers from 0 to 1"):
        beta_tails(1, 1, 1.5)
    with pytest.raises(ValueError, match="q must hold numbers from 0 to 1"):
        student_t(3).quantile(-0.1)


def test_a_single_number_gives_a_single_number_of_the_same_value_as_in_an_array():
    assert student_t(3).quantile(0.9) == student_t(3).quantile([0.9])[0]
    assert np.ndim(fisher_f(2, 2).sf(1.0)) == 0
