"""What the function exercises of "Case study: a recommender" say of known wrong answers."""

import numpy as np
import pytest

from tests.m4ds.exercises.wrong import is_told

LABEL = "ex-recommender-write-"


def step_new_p(p, q, x, lam, n_i, c_j, alpha):
    e = x - p @ q
    p = p + 2 * alpha * (e * q - lam / n_i * p)
    return np.array([p, q + 2 * alpha * (e * p - lam / c_j * q)])


def step_whole_ridge(p, q, x, lam, n_i, c_j, alpha):
    e = x - p @ q
    return np.array([p + 2 * alpha * (e * q - lam * p), q + 2 * alpha * (e * p - lam * q)])


def discounts(k):
    return 1 / np.log2(np.arange(2, k + 2))


WRONG = [
    ("ndcg", "list_gain", lambda y, W: discounts(len(y)) @ y, "DCG"),
    ("ndcg", "list_gain", lambda y, W: discounts(len(y)) @ y / discounts(int(y.sum())).sum(), "what is wanted"),
    ("inverse", "recall", lambda on, p: on.mean(), "in the log"),
    ("inverse", "recall", lambda on, p: (on * p).sum() / p.sum(), "not by the chance"),
    ("gini", "unequal", lambda x: np.arange(1 - len(x), len(x), 2) @ x / (len(x) * x.sum()), "Sort first"),
    ("gini", "unequal", lambda x: np.abs(x[:, None] - x).mean() / x.mean(), "twice the mean"),
    ("replay", "replay", lambda film, liked, lists: liked.mean(), "Keep only"),
    ("replay", "replay", lambda film, liked, lists: (lists == film[:, None]).any(axis=1).mean(), "how many are kept"),
    ("step", "step", step_new_p, "old p"),
    ("step", "step", step_whole_ridge, "Deal out"),
]


@pytest.mark.parametrize("slug, name, wrong, why", WRONG)
@pytest.mark.parametrize("seed", [0, 1])
def test_each_wrong_function_gets_its_own_explanation(slug, name, wrong, why, seed):
    is_told(LABEL + slug, name, wrong, why, seed)
