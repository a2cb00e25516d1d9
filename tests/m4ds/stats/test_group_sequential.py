"""Boundaries for planned looks: the recursion against boxes of the normal law, simulation, and published constants."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from m4ds.stats.group_sequential import group_boundary, stopping_probabilities

PUBLISHED = [   # Jennison and Turnbull (2000), chapter 2
    (2, "pocock", 2.178), (5, "pocock", 2.413), (10, "pocock", 2.555),
    (2, "obrien-fleming", 1.977), (5, "obrien-fleming", 2.040), (10, "obrien-fleming", 2.087)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0.5, 4), min_size=1, max_size=3), st.data(), st.floats(-2, 2))
def test_the_chance_of_no_crossing_is_the_mass_of_a_box(bounds, data, drift):
    steps = np.array(data.draw(st.lists(st.floats(0.1, 1), min_size=len(bounds), max_size=len(bounds))))
    t = np.cumsum(steps) / steps.sum()
    t[-1] = 1.0
    cov = np.sqrt(np.minimum.outer(t, t) / np.maximum.outer(t, t))
    mean, b = drift * np.sqrt(t), np.array(bounds)
    law = stats.multivariate_normal(mean, cov, allow_singular=True, abseps=1e-8, maxpts=200_000)
    assert 1 - stopping_probabilities(bounds, t, drift).sum() == pytest.approx(law.cdf(b, lower_limit=-b), abs=2e-5)


@pytest.mark.parametrize("looks, kind, constant", PUBLISHED)
def test_the_constants_are_the_published_ones(looks, kind, constant):
    assert group_boundary(looks, kind=kind)[-1] == pytest.approx(constant, abs=6e-4)


@pytest.mark.parametrize("looks, chance", [(1, 0.050), (2, 0.083), (5, 0.142), (10, 0.193), (20, 0.248), (50, 0.320)])
def test_repeated_tests_raise_false_alarms_as_armitage_mcpherson_and_rowe_found(looks, chance):
    assert stopping_probabilities(np.full(looks, 1.96)).sum() == pytest.approx(chance, abs=6e-4)


@pytest.mark.parametrize("kind", ["pocock", "obrien-fleming", "bonferroni"])
@pytest.mark.parametrize("drift", [0.0, 2.8])
def test_simulated_paths_stop_when_the_recursion_says(kind, drift):
    rng, runs, looks = np.random.default_rng(8), 40_000, 6
    k, bounds = np.arange(1, 7), group_boundary(looks, kind=kind)
    w = (rng.normal(size=(runs, looks)) + drift / np.sqrt(looks)).cumsum(axis=1)
    out = np.abs(w / np.sqrt(k)) >= bounds
    first = np.where(out.any(axis=1), out.argmax(axis=1), looks)
    expected = stopping_probabilities(bounds, drift=drift)
    seen = np.bincount(first, minlength=looks + 1)[:looks] / runs
    assert (np.abs(seen - expected) < 4.5 * np.sqrt(expected * (1 - expected) / runs) + 1e-4).all()


def test_each_kind_keeps_its_promise_and_bonferroni_is_the_most_careful():
    for looks in (1, 3, 25):
        for kind in ("pocock", "obrien-fleming"):
            assert stopping_probabilities(group_boundary(looks, 0.1, kind)).sum() == pytest.approx(0.1, abs=1e-7)
        assert stopping_probabilities(group_boundary(looks, 0.1, "bonferroni")).sum() <= 0.1 + 1e-12


def test_one_look_is_the_usual_test():
    for kind in ("pocock", "obrien-fleming", "bonferroni"):
        assert group_boundary(1, kind=kind) == pytest.approx([stats.norm.ppf(0.975)])


@pytest.mark.parametrize("bounds, t", [([0.0], None), ([-1, 2], None), ([2, 2], [0.5, 0.9]), ([2, 2], [0.5, 0.5]),
                                       ([2], [0.5, 1]), ([2, 2], [0, 1]), ([np.nan], None), ([], None)])
def test_bad_boundaries_are_refused(bounds, t):
    with pytest.raises(ValueError):
        stopping_probabilities(bounds, t)


@pytest.mark.parametrize("args", [(0,), (2.5,), (2, 0), (2, 1), (2, 0.05, "square")])
def test_bad_plans_are_refused(args):
    with pytest.raises(ValueError):
        group_boundary(*args)
