import numpy as np
import pytest

from m4ds.stats.clusters import cluster_bootstrap, ratio_bootstrap


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


def test_the_ratio_has_the_spread_of_the_delta_method_and_pairs_its_rows():
    rng = np.random.default_rng(0)
    below = rng.integers(5, 30, 400)
    above = below * rng.gamma(4, 0.25, 400)
    draws = ratio_bootstrap([above, above + 0.5 * below], below, np.random.default_rng(1))
    ratio = above.sum() / below.sum()
    spread = np.sqrt(np.sum((above - ratio * below) ** 2)) / below.sum()
    assert draws.shape == (2, 2000)
    assert abs(draws[0].mean() - ratio) < 0.2 * spread
    assert 0.9 < draws[0].std() / spread < 1.1
    np.testing.assert_allclose(draws[1] - draws[0], 0.5)


@pytest.mark.parametrize("above, below, words", [
    ([1], [1], "two groups"), ([1, 2], [1, 2, 3], "two groups"), ([1, 2], [0, 0], "not all 0"),
    ([1, 2], [1, -1], "at least 0"), ([1, np.nan], [1, 1], "NaN")])
def test_bad_ratios_are_refused(above, below, words):
    with pytest.raises(ValueError, match=words):
        ratio_bootstrap(above, below, np.random.default_rng(0))
