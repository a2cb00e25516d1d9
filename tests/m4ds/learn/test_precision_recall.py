"""Precision and recall count what they say, and agree with scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from sklearn import metrics

from m4ds.learn.precision_recall import (
    average_precision,
    card_precision_at_k,
    precision_at_k,
    precision_recall_curve,
)

CASES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 1)), min_size=1, max_size=20)


def split(cases):
    return np.array([c[0] for c in cases], dtype=float), np.array([c[1] for c in cases])


@given(CASES.filter(lambda c: any(y for _, y in c)))
def test_the_curve_counts_and_agrees_with_sklearn(cases):
    s, y = split(cases)
    ours = precision_recall_curve(s, y)
    for precision, recall, threshold in zip(*ours, strict=True):
        assert precision == pytest.approx(y[s >= threshold].mean())
        assert recall == pytest.approx(y[s >= threshold].sum() / y.sum())
    theirs = metrics.precision_recall_curve(y, s)
    np.testing.assert_allclose(ours.precision[::-1], theirs[0][:-1], atol=1e-14)
    np.testing.assert_allclose(ours.recall[::-1], theirs[1][:-1], atol=1e-14)
    assert average_precision(s, y) == pytest.approx(metrics.average_precision_score(y, s), abs=1e-12)


def test_many_cases_agree_with_sklearn():
    rng = np.random.default_rng(0)
    y = rng.random(20_000) < 0.01
    s = 1e-12 * (y + rng.normal(size=20_000)) + 1
    assert average_precision(s, y) == pytest.approx(metrics.average_precision_score(y, s), rel=1e-12)


def test_an_order_by_chance_has_the_mean_that_the_chapter_derives():
    rng, n, P, runs = np.random.default_rng(2), 12, 4, 4000
    y = np.repeat([1, 0], [P, n - P])
    found = np.array([average_precision(rng.permutation(n), y) for _ in range(runs)])
    harmonic = (1 / np.arange(1, n + 1)).sum()
    expected = (P - 1) / (n - 1) + harmonic / n * (n - P) / (n - 1)
    assert abs(found.mean() - expected) < 4.5 * found.std() / np.sqrt(runs)


@given(CASES, st.data())
def test_precision_at_k_is_the_mean_over_all_ways_to_break_ties(cases, data):
    s, y = split(cases)
    k = data.draw(st.integers(1, len(s)))
    rng = np.random.default_rng(0)
    orders = [np.lexsort((rng.random(len(s)), -s)) for _ in range(400)]
    mean = np.mean([y[o[:k]].mean() for o in orders])
    assert precision_at_k(s, y, k) == pytest.approx(mean, abs=4.9 * 0.5 / np.sqrt(400))
    if len(np.unique(s)) == len(s):
        assert precision_at_k(s, y, k) == pytest.approx(mean, abs=1e-12)


def test_cards_are_counted_once_a_day():
    rng = np.random.default_rng(3)
    n = 3000
    s, y, day, card = rng.random(n), rng.random(n) < 0.05, rng.integers(0, 4, n), rng.integers(0, 90, n)
    expected = []
    for d in range(4):
        cards = {}
        for i in np.flatnonzero(day == d):
            best, fraud = cards.get(card[i], (-1, False))
            cards[card[i]] = max(best, s[i]), fraud or y[i]
        expected.append(np.mean([f for _, f in sorted(cards.values(), reverse=True)[:10]]))
    np.testing.assert_allclose(card_precision_at_k(s, y, day, card, 10), expected)


@pytest.mark.parametrize("call, word", [
    (lambda: precision_recall_curve([1, 2], [0, 0]), "no 1"),
    (lambda: average_precision([1, np.inf], [0, 1]), "scores"),
    (lambda: precision_recall_curve([1, 2], [0, 2]), "0 and 1"), (lambda: precision_at_k([1, 2], [0, 1], 3), "k must"),
    (lambda: precision_at_k([1, 2], [0, 1], 1.5), "k must"), (lambda: precision_at_k([1, 2], [0], 1), "length"),
    (lambda: precision_at_k([], [], 1), "empty"),
    (lambda: card_precision_at_k([1, 2], [0, 1], [0], [1, 2], 1), "day and card"),
    (lambda: card_precision_at_k([1, 2], [0, 1], [0, 0], [1, 1], 2), "k must")])
def test_what_cannot_be_counted_is_refused(call, word):
    with pytest.raises(ValueError, match=word):
        call()
