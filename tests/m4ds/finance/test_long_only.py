"""The long-only portfolio is the unconstrained one of another covariance matrix."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.finance.frontier import min_variance_weights
from m4ds.finance.long_only import implied_covariance


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 9), st.integers(0, 5))
def test_without_a_constraint_it_has_the_same_portfolio(seed, n, decades):
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    S = Q @ np.diag(np.geomspace(1, 10.0**decades, n)) @ Q.T
    S = (S + S.T) / 2
    w, m, C = implied_covariance(S)
    assert (m >= 0).all() and (m[w > 0] == 0).all()
    assert np.linalg.eigvalsh(C)[0] > 0
    np.testing.assert_allclose(min_variance_weights(C), w, atol=1e-6)
    assert w @ C @ w == pytest.approx(w @ S @ w, rel=1e-6)
    assert (C - S).max() <= 1e-12 * np.abs(S).max()                 # it only ever lowers covariances


def test_where_the_constraint_does_not_push_nothing_changes():
    w, m, C = implied_covariance(np.diag([1.0, 2.0, 4.0]))
    np.testing.assert_allclose(w, np.array([4, 2, 1]) / 7)
    assert (m == 0).all() and np.array_equal(C, np.diag([1.0, 2.0, 4.0]))
    assert implied_covariance([[4.0]]).weights == [1]


@pytest.mark.parametrize("S, words", [(np.ones((2, 2)), "definite"), ([[1, np.nan], [0, 1]], "NaN"),
                                      ([[1, 0.5], [0, 1]], "symmetric")])
def test_matrices_that_are_no_covariances_are_refused(S, words):
    with pytest.raises(ValueError, match=words):
        implied_covariance(S)
