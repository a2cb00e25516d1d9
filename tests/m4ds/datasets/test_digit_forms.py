"""Sheets that lost digits are found again; scikit-learn's digits hold fourteen of one text."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.datasets import load_digits

from m4ds.datasets.digit_forms import digit_forms, prefix_distance

TEXT = [int(c) for c in load_digits().target[:130].astype(str)]


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 1000))
def test_sheets_with_a_few_digits_lost_are_found(seed):
    rng = np.random.default_rng(seed)
    sheets = [np.delete(TEXT, rng.choice(np.arange(1, 130), rng.integers(0, 3), replace=False)) for _ in range(4)]
    wanted = np.repeat(np.arange(4), [len(s) for s in sheets])
    np.testing.assert_array_equal(digit_forms(np.concatenate(sheets)), wanted)


def test_the_digits_of_scikit_learn():
    y = load_digits().target
    form = digit_forms(y)
    assert np.bincount(form).tolist() == [130, 126, 130, 130, 130, 130, 129, 124, 128, 130, 128, 130, 122, 130]
    for k in range(14):
        assert prefix_distance(y[form == k], TEXT) <= 8                # each is the text, with at most 8 digits lost


def test_distance_and_refusals():
    assert prefix_distance("abc", "abcdef") == 0
    assert prefix_distance("abc", "") == 3
    with pytest.raises(ValueError):
        digit_forms([5] * 40)
