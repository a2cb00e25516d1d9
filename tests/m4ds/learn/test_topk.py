import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.learn.entries import Entries
from m4ds.learn.topk import hits_and_wanted, top_k


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), k=st.integers(1, 4))
def test_the_list_is_the_best_of_what_is_left(seed, k):
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(5, 9))
    places = rng.permutation(45)[:int(rng.integers(1, 5))]
    seen = Entries(places // 9, places % 9, np.ones(len(places)), (5, 9))
    top = top_k(scores, seen, k)
    for i in range(5):
        left = sorted(set(range(9)) - set(seen.cols[seen.rows == i]), key=lambda j: -scores[i, j])
        assert top[i].tolist() == left[:k]


def test_equal_scores_stand_in_order_and_the_scores_are_left_alone():
    scores = np.ones((1, 4))
    assert top_k(scores, Entries([0], [1], [5], (1, 4)), 3).tolist() == [[0, 2, 3]]
    assert scores.tolist() == [[1, 1, 1, 1]]


def test_hits_are_counted_by_row():
    hits, counts = hits_and_wanted([[3, 1], [0, 2], [0, 1]], Entries([0, 0, 1], [1, 2, 2], [5, 5, 5], (3, 4)))
    assert hits.tolist() == [1, 1, 0] and counts.tolist() == [2, 1, 0]


def test_bad_input_is_refused():
    seen = Entries([0, 0], [0, 1], [1, 1], (2, 3))
    for k in (0, 2, 1.5):
        with pytest.raises(ValueError, match="k must be"):
            top_k(np.ones((2, 3)), seen, k)
    with pytest.raises(ValueError, match="shape"):
        top_k(np.ones((2, 4)), seen, 1)
    with pytest.raises(ValueError, match="NaN"):
        top_k([[np.nan, 1, 1], [1, 1, 1]], seen, 1)
    with pytest.raises(ValueError, match="2 rows"):
        hits_and_wanted([[0]], seen)
