"""The area under the ROC curve is the share of pairs in the right order."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy.stats import mannwhitneyu
from sklearn.metrics import roc_auc_score, roc_curve

from m4ds.learn.roc import auc, auc_pairs, roc_curve as our_curve, roc_hull, roc_points

GROUPS = st.tuples(*[st.lists(st.integers(0, 6), min_size=1, max_size=15)] * 2)


@given(GROUPS)
def test_area_and_pairs_agree_with_each_other_and_with_a_count(groups):
    mine, others = groups
    scores, positive = np.array(mine + others, dtype=float), np.array([1] * len(mine) + [0] * len(others))
    count = np.mean([(a > b) + (a == b) / 2 for a in mine for b in others])
    assert auc(scores, positive) == pytest.approx(count, abs=1e-12)
    assert auc_pairs(scores, positive) == pytest.approx(count, abs=1e-12)
    assert roc_auc_score(positive, scores) == pytest.approx(count, abs=1e-12)
    assert auc(-scores, positive) == pytest.approx(1 - count, abs=1e-12)


@given(GROUPS)
def test_the_curve_is_that_of_sklearn(groups):
    mine, others = groups
    scores, positive = np.array(mine + others, dtype=float), np.array([1] * len(mine) + [0] * len(others))
    for ours, theirs in zip(roc_points(scores, positive), roc_curve(positive, scores, drop_intermediate=False)[:2],
                            strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-14)


def test_large_groups_agree_with_mann_whitney():
    rng = np.random.default_rng(0)
    mine, others = rng.normal(1, 1, 400).round(1), rng.normal(0, 1, 700).round(1)
    u = mannwhitneyu(mine, others).statistic / (400 * 700)
    assert auc_pairs(np.append(mine, others), np.repeat([1, 0], [400, 700])) == pytest.approx(u, rel=1e-12)


@pytest.mark.parametrize("order, area", [([2, 1], 1), ([1, 2], 0), ([1, 1], 0.5)])
def test_the_smallest_cases(order, area):
    assert auc(order, [1, 0]) == auc_pairs(order, [1, 0]) == area


@pytest.mark.parametrize("scores, positive, error, word", [
    ([1, 2], [1, 1], ValueError, "both"), ([1, 2], [0, 2], ValueError, "both"),
    ([1, 2, 3], [0, 1], ValueError, "length"),
    ([np.nan, 1], [0, 1], ValueError, "scores"), ([], [], ValueError, "scores"),
    (["a", "b"], [0, 1], TypeError, "scores"), ([[1, 2]], [0, 1], ValueError, "scores")])
def test_what_has_no_curve_is_refused(scores, positive, error, word):
    for call in (roc_points, auc, auc_pairs):
        with pytest.raises(error, match=word):
            call(scores, positive)


@given(GROUPS)
def test_thresholds_are_those_of_sklearn_and_give_the_rates(groups):
    mine, others = groups
    scores, positive = np.array(mine + others, dtype=float), np.array([1] * len(mine) + [0] * len(others))
    ours, theirs = our_curve(scores, positive), roc_curve(positive, scores, drop_intermediate=False)
    np.testing.assert_array_equal(ours.threshold, theirs[2])
    for false, true, threshold in zip(*ours, strict=True):
        assert true == pytest.approx(np.mean(np.array(mine) >= threshold))
        assert false == pytest.approx(np.mean(np.array(others) >= threshold))


@given(GROUPS)
def test_no_point_lies_above_the_hull_and_its_slopes_fall(groups):
    mine, others = groups
    x, y = roc_points(np.array(mine + others, dtype=float), np.array([1] * len(mine) + [0] * len(others)))
    corner = roc_hull(x, y)
    assert corner[0] == 0 and corner[-1] == len(x) - 1
    hx, hy = x[corner], y[corner]
    right = np.diff(hx) > 0
    assert (np.interp(x, hx, hy) >= y - 1e-12).all()
    slopes = np.diff(hy)[right] / np.diff(hx)[right]
    assert (np.diff(slopes) < -1e-6).all() and (~right).sum() <= 1


@pytest.mark.parametrize("x, y", [([0, 1], [0, 0.5]), ([0, 0.5, 0.2, 1], [0, 0.1, 0.2, 1]), ([0], [0]),
                                  ([0, 1], [0, 0.5, 1]), ([0, 0.5, 1], [0, 0.5, 0.4])])
def test_a_hull_needs_a_curve(x, y):
    with pytest.raises(ValueError, match="rate"):
        roc_hull(x, y)
