"""Features of a card's past: equal to their definition, blind to the future and to labels that are not there yet."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.datasets.cards import labels_known, simulate_cards
from m4ds.learn.card_features import CARD_FEATURES, card_features, past_window, since_last, terminal_risk


def table(seed, n=60, keys=4):
    rng = np.random.default_rng(seed)
    return np.sort(rng.integers(0, 200, n)) / 8, rng.integers(0, keys, n), rng.integers(-5, 50, n).astype(float)


@settings(deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.5, 2.0, 30.0, np.inf]), st.sampled_from([0.0, 1.25, 40.0]))
def test_a_window_holds_what_its_definition_says(seed, width, lag):
    time, key, value = table(seed)
    until = time - lag
    count, total = past_window(time, key, value, width, until)
    for i in range(len(time)):
        inside = (key == key[i]) & (time >= until[i] - width) & (time < until[i])
        assert count[i] == inside.sum()
        assert total[i] == pytest.approx(value[inside].sum(), abs=1e-9)


def test_a_window_is_that_of_pandas():
    rng = np.random.default_rng(1)
    time, key, value = np.sort(rng.uniform(0, 50, 500)), rng.integers(0, 9, 500), rng.lognormal(size=500)
    frame = pd.DataFrame({"key": key, "value": value}, index=pd.Timestamp("2020-01-01") + pd.to_timedelta(time, "D"))
    for k in range(9):
        theirs = frame[key == k]["value"].rolling("7D", closed="left").sum().fillna(0)
        np.testing.assert_allclose(past_window(time, key, value, 7.0)[1][key == k], theirs, atol=1e-9)


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_the_pause_is_the_time_since_the_row_before(seed):
    time, key, _ = table(seed)
    pause = since_last(time, key)
    for i in range(len(time)):
        before = np.flatnonzero(key[:i] == key[i])
        assert pause[i] == (time[i] - time[before[-1]] if len(before) else np.inf)


@pytest.mark.parametrize("cut, delay", [(30, 7), (45, 3), (59, 0)])
def test_rewriting_the_future_and_labels_not_yet_known_changes_no_feature(cut, delay):
    data = simulate_cards(200, 80, 60, seed=3)
    X = card_features(data.time, data.card, data.terminal, data.amount, data.fraud, delay=delay)
    rng = np.random.default_rng(0)
    late = data.day > cut
    card, terminal = data.card.copy(), data.terminal.copy()
    amount, fraud = data.amount.copy(), data.fraud.astype(float)
    card[late], terminal[late] = rng.permutation(card[late]), rng.permutation(terminal[late])
    amount[late] = rng.lognormal(5, 2, late.sum())
    young = data.day + 1 + delay > cut
    fraud[young] = rng.random(young.sum()) < 0.5
    new = card_features(data.time, card, terminal, amount, fraud, delay=delay)
    np.testing.assert_allclose(new[~late], X[~late], rtol=1e-9, atol=1e-9)
    if late.any():
        assert (np.abs(new[late] - X[late]).max(axis=1) > 1e-6).mean() > 0.9


def test_the_risk_uses_the_labels_that_the_simulator_calls_known():
    data = simulate_cards(100, 40, 50, seed=2)
    looked = np.random.default_rng(0).random((50, 100)) < 0.5
    labelled = looked[data.day, data.card]
    risk = terminal_risk(data.time, data.terminal, data.fraud, labelled, width=np.inf, prior=(1, 9))
    for i in np.random.default_rng(1).integers(0, len(data.time), 60):
        known = labels_known(data, looked, float(data.day[i])) & (data.terminal == data.terminal[i])
        assert risk[i] == pytest.approx((1 + data.fraud[known].sum()) / (10 + known.sum()))


def test_labels_of_the_unlabelled_are_never_read():
    data = simulate_cards(100, 40, 50, seed=2)
    labelled = np.random.default_rng(0).random(len(data.time)) < 0.3
    other = np.where(labelled, data.fraud, ~data.fraud)
    args = data.time, data.terminal
    np.testing.assert_array_equal(terminal_risk(*args, data.fraud, labelled), terminal_risk(*args, other, labelled))


def test_a_first_payment_and_the_smallest_table():
    X = card_features([3.5], [0], [0], [np.exp(4.2)], [0])
    assert X.shape == (1, len(CARD_FEATURES)) and np.isfinite(X).all()
    assert X[0, 1] == pytest.approx(1.0)            # above what is believed of a new card
    assert X[0, -1] == pytest.approx(np.log(0.5 / 99.5))


@pytest.mark.parametrize("change, message", [
    ({"time": [1.0, 0.5]}, "decrease"), ({"time": [0.0, np.nan]}, "NaN|finite"), ({"card": [0.5, 1.0]}, "whole"),
    ({"card": [-1, 0]}, "whole"), ({"amount": [0.0, 1.0]}, "above 0"), ({"fraud": [0]}, "each row"),
    ({"delay": -1.0}, "delay"), ({"weight": 0.0}, "above 0"), ({"labelled": [True]}, "labelled")])
def test_refusals(change, message):
    good = {"time": [0.0, 1.0], "card": [0, 0], "terminal": [1, 1], "amount": [5.0, 6.0], "fraud": [0, 1]}
    with pytest.raises((TypeError, ValueError), match=message):
        card_features(**{**good, **change})


def test_windows_refuse_a_width_of_zero_and_ends_in_the_future():
    with pytest.raises(ValueError, match="width"):
        past_window([0.0], [0], [1.0], 0.0)
    with pytest.raises(ValueError, match="until"):
        past_window([0.0], [0], [1.0], 1.0, [0.5])
