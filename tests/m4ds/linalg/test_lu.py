"""Elimination: factors, growth, solutions."""

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.linalg.lu import elimination_steps, growth_factor, lu_no_pivot, lu_partial_pivot, solve

EPS = np.finfo(float).eps
SHAPES = [(1, 1), (1, 4), (4, 1), (3, 3), (7, 3), (3, 7), (30, 30)]
SMALL = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: arrays(float, shape, elements=st.integers(-4, 4).map(float)))


def wilkinson(n):
    W = np.eye(n) - np.tril(np.ones((n, n)), -1)
    W[:, -1] = 1
    return W


def matrix_with_condition(n, kappa, seed=0):
    rng = np.random.default_rng(seed)
    Q, R = (np.linalg.qr(rng.normal(size=(n, n)))[0] for _ in range(2))
    return (Q * np.geomspace(1, 1 / kappa, n)) @ R


def assert_factors(A, perm, L, U):
    m, n = A.shape
    p = min(m, n)
    assert L.shape == (m, p) and U.shape == (p, n) and sorted(perm) == list(range(m))
    assert not np.triu(L, 1).any() and (np.diag(L) == 1).all() and not np.tril(U, -1).any()
    error = abs(L @ U - A[perm])
    assert (error <= 4 * p * EPS * (abs(L) @ abs(U))).all()        # the bound of the error analysis


@settings(max_examples=80, deadline=None)
@given(SMALL)
def test_every_matrix_has_factors_with_multipliers_of_at_most_one(A):
    perm, L, U = lu_partial_pivot(A)
    assert_factors(A, perm, L, U)
    assert abs(L).max() <= 1


@pytest.mark.parametrize("shape", SHAPES)
def test_the_factors_agree_with_lapack(shape):
    A = np.random.default_rng(1).normal(size=shape)
    perm, L, U = lu_partial_pivot(A)
    P, Ls, Us = scipy.linalg.lu(A)
    np.testing.assert_array_equal(np.eye(shape[0])[perm].T, P)
    np.testing.assert_allclose(L, Ls, atol=1e-12)
    np.testing.assert_allclose(U, Us, atol=1e-12 * abs(A).max())
    packed = scipy.linalg.lu_factor(A)[0]
    np.testing.assert_allclose(np.tril(packed[:, :min(shape)], -1) + np.eye(*L.shape), L, atol=1e-12)


def test_a_singular_matrix_is_factored_all_the_same():
    A = np.array([[1.0, 2, 3], [2, 4, 6], [1, 1, 1]])
    perm, L, U = lu_partial_pivot(A)
    assert_factors(A, perm, L, U)
    assert U[2, 2] == 0
    perm, L, U = lu_partial_pivot(np.zeros((3, 2)))
    np.testing.assert_array_equal(L, np.eye(3, 2))
    assert not U.any()


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 6).flatmap(lambda n: arrays(float, (n, n), elements=st.integers(-4, 4).map(float))))
def test_no_exchange_is_needed_exactly_if_the_leading_blocks_are_invertible(A):
    ranks = [np.linalg.matrix_rank(A[:k, :k]) for k in range(1, len(A) + 1)]
    if ranks == list(range(1, len(A) + 1)):
        assert_factors(A, range(len(A)), *lu_no_pivot(A))
    elif ranks[-1] == len(A):                               # invertible, but a leading block is not
        try:
            U = lu_no_pivot(A)[1]
        except np.linalg.LinAlgError:
            return
        pivots = abs(np.diag(U))                            # rounding may leave a tiny pivot for a zero one
        assert pivots.min() < 1e-10 * pivots.max()


def test_a_zero_pivot_is_refused_without_exchanges_unless_nothing_is_below_it():
    with pytest.raises(np.linalg.LinAlgError, match="pivot 0 is 0"):
        lu_no_pivot([[0, 1], [1, 0]])
    L, U = lu_no_pivot([[0, 1], [0, 2]])
    np.testing.assert_array_equal(L @ U, [[0, 1], [0, 2]])


def test_the_steps_begin_with_the_matrix_and_end_with_the_factors():
    A = np.random.default_rng(2).normal(size=(5, 5))
    states = list(elimination_steps(A))
    perm, L, U = lu_partial_pivot(A)
    assert len(states) == 5
    np.testing.assert_array_equal(states[0][0], A)
    np.testing.assert_array_equal(states[-1][0], np.tril(L, -1) + U)
    np.testing.assert_array_equal(states[-1][1], perm)


def test_arguments_are_left_alone():
    A, b = np.array([[1.0, 2], [3, 4]]), np.array([1.0, 2])
    solve(A, b), lu_no_pivot(A), growth_factor(A)
    assert A.tolist() == [[1, 2], [3, 4]] and b.tolist() == [1, 2]


@pytest.mark.parametrize("n", [1, 2, 5, 20, 50])
def test_growth_reaches_its_bound_on_wilkinsons_matrix(n):
    assert growth_factor(wilkinson(n)) == 2.0 ** (n - 1)


@settings(max_examples=60, deadline=None)
@given(SMALL)
def test_growth_with_exchanges_stays_within_its_bound(A):
    if A.any():
        assert 1 <= growth_factor(A) <= 2.0 ** (len(A) - 1)


def test_growth_without_exchanges_is_as_large_as_the_inverse_pivot():
    assert growth_factor([[1e-8, 1], [1, 1]], pivoting=False) == pytest.approx(1e8 - 1, rel=1e-12)
    assert growth_factor([[1e-8, 1], [1, 1]]) == 1


@pytest.mark.parametrize("n", [1, 2, 5, 40])
@pytest.mark.parametrize("k", [None, 1, 3])
@pytest.mark.parametrize("kappa", [1, 1e4, 1e12])
def test_solutions_agree_with_numpy_as_far_as_the_condition_lets_them(n, k, kappa):
    A = matrix_with_condition(n, kappa)
    b = np.random.default_rng(3).normal(size=n if k is None else (n, k))
    x, want = solve(A, b), np.linalg.solve(A, b)
    assert x.shape == b.shape
    assert np.linalg.norm(x - want) <= 50 * n * EPS * kappa * np.linalg.norm(want)
    assert np.linalg.norm(A @ x - b) <= 50 * n * EPS * np.linalg.norm(A) * np.linalg.norm(x)


@pytest.mark.parametrize("unit", [1e-300, 1e-100, 1e100, 1e300])
def test_solutions_scale_with_the_units(unit):
    A, b = np.random.default_rng(4).normal(size=(6, 6)), np.arange(1.0, 7.0)
    np.testing.assert_allclose(solve(unit * A, unit * b), solve(A, b), rtol=1e-12)


@pytest.mark.parametrize("A", [[[0.0]], [[1, 2], [2, 4]], np.zeros((3, 3)), np.ones((4, 4)), [[0, 1], [0, 2]]])
def test_singular_matrices_are_refused(A):
    with pytest.raises(np.linalg.LinAlgError, match=r"^A is singular"):
        solve(A, np.ones(len(A)))


@pytest.mark.parametrize("f", [lu_partial_pivot, lu_no_pivot, growth_factor, lambda A: solve(A, [1.0]),
                               lambda A: list(elimination_steps(A))])
@pytest.mark.parametrize("bad, error", [
    ([[np.nan]], ValueError), ([[np.inf]], ValueError), (np.zeros((0, 3)), ValueError), ([1, 2], ValueError),
    (np.zeros((2, 2, 2)), ValueError), ([["a"]], TypeError), ([[1j]], TypeError), ([[1, 2], [3]], TypeError)])
def test_bad_matrices_are_refused_by_name(f, bad, error):
    with pytest.raises(error, match=r"^A "):
        f(bad)


def test_a_rectangular_matrix_cannot_be_solved_with():
    with pytest.raises(ValueError, match=r"^A must be square"):
        solve(np.ones((2, 3)), [1, 1])


@pytest.mark.parametrize("b", [[1, 2, 3], 1.0, [1, np.nan], np.ones((2, 2, 2))])
def test_bad_right_sides_are_refused_by_name(b):
    with pytest.raises(ValueError, match=r"^b "):
        solve(np.eye(2), b)


def test_growth_of_the_zero_matrix_is_refused():
    with pytest.raises(ValueError, match=r"^A is the zero matrix"):
        growth_factor(np.zeros((2, 2)))


def test_overflow_is_said():
    with pytest.raises(np.linalg.LinAlgError, match="overflows"):
        lu_partial_pivot([[1e308, 1e308], [-1e308, 1e308]])
