"""QR by reflections and by rotations."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.linalg.qr import givens, givens_qr, householder_qr, positive_diagonal, reflector

EPS = np.finfo(float).eps
FACTORISE = [householder_qr, givens_qr]
SHAPES = [(1, 1), (1, 5), (5, 1), (7, 3), (3, 7), (6, 6), (40, 15), (15, 40)]
ENTRIES = st.floats(-1e3, 1e3).map(lambda x: 0.0 if abs(x) < 1e-3 else x)
MATRICES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: arrays(float, shape, elements=ENTRIES))


def hilbert(n):
    i = np.arange(n)
    return 1 / (i[:, None] + i + 1)


def assert_is_thin_qr(A, Q, R):
    A = np.asarray(A, dtype=float)
    p = min(A.shape)
    assert Q.shape == (A.shape[0], p) and R.shape == (p, A.shape[1])
    assert (np.tril(R, -1) == 0).all()
    np.testing.assert_allclose(Q.T @ Q, np.eye(p), atol=20 * max(A.shape) * EPS)
    lengths = np.abs(A).max(axis=0)
    assert (np.abs(Q @ R - A) <= 50 * max(A.shape) * EPS * lengths).all()


@pytest.mark.parametrize("factorise", FACTORISE)
@settings(max_examples=60, deadline=None)
@given(A=MATRICES)
def test_every_matrix_is_factored(factorise, A):
    assert_is_thin_qr(A, *factorise(A))


@pytest.mark.parametrize("factorise", FACTORISE)
@pytest.mark.parametrize("shape", SHAPES)
def test_the_factors_agree_with_numpy_up_to_signs(factorise, shape):
    A = np.random.default_rng(1).normal(size=shape)
    for ours, theirs in zip(positive_diagonal(*factorise(A)), positive_diagonal(*np.linalg.qr(A)), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-11)


@pytest.mark.parametrize("shape", SHAPES)
def test_householder_takes_the_signs_of_lapack(shape):
    A = np.random.default_rng(2).normal(size=shape)
    np.testing.assert_allclose(householder_qr(A)[1], np.linalg.qr(A)[1], atol=1e-11)


@pytest.mark.parametrize("factorise", FACTORISE)
@pytest.mark.parametrize("A", [hilbert(14), np.vander(np.linspace(0, 1, 20)), np.ones((5, 3)), np.ones((3, 5)),
                               np.zeros((4, 3)), np.zeros((1, 1)), np.eye(4)[::-1],
                               np.outer([1.0, 2, 3], [1.0, 1e-200, 1e200])])
def test_ill_conditioned_and_rank_deficient_matrices_keep_orthonormal_columns(factorise, A):
    assert_is_thin_qr(A, *factorise(A))


@pytest.mark.parametrize("factorise", FACTORISE)
def test_a_dependent_column_shows_as_rounding_on_the_diagonal(factorise):
    A = np.random.default_rng(3).normal(size=(8, 4))
    A[:, 2] = A[:, 0] - A[:, 1]
    R = factorise(A)[1]
    assert abs(R[2, 2]) < 100 * EPS and abs(R[3, 3]) > 0.1


@pytest.mark.parametrize("factorise", FACTORISE)
@pytest.mark.parametrize("unit", [1e-300, 1e-160, 1e160, 1e300])
def test_the_factors_scale_with_the_units(factorise, unit):
    A = np.random.default_rng(4).normal(size=(6, 4))
    (Q, R), (ours, triangle) = factorise(A), factorise(A * unit)
    np.testing.assert_allclose(ours, Q, atol=1e-13)
    np.testing.assert_allclose(triangle / unit, R, atol=1e-13)


@pytest.mark.parametrize("factorise", FACTORISE)
def test_the_argument_is_left_alone(factorise):
    A = np.array([[1.0, 2.0], [3.0, 4.0]])
    factorise(A)
    assert A.tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize("A, error", [([[np.nan]], ValueError), ([[np.inf]], ValueError), ([[]], ValueError),
                                      ([1, 2], ValueError), ("ab", TypeError), ([[1j]], TypeError)])
@pytest.mark.parametrize("factorise", FACTORISE)
def test_bad_input_is_refused(factorise, A, error):
    with pytest.raises(error, match="A"):
        factorise(A)


@settings(max_examples=80, deadline=None)
@given(arrays(float, st.integers(1, 8), elements=ENTRIES))
def test_a_reflector_sends_its_vector_to_the_first_axis(x):
    v = reflector(x)
    image = x - 2 * v * (v @ x)
    length = np.linalg.norm(x)
    np.testing.assert_allclose(image[1:], 0, atol=20 * EPS * length)
    assert abs(abs(image[0]) - length) <= 20 * EPS * length
    assert not v.any() or abs(np.linalg.norm(v) - 1) < 10 * EPS
    assert not v.any() or image[0] * x[0] <= 0


@pytest.mark.parametrize("x", [[1.0, 1e-12], [-1.0, 1e-12], [1e300, 1e300], [1e-300, 1e-300]])
def test_a_reflector_suffers_neither_cancellation_nor_overflow(x):
    v = reflector(x)
    unit = np.array(x) / np.abs(x).max()
    assert abs((unit - 2 * v * (v @ unit))[1]) <= 4 * EPS


@pytest.mark.parametrize("x, error", [([], ValueError), ([np.nan], ValueError), ([[1, 2]], ValueError),
                                      ("x", TypeError)])
def test_a_reflector_refuses_bad_input(x, error):
    with pytest.raises(error, match="x"):
        reflector(x)


@settings(max_examples=80, deadline=None)
@given(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300))
def test_a_rotation_has_unit_length_and_clears_the_second_entry(a, b):
    c, s = givens(a, b)
    assert abs(c * c + s * s - 1) <= 4 * EPS
    largest = max(abs(a), abs(b))
    assert abs(c * b - s * a) <= 4 * EPS * largest
    assert c * a + s * b >= 0


def test_a_rotation_of_nothing_is_the_identity():
    assert givens(0, 0) == (1.0, 0.0)


@pytest.mark.parametrize("a, error", [(np.nan, ValueError), (np.inf, ValueError), ("x", TypeError)])
def test_a_rotation_refuses_bad_input(a, error):
    with pytest.raises(error):
        givens(a, 1.0)


def test_rotations_leave_a_triangular_matrix_alone():
    A = np.triu(np.arange(1.0, 17).reshape(4, 4))
    Q, R = givens_qr(A)
    assert (np.eye(4) == Q).all() and (R == A).all()


def test_positive_diagonal_changes_no_product():
    A = np.random.default_rng(5).normal(size=(6, 4))
    Q, R = positive_diagonal(*np.linalg.qr(A))
    assert (np.diag(R) > 0).all()
    np.testing.assert_allclose(Q @ R, A, atol=1e-13)


@pytest.mark.parametrize("Q, R", [(np.eye(3), np.eye(2)), (np.eye(3), np.ones((3, 2)))])
def test_positive_diagonal_refuses_shapes_that_do_not_fit(Q, R):
    with pytest.raises(ValueError, match="thin QR"):
        positive_diagonal(Q, R)
