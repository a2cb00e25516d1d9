"""Log-sum-exp and the quadratic formula, without overflow and cancellation."""

import mpmath
import numpy as np
import pytest
import scipy.special
from hypothesis import assume, given, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.foundations.stable import logsumexp, stable_quadratic

U = 2.0**-53
LOGITS = arrays(float, st.integers(1, 12), elements=st.floats(-1e4, 1e4))
ROOTS = st.floats(-1e8, 1e8, allow_subnormal=False).filter(lambda r: abs(r) > 1e-8)


@given(LOGITS)
def test_it_lies_between_the_largest_entry_and_log_n_above(z):
    slack = 8 * U * (abs(z).max() + 1)
    assert z.max() - slack <= logsumexp(z) <= z.max() + np.log(len(z)) + slack


@given(LOGITS, st.floats(-1e4, 1e4))
def test_a_shift_leaves_it(z, shift):
    scale = abs(z).max() + abs(shift) + 1
    assert logsumexp(z + shift) == pytest.approx(logsumexp(z) + shift, abs=20 * U * scale)


@given(LOGITS)
def test_it_agrees_with_scipy(z):
    assert logsumexp(z) == pytest.approx(scipy.special.logsumexp(z), rel=1e-14, abs=20 * U * (abs(z).max() + 1))


def test_a_table_is_summed_along_its_rows():
    Z = np.random.default_rng(0).normal(scale=300, size=(3, 4, 5))
    np.testing.assert_allclose(logsumexp(Z), scipy.special.logsumexp(Z, axis=-1), rtol=1e-14)
    assert logsumexp(Z).shape == (3, 4)
    assert isinstance(logsumexp([1, 2]), float)


@pytest.mark.parametrize("z, value", [
    ([7.5], 7.5), ([1000.0, 1000.0], 1000 + np.log(2)), ([-1000.0, -1000.0], -1000 + np.log(2)),
    ([1e308, -1e308], 1e308), ([[0.25]], [0.25])])
def test_extreme_entries(z, value):
    np.testing.assert_allclose(logsumexp(z), value, rtol=1e-15)


@pytest.mark.parametrize("bad, error", [
    ([], ValueError), (3.0, ValueError), ([0.0, np.nan], ValueError), ([np.inf], ValueError),
    ([-np.inf, 0], ValueError), (["a"], TypeError), ([1j], TypeError)])
def test_bad_logits_are_refused_by_name(bad, error):
    with pytest.raises(error, match=r"\bz\b"):
        logsumexp(bad)


def exact_roots(a, b, c):
    with mpmath.workdps(80):
        a, b, c = mpmath.mpf(a), mpmath.mpf(b), mpmath.mpf(c)
        root = mpmath.sqrt(b * b - 4 * a * c)
        return sorted([(-b - root) / (2 * a), (-b + root) / (2 * a)])


@given(ROOTS, ROOTS, st.floats(0.01, 100))
def test_separated_roots_have_all_their_digits(r, s, a):
    assume(abs(r - s) > 0.5 * max(abs(r), abs(s)))
    b, c = -a * (r + s), a * r * s
    for ours, exact in zip(stable_quadratic(a, b, c), exact_roots(a, b, c), strict=True):
        assert abs(ours - exact) <= 40 * U * abs(exact)


def test_the_example_of_the_chapter_has_both_roots_right():
    for ours, exact in zip(stable_quadratic(1, -1e8, 1), exact_roots(1, -1e8, 1), strict=True):
        assert abs(ours - exact) <= 2 * U * abs(exact)


@pytest.mark.parametrize("a, b, c, roots", [
    (1, -3, 2, [1, 2]), (-1, 3, -2, [1, 2]), (1, 2, 1, [-1, -1]), (49, -14, 1, [1 / 7, 1 / 7]), (1, 0, -4, [-2, 2]),
    (2, 0, 0, [0, 0]), (1, -5, 0, [0, 5]), (1, 5, 0, [-5, 0]), ([[1]], np.float32(-3), 2, [1, 2])])
def test_small_cases_are_exact(a, b, c, roots):
    assert stable_quadratic(a, b, c).tolist() == roots


@pytest.mark.parametrize("a, b, c, roots", [
    (1, 1e200, 1, [-1e200, -1e-200]), (1e-200, 1, 1e-200, [-1e200, -1e-200]), (1e200, 0, -1e-200, [-1e-200, 1e-200]),
    (1e-300, -3e-300, 2e-300, [1, 2]), (1e300, -3e300, 2e300, [1, 2]), (1e308, 0, -1e-300, [-1e-304, 1e-304]),
    (1e-320, 0, -1e-320, [-1, 1])])
def test_no_square_overflows_or_vanishes(a, b, c, roots):
    np.testing.assert_allclose(stable_quadratic(a, b, c), roots, rtol=1e-15)


def test_nearly_equal_roots_keep_half_of_the_digits_and_are_roots_of_a_nearby_equation():
    a, b, c = 1.0, -2.0, 1 - 1e-14
    x = stable_quadratic(a, b, c)
    assert abs(float(x[0] - exact_roots(a, b, c)[0])) <= 1e-8
    assert np.allclose(x.sum(), -b / a, rtol=4 * U) and np.allclose(x.prod(), c / a, rtol=4 * U)


@pytest.mark.parametrize("args, error, words", [
    ((0, 1, 1), ValueError, "a is zero"), ((1, 1, 1), ValueError, "no real roots"),
    ((np.nan, 1, 1), ValueError, r"\ba\b"), ((1, np.inf, 1), ValueError, r"\bb\b"),
    ((1, 1, [1, 2]), ValueError, r"\bc\b"), ((1, 1, []), ValueError, r"\bc\b"), (("x", 1, 1), TypeError, r"\ba\b"),
    ((1, 1j, 1), TypeError, r"\bb\b"), ((1e-300, 1e300, 1), OverflowError, "a root")])
def test_bad_coefficients_are_refused_by_name(args, error, words):
    with pytest.raises(error, match=words):
        stable_quadratic(*args)
