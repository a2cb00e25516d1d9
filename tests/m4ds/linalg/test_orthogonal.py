"""Gram-Schmidt in both orders, and the projector onto a column space."""

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.linalg.orthogonal import column_scales, gram_schmidt, projector

EPS = np.finfo(float).eps
METHODS = ["classical", "modified"]
TALL = [(1, 1), (5, 1), (7, 3), (6, 6), (40, 15)]
MATRICES = st.integers(1, 6).flatmap(lambda m: st.integers(1, m).flatmap(
    lambda n: arrays(float, (m, n), elements=st.integers(-50, 50).map(float))))


def hilbert(n):
    i = np.arange(n)
    return 1 / (i[:, None] + i + 1)


def lost(Q):
    return np.linalg.norm(Q.T @ Q - np.eye(Q.shape[1]), 2)


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=60, deadline=None)
@given(A=MATRICES)
def test_gram_schmidt_factors_every_well_conditioned_matrix(method, A):
    s = np.linalg.svd(A, compute_uv=False)
    assume(s[-1] > 1e-4 * s[0])
    Q, R = gram_schmidt(A, method)
    kappa = s[0] / s[-1]
    np.testing.assert_allclose(Q @ R, A, atol=20 * len(A) * EPS * s[0])
    assert (np.tril(R, -1) == 0).all() and (np.diag(R) > 0).all()
    assert lost(Q) <= 50 * len(A) * EPS * kappa**2


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("shape", TALL)
def test_gram_schmidt_agrees_with_numpy_up_to_signs(method, shape):
    A = np.random.default_rng(1).normal(size=shape)
    Q, R = gram_schmidt(A, method)
    theirs, triangle = np.linalg.qr(A)
    signs = np.sign(np.diag(triangle))
    np.testing.assert_allclose(Q, theirs * signs, atol=1e-11)
    np.testing.assert_allclose(R, signs[:, None] * triangle, atol=1e-11 * np.abs(A).max())


@pytest.mark.parametrize("n", range(2, 11))
def test_modified_loses_orthogonality_with_the_condition_number_and_classical_with_its_square(n):
    A = hilbert(n)
    kappa = np.linalg.cond(A)
    assert lost(gram_schmidt(A, "modified")[0]) <= 10 * kappa * EPS
    assert lost(gram_schmidt(A, "classical")[0]) <= min(10 * kappa**2 * EPS, n)


def test_classical_is_much_worse_than_modified_on_a_hilbert_matrix():
    A = hilbert(8)
    assert lost(gram_schmidt(A, "classical")[0]) > 1e4 * lost(gram_schmidt(A, "modified")[0])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("n", [3, 6, 9])
def test_the_product_stays_exact_however_bad_the_columns_are(method, n):
    A = hilbert(n)
    Q, R = gram_schmidt(A, method)
    np.testing.assert_allclose(Q @ R, A, atol=10 * n * EPS)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("unit", [1e-300, 1e-160, 1e160, 1e300])
def test_gram_schmidt_scales_with_the_units(method, unit):
    A = np.random.default_rng(2).normal(size=(6, 4))
    (Q, R), (ours, triangle) = gram_schmidt(A, method), gram_schmidt(A * unit, method)
    np.testing.assert_allclose(ours, Q, atol=1e-13)
    np.testing.assert_allclose(triangle / unit, R, atol=1e-13)


def test_columns_of_very_different_units_are_no_trouble():
    A = np.random.default_rng(3).normal(size=(6, 3))
    Q, _ = gram_schmidt(A * [1e-200, 1.0, 1e200])
    np.testing.assert_allclose(Q, gram_schmidt(A)[0], atol=1e-13)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("A", [
    np.zeros((1, 1)), np.zeros((4, 2)), np.ones((3, 2)), np.ones((2, 3)), [[1, 2, 3]], [[1, 1e-300], [1, 1e-300]],
    [[0.1, 0.3, 0.4], [0.7, 0.2, 0.9], [0.5, 0.6, 1.1], [0.3, 0.3, 0.6]], np.eye(2, 3)])
def test_dependent_columns_are_refused(method, A):
    with pytest.raises(ValueError, match="depends on the columns before it"):
        gram_schmidt(A, method)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("seed", range(10))
def test_a_random_combination_of_columns_is_refused(method, seed):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(20, 6))
    A[:, 5] = A[:, :5] @ rng.normal(size=5)
    with pytest.raises(ValueError, match="column 5"):
        gram_schmidt(A, method)


def test_gram_schmidt_leaves_its_argument_alone():
    A = np.array([[1.0, 2.0], [3.0, 4.0]])
    gram_schmidt(A)
    assert A.tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize("A, error", [([[np.nan]], ValueError), ([[np.inf]], ValueError), ([[]], ValueError),
                                      ([1, 2], ValueError), ("ab", TypeError), ([[1j]], TypeError)])
@pytest.mark.parametrize("f", [gram_schmidt, projector])
def test_bad_input_is_refused(f, A, error):
    with pytest.raises(error, match="A"):
        f(A)


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="method"):
        gram_schmidt([[1.0]], "housholder")


def test_scales_are_powers_of_two_even_at_the_ends_of_the_range():
    scale = column_scales(np.array([[1.7e308, 5e-324, 0.0, 3.0]]))
    assert scale.tolist() == [2.0**1023, 5e-324, 0.5, 2.0]


@pytest.mark.parametrize("shape", TALL)
def test_the_projector_is_symmetric_equals_its_square_and_keeps_the_columns(shape):
    A = np.random.default_rng(4).normal(size=shape)
    P = projector(A)
    np.testing.assert_allclose(P, P.T, atol=1e-14)
    np.testing.assert_allclose(P @ P, P, atol=1e-13)
    np.testing.assert_allclose(P @ A, A, atol=1e-12)
    np.testing.assert_allclose(P, A @ np.linalg.pinv(A), atol=1e-11)


def test_the_projector_of_nearly_dependent_columns_is_still_a_projector():
    P = projector(hilbert(9)[:, :7])
    np.testing.assert_allclose(P @ P, P, atol=1e-13)


@settings(max_examples=40, deadline=None)
@given(MATRICES, st.integers(0, 2**32 - 1))
def test_no_point_of_the_column_space_is_nearer_than_the_projection(A, seed):
    s = np.linalg.svd(A, compute_uv=False)
    assume(s[-1] > 1e-4 * s[0])
    rng = np.random.default_rng(seed)
    b = rng.normal(size=len(A))
    nearest = np.linalg.norm(b - projector(A) @ b)
    for _ in range(5):
        assert nearest <= np.linalg.norm(b - A @ (rng.normal(size=A.shape[1]) / s[0])) + 1e-12


def test_the_projector_refuses_dependent_columns():
    with pytest.raises(ValueError, match="column 1"):
        projector(np.ones((3, 2)))
