import numpy as np
import pytest
from scipy import stats

from m4ds.datasets.lifetimes import SCALE, SHAPE, bearing_hours


def test_the_hours_follow_the_stated_law():
    hours = bearing_hours(20_000, seed=1)
    assert stats.kstest(hours, stats.weibull_min(SHAPE, scale=SCALE).cdf).pvalue > 1e-3
    assert (hours >= 0.1).all()


def test_the_same_seed_gives_the_same_hours_and_none_are_refused():
    np.testing.assert_array_equal(bearing_hours(seed=3), bearing_hours(seed=3))
    with pytest.raises(ValueError, match="n must"):
        bearing_hours(0)
