"""Triangular systems."""

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given, settings, strategies as st

from m4ds.linalg.triangular import back_sub, forward_sub

EPS = np.finfo(float).eps
SIZES = [1, 2, 3, 7, 40]


def lower(n, seed=0):
    T = np.tril(np.random.default_rng(seed).normal(size=(n, n)))
    T[np.diag_indices(n)] = np.sign(np.diag(T)) * (1 + abs(np.diag(T)))
    return T


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_the_residual_is_of_the_size_of_rounding_whatever_the_condition(n, seed):
    rng = np.random.default_rng(seed)
    L, b = np.tril(rng.normal(size=(n, n))) + 1e-3 * np.eye(n), rng.normal(size=n)
    L[np.diag_indices(n)] += np.where(np.diag(L) == 0, 1, 0)
    for solver, T in ((forward_sub, L), (back_sub, L.T)):
        x = solver(T, b)
        assert (abs(T @ x - b) <= 4 * n * EPS * (abs(T) @ abs(x))).all()   # holds entry by entry


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("k", [None, 1, 3])
def test_both_agree_with_scipy(n, k):
    L = lower(n)
    b = np.random.default_rng(1).normal(size=n if k is None else (n, k))
    for solver, T, is_lower in ((forward_sub, L, True), (back_sub, L.T, False)):
        x = solver(T, b)
        assert x.shape == b.shape
        want = scipy.linalg.solve_triangular(T, b, lower=is_lower)
        np.testing.assert_allclose(x, want, rtol=0, atol=10 * n * EPS * np.linalg.cond(T) * abs(want).max())


def test_an_ill_conditioned_triangle_agrees_with_scipy():
    n = 30                                     # ones on the diagonal, -1 above: the inverse has entries up to 2^28
    U = np.triu(-np.ones((n, n)), 1) + np.eye(n)
    np.testing.assert_array_equal(back_sub(U, np.ones(n)), 2.0 ** np.arange(n)[::-1])


@pytest.mark.parametrize("unit", [1e-200, 1.0, 1e200])
def test_the_solution_scales_with_the_units(unit):
    L, b = lower(5), np.arange(1.0, 6.0)
    np.testing.assert_allclose(forward_sub(unit * L, unit * b), forward_sub(L, b), rtol=1e-13)


def test_a_column_of_right_sides_is_solved_as_each_alone():
    L, B = lower(6), np.random.default_rng(2).normal(size=(6, 4))
    together = np.column_stack([forward_sub(L, b) for b in B.T])
    np.testing.assert_allclose(forward_sub(L, B), together, rtol=1e-12)


def test_integers_are_read_as_numbers_and_arguments_left_alone():
    L, b = np.array([[2, 0], [1, 4]]), np.array([5, 1])
    assert forward_sub(L, b).tolist() == [2.5, -0.375]
    assert L.tolist() == [[2, 0], [1, 4]] and b.tolist() == [5, 1]


@pytest.mark.parametrize("solver, name, wrong_half", [(forward_sub, "L", [[1, 1], [0, 1]]),
                                                      (back_sub, "U", [[1, 0], [1, 1]])])
class TestRefusals:
    @pytest.mark.parametrize("bad, error", [
        ([[np.nan]], ValueError), ([[np.inf]], ValueError), (np.zeros((0, 0)), ValueError), ([1.0], ValueError),
        (np.ones((2, 3)), ValueError), ([["a"]], TypeError), ([[1j]], TypeError)])
    def test_bad_matrices_by_name(self, solver, name, wrong_half, bad, error):
        with pytest.raises(error, match=rf"^{name} "):
            solver(bad, [1.0])

    def test_a_matrix_that_is_not_triangular(self, solver, name, wrong_half):
        with pytest.raises(ValueError, match=rf"^{name} must be .* triangular"):
            solver(wrong_half, [1, 1])

    def test_a_zero_on_the_diagonal(self, solver, name, wrong_half):
        with pytest.raises(np.linalg.LinAlgError, match=rf"^{name} is singular: entry 1"):
            solver(np.diag([1.0, 0.0, 2.0]), np.ones(3))

    @pytest.mark.parametrize("bad, error", [([1, 2, 3], ValueError), (1.0, ValueError), ([1, np.nan], ValueError),
                                            (np.ones((2, 2, 2)), ValueError), (["a", "b"], TypeError)])
    def test_bad_right_sides_by_name(self, solver, name, wrong_half, bad, error):
        with pytest.raises(error, match=r"^b "):
            solver(np.eye(2), bad)

    def test_overflow_is_said(self, solver, name, wrong_half):
        with pytest.raises(np.linalg.LinAlgError, match="overflows"):
            solver([[1e-300]], [1e300])
