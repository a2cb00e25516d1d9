"""Measures of lists: bounded, best when sorted, and those of scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.metrics import average_precision_score, dcg_score, ndcg_score

from m4ds.learn.entries import Entries
from m4ds.learn.ranking import average_precision, dcg, ndcg, relevance


@settings(max_examples=60, deadline=None)
@given(marks=st.lists(st.booleans(), min_size=1, max_size=12), more=st.integers(0, 5))
def test_both_measures_lie_in_0_1_and_are_1_only_if_the_wanted_come_first(marks, more):
    y = np.array([marks])
    W = y.sum(axis=1) + more
    if W[0] == 0:
        assert np.isnan(ndcg(y, W)[0]) and np.isnan(average_precision(y, W)[0])
        return
    head = min(W[0], y.shape[1])
    first = y[0, :head].all()
    for measure in (ndcg, average_precision):
        value = measure(y, W)[0]
        assert -1e-12 <= value <= 1 + 1e-12
        assert (value > 1 - 1e-9) == bool(first)


@settings(max_examples=40, deadline=None)
@given(gains=st.lists(st.floats(0, 10), min_size=2, max_size=8))
def test_no_order_has_more_gain_than_the_sorted_one(gains):
    g = np.array(gains)
    best = dcg(np.sort(g)[::-1][None])[0]
    orders = np.array([np.random.default_rng(s).permutation(g) for s in range(20)])
    assert (dcg(orders) <= best + 1e-9).all()


@pytest.mark.parametrize("seed", range(5))
def test_they_agree_with_scikit_learn(seed):
    rng = np.random.default_rng(seed)
    true, score = rng.integers(0, 2, (30, 12)), rng.normal(size=(30, 12))
    true[:, 0] = 1
    y = np.take_along_axis(true, np.argsort(-score, axis=1), axis=1)
    for k in (1, 5, 12):
        assert ndcg(y[:, :k], true.sum(axis=1)).mean() == pytest.approx(ndcg_score(true, score, k=k), abs=1e-12)
        assert dcg(y[:, :k]).mean() == pytest.approx(dcg_score(true, score, k=k), abs=1e-12)
    theirs = [average_precision_score(t, s) for t, s in zip(true, score, strict=True)]
    np.testing.assert_allclose(average_precision(y, true.sum(axis=1)), theirs, atol=1e-12)


def test_the_two_lists_of_the_case_are_ordered_differently_by_the_two_measures():
    y = np.array([np.isin(np.arange(1, 11), p) for p in ((1, 9, 10), (2, 3, 4))])
    ap, gain = average_precision(y, [3, 3]), ndcg(y, [3, 3])
    assert ap[0] < ap[1] and gain[0] > gain[1]


def test_relevance_finds_the_wanted_places():
    wanted = Entries([0, 0, 1], [1, 2, 0], [5, 5, 5], (3, 3))
    assert relevance([[2, 0], [0, 1], [0, 1]], wanted).tolist() == [[True, False], [True, False], [False, False]]


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="negative"):
        dcg([[1, -1]])
    with pytest.raises(ValueError, match="0 and 1"):
        ndcg([[1, 2]], [3])
    with pytest.raises(ValueError, match="more wanted"):
        average_precision([[1, 1]], [1])
    with pytest.raises(ValueError, match="shape"):
        ndcg([[1, 1]], [2, 2])
    with pytest.raises(ValueError, match="NaN"):
        ndcg([[1, np.nan]], [2])
    with pytest.raises(ValueError, match="3 rows"):
        relevance([[0, 1]], Entries([0], [0], [1], (3, 3)))
