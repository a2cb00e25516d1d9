"""Splits: every row is tested once, no group on two sides, no test before its training; and scikit-learn's choice."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from sklearn.model_selection import GroupKFold, KFold, TimeSeriesSplit

from m4ds.learn.splits import group_kfold, kfold, time_splits


@given(st.integers(2, 40), st.data())
def test_every_row_is_tested_once_and_never_trains_its_own_judge(n, data):
    k = data.draw(st.integers(2, n))
    splits = kfold(n, k, np.random.default_rng(n))
    assert sorted(np.concatenate([test for _, test in splits]).tolist()) == list(range(n))
    for train, test in splits:
        assert sorted([*train, *test]) == list(range(n))
        assert n // k <= len(test) <= n // k + 1


@given(st.lists(st.integers(0, 9), min_size=2, max_size=60), st.data())
def test_no_group_stands_on_both_sides(groups, data):
    groups = np.array(groups)
    kinds = len(set(groups.tolist()))
    if kinds < 2:
        return
    k = data.draw(st.integers(2, kinds))
    splits = group_kfold(groups, k)
    assert sorted(np.concatenate([test for _, test in splits]).tolist()) == list(range(len(groups)))
    for train, test in splits:
        assert len(test) and not set(groups[train]) & set(groups[test])


@given(st.integers(2, 60), st.data())
def test_every_test_follows_its_training_by_more_than_the_gap(n, data):
    k = data.draw(st.integers(1, n - 1))
    gap = data.draw(st.integers(0, n - k * (n // (k + 1)) - 1))
    splits = time_splits(n, k, gap)
    assert len(splits) == k and splits[-1][1][-1] == n - 1
    for train, test in splits:
        assert len(train) and train[-1] + gap + 1 == test[0] and len(test) == n // (k + 1)


def same(ours, theirs):
    for (a, b), (c, d) in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(a, c)
        np.testing.assert_array_equal(b, d)


@pytest.mark.parametrize(("n", "k"), [(2, 2), (10, 3), (101, 7), (5, 5)])
def test_the_folds_are_those_of_scikit_learn(n, k):
    X = np.zeros(n)
    same(kfold(n, k), KFold(k).split(X))
    if k < n:
        same(time_splits(n, k), TimeSeriesSplit(k).split(X))
        same(time_splits(n, k, n // (k + 1) - 1), TimeSeriesSplit(k, gap=n // (k + 1) - 1).split(X))


def test_the_groups_go_where_scikit_learn_puts_them():
    rng = np.random.default_rng(0)
    for _ in range(20):
        sizes = rng.permutation(np.arange(1, 13))             # different sizes: no tie to break
        groups = rng.permutation(np.repeat(np.arange(12), sizes))
        same(group_kfold(groups, 4), GroupKFold(4).split(groups, groups=groups))
    words = np.array(["a", "b", "b", "c"])
    same(group_kfold(words, 2), group_kfold([1, 2, 2, 3], 2))


@pytest.mark.parametrize(("call", "words"), [
    (lambda: kfold(1, 2), "n must"), (lambda: kfold(5, 1), "k must"), (lambda: kfold(5, 6), "k must"),
    (lambda: kfold(5, 2.5), "k must"), (lambda: kfold(5, True), "k must"),
    (lambda: group_kfold([1, 1], 2), "one group"),
    (lambda: group_kfold([], 2), "groups must"), (lambda: group_kfold([[1, 2]], 2), "groups must"),
    (lambda: group_kfold([1.0, np.nan], 2), "NaN"), (lambda: group_kfold([1, 2], 3), "k must"),
    (lambda: time_splits(5, 5), "k must"), (lambda: time_splits(6, 2, 2), "gap must"),
    (lambda: time_splits(6, 0), "k must"),
])
def test_what_cannot_be_split_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
