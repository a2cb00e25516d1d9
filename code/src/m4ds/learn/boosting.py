"""Boosting: each new tree repairs what those before it leave.

Taught in the chapter "Trees, ensembles, anomaly detectors".
"""

from dataclasses import dataclass, field, replace

import numpy as np

from m4ds.learn.impurity import as_table
from m4ds.learn.tree import Tree, grow_tree
from m4ds.validation import as_matrix

__all__ = ["AdaBoost", "GradientBoosting", "best_stump"]


def best_stump(X, s, w) -> tuple[int, float, int, float]:
    """Return the question "is column j above t?" with the least weighted error, as (j, t, sign, error).

    Parameters
    ----------
    X : array_like, shape (n, d)
    s : array_like, shape (n,)
        Labels -1 and 1.
    w : array_like, shape (n,)
        Weights, none negative, with sum 1.

    Returns
    -------
    tuple
        The stump says `sign` where ``X[:, j] > t`` and ``-sign`` elsewhere. A threshold of minus infinity answers the
        same everywhere.

    Examples
    --------
    >>> best_stump([[1], [2], [3]], [-1, -1, 1], [0.25, 0.25, 0.5])
    (0, 2.5, 1, 0.0)
    """
    X = as_matrix(X, "X")
    s, w = np.asarray(s, dtype=float), np.asarray(w, dtype=float)
    if s.shape != (len(X),) or w.shape != (len(X),) or not np.isin(s, (-1, 1)).all():
        raise ValueError(f"s must hold {len(X)} labels -1 or 1, and w {len(X)} weights")
    order = np.argsort(X, axis=0, kind="stable")
    ordered = np.take_along_axis(X, order, axis=0)
    pull = np.vstack([np.zeros(X.shape[1]), np.cumsum((w * s)[order], axis=0)[:-1]])
    error = w[s < 0].sum() + pull                                # says 1 from the i-th row on
    total = w.sum()
    both = np.minimum(error, total - error)
    both[1:][ordered[1:] <= ordered[:-1]] = np.inf
    i, j = np.unravel_index(both.argmin(), both.shape)
    sign = 1 if error[i, j] <= total - error[i, j] else -1
    t = -np.inf if i == 0 else ordered[i - 1, j] / 2 + ordered[i, j] / 2
    return int(j), float(t), sign, float(max(both[i, j], 0.0))


@dataclass
class AdaBoost:
    """AdaBoost with stumps, for labels -1 and 1.

    Parameters
    ----------
    rounds : int
        Stops earlier when a stump has no error, or none is better than a coin.

    Attributes
    ----------
    stumps_ : list of (j, t, sign)
    errors_, alphas_ : ndarray
        Weighted error and weight of each stump.

    See Also
    --------
    sklearn.ensemble.AdaBoostClassifier : its weights are twice ours.

    References
    ----------
    Y. Freund and R. Schapire, Journal of Computer and System Sciences 55, 1997.

    Examples
    --------
    >>> model = AdaBoost(3).fit([[1], [2], [3]], [1, -1, 1])
    >>> model.predict([[1], [2], [3]]).tolist()
    [1, -1, 1]
    """

    rounds: int = 50
    stumps_: list = field(init=False, repr=False)
    errors_: np.ndarray = field(init=False, repr=False)
    alphas_: np.ndarray = field(init=False, repr=False)

    def fit(self, X, s):
        X = as_matrix(X, "X")
        s = np.asarray(s, dtype=float)
        w = np.full(len(X), 1 / len(X))
        self.stumps_, errors, alphas = [], [], []
        for _ in range(self.rounds):
            *stump, error = best_stump(X, s, w)
            if error >= 0.5 - 1e-12:
                break
            self.stumps_.append(tuple(stump))
            errors.append(error)
            alphas.append(0.5 * np.log((1 - error) / max(error, 1e-12)))
            w = w * np.exp(-alphas[-1] * s * _answers(stump, X))
            w /= w.sum()
            if error <= 1e-12:
                break
        self.errors_, self.alphas_ = np.array(errors), np.array(alphas)
        return self

    def staged_scores(self, X) -> np.ndarray:
        """Return the score of each row after each round, shape (rounds, n)."""
        X = as_matrix(X, "X")
        if not self.stumps_:
            return np.zeros((1, len(X)))
        return np.cumsum([a * _answers(h, X) for a, h in zip(self.alphas_, self.stumps_, strict=True)], axis=0)

    def predict(self, X) -> np.ndarray:
        return np.where(self.staged_scores(X)[-1] >= 0, 1, -1)


def _answers(stump, X) -> np.ndarray:
    j, t, sign = stump
    return np.where(X[:, j] > t, sign, -sign)


@dataclass
class GradientBoosting:
    """Gradient boosting with small trees, for squared error or the logistic loss.

    Parameters
    ----------
    loss : {"squared", "logistic"}
        With "logistic" the targets are 0 and 1 and the score is the log odds.
    rounds, rate, max_depth, min_leaf
        Number of trees, shrinkage, size of each tree.

    Attributes
    ----------
    start_ : float
    trees_ : list of Tree
        Their values are Newton steps.

    See Also
    --------
    sklearn.ensemble.GradientBoostingClassifier, sklearn.ensemble.GradientBoostingRegressor

    References
    ----------
    J. Friedman, Annals of Statistics 29, 2001.

    Examples
    --------
    >>> model = GradientBoosting("squared", rounds=1, rate=1.0, max_depth=1).fit([[1], [2], [3]], [0, 0, 6])
    >>> model.scores([[1], [5]]).tolist()
    [0.0, 6.0]
    """

    loss: str = "logistic"
    rounds: int = 100
    rate: float = 0.1
    max_depth: int = 3
    min_leaf: int = 1
    start_: float = field(init=False, repr=False)
    trees_: list[Tree] = field(init=False, repr=False)

    def fit(self, X, y):
        X, Y = as_table(X, y)
        y = Y[:, 0]
        if self.loss not in ("squared", "logistic") or self.rounds < 0 or self.rate <= 0:
            raise ValueError('loss must be "squared" or "logistic", rounds at least 0, rate positive')
        if self.loss == "logistic" and set(np.unique(y)) != {0.0, 1.0}:
            raise ValueError("y must hold both labels, 0 and 1, and no other value")
        mean = y.mean()
        self.start_ = float(mean if self.loss == "squared" else np.log(mean / (1 - mean)))
        self.trees_, F = [], np.full(len(y), self.start_)
        for _ in range(self.rounds):
            m = self.link(F)
            tree = grow_tree(X, y - m, max_depth=self.max_depth, min_leaf=self.min_leaf)
            leaf, size = tree.apply(X), len(tree.feature)
            bend = np.ones(len(y)) if self.loss == "squared" else m * (1 - m)
            pull, curve = (np.bincount(leaf, v, minlength=size) for v in (y - m, bend))
            step = np.divide(pull, curve, out=np.zeros(size), where=curve > 1e-150)
            self.trees_.append(replace(tree, value=step[:, None]))
            F = F + self.rate * step[leaf]
        return self

    def link(self, F) -> np.ndarray:
        """Return what a score means: the number itself, or the chance of a 1."""
        return F if self.loss == "squared" else 0.5 * (1 + np.tanh(np.asarray(F) / 2))

    def staged_scores(self, X) -> np.ndarray:
        """Return the score of each row after 0, 1, ... trees, shape (rounds + 1, n)."""
        steps = [self.rate * tree.predict(X)[:, 0] for tree in self.trees_]
        return self.start_ + np.cumsum([np.zeros(len(as_matrix(X, "X"))), *steps], axis=0)

    def scores(self, X) -> np.ndarray:
        return self.staged_scores(X)[-1]
