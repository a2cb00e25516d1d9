"""Stochastic gradients on the entries: the objective of alternating least squares, reached another way."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.learn.als import als, factor_loss
from m4ds.learn.entries import Entries
from m4ds.learn.sgd_factors import sgd_factors


def table(seed, m=30, n=20, r=2, share=0.5):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(m, r)) @ rng.normal(size=(r, n)) + 0.3 * rng.normal(size=(m, n))
    X[rng.random((m, n)) > share] = np.nan
    X[0, 0] = 1.0
    return Entries.from_table(X)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), lam=st.floats(0.1, 5))
def test_the_gradients_of_single_entries_add_up_to_that_of_the_objective(seed, lam):
    known, rng = table(seed, 6, 5), np.random.default_rng(seed)
    P, Q = rng.normal(size=(6, 2)), rng.normal(size=(5, 2))
    in_row = np.bincount(known.rows, minlength=6)
    rows = np.flatnonzero(in_row)
    G = np.zeros_like(P)
    for i, j, x in zip(known.rows, known.cols, known.values, strict=True):
        G[i] += -2 * (x - P[i] @ Q[j]) * Q[j] + 2 * lam / in_row[i] * P[i]
    for i in rows:
        E = np.zeros_like(P)
        E[i, 0] = 1e-5
        slope = (factor_loss(known, P + E, Q, lam) - factor_loss(known, P - E, Q, lam)) / 2e-5
        assert G[i, 0] == pytest.approx(slope, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("seed, lam, batch", [(0, 1.0, 1), (1, 0.5, 20), (2, 3.0, 50), (3, 20.0, 300)])
def test_it_ends_at_the_objective_of_alternating_least_squares(seed, lam, batch):
    known = table(seed)
    best = min(als(known, 2, lam, np.random.default_rng(s), 100).losses[-1] for s in range(3))
    found = sgd_factors(known, 2, lam, np.random.default_rng(seed), 500, 0.01, batch, half_life=60)
    assert found.losses[-1] == pytest.approx(factor_loss(known, found.P, found.Q, lam))
    assert found.losses[-1] == pytest.approx(best, rel=0.01)


def test_rows_and_columns_without_entries_get_zero():
    known = Entries([0, 0, 2], [0, 1, 1], [1.0, 2, 3], (4, 3))
    found = sgd_factors(known, 1, 0.1, np.random.default_rng(0), 20)
    assert (found.P[[1, 3]] == 0).all() and (found.Q[2] == 0).all() and (found.P[[0, 2]] != 0).all()


def test_the_same_seed_gives_the_same_factors():
    known = table(4)
    a, b = (sgd_factors(known, 2, 1.0, np.random.default_rng(7), 5) for _ in range(2))
    np.testing.assert_array_equal(a.P, b.P)


def test_bad_input_is_refused_and_a_step_too_large_is_named():
    known, rng = table(5), np.random.default_rng(0)
    for bad in ({"step": 0.0}, {"step": np.inf}, {"half_life": -1.0}):
        with pytest.raises(ValueError, match="above 0"):
            sgd_factors(known, 2, 1.0, rng, **bad)
    with pytest.raises(ValueError, match="lam"):
        sgd_factors(known, 2, 0.0, rng)
    with pytest.raises(ValueError, match="between 1 and"):
        sgd_factors(known, 21, 1.0, rng)
    with pytest.raises(ArithmeticError, match="smaller step"):
        sgd_factors(known, 2, 1.0, rng, 20, step=5.0)
