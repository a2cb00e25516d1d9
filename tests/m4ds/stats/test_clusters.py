import numpy as np
import pytest

from m4ds.stats.clusters import cluster_bootstrap


def test_the_spread_is_that_of_the_groups_plus_that_within_them():
    rng = np.random.default_rng(0)
    groups = [rng.normal(centre, 1, 20) for centre in (0, 2, 5, 9, 10, 14)]
    means = np.array([g.mean() for g in groups])
    within = np.mean([g.var() / len(g) for g in groups])
    draws = cluster_bootstrap(groups, rng, 20_000)
    assert draws.mean() == pytest.approx(means.mean(), abs=4 * draws.std() / np.sqrt(20_000))
    assert draws.var() == pytest.approx((means.var() + within) / len(groups), rel=0.05)


def test_groups_count_alike_whatever_their_size():
    draws = cluster_bootstrap([[0.0] * 50, [1.0]], np.random.default_rng(0), 4000)
    assert set(np.unique(draws)) == {0.0, 0.5, 1.0}
    assert draws.mean() == pytest.approx(0.5, abs=0.03)


def test_bad_groups_are_refused():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="two groups"):
        cluster_bootstrap([[1.0, 2.0]], rng)
    with pytest.raises(ValueError, match=r"groups\[1\] is empty"):
        cluster_bootstrap([[1.0], []], rng)
    with pytest.raises(ValueError, match=r"groups\[0\] holds NaN"):
        cluster_bootstrap([[np.nan], [1.0]], rng)
