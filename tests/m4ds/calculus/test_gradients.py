"""Gradients and Jacobians from values against exact ones, SymPy and SciPy."""

import numpy as np
import pytest
import scipy.differentiate
import scipy.optimize
import sympy as sp
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.calculus.differences import central_gradient
from m4ds.calculus.gradients import check_grad, directional_derivative, grad_fd, jacobian_fd

U = 2.0**-53
ENTRIES = st.floats(-10, 10).map(lambda x: 0.0 if abs(x) < 1e-6 else x)


def hand(x):
    return x[0] ** 2 * x[1] + x[1] ** 3


@settings(max_examples=60, deadline=None)
@given(st.tuples(st.integers(1, 4), st.integers(1, 5)).flatmap(
    lambda s: st.tuples(arrays(float, s, elements=ENTRIES), arrays(float, s[0], elements=ENTRIES),
                        arrays(float, s[1], elements=ENTRIES))))
def test_the_jacobian_of_an_affine_map_is_its_matrix(given_):
    A, b, x = given_
    J = jacobian_fd(lambda v: A @ v + b, x)
    size = np.abs(A).sum() * (1 + np.abs(x).max()) + np.abs(b).max()
    assert J.shape == A.shape
    np.testing.assert_allclose(J, A, atol=50 * U * size / 6e-6 + 1e-12)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), arrays(float, 2, elements=st.floats(-3, 3)), arrays(float, 4, elements=ENTRIES))
def test_each_entry_obeys_the_bound_of_the_theorem(k, x, c):
    def f(v):
        return c[0] * v[0] ** 3 + c[1] * v[0] ** 2 * v[1] + c[2] * v[1] ** 3 + c[3] * v[0]
    h = 2.0**-k
    exact = [3 * c[0] * x[0] ** 2 + 2 * c[1] * x[0] * x[1] + c[3], c[1] * x[0] ** 2 + 3 * c[2] * x[1] ** 2]
    noise = 64 * U * np.abs(c).sum() * 64
    bound = np.abs([c[0], c[2]]) * h**2 + noise / h + 1e-11 * np.abs(c).sum()      # M = 6 |c|, M h²/6 = |c| h²
    assert (np.abs(grad_fd(f, x, h) - exact) <= bound).all()


@settings(max_examples=60, deadline=None)
@given(arrays(float, 3, elements=ENTRIES), arrays(float, 3, elements=ENTRIES))
def test_the_slope_along_a_direction_is_the_dot_product_with_the_gradient(x, d):
    if not d.any():
        return
    slope = directional_derivative(lambda v: np.sin(v[0]) * v[1] + v[2] ** 2, x, d)
    gradient = np.array([np.cos(x[0]) * x[1], np.sin(x[0]), 2 * x[2]])
    assert slope == pytest.approx(gradient @ d / np.linalg.norm(d), abs=1e-6)


def test_only_the_direction_counts_not_its_length():
    slopes = [directional_derivative(hand, [1, 2], c * np.array([3.0, 4.0])) for c in (1e-300, 1.0, 1e300)]
    np.testing.assert_allclose(slopes, 12.8, rtol=1e-9)
    assert directional_derivative(hand, [1, 2], [-3, -4]) == pytest.approx(-12.8, rel=1e-9)


def test_they_agree_with_sympy():
    x, y, z = v = sp.symbols("x y z")
    rows = sp.Matrix([sp.exp(x) * sp.sin(y * z), sp.log(1 + x**2 + y**2), x * y * z])
    at = [sp.Rational(3, 10), sp.Rational(-6, 5), sp.Rational(7, 10)]
    truth = np.array(rows.jacobian(v).subs(dict(zip(v, at, strict=True))).evalf(30).tolist(), dtype=float)
    f = sp.lambdify([v], list(rows), "numpy")
    np.testing.assert_allclose(jacobian_fd(f, np.array(at, dtype=float)), truth, atol=1e-9)
    np.testing.assert_allclose(grad_fd(lambda p: f(p)[1], np.array(at, dtype=float)), truth[1], atol=1e-9)


def test_they_agree_with_scipy_and_are_closer_to_the_truth_than_forward_differences():
    x = np.array([1.0, 2.0])
    forward = scipy.optimize.approx_fprime(x, hand)
    np.testing.assert_allclose(grad_fd(hand, x), forward, rtol=1e-6)
    assert np.abs(grad_fd(hand, x) - [4, 13]).max() < np.abs(forward - [4, 13]).max()

    def outputs(v):
        return np.array([hand(v), v[0] * v[1]])
    theirs = scipy.differentiate.jacobian(outputs, x).df
    np.testing.assert_allclose(jacobian_fd(outputs, x), theirs, rtol=1e-8)
    np.testing.assert_allclose(grad_fd(hand, x), central_gradient(hand, x), rtol=1e-9)


def test_large_and_small_coordinates_have_their_own_steps():
    scale = np.array([1e6, 1.0, 1e-3])
    J = grad_fd(lambda v: np.sum((v / scale) ** 2), scale, h=1e-5 * scale)
    np.testing.assert_allclose(J, 2 / scale, rtol=1e-9)


def test_the_smallest_input_is_one_number_in_and_one_out():
    assert jacobian_fd(lambda v: v[0] ** 2, [3.0]).shape == (1, 1)
    assert grad_fd(lambda v: [v[0] ** 2], [3.0]) == pytest.approx(6.0)


def test_a_function_that_writes_into_its_argument_does_no_harm():
    x = np.array([1.0, 2.0])

    def writes(v):
        value = hand(v)
        v[:] = 0
        return value
    np.testing.assert_allclose(grad_fd(writes, x), [4, 13], rtol=1e-9)
    assert directional_derivative(writes, x, [3, 4]) == pytest.approx(12.8, rel=1e-9)
    assert check_grad(writes, lambda v: np.array([4.0, 13.0]), x).error < 1e-9
    assert x.tolist() == [1, 2]


def test_a_right_gradient_passes_and_each_planted_mistake_is_found():
    rng = np.random.default_rng(0)
    A, x = rng.normal(size=(6, 4)), rng.normal(size=4)

    def f(v):
        return 0.5 * np.sum(np.tanh(A @ v) ** 2)

    def right(v):
        t = np.tanh(A @ v)
        return A.T @ (t * (1 - t**2))
    assert check_grad(f, right, x).error < 1e-8
    for wrong in (lambda v: 2 * right(v), lambda v: -right(v), lambda v: A.T @ np.tanh(A @ v), lambda v: 0 * v):
        assert check_grad(f, wrong, x).error > 0.1
    found = check_grad(f, lambda v: right(v) + np.array([0, 0, 1e-3, 0]), x)
    assert found.worst == 2 and found.error > 1e-5
    np.testing.assert_allclose(found.numeric, right(x), rtol=1e-7)


def test_a_zero_gradient_is_no_division_by_zero():
    assert check_grad(lambda v: 3.0, lambda v: 0 * v, [1.0, 2.0]).error == 0


def test_scipys_check_agrees():
    def grad(v):
        return np.array([2 * v[0] * v[1], v[0] ** 2 + 3 * v[1] ** 2])
    assert scipy.optimize.check_grad(hand, grad, [1.0, 2.0]) < 1e-5
    assert check_grad(hand, grad, [1.0, 2.0]).error < 1e-9


@pytest.mark.parametrize("x, error", [([], ValueError), ([np.nan], ValueError), ([[1.0]], ValueError),
                                      ("ab", TypeError), ([1j], TypeError)])
@pytest.mark.parametrize("call", [grad_fd, jacobian_fd, lambda f, x: directional_derivative(f, x, [1.0]),
                                  lambda f, x: check_grad(f, lambda v: v, x)])
def test_a_point_that_is_no_finite_vector_is_refused(call, x, error):
    with pytest.raises(error, match="x "):
        call(lambda v: 0.0, x)


@pytest.mark.parametrize("h", [0.0, -1e-5, [1e-5], [1e-5, 0.0], np.nan, [[1e-5, 1e-5]], 1e-30])
def test_a_step_that_cannot_be_is_refused(h):
    with pytest.raises(ValueError, match="h "):
        grad_fd(hand, [1.0, 2.0], h)


@pytest.mark.parametrize("h", [0.0, -1.0, [1e-5, 1e-5], 1e-30])
def test_a_step_along_a_line_that_cannot_be_is_refused(h):
    with pytest.raises(ValueError, match="h "):
        directional_derivative(hand, [1.0, 2.0], [1, 0], h)


@pytest.mark.parametrize("direction", [[0.0, 0.0], [1.0], [np.inf, 0.0], []])
def test_a_direction_that_points_nowhere_is_refused(direction):
    with pytest.raises(ValueError, match="direction"):
        directional_derivative(hand, [1.0, 2.0], direction)


@pytest.mark.parametrize("f, error", [(lambda v: np.nan, ValueError), (lambda v: "a", TypeError),
                                      (lambda v: 1j, TypeError),
                                      (lambda v: [[1.0]], ValueError), (lambda v: [1.0, 2.0], ValueError),
                                      (lambda v: [], ValueError)])
def test_values_that_are_no_number_are_refused(f, error):
    with pytest.raises(error, match="f "):
        grad_fd(f, [1.0, 2.0])


def test_a_function_that_changes_its_shape_is_refused():
    with pytest.raises(ValueError, match="shape"):
        jacobian_fd(lambda v: np.ones(2 if v[0] > 1 else 3), [1.0, 2.0])


@pytest.mark.parametrize("grad", [lambda v: v[:1], lambda v: 3.0, lambda v: v * np.nan])
def test_a_claimed_gradient_of_the_wrong_kind_is_refused(grad):
    with pytest.raises(ValueError, match="what grad returns"):
        check_grad(hand, grad, [1.0, 2.0])
