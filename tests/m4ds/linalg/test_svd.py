"""The singular value decomposition and what is made of it."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.linalg.svd import fix_signs, numerical_rank, orthogonalise_pair, pinv, svd_jacobi, truncated_svd

EPS = np.finfo(float).eps
SHAPES = [(1, 1), (1, 5), (5, 1), (7, 3), (3, 7), (6, 6), (30, 20), (20, 30)]
ENTRIES = st.floats(-1e3, 1e3).map(lambda x: 0.0 if abs(x) < 1e-3 else x)
MATRICES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: arrays(float, shape, elements=ENTRIES))


def matrix_with(s, shape, rng):
    """A matrix of known singular values."""
    U = np.linalg.qr(rng.normal(size=(shape[0], len(s))))[0]
    V = np.linalg.qr(rng.normal(size=(shape[1], len(s))))[0]
    return (U * s) @ V.T


def tolerance(A, factor=50):
    return factor * max(A.shape) * EPS * (np.linalg.norm(A) or 1.0)


def assert_is_thin_svd(A, U, s, Vt):
    p = min(A.shape)
    assert U.shape == (A.shape[0], p) and s.shape == (p,) and Vt.shape == (p, A.shape[1])
    assert (np.diff(s) <= 0).all() and (s >= 0).all()
    np.testing.assert_allclose(U.T @ U, np.eye(p), atol=50 * max(A.shape) * EPS)
    np.testing.assert_allclose(Vt @ Vt.T, np.eye(p), atol=50 * max(A.shape) * EPS)
    np.testing.assert_allclose((U * s) @ Vt, A, atol=tolerance(A))


@settings(max_examples=60, deadline=None)
@given(MATRICES)
def test_jacobi_factors_every_matrix(A):
    assert_is_thin_svd(A, *svd_jacobi(A))


@pytest.mark.parametrize("shape", SHAPES)
def test_jacobi_agrees_with_lapack(shape):
    A = np.random.default_rng(1).normal(size=shape)
    np.testing.assert_allclose(svd_jacobi(A)[1], np.linalg.svd(A, compute_uv=False), rtol=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
def test_jacobi_factors_a_matrix_of_rank_one(shape):
    rng = np.random.default_rng(2)
    A = np.outer(rng.normal(size=shape[0]), rng.normal(size=shape[1]))
    U, s, Vt = svd_jacobi(A)
    assert_is_thin_svd(A, U, s, Vt)
    assert numerical_rank(s, shape) == 1


def test_jacobi_is_accurate_to_the_largest_singular_value_when_ill_conditioned():
    s = 10.0 ** -np.arange(0, 15, 2)
    A = matrix_with(s, (12, 8), np.random.default_rng(3))
    np.testing.assert_allclose(svd_jacobi(A)[1], s, rtol=0, atol=20 * EPS)


def test_jacobi_keeps_the_digits_of_tiny_singular_values_when_columns_are_badly_scaled():
    A = matrix_with(np.array([3.0, 2.0, 1.0]), (6, 3), np.random.default_rng(4))
    scale = np.array([1.0, 1e-25, 1e-50])
    mp = pytest.importorskip("mpmath")
    with mp.workdps(150):
        exact = sorted((float(x) for x in mp.svd_r(mp.matrix((A * scale).tolist()), compute_uv=False)),
                       reverse=True)
    np.testing.assert_allclose(svd_jacobi(A * scale)[1], exact, rtol=1e-14)


@pytest.mark.parametrize("unit", [1e-290, 1e-160, 1e160, 1e290])
def test_jacobi_scales_with_the_units_of_the_matrix(unit):
    A = np.random.default_rng(5).normal(size=(5, 4))
    np.testing.assert_allclose(svd_jacobi(A * unit)[1], unit * svd_jacobi(A)[1], rtol=1e-12)


@pytest.mark.parametrize("A", [np.zeros((4, 3)), np.zeros((1, 1)), np.diag([1.0, 0.0, 2.0]), np.ones((3, 5)),
                               np.array([[1, 0, 0], [0, 1e-200, 1e-200], [0, 0, 1e-200]])])
def test_jacobi_completes_the_vectors_of_zero_singular_values(A):
    assert_is_thin_svd(A, *svd_jacobi(A))


def test_jacobi_leaves_its_argument_alone():
    A = np.array([[1.0, 2.0], [3.0, 4.0]])
    svd_jacobi(A)
    assert A.tolist() == [[1, 2], [3, 4]]


def test_one_rotation_lowers_the_off_diagonal_sum_by_twice_the_square_of_the_product():
    W, V = np.random.default_rng(6).normal(size=(7, 5)), np.eye(5)

    def off(W):
        G = W.T @ W
        return (G**2).sum() - (np.diag(G) ** 2).sum()

    before, product = off(W), W[:, 1] @ W[:, 3]
    orthogonalise_pair(W, V, 1, 3)
    np.testing.assert_allclose(off(W), before - 2 * product**2, rtol=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
def test_truncated_svd_is_the_head_of_jacobi(shape):
    A = np.random.default_rng(7).normal(size=shape)
    k = max(1, min(shape) // 2)
    U, s, Vt = svd_jacobi(A)
    for ours, head in zip(truncated_svd(A, k), (U[:, :k], s[:k], Vt[:k]), strict=True):
        np.testing.assert_allclose(ours, head, atol=1e-10)


@settings(max_examples=40, deadline=None)
@given(MATRICES, st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_no_matrix_of_the_same_rank_is_nearer_than_the_truncation(A, k, seed):
    k = min(k, *A.shape)
    U, s, Vt = truncated_svd(A, k)
    rng = np.random.default_rng(seed)
    other = rng.normal(size=(A.shape[0], k)) @ rng.normal(size=(k, A.shape[1]))
    nearby = (U + 0.01 * rng.normal(size=U.shape)) * s @ Vt
    for B in (other, nearby):
        for order in (2, "fro"):
            assert np.linalg.norm(A - (U * s) @ Vt, order) <= np.linalg.norm(A - B, order) + tolerance(A)


def test_truncated_svd_takes_the_integers_of_numpy():
    assert truncated_svd(np.eye(3), np.int64(2))[1].shape == (2,)


def test_truncated_svd_keeps_a_rank_deficient_matrix_exactly():
    A = matrix_with(np.array([5.0, 2.0]), (9, 6), np.random.default_rng(8))
    U, s, Vt = truncated_svd(A, 2)
    np.testing.assert_allclose((U * s) @ Vt, A, atol=tolerance(A))


def test_a_dependent_column_does_not_keep_it_from_ending():
    A = np.array([[0.0, 0, 0], [0, 1, 0], [1, 1, 1]])
    np.testing.assert_allclose(svd_jacobi(A)[1], np.linalg.svd(A)[1], atol=1e-15)


@settings(max_examples=60, deadline=None)
@given(arrays(float, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.integers(-3, 3).map(float)))
def test_pinv_satisfies_the_four_conditions_of_penrose(A):
    P = pinv(A)
    np.testing.assert_allclose(A @ P @ A, A, atol=1e-10)
    np.testing.assert_allclose(P @ A @ P, P, atol=1e-10)
    np.testing.assert_allclose(A @ P, (A @ P).T, atol=1e-10)
    np.testing.assert_allclose(P @ A, (P @ A).T, atol=1e-10)


@pytest.mark.parametrize("shape", SHAPES)
def test_pinv_agrees_with_numpy(shape):
    A = np.random.default_rng(9).normal(size=shape)
    A[:, -1] = A[:, 0]
    np.testing.assert_allclose(pinv(A), np.linalg.pinv(A), atol=1e-10)


@pytest.mark.parametrize("unit", [1e-30, 1.0, 1e30])
@pytest.mark.parametrize("rank", [1, 3, 5])
def test_rank_does_not_depend_on_the_units(rank, unit):
    A = unit * matrix_with(np.linspace(1, 2, rank), (8, 5), np.random.default_rng(10))
    assert numerical_rank(svd_jacobi(A)[1], A.shape) == rank == np.linalg.matrix_rank(A)


def test_the_zero_matrix_has_rank_zero():
    assert numerical_rank(np.zeros(3), (4, 3)) == 0


@settings(max_examples=40, deadline=None)
@given(MATRICES)
def test_fixing_signs_keeps_the_product_and_makes_the_largest_entry_positive(A):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    F, s, Gt = fix_signs(U, s, Vt)
    np.testing.assert_array_equal((F * s) @ Gt, (U * s) @ Vt)
    assert (F[np.argmax(abs(F), axis=0), np.arange(F.shape[1])] > 0).all()


@pytest.mark.parametrize("f", [svd_jacobi, pinv, lambda A: truncated_svd(A, 1)])
@pytest.mark.parametrize("bad, error", [
    ([[np.nan]], ValueError), ([[np.inf, 1]], ValueError), (np.zeros((0, 3)), ValueError),
    ([1, 2], ValueError),
    (np.zeros((2, 2, 2)), ValueError), ([["a"]], TypeError), ([[1j]], TypeError), ([[1, 2], [3]], TypeError)])
def test_bad_matrices_are_refused_by_name(f, bad, error):
    with pytest.raises(error, match=r"^A "):
        f(bad)


@pytest.mark.parametrize("k, error", [(0, ValueError), (3, ValueError), (-1, ValueError), (1.0, TypeError),
                                      (True, TypeError), ("1", TypeError), (None, TypeError)])
def test_bad_ranks_are_refused_by_name(k, error):
    with pytest.raises(error, match=r"^k must"):
        truncated_svd(np.ones((2, 5)), k)


@pytest.mark.parametrize("s", [[], [np.nan], [[1.0]], [-1.0]])
def test_bad_singular_values_are_refused_by_name(s):
    with pytest.raises(ValueError, match=r"^s "):
        numerical_rank(s, (2, 2))
