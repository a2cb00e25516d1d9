"""Jacobi's rotations."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays
from scipy.linalg import hilbert

from m4ds.linalg.jacobi import jacobi_eigh, jacobi_sweeps, off_diagonal, rotate_pair

EPS = np.finfo(float).eps
ENTRIES = st.floats(-1e3, 1e3).map(lambda x: 0.0 if abs(x) < 1e-3 else x)
SYMMETRIC = st.integers(1, 6).flatmap(lambda n: arrays(float, (n, n), elements=ENTRIES)).map(lambda M: M + M.T)


def symmetric(n, seed=0):
    M = np.random.default_rng(seed).normal(size=(n, n))
    return M + M.T


def assert_decomposed(A, values, Q):
    A = np.asarray(A, dtype=float)
    n, size = len(A), np.abs(A).max() or 1.0
    assert (np.diff(values) <= 0).all()
    np.testing.assert_allclose(Q.T @ Q, np.eye(n), atol=50 * n * EPS)
    np.testing.assert_allclose((Q * (values / size)) @ Q.T, A / size, atol=50 * n * EPS)


@settings(max_examples=60, deadline=None)
@given(SYMMETRIC)
def test_every_symmetric_matrix_is_decomposed(A):
    assert_decomposed(A, *jacobi_eigh(A))


@settings(max_examples=60, deadline=None)
@given(SYMMETRIC, st.data())
def test_a_rotation_takes_exactly_its_entry_off_and_keeps_the_matrix_similar(A, data):
    n = len(A)
    if n == 1:
        return
    p = data.draw(st.integers(0, n - 2))
    q = data.draw(st.integers(p + 1, n - 1))
    D, Q = A.copy(), np.eye(n)
    rotate_pair(D, Q, p, q)
    size = np.linalg.norm(A) or 1.0
    np.testing.assert_allclose(off_diagonal(D) ** 2, off_diagonal(A) ** 2 - 2 * A[p, q] ** 2, atol=100 * EPS * size**2)
    np.testing.assert_allclose(Q.T @ A @ Q, D, atol=100 * EPS * size)
    assert D[p, q] == D[q, p] == 0 and Q[p, p] >= np.sqrt(0.5) - 2 * EPS


@pytest.mark.parametrize("n", [1, 2, 3, 10, 30])
def test_the_eigenvalues_are_those_of_numpy(n):
    A = symmetric(n)
    np.testing.assert_allclose(jacobi_eigh(A)[0], np.linalg.eigvalsh(A)[::-1], atol=50 * n * EPS * np.linalg.norm(A))


@pytest.mark.parametrize("A", [hilbert(12), np.zeros((3, 3)), np.eye(4), np.ones((5, 5)), [[-3.0]],
                               np.diag([1.0, 1e-20, -1]), [[0, 1], [1, 0]], [[1e150, 1], [1, 1e-150]]])
def test_ill_conditioned_and_degenerate_matrices_are_decomposed(A):
    assert_decomposed(A, *jacobi_eigh(A))


@pytest.mark.parametrize("unit", [1e-300, 1e-160, 1e160, 1e300])
def test_the_eigenvalues_scale_with_the_units(unit):
    A = symmetric(5) / 10
    np.testing.assert_allclose(jacobi_eigh(A * unit)[0] / unit, jacobi_eigh(A)[0], atol=1e-14)


def test_the_last_sweeps_converge_quadratically():
    A = symmetric(20, seed=1)
    off = [off_diagonal(D) / np.linalg.norm(A) for _, (D, _) in zip(range(9), jacobi_sweeps(A), strict=False)]
    seen = [i for i in range(8) if off[i] < 1e-2 and off[i + 1] > 1e-15]
    assert seen and all(off[i + 1] < 10 * off[i] ** 2 for i in seen)


def test_no_eigenvalue_is_farther_from_its_diagonal_entry_than_off():
    A = symmetric(8, seed=2)
    for _, (D, _) in zip(range(6), jacobi_sweeps(A), strict=False):
        far = np.abs(np.sort(np.diag(D)) - np.linalg.eigvalsh(A)).max()
        assert far <= off_diagonal(D) + 100 * EPS * np.linalg.norm(A)


def test_the_largest_entry_of_each_eigenvector_is_positive():
    Q = jacobi_eigh(symmetric(7))[1]
    assert (Q[np.abs(Q).argmax(axis=0), range(7)] > 0).all()


def test_the_argument_is_left_alone():
    A = symmetric(4)
    before = A.copy()
    jacobi_eigh(A)
    off_diagonal(A)
    assert (before == A).all()


def test_off_diagonal_does_not_overflow():
    assert off_diagonal([[0, 1e200], [1e200, 0]]) == pytest.approx(np.sqrt(2) * 1e200)
    assert off_diagonal([[7.0]]) == 0


@pytest.mark.parametrize("f", [jacobi_eigh, off_diagonal, lambda A: next(jacobi_sweeps(A))])
@pytest.mark.parametrize("A, error", [([[np.nan]], ValueError), ([[np.inf]], ValueError), ([[]], ValueError),
                                      ([1, 2], ValueError), ([[1, 2]], ValueError), ("ab", TypeError),
                                      ([[1j]], TypeError), ([[4, 1], [2, 3]], ValueError)])
def test_bad_input_is_refused(f, A, error):
    with pytest.raises(error, match="A"):
        f(A)
