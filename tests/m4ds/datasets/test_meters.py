"""The building's energy is the integral of its power, and the meter reads what it says."""

from itertools import pairwise

import numpy as np
import pytest
import scipy.integrate
from hypothesis import given, settings, strategies as st

from m4ds.datasets.meters import COMPRESSOR, read_meter, simulate_building


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 100), st.floats(0, 48), st.floats(0, 48))
def test_the_energy_is_the_integral_of_the_power(seed, start, end):
    start, end = min(start, end), max(start, end)
    building = simulate_building(2, seed)
    edges = np.concatenate([building.on, building.off])
    cuts = np.unique(np.concatenate([[start, end], edges[(edges > start) & (edges < end)]]))
    truth = sum(scipy.integrate.fixed_quad(building.power, a, b, n=8)[0] for a, b in pairwise(cuts))
    assert building.energy(start, end) == pytest.approx(truth, rel=1e-9, abs=1e-9)


def test_the_compressor_switches_in_turn():
    building = simulate_building(7, seed=3)
    assert (building.on < building.off).all() and (building.off[:-1] < building.on[1:]).all()
    middle = (building.on + building.off) / 2
    middle = middle[building.off < 168]
    np.testing.assert_allclose(building.power(middle) - building.smooth(middle), COMPRESSOR)
    rest = (building.off[:-1] + building.on[1:]) / 2
    np.testing.assert_allclose(building.power(rest), building.smooth(rest))
    assert isinstance(float(building.power(1.0)), float)


def test_the_meter_adds_noise_and_loses_readings_but_never_the_ends():
    building = simulate_building(30, seed=1)
    t, kw = read_meter(building, minutes=15, noise=0.5, lost=0.2, seed=2)
    error = kw - building.power(t)
    assert error.std() == pytest.approx(0.5, rel=0.06) and abs(error.mean()) < 0.05
    assert len(t) / (30 * 96) == pytest.approx(0.8, abs=0.03)
    assert t[0] == 0 and t[-1] == 720
    exact = read_meter(building, minutes=60, noise=0.0)
    np.testing.assert_array_equal(exact[1], building.power(exact[0]))
    again = read_meter(building, minutes=15, noise=0.5, lost=0.2, seed=2)
    np.testing.assert_array_equal(kw, again[1])


@pytest.mark.parametrize("arguments", [{"minutes": 7}, {"minutes": 0}, {"minutes": -15}, {"minutes": 2880},
                                       {"noise": -1}, {"lost": 1.0}, {"lost": -0.1}, {"minutes": np.nan},
                                       {"noise": np.nan}])
def test_a_meter_that_cannot_be_is_refused(arguments):
    with pytest.raises(ValueError):
        read_meter(simulate_building(1), **arguments)


def test_a_building_has_at_least_a_day():
    with pytest.raises(ValueError, match="days"):
        simulate_building(0)
