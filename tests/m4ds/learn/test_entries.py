import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.learn.entries import Entries


@given(arrays(float, (4, 3), elements=st.floats(-9, 9) | st.just(np.nan)))
def test_a_table_is_found_again_from_its_entries(table):
    if np.isnan(table).all():
        with pytest.raises(ValueError, match="empty"):
            Entries.from_table(table)
        return
    known = Entries.from_table(table)
    np.testing.assert_array_equal(known.table(), table)
    np.testing.assert_array_equal(known.table(0.0), np.nan_to_num(table))
    assert len(known) == np.isfinite(table).sum()


def test_some_entries_are_taken_and_values_replaced():
    known = Entries([0, 1, 1], [1, 0, 1], [1, 2, 3], (2, 2))
    assert known.take([True, False, True]).values.tolist() == [1, 3]
    assert known.take([1]).rows.tolist() == [1]
    assert known.with_values([7, 8, 9]).values.tolist() == [7, 8, 9]


@pytest.mark.parametrize("args, words", [
    (([0, 0], [1, 1], [1, 2], (2, 2)), "given twice"), (([2], [0], [1], (2, 2)), "rows must lie"),
    (([0], [-1], [1], (2, 2)), "cols must lie"), (([0.5], [0], [1], (2, 2)), "integers"),
    (([0], [0, 1], [1], (2, 2)), "equally long"), (([0], [0], [np.nan], (2, 2)), "NaN"),
    (([], [], [], (2, 2)), "empty"), (([[0]], [0], [1], (2, 2)), "vector")])
def test_bad_entries_are_refused(args, words):
    with pytest.raises(ValueError, match=words):
        Entries(*args)
    with pytest.raises(ValueError, match="matrix"):
        Entries.from_table([1, 2])
