import numpy as np
import pytest

from m4ds.datasets.flats import COLUMNS, TRUTH, rent_sd, rented_flats, true_rent


def test_a_balcony_is_worth_what_the_truth_says():
    row = np.array([60.0, 2, 40, 3, 0, 0])
    with_one = row + (np.array(COLUMNS) == "balcony")
    assert (true_rent([with_one]) - true_rent([row]))[0] == pytest.approx(TRUTH["balcony"])


def test_the_noise_has_mean_zero_and_the_stated_size():
    flats = rented_flats(40_000, seed=1)
    z = (flats.rent - true_rent(flats.table)) / rent_sd(flats.table)
    assert abs(z.mean()) < 5 / 200 and z.std() == pytest.approx(1, abs=0.02)


def test_rooms_follow_the_area_and_balconies_the_renovation():
    flats = rented_flats(20_000, seed=2)
    assert np.corrcoef(flats.column("area"), flats.column("rooms"))[0, 1] > 0.8
    balcony, renovated = flats.column("balcony"), flats.column("renovated")
    assert balcony[renovated == 1].mean() == pytest.approx(0.4, abs=0.03)
    assert balcony[renovated == 0].mean() == pytest.approx(0.1, abs=0.02)


def test_extra_columns_change_no_flat_and_say_nothing():
    flats = rented_flats(5_000, seed=3, extra=4)
    np.testing.assert_array_equal(flats.rent, rented_flats(5_000, seed=3).rent)
    assert max(abs(np.corrcoef(column, flats.rent)[0, 1]) for column in flats.extra.T) < 0.07


@pytest.mark.parametrize("n, extra", [(0, 0), (3, -1)])
def test_no_flats_are_refused(n, extra):
    with pytest.raises(ValueError, match="n must"):
        rented_flats(n, extra=extra)
