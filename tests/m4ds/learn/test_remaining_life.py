"""Windows that end at their row, a ridge that agrees with scikit-learn, and the errors that the case prints."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.linear_model import Ridge as SkRidge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from m4ds.datasets.fleet import cut_at_random, simulate_fleet
from m4ds.learn.health_index import fit_health_index, index_table
from m4ds.learn.life_report import remaining_life_report
from m4ds.learn.remaining_life import fit_ridge, life_features, rmse, scale_by_group, window_features


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(2, 12))
def test_a_window_is_a_straight_line_through_the_last_rows(seed, width):
    rng = np.random.default_rng(seed)
    cycle = np.concatenate([np.arange(1, 9), np.arange(1, 6)])
    values = 1000 + rng.normal(size=(13, 2))
    rows = np.arange(13)
    got = window_features(values, cycle, rows, width)
    for i in rows:
        mine = np.arange(max(i - width + 1, i - cycle[i] + 1), i + 1)
        np.testing.assert_allclose(got[i, :2], values[mine].mean(axis=0), rtol=1e-12)
        slope = np.polyfit(mine - i, values[mine], 1)[0] if len(mine) > 1 else [0, 0]
        np.testing.assert_allclose(got[i, 2:], slope, atol=1e-9)


def test_features_use_no_later_row():
    fleet = simulate_fleet(5, seed=1)
    values, row = fleet.sensors[:, :4].copy(), [100]
    before = life_features(values, values[:, 0], fleet.cycle, row)
    later = values.copy()
    later[101:] = np.random.default_rng(0).permutation(later[101:])
    np.testing.assert_allclose(life_features(later, later[:, 0], fleet.cycle, row), before, rtol=1e-7)
    assert before.shape == (1, 2 * 4 + 20)


@pytest.mark.parametrize("condition", [1.0, 1e-6])
def test_the_ridge_agrees_with_scikit_learn(condition):
    rng = np.random.default_rng(2)
    X = rng.normal(size=(200, 5)) * [1, 10, 1e3, 1, 1]
    X[:, 4] = X[:, 0] + condition * X[:, 3]
    y = X[:, 0] - 0.01 * X[:, 2] + rng.normal(size=200) + 50
    theirs = make_pipeline(StandardScaler(), SkRidge(alpha=3.0)).fit(X, y)
    np.testing.assert_allclose(fit_ridge(X, y, 3.0).predict(X[:9]), theirs.predict(X[:9]), rtol=1e-8)


def test_a_constant_column_gets_no_weight():
    X = np.column_stack([np.arange(10.0), np.full(10, 7.0)])
    rule = fit_ridge(X, 2 * X[:, 0], 1e-9)
    assert abs(rule.weights[1]) < 1e-12 and rule.predict([[20.0, 7.0]])[0] == pytest.approx(40)


def test_groups_are_scaled_alone():
    rng = np.random.default_rng(3)
    group = rng.integers(0, 3, 300)
    values = rng.normal(size=(300, 2)) * (1 + group[:, None]) + 10 * group[:, None]
    scaled = scale_by_group(values, group)(values, group)
    for g in range(3):
        np.testing.assert_allclose(scaled[group == g].mean(axis=0), 0, atol=1e-12)
        np.testing.assert_allclose(scaled[group == g].std(axis=0), 1)


def test_the_index_is_the_weighted_least_squares_estimate():
    rng = np.random.default_rng(4)
    t = np.tile(np.arange(1, 101), 20)
    g = np.expm1(2.5 * t / 100) / np.expm1(2.5)
    gain, noise = np.array([2.0, -1.0, 0.5]), np.array([0.3, 0.1, 0.2])
    sensors = [5, 6, 7] + g[:, None] * gain + noise * rng.normal(size=(2000, 3))
    fit = fit_health_index(sensors, t, np.full(2000, 100))
    assert fit.bend == pytest.approx(2.5, abs=0.1)
    np.testing.assert_allclose(fit.gain, gain, rtol=0.1)
    np.testing.assert_allclose(fit.noise, noise, rtol=0.08)
    row = (sensors[0] - fit.offset)
    want = np.linalg.lstsq((fit.gain / fit.noise)[:, None], row / fit.noise, rcond=None)[0][0]
    assert fit(sensors[:1])[0] == pytest.approx(want)
    assert fit.spread == pytest.approx(np.sum((gain / noise)**2)**-0.5, rel=0.1)


def test_each_step_of_the_case_lowers_the_error():
    """Ten pairs of fleets: the means that SIMULATED engines give, with five standard errors of room."""
    found = []
    for seed in range(10):
        train, test = simulate_fleet(100, 100 + seed), cut_at_random(simulate_fleet(100, 200 + seed), 300 + seed)
        left = test.remaining[test.last_rows()]
        found.append([rmse(p, left) for p in remaining_life_report(train, test, left).values()])
    mean, se = np.mean(found, axis=0), np.std(found, axis=0) / np.sqrt(10)
    assert (np.diff(mean[1:]) < 0).all()
    for got, error, want in zip(mean[1:], se[1:], (35.5, 20.3, 18.1, 14.2), strict=True):
        assert abs(got - want) < 5 * error + 0.5


@pytest.mark.parametrize("call", [
    lambda: window_features([[1.0]], [1, 2], [0]),
    lambda: window_features([[1.0], [2.0]], [1, 2], [0], width=1),
    lambda: fit_ridge([[1.0], [2.0]], [1.0], 1.0),
    lambda: scale_by_group([[1.0], [2.0]], [0, 2]),
    lambda: scale_by_group([[1.0], [2.0]], [0, 0])([[1.0]], [1]),
    lambda: fit_health_index([[1.0], [1.0]], [1, 2], [2, 2]),
    lambda: fit_health_index([[1.0], [2.0]], [1, 3], [2, 2]),
    lambda: index_table([1.0], [0, 1], [1, 1]),
])
def test_bad_arguments_are_refused(call):
    with pytest.raises(ValueError):
        call()
