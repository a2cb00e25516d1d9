"""What the function exercises of "Automatic differentiation" say of known wrong answers."""

import numpy as np
import pytest

from m4ds.course.check import judge
from tests.m4ds.exercises.wrong import is_told

LABEL = "ex-automatic-differentiation-"


def overwriting(n, edges):
    g = np.zeros(n)
    g[-1] = 1.0
    for j in reversed(range(n)):
        for parent, child, slope in edges:
            if child == j:
                g[int(parent)] = g[j] * slope
    return g


def softmax(z):
    p = np.exp(z - z.max())
    return p / p.sum()


WRONG = [
    ("rule", "pull", lambda x, g: 2 * x / (1 + x * x), "multiply by the adjoint"),
    ("rule", "pull", lambda x, g: g / (1 + x * x), "inner derivative"),
    ("softmax", "pull", lambda z, g: softmax(z) * g, "subtract the part"),
    ("softmax", "pull", lambda z, g: softmax(z) * (1 - softmax(z)) * g, "diagonal"),
    ("ridge", "gradient", lambda X, y, w, c: 2 * X.T @ (X @ w - y) / len(y), "penalty"),
    ("ridge", "gradient", lambda X, y, w, c: 2 * X.T @ (X @ w - y) + 2 * c * w, "mean"),
    ("hessian", "hessian_product", lambda X, w, s: X.T @ (1 / (1 + np.exp(-X @ w))) / len(X), "gradient"),
    ("horner", "horner", lambda c, x: np.array([np.polyval(np.polyder(c), x), np.polyval(c, x)]), "Value first"),
    ("root", "sensitivity", lambda a, b: next(r.real for r in np.roots([1, 0, a, -b]) if abs(r.imag) < 1e-9), "itself"),
    ("inverse", "pull", lambda A, G: np.linalg.inv(A).T @ G @ np.linalg.inv(A).T, "sign"),
    ("inverse", "pull", lambda A, G: -np.linalg.inv(A) @ G @ np.linalg.inv(A), "transposed"),
    ("edges", "adjoints", lambda n, E: overwriting(n, E) * 0, "Not yet"),
]


@pytest.mark.parametrize("slug, name, wrong, why", WRONG)
@pytest.mark.parametrize("seed", [0, 1])
def test_each_wrong_function_gets_its_own_explanation(slug, name, wrong, why, seed):
    is_told(LABEL + slug, name, wrong, why, seed)


def test_overwriting_an_adjoint_is_recognised():
    result = judge(LABEL + "edges", {"adjoints": overwriting})
    assert result.state == "keep working" and "do not overwrite" in result.message
