from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy.special import expit, logit

from m4ds.datasets.machines import machine_signs
from m4ds.prob.bayes import (
    bayes_update,
    log_odds,
    log_odds_to_probability,
    log_odds_update,
    predictive_values,
)
from m4ds.prob.events import two_stage

percent = st.integers(1, 99)


@given(st.lists(st.tuples(st.integers(1, 50), percent), min_size=1, max_size=6))
def test_the_posterior_is_that_of_exact_enumeration(rows):
    total = sum(w for w, _ in rows)
    tree = two_stage({h: Fraction(w, total) for h, (w, _) in enumerate(rows)},
                     {h: {True: Fraction(q, 100), False: Fraction(100 - q, 100)}
                      for h, (_, q) in enumerate(rows)})
    exact = [float(tree.prob(lambda o, h=h: o[0] == h, given=lambda o: o[1])) for h in range(len(rows))]
    got = bayes_update([w / total for w, _ in rows], [q / 100 for _, q in rows])
    np.testing.assert_allclose(got, exact, rtol=1e-13)


def test_the_three_lines_of_the_chapter():
    np.testing.assert_allclose(bayes_update([.5, .3, .2], [.01, .02, .03]), [5 / 17, 6 / 17, 6 / 17])


def test_simulation_agrees_within_its_error():
    data = machine_signs(400_000, 0.02, [0.9], [0.05], seed=1)
    alerts = data.faulty[data.signs[:, 0]]
    ppv = float(predictive_values(0.02, 0.9, 0.95)[0])
    error = np.sqrt(ppv * (1 - ppv) / len(alerts))
    assert abs(alerts.mean() - ppv) < 4 * error


@given(st.lists(percent, min_size=1, max_size=20), st.permutations(range(3)))
def test_the_order_of_evidence_does_not_matter_and_one_batch_is_enough(q, order):
    rows = np.array([[q[i % len(q)], q[(i + 1) % len(q)], q[(i + 2) % len(q)]] for i in range(3)]) / 100
    prior, step = np.array([.2, .3, .5]), np.array([.2, .3, .5])
    for i in order:
        step = bayes_update(step, rows[i])
    np.testing.assert_allclose(step, bayes_update(prior, rows.prod(axis=0)), rtol=1e-10)


def test_tiny_likelihoods_do_not_underflow():
    np.testing.assert_allclose(bayes_update([.5, .5], [2e-308, 1e-308]), [2 / 3, 1 / 3])
    np.testing.assert_allclose(bayes_update([0, .5, .5], [1, 2e-308, 1e-308]), [0, 2 / 3, 1 / 3])


@given(percent, percent, percent)
def test_log_odds_and_bayes_update_say_the_same(p, a, b):
    p, a, b = p / 100, a / 100, b / 100
    by_odds = log_odds_to_probability(log_odds_update(log_odds(p), a, b))
    np.testing.assert_allclose(by_odds, bayes_update([p, 1 - p], [a, b])[0], rtol=1e-12)


@given(st.floats(1e-12, 1 - 1e-12), st.floats(-700, 700))
def test_log_odds_agree_with_scipy(p, lam):
    assert np.isclose(log_odds(p), logit(p), rtol=1e-9, atol=1e-12)
    assert np.isclose(log_odds_to_probability(lam), expit(lam), rtol=1e-12)


def test_certainty_is_infinite_and_does_not_move():
    assert log_odds(0) == -np.inf and log_odds(1) == np.inf
    assert log_odds_to_probability(log_odds_update(log_odds(0), 0.99, 0.01)) == 0
    assert log_odds_update(0.0, 0.0, 0.5) == -np.inf


@pytest.mark.parametrize(("prior", "likelihood", "error", "words"), [
    ([.5, .6], [1, 1], ValueError, "prior must"), ([1.5, -.5], [1, 1], ValueError, "prior must"),
    ([.5, .5], [1], ValueError, "shape"), ([.5, .5], [-1, 1], ValueError, "likelihood holds a negative"),
    ([1, 0], [0, 1], ValueError, "impossible"), ([np.nan, .5], [1, 1], ValueError, "prior holds NaN"),
    ([.5, .5], [np.inf, 1], ValueError, "likelihood holds NaN or inf"), ([], [], ValueError, "prior is empty"),
    (["a", "b"], [1, 1], TypeError, "prior must hold"), ([[.5, .5]], [1, 1], ValueError, "prior must be a vector")])
def test_bad_input_is_refused_by_name(prior, likelihood, error, words):
    with pytest.raises(error, match=words):
        bayes_update(prior, likelihood)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: log_odds(1.2), "p must lie"), (lambda: log_odds(np.nan), "p holds NaN"),
    (lambda: log_odds_to_probability(np.nan), "lam must hold"), (lambda: log_odds_to_probability("a"), "lam must"),
    (lambda: log_odds_update(np.nan, .1, .2), "lam must"), (lambda: log_odds_update(0., -.1, .2), "not be negative"),
    (lambda: log_odds_update(0., 0., 0.), "impossible"), (lambda: log_odds_update(-np.inf, .5, 0.), "impossible"),
    (lambda: predictive_values(1.1, .9, .9), "prevalence must"), (lambda: predictive_values(.1, .9, 2), "specificity"),
    (lambda: predictive_values(.1, 0, 1), "probability zero"),
    (lambda: predictive_values(0, .9, 1), "probability zero")])
def test_refusals_of_the_other_functions(call, words):
    with pytest.raises(ValueError, match=words):
        call()


@given(percent, percent, percent)
def test_predictive_values_are_bayes_theorem(p, se, sp):
    p, se, sp = p / 100, se / 100, sp / 100
    ppv, npv = predictive_values(p, se, sp)
    assert np.isclose(ppv, bayes_update([p, 1 - p], [se, 1 - sp])[0], rtol=1e-10)
    assert np.isclose(npv, bayes_update([p, 1 - p], [1 - se, sp])[1], rtol=1e-10)
