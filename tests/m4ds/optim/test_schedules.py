import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.optim.schedules import cosine_steps, halving_steps, inverse_steps, root_steps, warm_up


@given(st.floats(1e-6, 1e6), st.floats(0.5, 1e3), st.integers(0, 10**6))
def test_the_powers_are_what_they_say(scale, offset, k):
    assert inverse_steps(scale, offset)(k) * (k + offset) == pytest.approx(scale)
    assert root_steps(scale, offset)(k) ** 2 * (k + offset) == pytest.approx(scale**2)


@pytest.mark.parametrize("schedule", [inverse_steps(2), root_steps(2), halving_steps(2, 5), cosine_steps(2, 40)])
def test_every_schedule_falls_stays_positive_and_starts_where_it_says(schedule):
    values = np.array([schedule(k) for k in range(100)])
    assert values[0] == 2 and (values > 0).all() and (np.diff(values) <= 0).all()


def test_warming_up_rises_and_then_leaves_the_schedule_alone():
    warm = warm_up(root_steps(1), 10)
    assert [warm(k) / root_steps(1)(k) for k in (0, 4, 9, 30)] == pytest.approx([0.1, 0.5, 1, 1])


@pytest.mark.parametrize("make", [lambda: inverse_steps(0), lambda: root_steps(1, -1), lambda: halving_steps(1, 0),
                                  lambda: cosine_steps(np.inf, 3), lambda: warm_up(root_steps(1), 0),
                                  lambda: inverse_steps(np.nan)])
def test_numbers_that_make_no_schedule_are_refused(make):
    with pytest.raises(ValueError, match="must be positive and finite"):
        make()
