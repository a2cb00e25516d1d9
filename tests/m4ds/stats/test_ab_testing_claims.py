"""What the A/B testing case claims about frequencies, at fixed seeds, within five errors of the simulation."""

import numpy as np
import pytest
from scipy import stats

from m4ds.datasets.programme import simulate_programme
from m4ds.datasets.shop import simulate_shop
from m4ds.stats.delta import ratio_of_means
from m4ds.stats.exaggeration import shrink_effect
from m4ds.stats.group_sequential import group_boundary
from m4ds.stats.multiple import bh_adjust


def near(share, expected, runs):
    return abs(share - expected) < 5 * np.sqrt(expected * (1 - expected) / runs)


@pytest.mark.parametrize(("visits", "spread"), [(2, 0.1), (8, 0.05), (8, 0.0)])
def test_a_wrong_unit_rings_as_often_as_its_design_effect_says(visits, spread):
    rng, runs, n, mean = np.random.default_rng(0), 4000, 400, 0.3
    if spread:
        total = mean * (1 - mean) / spread - 1                    # correlation of two orders: 1 / (total + 1)
        chance = rng.beta(mean * total, (1 - mean) * total, size=(runs, 2, n))
    else:
        chance = np.full((runs, 2, n), mean)
    rho = spread / (mean * (1 - mean))
    r = rng.binomial(visits, chance).mean(axis=2) / visits
    pooled = r.mean(axis=1)
    z = (r[:, 1] - r[:, 0]) / np.sqrt(pooled * (1 - pooled) * 2 / (n * visits))
    expected = 2 * stats.norm.cdf(-1.96 / np.sqrt(1 + (visits - 1) * rho))
    assert near(np.mean(np.abs(z) > 1.96), expected, runs)


def test_visitors_as_units_keep_the_level_on_a_history():
    past = simulate_shop(20_000, seed=0, uplift=0.0)
    rng, rings = np.random.default_rng(1), 0
    for _ in range(800):
        t = rng.random(20_000) < 0.5
        old, new = (ratio_of_means(past.orders[a], past.visits[a]) for a in (~t, t))
        rings += abs(new.value - old.value) > 1.96 * np.hypot(old.se, new.se)
    assert near(rings / 800, 0.05, 800)


def test_benjamini_hochberg_keeps_its_rate_for_metrics_that_hang_together_in_groups():
    rng, group = np.random.default_rng(2), np.arange(39) // 8
    effects = np.zeros(39)
    effects[[3, 9, 12, 20, 28, 35]] = 3.0
    shares = []
    for _ in range(3000):
        z = effects + np.sqrt(0.3) * rng.normal(size=5)[group] + np.sqrt(0.7) * rng.normal(size=39)
        hit = bh_adjust(2 * stats.norm.sf(np.abs(z))) <= 0.1
        shares.append((effects[hit] == 0).mean() if hit.any() else 0.0)
    assert np.mean(shares) < 0.1 + 5 * np.std(shares) / np.sqrt(3000)


def test_stopped_estimates_overstate_and_shrunk_ones_do_not():
    year = simulate_programme(40_000, seed=3)
    weeks = np.array([7, 14, 21, 28])
    z = (year.sharp / year.se_sharp)[:, weeks - 1]
    out = np.abs(z) >= group_boundary(4, kind="obrien-fleming")
    place = np.where(out.any(axis=1), out.argmax(axis=1), 3)
    rows = np.arange(40_000)
    ships = out.any(axis=1) & (z[rows, place] > 0)
    x, se = year.sharp[rows, weeks[place] - 1], year.se_sharp[weeks[place] - 1]
    gap = (shrink_effect(x, se, 0.5, 1.2, 0.6) - year.effects)[ships]
    assert abs(gap.mean()) < 5 * gap.std() / np.sqrt(len(gap))
    assert (x - year.effects)[ships].mean() > 0.3
