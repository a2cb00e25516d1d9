import numpy as np
import pytest
from scipy import stats

from m4ds.datasets.repairs import REPAIR_SCALE, REPAIR_SHAPE, repair_hours


def test_the_hours_follow_the_stated_law():
    hours = repair_hours(20_000, seed=1)
    assert stats.kstest(hours, stats.gamma(REPAIR_SHAPE, scale=REPAIR_SCALE).cdf).pvalue > 1e-3
    assert (hours >= 0.01).all()


def test_the_same_seed_gives_the_same_hours_and_none_are_refused():
    np.testing.assert_array_equal(repair_hours(seed=3), repair_hours(seed=3))
    with pytest.raises(ValueError, match="n must"):
        repair_hours(0)
