from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.linalg.determinants import det_lu, pivots, signed_area, slogdet

EPS = np.finfo(float).eps
SMALL = arrays(np.int64, (4, 4), elements=st.integers(-9, 9))


def leibniz(A) -> int:
    """The determinant of integers, exactly, from its definition by permutations."""
    total, n = 0, len(A)
    for p in permutations(range(n)):
        swaps = sum(p[i] > p[j] for i in range(n) for j in range(i + 1, n))
        term = (-1) ** swaps
        for j in range(n):
            term *= int(A[p[j]][j])
        total += term
    return total


def scale(A) -> float:
    """The product of the column lengths: the size that rounding errors are measured against."""
    return float(np.prod(np.linalg.norm(A, axis=0)))


@given(SMALL)
def test_integers_give_the_sum_over_permutations(A):
    assert det_lu(A) == pytest.approx(leibniz(A.tolist()), abs=64 * EPS * scale(A), rel=1e-12)


@given(SMALL, SMALL)
def test_the_determinant_of_a_product_is_the_product(A, B):
    tolerance = 300 * EPS * (np.linalg.norm(A) * np.linalg.norm(B)) ** len(A)
    assert det_lu(A @ B) == pytest.approx(det_lu(A) * det_lu(B), abs=tolerance)


@given(SMALL, st.integers(0, 3), st.integers(1, 3), st.integers(-5, 5))
def test_a_shear_keeps_it_and_a_swap_turns_its_sign(A, j, step, t):
    sheared, swapped = A.copy(), A.copy()
    k = (j + step) % 4
    sheared[:, j] += t * A[:, k]
    swapped[:, [j, k]] = A[:, [k, j]]
    slack = 64 * EPS * (scale(A) + scale(sheared))
    assert det_lu(sheared) == pytest.approx(det_lu(A), abs=slack, rel=1e-12)
    assert det_lu(swapped) == pytest.approx(-det_lu(A), abs=slack, rel=1e-12)


@pytest.mark.parametrize("n", [1, 2, 5, 40, 200])
def test_well_conditioned_matrices_agree_with_numpy(n):
    A = np.random.default_rng(n).normal(size=(n, n))
    sign, logabs = slogdet(A)
    assert (sign, pytest.approx(logabs, rel=1e-10, abs=1e-10)) == tuple(np.linalg.slogdet(A))
    assert det_lu(A) == pytest.approx(np.linalg.det(A), rel=1e-10)
    assert det_lu(A.T) == pytest.approx(det_lu(A), rel=1e-9)


@pytest.mark.parametrize("n", [3, 6, 9, 12])
def test_hilbert_matrices_are_as_accurate_as_their_condition_allows(n):
    H = 1.0 / (np.arange(n)[:, None] + np.arange(n) + 1)
    exact = exact_det(H)
    error = abs(det_lu(H) - exact) / abs(exact)
    assert error <= n * EPS * np.linalg.cond(H)
    assert det_lu(H) == pytest.approx(np.linalg.det(H), rel=n * EPS * np.linalg.cond(H))


def exact_det(A) -> float:
    """The determinant of a matrix of floats in exact fractions; its leading minors are not zero."""
    U, det = [[Fraction(float(x)) for x in row] for row in A], Fraction(1)
    for k in range(len(U)):
        det *= U[k][k]
        for row in U[k + 1:]:
            factor = row[k] / U[k][k]
            row[k:] = [x - factor * y for x, y in zip(row[k:], U[k][k:], strict=True)]
    return float(det)


def test_a_tiny_leading_entry_needs_the_swap():
    assert det_lu([[1e-20, 1, 1], [1, 1, 2], [1, 2, 1]]) == pytest.approx(2, rel=1e-15)


def test_dependent_columns_give_zero():
    A = np.outer([1.0, 2, 3], [4.0, 5, 6])
    assert det_lu(A) == 0 == np.linalg.det(A)
    assert slogdet(A) == (0.0, -np.inf) == tuple(np.linalg.slogdet(A))
    assert pivots(A)[1][1:].tolist() == [0, 0]
    assert det_lu([[0.0]]) == 0 and det_lu(np.zeros((3, 3))) == 0
    B = np.random.default_rng(0).normal(size=(5, 4)) @ np.random.default_rng(1).normal(size=(4, 5))
    assert abs(det_lu(B)) <= 100 * EPS * scale(B)


def test_one_entry_is_its_own_determinant():
    assert det_lu([[-7]]) == -7
    assert slogdet([[-7]]) == (-1.0, pytest.approx(np.log(7), rel=1e-15))


def test_only_the_result_can_leave_the_range():
    assert det_lu(np.diag([1e200, 1e200, 1e-200, 1e-200])) == pytest.approx(1, rel=1e-14)
    assert det_lu(0.1 * np.eye(100)) == pytest.approx(1e-100, rel=1e-13)
    for factor in (1e-4, 1e4):
        with pytest.raises(OverflowError, match="use slogdet"):
            det_lu(factor * np.eye(100))
        assert slogdet(factor * np.eye(100)) == (1.0, pytest.approx(100 * np.log(factor), rel=1e-14))
    assert slogdet(np.eye(300) * 1e-300)[1] == pytest.approx(300 * np.log(1e-300), rel=1e-12)


def test_an_overflow_on_the_way_is_said():
    with pytest.raises(OverflowError, match="divide A"):
        det_lu([[1.5e308, 1.5e308], [-1.5e308, 1.5e308]])


@pytest.mark.parametrize("function", [pivots, det_lu, slogdet])
@pytest.mark.parametrize("A, error", [
    ([[1, np.nan], [0, 1]], ValueError), ([[1, np.inf], [0, 1]], ValueError), ([], ValueError),
    ([1, 2], ValueError), ([[1, 2, 3], [4, 5, 6]], ValueError), ([["a"]], TypeError), ([[1j]], TypeError)])
def test_bad_matrices_are_refused_by_name(function, A, error):
    with pytest.raises(error, match="A "):
        function(A)


def test_the_argument_is_not_changed():
    A = np.array([[0.0, 2], [4, 1]])
    det_lu(A)
    assert A.tolist() == [[0, 2], [4, 1]]


@given(arrays(np.int64, (3, 2), elements=st.integers(-50, 50)))
def test_the_area_of_a_triangle_is_half_a_determinant_and_turns_with_the_order(P):
    area = signed_area(P)
    assert area == leibniz((P[1:] - P[0]).T.tolist()) / 2
    assert signed_area(P[::-1]) == -area
    assert signed_area(np.roll(P, 1, axis=0)) == area


def test_a_regular_polygon_has_the_area_of_geometry_even_far_away():
    angle = 2 * np.pi * np.arange(12) / 12
    P = np.column_stack([np.cos(angle), np.sin(angle)])
    assert signed_area(P) == pytest.approx(6 * np.sin(np.pi / 6), rel=1e-14)
    assert signed_area(2**20 * P + 2.0**40) == pytest.approx(2**40 * 3, rel=1e-8)


@pytest.mark.parametrize("points, error", [
    ([[0, 0], [1, 1]], ValueError), ([[0, 0, 0]] * 3, ValueError), ([[0, np.nan]] * 3, ValueError),
    ([[0, np.inf]] * 3, ValueError), ([], ValueError), ([1, 2, 3], ValueError), ([["a", "b"]] * 3, TypeError)])
def test_bad_polygons_are_refused(points, error):
    with pytest.raises(error, match="points"):
        signed_area(points)
