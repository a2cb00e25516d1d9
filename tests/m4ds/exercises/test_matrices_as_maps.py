"""A learner who makes a known mistake is told which one."""

import numpy as np
import pytest

from m4ds.course.check import judge
from m4ds.exercises import of_chapter
from m4ds.images.warp import affine_warp
from m4ds.linalg.affine import about, homogeneous, rotation

assert of_chapter("matrices-as-maps")


def middle_turn(half):
    def turn_all(images, degrees):
        middle = np.array(images.shape[1:]) / 2 - half
        return np.array([affine_warp(p, about(rotation(np.radians(d)), middle))
                         for p, d in zip(images, degrees, strict=True)])
    return turn_all


WRONG = [
    ("matmul-rows", "matmul_rows", lambda A, B: (A @ B).T, "transpose"),
    ("zoom", "zoom", lambda f, r, c: np.diag([f, f, 1.0]), "origin"),
    ("zoom", "zoom", lambda f, r, c: np.diag([f, f, f]), "last row"),
    ("zoom", "zoom", lambda f, r, c: np.array([[f, 0, r], [0, f, c], [0, 0, 1]]), "not there"),
    ("layer", "layer", lambda X, W, b: np.maximum(X @ W + b, 0), "transpose of W"),
    ("layer", "layer", lambda X, W, b: X @ W.T + b, "max"),
    ("layer", "layer", lambda X, W, b: np.maximum(X @ W.T, 0), "biases are missing"),
    ("layer", "layer", lambda X, W, b: np.maximum(X @ W.T, 0) + b, "before the ReLU"),
    ("collapse", "collapse", lambda W1, b1, W2, b2, W3, b3: np.column_stack([W3 @ W2 @ W1, b3]), "earlier biases"),
    ("collapse", "collapse", lambda W1, b1, W2, b2, W3, b3: np.column_stack([W3 @ W2 @ W1, W3 @ b2 + b3]),
     "first bias"),
    ("centroids", "energies", lambda X, C: X @ C @ X.T, "shape (4, 4)"),
    ("centroids", "energies", lambda X, C: (X @ C).sum(axis=1), "second x"),
    ("centroids", "energies", lambda X, C: (X * X) @ np.diag(C), "diagonal of C"),
    ("mirror", "mirror", lambda X: X[::-1], "top to bottom"),
    ("mirror", "mirror", lambda X: affine_warp(X, homogeneous(np.diag([1, -1]))), "first column"),
    ("mirror", "mirror", lambda X: affine_warp(X, homogeneous(np.diag([1, -1]), [0, X.shape[1]])), "not n"),
    ("augment", "turn_all", middle_turn(0.0), "0 to n − 1"),
]


@pytest.mark.parametrize("slug, name, function, words", WRONG)
def test_a_known_mistake_is_named(slug, name, function, words):
    result = judge(f"ex-matrices-as-maps-{slug}", {name: function})
    assert result.state == "keep working"
    assert words in result.message


def test_the_right_middle_is_accepted():
    assert judge("ex-matrices-as-maps-augment", {"turn_all": middle_turn(0.5)}).state == "correct"
