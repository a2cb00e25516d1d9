"""Chow's rule has the least expected cost of all decisions; the curve counts what it says."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.learn.reject import REJECT, chow, reject_cost, risk_coverage

costs = st.floats(0.1, 100)


@given(st.integers(0, 1000), costs, st.floats(0, 100), st.integers(2, 10))
def test_no_decision_costs_less_in_expectation(seed, error, reject, k):
    P = np.random.default_rng(seed).dirichlet(np.full(k, 0.4), size=20)
    chosen = chow(P, error, reject)
    every = np.column_stack([error * (1 - P), np.full(20, reject)])            # each class, and to reject
    paid = every[np.arange(20), np.where(chosen == REJECT, k, chosen)]
    np.testing.assert_allclose(paid, every.min(axis=1), atol=1e-12)


@given(st.integers(0, 1000), st.floats(0, 0.3))
def test_wrong_probabilities_cost_at_most_twice_their_error(seed, size):
    rng = np.random.default_rng(seed)
    P = rng.dirichlet(np.ones(4), size=20)
    Q = (1 - size) * P + size * rng.dirichlet(np.ones(4), size=20)
    every = np.column_stack([60 * (1 - P), np.full(20, 9.0)])
    chosen = chow(Q, 60, 9)
    paid = every[np.arange(20), np.where(chosen == REJECT, 4, chosen)]
    assert (paid - every.min(axis=1) <= 2 * 60 * np.abs(P - Q).max(axis=1) + 1e-9).all()


@given(st.integers(0, 1000))
def test_the_curve_counts(seed):
    rng = np.random.default_rng(seed)
    s, right = rng.integers(0, 6, 30) / 5, rng.integers(0, 2, 30)
    for coverage, risk, level in zip(*risk_coverage(s, right), strict=True):
        kept = s >= level
        assert coverage == kept.mean()
        assert risk == pytest.approx(1 - right[kept].mean())
    assert coverage == 1


def test_free_errors_and_dear_rejections():
    assert chow([[0.5, 0.5]], error=1, reject=0.5)[0] == 0                      # never worth rejecting two classes
    assert chow([[1.0, 0.0]], error=1, reject=0)[0] == 0
    assert chow([[0.99, 0.01]], error=1, reject=0)[0] == REJECT
    assert reject_cost([0, 1, REJECT], [0, 0, 0], 60, 3).tolist() == [0, 60, 3]


@pytest.mark.parametrize("call", [
    lambda: chow([[0.5, 0.6]], 1, 1), lambda: chow([[1.5, -0.5]], 1, 1), lambda: chow([[0.5, 0.5]], 0, 1),
    lambda: chow([[0.5, 0.5]], 1, -1), lambda: chow([[0.5, np.nan]], 1, 1), lambda: reject_cost([1], [1, 2], 1, 1),
    lambda: reject_cost([1], [1], np.inf, 1), lambda: risk_coverage([1.0], [2]), lambda: risk_coverage([1.0], [1, 1]),
    lambda: risk_coverage([], [])])
def test_what_makes_no_sense_is_refused(call):
    with pytest.raises(ValueError):
        call()
