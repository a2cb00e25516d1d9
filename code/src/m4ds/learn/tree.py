"""Decision trees: ask one question after the other, answer with the mean of the rows that gave the same answers.

Taught in the chapter "Trees, ensembles, anomaly detectors".
"""

from dataclasses import dataclass, field

import numpy as np

from m4ds.learn.impurity import as_table, choose, one_hot
from m4ds.validation import as_matrix

__all__ = ["DecisionTreeClassifier", "DecisionTreeRegressor", "Tree", "grow_tree"]


@dataclass(frozen=True)
class Tree:
    """A tree as arrays, one entry a node; node 0 is the root, a leaf has `feature` -1.

    `value` (nodes, K) is the weighted mean target, `weight` the weight of the rows that reach the node, `risk` their
    sum of squares around `value`; `depth` counts questions from the root.
    """

    feature: np.ndarray
    threshold: np.ndarray
    left: np.ndarray
    right: np.ndarray
    value: np.ndarray
    weight: np.ndarray
    risk: np.ndarray
    depth: np.ndarray

    @property
    def leaves(self) -> int:
        return int((self.feature < 0).sum())

    def apply(self, X) -> np.ndarray:
        """Return the leaf that each row reaches."""
        X = as_matrix(X, "X")
        if self.feature.max() >= X.shape[1]:
            raise ValueError(f"the tree asks for column {self.feature.max()}, but X has {X.shape[1]} columns")
        node = np.zeros(len(X), dtype=int)
        inner = np.flatnonzero(self.feature[node] >= 0)
        while inner.size:
            here = node[inner]
            goes_left = X[inner, self.feature[here]] <= self.threshold[here]
            node[inner] = np.where(goes_left, self.left[here], self.right[here])
            inner = inner[self.feature[node[inner]] >= 0]
        return node

    def predict(self, X) -> np.ndarray:
        """Return the mean target of the leaf of each row, shape (n, K)."""
        return self.value[self.apply(X)]

    def importances(self, columns: int) -> np.ndarray:
        """Return the share of the removed sum of squares that each of so many columns removed."""
        inner = np.flatnonzero(self.feature >= 0)
        gain = self.risk[inner] - self.risk[self.left[inner]] - self.risk[self.right[inner]]
        total = np.bincount(self.feature[inner], np.maximum(gain, 0), minlength=columns)
        return total / (total.sum() or 1.0)


def grow_tree(X, y, weights=None, *, max_depth: int | None = None, min_leaf: int = 1,
              max_features: int | None = None, rng: np.random.Generator | None = None) -> Tree:
    """Grow a tree greedily: cut each node where the sum of squares falls most, until nothing is left to gain.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like, shape (n,) or (n, K)
        Numbers, or one-hot labels (then the criterion is the Gini impurity).
    weights : array_like, shape (n,), optional
        At least 0; a row of weight 0 does not exist.
    max_depth : int, optional
        The largest number of questions.
    min_leaf : int
        The least number of rows in a leaf.
    max_features : int, optional
        At each node only so many columns, drawn from those that vary there, are tried; needs `rng`.
    rng : numpy.random.Generator, optional

    Returns
    -------
    Tree

    Raises
    ------
    TypeError, ValueError
        If the arguments are not finite and of fitting shapes, a weight is negative, all are 0, or `rng` is missing.

    See Also
    --------
    sklearn.tree.DecisionTreeClassifier, sklearn.tree.DecisionTreeRegressor

    Notes
    -----
    Each level costs O(d n log n): every node sorts its rows by each column.

    References
    ----------
    L. Breiman, J. Friedman, R. Olshen and C. Stone, Classification and Regression Trees, 1984.

    Examples
    --------
    >>> tree = grow_tree([[1], [2], [3], [4]], [0, 0, 6, 8])
    >>> tree.threshold[0], tree.predict([[1.7], [9]]).ravel().tolist()
    (np.float64(2.5), [0.0, 8.0])
    """
    X, Y = as_table(X, y)
    w = np.ones(len(X)) if weights is None else np.asarray(weights, dtype=float)
    if w.shape != (len(X),) or not np.isfinite(w).all() or (w < 0).any() or not (w > 0).any():
        raise ValueError(f"weights must be {len(X)} finite numbers, none negative, not all zero")
    if min_leaf < 1 or (max_depth is not None and max_depth < 0):
        raise ValueError("min_leaf must be at least 1 and max_depth at least 0")
    if max_features is not None and (max_features < 1 or rng is None):
        raise ValueError("max_features must be at least 1, and needs rng")
    kept = np.flatnonzero(w > 0)
    X, Y, w = X[kept], Y[kept], w[kept]
    nodes: list[list] = []
    waiting = [(np.arange(len(X)), 0, -1, 0)]                    # rows, depth, parent, which child (2: left, 3: right)
    while waiting:
        rows, depth, parent, side = waiting.pop()
        mean = w[rows] @ Y[rows] / w[rows].sum()
        risk = float(w[rows] @ ((Y[rows] - mean) ** 2).sum(axis=1))
        if parent >= 0:
            nodes[parent][side] = len(nodes)
        me = len(nodes)
        nodes.append([-1, 0.0, -1, -1, mean, w[rows].sum(), risk, depth])
        pure = (Y[rows] == Y[rows[0]]).all()
        if pure or depth == max_depth or len(rows) < 2 * min_leaf:
            continue
        columns = np.arange(X.shape[1])
        if max_features is not None:
            varies = np.flatnonzero(np.ptp(X[rows], axis=0) > 0)
            columns = rng.permutation(varies)[:max_features]
        split = choose(X[np.ix_(rows, columns)], Y[rows], w[rows], min_leaf) if columns.size else None
        if split is not None:
            nodes[me][:2] = int(columns[split.feature]), split.threshold
            low = X[rows, columns[split.feature]] <= split.threshold
            waiting += [(rows[~low], depth + 1, me, 3), (rows[low], depth + 1, me, 2)]
    return Tree(*(np.array(column) for column in zip(*nodes, strict=True)))


@dataclass
class DecisionTreeRegressor:
    """A tree for numbers. `fit(X, y)` returns the object itself; `tree_` is what it learned.

    Examples
    --------
    >>> DecisionTreeRegressor(max_depth=1).fit([[1], [2], [3]], [0, 0, 6]).predict([[5]])
    array([6.])
    """

    max_depth: int | None = None
    min_leaf: int = 1
    tree_: Tree = field(init=False, repr=False)

    def fit(self, X, y):
        self.tree_ = grow_tree(X, y, max_depth=self.max_depth, min_leaf=self.min_leaf)
        return self

    def predict(self, X) -> np.ndarray:
        return self.tree_.predict(X)[:, 0]


@dataclass
class DecisionTreeClassifier:
    """A tree for labels, cut by the Gini impurity. `classes_` are the labels, sorted; `tree_` is what it learned.

    Examples
    --------
    >>> model = DecisionTreeClassifier().fit([[1], [2], [3]], ["ok", "ok", "fault"])
    >>> model.predict([[0], [7]]).tolist(), model.predict_proba([[7]]).tolist()
    (['ok', 'fault'], [[1.0, 0.0]])
    """

    max_depth: int | None = None
    min_leaf: int = 1
    tree_: Tree = field(init=False, repr=False)
    classes_: np.ndarray = field(init=False, repr=False)

    def fit(self, X, y):
        self.classes_, Y = one_hot(y)
        self.tree_ = grow_tree(X, Y, max_depth=self.max_depth, min_leaf=self.min_leaf)
        return self

    def predict_proba(self, X) -> np.ndarray:
        """Return the shares of the classes in the leaf of each row, shape (n, K)."""
        return self.tree_.predict(X)

    def predict(self, X) -> np.ndarray:
        """Return the commonest class of the leaf; a tie goes to the class that is sorted first."""
        return self.classes_[self.predict_proba(X).argmax(axis=1)]
