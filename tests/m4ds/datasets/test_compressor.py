import numpy as np
import pytest

from m4ds.datasets.compressor import LOADINGS, MEANS, NAMES, NOISE, simulate_compressor


def test_the_same_seed_gives_the_same_readings_and_another_seed_does_not():
    one, again, other = (simulate_compressor(50, seed=s).readings for s in (3, 3, 4))
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)


def test_the_readings_are_the_law_and_noise_of_the_stated_size():
    data = simulate_compressor(50_000, seed=1)
    np.testing.assert_allclose(data.clean, MEANS + data.hidden @ LOADINGS.T)
    errors = (data.readings - data.clean) / NOISE
    np.testing.assert_allclose(np.cov(errors.T), np.eye(24), atol=5 * np.sqrt(2 / 50_000))


def test_the_hidden_quantities_are_standard_independent_and_remember():
    h = simulate_compressor(100_000, seed=2).hidden
    np.testing.assert_allclose(np.cov(h.T), np.eye(3), atol=0.08)
    np.testing.assert_allclose([(h[1:, j] * h[:-1, j]).mean() for j in range(3)], 0.9, atol=0.08)


def test_overload_shifts_the_load_alone():
    plain, heavy = simulate_compressor(20, seed=3), simulate_compressor(20, seed=3, overload=4.0)
    np.testing.assert_allclose(heavy.hidden - plain.hidden, np.tile([4.0, 0, 0], (20, 1)))
    np.testing.assert_allclose(heavy.readings - plain.readings, np.tile(4 * LOADINGS[:, 0], (20, 1)), atol=1e-9)


def test_the_truth_has_rank_three_and_cannot_be_changed_by_accident():
    assert np.linalg.matrix_rank(LOADINGS) == 3 and len(NAMES) == 24
    with pytest.raises(ValueError, match="read-only"):
        LOADINGS[0, 0] = 1


@pytest.mark.parametrize("options", [{"n": 0}, {"overload": np.inf}, {"overload": np.nan}])
def test_bad_options_are_refused(options):
    with pytest.raises(ValueError, match="n must be at least 1"):
        simulate_compressor(**options)
