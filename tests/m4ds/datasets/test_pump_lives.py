import numpy as np
import pytest

from m4ds.datasets.pump_lives import SCALE, SHAPE, WATCHED, pump_lives, seal_trial


def test_nobody_is_watched_beyond_the_last_day():
    for data in (pump_lives(), seal_trial()):
        assert (data.start + data.weeks <= WATCHED + .1).all() and (data.weeks > 0).all()
        running = data.failed == 0
        np.testing.assert_allclose((data.start + data.weeks)[running], WATCHED, atol=.06)


def test_the_lives_are_those_of_the_law_and_come_again():
    big = pump_lives(40_000, 1)
    early = big.start < 40
    alive = (big.weeks[early] > 100).mean()
    want = np.exp(-(100 / SCALE)**SHAPE)
    assert abs(alive - want) < 4.5 * np.sqrt(want * (1 - want) / early.sum())
    assert np.array_equal(pump_lives().weeks, pump_lives().weeks)


def test_pumps_with_the_new_seal_carry_more_load():
    t = seal_trial(5000, 0)
    assert t.load[t.seal == 1].mean() - t.load[t.seal == 0].mean() == pytest.approx(8, abs=1)


def test_too_few_are_refused():
    for call in (pump_lives, seal_trial):
        with pytest.raises(ValueError, match="at least"):
            call(0)
