"""Split conformal intervals: the rank, NumPy's quantile, and the coverage by simulation."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from m4ds.learn.conformal import conformal_quantile, split_conformal


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.integers(1, 99))
def test_the_quantile_is_numpys_with_one_infinity_added(scores, percent):
    rank = -(-(len(scores) + 1) * (100 - percent) // 100)              # in whole numbers: no rounding
    want = np.sort(np.append(scores, np.inf))[rank - 1]
    got = conformal_quantile(scores, percent / 100)
    assert got == want
    if (len(scores) + 1) * (100 - percent) % 100:
        assert got == np.quantile(np.append(scores, np.inf), 1 - percent / 100, method="inverted_cdf")


def test_too_few_scores_give_no_finite_interval():
    assert conformal_quantile([1.0] * 8, 0.1) == np.inf
    assert conformal_quantile([1.0] * 9, 0.1) == 1.0
    low, high = split_conformal([1.0], [1.0], 0.1)([0.0])
    assert low == -np.inf and high == np.inf


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=5, max_size=30))
def test_the_interval_covers_its_share_of_the_calibration_rows(pairs):
    y, centre = np.array(pairs).T
    low, high = split_conformal(y, centre, 0.3)(centre)
    inside = ((y >= low - 1e-9) & (y <= high + 1e-9)).sum()
    assert inside >= min(len(y), np.ceil(0.7 * (len(y) + 1) - 1e-9))


@pytest.mark.parametrize("law", [stats.norm(), stats.cauchy(), stats.expon()])
def test_the_coverage_lies_between_its_bounds_for_every_law(law):
    n, alpha, runs = 24, 0.1, 20_000
    draws = law.rvs((runs, n + 1), random_state=3)
    hits = sum(abs(row[-1]) <= conformal_quantile(np.abs(row[:-1]), alpha) for row in draws)
    exact = np.ceil(0.9 * 25) / 25
    assert abs(hits / runs - exact) < 5 * np.sqrt(exact * (1 - exact) / runs)
    assert 0.9 <= exact <= 0.9 + 1 / 25


def test_given_the_calibration_rows_the_coverage_follows_a_beta_law():
    rng, n, runs = np.random.default_rng(4), 49, 4000
    cover = np.array([conformal_quantile(rng.uniform(size=n), 0.1) for _ in range(runs)])
    assert stats.kstest(cover, stats.beta(45, 5).cdf).pvalue > 1e-3


def test_widths_scale_the_interval():
    interval = split_conformal([2.0, 4, 9], [0.0, 0, 0], 0.25, [1.0, 2, 3])
    low, high = interval([0.0, 10], [1.0, 5])
    np.testing.assert_allclose(high, [3, 25])
    np.testing.assert_allclose(low, [-3, -5])


@pytest.mark.parametrize(("call", "words"), [
    (lambda: conformal_quantile([], 0.1), "empty"), (lambda: conformal_quantile([1, np.nan], 0.1), "NaN"),
    (lambda: conformal_quantile([1.0], 0.0), "alpha"), (lambda: conformal_quantile([1.0], 1.0), "alpha"),
    (lambda: split_conformal([1.0], [1.0, 2], 0.1), "one length"),
    (lambda: split_conformal([1.0], [1.0], 0.1, [0.0]), "positive"),
    (lambda: split_conformal([1.0], [1.0], 0.1, [1.0])([1.0], [1.0, 2.0]), "positive"),
])
def test_what_makes_no_sense_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
