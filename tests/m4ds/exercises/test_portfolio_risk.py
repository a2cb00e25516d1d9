"""What the function exercises of "Case study: a portfolio of least risk" say of known wrong answers."""

import numpy as np
import pytest

from tests.m4ds.exercises.wrong import is_told

LABEL = "ex-portfolio-risk-write-"


def turnover_without_drift(W, R):
    return abs(np.diff(W, axis=0)).sum(axis=1)


def turnover_without_wealth(W, R):
    return abs(W[1:] - (W * (1 + R))[:-1]).sum(axis=1)


WRONG = [
    ("safest", "safest", lambda C: np.linalg.solve(C, np.ones(len(C))), "add up to 1"),
    ("safest", "safest", lambda C: 1 / np.diag(C) / (1 / np.diag(C)).sum(), "variances only"),
    ("turnover", "turnovers", turnover_without_drift, "drifted"),
    ("turnover", "turnovers", turnover_without_wealth, "by their sum"),
    ("shortfall", "shortfall", lambda x, share: np.sort(x)[:round(share * len(x))].mean(), "other sign"),
    ("shortfall", "shortfall", lambda x, share: -np.sort(x)[:round(share * len(x))].sum() / len(x), "bad months"),
    ("blocks", "blocks", lambda s, k, T: (s[:, None] + np.arange(k)).ravel(), "remainder"),
    ("blocks", "blocks", lambda s, k, T: ((s[:, None] + np.arange(k)) % T).T.ravel(), "together"),
]


@pytest.mark.parametrize("slug, name, wrong, why", WRONG)
@pytest.mark.parametrize("seed", [0, 1])
def test_each_wrong_function_gets_its_own_explanation(slug, name, wrong, why, seed):
    is_told(LABEL + slug, name, wrong, why, seed)
