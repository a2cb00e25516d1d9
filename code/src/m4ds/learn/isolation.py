"""Isolation forests: a point that few random cuts separate from the others is odd.

Taught in the chapter "Trees, ensembles, anomaly detectors".
"""

from dataclasses import dataclass, field

import numpy as np

from m4ds.validation import as_matrix

__all__ = ["IsolationForest", "average_depth"]


def average_depth(n) -> np.ndarray:
    """Return 2 (1/2 + 1/3 + ... + 1/n): the mean number of random cuts that isolate one of n points; 0 for one point.

    Parameters
    ----------
    n : int or array_like of int
        At least 1.

    Raises
    ------
    ValueError
        If an entry is not a whole number, at least 1.

    Notes
    -----
    The same number as ``2 H(n-1) - 2 (n-1)/n`` with the harmonic numbers H, as it is usually written.

    Examples
    --------
    >>> average_depth([1, 2, 4]).round(4).tolist()
    [0.0, 1.0, 2.1667]
    """
    n = np.asarray(n)
    if (n < 1).any() or (n != np.floor(n)).any():
        raise ValueError("n must hold whole numbers, at least 1")
    harmonic = np.concatenate([[0.0], np.cumsum(1 / np.arange(1, n.max() + 1))])
    return 2 * (harmonic[n.astype(int)] - 1)


@dataclass
class IsolationForest:
    """Score rows by how few random cuts isolate them.

    Parameters
    ----------
    n_trees : int
    sample : int
        Rows that each tree sees, drawn without replacement; all, if there are fewer.
    max_depth : int, optional
        Cuts before a tree stops; the rest of the path is estimated by `average_depth`. The default is the smallest
        whole number that is at least the binary logarithm of the sample. Give a large number for none.
    seed : int

    See Also
    --------
    sklearn.ensemble.IsolationForest : its `score_samples` is minus our `score`.

    References
    ----------
    F. T. Liu, K. M. Ting and Z.-H. Zhou, Isolation forest, ICDM 2008.

    Examples
    --------
    >>> X = [[0, 0], [0, 1], [1, 0], [1, 1], [9, 9]]
    >>> int(IsolationForest(50).fit(X).score(X).argmax())
    4
    """

    n_trees: int = 100
    sample: int = 256
    max_depth: int | None = None
    seed: int = 0
    trees_: list = field(init=False, repr=False)
    size_: int = field(init=False, repr=False)

    def fit(self, X):
        X = as_matrix(X, "X")
        if len(X) < 2 or self.n_trees < 1 or self.sample < 2:
            raise ValueError("give at least two rows, one tree and a sample of two")
        rng = np.random.default_rng(self.seed)
        self.size_ = min(self.sample, len(X))
        limit = int(np.ceil(np.log2(self.size_))) if self.max_depth is None else self.max_depth
        self.trees_ = [_isolate(X[rng.choice(len(X), self.size_, replace=False)], limit, rng)
                       for _ in range(self.n_trees)]
        return self

    def depths(self, X) -> np.ndarray:
        """Return the mean path length of each row."""
        X = as_matrix(X, "X")
        return np.mean([_path(tree, X) for tree in self.trees_], axis=0)

    def score(self, X) -> np.ndarray:
        """Return ``2 ** (-depth / average_depth(sample))``: near 1 is odd, 1/2 is average."""
        return 2.0 ** (-self.depths(X) / average_depth(self.size_))


def _isolate(X, limit, rng):
    """Return arrays (column, cut, left, right, length), one entry a node; `length` is the path that ends in a leaf."""
    nodes, waiting = [], [(X, 0, -1, 0)]
    rest = average_depth(np.arange(1, len(X) + 1))
    while waiting:
        Z, depth, parent, side = waiting.pop()
        me = len(nodes)
        nodes.append([-1, 0.0, -1, -1, depth + rest[len(Z) - 1]])
        if parent >= 0:
            nodes[parent][side] = me
        low, high = Z.min(axis=0), Z.max(axis=0)
        varies = np.flatnonzero(high > low)
        if len(Z) > 1 and depth < limit and varies.size:
            j = varies[rng.integers(varies.size)]
            cut = low[j] + (high[j] - low[j]) * rng.random()
            cut = cut if cut < high[j] else low[j]
            nodes[me][:2] = j, cut
            goes = Z[:, j] <= cut
            waiting += [(Z[~goes], depth + 1, me, 3), (Z[goes], depth + 1, me, 2)]
    column, cut, left, right, length = map(np.array, zip(*nodes, strict=True))
    return column.astype(int), cut, left.astype(int), right.astype(int), length


def _path(tree, X) -> np.ndarray:
    column, cut, left, right, length = tree
    node = np.zeros(len(X), dtype=int)
    rows = np.flatnonzero(column[node] >= 0)
    while rows.size:
        here = node[rows]
        node[rows] = np.where(X[rows, column[here]] <= cut[here], left[here], right[here])
        rows = rows[column[node[rows]] >= 0]
    return length[node]
