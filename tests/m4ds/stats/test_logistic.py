from itertools import pairwise

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings, strategies as st
from scipy.optimize import linprog
from sklearn.linear_model import LogisticRegression

from m4ds.datasets.orings import DAMAGED, TEMPERATURE
from m4ds.stats.logistic import Separation, largest_log_likelihood, logistic_irls, separating_direction


def draw(seed, n=60, d=3, size=1.0):
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=(n, d - 1))])
    p = 1 / (1 + np.exp(-X @ rng.normal(0, size, d)))
    return X, (rng.random(n) < p).astype(float)


@given(st.integers(0, 10_000), st.integers(4, 14), st.booleans())
@settings(max_examples=120, deadline=None)
def test_there_is_a_maximum_exactly_if_no_direction_separates(seed, n, coarse):
    rng = np.random.default_rng(seed)
    readings = rng.integers(-2, 3, n) if coarse else rng.normal(size=n)
    X, y = np.column_stack([np.ones(n), readings]), rng.integers(0, 2, n).astype(float)
    if np.linalg.matrix_rank(X) < 2:
        return
    direction = separating_direction(X, y)
    if direction is None:
        fit = logistic_irls(X, y)
        np.testing.assert_allclose(X.T @ (y - fit.fitted), 0, atol=1e-7)
    else:
        with pytest.raises(Separation) as caught:
            logistic_irls(X, y)
        for d in (direction, caught.value.direction):
            sides = (2 * y - 1) * (X @ d)
            assert sides.min() >= -1e-9 and sides.max() > 1e-6


@pytest.mark.parametrize("seed", range(20))
def test_the_linear_program_agrees_with_scipy(seed):
    X, y = draw(seed, n=12, size=2.0)
    S = (2 * y - 1)[:, None] * X
    best = -linprog(-S.sum(axis=0), -S, np.zeros(12), bounds=[(-1, 1)] * 3).fun
    assert (separating_direction(X, y) is None) == (best < 1e-8)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("unit", [1.0, 1e-6, 1e6])
def test_it_agrees_with_statsmodels_in_every_unit(seed, unit):
    X, y = draw(seed, n=200)
    fit = logistic_irls(X * [1, unit, 1], y)
    want = sm.Logit(y, X).fit(disp=0, tol=1e-13)
    np.testing.assert_allclose(fit.coef * [1, unit, 1], want.params, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(fit.se * [1, unit, 1], want.bse, rtol=1e-8)
    np.testing.assert_allclose(fit.log_likelihood, want.llf, rtol=1e-10)


def test_a_penalty_agrees_with_scikit_learn_also_on_separated_labels():
    X, y = np.column_stack([np.ones(6), np.arange(6.0)]), np.array([0, 0, 0, 1, 1, 1.0])
    for lam in (0.01, 1.0, 100.0):
        want = LogisticRegression(C=1 / lam, tol=1e-12, max_iter=10_000).fit(X[:, 1:], y)
        got = logistic_irls(X, y, lam=[0, lam]).coef
        np.testing.assert_allclose(got, [want.intercept_[0], want.coef_[0, 0]], rtol=1e-4)


def test_nearly_dependent_columns_agree_with_statsmodels():
    X, y = draw(3, n=300)
    X[:, 2] = X[:, 1] + 1e-5 * X[:, 2]
    want = sm.GLM(y, X, family=sm.families.Binomial()).fit(tol=1e-13)
    np.testing.assert_allclose(logistic_irls(X, y).fitted, want.fittedvalues, rtol=1e-6)


def test_steps_are_weighted_least_squares_of_the_working_response():
    X, y = draw(5)
    path = logistic_irls(X, y).path
    for old, new in pairwise(path[:4]):
        p = 1 / (1 + np.exp(-X @ old))
        w = p * (1 - p)
        z = X @ old + (y - p) / w
        root = np.sqrt(w)
        np.testing.assert_allclose(new, np.linalg.lstsq(X * root[:, None], z * root, rcond=None)[0], rtol=1e-8)


@pytest.mark.parametrize("y", [[0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0], [0] * 6, [1] * 6])
def test_complete_separation_is_reported_with_a_direction(y):
    X = np.column_stack([np.ones(6), np.arange(6)])
    with pytest.raises(Separation, match="separated") as caught:
        logistic_irls(X, y)
    assert ((2 * np.array(y) - 1) * (X @ caught.value.direction) > 0).all()


def test_separation_but_for_ties_is_reported_too():
    X = np.column_stack([np.ones(6), [0, 1, 2, 2, 3, 4]])
    with pytest.raises(Separation):
        logistic_irls(X, [0, 0, 0, 1, 1, 1])


def test_the_smallest_input_that_has_a_maximum():
    np.testing.assert_allclose(logistic_irls([[1], [1]], [0, 1]).coef, 0, atol=1e-12)


def test_an_offset_is_added_with_coefficient_one():
    X, y = draw(7, n=200)
    fit = logistic_irls(X, y)
    rest = logistic_irls(X[:, :2], y, offset=fit.coef[2] * X[:, 2])
    np.testing.assert_allclose(rest.coef, fit.coef[:2], rtol=1e-8)


@pytest.mark.parametrize(("y", "words"), [([0, 2], "y must lie between"), ([0, 1, 1], "length 2"),
                                          ([0, np.inf], "NaN or infinity"), ([], "empty")])
def test_bad_labels_are_refused(y, words):
    with pytest.raises(ValueError, match=words):
        logistic_irls([[1], [1]], y)


@pytest.mark.parametrize("y", [[0, 0.5], [0, 1, 1]])
def test_the_direction_needs_labels(y):
    with pytest.raises(ValueError, match="labels 0 or 1"):
        separating_direction([[1], [1]], y)


@pytest.mark.parametrize("seed", range(40))
def test_the_supremum_is_that_of_a_vanishing_penalty(seed):
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(8), rng.integers(-1, 2, (8, 2))])
    y = rng.integers(0, 2, 8).astype(float)
    if np.linalg.matrix_rank(X) < 3:
        X = X[:, :1]
    near = logistic_irls(X, y, lam=1e-9).log_likelihood
    sup = largest_log_likelihood(X, y)
    assert near <= sup + 1e-9
    np.testing.assert_allclose(near, sup, atol=1e-5)


def test_with_23_flights_the_profile_interval_at_31_degrees_covers_a_little_less_than_it_says():
    X = np.column_stack([np.ones(23), TEMPERATURE - 31])
    fit = logistic_irls(X, DAMAGED)
    rng, runs, hits = np.random.default_rng(77), 0, 0
    while runs < 800:
        y = (rng.random(23) < fit.fitted).astype(float)
        if 0 < y.sum() < 23:
            held = logistic_irls(X[:, 1:], y, offset=fit.coef[0])
            hits += 2 * (largest_log_likelihood(X, y) - held.log_likelihood) <= 3.84
            runs += 1
    assert abs(hits / runs - 0.918) < 5 * np.sqrt(0.918 * 0.082 * (1 / 800 + 1 / 1000))
    assert hits / runs < 0.95


def test_labels_of_few_machines_taken_as_independent_alarm_falsely():
    rng = np.random.default_rng(78)
    F = np.column_stack([np.ones(400), np.repeat(np.arange(40) % 2, 10)])
    found = 0
    for _ in range(400):
        y = rng.random(400) < 1 / (1 + np.exp(-np.repeat(rng.normal(-1, 1, 40), 10)))
        fit = logistic_irls(F, y.astype(float))
        found += abs(fit.coef[1]) > 1.96 * fit.se[1]
    assert abs(found / 400 - 0.16) < 5 * np.sqrt(0.16 * 0.84 * 2 / 400)
