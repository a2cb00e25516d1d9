"""Taylor polynomials against SymPy, never farther off than Lagrange's bound."""

import mpmath
import numpy as np
import pytest
import sympy as sp
from hypothesis import given, strategies as st

from m4ds.calculus.taylor import lagrange_bound, taylor_polynomial

FUNCTIONS = [("exp(sin(x))", 0.7), ("x*exp(-x)", 1.5), ("log(1 + exp(x))", -1.2), ("1/(1 + x**2)", 0.4),
             ("sqrt(2 + x)*cos(3*x)", 1.1)]


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=6), st.floats(-2, 2), st.floats(-2, 2))
def test_a_polynomial_is_its_own_taylor_polynomial_about_any_centre(c, a, x):
    p = np.polynomial.Polynomial(c)
    derivatives = [p.deriv(k)(a) if k else p(a) for k in range(len(c))]
    assert taylor_polynomial(derivatives, a, x) == pytest.approx(p(x), abs=1e-11)


@pytest.mark.parametrize("text, at", FUNCTIONS)
def test_a_taylor_polynomial_is_that_of_sympy_and_within_lagrange(text, at):
    x = sp.symbols("x")
    expression = sp.sympify(text)
    derivatives = [float(sp.N(sp.diff(expression, x, k).subs(x, sp.Rational(at)), 25)) for k in range(6)]
    points = at + np.linspace(-0.2, 0.2, 9)
    theirs = sp.lambdify(x, sp.series(expression, x, sp.Rational(at), 6).removeO(), "mpmath")
    ours = taylor_polynomial(derivatives, at, points)
    np.testing.assert_allclose(ours, [float(theirs(mpmath.mpf(p))) for p in points], rtol=1e-13)
    sixth = sp.lambdify(x, sp.diff(expression, x, 6), "numpy")
    M = abs(sixth(np.linspace(at - 0.2, at + 0.2, 2001))).max() * 1.01
    error = abs(ours - sp.lambdify(x, expression, "numpy")(points))
    for e, p in zip(error, points, strict=True):
        assert e <= lagrange_bound(M, 5, p - at) + 1e-15


def test_lagrange_does_not_overflow():
    assert lagrange_bound(1.0, 400, -3.0) == pytest.approx(float(mpmath.mpf(3) ** 401 / mpmath.factorial(401)))
    assert lagrange_bound(0.0, 0, 5.0) == 0
    assert lagrange_bound(np.exp(0.5), 4, 0.5) == pytest.approx(np.exp(0.5) / 3840)


def test_an_array_keeps_its_shape_and_is_not_modified():
    x = np.linspace(-1, 1, 6).reshape(2, 3)
    before = x.copy()
    assert taylor_polynomial([1, 2], 0.0, x).shape == (2, 3)
    assert isinstance(taylor_polynomial([1, 2], 0.0, 1), float)
    np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize("x, error", [(np.nan, ValueError), ([], ValueError), ("a", TypeError), (1j, TypeError)])
def test_a_point_that_is_not_finite_and_real_is_refused(x, error):
    with pytest.raises(error, match=r"\bx\b"):
        taylor_polynomial([1.0], 0.0, x)


@pytest.mark.parametrize("call, error, word", [
    (lambda: taylor_polynomial([], 0.0, 1.0), ValueError, "derivatives"),
    (lambda: taylor_polynomial([1.0], [0.0, 1.0], 1.0), ValueError, "a must"),
    (lambda: lagrange_bound(-1.0, 2, 1.0), ValueError, "bound"),
    (lambda: lagrange_bound(1.0, -1, 1.0), ValueError, "degree"),
    (lambda: lagrange_bound(1.0, 2.0, 1.0), TypeError, "integer"),
    (lambda: lagrange_bound(1.0, True, 1.0), TypeError, "degree"),
    (lambda: lagrange_bound(np.nan, 2, 1.0), ValueError, "bound"),
    (lambda: lagrange_bound(1.0, 2, np.inf), ValueError, "distance")])
def test_other_arguments_are_refused_by_name(call, error, word):
    with pytest.raises(error, match=word):
        call()
