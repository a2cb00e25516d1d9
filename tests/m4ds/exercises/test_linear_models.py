"""What the function exercises of "Linear-model inference and regularisation" say of known wrong answers."""

import numpy as np
import pytest

from tests.m4ds.exercises.wrong import is_told

LABEL = "ex-linear-models-"


def residuals(X, y):
    return y - X @ np.linalg.lstsq(X, y, rcond=None)[0]


def leverages(X):
    return (np.linalg.qr(X)[0] ** 2).sum(axis=1)


def robust(X, u):
    G = np.linalg.inv(X.T @ X)
    return np.sqrt(np.diag(G @ (X.T * u) @ X @ G))


def shrunk(X, y, factor):
    U, d, V = np.linalg.svd(X, full_matrices=False)
    return V.T @ (factor(d) * (U.T @ y))


WRONG = [
    ("errors", "errors", lambda X, y: np.sqrt(residuals(X, y) @ residuals(X, y) / len(y)
                                              * np.diag(np.linalg.inv(X.T @ X))), "n − p"),
    ("hc3", "hc3", lambda X, y: robust(X, residuals(X, y) ** 2), "HC0"),
    ("hc3", "hc3", lambda X, y: robust(X, residuals(X, y) ** 2 / (1 - leverages(X))), "HC2"),
    ("press", "press", lambda X, y: residuals(X, y) @ residuals(X, y), "RSS"),
    ("partial", "partial_slope", lambda x, Z, y: x @ y / (x @ x), "Take out of x"),
    ("ridge", "ridge", lambda X, y, lam: shrunk(X, y, lambda d: 1 / d), "least squares"),
    ("ridge", "ridge", lambda X, y, lam: shrunk(X, y, lambda d: d**2 / (d**2 + lam)), "once more"),
    ("coordinate", "coordinate", lambda X, y, w, j, lam: 1e6, "Not yet"),
]


@pytest.mark.parametrize("slug, name, wrong, why", WRONG)
@pytest.mark.parametrize("seed", [0, 1])
def test_each_wrong_function_gets_its_own_explanation(slug, name, wrong, why, seed):
    is_told(LABEL + slug, name, wrong, why, seed)
