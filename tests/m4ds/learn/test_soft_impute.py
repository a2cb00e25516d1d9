"""Soft-impute: the proximal step is the best one, the objective falls, the limit is optimal."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.learn.entries import Entries
from m4ds.learn.soft_impute import shrink_singular_values, soft_impute


def nuclear(Z):
    return np.linalg.svd(Z, compute_uv=False).sum()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), lam=st.floats(1e-3, 5), step=st.sampled_from([1e-3, 0.1, 1.0, 10.0]))
def test_shrinking_beats_every_other_matrix_by_half_the_squared_distance(seed, lam, step):
    rng = np.random.default_rng(seed)
    Y = rng.normal(size=(5, 4))
    best, s = shrink_singular_values(Y, lam)
    other = best + step * rng.normal(size=Y.shape)

    def value(Z):
        return 0.5 * np.sum((Z - Y) ** 2) + lam * nuclear(Z)
    assert value(other) >= value(best) + 0.5 * np.sum((other - best) ** 2) - 1e-9 * value(other)
    assert s.sum() == pytest.approx(nuclear(best), abs=1e-12)


@pytest.mark.parametrize("Y", [np.zeros((3, 2)), np.ones((1, 1)), np.ones((4, 4)), np.diag([1e8, 1.0, 1e-8])])
def test_degenerate_matrices_shrink(Y):
    s = np.linalg.svd(shrink_singular_values(Y, 0.5)[0], compute_uv=False)
    np.testing.assert_allclose(s, np.maximum(np.linalg.svd(Y, compute_uv=False) - 0.5, 0), atol=1e-7)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), lam=st.floats(0.05, 2))
def test_the_objective_never_rises_and_the_limit_satisfies_the_optimality_condition(seed, lam):
    rng = np.random.default_rng(seed)
    table = rng.normal(size=(8, 6))
    table[rng.random(table.shape) < 0.4] = np.nan
    known = Entries.from_table(table)
    found = soft_impute(known, lam, tol=1e-12, max_iter=20_000)
    assert (np.diff(found.losses) <= 1e-12 * found.losses[0]).all()
    W = np.zeros(table.shape)
    W[known.rows, known.cols] = (known.values - found.Z[known.rows, known.cols]) / lam
    assert np.linalg.norm(W, 2) <= 1 + 1e-5
    assert np.sum(W * found.Z) == pytest.approx(nuclear(found.Z), abs=1e-4)
    assert found.losses[-1] == pytest.approx(
        0.5 * lam**2 * np.sum(W**2) + lam * nuclear(found.Z))


def test_the_error_of_the_objective_is_below_the_bound():
    rng = np.random.default_rng(0)
    table = np.outer(rng.normal(size=20), rng.normal(size=15))
    table[rng.random(table.shape) < 0.5] = np.nan
    known = Entries.from_table(table)
    best = soft_impute(known, 0.3, tol=1e-13, max_iter=50_000)
    losses = soft_impute(known, 0.3, tol=0, max_iter=100).losses
    k = np.arange(1, 101)
    assert (losses[1:] - best.losses[-1] <= np.sum(best.Z**2) / (2 * k) + 1e-9).all()


def test_a_full_table_takes_one_step_and_a_large_penalty_gives_zero():
    X = np.random.default_rng(1).normal(size=(5, 4))
    found = soft_impute(Entries.from_table(X), 0.5, tol=1e-12)
    np.testing.assert_allclose(found.Z, shrink_singular_values(X, 0.5)[0], atol=1e-12)
    assert len(found.losses) == 3
    known = Entries([0, 1], [0, 1], [3.0, 2.0], (2, 2))
    assert not soft_impute(known, 3.0).Z.any()
    assert soft_impute(known, 2.9).Z.any()


def test_every_start_ends_at_the_same_objective():
    rng = np.random.default_rng(2)
    known = Entries([0, 0, 1, 2], [0, 1, 1, 2], [1.0, 2, 3, 4], (3, 3))
    ends = [soft_impute(known, 0.2, 1e-12, 20_000, start=10 * rng.normal(size=(3, 3))).losses[-1] for _ in range(4)]
    np.testing.assert_allclose(ends, ends[0], rtol=1e-6)


def test_bad_input_is_refused():
    known = Entries([0], [0], [1.0], (2, 2))
    with pytest.raises(ValueError, match="lam"):
        soft_impute(known, 0)
    with pytest.raises(ValueError, match="start must have the shape"):
        soft_impute(known, 1, start=np.zeros((3, 2)))
    with pytest.raises(ValueError, match="NaN"):
        shrink_singular_values([[np.nan]], 1)
    with pytest.raises(ValueError, match="matrix"):
        shrink_singular_values([1.0], 1)
