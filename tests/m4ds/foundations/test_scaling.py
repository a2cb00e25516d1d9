"""Run times on many workers."""

import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.foundations.scaling import allreduce_time, best_workers, run_time

SHARE, COST = st.floats(0, 1), st.floats(1e-6, 2)


@given(SHARE, COST)
def test_no_whole_number_of_workers_is_faster_than_the_best(s, c):
    P = best_workers(s, c)
    near = np.unique(np.concatenate([np.arange(max(1, P - 50), P + 50), 2 ** np.arange(12)]))
    assert run_time(P, s, c) <= run_time(near, s, c).min() * (1 + 1e-14)


@given(SHARE, st.integers(1, 10**6))
def test_without_communication_the_speed_up_stays_below_amdahls_bound(s, P):
    assert run_time(P, s) >= max(s, 1 / P) * (1 - 1e-12)
    assert run_time(1, s) == pytest.approx(1)


def simulated(P, size, latency, per_byte, how):
    """Play the rounds: in each, every worker sends at most one message and receives at most one."""
    sums = [np.eye(P)[i][:, None].repeat(P, axis=1) for i in range(P)]      # [from, piece]
    time = 0.0
    if how == "ring":
        for r in range(2 * (P - 1)):
            adding = r < P - 1
            sent = [(i, (i - r) % P if adding else (i + 1 - (r - P + 1)) % P) for i in range(P)]
            pieces = [sums[i][:, j].copy() for i, j in sent]
            for (i, j), piece in zip(sent, pieces, strict=True):
                sums[(i + 1) % P][:, j] = sums[(i + 1) % P][:, j] + piece if adding else piece
            time += latency + size / P * per_byte
    else:
        steps = [2**k for k in range((P - 1).bit_length())]
        for step in steps:
            for i in range(0, P - step, 2 * step):
                sums[i] = sums[i] + sums[i + step]
            time += latency + size * per_byte
        for step in reversed(steps):
            for i in range(0, P - step, 2 * step):
                sums[i + step] = sums[i].copy()
            time += latency + size * per_byte
    assert all((s == 1).all() for s in sums)
    return time


@pytest.mark.parametrize("how", ["tree", "ring"])
@pytest.mark.parametrize("P", [1, 2, 3, 5, 8, 13])
def test_the_rounds_played_out_give_every_worker_the_sum_in_the_time_of_the_formula(P, how):
    assert allreduce_time(P, 1e6, 1e-4, 1e-9, how) == pytest.approx(simulated(P, 1e6, 1e-4, 1e-9, how), rel=1e-12)


def test_small_messages_like_the_tree_and_large_ones_the_ring():
    assert allreduce_time(64, 8, 1e-4, 1e-9, "tree") < allreduce_time(64, 8, 1e-4, 1e-9, "ring")
    assert allreduce_time(64, 1e9, 1e-4, 1e-9, "tree") > 5 * allreduce_time(64, 1e9, 1e-4, 1e-9, "ring")
    assert math.isclose(allreduce_time(10**4, 1e9, 0, 1e-9), 2, rel_tol=1e-3)


def test_refusals():
    for call in (lambda: run_time(0.5, 0.1), lambda: run_time(2, 1.1), lambda: run_time(2, -0.1),
                 lambda: run_time(2, 0.1, -1), lambda: run_time([], 0.1), lambda: run_time(np.nan, 0.1),
                 lambda: best_workers(0.1, 0), lambda: allreduce_time(0, 1, 1, 1), lambda: allreduce_time(2.0, 1, 1, 1),
                 lambda: allreduce_time(2, 1, 1, -1), lambda: allreduce_time(2, 1, 1, 1, "star")):
        with pytest.raises(ValueError):
            call()
    with pytest.raises(TypeError):
        run_time("two", 0.1)
