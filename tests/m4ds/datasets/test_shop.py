"""The shop: the truth is the truth, and each switch breaks what it says."""

import numpy as np
import pytest

from m4ds.datasets.shop import CONVERSION, choose_plan, simulate_shop
from m4ds.stats.ab import difference_in_means, sample_ratio_test


def test_the_same_seed_gives_the_same_shop():
    one, two = vars(simulate_shop(500, 3)), vars(simulate_shop(500, 3))
    assert all(np.array_equal(one[key], two[key]) for key in one)


def test_without_switches_each_visitor_shows_the_outcome_of_the_arm():
    s = simulate_shop(5000, 1)
    assert (s.converted == np.where(s.treated, s.converted1, s.converted0)).all()
    np.testing.assert_array_equal(s.spend, np.where(s.treated, s.spend1, s.spend0))
    assert (s.spend1 >= s.spend0).all() and (s.before >= 0).all() and (s.visits >= 1).all()
    assert ((s.spend > 0) == (s.orders > 0)).all()


def test_the_rates_are_those_that_were_set():
    s = simulate_shop(400_000, 2, uplift=0.2)
    for g, rate in enumerate(CONVERSION):
        for y, factor in ((s.converted0, 1), (s.converted1, 1.2)):
            share = y[s.segment == g]
            assert abs(share.mean() - factor * rate) < 4.5 * np.sqrt(rate / len(share)) + 1e-9
    assert 0.5 < np.corrcoef(s.before, s.spend)[0, 1] < 0.75


def test_the_experiment_is_unbiased_for_both_outcomes():
    off = []
    for seed in range(200):
        s = simulate_shop(3000, seed, uplift=0.3)
        off.append([difference_in_means(getattr(s, key), s.treated).effect - s.truth[key]
                    for key in ("converted", "spend")])
    z = np.mean(off, axis=0) / (np.std(off, axis=0) / np.sqrt(200))
    assert (np.abs(z) < 4.5).all()


def test_rivalry_makes_an_effect_of_nothing():
    off = [simulate_shop(20_000, seed, uplift=0.3, rivalry=1.0) for seed in range(60)]
    assert abs(np.mean([s.truth["converted"] for s in off])) < 1e-12
    seen = [difference_in_means(s.converted, s.treated).effect for s in off]
    assert abs(np.mean(seen) - 0.3 * 0.04825 / 1.15) < 4.5 * np.std(seen) / np.sqrt(60)


def test_novelty_wears_off():
    s = simulate_shop(400_000, 4, uplift=0.2, novelty=3.0)
    early, late = (difference_in_means(s.converted[part], s.treated[part]) for part in (s.day < 3, s.day > 10))
    assert early.effect - late.effect > 3 * np.hypot(early.se, late.se)


def test_lost_logs_show_as_a_wrong_ratio_and_a_wrong_effect():
    s = simulate_shop(100_000, 5, lost=0.06)
    assert sample_ratio_test([(~s.treated).sum(), s.treated.sum()], [0.5, 0.5]) < 1e-4
    whole = simulate_shop(100_000, 5)
    assert sample_ratio_test([(~whole.treated).sum(), whole.treated.sum()], [0.5, 0.5]) > 0.01
    biased, sound = (difference_in_means(d.converted, d.treated).effect for d in (s, whole))
    assert biased > sound


def test_the_choice_depends_on_the_segment_alone():
    p = choose_plan(200_000, 6)
    assert abs((p.spend1 - p.spend0).mean() - 7) < 0.06
    for g, e in enumerate((0.1, 0.3, 0.7)):
        group = p.segment == g
        assert abs(p.chose[group].mean() - e) < 4.5 * np.sqrt(0.25 / group.sum())
        gap = difference_in_means(p.spend0[group], p.chose[group])
        assert abs(gap.effect) < 4.5 * gap.se
    np.testing.assert_array_equal(p.spend, np.where(p.chose, p.spend1, p.spend0))


@pytest.mark.parametrize("change", [{"n": 0}, {"days": 0}, {"uplift": -0.1}, {"share": 0}, {"share": 1},
                                    {"novelty": -1}, {"rivalry": 2}, {"lost": -0.1}])
def test_numbers_out_of_range_are_refused(change):
    with pytest.raises(ValueError):
        simulate_shop(**change)


@pytest.mark.parametrize("change", [{"n": 0}, {"propensity": (0.1, 0.2)}, {"propensity": (0.1, 0.2, 1.2)}])
def test_a_choice_needs_three_chances(change):
    with pytest.raises(ValueError):
        choose_plan(**change)
