"""The rules of quadrature against their error formulas, exact integrals and SciPy."""

import numpy as np
import pytest
import scipy.integrate
from hypothesis import given, strategies as st

from m4ds.calculus.quadrature import midpoint, romberg, simpson, trapezoid, trapezoid_readings

U = 2.0**-53
CUBICS = st.lists(st.floats(-10, 10), min_size=4, max_size=4)
ENDS = st.floats(-3, 3)
RULES = [trapezoid, midpoint, simpson]


def polynomial(c, a, b):
    """A polynomial, its integral, and a size that rounding errors are small against."""
    primitive = np.polyint(c)
    size = (np.polyval(np.abs(c), 3.0) + 1) * (abs(b - a) + 1)
    return lambda x: np.polyval(c, x), np.polyval(primitive, b) - np.polyval(primitive, a), size


@given(CUBICS, ENDS, ENDS, st.integers(1, 9))
def test_simpson_is_exact_for_cubics(c, a, b, k):
    f, truth, size = polynomial(c, a, b)
    assert simpson(f, a, b, 2 * k) == pytest.approx(truth, abs=200 * U * size)


@given(CUBICS, ENDS, ENDS, st.integers(1, 20))
def test_trapezoid_and_midpoint_have_the_error_of_the_theorem(c, a, b, n):
    f, truth, size = polynomial(c, a, b)
    h, second = (b - a) / n, np.polyval(np.polyder(c, 2), [a, b])     # f'' is a line: extreme at the ends
    for rule, weight in ((trapezoid, 1 / 12), (midpoint, -1 / 24)):
        ratio = sorted((b - a) * h**2 * weight * second)
        error = rule(f, a, b, n) - truth
        assert ratio[0] - 200 * U * size <= error <= ratio[1] + 200 * U * size


@given(st.floats(-2, 2), st.floats(0.1, 3), st.integers(1, 10))
def test_simpson_has_the_error_of_the_theorem(a, width, k):
    n, b = 2 * k, a + width
    error = simpson(np.exp, a, b, n) - (np.exp(b) - np.exp(a))
    scale = width * (width / n) ** 4 / 180
    assert scale * np.exp(a) * (1 - 1e-9) - 1e-13 <= error <= scale * np.exp(b) * (1 + 1e-9) + 1e-13


@pytest.mark.parametrize("rule", RULES)
@given(CUBICS, ENDS, ENDS)
def test_exchanging_the_ends_changes_the_sign(rule, c, a, b):
    f, _, size = polynomial(c, a, b)
    assert rule(f, a, b, 4) == pytest.approx(-rule(f, b, a, 4), abs=100 * U * size)
    assert rule(f, a, a, 2) == 0


@pytest.mark.parametrize("n", [2, 3, 4, 10, 101])
def test_trapezoid_and_simpson_agree_with_scipy(n):
    x = np.linspace(0.5, 4, n + 1)
    assert trapezoid(np.log, 0.5, 4, n) == pytest.approx(scipy.integrate.trapezoid(np.log(x), x), rel=1e-13)
    if n % 2 == 0:
        assert simpson(np.log, 0.5, 4, n) == pytest.approx(scipy.integrate.simpson(np.log(x), x=x), rel=1e-13)


def test_romberg_agrees_with_scipy_and_its_second_column_is_simpson():
    T = romberg(np.exp, 0, 1, 6)
    y = np.exp(np.linspace(0, 1, 33))
    assert T[-1, -1] == pytest.approx(scipy.integrate.romb(y, dx=1 / 32), rel=1e-14)
    assert T[-1, -1] == pytest.approx(np.e - 1, rel=1e-14)
    for i in range(1, 6):
        assert T[i, 0] == pytest.approx(trapezoid(np.exp, 0, 1, 2**i), rel=1e-14)
        assert T[i, 1] == pytest.approx(simpson(np.exp, 0, 1, 2**i), rel=1e-14)
    assert (np.triu(T, 1) == 0).all()
    assert romberg(np.exp, 0, 1, 1).shape == (1, 1)
    assert (romberg(np.exp, 1, 1, 3) == 0).all()


@pytest.mark.parametrize("f, truth", [(lambda x: 1 / (1 + 25 * x**2), 0.4 * np.arctan(5)),
                                      (lambda x: np.exp(-50 * x**2), np.sqrt(np.pi / 50)), (np.sqrt, None)])
def test_romberg_on_narrow_peaks_agrees_with_quad(f, truth):
    a = -1.0 if truth else 0.0
    theirs = scipy.integrate.quad(f, a, 1.0, epsabs=1e-13)[0]
    assert romberg(f, a, 1.0, 12)[-1, -1] == pytest.approx(truth or theirs, rel=1e-9 if truth else 1e-4)


@given(st.lists(st.tuples(st.floats(0.01, 2), st.floats(-5, 5)), min_size=2, max_size=12))
def test_readings_agree_with_numpy_and_a_line_is_exact(rows):
    t, y = np.cumsum([r[0] for r in rows]), np.array([r[1] for r in rows])
    assert trapezoid_readings(t, y) == pytest.approx(np.trapezoid(y, t), abs=1e-10)
    line = trapezoid_readings(t, 3 * t - 1)
    assert line == pytest.approx(1.5 * (t[-1] ** 2 - t[0] ** 2) - (t[-1] - t[0]), abs=1e-10)


@pytest.mark.parametrize("t, y, error, word", [
    ([0, 1], [1], ValueError, "length"), ([0], [1], ValueError, "length"), ([0, 0], [1, 2], ValueError, "increase"),
    ([1, 0], [1, 2], ValueError, "increase"), ([0, np.nan], [1, 2], ValueError, "t"),
    ([0, 1], [1, np.inf], ValueError, "y"), ([], [], ValueError, "t"),
    ([[0, 1]], [1, 2], ValueError, "t"), (["a", "b"], [1, 2], TypeError, "t")])
def test_readings_that_make_no_sense_are_refused(t, y, error, word):
    with pytest.raises(error, match=word):
        trapezoid_readings(t, y)


@pytest.mark.parametrize("rule", [*RULES, romberg])
@pytest.mark.parametrize("arguments, error, word", [
    ((np.nan, 1, 2), ValueError, "a"), ((0, np.inf, 2), ValueError, "b"), (([0, 1], 1, 2), TypeError, "a, b"),
    ((0, "x", 2), TypeError, "b"), ((0, 1, 0), ValueError, "at least 1"), ((0, 1, 2.0), TypeError, "integer"),
    ((0, 1, True), TypeError, "integer")])
def test_ends_and_steps_that_make_no_sense_are_refused(rule, arguments, error, word):
    with pytest.raises(error, match=word):
        rule(np.exp, *arguments)


@pytest.mark.parametrize("rule", [*RULES, romberg])
def test_values_that_make_no_sense_are_refused(rule):
    for bad in (lambda x: x * np.nan, lambda x: 1.0, lambda x: x[:1], lambda x: np.zeros((len(x), 2))):
        with pytest.raises(ValueError, match="what f returns"):
            rule(bad, 0, 1, 2)
    with pytest.raises(TypeError, match="what f returns"):
        rule(lambda x: x * 1j, 0, 1, 2)


def test_an_odd_number_of_steps_is_no_simpson_rule():
    with pytest.raises(ValueError, match="even"):
        simpson(np.exp, 0, 1, 3)


@pytest.mark.parametrize("k", range(1, 12))
def test_whole_periods_are_integrated_exactly_up_to_the_number_of_steps(k):
    assert trapezoid(lambda x: np.cos(k * x) + 1, 0, 2 * np.pi, 12) == pytest.approx(2 * np.pi, rel=1e-14)
