"""Policies on checks: what is counted, and that no threshold beats the look-ahead where its theorem holds."""

import numpy as np
import pytest

from m4ds.stats.look_ahead import look_ahead, play


def test_an_engine_that_fails_in_the_cycle_of_its_check_has_failed():
    runs = play([[0.0, 1.0]], [20], 0.5, 10, 60, 250)
    assert runs.cycles[0] == 20 and runs.failed[0] and runs.rate == 12.5
    runs = play([[0.0, 1.0]], [21], 0.5, 10, 60, 250)
    assert runs.cycles[0] == 20 and not runs.failed[0] and runs.rate == 3.0


def test_what_stands_after_the_failure_is_not_read():
    runs = play([[0.0, 0.0, 1.0], [np.nan, np.nan, 1.0]], [15, 25], 0.5, 10, 60, 250)
    assert runs.failed.all() and list(runs.cycles) == [15, 25]


def test_with_rising_known_risks_no_threshold_costs_less():
    """Lives with a rising hazard and no sensor: the risk at a check is the law's, and rises."""
    rng = np.random.default_rng(0)
    life = np.ceil(200 * rng.weibull(4.0, 40_000)).astype(int)
    life = np.maximum(life, 1)
    age = 10.0 * np.arange(1, 60)
    sf = np.exp(-(age / 200)**4)
    risk = np.tile(1 - np.exp(-((age + 10) / 200)**4) / sf, (len(life), 1))
    found = look_ahead(risk, life, 10, 60, 250)
    rates = [play(risk, life, q, 10, 60, 250).rate for q in np.linspace(0.005, 0.5, 100)]
    assert found.rate <= min(rates) * 1.003
    assert (np.diff(found.rounds) <= 0).all()
    # threshold and cost agree, up to the grid of ages: neighbours of the chosen check do not cost less
    assert found.threshold == pytest.approx(found.rate * 10 / 190, rel=0.02)


def test_it_stops_at_once_if_nothing_is_ever_due():
    found = look_ahead(np.zeros((3, 5)), [40, 50, 60], 10, 60, 250)
    assert found.rate == pytest.approx(5.0) and len(found.rounds) == 2


@pytest.mark.parametrize("call", [
    lambda: play([[0.1]], [10, 20], 0.5, 10, 60, 250),
    lambda: play([[0.1]], [10], 0.5, 0, 60, 250),
    lambda: play([[0.1]], [10], 0.5, 10, 0, 250),
    lambda: look_ahead([[0.1]], [10], 10, 250, 60),
    lambda: look_ahead([[1.1]], [10], 10, 60, 250),
])
def test_bad_arguments_are_refused(call):
    with pytest.raises(ValueError):
        call()
