"""Splits, trees and pruning: the defining properties, then scikit-learn, then the refusals."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.tree import DecisionTreeClassifier as TheirClassifier, DecisionTreeRegressor as TheirRegressor

from m4ds.learn.impurity import best_split, gini, one_hot
from m4ds.learn.pruning import prune, pruning_path
from m4ds.learn.tree import DecisionTreeClassifier, DecisionTreeRegressor, grow_tree


def rss(y):
    y = np.asarray(y, dtype=float)
    return float(((y - y.mean(axis=0)) ** 2).sum()) if len(y) else 0.0


def table(seed, n=60, d=4):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)).astype(np.float32).astype(float)     # scikit-learn compares in single precision
    return X, rng.normal(size=n) + 2 * (X[:, 0] > 0.3) * (X[:, 1] > 0)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-3, 3)), min_size=2, max_size=12), st.integers(1, 3))
def test_no_cut_removes_more_than_the_best(pairs, least):
    x, y = np.array(pairs, dtype=float).T
    gains = [rss(y) - rss(y[x <= t]) - rss(y[x > t]) for t in np.unique(x)[:-1]
             if (x <= t).sum() >= least and (x > t).sum() >= least]
    split = best_split(x[:, None], y, least)
    if not gains:
        assert split is None
    else:
        np.testing.assert_allclose(split.gain, max(gains), atol=1e-9)
        low = x <= split.threshold
        np.testing.assert_allclose(split.gain, rss(y) - rss(y[low]) - rss(y[~low]), atol=1e-9)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=20))
def test_gini_is_the_sum_of_squares_of_the_one_hot_labels(labels):
    Y = one_hot(labels)[1]
    np.testing.assert_allclose(len(labels) * gini(labels), rss(Y), atol=1e-9)
    pairs = [a != b for a, b in itertools.product(labels, labels)]
    np.testing.assert_allclose(gini(labels), np.mean(pairs), atol=1e-12)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e9])
@pytest.mark.parametrize("depth", [1, 2, 4, None])
def test_regression_trees_are_those_of_scikit_learn(scale, depth):
    for seed in range(3):
        X, y = table(seed, 120)
        new = table(seed + 100)[0]
        y = scale * y
        ours = DecisionTreeRegressor(depth, min_leaf=5).fit(X, y)        # tiny leaves have ties: two columns, one cut
        theirs = TheirRegressor(max_depth=depth, min_samples_leaf=5, random_state=0).fit(X, y)
        assert ours.tree_.leaves == theirs.get_n_leaves()
        np.testing.assert_allclose(ours.predict(new), theirs.predict(new), rtol=1e-9, atol=1e-12 * scale)


def test_a_mean_far_from_zero_costs_digits_and_no_more():
    X, y = table(0)
    far = best_split(X, y + 1e6)
    near = best_split(X, y)
    assert far.feature == near.feature and np.isclose(far.threshold, near.threshold)
    np.testing.assert_allclose(far.gain, near.gain, rtol=1e-6)


@pytest.mark.parametrize("least", [5, 12])
def test_classification_trees_are_those_of_scikit_learn(least):
    for seed in range(4):
        X, y = table(seed, 200)
        label = np.array(["a", "b", "c"])[np.digitize(y, [-0.5, 1])]
        w = np.random.default_rng(seed).uniform(0.5, 2, 200)             # so that no two cuts are equally good
        ours = grow_tree(X, one_hot(label)[1], w, max_depth=3, min_leaf=least)
        theirs = TheirClassifier(max_depth=3, min_samples_leaf=least, random_state=0).fit(X, label, w)
        np.testing.assert_allclose(ours.predict(X), theirs.predict_proba(X), atol=1e-12)
        np.testing.assert_allclose(ours.importances(4), theirs.feature_importances_, atol=1e-9)
        plain, again = (model.fit(X, label).predict(X) for model in (
            DecisionTreeClassifier(1, least), TheirClassifier(max_depth=1, min_samples_leaf=least, random_state=0)))
        assert (plain == again).mean() > 0.9


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_whole_weights_are_copies(seed):
    rng = np.random.default_rng(seed)
    X, y, copies = rng.normal(size=(15, 2)), rng.normal(size=15), rng.integers(0, 3, 15)
    copies[0] = 1
    weighted = grow_tree(X, y, copies, max_depth=1)
    copied = grow_tree(np.repeat(X, copies, axis=0), np.repeat(y, copies), max_depth=1)
    for name in ("weight", "risk"):                  # the cut may differ where two are equally good
        ours, theirs = getattr(weighted, name), getattr(copied, name)
        np.testing.assert_allclose([ours[0], ours[1:].sum()], [theirs[0], theirs[1:].sum()], atol=1e-9)


def test_a_full_tree_repeats_distinct_rows_and_never_leaves_the_range():
    X, y = table(5)
    tree = DecisionTreeRegressor().fit(X, y)
    np.testing.assert_allclose(tree.predict(X), y)
    far = tree.predict(1e6 * np.random.default_rng(0).normal(size=(50, 4)))
    assert y.min() <= far.min() and far.max() <= y.max()


def test_equal_rows_are_not_separated():
    tree = grow_tree([[1.0], [1.0], [1.0]], [0, 1, 5])
    assert tree.leaves == 1 and np.isclose(tree.value[0, 0], 2)
    assert grow_tree([[1.0]], [3]).leaves == 1
    low = np.nextafter(1, 0)
    assert grow_tree([[low], [1.0]], [0, 1]).predict([[low], [1]]).ravel().tolist() == [0, 1]


def test_a_fixed_cut_of_noise_removes_one_variance_and_the_best_of_many_more():
    rng, fixed, best, wins = np.random.default_rng(0), [], [], 0
    for _ in range(500):
        y, side = rng.normal(size=40), np.arange(40) < 13
        fixed.append(rss(y) - rss(y[side]) - rss(y[~side]))
        cut = best_split(np.column_stack([rng.integers(0, 2, 40), rng.permutation(40)]), y)
        best.append(cut.gain)
        wins += cut.feature == 1
    assert abs(np.mean(fixed) - 1) < 4.5 * np.std(fixed, ddof=1) / np.sqrt(500)
    assert np.mean(best) > 3 and wins > 425


def brute(tree, t, alpha):
    """Return the least cost below node t, and the fewest leaves that reach it."""
    alone = (tree.risk[t] + alpha, 1)
    if tree.feature[t] < 0:
        return alone
    below = [brute(tree, k, alpha) for k in (tree.left[t], tree.right[t])]
    cost, leaves = below[0][0] + below[1][0], below[0][1] + below[1][1]
    return alone if alone[0] <= cost + 1e-9 else (cost, leaves)


@given(st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_pruned_trees_are_optimal_and_nested(seed):
    X, y = table(seed, 25, 2)
    tree = grow_tree(X, y)
    alphas, leaves = pruning_path(tree)
    assert alphas[0] == 0 and (np.diff(alphas) > 0).all() and (np.diff(leaves) < 0).all() and leaves[-1] == 1
    previous = None
    for alpha in alphas:
        cut = prune(tree, alpha)
        cost, fewest = brute(tree, 0, alpha)
        inner = cut.feature < 0
        np.testing.assert_allclose(cut.risk[inner].sum() + alpha * cut.leaves, cost, rtol=1e-9)
        assert cut.leaves == fewest
        if previous is not None:                     # nested: rows together before stay together
            assert all(len(set(cut.apply(X)[previous == k])) == 1 for k in set(previous))
        previous = cut.apply(X)


def test_the_pruning_path_is_that_of_scikit_learn():
    for seed in range(3):
        X, y = table(seed, 40)
        theirs = TheirRegressor(random_state=0).cost_complexity_pruning_path(X, y)
        alphas, _ = pruning_path(grow_tree(X, y))
        np.testing.assert_allclose(alphas / len(y), theirs.ccp_alphas, rtol=1e-7, atol=1e-12)


def test_refusals():
    X, y = table(0)
    with pytest.raises(ValueError, match="NaN"):
        grow_tree(np.where(X > 2, np.nan, X) * np.nan, y)
    with pytest.raises(ValueError, match="rows"):
        best_split(X, y[1:])
    with pytest.raises(ValueError, match="empty"):
        gini([])
    with pytest.raises(ValueError, match="NaN"):
        one_hot([0.0, np.nan])
    with pytest.raises(ValueError, match="vector"):
        one_hot([[1, 2]])
    for weights in (np.zeros(60), -np.ones(60), np.ones(3)):
        with pytest.raises(ValueError, match="weights"):
            grow_tree(X, y, weights)
    with pytest.raises(ValueError, match="rng"):
        grow_tree(X, y, max_features=2)
    with pytest.raises(ValueError, match="min_leaf"):
        best_split(X, y, 0)
    with pytest.raises(ValueError, match="at least 1"):
        grow_tree(X, y, min_leaf=0)
    with pytest.raises(ValueError, match="columns"):
        grow_tree(X, y).predict(X[:, :1])
    with pytest.raises(ValueError, match="alpha"):
        prune(grow_tree(X, y), -1)
    with pytest.raises(TypeError):
        grow_tree([["a"]], [1])
