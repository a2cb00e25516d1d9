"""The recommender case: NDCG and average precision against scikit-learn, the Gini coefficient against all pairs."""

import numpy as np
from sklearn.metrics import average_precision_score, ndcg_score

from m4ds.learn.exposure import gini
from m4ds.learn.ranking import average_precision, ndcg


def cases(n: int):
    rng = np.random.default_rng(0)
    true, score = rng.integers(0, 2, (n, 20)), rng.normal(size=(n, 20))
    true[:, 0] = 1
    amounts = rng.pareto(1.5, n)

    def marks():
        return np.take_along_axis(true, np.argsort(-score, axis=1), axis=1)

    def pairs():
        return np.abs(amounts[:, None] - amounts).mean() / (2 * amounts.mean())

    yield "ndcg", lambda: ndcg(marks(), true.sum(axis=1)).mean(), "sklearn ndcg_score", lambda: ndcg_score(true, score)
    yield ("average_precision", lambda: average_precision(marks(), true.sum(axis=1)),
           "sklearn average_precision_score, row by row",
           lambda: np.array([average_precision_score(t, s) for t, s in zip(true, score, strict=True)]))
    yield "gini", lambda: gini(amounts), "numpy, all pairs", pairs
