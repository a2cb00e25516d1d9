"""Random forests: trees on resampled rows, each cut chosen among a few columns, averaged.

Taught in the chapter "Trees, ensembles, anomaly detectors".
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from m4ds.learn.impurity import as_table, one_hot
from m4ds.learn.tree import Tree, grow_tree
from m4ds.validation import as_matrix

__all__ = ["RandomForestClassifier", "RandomForestRegressor", "permutation_importance"]


def _plant(X, Y, forest) -> tuple[list[Tree], np.ndarray]:
    """Return the trees and, for each row, the mean prediction of the trees that did not see it (NaN if all did)."""
    if forest.n_trees < 1:
        raise ValueError(f"n_trees must be at least 1, but it is {forest.n_trees}")
    rng = np.random.default_rng(forest.seed)
    n, d = X.shape
    tried = forest.max_features or max(1, int(np.sqrt(d)))
    trees, total, votes = [], np.zeros_like(Y), np.zeros(len(Y))
    for _ in range(forest.n_trees):
        copies = np.bincount(rng.integers(n, size=n), minlength=n)
        tree = grow_tree(X, Y, copies, min_leaf=forest.min_leaf, max_depth=forest.max_depth,
                         max_features=None if tried >= d else tried, rng=rng)
        out = copies == 0
        if out.any():
            total[out] += tree.predict(X[out])
            votes[out] += 1
        trees.append(tree)
    with np.errstate(invalid="ignore"):
        return trees, total / votes[:, None]


@dataclass
class RandomForestClassifier:
    """A forest for labels.

    Parameters
    ----------
    n_trees : int
    max_features : int, optional
        Columns tried at a node; the root of their number if not given. With all of them it is bagging.
    min_leaf, max_depth : int
        As in `grow_tree`.
    seed : int
        The same seed gives the same forest.

    Attributes
    ----------
    classes_, trees_
    oob_proba_ : ndarray, shape (n, K)
        What the trees that did not see a row say about it; NaN if every tree saw it.

    See Also
    --------
    sklearn.ensemble.RandomForestClassifier

    References
    ----------
    L. Breiman, Machine Learning 45, 2001.

    Examples
    --------
    >>> X = [[0], [1], [2], [7], [8], [9]]
    >>> RandomForestClassifier(20).fit(X, [0, 0, 0, 1, 1, 1]).predict([[1], [8]]).tolist()
    [0, 1]
    """

    n_trees: int = 100
    max_features: int | None = None
    min_leaf: int = 1
    max_depth: int | None = None
    seed: int = 0
    classes_: np.ndarray = field(init=False, repr=False)
    trees_: list[Tree] = field(init=False, repr=False)
    oob_proba_: np.ndarray = field(init=False, repr=False)

    def fit(self, X, y):
        self.classes_, Y = one_hot(y)
        X, Y = as_table(X, Y)
        self.trees_, self.oob_proba_ = _plant(X, Y, self)
        return self

    def predict_proba(self, X) -> np.ndarray:
        return np.mean([tree.predict(X) for tree in self.trees_], axis=0)

    def predict(self, X) -> np.ndarray:
        return self.classes_[self.predict_proba(X).argmax(axis=1)]


@dataclass
class RandomForestRegressor:
    """A forest for numbers: as `RandomForestClassifier`; tries a third of the columns unless told otherwise.

    Examples
    --------
    >>> model = RandomForestRegressor(50).fit([[0], [1], [2], [3]], [0, 0, 6, 6])
    >>> model.oob_.shape
    (4,)
    """

    n_trees: int = 100
    max_features: int | None = None
    min_leaf: int = 1
    max_depth: int | None = None
    seed: int = 0
    trees_: list[Tree] = field(init=False, repr=False)
    oob_: np.ndarray = field(init=False, repr=False)

    def fit(self, X, y):
        X, Y = as_table(X, y)
        tried = self.max_features or max(1, X.shape[1] // 3)
        plan = RandomForestClassifier(self.n_trees, tried, self.min_leaf, self.max_depth, self.seed)
        self.trees_, out = _plant(X, Y, plan)
        self.oob_ = out[:, 0]
        return self

    def predict(self, X) -> np.ndarray:
        return np.mean([tree.predict(X)[:, 0] for tree in self.trees_], axis=0)


def permutation_importance(loss: Callable, X, rng: np.random.Generator, repeats: int = 5) -> np.ndarray:
    """Return by how much the loss rises when the entries of one column are shuffled, for each column.

    Parameters
    ----------
    loss : callable
        Takes a table like `X` and returns one number: the loss of a fitted model on rows that it has not seen.
    X : array_like, shape (n, d)
    rng : numpy.random.Generator
    repeats : int
        Shuffles of each column, averaged.

    See Also
    --------
    sklearn.inspection.permutation_importance

    Examples
    --------
    >>> X = np.arange(20.0).reshape(10, 2)
    >>> rise = permutation_importance(lambda Z: ((Z[:, 0] - X[:, 0])**2).mean(), X, np.random.default_rng(0))
    >>> bool(rise[0] > 10), float(rise[1])
    (True, 0.0)
    """
    X = as_matrix(X, "X")
    if repeats < 1:
        raise ValueError(f"repeats must be at least 1, but it is {repeats}")
    base, rise = loss(X), np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(repeats):
            Z = X.copy()
            Z[:, j] = rng.permutation(Z[:, j])
            rise[j] += (loss(Z) - base) / repeats
    return rise
