import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.optimize import isotonic_regression
from sklearn.calibration import _sigmoid_calibration

from m4ds.stats.calibration import isotonic_pav, platt

numbers = st.lists(st.tuples(st.floats(-10, 10), st.floats(0.1, 5)), min_size=1, max_size=25)


@given(numbers)
@settings(max_examples=80, deadline=None)
def test_the_fit_rises_and_the_angle_to_every_rising_sequence_is_at_least_a_right_one(pairs):
    y, w = map(np.array, zip(*pairs, strict=True))
    m = isotonic_pav(y, w)
    assert (np.diff(m) >= -1e-12).all()
    assert abs(np.sum(w * (y - m) * m)) < 1e-8 * np.sum(w * y**2 + 1)          # a cone: the residual is orthogonal
    tails = np.cumsum((w * (y - m))[::-1])[::-1]                               # steps up from i on
    assert tails.max() < 1e-9 * np.sum(w * np.abs(y) + 1) and abs(tails[0]) < 1e-9 * np.sum(w * np.abs(y) + 1)


@given(numbers)
@settings(max_examples=60, deadline=None)
def test_it_agrees_with_scipy(pairs):
    y, w = map(np.array, zip(*pairs, strict=True))
    np.testing.assert_allclose(isotonic_pav(y, w), isotonic_regression(y, weights=w).x, rtol=1e-9, atol=1e-9)


@given(numbers)
@settings(max_examples=30, deadline=None)
def test_a_second_pass_changes_nothing_and_the_mean_is_kept(pairs):
    y, w = map(np.array, zip(*pairs, strict=True))
    m = isotonic_pav(y, w)
    np.testing.assert_allclose(isotonic_pav(m, w), m, rtol=1e-9, atol=1e-12)
    assert np.isclose(np.average(m, weights=w), np.average(y, weights=w), atol=1e-9)


@pytest.mark.parametrize(("y", "want"), [([5], [5]), ([3, 2, 1], [2, 2, 2]), ([0, 1, 1], [0, 1, 1])])
def test_small_cases(y, want):
    np.testing.assert_allclose(isotonic_pav(y), want)


@pytest.mark.parametrize("seed", range(5))
def test_platt_agrees_with_scikit_learn(seed):
    rng = np.random.default_rng(seed)
    score = rng.normal(2, 3, 300)
    y = (rng.random(300) < 1 / (1 + np.exp(1 - score))).astype(float)
    slope, intercept = _sigmoid_calibration(score, y)
    np.testing.assert_allclose(platt(score, y), [-intercept, -slope], rtol=2e-3)


def test_platt_stays_finite_on_separated_labels():
    assert np.isfinite(platt([1, 2, 3, 4], [0, 0, 1, 1])).all()


@pytest.mark.parametrize("call", [
    lambda: isotonic_pav([1, 2], [1, 0]), lambda: isotonic_pav([1, 2], [1]), lambda: isotonic_pav([]),
    lambda: isotonic_pav([1, np.nan]), lambda: platt([1, 1], [0, 1]), lambda: platt([1, 2], [0, 2]),
    lambda: platt([1, 2], [0])])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"must|empty|NaN|equal"):
        call()
