"""Convex losses and their minimisers."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays
from scipy import special
from scipy.optimize import brentq
from sklearn.metrics import mean_pinball_loss

from m4ds.optim.convexity import chord_test
from m4ds.optim.losses import huber, huber_location, pinball, pinball_location

SAMPLES = arrays(float, st.integers(1, 12), elements=st.integers(-20, 20).map(float))
SHARES = st.sampled_from([0.1, 0.25, 1 / 3, 0.5, 0.7, 0.9])
DELTAS = st.floats(0.1, 50)


@settings(max_examples=150, deadline=None)
@given(SAMPLES, SHARES)
def test_the_pinball_interval_is_exactly_where_the_sum_is_smallest(y, tau):
    low, high = pinball_location(y, tau)
    sums = {q: pinball(y - q, tau).sum() for q in {*y, low, high, low - 0.5, high + 0.5, (low + high) / 2}}
    best = min(sums.values())
    for q, total in sums.items():
        assert (total <= best + 1e-9) == (low <= q <= high)


@settings(max_examples=100, deadline=None)
@given(SAMPLES, st.floats(0.01, 0.99))
def test_the_low_end_is_the_quantile_of_numpy(y, tau):
    if abs(tau * len(y) - round(tau * len(y))) > 1e-9:       # there the two may round differently
        assert pinball_location(y, tau)[0] == np.quantile(y, tau, method="inverted_cdf")


@settings(max_examples=100, deadline=None)
@given(SAMPLES, DELTAS)
def test_the_pulls_balance_at_the_huber_location(y, delta):
    q = huber_location(y, delta)
    assert abs(np.clip(y - q, -delta, delta).sum()) < 1e-9 * (1 + delta) * len(y)
    for other in (q - 0.1, q + 0.1):
        assert huber(y - q, delta).sum() <= huber(y - other, delta).sum() + 1e-9


@settings(max_examples=50, deadline=None)
@given(arrays(float, st.integers(2, 9), elements=st.floats(-100, 100)), DELTAS)
def test_the_huber_location_agrees_with_a_root_finder(y, delta):
    def pull(q):
        return np.clip(q - y, -delta, delta).sum()
    theirs = brentq(pull, y.min() - 1, y.max() + 1, xtol=1e-13)
    ours = huber_location(y, delta)
    assert ours == pytest.approx(theirs, abs=1e-9) or abs(pull((ours + theirs) / 2)) < 1e-9


def test_huber_lies_between_mean_and_median():
    y = np.random.default_rng(0).lognormal(size=101)
    assert huber_location(y, 1e6) == pytest.approx(y.mean(), rel=1e-12)
    assert huber_location(y, 1e-9) == pytest.approx(np.median(y), rel=1e-6)


@pytest.mark.parametrize("y, delta, answer", [([5.0], 1, 5.0), ([0.0, 10.0], 1, 5.0), ([3.0, 3.0], 2, 3.0),
                                              ([1e20], 1, 1e20), ([0, 0, 1e12], 1, 0.5)])
def test_small_and_flat_samples(y, delta, answer):
    assert huber_location(y, delta) == pytest.approx(answer)


def test_the_losses_agree_with_their_references():
    r = np.random.default_rng(1).normal(size=1000) * 5
    for tau in (0.1, 0.5, 0.9):
        assert pinball(r, tau).mean() == pytest.approx(mean_pinball_loss(r, np.zeros(1000), alpha=tau), rel=1e-13)
    for delta in (0.1, 1.0, 30.0):
        np.testing.assert_allclose(huber(r, delta), special.huber(delta, r), rtol=1e-13)


@pytest.mark.parametrize("loss", [lambda r: pinball(r, 0.3), lambda r: huber(r, 0.5)])
def test_the_losses_are_convex_and_keep_their_shape(loss):
    assert chord_test(loss, [-3], [3]) is None
    assert loss(np.zeros((2, 3))).shape == (2, 3)


def test_huge_residuals_do_not_overflow():
    np.testing.assert_allclose(huber([1e200, -1e300], 1.0), [1e200, 1e300])


@pytest.mark.parametrize("f", [pinball, pinball_location])
@pytest.mark.parametrize("tau", [0, 1, -0.1, np.nan])
def test_shares_outside_0_and_1_are_refused(f, tau):
    with pytest.raises(ValueError, match="tau"):
        f([1.0], tau)


@pytest.mark.parametrize("f", [huber, huber_location])
@pytest.mark.parametrize("delta", [0, -1, np.inf])
def test_widths_that_are_not_positive_are_refused(f, delta):
    with pytest.raises(ValueError, match="delta"):
        f([1.0], delta)


@pytest.mark.parametrize("f", [pinball, huber, pinball_location, huber_location])
@pytest.mark.parametrize("data, error", [([], ValueError), ([np.nan], ValueError), ("a", TypeError)])
def test_bad_data_is_refused(f, data, error):
    with pytest.raises(error, match=r"^[ry] "):
        f(data, 0.5)
