import numpy as np
import pytest

from m4ds.datasets.pumps import NAMES, simulate_pumps


def test_the_same_seed_gives_the_same_arrays_and_another_seed_does_not():
    one, again, other = simulate_pumps(50, 3), simulate_pumps(50, 3), simulate_pumps(50, 4)
    np.testing.assert_array_equal(one.X, again.X)
    np.testing.assert_array_equal(one.failed, again.failed)
    assert not np.array_equal(one.X, other.X)


def test_the_readings_follow_their_laws_within_the_error_of_simulation():
    X = simulate_pumps(200_000, 1).X
    assert X.shape[1] == len(NAMES)
    np.testing.assert_allclose(X[:, 0].mean(), 70, atol=5 * 8 / np.sqrt(len(X)))
    np.testing.assert_allclose(np.log(X[:, 1]).mean(), np.log(2.5), atol=5 * 0.4 / np.sqrt(len(X)))
    np.testing.assert_allclose(X[:, 2].mean(), 4000, atol=5 * 8000 / np.sqrt(12 * len(X)))


def test_failures_follow_the_stated_law_in_every_tenth_of_the_risk():
    pumps = simulate_pumps(200_000, 2)
    chance = 1 / (1 + np.exp(-(pumps.truth[0] + pumps.X @ pumps.truth[1:])))
    for group in np.array_split(np.argsort(chance), 10):
        spread = np.sqrt(np.sum(chance[group] * (1 - chance[group])))
        assert abs(pumps.failed[group].sum() - chance[group].sum()) < 5 * spread


def test_no_pumps_are_refused():
    with pytest.raises(ValueError, match="at least 1"):
        simulate_pumps(0)
