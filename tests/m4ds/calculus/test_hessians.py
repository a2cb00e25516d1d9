"""Hessians from values and from gradients against exact ones, SymPy and SciPy."""

import numpy as np
import pytest
import scipy.differentiate
import sympy as sp
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.calculus.hessians import FOURTH_ROOT, critical_kind, hessian_fd, hessian_from_gradient, hvp

ENTRIES = st.floats(-5, 5).map(lambda x: 0.0 if abs(x) < 1e-3 else x)
FORMS = st.integers(1, 4).flatmap(lambda n: st.tuples(*(arrays(float, s, elements=ENTRIES) for s in ((n, n), n, n, n))))


def hand(x):
    return x[0] ** 4 + x[1] ** 2 - 2 * x[0] * x[1]


def hand_gradient(x):
    return np.array([4 * x[0] ** 3 - 2 * x[1], 2 * x[1] - 2 * x[0]])


@settings(max_examples=50, deadline=None)
@given(FORMS)
def test_the_hessian_of_a_quadratic_is_its_symmetric_matrix_twice(given_):
    A, b, x, v = given_
    size = 1 + np.abs(A).sum() * (1 + np.abs(x).max()) ** 2 + np.abs(b).sum() * (1 + np.abs(x).max())
    H = hessian_fd(lambda z: z @ A @ z + b @ z, x)
    np.testing.assert_allclose(H, A + A.T, atol=1e-6 * size)
    np.testing.assert_array_equal(H, H.T)
    found = hessian_from_gradient(lambda z: (A + A.T) @ z + b, x)
    np.testing.assert_allclose(found.H, A + A.T, atol=1e-8 * size)
    product = hvp(lambda z: (A + A.T) @ z + b, x, v)
    np.testing.assert_allclose(product, (A + A.T) @ v, atol=1e-8 * size * (1 + np.abs(v).max()))


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 9), st.tuples(*[st.floats(-1, 1)] * 2))
def test_second_differences_obey_the_bound_of_the_theorem(k, at):
    h, (x, y) = 2.0**-k, at
    H = hessian_fd(lambda v: np.sin(v[0]) * np.cos(v[1]), np.array(at), h)
    same, mixed = -np.sin(x) * np.cos(y), -np.cos(x) * np.sin(y)
    exact = np.array([[same, mixed], [mixed, same]])
    # along an axis fourth derivatives are at most 1, along a diagonal (two frequencies of at most 2) at most 16
    bound = np.array([[h**2 / 12, 16 * h**2 / 24], [16 * h**2 / 24, h**2 / 12]]) + 4 * 2.0**-51 / h**2
    assert (np.abs(H - exact) <= bound).all()


def test_they_agree_with_sympy():
    x, y, z = v = sp.symbols("x y z")
    f = sp.exp(x * y) * sp.sin(z) + sp.log(1 + x**2 + z**2) * y
    at = dict(zip(v, (sp.Rational(3, 10), sp.Rational(-6, 5), sp.Rational(7, 10)), strict=True))
    truth = np.array(sp.hessian(f, v).subs(at).evalf(30).tolist(), dtype=float)
    point = np.array([0.3, -1.2, 0.7])
    value = sp.lambdify([v], f, "numpy")
    slopes = sp.lambdify([v], [sp.diff(f, s) for s in v], "numpy")
    np.testing.assert_allclose(hessian_fd(value, point), truth, atol=1e-6)
    found = hessian_from_gradient(slopes, point)
    np.testing.assert_allclose(found.H, truth, atol=1e-9)
    assert found.asymmetry < 1e-8
    np.testing.assert_allclose(hvp(slopes, point, [1, -2, 3]), truth @ [1, -2, 3], atol=1e-8)


def test_it_agrees_with_scipy_and_the_gradient_gives_more_digits():
    at = np.array([0.8, -0.4])
    exact = np.array([[12 * 0.64, -2], [-2, 2]])
    theirs = scipy.differentiate.hessian(lambda x: x[0] ** 4 + x[1] ** 2 - 2 * x[0] * x[1], at).ddf
    np.testing.assert_allclose(hessian_fd(hand, at), theirs, atol=1e-5)
    errors = [np.abs(H - exact).max() for H in (hessian_from_gradient(hand_gradient, at).H, hessian_fd(hand, at))]
    assert errors[0] < 1e-8 < errors[1]


def test_columns_are_products_and_the_count_of_calls_is_as_promised():
    calls = []
    hessian_fd(lambda x: calls.append(1) or hand(x[:2]) + x[2], np.array([1.0, 2.0, 3.0]))
    assert len(calls) == 2 * 9 + 1
    calls.clear()
    hvp(lambda x: calls.append(1) or hand_gradient(x), [1.0, 2.0], [0.0, 1e-200])
    assert len(calls) == 2
    assert hvp(hand_gradient, [1.0, 2.0], [0, 0]).tolist() == [0, 0]
    np.testing.assert_allclose(hvp(hand_gradient, [1.0, 2.0], [1e300, 0]) / 1e300, [12, -2], rtol=1e-8)


def test_large_and_small_coordinates_have_their_own_steps():
    scale = np.array([1e5, 1e-3])
    H = hessian_fd(lambda v: np.cosh(v / scale).sum(), scale, h=1e-4 * scale)
    np.testing.assert_allclose(np.diag(H), np.cosh(1) / scale**2, rtol=1e-6)


def test_a_field_that_is_no_gradient_is_unmasked():
    assert hessian_from_gradient(lambda x: np.array([-x[1], x[0]]), [1.0, 2.0]).asymmetry == pytest.approx(2)
    assert hessian_from_gradient(lambda x: 0 * x, [1.0, 2.0]).asymmetry == 0


def test_a_function_that_writes_into_its_argument_does_no_harm():
    def writes(v):
        value = hand(v)
        v[:] = 0
        return value
    x = np.array([1.0, 2.0])
    np.testing.assert_allclose(hessian_fd(writes, x), [[12, -2], [-2, 2]], atol=1e-5)
    assert x.tolist() == [1, 2]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([-3.0, -1.0, 0.0, 1.0, 2.0]), min_size=1, max_size=4), st.integers(0, 99))
def test_the_kind_depends_on_the_signs_of_the_eigenvalues_alone(values, seed):
    Q = np.linalg.qr(np.random.default_rng(seed).normal(size=(len(values), len(values))))[0]
    H = Q @ np.diag(values) @ Q.T
    both = min(values) < 0 < max(values)
    wanted = ("saddle" if both else "minimum" if min(values) > 0 else "maximum" if max(values) < 0 else "undecided")
    assert critical_kind((H + H.T) / 2) == wanted
    assert critical_kind(1e-150 * (H + H.T)) == wanted


def test_the_smallest_input_has_one_number():
    assert hessian_fd(lambda v: v[0] ** 2, [3.0]) == pytest.approx(2, abs=1e-6)
    assert critical_kind([[0.0]]) == "undecided"
    assert np.finfo(float).eps == FOURTH_ROOT**4


@pytest.mark.parametrize("x, error", [([], ValueError), ([np.nan], ValueError), ([[1.0]], ValueError),
                                      ("ab", TypeError)])
@pytest.mark.parametrize("call", [hessian_fd, hessian_from_gradient, lambda f, x: hvp(f, x, [1.0])])
def test_a_point_that_is_no_finite_vector_is_refused(call, x, error):
    with pytest.raises(error, match="x "):
        call(lambda v: 0.0, x)


@pytest.mark.parametrize("h", [0.0, -1e-5, [1e-5], [1e-5, 0.0], np.nan, [[1e-5, 1e-5]], 1e-30])
def test_a_step_that_cannot_be_is_refused(h):
    with pytest.raises(ValueError, match="h "):
        hessian_fd(hand, [1.0, 2.0], h)
    with pytest.raises(ValueError, match="h "):
        hvp(hand_gradient, [1.0, 2.0], [1.0, 0.0], h)


@pytest.mark.parametrize("f, error", [(lambda v: np.nan, ValueError), (lambda v: "a", TypeError),
                                      (lambda v: v, ValueError)])
def test_values_that_are_no_number_are_refused(f, error):
    with pytest.raises(error, match="f "):
        hessian_fd(f, [1.0, 2.0])


@pytest.mark.parametrize("grad", [lambda v: v[:1], lambda v: v * np.nan, lambda v: np.append(v, 1)])
def test_gradients_of_the_wrong_kind_are_refused(grad):
    with pytest.raises(ValueError, match="return"):
        hvp(grad, [1.0, 2.0], [1.0, 0.0])
    with pytest.raises(ValueError, match="return"):
        hessian_from_gradient(grad, [1.0, 2.0])


def test_other_refusals():
    with pytest.raises(ValueError, match="v "):
        hvp(hand_gradient, [1.0, 2.0], [1.0])
    with pytest.raises(ValueError, match="symmetric"):
        critical_kind([[1.0, 2.0], [0.0, 1.0]])
    with pytest.raises(ValueError, match="square"):
        critical_kind([[1.0, 2.0]])
    with pytest.raises(ValueError, match="rtol"):
        critical_kind([[1.0]], rtol=-1)
