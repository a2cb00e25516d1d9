"""The Cholesky factor, and what its existence decides."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays
from scipy.linalg import hilbert

from m4ds.linalg.symmetric import as_symmetric, cholesky, is_positive_definite

EPS = np.finfo(float).eps
ENTRIES = st.floats(-1e3, 1e3).map(lambda x: 0.0 if abs(x) < 1e-3 else x)
TABLES = st.integers(1, 6).flatmap(lambda n: arrays(float, (n + 1, n), elements=ENTRIES))


def assert_factored(A, L):
    A = np.asarray(A, dtype=float)
    assert (np.triu(L, 1) == 0).all() and (np.diag(L) > 0).all()
    sizes = np.sqrt(np.diag(A))
    assert (np.abs(L @ L.T - A) <= 2 * (len(A) + 1) * EPS * np.outer(sizes, sizes)).all()
    assert (np.abs(L) <= sizes[:, None] * (1 + 10 * len(A) * EPS)).all()


@settings(max_examples=80, deadline=None)
@given(TABLES)
def test_a_definite_matrix_is_factored_and_no_entry_grows(B):
    A = B.T @ B + np.eye(B.shape[1]) * (np.abs(B).max() or 1.0)
    assert_factored(A, cholesky(A))


@pytest.mark.parametrize("A", [hilbert(12), np.diag([1e-200, 1.0, 1e200]), [[3.0]], np.eye(4),
                               [[1.0, 1 - 1e-14], [1 - 1e-14, 1.0]]])
def test_ill_conditioned_and_smallest_matrices_are_factored(A):
    assert_factored(A, cholesky(A))


@pytest.mark.parametrize("n", [1, 2, 5, 20])
def test_the_factor_is_that_of_numpy(n):
    B = np.random.default_rng(n).normal(size=(2 * n, n))
    np.testing.assert_allclose(cholesky(B.T @ B), np.linalg.cholesky(B.T @ B), rtol=0, atol=1e-13 * np.linalg.norm(B))


@pytest.mark.parametrize("unit", [1e-280, 1e-100, 1e100, 1e300])
def test_the_factor_scales_with_the_root_of_the_units(unit):
    A = np.array([[4.0, 2, 2], [2, 5, 3], [2, 3, 6]])
    np.testing.assert_allclose(cholesky(A * unit) / np.sqrt(unit), [[2, 0, 0], [1, 2, 0], [1, 1, 2]], atol=1e-14)


def test_the_backward_error_has_the_stated_size_in_exact_arithmetic():
    A = hilbert(9)
    L = [[Fraction(x) for x in row] for row in cholesky(A).tolist()]
    for i in range(9):
        for j in range(i + 1):
            error = sum(L[i][k] * L[j][k] for k in range(j + 1)) - Fraction(A[i, j])
            assert abs(float(error)) <= 10 * EPS / 2 / (1 - 10 * EPS) * np.sqrt(A[i, i] * A[j, j])


@settings(max_examples=80, deadline=None)
@given(TABLES, st.floats(-2, 2))
def test_definite_means_a_positive_smallest_eigenvalue(B, shift):
    A = B.T @ B + shift * (np.abs(B).max() or 1.0) ** 2 * np.eye(B.shape[1])
    smallest = np.linalg.eigvalsh(A)[0]
    if abs(smallest) > 100 * EPS * np.abs(A).max() * len(A):
        assert is_positive_definite(A) == (smallest > 0)


@pytest.mark.parametrize("A", [[[0.0]], [[-1.0]], [[0, 0], [0, -1]], [[1, 1], [1, 1]], [[1, 2], [2, 1]],
                               np.zeros((3, 3)), -np.eye(2)])
def test_indefinite_and_singular_matrices_are_refused(A):
    assert not is_positive_definite(A)
    with pytest.raises(np.linalg.LinAlgError, match="pivot"):
        cholesky(A)


def test_the_refusal_names_the_first_pivot_that_fails():
    with pytest.raises(np.linalg.LinAlgError, match="pivot 2 is -1"):
        cholesky([[1, 0, 1], [0, 1, 1], [1, 1, 1]])


@pytest.mark.parametrize("f", [cholesky, is_positive_definite])
@pytest.mark.parametrize("A, error", [([[np.nan]], ValueError), ([[np.inf]], ValueError), ([[]], ValueError),
                                      ([1, 2], ValueError), ([[1, 2]], ValueError), ("ab", TypeError),
                                      ([[1j]], TypeError), ([[1, 2], [3, 4]], ValueError)])
def test_bad_input_is_refused(f, A, error):
    with pytest.raises(error, match="A"):
        f(A)


def test_rounding_of_symmetry_is_averaged_away_and_the_argument_left_alone():
    A = np.array([[1.0, 0.3], [0.1 + 0.2, 1.0]])
    assert A[0, 1] != A[1, 0]
    S = as_symmetric(A, "A")
    assert (S.T == S).all() and A[0, 1] != A[1, 0]


def test_a_typing_error_is_named_with_its_place():
    with pytest.raises(ValueError, match=r"\(0, 2\) and \(2, 0\)"):
        as_symmetric([[1, 0, 0.5], [0, 1, 0], [0.4, 0, 1]], "C")
