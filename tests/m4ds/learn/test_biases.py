import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.linear_model import Ridge

from m4ds.learn.biases import fit_biases
from m4ds.learn.entries import Entries


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), lam=st.floats(0.1, 20), count=st.integers(1, 20))
def test_the_offsets_are_those_of_a_ridge_regression_on_indicators(seed, lam, count):
    rng = np.random.default_rng(seed)
    places = rng.choice(20, size=count, replace=False)
    known = Entries(places // 4, places % 4, rng.uniform(1, 5, count), (5, 4))
    ours = fit_biases(known, lam)
    indicators = np.hstack([np.eye(5)[known.rows], np.eye(4)[known.cols]])
    theirs = Ridge(lam, fit_intercept=False).fit(indicators, known.values - known.values.mean()).coef_
    np.testing.assert_allclose(np.concatenate([ours.row, ours.col]), theirs, atol=1e-7)


def test_an_additive_table_is_completed():
    table = 3 + np.array([[-1.0], [0], [1]]) + np.array([-0.5, 0.5])
    table[2, 1] = np.nan
    assert fit_biases(Entries.from_table(table), 1e-9).predict([2], [1]) == pytest.approx([4.5])


def test_a_newcomer_gets_no_offset():
    fit = fit_biases(Entries([0, 1], [0, 0], [5, 3], (3, 2)), 1.0)
    assert fit.row[2] == 0 and fit.col[1] == 0 and fit.mean == 4
    assert fit_biases(Entries([0], [0], [5], (1, 1)), 1.0).predict([0], [0]) == 5


def test_bad_input_is_refused():
    known = Entries([0, 1], [0, 0], [5, 3], (3, 2))
    with pytest.raises(ValueError, match="lam"):
        fit_biases(known, 0)
    with pytest.raises(ValueError, match="still move"):
        fit_biases(known, 1e-9, tol=0, max_iter=1)
