import numpy as np
import pytest

from m4ds.datasets.sensors import GAIN, OFFSET, read_force_sensor


def test_the_same_seed_gives_the_same_readings_and_another_seed_does_not():
    F = np.random.default_rng(0).normal(size=(20, 3))
    one, again, other = (read_force_sensor(F, seed=s).readings for s in (3, 3, 4))
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)


def test_without_noise_the_readings_are_the_law():
    F = 50 * np.eye(3)
    data = read_force_sensor(F, noise=0)
    np.testing.assert_allclose(data.readings, 50 * GAIN.T + OFFSET, rtol=1e-14)
    np.testing.assert_array_equal(data.gain, GAIN)


def test_the_noise_is_independent_with_the_stated_deviation():
    n = 200_000
    errors = read_force_sensor(np.zeros((n, 3)), noise=0.5, seed=1).readings - OFFSET
    np.testing.assert_allclose(np.cov(errors.T), 0.25 * np.eye(3), atol=5 * 0.25 * np.sqrt(2 / n))
    np.testing.assert_allclose(errors.mean(axis=0), 0, atol=5 * 0.5 / np.sqrt(n))


def test_the_truth_cannot_be_changed_by_accident():
    data = read_force_sensor([[0, 0, 0]])
    data.gain[:] = 0
    assert read_force_sensor([[1, 0, 0]], noise=0).gain[0, 0] == GAIN[0, 0] == 1.2
    with pytest.raises(ValueError, match="read-only"):
        GAIN[0, 0] = 0


@pytest.mark.parametrize("forces, error", [([1, 2, 3], ValueError), ([[1, 2]], ValueError), ([], ValueError),
                                           ([[np.nan, 0, 0]], ValueError), ([["a", "b", "c"]], TypeError)])
def test_bad_forces_are_refused_by_name(forces, error):
    with pytest.raises(error, match=r"^forces "):
        read_force_sensor(forces)


@pytest.mark.parametrize("noise", [-1, np.nan, np.inf])
def test_bad_noise_is_refused(noise):
    with pytest.raises(ValueError, match=r"^noise must"):
        read_force_sensor([[0, 0, 0]], noise=noise)
