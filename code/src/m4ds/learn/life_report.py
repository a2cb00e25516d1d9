"""Remaining lives of test engines by rules of rising effort, for any engines in rows: simulated ones or NASA's.

Taught in the case study "Predictive maintenance".
"""

import numpy as np

from m4ds.learn.health_index import fit_health_index
from m4ds.learn.remaining_life import fit_ridge, life_features, scale_by_group, window_features

__all__ = ["CLIP", "remaining_life_report"]

CLIP = 125                      # a new engine's remaining life says nothing that sensors could know
SHORTEST = 30                   # rows that an engine must have before it is learnt from
LAMBDA = 100.0


def remaining_life_report(train, test, remaining, group=None) -> dict[str, np.ndarray]:
    """Predict the remaining life at the last row of each test engine, by four rules learnt from the training engines.

    Parameters
    ----------
    train, test
        With `sensors` (n, p), `unit` and `cycle`, as `m4ds.datasets.cmapss.Engines` or `m4ds.datasets.fleet.Fleet`.
        Training engines run to failure.
    remaining : array_like, shape (units,)
        Of the test engines; used for nothing but a check of its length.
    group : (array, array), optional
        Operating condition of each training and each test row, from 0; one condition if not given.

    Returns
    -------
    dict
        Predictions by name: "mean", "last row", "last row, clipped", "window", "window and squares".

    Raises
    ------
    ValueError
        If `remaining` does not fit.
    """
    if len(remaining) != test.unit[-1] + 1:
        raise ValueError("remaining must have one entry for each test engine")
    groups = group or (np.zeros(len(train.unit), int), np.zeros(len(test.unit), int))
    scale = scale_by_group(train.sensors, groups[0])
    A, B = scale(train.sensors, groups[0]), scale(test.sensors, groups[1])
    moving = A.std(axis=0) > 0.5                      # a sensor that stands still is only centred
    A, B = A[:, moving], B[:, moving]
    last = test.last_rows()
    life = train.cycle[train.last_rows()]
    left = life[train.unit] - train.cycle
    clipped = np.minimum(left, CLIP)
    index = fit_health_index(A, train.cycle, life[train.unit])
    rows = np.flatnonzero(train.cycle >= SHORTEST)
    many = (life_features(A, index(A), train.cycle, rows), life_features(B, index(B), test.cycle, last))
    window = (window_features(A, train.cycle, rows), window_features(B, test.cycle, last))
    return {
        "mean": np.full(len(last), clipped.mean()),
        "last row": fit_ridge(A, left, 1e-3).predict(B[last]),
        "last row, clipped": fit_ridge(A, clipped, 1e-3).predict(B[last]),
        "window": fit_ridge(window[0], clipped[rows], LAMBDA).predict(window[1]),
        "window and squares": fit_ridge(many[0], clipped[rows], LAMBDA).predict(many[1]),
    }
