from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.linalg.products import matmul_blocks, matmul_columns, matmul_dot, matmul_outer

VIEWS = [matmul_dot, matmul_columns, matmul_outer,
         lambda A, B: matmul_blocks(A, B, 1), lambda A, B: matmul_blocks(A, B, 3), lambda A, B: matmul_blocks(A, B, 99)]
NAMES = ["dot", "columns", "outer", "blocks of 1", "blocks of 3", "one block"]
SIDES = st.integers(1, 7)
UNIT = np.finfo(float).eps / 2
each_view = pytest.mark.parametrize("view", VIEWS, ids=NAMES)


def within_the_bound(C, A, B):
    """Return whether C differs from the product as the chapter's rounding bound allows, twice over for @."""
    n = A.shape[1]
    return (np.abs(C - A @ B) <= 2 * n * UNIT / (1 - n * UNIT) * (np.abs(A) @ np.abs(B))).all()


@each_view
@given(st.integers(0, 10_000), SIDES, SIDES, SIDES)
@settings(max_examples=25, deadline=None)
def test_every_view_is_the_product(view, seed, m, n, p):
    rng = np.random.default_rng(seed)
    A, B = rng.normal(size=(m, n)), rng.normal(size=(n, p))
    assert view(A, B).shape == (m, p)
    assert within_the_bound(view(A, B), A, B)


@each_view
@given(st.integers(0, 10_000), SIDES, SIDES, SIDES)
@settings(max_examples=25, deadline=None)
def test_the_product_is_the_composition(view, seed, m, n, p):
    rng = np.random.default_rng(seed)
    A, B, x = (rng.integers(-9, 10, size=s).astype(float) for s in ((m, n), (n, p), (p, 1)))
    assert np.array_equal(view(view(A, B), x), view(A, view(B, x)))     # whole numbers: no rounding
    assert np.array_equal(view(A, B).T, view(B.T, A.T))


@each_view
@pytest.mark.parametrize("A, B", [
    (1 / (np.add.outer(np.arange(8), np.arange(8)) + 1.0), np.linalg.inv(np.vander(np.linspace(0, 1, 8)))),
    (np.outer([1e8, 1, 1e-8], [1, 2, 3]), np.outer([1, 1, 1], [1e-8, 1, 1e8])),
    (np.zeros((2, 5)), np.ones((5, 3))),
    (np.full((1, 1), 3.0), np.full((1, 1), -2.0)),
], ids=["ill-conditioned", "rank one, badly scaled", "zero, rectangular", "1 x 1"])
def test_hard_matrices_stay_within_the_rounding_bound(view, A, B):
    assert within_the_bound(view(A, B), A, B)


@each_view
def test_the_rounding_bound_of_the_chapter_holds_against_exact_fractions(view):
    rng = np.random.default_rng(5)
    A, B = rng.normal(size=(4, 30)), rng.normal(size=(30, 3))
    C, bound = view(A, B), 30 * UNIT / (1 - 30 * UNIT) * (np.abs(A) @ np.abs(B))
    for i in range(4):
        for j in range(3):
            exact = sum(Fraction(float(a)) * Fraction(float(b)) for a, b in zip(A[i], B[:, j], strict=True))
            assert abs(Fraction(float(C[i, j])) - exact) <= bound[i, j]


@each_view
def test_bad_input_is_refused(view):
    with pytest.raises(ValueError, match="A has 3 columns and B has 2 rows"):
        view(np.ones((2, 3)), np.ones((2, 3)))
    with pytest.raises(ValueError, match="A holds NaN"):
        view([[np.nan]], [[1.0]])
    with pytest.raises(ValueError, match="B holds NaN or infinity"):
        view([[1.0]], [[np.inf]])
    with pytest.raises(ValueError, match="B must be a matrix"):
        view([[1.0]], [1.0])
    with pytest.raises(ValueError, match="empty"):
        view(np.ones((0, 2)), np.ones((2, 1)))
    with pytest.raises(TypeError, match="A must hold real numbers"):
        view([["a"]], [[1.0]])


@pytest.mark.parametrize("size", [0, -1, 1.5, True, "2"])
def test_a_block_has_a_positive_whole_side(size):
    with pytest.raises(ValueError, match="size must be a positive whole number"):
        matmul_blocks(np.eye(2), np.eye(2), size)
