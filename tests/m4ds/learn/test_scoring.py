"""Proper scores are least at the truth; the parts of the Brier score add up; bins agree with scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from sklearn import metrics
from sklearn.calibration import calibration_curve

from m4ds.learn.scoring import brier, ece, log_loss, murphy, reliability

CASES = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 1)), min_size=1, max_size=30)


def split(cases):
    return np.array([c[0] for c in cases]) / 10, np.array([c[1] for c in cases])


@given(CASES)
def test_the_parts_of_the_brier_score_add_up(cases):
    p, y = split(cases)
    parts = murphy(p, y)
    assert parts.calibration - parts.resolution + parts.uncertainty == pytest.approx(brier(p, y), abs=1e-12)
    assert min(parts) >= 0 and parts.resolution <= parts.uncertainty + 1e-12


@given(CASES)
def test_scores_are_those_of_sklearn(cases):
    p, y = split(cases)
    assert brier(p, y) == pytest.approx(metrics.brier_score_loss(y, p, labels=[0, 1]), abs=1e-12)
    inside = np.clip(p, 0.05, 0.95)
    assert log_loss(inside, y) == pytest.approx(metrics.log_loss(y, inside, labels=[0, 1]), abs=1e-12)


@given(st.integers(1, 19), st.integers(0, 20))
def test_both_scores_are_least_at_the_frequency(hits, other):
    y = np.repeat([1, 0], [hits, 20 - hits])
    for score in (brier, log_loss):
        best = score(np.full(20, hits / 20), y)
        assert score(np.full(20, other / 20), y) > best or other == hits


def test_a_certain_forecast_that_fails_costs_everything():
    assert log_loss([0.0, 1.0], [0, 1]) == 0
    assert log_loss([0.0, 0.5], [1, 1]) == np.inf
    assert brier([0.0, 0.5], [1, 1]) == 0.625


def test_bins_of_equal_width_are_those_of_sklearn():
    rng = np.random.default_rng(0)
    p = rng.beta(0.5, 2, 5000)
    y = (rng.random(5000) < p).astype(int)
    ours = reliability(p, y, 15)
    theirs = calibration_curve(y, p, n_bins=15)
    np.testing.assert_allclose((ours.frequency, ours.forecast), theirs, rtol=1e-12)
    assert ours.count.sum() == 5000
    many = reliability(p, y, 7, "count")
    assert many.count.max() - many.count.min() <= 1
    theirs = calibration_curve(y, p, n_bins=5, strategy="quantile")
    np.testing.assert_allclose(reliability(p, y, 5, "count")[:2], theirs[::-1], rtol=1e-9)


def test_right_forecasts_have_a_calibration_error_by_chance_as_the_chapter_says():
    rng, runs, m = np.random.default_rng(4), 2000, 50
    p = np.repeat((np.arange(10) + 0.5) / 10, m)
    found = np.array([ece(p, rng.random(len(p)) < p) for _ in range(runs)])
    expected = np.sqrt(2 / np.pi / m) * np.mean(np.sqrt(p * (1 - p)))
    assert abs(found.mean() / expected - 1) < 4.5 * found.std() / np.sqrt(runs) / expected + 0.01


def test_the_edges_belong_to_the_bins_that_the_text_names():
    found = reliability([0, 0.5, 1], [0, 1, 1], 2)
    np.testing.assert_array_equal(found.count, [1, 2])
    assert ece([0.25, 0.25], [0, 1], 1) == 0.25


@pytest.mark.parametrize("p, y, options, word", [
    ([0.5, 1.1], [0, 1], {}, "between 0 and 1"), ([0.5, -0.1], [0, 1], {}, "between 0 and 1"),
    ([0.5], [0, 1], {}, "length"), ([0.5, np.nan], [0, 1], {}, "NaN"), ([0.5], [2], {}, "0 and 1"),
    ([0.5], [1], {"bins": 0}, "bins"), ([0.5], [1], {"equal": "size"}, "equal"), ([], [], {}, "empty")])
def test_what_is_no_forecast_is_refused(p, y, options, word):
    with pytest.raises(ValueError, match=word):
        reliability(p, y, **options)
    if not options:
        for call in (brier, log_loss, ece, murphy):
            with pytest.raises(ValueError, match=word):
                call(p, y)
