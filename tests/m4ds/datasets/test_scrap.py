import numpy as np
import pytest

from m4ds.datasets.scrap import simulate_scrap


def test_the_stream_follows_its_law_and_repeats_with_its_seed():
    stream = simulate_scrap(200_000, seed=5)
    chance = 1 / (1 + np.exp(-(stream.X * stream.truth).sum(axis=1)))
    for group in np.array_split(np.argsort(chance), 10):
        assert stream.scrap[group].mean() == pytest.approx(chance[group].mean(), abs=4 * 0.5 / np.sqrt(20_000))
    assert (simulate_scrap(200_000, seed=5).scrap == stream.scrap).all()


def test_the_truth_stays_for_the_first_half_then_moves_in_equal_steps_unless_drift_is_off():
    stream = simulate_scrap(10, drift=True)
    assert (stream.truth[:5] == stream.truth[0])[:, [0, 2]].all()
    np.testing.assert_allclose(np.diff(stream.truth[4:, 1]), -2.4 / 5)
    assert stream.truth[-1].tolist() == [-2.0, -1.2, 0.6]
    assert (simulate_scrap(10, drift=False).truth == [-2.0, 1.2, 0.6]).all()


def test_too_few_parts_are_refused():
    with pytest.raises(ValueError, match="at least 2"):
        simulate_scrap(1)
