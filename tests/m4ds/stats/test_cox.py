import warnings

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import survdiff

from m4ds.stats.cox import breslow, cox_newton, schoenfeld
from m4ds.stats.logrank import logrank
from m4ds.stats.survival import nelson_aalen


def draw(seed, n, beta=(-.7, .4), ties=False):
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.random(n) < .5, rng.normal(size=n)]).astype(float)
    life, seen = rng.weibull(2, n) * np.exp(-X @ beta / 2), rng.uniform(.2, 2, n)
    time = np.minimum(life, seen)
    return X, np.ceil(8 * time) if ties else time, life <= seen


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(40, 150), st.booleans())
def test_it_is_that_of_statsmodels(seed, n, ties):
    X, time, failed = draw(seed, n, ties=ties)
    if failed.sum() < 12:
        return
    fit = cox_newton(X, time, failed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = PHReg(time, X, failed.astype(int), ties="breslow").fit(disp=0)
    np.testing.assert_allclose(fit.coef, theirs.params, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(fit.se, theirs.bse, rtol=1e-5)
    assert fit.loglik == pytest.approx(theirs.llf, rel=1e-8)
    assert fit.loglik >= fit.null_loglik


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(20, 60))
def test_only_the_order_of_the_times_matters_and_units_of_a_feature_only_rescale(seed, n):
    X, time, failed = draw(seed, n)
    if failed.sum() < 8:
        return
    try:
        fit = cox_newton(X, time, failed)
    except (ArithmeticError, ValueError):
        return
    np.testing.assert_allclose(cox_newton(X, np.exp(3 * time), failed).coef, fit.coef, rtol=1e-9)
    other = cox_newton(X * [1, 1e6] + [0, 5e6], time, failed)
    np.testing.assert_allclose(other.coef * [1, 1e6], fit.coef, rtol=1e-5, atol=1e-7)
    times, residuals = schoenfeld(X, time, failed, fit.coef)
    np.testing.assert_allclose(residuals.sum(axis=0), 0, atol=1e-6)
    assert (np.diff(times) >= 0).all()
    expected = np.exp(X @ fit.coef) * breslow(X, time, failed, fit.coef).at(time)
    assert expected.sum() == pytest.approx(failed.sum())        # as many failures are expected as were seen


@given(st.integers(0, 10_000), st.booleans())
def test_without_effect_the_baseline_is_nelson_aalen(seed, ties):
    X, time, failed = draw(seed, 30, ties=ties)
    if failed.any():
        np.testing.assert_allclose(breslow(X, time, failed, [0, 0]).value, nelson_aalen(time, failed).value)


def test_the_small_case_by_hand():
    fit = cox_newton([[1], [0], [1], [0]], [1, 2, 3, 4], [1, 1, 1, 1])
    assert np.exp(fit.coef[0]) == pytest.approx((1 + np.sqrt(17)) / 2)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(10, 80), st.booleans())
def test_logrank_is_that_of_statsmodels_and_the_score_of_cox_at_zero(seed, n, ties):
    X, time, failed = draw(seed, n, ties=ties)
    group = X[:, 0]
    if failed.sum() < 3 or group.sum() in (0, n):
        return
    try:
        ours = logrank(time, failed, group)
    except ValueError:
        return
    assert survdiff(time, failed.astype(int), group)[0] == pytest.approx(ours.z**2, rel=1e-9, abs=1e-12)
    swapped = logrank(time, failed, 1 - group)
    assert swapped.z == pytest.approx(-ours.z) and swapped.p == pytest.approx(ours.p)
    score = schoenfeld(group[:, None], time, failed, [0.0])[1].sum()
    assert score == pytest.approx(ours.observed - ours.expected, abs=1e-9)


def test_logrank_rejects_a_true_null_as_often_as_it_says():
    rng, runs = np.random.default_rng(6), 2000
    group = np.arange(60) % 2
    p = []
    for _ in range(runs):
        life, seen = rng.weibull(2, 60), rng.uniform(.3, 1.5, 60)
        p.append(logrank(np.minimum(life, seen), life <= seen, group).p)
    assert abs(np.mean(np.array(p) < .05) - .05) < 4.5 * np.sqrt(.05 * .95 / runs) + .005


def test_cox_intervals_cover():
    runs, inside = 500, 0
    for seed in range(runs):
        fit = cox_newton(*draw(seed, 100))
        inside += np.abs(fit.coef - (-.7, .4)) <= 1.96 * fit.se
    assert (np.abs(inside / runs - .95) < 4.5 * np.sqrt(.95 * .05 / runs) + .01).all()


@pytest.mark.parametrize(("call", "words"), [
    (lambda: cox_newton([[1], [1]], [1, 2], [1, 1]), "constant"),
    (lambda: cox_newton([[1], [2]], [1, 2], [0, 0]), "no unit"),
    (lambda: cox_newton([[1]], [1, 2], [1, 1]), "row"), (lambda: cox_newton([[np.nan], [2]], [1, 2], [1, 1]), "NaN"),
    (lambda: cox_newton([[1, 2], [2, 4], [3, 6]], [1, 2, 3], [1, 1, 1]), "singular"),
    (lambda: logrank([1, 2], [1, 1], [0, 0]), "both groups"), (lambda: logrank([1, 2], [1, 1], [0, 2]), "group"),
    (lambda: logrank([1, 2], [1, 1], [0]), "group")])
def test_it_refuses(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_a_feature_that_orders_the_failures_perfectly_is_refused():
    with pytest.raises(ArithmeticError, match="orders"):
        cox_newton([[3.], [2.], [1.], [0.]], [1, 2, 3, 4], [1, 1, 1, 1])
