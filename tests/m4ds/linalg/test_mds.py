"""Points from distances."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.learn.pca import PCA
from m4ds.linalg.mds import classical_mds, double_centre
from m4ds.linalg.vectors import pairwise_distances

POINTS = st.tuples(st.integers(2, 8), st.integers(1, 4)).flatmap(
    lambda shape: arrays(float, shape, elements=st.integers(-20, 20).map(float)))


@settings(max_examples=80, deadline=None)
@given(POINTS)
def test_double_centring_gives_the_dot_products_of_the_deviations(X):
    centred = X - X.mean(axis=0)
    S = pairwise_distances(X, X) ** 2
    np.testing.assert_allclose(double_centre(S), centred @ centred.T, atol=1e-9)


@settings(max_examples=80, deadline=None)
@given(POINTS)
def test_the_points_have_the_distances_they_came_from(X):
    D = pairwise_distances(X, X)
    rank = np.linalg.matrix_rank(X - X.mean(axis=0))
    if rank == 0:
        return
    points, values = classical_mds(D, int(rank))
    np.testing.assert_allclose(pairwise_distances(points, points), D, atol=1e-6)
    assert values.min() > -1e-9 * max(values.max(), 1)


@pytest.mark.parametrize("shape", [(30, 5), (6, 20), (3, 2)])
def test_the_points_are_the_scores_of_principal_components_up_to_signs(shape):
    X = np.random.default_rng(0).normal(size=shape)
    points, values = classical_mds(pairwise_distances(X, X), 2)
    pca = PCA(2)
    scores = pca.fit_transform(X)
    np.testing.assert_allclose(np.abs(points), np.abs(scores), atol=1e-8)
    np.testing.assert_allclose(values[:2], pca.singular_values_**2, rtol=1e-9)


def test_it_agrees_with_scikit_learn():
    theirs = pytest.importorskip("sklearn.manifold")
    if not hasattr(theirs, "ClassicalMDS"):
        pytest.skip("this scikit-learn has no ClassicalMDS")
    X = np.random.default_rng(1).normal(size=(15, 4))
    D = pairwise_distances(X, X)
    D = (D + D.T) / 2
    found = theirs.ClassicalMDS(n_components=2, metric="precomputed").fit_transform(D)
    np.testing.assert_allclose(np.abs(classical_mds(D, 2)[0]), np.abs(found), atol=1e-8)


def test_distances_that_no_points_have_show_a_negative_eigenvalue():
    D = np.array([[0, 1, 1, 1.0], [1, 0, 2, 2], [1, 2, 0, 2], [1, 2, 2, 0]])  # 3 points 2 apart, one at 1 from each
    _, values = classical_mds(D, 2)
    assert values[-1] < -0.01


@pytest.mark.parametrize("unit", [1e-120, 1e-3, 1e120])
def test_the_points_scale_with_the_unit(unit):
    X = np.random.default_rng(2).normal(size=(6, 3))
    D = pairwise_distances(X, X)
    np.testing.assert_allclose(classical_mds(unit * D, 2)[0] / unit, classical_mds(D, 2)[0], atol=1e-9)


@pytest.mark.parametrize(("D", "k", "error"), [
    ([[0, 1], [2, 0]], 1, ValueError), ([[1, 1], [1, 0]], 1, ValueError), ([[0, -1], [-1, 0]], 1, ValueError),
    ([[0, np.nan], [np.nan, 0]], 1, ValueError), ([[0, 1, 2]], 1, ValueError), ([[0, 1], [1, 0]], 2, ValueError),
    ([[0, 1], [1, 0]], 0, ValueError), ([[0, 1], [1, 0]], 1.0, TypeError), ("ab", 1, TypeError),
    ([[0, 0], [0, 0]], 1, ValueError), ([[0]], 1, ValueError), ([[0, 1, 2], [1, 0, 1], [2, 1, 0]], 2, ValueError)])
def test_bad_input_is_refused(D, k, error):
    with pytest.raises(error):
        classical_mds(D, k)


@settings(max_examples=60, deadline=None)
@given(POINTS)
def test_the_singular_vectors_of_a_semidefinite_matrix_are_eigenvectors(X):
    B = X @ X.T
    _, s, Vt = np.linalg.svd(B)
    np.testing.assert_allclose(B @ Vt.T, Vt.T * s, atol=1e-9 * max(s[0], 1))
