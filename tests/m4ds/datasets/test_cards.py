"""Card payments: deterministic, with the laws that the case proves, and labels that never come too early."""

import hashlib
from math import sqrt

import numpy as np
import pytest
from scipy import integrate, stats

from m4ds.datasets.cards import (
    AMOUNT_SD,
    BREAK_SHARE,
    LEAK,
    NONE,
    RATE_SCALE,
    RATE_SHAPE,
    TERMINAL,
    TESTING,
    WEEKDAYS,
    labels_known,
    simulate_cards,
)
from m4ds.learn.roc import auc


@pytest.fixture(scope="module")
def data():
    return simulate_cards(2000, 600, 120, seed=5, change_day=None)


def test_the_same_seed_gives_the_same_arrays():
    def digest(seed):
        d = simulate_cards(40, 15, 40, seed=seed)
        arrays = (d.time, d.card, d.terminal, d.amount, d.kind, d.home, d.place, d.rate, d.mean_log, d.shift)
        return hashlib.sha256(b"".join(a.tobytes() for a in arrays)).hexdigest()
    assert digest(1) == digest(1) != digest(2)


def test_payments_are_in_order_and_refer_to_cards_and_terminals_that_exist(data):
    assert (np.diff(data.time) >= 0).all() and data.time[0] >= 0 and data.time[-1] < 120
    assert data.card.max() < 2000 and data.terminal.max() < 600
    assert data.amount.min() >= 0.01
    np.testing.assert_array_equal(data.amount, data.amount.round(2))


def test_the_share_of_fraud_is_between_a_fifth_of_a_percent_and_one_percent():
    for seed in range(5):
        d = simulate_cards(seed=seed)
        assert 0.002 < d.fraud.mean() < 0.01
        assert set(d.kind) == {NONE, TESTING, TERMINAL, LEAK}


def test_counts_of_a_card_are_poisson_given_its_rate_and_negative_binomial_without_it(data):
    honest = data.kind == NONE
    weeks = np.array([np.bincount(data.card[honest & (data.day // 7 == w)], minlength=2000) for w in range(17)])
    given = ((weeks - 7 * data.rate) / np.sqrt(7 * data.rate)).ravel()
    assert abs(given.var() - 1) < 0.05
    mean, var = weeks.mean(), weeks.var(axis=1).mean()
    expected = 7 * RATE_SHAPE * RATE_SCALE
    assert mean == pytest.approx(expected, rel=0.05)
    assert var == pytest.approx(mean + mean**2 / RATE_SHAPE, rel=0.12)      # negative binomial, not Poisson


def test_saturdays_are_busier_than_mondays_by_the_stated_factor(data):
    honest = data.day[data.kind == NONE]
    counts = np.bincount(honest % 7, minlength=7)[[0, 5]] / np.array([18, 17])      # weeks of each day in 120 days
    ratio, truth = counts[1] / counts[0], WEEKDAYS[5] / WEEKDAYS[0]
    assert abs(np.log(ratio / truth)) < 4 * np.sqrt((1 / (counts * 17)).sum())


def test_log_amounts_of_a_card_are_normal(data):
    honest = data.kind == NONE
    z = (np.log(data.amount) - data.mean_log[data.card])[honest] / AMOUNT_SD
    rng = np.random.default_rng(0)
    assert stats.kstest(rng.choice(z, 5000, replace=False), "norm").pvalue > 0.01


def test_leaks_have_the_area_and_the_average_precision_of_the_closed_form(data):
    keep = (data.kind == NONE) | (data.kind == LEAK)
    z = (np.log(data.amount) - data.mean_log[data.card])[keep]
    fraud = data.kind[keep] == LEAK
    n = fraud.sum()
    law = stats.norm.cdf(1.2 / (AMOUNT_SD * sqrt(2)))
    spread = sqrt((law / (2 - law) - law**2) / n)                # Hanley and McNeil, with many negatives
    assert abs(auc(z, fraud) - law) < 4 * spread

    share = fraud.mean()

    def precision(recall):
        t = stats.norm.isf(recall)                               # threshold, in sd from the mean of the leaks
        return 1 / (1 + (1 - share) / share * stats.norm.sf(t + 1.2 / AMOUNT_SD) / recall)

    law_ap = integrate.quad(precision, 0, 1)[0]
    order = np.argsort(-z, kind="stable")
    hits = np.cumsum(fraud[order])
    ap = (hits / np.arange(1, len(z) + 1))[fraud[order]].mean()
    assert ap == pytest.approx(law_ap, abs=0.025)


def test_compromised_terminals_are_busy_and_a_quarter_of_their_payments_is_fraud(data):
    counts = np.bincount(data.terminal[data.kind == TERMINAL], minlength=600)
    worst = counts.argmax()
    traffic = np.bincount(data.terminal, minlength=600)
    assert traffic[counts > 0].mean() > traffic.mean()
    when = data.time[(data.terminal == worst) & (data.kind == TERMINAL)]
    inside = (data.terminal == worst) & (data.time >= when.min()) & (data.time <= when.max())
    share = (data.kind[inside] == TERMINAL).mean()
    assert abs(share - BREAK_SHARE) < 5 * sqrt(BREAK_SHARE * (1 - BREAK_SHARE) / inside.sum()) + 2 / inside.sum()


def test_bursts_are_small_payments_within_an_hour(data):
    tested = data.kind == TESTING
    assert np.median(data.amount[tested]) < 2
    spans = [np.ptp(data.time[tested & (data.card == c)]) for c in np.unique(data.card[tested])]
    assert np.mean(np.array(spans) <= 1 / 24) > 0.9              # a card may be tested twice


def test_after_the_change_leaks_are_more_frequent_and_nearer_to_the_owner_s_amounts():
    d = simulate_cards(4000, 500, 120, seed=6, change_day=60.0)
    leak = d.kind == LEAK
    assert set(d.shift[leak & (d.time < 60)]) == {1.2} and set(d.shift[leak & (d.time >= 60)]) == {0.6}
    assert (leak & (d.time >= 75)).sum() / 45 > 1.5 * (leak & (d.time < 60)).sum() / 60


def test_no_label_is_younger_than_the_delay_and_only_of_cards_that_were_looked_at(data):
    rng = np.random.default_rng(2)
    looked_at = rng.random((120, 2000)) < 0.05
    known = labels_known(data, looked_at, now=50.0)
    assert known.any() and data.day[known].max() == 50 - 7 - 1
    assert looked_at[data.day[known], data.card[known]].all()
    later = labels_known(data, looked_at, now=60.0)
    assert (later | ~known).all()                                # what is known stays known
    looked_at[43:] = ~looked_at[43:]                             # the future does not change the past
    np.testing.assert_array_equal(labels_known(data, looked_at, now=50.0), known)


@pytest.mark.parametrize(("call", "words"), [
    (lambda d: simulate_cards(0), "must be at least 1"),
    (lambda d: simulate_cards(5, 5, 5, delta=-1), "delta must be at least 0"),
    (lambda d: labels_known(d, np.ones((3, 3), bool), 5.0), "looked_at must have a row for each of 120 days"),
    (lambda d: labels_known(d, np.ones((120, 2000), bool), 5.0, delay=-1), "delay must be at least 0"),
])
def test_bad_arguments_are_refused(data, call, words):
    with pytest.raises(ValueError, match=words):
        call(data)
