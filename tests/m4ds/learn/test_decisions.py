"""Thresholds: no other rule is cheaper, or has a larger F."""

import numpy as np
import pytest
from hypothesis import assume, given, strategies as st
from sklearn.metrics import confusion_matrix, fbeta_score

from m4ds.learn.decisions import best_f_threshold, cost_curve, cost_threshold, prior_shift
from m4ds.learn.roc import roc_curve, roc_hull

COST = st.integers(-20, 20)
GROUPS = st.tuples(*[st.lists(st.integers(0, 6), min_size=1, max_size=12)] * 2)


@given(COST, COST, COST, COST, st.floats(0, 1))
def test_the_threshold_separates_what_an_alarm_saves(false_alarm, miss, hit, rest, p):
    assume(false_alarm > rest and miss > hit)
    t = cost_threshold(false_alarm, miss, hit, rest)
    alarm, none = p * hit + (1 - p) * false_alarm, p * miss + (1 - p) * rest
    assume(abs(p - t) > 1e-9)
    assert 0 < t < 1 and (alarm < none) == (p > t)


@given(GROUPS, st.integers(1, 9), st.integers(1, 9))
def test_the_cost_curve_is_that_of_the_counts(groups, false_alarm, miss):
    mine, others = groups
    s, y = np.array(mine + others, dtype=float), np.repeat([1, 0], [len(mine), len(others)])
    curve = cost_curve(s, y, false_alarm, miss)
    for t, cost in zip(*curve, strict=True):
        (_, fp), (fn, _) = confusion_matrix(y, s >= t, labels=[0, 1])
        assert cost == pytest.approx((false_alarm * fp + miss * fn) / len(y))
    rates = roc_curve(s, y)
    corners = curve.cost[roc_hull(*rates[:2])]
    assert corners.min() == pytest.approx(curve.cost.min())          # the cheapest is a corner of the hull
    share = 0.2 * miss * (1 - rates.true_rate) + 0.8 * false_alarm * rates.false_rate
    np.testing.assert_allclose(cost_curve(s, y, false_alarm, miss, 0.2).cost, share)


@given(st.floats(0.001, 0.999), st.floats(0.001, 0.999), st.floats(0, 1))
def test_a_shift_there_and_back_changes_nothing(old, new, p):
    assert prior_shift(prior_shift([p], old, new), new, old) == pytest.approx([p], abs=1e-9)
    assert prior_shift([old], old, new) == pytest.approx([new])


def test_a_shift_gives_the_bayes_rule_of_the_new_population():
    ratio = np.exp(np.linspace(-5, 5, 11))
    there, here = (share * ratio / (share * ratio + 1 - share) for share in (0.3, 0.01))
    np.testing.assert_allclose(prior_shift(there, 0.3, 0.01), here, rtol=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9), st.sampled_from([0.5, 1.0, 2.0]))
def test_no_subset_has_a_larger_f_and_the_threshold_is_at_its_place(p, beta):
    assume(max(p) > 1e-6)
    best, b2, p = best_f_threshold(p, beta), beta**2, np.array(p)
    for bits in range(1, 2 ** len(p)):
        chosen = np.array([bits >> i & 1 for i in range(len(p))], dtype=bool)
        assert (1 + b2) * p[chosen].sum() / (b2 * p.sum() + chosen.sum()) <= best.f + 1e-9
    ranked = np.sort(p)[::-1]
    assert ranked[best.alarms - 1] >= best.threshold - 1e-9
    assert (ranked[best.alarms:] <= best.threshold + 1e-9).all()


def test_with_many_cases_no_threshold_has_a_larger_f_in_the_labels():
    rng = np.random.default_rng(0)
    p = rng.beta(0.3, 4, 200_000)
    y = rng.random(len(p)) < p
    best = best_f_threshold(p)
    found = {t: fbeta_score(y, p > t, beta=1) for t in (best.threshold, 0.05, 0.1, 0.5, *np.linspace(0.15, 0.4, 6))}
    assert max(found.values()) <= found[best.threshold] + 0.003
    assert found[best.threshold] == pytest.approx(best.f, abs=0.01)


@pytest.mark.parametrize("call, word", [
    (lambda: cost_threshold(0, 1), "cost more"), (lambda: cost_threshold(1, 1, 2), "cost more"),
    (lambda: cost_threshold(1, np.inf), "costs"), (lambda: cost_curve([1, 2], [0, 1], 0, 1), "costs"),
    (lambda: cost_curve([1, 2], [1, 1], 1, 1), "both"), (lambda: cost_curve([1, 2], [0, 1], 1, 1, 1.0), "prevalence"),
    (lambda: prior_shift([1.2], 0.1, 0.2), "between"), (lambda: prior_shift([0.2], 0, 0.2), "old"),
    (lambda: prior_shift([0.2], 0.1, 1), "new"), (lambda: best_f_threshold([0, 0]), "not all"),
    (lambda: best_f_threshold([2]), "between"), (lambda: best_f_threshold([0.5], 0), "beta")])
def test_what_has_no_answer_is_refused(call, word):
    with pytest.raises(ValueError, match=word):
        call()
