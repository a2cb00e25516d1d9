"""The reduced row echelon form."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.linalg.rref import rref

SHAPES = [(1, 1), (1, 5), (5, 1), (4, 3), (3, 4), (6, 6), (20, 12), (12, 20)]
INTEGERS = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: arrays(int, shape, elements=st.integers(-4, 4)))


def of_rank(r, shape, rng):
    return rng.normal(size=(shape[0], r)) @ rng.normal(size=(r, shape[1]))


def assert_reduced(R, pivots):
    assert pivots == sorted(set(pivots))
    for row, column in enumerate(pivots):
        assert (R[row, :column] == 0).all()
        assert R[row, column] == 1 and (np.delete(R[:, column], row) == 0).all()
    assert (R[len(pivots):] == 0).all()


@settings(max_examples=80, deadline=None)
@given(INTEGERS)
def test_integers_give_the_form_of_sympy_exactly(A):
    R, pivots = rref(A)
    theirs, columns = sp.Matrix(A.tolist()).rref()
    assert pivots == list(columns)
    assert sp.Matrix(R.shape[0], R.shape[1], [sp.Rational(x.numerator, x.denominator) for x in R.flat]) == theirs


@settings(max_examples=80, deadline=None)
@given(INTEGERS)
def test_floats_give_the_rank_and_the_form_of_the_exact_arithmetic(A):
    exact, columns = rref(A)
    R, pivots = rref(A.astype(float))
    assert_reduced(R, pivots)
    assert pivots == columns
    np.testing.assert_allclose(R, exact.astype(float), rtol=1e-9, atol=1e-9 * np.abs(R).max())


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("deficit", [0, 1, 3])
@pytest.mark.parametrize("unit", [1e-300, 1.0, 1e300])
def test_the_rank_is_that_of_numpy_in_any_unit_if_the_pivot_columns_are_well_conditioned(shape, deficit, unit):
    r, judged = max(min(shape) - deficit, 1), 0
    for seed in range(5):
        A = of_rank(r, shape, np.random.default_rng(seed))
        if np.linalg.cond(A[:, :r]) < 300:
            R, pivots = rref(unit * A)
            assert_reduced(R, pivots)
            assert len(pivots) == r == np.linalg.matrix_rank(unit * A)
            judged += 1
    assert judged > 0


@pytest.mark.parametrize("shape", SHAPES)
def test_every_row_of_the_matrix_is_a_combination_of_the_rows_of_the_form(shape):
    A = of_rank(max(min(shape) - 1, 1), shape, np.random.default_rng(1))
    R, pivots = rref(A)
    np.testing.assert_allclose(A[:, pivots] @ R[:len(pivots)], A, atol=1e-9 * np.abs(A).max())


@settings(max_examples=60, deadline=None)
@given(INTEGERS, st.integers(0, 2**32 - 1))
def test_row_operations_do_not_change_the_form(A, seed):
    rng = np.random.default_rng(seed)
    L = np.eye(len(A), dtype=int) + np.tril(rng.integers(-2, 3, size=(len(A), len(A))), -1)
    U = np.eye(len(A), dtype=int) + np.triu(rng.integers(-2, 3, size=(len(A), len(A))), 1)
    assert (rref(L @ U @ A)[0] == rref(A)[0]).all()


def test_an_ill_conditioned_matrix_keeps_its_rank_in_fractions_and_loses_it_in_floats():
    hilbert = [[Fraction(1, i + j + 1) for j in range(20)] for i in range(20)]
    assert len(rref(hilbert)[1]) == 20
    assert len(rref(np.array(hilbert, dtype=float))[1]) < 20


def test_fractions_stay_fractions_and_floats_stay_floats():
    assert rref([[2, 1]])[0].tolist() == [[Fraction(1), Fraction(1, 2)]]
    assert rref([[2.0, 1]])[0].dtype == float
    assert rref(np.array([[2, 1]], dtype=np.int8))[0][0, 1] == Fraction(1, 2)
    assert rref([[10**30, 1]])[0][0, 1] == Fraction(1, 10**30)


def test_large_integers_do_not_overflow():
    A = np.array([[2**62, 2**62 - 1], [2**62 - 1, 2**62]], dtype=np.int64)
    assert rref(A)[1] == [0, 1]


def test_the_zero_matrix_has_no_pivot():
    for zero in (np.zeros((3, 2)), np.zeros((3, 2), dtype=int), [[0]]):
        R, pivots = rref(zero)
        assert pivots == [] and (R == 0).all()


def test_the_tolerance_decides_what_counts_as_zero():
    A = [[1.0, 1.0], [1.0, 1.0 + 1e-6]]
    assert rref(A)[1] == [0, 1]
    assert rref(A, rtol=1e-5)[1] == [0]


def test_the_argument_is_left_alone():
    A = np.array([[1.0, 2.0], [3.0, 4.0]])
    rref(A)
    assert A.tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize("bad, error", [
    ([[np.nan]], ValueError), ([[np.inf, 1]], ValueError), (np.zeros((0, 3)), ValueError), ([1, 2], ValueError),
    (np.zeros((2, 2, 2)), ValueError), ([["a"]], TypeError), ([[1j]], TypeError), ([[1, 2], [3]], TypeError)])
def test_bad_matrices_are_refused_by_name(bad, error):
    with pytest.raises(error, match=r"^A "):
        rref(bad)


@pytest.mark.parametrize("rtol, error", [(-1e-9, ValueError), (1.0, ValueError), (np.nan, ValueError),
                                         ("small", TypeError), (True, TypeError)])
def test_bad_tolerances_are_refused_by_name(rtol, error):
    with pytest.raises(error, match=r"^rtol must"):
        rref([[1.0]], rtol)
