"""The standard error of an area is that of the spread which simulation shows."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.learn.auc_error import auc_error, auc_gap, placements
from m4ds.learn.roc import auc

GROUPS = st.tuples(*[st.lists(st.integers(0, 6), min_size=2, max_size=12)] * 2)


def two(groups):
    mine, others = groups
    return np.array(mine + others, dtype=float), np.repeat([1, 0], [len(mine), len(others)])


@given(GROUPS)
def test_placements_average_to_the_area_on_both_sides(groups):
    scores, positive = two(groups)
    for share in placements(scores, positive):
        assert share.mean() == pytest.approx(auc(scores, positive), abs=1e-12)


@given(GROUPS)
def test_the_error_is_that_of_the_table_of_pairs(groups):
    mine, others = (np.array(g, dtype=float) for g in groups)
    wins = (mine[:, None] > others) + (mine[:, None] == others) / 2
    expected = np.sqrt(wins.mean(axis=1).var(ddof=1) / len(mine) + wins.mean(axis=0).var(ddof=1) / len(others))
    assert auc_error(*two(groups)) == pytest.approx(expected, abs=1e-12)


@given(GROUPS)
def test_a_rising_transformation_changes_nothing(groups):
    scores, positive = two(groups)
    assert auc_error(np.exp(scores), positive) == pytest.approx(auc_error(scores, positive), abs=1e-12)
    assert auc_gap(scores, 3 * scores - 1, positive) == pytest.approx((0, 0), abs=1e-12)


def test_the_gap_is_the_difference_of_the_areas():
    rng = np.random.default_rng(0)
    y = np.repeat([1, 0], [60, 140])
    first, second = y + rng.normal(size=200), 0.5 * y + rng.normal(size=200)
    gap = auc_gap(first, second, y)
    assert gap.value == pytest.approx(auc(first, y) - auc(second, y), abs=1e-12)
    assert auc_gap(second, first, y) == pytest.approx((-gap.value, gap.standard_error))


def test_simulated_areas_and_gaps_spread_as_the_errors_say():
    rng, runs = np.random.default_rng(1), 1500
    y = np.repeat([1, 0], [40, 120])
    common = rng.normal(size=(runs, 160))
    first, second = (1.2 * y + common + 0.5 * rng.normal(size=(runs, 160)) for _ in range(2))
    areas = np.array([[auc(a, y), auc_error(a, y), *auc_gap(a, b, y)] for a, b in zip(first, second, strict=True)])
    for value, error in ((0, 1), (2, 3)):
        seen, said = areas[:, value].var(), (areas[:, error] ** 2).mean()
        assert abs(seen / said - 1) < 5 * np.sqrt(2 / runs) + 0.02
    covered = np.mean(np.abs(areas[:, 2]) <= 1.96 * areas[:, 3])
    assert abs(covered - 0.95) < 5 * np.sqrt(0.95 * 0.05 / runs)


def test_the_interval_in_log_odds_keeps_its_word_for_a_hundred_positives():
    rng, runs = np.random.default_rng(2), 1000
    y, truth = np.repeat([1, 0], [100, 500]), 0.9213503964748574       # Phi(root of 2)
    covered = 0
    for s in 2 * y + rng.normal(size=(runs, 600)):
        area, error = auc(s, y), auc_error(s, y)
        scaled = error / (area * (1 - area))
        covered += abs(np.log(area / (1 - area)) - np.log(truth / (1 - truth))) <= 1.96 * scaled
    assert abs(covered / runs - 0.95) < 5 * np.sqrt(0.95 * 0.05 / runs)


@pytest.mark.parametrize("scores, positive", [([1, 2], [1, 0]), ([1, 2, 3], [1, 1, 1]), ([1, np.nan, 3], [1, 0, 1])])
def test_too_few_or_broken_cases_are_refused(scores, positive):
    with pytest.raises(ValueError):
        auc_error(scores, positive)
    with pytest.raises(ValueError):
        auc_gap(scores, scores, positive)
