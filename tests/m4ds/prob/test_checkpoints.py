"""Checkpoints of a long job."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy.optimize import minimize_scalar

from m4ds.prob.checkpoints import best_interval, segment_time, young_interval


@pytest.mark.parametrize(("work", "save", "mtbf", "restart"), [(2, 0.1, 10, 0), (10, 1, 5, 0.5), (1, 0, 100, 3)])
def test_the_expected_time_is_that_of_simulated_segments(work, save, mtbf, restart):
    rng, runs = np.random.default_rng(0), 40_000
    total, open_ = np.zeros(runs), np.ones(runs, bool)
    while open_.any():
        life = rng.exponential(mtbf, open_.sum())
        done = life >= work + save
        total[open_] += np.where(done, work + save, life + restart)
        open_[np.flatnonzero(open_)[done]] = False
    assert abs(total.mean() - segment_time(work, save, mtbf, restart)) < 5 * total.std() / np.sqrt(runs)


@given(st.floats(1e-3, 3))
def test_the_best_interval_minimises_the_time_for_each_unit_of_work(save):
    found = minimize_scalar(lambda t: segment_time(t, save, 1.0) / t, bounds=(1e-6, 1), method="bounded",
                            options={"xatol": 1e-10})
    best = best_interval(save, 1.0)
    assert segment_time(best, save, 1.0) / best <= found.fun * (1 + 1e-12)
    assert best < 1


@given(st.floats(1e-6, 0.05))
def test_youngs_interval_is_too_long_by_about_two_thirds_of_a_save(save):
    excess = young_interval(save, 1.0) - best_interval(save, 1.0)
    assert 0 < excess < 0.8 * save
    cost = [segment_time(t, save, 1.0) / t for t in (young_interval(save, 1.0), best_interval(save, 1.0))]
    assert cost[0] / cost[1] - 1 < save


def test_refusals():
    for call in (lambda: segment_time(0, 1, 1), lambda: segment_time(1, -1, 1), lambda: segment_time(1, 1, 0),
                 lambda: best_interval(0, 1), lambda: young_interval(1, 0), lambda: young_interval(np.inf, 1)):
        with pytest.raises(ValueError):
            call()
    with pytest.raises(OverflowError):
        segment_time(1e6, 1, 1)
    with pytest.raises(TypeError):
        young_interval("a", 1)
