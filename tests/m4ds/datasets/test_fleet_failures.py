import numpy as np
import pytest

from m4ds.datasets.fleet_failures import FLEET_RATE, FLEET_SHAPE, fleet_failures


def test_the_two_machines_of_the_chapter_and_the_same_fleet_each_time():
    fleet = fleet_failures()
    assert (fleet.hours[0], fleet.failures[0], fleet.hours[1], fleet.failures[1]) == (.2, 0, 5., 7)
    np.testing.assert_array_equal(fleet.failures, fleet_failures().failures)
    assert len(fleet_failures(2).rates) == 2


def test_rates_and_counts_have_the_laws_they_claim():
    many = [fleet_failures(60, seed) for seed in range(300)]
    rates = np.concatenate([f.rates for f in many])
    mean, var = FLEET_SHAPE / FLEET_RATE, FLEET_SHAPE / FLEET_RATE**2
    assert abs(rates.mean() - mean) < 5 * np.sqrt(var / len(rates))
    hours, counts = (np.concatenate([getattr(f, name) for f in many]) for name in ("hours", "failures"))
    z = (counts - mean * hours) / np.sqrt(mean * hours + var * hours**2)
    assert abs(z.mean()) < 5 / np.sqrt(len(z))
    assert hours.min() >= .2 and hours.max() <= 5


def test_a_fleet_of_one_is_refused():
    with pytest.raises(ValueError):
        fleet_failures(1)
