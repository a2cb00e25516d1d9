"""What the function exercises of "Linear systems and LU" say of known wrong answers."""

import numpy as np
import pytest

from m4ds.course.check import judge
from m4ds.linalg.triangular import back_sub, forward_sub

LABEL = "ex-linear-systems-"


def both(L, U, b):
    return back_sub(U, forward_sub(L, b))


def swapped_thomas(lower, diag, upper, b):
    return np.linalg.solve(np.diag(diag) + np.diag(upper, -1) + np.diag(lower, 1), b)


def update_without_quotient(L, U, u, v, b):
    y, z = both(L, U, b), both(L, U, u)
    return y - (v @ y) * z


WRONG = [
    ("back-function", "backward", lambda U, b: b / np.diag(U), "Subtract the unknowns"),
    ("back-function", "backward", lambda U, b: np.linalg.solve(U.T, b), "transpose"),
    ("determined", "count_solutions", lambda A, b: 1 if len(A) == len(A.T) else 2 if len(A) < len(A.T) else 0,
     "count pivots"),
    ("tridiagonal", "thomas", lambda low, diag, up, b: b / diag, "neighbours"),
    ("tridiagonal", "thomas", swapped_thomas, "exchanged"),
    ("refine", "refine", lambda A, b, x, L, U: x - both(L, U, b - A @ x), "added"),
    ("refine", "refine", lambda A, b, x, L, U: both(L, U, b - A @ x), "add it to x"),
    ("refine", "refine", lambda A, b, x, L, U: np.linalg.solve(A, b), "factors for the correction"),
    ("newton", "newton", lambda t, y: np.linalg.solve(np.vander(t, increasing=True), y), "powers of t"),
    ("update", "solve_updated", lambda L, U, u, v, b: both(L, U, b), "with A alone"),
    ("update", "solve_updated", update_without_quotient, "Divide the correction"),
]


@pytest.mark.parametrize("slug, name, wrong, why", WRONG)
@pytest.mark.parametrize("seed", [0, 1])
def test_each_wrong_function_gets_its_own_explanation(slug, name, wrong, why, seed):
    result = judge(LABEL + slug, {name: wrong}, seed)
    assert result.state == "keep working"
    assert why in result.message
