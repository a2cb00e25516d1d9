"""The four subspaces of a matrix, and what two subspaces share."""

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.linalg.rref import rref
from m4ds.linalg.subspaces import (
    column_space_basis,
    identifiable,
    intersection_basis,
    left_nullspace_basis,
    nullspace_basis,
    row_space_basis,
)

FOUR = [nullspace_basis, column_space_basis, row_space_basis, left_nullspace_basis]
SHAPES = [(1, 1), (1, 5), (5, 1), (4, 3), (3, 4), (6, 6), (15, 9), (9, 15)]
INTEGERS = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: arrays(int, shape, elements=st.integers(-4, 4)))


def of_rank(r, shape, rng):
    return rng.normal(size=(shape[0], r)) @ rng.normal(size=(r, shape[1]))


def projector(B):
    """The orthogonal projector onto the span of independent columns: equal spans have equal projectors."""
    Q = np.linalg.qr(B.astype(float))[0]
    return Q @ Q.T


@settings(max_examples=80, deadline=None)
@given(INTEGERS)
def test_the_four_subspaces_of_integers_fit_exactly(A):
    N, C, R, L = (space(A) for space in FOUR)
    r = np.linalg.matrix_rank(A)
    assert (N.shape, C.shape) == ((A.shape[1], A.shape[1] - r), (len(A), r))
    assert (R.shape, L.shape) == ((A.shape[1], r), (len(A), len(A) - r))
    assert not (A @ N).any() and not (A.T @ L).any()
    assert not (R.T @ N).any() and not (C.T @ L).any()
    for pair in ((R, N), (C, L)):
        both = np.hstack(pair)
        assert both.shape[0] == both.shape[1] == np.linalg.matrix_rank(both.astype(float))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("deficit", [0, 1, 3])
def test_the_spans_are_those_of_scipy(shape, deficit):
    A = of_rank(max(min(shape) - deficit, 1), shape, np.random.default_rng(3))
    theirs = [scipy.linalg.null_space(A), scipy.linalg.orth(A), scipy.linalg.orth(A.T), scipy.linalg.null_space(A.T)]
    for space, B in zip(FOUR, theirs, strict=True):
        assert space(A).shape == B.shape
        np.testing.assert_allclose(projector(space(A)), B @ B.T, atol=1e-10)


def test_the_null_space_of_an_ill_conditioned_matrix_has_a_small_residual():
    rng = np.random.default_rng(4)
    U, V = (np.linalg.qr(rng.normal(size=(8, 8)))[0] for _ in range(2))
    A = (U[:, :6] * 10.0 ** -np.arange(6)) @ V[:, :6].T
    N = nullspace_basis(A)
    assert N.shape == (8, 2)
    np.testing.assert_allclose(projector(N), V[:, 6:] @ V[:, 6:].T, atol=1e-9)


def test_a_basis_of_nothing_has_no_column():
    assert nullspace_basis(np.eye(3)).shape == (3, 0)
    assert column_space_basis(np.zeros((2, 3))).shape == (2, 0)


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_dimensions_of_sum_and_intersection_add_up(n, seed):
    rng = np.random.default_rng(seed)
    S, T = (rng.integers(-2, 3, size=(n, int(rng.integers(1, n + 1)))) for _ in range(2))
    S, T = column_space_basis(S), column_space_basis(T)
    if S.shape[1] == 0 or T.shape[1] == 0:
        return
    common = intersection_basis(S, T)
    total = column_space_basis(np.hstack([S, T])).shape[1]
    assert common.shape == (n, S.shape[1] + T.shape[1] - total)
    for B in (S, T):
        assert len(rref(np.hstack([B, common]))[1]) == B.shape[1]


@settings(max_examples=60, deadline=None)
@given(INTEGERS, st.integers(0, 2**32 - 1))
def test_a_combination_is_identifiable_if_it_is_a_combination_of_rows(X, seed):
    rng = np.random.default_rng(seed)
    assert identifiable(X, rng.integers(-3, 4, size=len(X)) @ X)
    N = nullspace_basis(X).astype(float)
    if N.shape[1]:
        assert not identifiable(X, N[:, 0])


def test_identifiability_is_judged_relative_to_the_size_of_the_numbers():
    X = np.array([[1.0, 1, 0], [1, 0, 1], [1, 1, 0]])
    for unit in (1e-200, 1.0, 1e150):
        assert identifiable(unit * X, unit * np.array([0, 1.0, -1]))
        assert not identifiable(unit * X, unit * np.array([0, 1.0, 0]))


@pytest.mark.parametrize("space", FOUR)
@pytest.mark.parametrize("bad, error", [
    ([[np.nan]], ValueError), ([[np.inf, 1]], ValueError), (np.zeros((0, 3)), ValueError), ([1, 2], ValueError),
    ([["a"]], TypeError), ([[1j]], TypeError), ([[1, 2], [3]], TypeError)])
def test_bad_matrices_are_refused_by_name(space, bad, error):
    with pytest.raises(error, match=r"^A "):
        space(bad)


def test_bases_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="columns of T are dependent"):
        intersection_basis([[1], [0]], [[1, 2], [1, 2]])
    with pytest.raises(ValueError, match="as many rows"):
        intersection_basis([[1], [0]], [[1], [0], [0]])
    with pytest.raises(TypeError, match=r"^S "):
        intersection_basis([["a"]], [[1]])


def test_a_combination_of_the_wrong_size_is_refused():
    with pytest.raises(ValueError, match=r"^c must"):
        identifiable([[1, 2]], [1, 2, 3])
    with pytest.raises(ValueError, match=r"^c "):
        identifiable([[1, 2]], [np.nan, 1])
