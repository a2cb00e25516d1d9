import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.linalg.bases import change_basis, coordinates

EPS = np.finfo(float).eps


def basis(seed, n):
    return np.random.default_rng(seed).normal(size=(n, n)) + 2 * np.eye(n)


@given(st.integers(0, 10**6), st.integers(1, 6))
def test_the_coordinates_rebuild_the_vector(seed, n):
    P, x = basis(seed, n), np.random.default_rng(seed + 1).normal(size=n)
    slack = 100 * EPS * np.linalg.cond(P) * np.linalg.norm(x)
    np.testing.assert_allclose(P @ coordinates(x, P), x, rtol=0, atol=slack)


@given(st.integers(0, 10**6), st.integers(1, 6))
def test_the_new_matrix_does_in_coordinates_what_the_map_does(seed, n):
    P, A = basis(seed, n), basis(seed + 1, n)
    x = np.random.default_rng(seed + 2).normal(size=n)
    slack = 300 * EPS * np.linalg.cond(P) ** 2 * np.linalg.norm(A, 2) * np.linalg.norm(x)
    np.testing.assert_allclose(P @ change_basis(A, P) @ coordinates(x, P), A @ x, rtol=0, atol=slack)


@pytest.mark.parametrize("n", [1, 2, 7, 30])
def test_similarity_keeps_trace_determinant_and_characteristic_polynomial(n):
    A, P = basis(n, n), basis(n + 1, n)
    B = change_basis(A, P)
    np.testing.assert_allclose(B, np.linalg.inv(P) @ A @ P, atol=1e-11 * np.linalg.cond(P) * np.linalg.norm(A))
    tolerance = 1e-12 * np.linalg.cond(P) * n
    assert np.trace(B) == pytest.approx(np.trace(A), abs=tolerance * np.linalg.norm(A))
    assert np.linalg.slogdet(B)[1] == pytest.approx(np.linalg.slogdet(A)[1], abs=tolerance * np.linalg.cond(A))
    if n < 10:
        np.testing.assert_allclose(np.poly(B), np.poly(A), atol=1e-9 * np.abs(np.poly(A)).max())


def test_a_rectangular_map_has_a_basis_on_each_side():
    rng = np.random.default_rng(0)
    A, P, Q = rng.normal(size=(2, 3)), basis(1, 3), basis(2, 2)
    np.testing.assert_allclose(Q @ change_basis(A, P, Q), A @ P, atol=1e-12 * np.linalg.norm(A @ P))


def test_a_map_of_low_rank_keeps_its_rank():
    A = np.outer([1.0, 2, 3], [1.0, 0, -1])
    assert np.linalg.matrix_rank(change_basis(A, basis(3, 3))) == 1


def test_vectors_as_columns_are_the_same_as_one_by_one():
    P, X = basis(4, 3), np.arange(6.0).reshape(3, 2)
    both = coordinates(X, P)
    np.testing.assert_allclose(both[:, 1], coordinates(X[:, 1], P), rtol=1e-12)


def test_long_and_short_basis_vectors_are_a_basis_and_nearly_dependent_ones_work_as_their_condition_allows():
    np.testing.assert_allclose(coordinates([2.0, 3.0], np.diag([1e-200, 1e200])), [2e200, 3e-200], rtol=1e-14)
    P = np.array([[1.0, 1.0], [0.0, 1e-8]])
    np.testing.assert_allclose(coordinates([1.0, 1e-8], P), [0, 1], atol=10 * EPS * np.linalg.cond(P))


@pytest.mark.parametrize("P", [[[1, 2], [2, 4]], [[1, 0], [0, 0]], [[0]], [[1, 1], [1, 1 + 2**-52]]])
def test_dependent_columns_are_refused(P):
    with pytest.raises(ValueError, match="no basis"):
        coordinates(np.ones(len(P)), P)


@pytest.mark.parametrize("A, P, Q, error, name", [
    ([[1, 2]], np.eye(2), None, ValueError, "rows"), (np.eye(2), np.eye(3), None, ValueError, "A has 2 columns"),
    (np.eye(2), np.ones((2, 3)), None, ValueError, "P must be square"), ([], np.eye(2), None, ValueError, "A is empty"),
    ([[np.nan, 1], [1, 1]], np.eye(2), None, ValueError, "A holds"), (np.eye(2), [["a"]], None, TypeError, "P must"),
    ([[np.inf, 1], [1, 1]], np.eye(2), None, ValueError, "A holds"), (np.eye(2), np.eye(2), [[1j]], TypeError, "Q"),
    (np.eye(2), np.eye(2), np.eye(3), ValueError, "rows"), ([1, 2], np.eye(2), None, ValueError, "A must be a matrix")])
def test_bad_input_is_refused_by_name(A, P, Q, error, name):
    with pytest.raises(error, match=name):
        change_basis(A, P, Q)
