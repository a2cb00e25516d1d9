"""Gradients, Jacobian and Hessian products against SciPy's formulas; the check finds a wrong rule."""

import numpy as np
import pytest
import scipy.differentiate
from hypothesis import given, settings, strategies as st
from scipy.optimize import rosen, rosen_der, rosen_hess_prod

from m4ds.calculus.autodiff import Tensor
from m4ds.calculus.dual import jvp
from m4ds.calculus.elementary import exp, relu, sin
from m4ds.calculus.pullbacks import gradcheck, hessian_vector, jacobian, value_and_gradient, vjp
from m4ds.calculus.tape import apply


def valley(x):
    """Rosenbrock's function, in the same words for tensors and dual numbers."""
    a = x[1:] - x[:-1] * x[:-1]
    b = 1.0 - x[:-1]
    return (100.0 * a * a + b * b).sum()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-2, 2), min_size=2, max_size=8))
def test_the_gradient_is_scipys_formula(x):
    value, gradient = value_and_gradient(valley, x)
    assert value == pytest.approx(rosen(x), rel=1e-12, abs=1e-12)
    np.testing.assert_allclose(gradient, rosen_der(x), atol=1e-11 * 1e3)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000))
def test_the_two_products_are_adjoint(seed):
    rng = np.random.default_rng(seed)
    M = rng.normal(size=(3, 4))

    def f(x):
        return sin(M @ x) * exp(x[0])
    x, v, u = rng.normal(size=4), rng.normal(size=4), rng.normal(size=3)
    assert u @ jvp(f, x, v)[1] == pytest.approx(vjp(f, x, u)[1] @ v, rel=1e-10, abs=1e-10)


def test_the_jacobian_agrees_with_scipy():
    M = np.random.default_rng(3).normal(size=(5, 3))
    x = np.array([0.3, -0.2, 1.0])
    ours = jacobian(lambda x: sin(M @ x), x)
    theirs = scipy.differentiate.jacobian(lambda x: np.sin(np.tensordot(M, x, axes=1)), x).df
    np.testing.assert_allclose(ours, theirs, atol=1e-9)
    np.testing.assert_allclose(ours, np.cos(M @ x)[:, None] * M, rtol=1e-14)


@pytest.mark.parametrize("n", [2, 5, 30])
@pytest.mark.parametrize("size", [1.0, 1e-6, 1e6])
def test_the_hessian_product_is_scipys_whatever_the_length_of_the_vector(n, size):
    rng = np.random.default_rng(4)
    x, v = rng.normal(size=n), size * rng.normal(size=n)
    truth = rosen_hess_prod(x, v)
    np.testing.assert_allclose(hessian_vector(valley, x, v), truth, atol=1e-7 * np.abs(truth).max())


def test_the_hessian_times_zero_is_zero():
    assert hessian_vector(valley, [1.0, 2.0], [0.0, 0.0]).tolist() == [0, 0]


def test_the_check_passes_a_right_rule_and_finds_a_wrong_one():
    def wrong(x):
        return apply(lambda a: (a**2, (lambda g: g * a,)), x).sum()      # the factor 2 is missing
    x = np.linspace(-1, 2, 7)
    assert gradcheck(valley, x) < 1e-7
    assert gradcheck(valley, x, np.random.default_rng(0)) < 1e-7
    assert gradcheck(wrong, x) > 0.1
    assert gradcheck(wrong, x, np.random.default_rng(0)) > 0.1


def test_the_check_disagrees_at_a_kink():
    assert gradcheck(lambda x: relu(x).sum(), [0.0]) == pytest.approx(0.5)


@pytest.mark.parametrize("call", [
    lambda: value_and_gradient(lambda x: 1.0, [1.0]), lambda: jacobian(lambda x: [x], [1.0]),
    lambda: value_and_gradient(valley, ["a"])])
def test_what_is_no_tensor_is_refused(call):
    with pytest.raises(TypeError):
        call()


@pytest.mark.parametrize("call", [
    lambda: value_and_gradient(lambda x: x, [1.0, 2.0]),
    lambda: value_and_gradient(lambda x: Tensor(1.0).detach(), [1.0]),
    lambda: value_and_gradient(valley, [np.nan, 1.0]), lambda: vjp(lambda x: x, [1.0], [1.0, 2.0]),
    lambda: hessian_vector(valley, [1.0, 2.0], [1.0]), lambda: gradcheck(valley, [])])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError):
        call()
