import numpy as np
import pytest

from m4ds.datasets.meals import SPREAD, TYPICAL, simulate_meals


def test_the_same_seed_gives_the_same_weeks_and_another_seed_does_not():
    one, again, other = simulate_meals(9, 3), simulate_meals(9, 3), simulate_meals(9, 4)
    np.testing.assert_array_equal(one.recorded, again.recorded)
    assert not np.array_equal(one.asked, other.asked)
    assert one.day.tolist() == [0, 1, 2, 3, 4] * 9


def test_the_logarithms_follow_their_law_within_the_error_of_simulation():
    meals = simulate_meals(40_000, 1)
    logs = np.log(meals.asked / TYPICAL[meals.day])
    np.testing.assert_allclose(logs.mean(), 0, atol=5 * SPREAD / np.sqrt(len(logs)))
    np.testing.assert_allclose(logs.std(), SPREAD, rtol=0.01)


def test_a_slip_types_the_last_digit_twice_and_is_as_frequent_as_asked():
    meals = simulate_meals(20_000, 2, slips=0.1)
    slipped = meals.recorded != meals.asked
    assert all(str(r) == str(a) + str(a)[-1] for a, r in
               zip(meals.asked[slipped][:50], meals.recorded[slipped][:50], strict=True))
    assert abs(slipped.mean() - 0.1) < 5 * np.sqrt(0.09 / len(slipped))
    assert (simulate_meals(50, 2, slips=0).recorded == simulate_meals(50, 2, slips=0).asked).all()


@pytest.mark.parametrize("arguments, message", [((0, 1), "weeks"), ((1, 1, -0.1), "probability"),
                                                ((1, 1, 2), "probability")])
def test_impossible_weeks_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        simulate_meals(*arguments)
