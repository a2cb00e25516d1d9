"""Dual numbers: the ring, the derivative they carry, and what they refuse."""

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings, strategies as st

from m4ds.calculus import elementary
from m4ds.calculus.dual import Dual, jvp

WHOLE = st.integers(-50, 50)        # exact in floating point
DUALS = st.builds(Dual, WHOLE, WHOLE)


def same(x, y):
    return x.value == y.value and x.rate == y.rate


@given(DUALS, DUALS, DUALS)
def test_dual_numbers_form_a_commutative_ring(x, y, z):
    assert same(x + y, y + x) and same((x + y) + z, x + (y + z))
    assert same(x * y, y * x) and same((x * y) * z, x * (y * z))
    assert same(x * (y + z), x * y + x * z)
    assert same(x + 0, x) and same(x * 1, x) and same(x - x, Dual(0))


def test_epsilon_squared_is_zero_and_epsilon_has_no_inverse():
    eps = Dual(0.0, 1.0)
    assert same(eps * eps, Dual(0)) and not same(eps, Dual(0))
    with np.errstate(divide="ignore", invalid="ignore"):
        assert not np.isfinite((1 / eps).value)


@settings(deadline=None)
@given(st.floats(0.3, 2), st.floats(0.3, 2), st.floats(-2, 2))
def test_a_quotient_times_its_denominator_is_the_numerator(a, c, b):
    x, y = Dual(a, b), Dual(c, 1.0)
    back = (x / y) * y
    assert back.value == pytest.approx(a, rel=1e-14) and back.rate == pytest.approx(b, abs=1e-13)


@pytest.mark.parametrize("name", sorted(elementary.VALUES))
@pytest.mark.parametrize("at", [0.3, 0.7, 2.0])
def test_each_elementary_slope_is_that_of_sympy(name, at):
    x = sp.symbols("x", positive=True)
    formula = {"absolute": sp.Abs(x), "relu": x, "sigmoid": 1 / (1 + sp.exp(-x)),
               "softplus": sp.log(1 + sp.exp(x))}.get(name) or getattr(sp, name)(x)
    got = getattr(elementary, name)(Dual(at, 1.0))
    point = sp.Rational(str(at))
    assert got.value == pytest.approx(float(formula.subs(x, point)), rel=1e-14)
    assert got.rate == pytest.approx(float(sp.diff(formula, x).subs(x, point)), rel=1e-13)


@pytest.mark.parametrize("name, at, slope", [
    ("relu", -1.0, 0.0), ("relu", 0.0, 0.0), ("absolute", -3.0, -1.0), ("absolute", 0.0, 0.0),
    ("sigmoid", 800.0, 0.0), ("sigmoid", -800.0, 0.0), ("softplus", 800.0, 1.0), ("softplus", -800.0, 0.0)])
def test_kinks_take_the_stated_slope_and_the_tails_do_not_overflow(name, at, slope):
    assert getattr(elementary, name)(Dual(at, 1.0)).rate == pytest.approx(slope, abs=1e-300)


def test_the_slope_of_the_sigmoid_keeps_its_digits_in_the_tail():
    assert elementary.sigmoid(Dual(40.0, 1.0)).rate == pytest.approx(np.exp(-40), rel=1e-14)


def test_numbers_and_arrays_are_evaluated_as_numpy_does():
    x = np.linspace(0.1, 2, 5)
    for name, f in elementary.VALUES.items():
        np.testing.assert_array_equal(getattr(elementary, name)(x), f(x))
        assert isinstance(getattr(elementary, name)(1), float)


@pytest.mark.parametrize("p", [0, 1, 2, 3, -1, 0.5])
def test_a_power_of_any_number(p):
    x = Dual(1.7, 1.0) ** p
    assert x.value == pytest.approx(1.7**p) and x.rate == pytest.approx(p * 1.7 ** (p - 1))


def test_the_power_zero_is_constant_even_at_zero():
    assert same(Dual(0.0, 1.0) ** 0, Dual(1.0))


def test_arrays_broadcast_and_numpy_arrays_may_stand_on_the_left():
    A, x = np.array([[1.0, 2], [3, 4], [5, 6]]), Dual([1.0, 2.0], [1.0, 0.0])
    np.testing.assert_array_equal((A @ x).rate, A[:, 0])
    np.testing.assert_array_equal((A * x).rate, A * [1, 0])
    assert (np.ones(2) - x).rate.tolist() == [-1, 0] and (np.ones(2) / x).rate.tolist() == [-1, 0]
    assert (x + np.zeros((3, 2))).rate.shape == (3, 2)
    assert (x.sum()).rate == 1 and len(x) == 2 and x[0].rate == 1 and (x @ x).rate == 2


def test_a_branch_follows_the_value():
    def f(x):
        return x * x if x < 1 else 3 * x
    assert f(Dual(0.5, 1)).rate == 1 and f(Dual(1.5, 1)).rate == 3
    assert Dual(1.0) >= 1 and Dual(1.0) <= 1 and Dual(2.0) > 1


def test_jvp_is_the_jacobian_times_the_vector():
    def f(x):
        return elementary.exp(x[0]) * x
    x, v = np.array([0.2, 3.0]), np.array([2.0, -1.0])
    J = np.exp(0.2) * np.array([[1.2, 0], [3.0, 1]])
    value, rate = jvp(f, x, v)
    np.testing.assert_allclose(value, np.exp(0.2) * x)
    np.testing.assert_allclose(rate, J @ v, rtol=1e-14)


def test_the_derivative_is_never_dropped_in_silence():
    with pytest.raises(TypeError, match="drop the derivative"):
        float(Dual(1.0, 1.0))
    with pytest.raises(TypeError):
        np.exp(Dual(1.0, 1.0))
    with pytest.raises(TypeError, match="exponent"):
        Dual(1.0, 1.0) ** Dual(2.0, 1.0)
    with pytest.raises(TypeError, match="Dual"):
        jvp(lambda x: 3.0, [1.0], [1.0])


@pytest.mark.parametrize("args, error", [((np.nan,), ValueError), ((1.0, np.inf), ValueError), (("a",), TypeError),
                                         (([],), ValueError), (([1.0, 2.0], [1.0, 2.0, 3.0]), ValueError)])
def test_bad_input_is_refused(args, error):
    with pytest.raises(error):
        Dual(*args)


def test_jvp_refuses_a_direction_of_another_shape():
    with pytest.raises(ValueError, match="v must have the shape"):
        jvp(lambda x: x, [1.0, 2.0], [1.0])
