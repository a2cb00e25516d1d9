"""Differences, the complex step and extrapolation against exact derivatives, SymPy and SciPy."""

import numpy as np
import pytest
import scipy.differentiate
import sympy as sp
from hypothesis import given, settings, strategies as st

from m4ds.calculus.derivatives import complex_step, extrapolate, numdiff_central, richardson

U = 2.0**-53
POINTS = st.floats(-3, 3)
CUBICS = st.lists(st.floats(-10, 10), min_size=4, max_size=4)


@given(CUBICS, POINTS, st.integers(1, 20))
def test_a_central_difference_obeys_its_bound(c, x, k):
    def f(t):
        return np.polyval(c, t)
    h, size = 2.0**-k, np.polyval(np.abs(c), 4.0)
    error = abs(numdiff_central(f, x, h) - np.polyval(np.polyder(c), x))
    # |f'''| = 6 |c0|; a value has an error below 8 u Σ|c||t|^k; rounding x ± h moves the midpoint by at most 4 u
    slack = 8 * U * size / h + 64 * U * size
    assert error <= abs(c[0]) * h**2 * (1 + 1e-9) + slack


@given(CUBICS, POINTS)
def test_the_complex_step_has_all_digits(c, x):
    truth = np.polyval(np.polyder(c), x)
    size = np.polyval(np.abs(np.polyder(c)), abs(x))
    assert complex_step(lambda t: np.polyval(c, t), x) == pytest.approx(truth, abs=20 * U * size + 1e-150)


FUNCTIONS = [("exp(sin(x))", 0.7), ("x*exp(-x)", 1.5), ("log(1 + exp(x))", -1.2), ("1/(1 + x**2)", 0.4),
             ("sqrt(2 + x)*cos(3*x)", 1.1)]


@pytest.mark.parametrize("text, at", FUNCTIONS)
def test_all_three_agree_with_sympy(text, at):
    x = sp.symbols("x")
    expression = sp.sympify(text)
    f = sp.lambdify(x, expression, "numpy")
    truth = float(sp.N(sp.diff(expression, x).subs(x, sp.Rational(at)), 30))
    assert numdiff_central(f, at) == pytest.approx(truth, rel=1e-8)
    assert complex_step(f, at) == pytest.approx(truth, rel=1e-14)
    assert richardson(f, at, h=0.25, levels=6)[-1, -1] == pytest.approx(truth, rel=1e-11)
    theirs = scipy.differentiate.derivative(f, at)
    assert theirs.success and numdiff_central(f, at) == pytest.approx(float(theirs.df), rel=1e-8)


def test_an_array_is_differentiated_entry_by_entry_and_not_modified():
    x = np.linspace(-1, 1, 6).reshape(2, 3)
    before = x.copy()
    for rule in (numdiff_central, complex_step):
        np.testing.assert_allclose(rule(np.exp, x), np.exp(x), rtol=1e-9)
        assert isinstance(rule(np.exp, 1), float)
    np.testing.assert_array_equal(x, before)


def test_the_default_step_grows_with_x():
    x = np.array([1.0, 1e8, -1e12])
    np.testing.assert_allclose(numdiff_central(np.log1p, np.abs(x)), 1 / (1 + np.abs(x)), rtol=1e-5)
    np.testing.assert_allclose(numdiff_central(np.square, x), 2 * x, rtol=1e-9)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=5), st.floats(0.1, 2))
def test_extrapolation_removes_even_powers_one_by_one(c, h):
    steps = h / 2.0 ** np.arange(len(c))
    values = np.polynomial.polynomial.polyval(steps**2, c)
    size = np.polynomial.polynomial.polyval(h**2, np.abs(c)) + abs(values).max()
    assert extrapolate(values)[-1, -1] == pytest.approx(c[0], abs=100 * U * size + 1e-300)


@settings(max_examples=30)
@given(st.floats(-1, 1))
def test_each_column_of_the_triangle_gains_two_orders(x):
    errors = [abs(richardson(np.exp, x, h, levels=3) - np.exp(x)) for h in (0.5, 0.25)]
    for j, order in enumerate((2, 4, 6)):
        assert errors[0][2, j] / errors[1][2, j] == pytest.approx(2.0**order, rel=0.1 + 0.1 * (j == 2))


@pytest.mark.parametrize("x, error", [(np.nan, ValueError), ([1, np.inf], ValueError), ([], ValueError),
                                      ("a", TypeError), (1j, TypeError)])
def test_a_point_that_is_not_finite_and_real_is_refused(x, error):
    for call in (lambda: numdiff_central(np.exp, x), lambda: complex_step(np.exp, x),
                 lambda: richardson(np.exp, x, 0.1)):
        with pytest.raises(error, match=r"\bx\b"):
            call()


@pytest.mark.parametrize("h", [0.0, -1.0, np.nan, 1e-30, [0.1, 0.1]])
def test_a_step_that_cannot_work_is_refused(h):
    with pytest.raises(ValueError, match=r"\bh\b"):
        numdiff_central(np.exp, 1.0, h)
    with pytest.raises(ValueError, match=r"\bh\b"):
        richardson(np.exp, 1.0, h)


def test_values_that_make_no_sense_are_refused():
    with np.errstate(all="ignore"):
        for bad in (lambda t: t * np.nan, lambda t: np.zeros(3), lambda t: np.inf + 0 * t):
            for rule in (numdiff_central, complex_step):
                with pytest.raises((ValueError, TypeError), match="what f returns"):
                    rule(bad, 1.0)
    with pytest.raises(TypeError, match="imaginary"):
        complex_step(abs, 1.0)
    with pytest.raises(TypeError, match="what f returns"):
        numdiff_central(lambda t: t * 1j, 1.0)


@pytest.mark.parametrize("call, error, word", [
    (lambda: richardson(np.exp, [1.0, 2.0], 0.1), ValueError, "x"),
    (lambda: richardson(np.exp, 1.0, 0.1, levels=0), ValueError, "levels"),
    (lambda: richardson(np.exp, 1.0, 0.1, levels=2.0), TypeError, "levels"),
    (lambda: richardson(np.exp, 1.0, 0.1, levels=True), TypeError, "levels"),
    (lambda: extrapolate([]), ValueError, "values"), (lambda: extrapolate([[1.0]]), ValueError, "values")])
def test_other_arguments_are_refused_by_name(call, error, word):
    with pytest.raises(error, match=word):
        call()
