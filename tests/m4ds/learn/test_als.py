"""Alternating least squares: each half step is a ridge problem, and the objective never rises."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.linear_model import Ridge

from m4ds.learn.als import als, factor_loss, half_step
from m4ds.learn.entries import Entries


def holey(seed, m=7, n=6, share=0.5, scale=1.0):
    rng = np.random.default_rng(seed)
    table = scale * rng.normal(size=(m, n))
    table[rng.random((m, n)) > share] = np.nan
    table[0, 0] = scale
    return Entries.from_table(table)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), r=st.integers(1, 4), lam=st.floats(1e-3, 10), share=st.floats(0.1, 1))
def test_the_objective_falls_by_at_least_lam_times_the_squared_step(seed, r, lam, share):
    known, rng = holey(seed, share=share), np.random.default_rng(seed)
    found = als(known, r, lam, rng, 15)
    assert (np.diff(found.losses) <= 1e-12 * found.losses[0]).all()
    assert found.losses[-1] == pytest.approx(factor_loss(known, found.P, found.Q, lam))
    P = half_step(known, found.Q, lam)
    fall = factor_loss(known, found.P, found.Q, lam) - factor_loss(known, P, found.Q, lam)
    assert fall >= lam * np.sum((P - found.P) ** 2) - 1e-10 * found.losses[0]


@pytest.mark.parametrize("lam, scale", [(1e-2, 1.0), (1.0, 1.0), (100.0, 1e3), (1e-8, 1e-3)])
def test_each_row_is_the_ridge_regression_of_scikit_learn(lam, scale):
    known, Q = holey(3, 12, 8, 0.7, scale), np.random.default_rng(1).normal(size=(8, 3))
    P = half_step(known, Q, lam)
    for i in np.unique(known.rows):
        mine = known.rows == i
        theirs = Ridge(lam, fit_intercept=False, solver="cholesky").fit(Q[known.cols[mine]], known.values[mine])
        np.testing.assert_allclose(P[i], theirs.coef_, rtol=1e-7, atol=1e-9 * scale)


def test_a_full_table_gives_the_shrunken_truncated_svd():
    X = np.random.default_rng(0).normal(size=(9, 7))
    found = als(Entries.from_table(X), 3, 0.4, np.random.default_rng(0), 3000)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    np.testing.assert_allclose(found.P @ found.Q.T, (U[:, :3] * (s[:3] - 0.4)) @ Vt[:3], atol=1e-6)


def test_an_incomplete_table_of_low_rank_is_found():
    rng = np.random.default_rng(2)
    X = rng.normal(size=(30, 2)) @ rng.normal(size=(2, 25))
    hidden = rng.random(X.shape) < 0.4
    found = als(Entries.from_table(np.where(hidden, np.nan, X)), 2, 1e-6, rng, 300)
    np.testing.assert_allclose(found.P @ found.Q.T, X, atol=1e-3)


def test_two_starts_end_in_two_valleys():
    known = Entries.from_table([[1, np.nan, 5], [np.nan, 1, 5], [5, 5, np.nan]])
    ends = [als(known, 1, 1.0, None, 200, start=np.transpose([q])).losses[-1] for q in ([1, 1, 1], [1, 1, -1])]
    np.testing.assert_allclose(ends, [30, 43.4342], rtol=1e-5)


def test_a_row_without_entries_gets_zero_and_one_entry_is_enough():
    known = Entries([0], [0], [3.0], (2, 1))
    assert half_step(known, [[2.0]], 2.0).tolist() == [[1.0], [0.0]]
    assert als(known, 1, 0.1, np.random.default_rng(0), 0).losses.shape == (1,)


def test_bad_input_is_refused():
    known, rng = holey(0), np.random.default_rng(0)
    for lam in (0, -1, np.nan, np.inf):
        with pytest.raises(ValueError, match="lam"):
            als(known, 1, lam, rng)
    with pytest.raises(ValueError, match="k must lie"):
        als(known, 7, 1, rng)
    with pytest.raises(ValueError, match="start must have shape"):
        als(known, 2, 1, rng, start=np.ones((6, 3)))
    with pytest.raises(ValueError, match="Q must have 6 rows"):
        half_step(known, np.ones((5, 2)), 1)
    with pytest.raises(ValueError, match="NaN"):
        half_step(known, np.full((6, 2), np.nan), 1)
