"""The scorecard's metrics have the correlations and the effects that it states."""

import numpy as np
import pytest

from m4ds.datasets.scorecard import GROUPS, simulate_scorecard


def test_effects_spreads_and_correlations_are_as_stated():
    t = np.arange(40_000) % 2 == 0
    card = simulate_scorecard(t, seed=2, size=0.1)
    gap = card.values[t].mean(axis=0) - card.values[~t].mean(axis=0)
    assert (np.abs(gap - card.effects) < 4.8 * np.sqrt(4 / 40_000)).all()
    rest = card.values - np.outer(t, card.effects)
    R = np.corrcoef(rest.T)
    same = np.equal.outer(card.group, card.group)
    want = np.where(same, 0.3, 0.0)
    np.fill_diagonal(want, 1.0)
    assert (np.abs(R - want) < 5.2 / np.sqrt(40_000)).all()
    assert (np.abs(rest.std(axis=0) - 1) < 4.8 / np.sqrt(80_000)).all()


def test_names_are_unique_and_groups_in_order():
    card = simulate_scorecard([True, False], seed=0)
    assert len(set(card.names)) == 39 and card.names[0] == "speed 1"
    assert (np.diff(card.group) >= 0).all() and set(card.group) == set(range(len(GROUPS)))
    assert (card.group == 0).sum() == 8


@pytest.mark.parametrize("moved", [0, 1, 39])
def test_so_many_metrics_move_up_and_down_in_turn(moved):
    card = simulate_scorecard([True, False], moved=moved)
    assert (card.effects != 0).sum() == moved
    assert abs((card.effects > 0).sum() - (card.effects < 0).sum()) <= 1


def test_one_metric_and_the_same_seed():
    one, two = (simulate_scorecard([True, False, True], seed=4, metrics=1, moved=1) for _ in range(2))
    assert (one.values == two.values).all() and one.values.shape == (3, 1)


@pytest.mark.parametrize("options", [{"metrics": 0}, {"moved": -1}, {"moved": 40}, {"link": 1.0}])
def test_what_it_refuses(options):
    with pytest.raises(ValueError):
        simulate_scorecard([True, False], **options)
    with pytest.raises(ValueError):
        simulate_scorecard([np.nan])
