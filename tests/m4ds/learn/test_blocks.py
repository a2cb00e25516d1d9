"""Ridge and principal components from merged moments."""

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.linear_model import Ridge

from m4ds.foundations.moments import block_moments, merge_moments
from m4ds.foundations.trees import tree_reduce
from m4ds.learn.blocks import pca_from_moments, ridge_from_moments


def merged(X, blocks=7):
    return tree_reduce([block_moments(B) for B in np.array_split(X, blocks)], merge_moments)


@pytest.mark.parametrize("lam", [0.0, 1.0, 100.0])
@pytest.mark.parametrize("shape", [(20, 1), (100, 5), (500, 20)])
def test_ridge_agrees_with_scikit_learn(shape, lam):
    rng = np.random.default_rng(0)
    X = rng.normal(size=shape) + 5
    y = X.sum(axis=1) + rng.normal(size=len(X))
    theirs = Ridge(alpha=lam, solver="svd").fit(X, y)
    intercept, coef = ridge_from_moments(merged(np.column_stack([X, y])), lam)
    np.testing.assert_allclose(coef, theirs.coef_, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(intercept, theirs.intercept_, rtol=1e-8, atol=1e-8)


def test_components_agree_with_scikit_learn():
    X = np.random.default_rng(1).normal(size=(200, 6)) * [6, 5, 4, 3, 2, 1]
    theirs = PCA(3, svd_solver="full").fit(X)
    components, variances = pca_from_moments(merged(X), 3)
    np.testing.assert_allclose(variances, theirs.explained_variance_, rtol=1e-10)
    np.testing.assert_allclose(np.abs(np.sum(components * theirs.components_, axis=1)), 1, rtol=1e-10)
    assert (components[np.arange(3), np.abs(components).argmax(axis=1)] > 0).all()


def test_a_constant_table_has_components_without_variance():
    components, variances = pca_from_moments(merged(np.ones((9, 3)), 3), 2)
    np.testing.assert_allclose(variances, 0)
    np.testing.assert_allclose(components @ components.T, np.eye(2), atol=1e-12)


def test_refusals():
    m = block_moments(np.ones((3, 2)))
    with pytest.raises(ValueError, match="depends"):
        ridge_from_moments(m)
    with pytest.raises(ValueError, match="lam"):
        ridge_from_moments(m, -1)
    with pytest.raises(ValueError, match="column"):
        ridge_from_moments(block_moments([[1.0], [2.0]]))
    with pytest.raises(TypeError, match="Moments"):
        ridge_from_moments(np.eye(2))
    with pytest.raises(TypeError, match="Moments"):
        pca_from_moments(np.eye(2), 1)
    with pytest.raises(ValueError):
        pca_from_moments(m, 3)


def test_averaged_estimates_never_have_the_smaller_variance_and_equal_blocks_lose_nothing():
    rng = np.random.default_rng(2)
    for _ in range(50):
        blocks = [rng.normal(size=(rng.integers(4, 30), 3)) * rng.uniform(0.1, 5, 3) for _ in range(4)]
        average = sum(np.linalg.inv(B.T @ B) for B in blocks) / 16
        X = np.vstack(blocks)
        loss = average - np.linalg.inv(X.T @ X)
        assert np.linalg.eigvalsh(loss).min() > -1e-12 * np.linalg.norm(average)
    B, y = rng.normal(size=(10, 3)), rng.normal(size=40)
    apart = np.mean([np.linalg.lstsq(B, part, rcond=None)[0] for part in np.split(y, 4)], axis=0)
    np.testing.assert_allclose(apart, np.linalg.lstsq(np.vstack([B] * 4), y, rcond=None)[0], rtol=1e-10)
