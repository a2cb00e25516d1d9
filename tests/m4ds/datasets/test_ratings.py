"""The ratings: same seed same data, the shape of the law, and what missing not at random changes."""

import hashlib

import numpy as np
import pytest
from scipy.stats import norm

from m4ds.datasets.ratings import NOISE_SD, chance_of_stars, expected_stars, simulate_ratings


def test_the_same_seed_gives_the_same_arrays():
    def digest(seed):
        d = simulate_ratings(60, 50, 900, seed=seed)
        arrays = (d.known.rows, d.known.cols, d.known.values, d.day, d.liking, d.expected)
        return hashlib.sha256(b"".join(a.tobytes() for a in arrays)).hexdigest()
    assert digest(3) == digest(3) != digest(4)


def test_ratings_are_whole_stars_at_different_places_and_days_are_in_order():
    d = simulate_ratings()
    assert len(d.known) == 60_000 and d.known.shape == (600, 900)
    assert set(d.known.values) == {1, 2, 3, 4, 5}
    assert d.day.min() >= 0 and d.day.max() <= 365
    assert np.bincount(d.known.rows).min() >= 5


def test_the_noise_floor_and_the_spread_are_those_the_book_promises():
    d = simulate_ratings()
    left = d.known.values - d.expected[d.known.rows, d.known.cols]
    assert np.sqrt(np.mean(left**2)) == pytest.approx(0.81, abs=0.01)
    assert d.known.values.std() == pytest.approx(1.13, abs=0.02)
    assert abs(left.mean()) < 4 * left.std() / np.sqrt(len(left))


def test_expected_stars_are_the_mean_of_many_draws_and_of_the_normal_law():
    rng = np.random.default_rng(0)
    for liking in (0.5, 2.2, 3.5, 5.5):
        stars = np.clip(np.round(liking + rng.normal(0, NOISE_SD, 200_000)), 1, 5)
        exact = 1 + norm.cdf((liking - np.arange(1.5, 5)) / NOISE_SD).sum()
        assert expected_stars(liking) == pytest.approx(exact, abs=1e-5)
        assert stars.mean() == pytest.approx(exact, abs=4 * stars.std() / np.sqrt(200_000))


def test_the_taste_has_the_rank_that_was_asked_for():
    d = simulate_ratings(40, 30, 100, rank=3)
    L = d.liking - d.liking.mean(0) - d.liking.mean(1, keepdims=True) + d.liking.mean()
    assert np.linalg.matrix_rank(L, tol=1e-8) == 3


def test_popular_films_are_rated_more_often():
    d = simulate_ratings()
    counts = np.bincount(d.known.cols, minlength=900)
    order = np.argsort(-d.popularity)
    assert counts[order[:90]].mean() > 5 * counts[order[450:]].mean()


def test_picky_users_watch_what_they_like():
    plain, picky = simulate_ratings(seed=1), simulate_ratings(seed=1, picky=1.5)
    all_pairs = plain.expected.mean()
    assert abs(plain.known.values.mean() - all_pairs) < 0.1
    assert picky.known.values.mean() > all_pairs + 0.4
    np.testing.assert_array_equal(plain.liking, picky.liking)


def test_bad_sizes_are_refused():
    for bad in ({"n_users": 0}, {"rank": 0}, {"n_ratings": 540_001}, {"picky": -1}, {"picky": np.nan}):
        with pytest.raises(ValueError, match=next(iter(bad)).split("_")[0]):
            simulate_ratings(**bad)


@pytest.mark.parametrize("picky", [0.0, 0.5, 1.5])
def test_places_are_known_with_the_chances_that_are_given(picky):
    runs = [simulate_ratings(80, 60, 900, picky=picky, seed=s) for s in range(40)]
    z = []
    for d in runs:
        p = d.chance[d.known.rows, d.known.cols]
        assert d.chance.sum() == pytest.approx(900, rel=1e-6)
        assert d.chance.min() > 0 and d.chance.max() <= 1
        low = d.chance < np.median(d.chance)
        expected = d.chance[low].sum()
        spread = np.sqrt((d.chance * (1 - d.chance))[low].sum())
        z.append(((p < np.median(d.chance)).sum() - expected) / spread)
    assert abs(np.mean(z)) < 4 / np.sqrt(40)


@pytest.mark.parametrize("count", [1, 450, 4700, 4799, 4800])
def test_chances_add_up_to_the_number_of_ratings(count):
    assert simulate_ratings(80, 60, count, picky=1.0).chance.sum() == pytest.approx(count, rel=1e-6)


def test_chances_of_stars_are_those_of_the_normal_law_and_add_up_to_the_mean():
    liking = np.linspace(-1, 7, 50)
    stars = [chance_of_stars(liking, least) for least in (2, 3, 4, 5)]
    np.testing.assert_allclose(stars[2], norm.cdf((liking - 3.5) / NOISE_SD), rtol=1e-10)
    np.testing.assert_allclose(1 + sum(stars), expected_stars(liking), atol=1e-5)
    for bad in (1, 6, 4.5):
        with pytest.raises(ValueError, match="least"):
            chance_of_stars(liking, bad)
