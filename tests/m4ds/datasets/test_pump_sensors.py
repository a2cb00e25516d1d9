import numpy as np
import pytest

from m4ds.datasets.pump_sensors import SENSORS, UNITS, pump_sensor_law, read_pump_sensors


def test_the_readings_follow_the_stated_law():
    law = pump_sensor_law()
    X = read_pump_sensors(60_000, seed=1)
    sd = np.sqrt(np.diag(law.cov))
    assert np.abs((X.mean(axis=0) - law.mean) / sd).max() < 0.02
    assert np.abs(np.cov(X.T) - law.cov).max() < 0.03 * np.outer(sd, sd).max()
    assert np.abs(np.corrcoef(X.T) - law.cov / np.outer(sd, sd)).max() < 0.02


def test_a_seed_is_one_table_and_the_names_fit_it():
    np.testing.assert_array_equal(read_pump_sensors(7, seed=3), read_pump_sensors(7, seed=3))
    assert read_pump_sensors(2).shape == (2, len(SENSORS)) and len(UNITS) == len(SENSORS)


def test_no_reading_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        read_pump_sensors(0)
