"""Isolation forests and local outlier factors: the theorems, scikit-learn, the refusals."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.ensemble import IsolationForest as TheirForest
from sklearn.ensemble._iforest import _average_path_length
from sklearn.neighbors import LocalOutlierFactor

from m4ds.learn.isolation import IsolationForest, average_depth
from m4ds.learn.lof import knn_distance, lof


def test_the_average_depth_solves_the_recursion():
    A = average_depth(np.arange(1, 60))
    for n in range(2, 60):
        k = np.arange(1, n)
        np.testing.assert_allclose(A[n - 1], 1 + 2 / (n * (n - 1)) * (k * A[:n - 1]).sum(), rtol=1e-12)


def test_the_average_depth_is_the_constant_of_scikit_learn():
    n = np.array([2, 3, 10, 256, 5000])
    theirs = _average_path_length(n)                 # replaces the harmonic number by a logarithm
    gap = average_depth(n) - theirs                  # by Euler-Maclaurin about 1 / n; it takes n = 2 apart
    np.testing.assert_allclose(gap[[1, 3]], [0.459, 0.0039], rtol=0.01)      # as the chapter says
    assert gap[0] == 0 and np.all((gap[1:] > 0) & (gap[1:] < 1.5 / n[1:]))


@pytest.mark.parametrize("d", [1, 3])
def test_the_average_depth_is_that_of_uniform_points(d):
    rng = np.random.default_rng(0)
    means = []
    for seed in range(600):
        X = rng.random((12, d))
        means.append(IsolationForest(1, 12, max_depth=99, seed=seed).fit(X).depths(X).mean())
    se = np.std(means, ddof=1) / np.sqrt(len(means))
    assert abs(np.mean(means) - average_depth(12)) < 4.5 * se


def test_scores_are_those_of_scikit_learn_up_to_chance():
    rng = np.random.default_rng(1)
    X = np.vstack([rng.normal(size=(300, 3)), [[6, 6, 6], [0, 5, 0]]])
    ours = IsolationForest(300, 128, seed=1).fit(X).score(X)
    theirs = -TheirForest(n_estimators=300, max_samples=128, random_state=1).fit(X).score_samples(X)
    assert abs(ours - theirs).max() < 0.04 and np.corrcoef(ours, theirs)[0, 1] > 0.98
    assert ours.argmax() == 300


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_units_do_not_change_the_isolation(seed):
    X = np.random.default_rng(seed).normal(size=(20, 2))
    a = IsolationForest(3, seed=seed).fit(X).score(X)
    Z = X * [4.0, 0.5]                               # powers of two: no rounding
    np.testing.assert_allclose(IsolationForest(3, seed=seed).fit(Z).score(Z), a)
    assert ((a > 0) & (a <= 1)).all()


def test_equal_rows_end_the_cutting():
    X = np.ones((8, 2))
    forest = IsolationForest(2, seed=0).fit(X)
    np.testing.assert_allclose(forest.score(X), 0.5)


@pytest.mark.parametrize("k", [1, 5, 20])
@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_the_factor_is_that_of_scikit_learn(k, scale):
    X = scale * np.random.default_rng(k).normal(size=(80, 3))
    theirs = LocalOutlierFactor(k).fit(X)
    np.testing.assert_allclose(lof(X, k), -theirs.negative_outlier_factor_, rtol=1e-3 if scale < 1 else 1e-7)


def test_the_definition_by_loops():
    X, k = np.random.default_rng(3).normal(size=(25, 2)), 4
    D = np.linalg.norm(X[:, None] - X[None], axis=2)
    N = [[j for j in np.argsort(D[i]) if j != i][:k] for i in range(25)]
    far = [D[i, N[i][-1]] for i in range(25)]
    density = [1 / np.mean([max(far[j], D[i, j]) for j in N[i]]) for i in range(25)]
    np.testing.assert_allclose(lof(X, k), [np.mean([density[j] for j in N[i]]) / density[i] for i in range(25)])
    np.testing.assert_allclose(knn_distance(X, k), far)


def test_a_cluster_far_from_others_may_shrink_and_keeps_its_factors():
    rng = np.random.default_rng(4)
    A, B = rng.normal(size=(20, 2)), rng.normal(size=(20, 2))
    before = lof(np.vstack([A, B + 1000]), 5)
    after = lof(np.vstack([A, B / 64 + 1000]), 5)
    np.testing.assert_allclose(before, after, rtol=1e-8)


def test_copies_have_the_factor_one():
    X = np.vstack([np.zeros((6, 1)), [[1.0]]])
    factor = lof(X, 3)
    np.testing.assert_allclose(factor[:6], 1)
    assert factor[6] == np.inf


def test_refusals():
    X = np.arange(6.0).reshape(3, 2)
    for k in (0, 3, 1.5):
        with pytest.raises(ValueError, match="k must be"):
            lof(X, k)
    with pytest.raises(ValueError, match="NaN"):
        knn_distance(X * np.nan, 1)
    with pytest.raises(ValueError, match="two rows"):
        IsolationForest().fit(X[:1])
    with pytest.raises(ValueError, match="whole"):
        average_depth(0)
    with pytest.raises(ValueError):
        IsolationForest().fit(X + np.inf)
