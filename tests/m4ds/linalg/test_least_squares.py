"""Least squares by normal equations, QR and singular values."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from hypothesis import assume, given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.linalg.least_squares import lstsq_normal, lstsq_qr, lstsq_svd, r_squared

EPS = np.finfo(float).eps
WAYS = [lstsq_normal, lstsq_qr, lstsq_svd]
ENTRIES = st.floats(-100, 100).map(lambda x: 0.0 if abs(x) < 1e-3 else x)
TALL = st.tuples(st.integers(1, 7), st.integers(1, 4)).filter(lambda s: s[0] >= s[1]).flatmap(
    lambda shape: arrays(float, (shape[0], shape[1] + 1), elements=ENTRIES))


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=60, deadline=None)
@given(table=TALL)
def test_the_residual_is_orthogonal_to_every_column(way, table):
    A, b = table[:, :-1], table[:, -1]
    assume(np.linalg.cond(A) < 1e3)
    r = b - A @ way(A, b)
    scale = np.linalg.norm(A, axis=0) * (np.linalg.norm(b) + 1e-300)
    assert (np.abs(A.T @ r) <= 1e-8 * scale).all()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("shape", [(1, 1), (4, 1), (5, 5), (9, 4), (60, 12)])
def test_the_solution_is_that_of_numpy(way, shape):
    rng = np.random.default_rng(1)
    A, b = rng.normal(size=shape), rng.normal(size=shape[0])
    np.testing.assert_allclose(way(A, b), np.linalg.lstsq(A, b, rcond=None)[0], rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("shape, rank", [((6, 4), 2), ((4, 6), 4), ((5, 5), 1), ((3, 8), 2)])
def test_of_many_solutions_the_svd_takes_the_shortest(shape, rank):
    rng = np.random.default_rng(2)
    A = rng.normal(size=(shape[0], rank)) @ rng.normal(size=(rank, shape[1]))
    b = rng.normal(size=shape[0])
    x = lstsq_svd(A, b)
    np.testing.assert_allclose(x, np.linalg.lstsq(A, b, rcond=None)[0], atol=1e-10)
    np.testing.assert_allclose(x, np.linalg.pinv(A) @ b, atol=1e-10)


def test_a_zero_matrix_has_the_solution_zero():
    assert lstsq_svd(np.zeros((3, 2)), [1, 2, 3]).tolist() == [0, 0]


def test_the_threshold_of_the_svd_is_relative():
    A, b = np.diag([1.0, 1e-6]), [1.0, 1e-6]
    np.testing.assert_allclose(lstsq_svd(A, b), [1, 1])
    np.testing.assert_allclose(lstsq_svd(A, b, rtol=1e-3), [1, 0])
    np.testing.assert_allclose(lstsq_svd(1e9 * A, b, rtol=1e-3), [1e-9, 0])


def exact_polynomial(x, b, degree):
    """Return the least-squares coefficients without rounding, from the normal equations in fractions."""
    A = sp.Matrix([[sp.Rational(*Fraction(float(t)).as_integer_ratio()) ** j for j in range(degree + 1)] for t in x])
    y = sp.Matrix([sp.Rational(*Fraction(float(t)).as_integer_ratio()) for t in b])
    return np.array((A.T * A).LUsolve(A.T * y), dtype=float).ravel()


@pytest.mark.parametrize("degree, digits", [(3, 11), (6, 9), (10, 5)])
def test_ill_conditioned_polynomials_keep_the_digits_that_kappa_leaves(degree, digits):
    x = np.arange(17) / 8 + 1                          # exact in binary, from 1 to 3
    b = np.round(64 * np.cos(3 * x)) / 64
    A = np.vander(x, degree + 1, increasing=True)      # exact for degree 10: 5 bits each
    truth = exact_polynomial(x, b, degree)
    for way in (lstsq_qr, lstsq_svd):
        assert np.linalg.norm(way(A, b) - truth) < 10.0**-digits * np.linalg.norm(truth)


@pytest.mark.parametrize("kappa", [1e4, 1e6])
def test_the_normal_equations_pay_the_square_of_kappa(kappa):
    rng = np.random.default_rng(3)
    U, W = np.linalg.qr(rng.normal(size=(40, 6)))[0], np.linalg.qr(rng.normal(size=(6, 6)))[0]
    A = (U * np.logspace(0, -np.log10(kappa), 6)) @ W
    x = rng.normal(size=6)
    lost = [np.linalg.norm(way(A, A @ x) - x) for way in WAYS]
    assert lost[0] > 100 * max(lost[1:])
    assert lost[0] < 100 * kappa**2 * EPS and max(lost[1:]) < 100 * kappa * EPS


def test_normal_equations_refuse_what_they_see_and_miss_what_rounding_hides():
    with pytest.raises(np.linalg.LinAlgError):
        lstsq_normal([[1, 2], [2, 4], [3, 6]], [1, 2, 3])
    t = 1e-9                                           # 1 + t^2 rounds to 1
    with pytest.raises(np.linalg.LinAlgError):
        lstsq_normal([[1, 1], [t, 0], [0, t]], [2, t, t])
    np.testing.assert_allclose(lstsq_qr([[1, 1], [t, 0], [0, t]], [2, t, t]), [1, 1], rtol=1e-6)


@pytest.mark.parametrize("A", [[[1, 2], [2, 4], [3, 6]], [[1, 2]], np.zeros((3, 1)), [[1, 0, 1], [1, 1, 2], [1, 2, 3]]])
def test_qr_refuses_dependent_columns(A):
    with pytest.raises(ValueError, match="depends"):
        lstsq_qr(A, np.ones(len(A)))


@pytest.mark.parametrize("unit", [1e-150, 1e150])
def test_units_of_columns_and_right_side_only_rescale(unit):
    rng = np.random.default_rng(4)
    A, b = rng.normal(size=(8, 3)), rng.normal(size=8)
    np.testing.assert_allclose(lstsq_qr(A * [unit, 1, 1], b) * [unit, 1, 1], lstsq_qr(A, b), rtol=1e-12)
    np.testing.assert_allclose(lstsq_qr(A, b * unit) / unit, lstsq_qr(A, b), rtol=1e-12)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("A, b, error", [
    ([[np.nan], [1]], [1, 2], ValueError), ([[1], [2]], [np.inf, 1], ValueError), ([], [], ValueError),
    ([[1], [2]], [1, 2, 3], ValueError), ([1, 2], [1, 2], ValueError), ([["a"]], [1], TypeError),
    ([[1]], ["a"], TypeError), ([[1j]], [1], TypeError)])
def test_bad_input_is_refused(way, A, b, error):
    with pytest.raises(error):
        way(A, b)


@pytest.mark.parametrize("rtol", [-0.1, 1.0, np.nan])
def test_a_threshold_outside_the_unit_interval_is_refused(rtol):
    with pytest.raises(ValueError, match="rtol"):
        lstsq_svd([[1.0]], [1.0], rtol=rtol)


def test_the_share_explained_agrees_with_scikit_learn():
    from sklearn.metrics import r2_score
    b, fitted = np.random.default_rng(5).normal(size=(2, 30))
    assert r_squared(b, fitted) == pytest.approx(r2_score(b, fitted), rel=1e-12)


@pytest.mark.parametrize("b, fitted", [([1, 1], [1, 2]), ([1, 2], [1, 2, 3]), ([], [])])
def test_no_share_of_nothing(b, fitted):
    with pytest.raises(ValueError):
        r_squared(b, fitted)
