"""The records have the spread, the wear and the drift that they state."""

import numpy as np
import pytest

from m4ds.datasets.shift_records import DRIFT, WEAR, WITHIN, record_shifts


def test_the_records_follow_the_stated_law():
    data = record_shifts(4000, 2, seed=5)
    n = 4000
    first, second = data.X[::2], data.X[1::2]
    assert abs((first - second).std() / np.sqrt(2) - WITHIN) < 5 * WITHIN / np.sqrt(2 * 8 * n)
    level = (first + second) / 2
    spread = np.sqrt(1 + WITHIN**2 / 2)
    worn, year = data.worn[::2].astype(float), data.day[::2] / 365
    A = np.column_stack([np.ones(n), worn, year])
    slopes = np.linalg.lstsq(A, level, rcond=None)[0]
    want = np.zeros((3, 8))
    want[1, :2], want[2, 0] = WEAR, DRIFT
    error = spread * np.sqrt(np.diag(np.linalg.inv(A.T @ A)))[:, None]
    assert (np.abs(slopes - want) < 5 * error).all()
    assert abs((level - A @ slopes).std() - spread) < 5 * spread / np.sqrt(2 * 8 * n)
    assert data.worn.mean() == 0.5


def test_machines_stand_in_the_order_of_their_days_and_have_one_label():
    data = record_shifts(11, 3, seed=2, days=(10, 20))
    assert (np.diff(data.day) >= 0).all() and data.day.min() >= 10 and data.day.max() <= 20
    assert data.worn[::3].sum() == 5
    for machine in range(11):
        assert len(set(data.worn[data.machine == machine])) == 1
    np.testing.assert_array_equal(data.X, record_shifts(11, 3, seed=2, days=(10, 20)).X)


@pytest.mark.parametrize(("options", "words"), [({"machines": 1}, "at least 2"), ({"readings": 0}, "1 reading"),
                                                ({"days": (3, 2)}, "in order")])
def test_other_requests_are_refused(options, words):
    with pytest.raises(ValueError, match=words):
        record_shifts(**options)
