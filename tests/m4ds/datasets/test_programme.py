"""The programme's estimates have the errors that it states; looks behave as the boundary's theory says."""

import numpy as np
import pytest

from m4ds.datasets.programme import simulate_programme
from m4ds.stats.group_sequential import group_boundary


def test_the_estimates_are_unbiased_with_the_stated_errors_on_each_day():
    year = simulate_programme(20_000, seed=3)
    for path, errors in ((year.plain, year.se_plain), (year.sharp, year.se_sharp)):
        z = (path - year.effects[:, None]) / errors
        assert (np.abs(z.mean(axis=0)) < 4.5 / np.sqrt(20_000)).all()
        assert (np.abs(z.std(axis=0) - 1) < 4.5 / np.sqrt(40_000)).all()


def test_the_covariate_leaves_one_minus_rho_squared():
    year = simulate_programme(20_000, seed=4, rho=0.8)
    left = (year.sharp[:, -1] - year.effects).var() / (year.plain[:, -1] - year.effects).var()
    assert abs(left - 0.36) < 4.5 * 2 * 0.36 * np.sqrt(0.64 / 20_000)


def test_steps_of_the_sum_are_independent():
    year = simulate_programme(20_000, seed=5, nothing=1.0)
    steps = np.diff(year.plain * np.arange(1, 29), axis=1)
    correlation = np.corrcoef(steps[:, 3], steps[:, 17])[0, 1]
    assert abs(correlation) < 4.5 / np.sqrt(20_000)


def test_weekly_looks_keep_their_level():
    year = simulate_programme(20_000, seed=6, nothing=1.0)
    z = (year.sharp / year.se_sharp)[:, 6::7]
    rings = (np.abs(z) >= group_boundary(4, kind="obrien-fleming")).any(axis=1).mean()
    assert abs(rings - 0.05) < 4.5 * np.sqrt(0.0475 / 20_000)


def test_the_mix_and_the_other_metrics():
    year = simulate_programme(20_000, seed=7)
    assert abs((year.effects == 0).mean() - 0.6) < 4.5 * np.sqrt(0.24 / 20_000)
    some = year.effects[year.effects != 0]
    assert abs(some.mean() - 0.5) < 4.5 * 1.2 / np.sqrt(len(some))
    noise = (year.plain[:, -1] - year.effects) / 0.68
    assert year.others.shape == (20_000, 39)
    assert abs(np.corrcoef(noise, year.others[:, 5])[0, 1] - 0.3) < 4.5 / np.sqrt(20_000)


def test_the_same_seed_gives_the_same_year_and_small_ones_work():
    one, two = simulate_programme(5, seed=1), simulate_programme(5, seed=1)
    assert (one.plain == two.plain).all() and (one.plain != simulate_programme(5, seed=2).plain).any()
    assert simulate_programme(1, days=1, metrics=0).others.shape == (1, 0)


@pytest.mark.parametrize("options", [{"count": 0}, {"days": 0}, {"metrics": -1}, {"spread": 0.0}, {"se": -1.0},
                                     {"nothing": 1.5}, {"rho": 1.0}, {"link": -0.1}])
def test_what_it_refuses(options):
    with pytest.raises(ValueError):
        simulate_programme(**options)
