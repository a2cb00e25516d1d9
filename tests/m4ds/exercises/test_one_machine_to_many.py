"""What the function exercises of "From one machine to many" say of known wrong answers."""

import numpy as np
import pytest

from m4ds.course.check import judge
from tests.m4ds.exercises.wrong import is_told

LABEL = "ex-one-machine-to-many-write-"


def without_between(a, b):
    n = a[0] + b[0]
    return n, (a[0] * a[1] + b[0] * b[1]) / n, a[2] + b[2]


def previous_bin(edges, counts, q):
    i = int(np.searchsorted(np.cumsum(counts), q * np.sum(counts) - 1e-9))
    return edges[max(i - 1, 0)], edges[max(i - 1, 0) + 1]


def ridge(R, penalty):
    X, z = R[:-1, :-1], R[:-1, -1]
    return np.linalg.lstsq(np.vstack([X, np.sqrt(penalty) * np.eye(len(X))]), np.append(z, np.zeros(len(X))),
                           rcond=None)[0]


WRONG = [
    ("merge", "merge", without_between, "between the blocks"),
    ("bin", "quantile_bin", previous_bin, "running count"),
    ("ridge", "ridge_from_triangle", lambda R, lam: ridge(R, lam**2), "root of lam"),
    ("ridge", "ridge_from_triangle", lambda R, lam: ridge(R, 0.0), "does not act"),
]


@pytest.mark.parametrize("slug, name, wrong, why", WRONG)
@pytest.mark.parametrize("seed", [0, 1])
def test_each_wrong_function_gets_its_own_explanation(slug, name, wrong, why, seed):
    is_told(LABEL + slug, name, wrong, why, seed)


def test_a_solution_that_forms_the_gram_matrix_is_not_accepted():
    def squared(R, lam):
        X, z = R[:-1, :-1], R[:-1, -1]
        return np.linalg.solve(X.T @ X + lam * np.eye(len(X)), X.T @ z)
    assert judge(LABEL + "ridge", {"ridge_from_triangle": squared}).state == "keep working"
