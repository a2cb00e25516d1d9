"""Wear behind a bent index: exact moments, and beliefs that are as wrong as they say."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.datasets.fleet import DRIFT, DRIFT_SD, NOISE_VARIANCE, sensor_level, simulate_fleet
from m4ds.learn.health_index import fit_health_index, index_table
from m4ds.stats.wear_filter import WearModel, index_moments, wear_filter
from m4ds.stats.wear_fit import drift_moments, fit_wear

TRUE = WearModel(DRIFT, DRIFT_SD, NOISE_VARIANCE**0.5, 3.5, 0.065)


@settings(max_examples=30)
@given(st.floats(-0.3, 1.2), st.floats(0, 0.05), st.floats(0.2, 6))
def test_the_moments_are_those_of_a_fine_sum(mean, variance, bend):
    x, w = np.polynomial.hermite_e.hermegauss(60)
    w = w / w.sum()
    wear = mean + np.sqrt(variance) * x
    g = np.expm1(bend * wear) / np.expm1(bend)
    m, v, slope = index_moments(mean, variance, bend)
    scale = 1 + np.abs(g).max()
    assert m == pytest.approx(w @ g, abs=1e-9 * scale)
    assert v == pytest.approx(w @ (g - w @ g)**2, abs=1e-9 * scale**2)
    assert slope * variance == pytest.approx(w @ ((wear - mean) * g), abs=1e-9 * scale)


def test_a_nearly_straight_index_gives_the_linear_filter():
    rng = np.random.default_rng(1)
    y = (0.01 * np.arange(1, 31) + 0.02 * rng.normal(size=30))[None]
    model = WearModel(0.01, 0.003, 0.005, 1e-6, 0.02)
    t = np.arange(1, 31)
    prior = 0.003**2 * np.outer(t, t) + 0.005**2 * np.minimum.outer(t, t)
    gain = prior[-1] @ np.linalg.inv(prior + 0.02**2 * np.eye(30))
    want = 0.3 + gain @ (y[0] - 0.01 * t)
    paths = wear_filter(y, model)
    assert paths.mean[0, -1, 0] == pytest.approx(want, abs=1e-6)
    assert paths.cov[0, -1, 0, 0] == pytest.approx(prior[-1, -1] - gain @ prior[-1], rel=1e-4)


def test_errors_of_the_wear_are_as_large_as_the_filter_says():
    """Engines followed for 150 cycles, failures ignored: no selection. Standardised errors have mean 0 and spread 1."""
    rng = np.random.default_rng(2)
    n, T = 2000, 150
    drift = rng.normal(TRUE.drift, TRUE.drift_sd, (n, 1))
    wear = np.cumsum(drift + TRUE.sd * rng.normal(size=(n, T)), axis=1)
    index = np.expm1(3.5 * wear) / np.expm1(3.5) + TRUE.noise * rng.normal(size=(n, T))
    paths = wear_filter(index, TRUE)
    for t in (20, 80, 149):
        z = (wear[:, t] - paths.mean[:, t, 0]) / np.sqrt(paths.cov[:, t, 0, 0])
        assert abs(z.mean()) < 5 / np.sqrt(n) + 0.05 and abs(z.std() - 1) < 5 / np.sqrt(2 * n) + 0.03
        z = (drift[:, 0] - paths.mean[:, t, 1]) / np.sqrt(paths.cov[:, t, 1, 1])
        assert abs(z.mean()) < 5 / np.sqrt(n) + 0.05 and abs(z.std() - 1) < 5 / np.sqrt(2 * n) + 0.03
    score = paths.score[:, 60]
    assert abs(score.std() - 1) < 5 / np.sqrt(2 * n) + 0.02


def test_the_past_does_not_see_the_future():
    rng = np.random.default_rng(4)
    index = 0.1 * rng.normal(size=(3, 40))
    changed = index.copy()
    changed[:, 20:] = 1.0
    a, b = wear_filter(index, TRUE), wear_filter(changed, TRUE)
    np.testing.assert_array_equal(a.mean[:, :20], b.mean[:, :20])


def test_an_engine_ends_alone():
    rng = np.random.default_rng(6)
    index = 0.1 * rng.normal(size=(2, 30))
    index[0, 12:] = np.nan
    paths = wear_filter(index, TRUE)
    assert np.isnan(paths.mean[0, 12:]).all() and np.isfinite(paths.mean[1]).all()
    np.testing.assert_allclose(paths.mean[0, :12], wear_filter(index[:1, :12], TRUE).mean[0])


def test_the_fit_finds_the_fleet_s_law():
    fleet = simulate_fleet(300, seed=8)
    hi = fit_health_index(fleet.sensors[:, :14], fleet.cycle, fleet.life[fleet.unit])
    assert 3.3 < hi.bend < 3.7 and 0.06 < hi.spread < 0.07
    assert np.corrcoef(hi(fleet.sensors[:, :14]), sensor_level(fleet.wear))[0, 1] > 0.95
    fit = fit_wear(index_table(hi(fleet.sensors[:, :14]), fleet.unit, fleet.cycle), fleet.life, hi.bend, hi.spread)
    assert fit.model.drift == pytest.approx(DRIFT, rel=0.05)
    assert fit.model.drift_sd == pytest.approx(DRIFT_SD, rel=0.2)
    assert fit.model.sd == pytest.approx(NOISE_VARIANCE**0.5, rel=0.15)
    assert 0.97 < fit.limit < 1.03


def test_drift_moments_take_the_noise_off():
    life = np.array([150.0, 180, 200, 220, 260])
    m, s = drift_moments(life, 0.005)
    assert m == pytest.approx(np.mean(1 / life))
    assert s**2 == pytest.approx(np.var(1 / life, ddof=1) - 0.005**2 * m)
    assert drift_moments(life, 1.0)[1] == pytest.approx(0.01 * m)


@pytest.mark.parametrize("call", [
    lambda: wear_filter([[0.1, np.nan, 0.2]], TRUE),
    lambda: wear_filter([[0.1, np.inf]], TRUE),
    lambda: wear_filter([[0.1]], TRUE._replace(noise=0.0)),
    lambda: index_moments(0.0, -1.0, 3.0),
    lambda: index_moments(0.0, 1.0, 0.0),
    lambda: drift_moments([100.0], 0.1),
    lambda: drift_moments([100.0, -1.0], 0.1),
    lambda: fit_wear([[0.1, 0.2]], [3], 3.0, 0.1),
    lambda: fit_wear([[0.1, 0.2]], [2], 3.0, 0.1, between=(0.2, 0.1)),
])
def test_bad_arguments_are_refused(call):
    with pytest.raises(ValueError):
        call()
