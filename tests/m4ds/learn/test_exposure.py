import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.learn.exposure import exposure, gini


@settings(max_examples=80, deadline=None)
@given(x=st.lists(st.floats(0, 1e6), min_size=1, max_size=30).filter(lambda x: max(x) > 1e-3))
def test_gini_is_half_the_relative_mean_absolute_difference(x):
    a = np.array(x)
    pairs = np.abs(a[:, None] - a).mean() / (2 * a.mean())
    assert gini(a) == pytest.approx(pairs, abs=1e-9)
    assert 0 <= gini(a) <= 1 - 1 / len(a) + 1e-12


@pytest.mark.parametrize("scale", [1e-300, 1e-6, 1.0, 1e9, 1e300])
def test_units_and_order_do_not_matter(scale):
    x = np.array([3.0, 0, 1, 7])
    assert gini(scale * x[::-1]) == pytest.approx(gini(x), rel=1e-12)


def test_the_extremes():
    assert gini([5]) == 0 and gini([2, 2, 2]) == 0
    assert gini([0, 0, 0, 0, 9]) == pytest.approx(0.8)


def test_exposure_counts_lists():
    top = np.random.default_rng(0).integers(0, 7, (20, 3))
    assert exposure(top, 9).tolist() == [(top == j).sum() for j in range(9)]


def test_bad_input_is_refused():
    for bad in ([-1, 2], [0, 0], [np.nan, 1], [np.inf, 1], []):
        with pytest.raises(ValueError):
            gini(bad)
    for bad in ([[0, 3]], [[-1, 0]], [[0.5, 1]]):
        with pytest.raises(ValueError, match="from 0 to 2"):
            exposure(bad, 3)
