"""What the function exercises of "Case study: which engine to take out, and when" say of known wrong answers."""

import numpy as np
import pytest

from tests.m4ds.exercises.wrong import is_told

LABEL = "ex-predictive-maintenance-write-"


def no_shrinking(mean, P, z, r2):
    F, Q = np.array([[1.0, 1.0], [0.0, 1.0]]), np.diag([0.5, 0.0])
    m, P = F @ mean, F @ P @ F.T + Q
    return np.vstack([m + P[:, 0] * (z - m[0]) / (P[0, 0] + r2), P])


def no_step(mean, P, z, r2):
    g = P[:, 0] / (P[0, 0] + r2)
    return np.vstack([mean + g * (z - mean[0]), P - np.outer(g, P[0])])


def too_late_is_fine(signal, life, threshold, step, planned, failure):
    cycles, cost = [], []
    for row, end in zip(signal, life, strict=True):
        due = np.flatnonzero(row >= threshold)
        at = (due[0] + 1) * step if len(due) else 10**9
        cycles.append(min(at, end))
        cost.append(planned if at <= end else failure)
    return sum(cost) / sum(cycles)


WRONG = [
    ("step", "kalman_step", no_shrinking, "must shrink"),
    ("step", "kalman_step", no_step, "before the reading"),
    ("play", "cost_per_cycle", too_late_is_fine, "has failed"),
    ("window", "mean_and_slope", lambda v, w: np.array([v[-w:].mean(), (v[-1] - v[-w]) / (w - 1)]), "end points"),
    ("window", "mean_and_slope", lambda v, w: np.polyfit(np.arange(w), v[:w], 1)[::-1] * 0
     + [v[:w].mean(), np.polyfit(np.arange(w), v[:w], 1)[0]], "not the last"),
    ("level", "level", lambda p, r: p.cumsum(axis=1)[np.arange(len(p)), r - 1], "top of the step"),
    ("level", "level", lambda p, r: 1 - (p.cumsum(axis=1) - p / 2)[np.arange(len(p)), r - 1], "From below"),
    ("ratio", "ratio_draws", lambda a, n, b, m, k: (a / n)[k].mean(1) / (b / m)[k].mean(1), "then divide"),
]


@pytest.mark.parametrize("slug, name, wrong, why", WRONG)
@pytest.mark.parametrize("seed", [0, 1])
def test_each_wrong_function_gets_its_own_explanation(slug, name, wrong, why, seed):
    is_told(LABEL + slug, name, wrong, why, seed)
