"""Cards of a day, lists and savings: the definition, and the theorems of the fraud case."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.learn.alerts import card_days, daily_list, savings


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_a_card_day_is_the_sum_of_its_payments(seed):
    rng = np.random.default_rng(seed)
    day, card, p, a = rng.integers(0, 3, 40), rng.integers(0, 5, 40), rng.random(40), rng.lognormal(size=40)
    fraud = rng.integers(0, 2, 40)
    t = card_days(day, card, p, a, fraud)
    assert (np.diff(t.day) >= 0).all() and len(t.day) == len({*zip(day, card, strict=True)})
    for row in zip(*t, strict=True):
        mine = (day == row[0]) & (card == row[1])
        assert row[2] == p[mine].max() and row[4] == fraud[mine].any()
        np.testing.assert_allclose([row[3], row[5]], [(p * a)[mine].sum(), (fraud * a)[mine].sum()])


@given(st.integers(0, 10**6), st.integers(0, 6))
def test_a_list_has_the_best_of_each_day(seed, k):
    rng = np.random.default_rng(seed)
    day, score = rng.integers(0, 4, 30), rng.normal(size=30).round(1)
    listed = daily_list(day, score, k, least=-0.5)
    for d in np.unique(day):
        inside, out = score[(day == d) & listed], score[(day == d) & ~listed]
        fit = (score[day == d] > -0.5).sum()
        assert len(inside) == min(k, fit)
        if len(inside) and (out > -0.5).any():
            assert inside.min() >= out[out > -0.5].max()


def test_no_choice_of_cards_has_a_larger_expected_saving_than_the_list():
    rng = np.random.default_rng(3)
    for _ in range(20):
        V = rng.normal(1, 3, 7)
        best = max(V[list(c)].sum() for m in range(4) for c in combinations(range(7), m))
        assert V[daily_list(np.zeros(7), V, 3, 0.0)].sum() == pytest.approx(best)


def test_the_chance_of_some_fraud_lies_between_its_bounds_and_reaches_both():
    rng = np.random.default_rng(0)
    p = np.array([0.1, 0.3, 0.2])
    u = rng.random(200_000)
    assert (u[:, None] < p).any(axis=1).mean() == pytest.approx(0.3, abs=5e-3)
    edges = np.cumsum(p)
    assert ((u[:, None] < edges) & (u[:, None] >= edges - p)).any(axis=1).mean() == pytest.approx(0.6, abs=5.5e-3)


def test_inclusion_weights_are_unbiased_with_the_variance_of_the_theorem():
    rng = np.random.default_rng(1)
    x, e = rng.lognormal(size=30), rng.uniform(0.1, 0.9, 30)
    R = rng.random((40_000, 30)) < e
    guess, error = (R * x / e).sum(axis=1), (R * x**2 * (1 - e) / e**2).sum(axis=1)
    variance = (x**2 * (1 - e) / e).sum()
    assert abs(guess.mean() - x.sum()) < 4.5 * np.sqrt(variance / 40_000)
    assert guess.var() == pytest.approx(variance, rel=0.06)
    assert abs(error.mean() - variance) < 4.5 * error.std() / 200


def test_savings_count_stopped_fraud_checks_and_annoyance():
    t = card_days([0, 0, 2, 2], [1, 2, 1, 1], [0.5] * 4, [10, 20, 30, 40], [1, 0, 0, 1])
    np.testing.assert_array_equal(savings(t, [True, True, True], 5, 2), [10 - 5 - 7, 40 - 5])
    np.testing.assert_array_equal(savings(t, [False] * 3, 5, 2), [0, 0])


def test_refusals():
    with pytest.raises(ValueError, match="between 0 and 1"):
        card_days([0], [0], [1.5], [1], [0])
    with pytest.raises(ValueError, match="one length"):
        card_days([0, 1], [0], [0.5], [1], [0])
    with pytest.raises(ValueError, match="whole number"):
        daily_list([0], [1.0], 1.5)
    t = card_days([0], [0], [0.5], [1], [0])
    with pytest.raises(ValueError, match="entry for each row"):
        savings(t, [True, False], 5, 2)
    with pytest.raises(ValueError, match="at least 0"):
        savings(t, [True], -5, 2)
