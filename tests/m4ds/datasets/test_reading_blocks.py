"""Blocks of meter readings."""

import numpy as np
import pytest

from m4ds.datasets.reading_blocks import COLUMNS, NOISE, TRUTH, reading_block


def test_a_block_is_the_same_in_any_order_and_no_two_are_alike():
    late = reading_block(5, 100)
    early = [reading_block(i, 100) for i in range(6)]
    assert (early[5] == late).all() and late.shape == (100, len(COLUMNS))
    assert not np.isin(early[0][:, 2], early[1][:, 2]).any()


def test_the_truth_is_found_to_within_five_standard_errors():
    B = reading_block(0, 50_000)
    X = np.column_stack([np.ones(len(B)), B[:, :-1]])
    fit = np.linalg.lstsq(X, B[:, -1], rcond=None)[0]
    se = NOISE * np.sqrt(np.diag(np.linalg.inv(X.T @ X)))
    assert (np.abs(fit - TRUTH) < 5 * se).all()


def test_refusals():
    for bad in ((-1, 5), (0, 0)):
        with pytest.raises(ValueError):
            reading_block(*bad)
