"""The dip draws with the chances that it writes down; the weeks of a service keep their books."""

import numpy as np
import pytest

from m4ds.datasets.ratings import chance_of_stars
from m4ds.datasets.start_page import lucky_dip, run_weeks
from m4ds.stats.clusters import ratio_bootstrap

LIKING = np.random.default_rng(0).normal(3.5, 0.8, (30, 60))
LISTS = [np.random.default_rng(s).permuted(np.tile(np.arange(60), (30, 1)), axis=1)[:, :5] for s in (1, 2)]


def test_films_are_drawn_with_the_chances_that_are_written_down():
    log = lucky_dip(LIKING, LISTS, 4000, np.random.default_rng(3), 0.3)
    mine = log.user == 7
    counts = np.bincount(log.film[mine], minlength=60)
    chance = np.full(60, 0.3 / 60)
    for top in LISTS:
        chance[top[7]] += 0.7 / 10
    np.testing.assert_allclose(log.chance[mine], chance[log.film[mine]])
    assert chance.sum() == pytest.approx(1)
    assert (np.abs(counts - 4000 * chance) < 5 * np.sqrt(4000 * chance)).all()
    assert np.mean(1 / log.chance) == pytest.approx(60, rel=0.01)    # each film adds 1 to the mean weight


def test_likes_have_the_chance_of_four_stars():
    log = lucky_dip(LIKING, [], 2000, np.random.default_rng(4), 1.0)
    expected = chance_of_stars(LIKING, 4).mean()
    assert log.liked.mean() == pytest.approx(expected, abs=4 * 0.5 / np.sqrt(len(log.liked)))
    assert (log.chance == 1 / 60).all()


def test_each_user_watches_one_film_a_week_and_none_twice():
    run = run_weeks(LIKING, "popular", 10, np.random.default_rng(5), dip=1)
    assert run.views.sum(axis=1).tolist() == [60 + 30 * (t + 1) for t in range(10)]
    assert (np.diff(run.views, axis=0) >= 0).all() and run.views.max() <= 30
    assert ((run.liked > 0) & (run.liked < 1)).all()


def test_chance_alone_spreads_views_and_popularity_alone_concentrates_them():
    L = np.random.default_rng(6).normal(3.5, 0.8, (200, 300))
    alone, chance = (run_weeks(L, "popular", 15, np.random.default_rng(7), dip).views[-1] for dip in (0, 10))
    assert (alone > 1).sum() < 60 < 250 < (chance > 1).sum()


def test_intervals_over_users_hold_the_difference_of_two_policies_about_as_often_as_they_say():
    rng, m = np.random.default_rng(8), len(LIKING)
    like = chance_of_stars(LIKING, 4)
    rate = [np.take_along_axis(like, top, axis=1).mean(axis=1) for top in LISTS]
    truth, held = (rate[0] - rate[1]).mean(), 0
    for _ in range(200):
        who = rng.integers(m, size=150)
        tops = [top[who] for top in LISTS]
        log = lucky_dip(LIKING[who], tops, 40, rng)
        draws = []
        for top in tops:
            w = (top[log.user] == log.film[:, None]).any(axis=1) / 5 / log.chance
            sums = np.bincount(log.user, w * log.liked, 150), np.bincount(log.user, w, 150)
            draws.append(ratio_bootstrap(*sums, np.random.default_rng(1), 300))
        low, high = np.quantile(draws[0] - draws[1], [0.025, 0.975])
        held += low <= truth <= high
    assert abs(held / 200 - 0.95) < 5 * np.sqrt(0.95 * 0.05 / 200)


def test_bad_input_is_refused():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="policy"):
        run_weeks(LIKING, "best", 3, rng)
    for bad in ({"dip": 11}, {"dip": -1}):
        with pytest.raises(ValueError, match="dip"):
            run_weeks(LIKING, "good", 3, rng, **bad)
    with pytest.raises(ValueError, match="left"):
        run_weeks(LIKING, "good", 60, rng)
    for uniform, lists in ((0.0, LISTS), (1.1, LISTS), (0.5, [])):
        with pytest.raises(ValueError, match="uniform"):
            lucky_dip(LIKING, lists, 3, rng, uniform)
    with pytest.raises(ValueError, match="per_user"):
        lucky_dip(LIKING, LISTS, 0, rng)
    with pytest.raises(ValueError, match="30 rows"):
        lucky_dip(LIKING, [LISTS[0][:4]], 3, rng)
