"""Cut a tree back: what a leaf costs decides how many are worth having.

Taught in the chapter "Trees, ensembles, anomaly detectors".
"""

import numpy as np

from m4ds.learn.tree import Tree

__all__ = ["prune", "pruning_path"]


def _collapse_at(tree: Tree) -> np.ndarray:
    """Return, for every inner node, the price of a leaf from which on the node itself becomes a leaf."""
    price = np.full(len(tree.feature), np.inf)
    alive = tree.feature >= 0
    last = 0.0
    while alive.any():
        risk, leaves = tree.risk.copy(), np.ones(len(tree.feature))
        link = np.full(len(tree.feature), np.inf)
        for t in range(len(tree.feature) - 1, -1, -1):           # children stand after their parent
            if alive[t]:
                low, high = tree.left[t], tree.right[t]
                risk[t], leaves[t] = risk[low] + risk[high], leaves[low] + leaves[high]
                link[t] = (tree.risk[t] - risk[t]) / (leaves[t] - 1)
        weakest = link.min()
        last = max(last, weakest)                                # rounding alone can make it fall
        gone = link <= weakest + 1e-12 * max(tree.risk[0], 1e-300)
        price[gone & (price == np.inf)] = last
        for t in np.flatnonzero(gone):
            _switch_off(tree, t, alive, price, last)
    return price


def _switch_off(tree, t, alive, price, last) -> None:
    stack = [t]
    while stack:
        k = stack.pop()
        if tree.feature[k] >= 0 and alive[k]:
            alive[k] = False
            price[k] = min(price[k], last)
            stack += [tree.left[k], tree.right[k]]


def pruning_path(tree: Tree) -> tuple[np.ndarray, np.ndarray]:
    """Return the prices of a leaf at which the best subtree changes, and the number of leaves from each price on.

    Parameters
    ----------
    tree : Tree

    Returns
    -------
    alphas : ndarray, shape (m,)
        Increasing, the first is 0. In units of the sum of squares.
    leaves : ndarray of int, shape (m,)

    See Also
    --------
    sklearn.tree.DecisionTreeClassifier.cost_complexity_pruning_path : divides by the weight of the root.

    References
    ----------
    L. Breiman, J. Friedman, R. Olshen and C. Stone, Classification and Regression Trees, 1984, chapter 3.

    Examples
    --------
    >>> from m4ds.learn.tree import grow_tree
    >>> pruning_path(grow_tree([[1], [2], [3], [4]], [0, 0, 6, 8]))
    (array([ 0.,  2., 49.]), array([3, 2, 1]))
    """
    price = _collapse_at(tree)
    alphas = np.unique(np.append(price[np.isfinite(price)], 0.0))
    merged = [0.0]
    for a in alphas[1:]:
        if a > merged[-1] + 1e-12 * max(tree.risk[0], 1e-300):
            merged.append(a)
    return np.array(merged), np.array([prune(tree, a).leaves for a in merged])


def prune(tree: Tree, alpha: float) -> Tree:
    """Return the smallest subtree that minimises the sum of squares plus `alpha` for each leaf.

    Parameters
    ----------
    tree : Tree
    alpha : float
        At least 0.

    Raises
    ------
    ValueError
        If `alpha` is negative or not a number.

    Examples
    --------
    >>> from m4ds.learn.tree import grow_tree
    >>> prune(grow_tree([[1], [2], [3], [4]], [0, 0, 6, 8]), 3).leaves
    2
    """
    if not alpha >= 0:
        raise ValueError(f"alpha must be at least 0, but it is {alpha}")
    slack = 1e-12 * max(tree.risk[0], 1e-300)
    best = tree.risk + alpha
    leaf = tree.feature < 0
    for t in range(len(best) - 1, -1, -1):
        if tree.feature[t] >= 0:
            below = best[tree.left[t]] + best[tree.right[t]]
            leaf[t] = best[t] <= below + slack
            best[t] = min(best[t], below)
    order, new = [0], {}
    for t in order:
        if not leaf[t]:
            order += [int(tree.left[t]), int(tree.right[t])]
    new = {t: k for k, t in enumerate(order)}
    keep = np.array(order)
    inner = ~leaf[keep]
    left = np.array([new[int(tree.left[t])] if i else -1 for t, i in zip(keep, inner, strict=True)])
    right = np.array([new[int(tree.right[t])] if i else -1 for t, i in zip(keep, inner, strict=True)])
    return Tree(np.where(inner, tree.feature[keep], -1), np.where(inner, tree.threshold[keep], 0.0), left, right,
                tree.value[keep], tree.weight[keep], tree.risk[keep], tree.depth[keep])
