import numpy as np
import pytest

from m4ds.datasets.energy import NOISE, month_table, monthly_energy, true_energy


def test_the_season_repeats_after_a_year_and_the_trend_stays():
    step = true_energy(np.arange(12, 24)) - true_energy(np.arange(12))
    np.testing.assert_allclose(step, 12 * 0.35)


def test_the_columns_are_independent_from_six_months_on():
    assert np.linalg.matrix_rank(month_table(np.arange(6))) == 6


def test_the_noise_is_as_large_as_stated():
    energy = monthly_energy(20_000, seed=1)
    assert np.std(energy.used - true_energy(energy.month)) == pytest.approx(NOISE, rel=0.02)


def test_the_same_seed_gives_the_same_months_and_none_are_refused():
    np.testing.assert_array_equal(monthly_energy(seed=3).used, monthly_energy(seed=3).used)
    with pytest.raises(ValueError, match="n must"):
        monthly_energy(0)
