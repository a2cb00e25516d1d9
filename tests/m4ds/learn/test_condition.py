"""The monitor: calibrated where its law is the world's, blind to the future, and worth its money."""

import numpy as np
import pytest
from scipy import stats

from m4ds.datasets.fleet import DRIFT, DRIFT_SD, NOISE_VARIANCE, simulate_fleet
from m4ds.learn.condition import fit_monitor
from m4ds.stats.look_ahead import look_ahead, play
from m4ds.stats.wear_filter import wear_filter


@pytest.fixture(scope="module")
def monitor():
    return fit_monitor(simulate_fleet(100, 1))


@pytest.fixture(scope="module")
def big():
    return simulate_fleet(1000, 77)


def test_levels_of_the_true_law_are_uniform(big):
    """With the law known and many training engines for the index, the remaining life at a fixed cycle is calibrated."""
    many = fit_monitor(simulate_fleet(600, 5))
    sd = NOISE_VARIANCE**0.5
    model = many.wear.model._replace(drift=DRIFT, drift_sd=DRIFT_SD, sd=sd)
    paths = wear_filter(many.table(big), model)
    known = many._replace(wear=many.wear._replace(model=model))
    for cycle in (60, 120, 160):
        units = np.flatnonzero(big.life > cycle)[:350]
        cdf = known.chance(np.arange(1.0, 301), paths.mean[units, cycle - 1], paths.cov[units, cycle - 1])
        left = np.minimum(big.life[units] - cycle, 300)
        level = cdf[np.arange(len(units)), left - 1] / 2
        level[left > 1] += cdf[np.flatnonzero(left > 1), left[left > 1] - 2] / 2
        assert stats.kstest(level, "uniform").statistic < 2.2 / np.sqrt(len(units))
        assert abs(np.mean(np.abs(level - 0.5) < 0.4) - 0.8) < 5 * np.sqrt(0.16 / len(units))


def test_the_money_of_the_case(monitor, big):
    """On engines that it has not met the rule costs about 315 k€ per 1000 cycles, age 140 about 468."""
    train = simulate_fleet(100, 1)
    rule = look_ahead(monitor.risk(train, 10), train.life, 10, 60, 250)
    sensors = play(monitor.risk(big, 10), big.life, rule.threshold, 10, 60, 250)
    age = play(np.tile(10.0 * np.arange(1, 60), (1000, 1)), big.life, 140, 10, 60, 250)
    assert 0.30 < sensors.rate < 0.33 and 0.44 < age.rate < 0.50
    assert sensors.failed.mean() < 0.02


def test_risks_use_no_later_row(monitor):
    fleet = simulate_fleet(4, 9)
    before = monitor.risk(fleet, 10)[0, :5]
    fleet.sensors[np.flatnonzero(fleet.unit == 0)[50:]] += 5
    np.testing.assert_array_equal(monitor.risk(fleet, 10)[0, :5], before)


def test_regimes_are_removed():
    train = simulate_fleet(60, 3, regimes=6)
    plain = fit_monitor(simulate_fleet(60, 3))
    mixed = fit_monitor(train)
    a, b = plain.table(simulate_fleet(10, 4)), mixed.table(simulate_fleet(10, 4, regimes=6))
    assert np.corrcoef(a[np.isfinite(a)], b[np.isfinite(b)])[0, 1] > 0.9


def test_a_regime_that_was_not_met_is_refused(monitor):
    with pytest.raises(ValueError, match="not met before"):
        monitor.table(simulate_fleet(3, 1, regimes=2))
