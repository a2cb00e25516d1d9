"""The fleet: deterministic, of the published shape, with the law that the book proves."""

import hashlib

import numpy as np
import pytest
from scipy import stats

from m4ds.datasets.fleet import (
    DRIFT,
    DRIFT_LEAST,
    GAIN,
    INFORMATIVE,
    NOISE_VARIANCE,
    OFFSET,
    SENSORS,
    calendar_lives,
    cut_at_random,
    sensor_level,
    simulate_fleet,
)


@pytest.fixture(scope="module")
def large():
    return simulate_fleet(3000, seed=11)


def test_the_same_seed_gives_the_same_arrays():
    def digest(seed, **options):
        fleet = simulate_fleet(6, seed, **options)
        arrays = (fleet.unit, fleet.cycle, fleet.regime, fleet.sensors, fleet.wear, fleet.drift, fleet.life)
        return hashlib.sha256(b"".join(a.tobytes() for a in arrays)).hexdigest()
    assert digest(1) == digest(1)
    assert len({digest(1), digest(2), digest(1, process="gamma"), digest(1, regimes=6)}) == 4


def test_rows_run_from_the_first_cycle_to_the_first_with_full_wear():
    fleet = simulate_fleet(20, seed=3)
    for u in range(20):
        mine = fleet.unit == u
        np.testing.assert_array_equal(fleet.cycle[mine], np.arange(1, fleet.life[u] + 1))
        assert fleet.wear[mine][-1] >= 1 and (fleet.wear[mine][:-1] < 1).all()
    np.testing.assert_array_equal(fleet.remaining[fleet.last_rows()], 0)


def test_lives_have_the_mean_and_spread_of_the_published_engines(large):
    sets = large.life.reshape(30, 100)                   # thirty fleets of a hundred
    assert abs(sets.mean() - 208) < 4 * large.life.std() / np.sqrt(3000)
    assert 44 < np.median(sets.std(axis=1)) < 56
    assert 0.6 < np.median(stats.skew(sets, axis=1)) < 1.8


def test_wear_of_a_cycle_has_the_engine_s_drift_and_the_stated_variance(large):
    first = np.flatnonzero(large.cycle == 1)
    steps = large.wear[first] - large.drift              # the first cycle is not yet selected by failure
    assert abs(steps.mean()) < 4 * np.sqrt(NOISE_VARIANCE / 3000)
    assert steps.var() == pytest.approx(NOISE_VARIANCE, rel=4 * np.sqrt(2 / 3000))
    assert large.drift.min() >= DRIFT_LEAST and large.drift.mean() == pytest.approx(DRIFT, rel=0.02)


def test_lives_given_the_drift_follow_the_inverse_gaussian_law_with_the_barrier_moved(large):
    """Looking at the end of each cycle finds the passage as if the barrier were 0.5826 sd of a cycle further off."""
    far = 1 + 0.5826 * np.sqrt(NOISE_VARIANCE)
    mean, shape = far / large.drift, far**2 / NOISE_VARIANCE
    u = stats.invgauss.cdf(large.life - 0.5, mean / shape, scale=shape)   # whole cycles: half a cycle back
    assert stats.kstest(u, "uniform").pvalue > 0.01


def test_gamma_wear_only_rises_and_has_the_same_mean_step():
    fleet = simulate_fleet(300, seed=4, process="gamma")
    inside = fleet.unit[1:] == fleet.unit[:-1]
    steps = np.diff(fleet.wear)[inside]
    assert (steps > 0).all()
    first = fleet.wear[fleet.cycle == 1] - fleet.drift
    assert abs(first.mean()) < 4 * np.sqrt(NOISE_VARIANCE / 300)


def test_sensors_follow_the_wear_and_six_stand_still():
    fleet = simulate_fleet(40, seed=5)
    np.testing.assert_array_equal(fleet.sensors[:, INFORMATIVE:], np.broadcast_to(OFFSET[INFORMATIVE:],
                                                                                  (len(fleet.unit), 6)))
    assert fleet.sensors.shape[1] == SENSORS
    for j in range(12):
        r = np.corrcoef(fleet.sensors[:, j], sensor_level(fleet.wear))[0, 1]
        assert np.sign(r) == np.sign(GAIN[j]) and abs(r) > 0.55


def test_the_first_principal_direction_carries_the_published_share():
    Z = simulate_fleet(100, seed=6).sensors[:, :INFORMATIVE]
    Z = (Z - Z.mean(0)) / Z.std(0)
    values = np.linalg.eigvalsh(Z.T @ Z)
    assert 0.5 < values[-1] / values.sum() < 0.68


def test_regimes_hide_the_wear_until_they_are_removed():
    plain, mixed = simulate_fleet(20, seed=7), simulate_fleet(20, seed=7, regimes=6)
    assert set(mixed.regime) == set(range(6)) and set(plain.regime) == {0}
    level = sensor_level(mixed.wear)
    hidden = np.corrcoef(mixed.sensors[:, 0], level)[0, 1]
    inside = [np.corrcoef(mixed.sensors[mixed.regime == k, 0], level[mixed.regime == k])[0, 1] for k in range(6)]
    assert abs(hidden) < 0.2 < 0.5 < min(inside)


def test_cut_engines_have_not_failed_and_keep_their_first_rows():
    fleet = simulate_fleet(200, seed=8)
    seen = cut_at_random(fleet, seed=9)
    last = seen.last_rows()
    left = seen.remaining[last]
    assert left.min() >= 1 and left.max() <= 145 and 60 < left.mean() < 90
    assert (seen.wear < 1).all() and (seen.cycle[last] >= 30).all()
    np.testing.assert_array_equal(seen.sensors[seen.unit == 5], fleet.sensors[fleet.unit == 5][:seen.cycle[last][5]])


def test_the_calendar_censors_what_still_runs():
    life = simulate_fleet(400, seed=10).life
    lives = calendar_lives(life, end=260.0, seed=1)
    np.testing.assert_array_equal(lives.time[lives.failed], life[lives.failed])
    assert (lives.time[~lives.failed] < life[~lives.failed]).all()
    assert 0.1 < lives.failed.mean() < 0.6


@pytest.mark.parametrize(("call", "words"), [
    (lambda: simulate_fleet(0), "n must be at least 1"),
    (lambda: simulate_fleet(5, process="poisson"), "process must be"),
    (lambda: simulate_fleet(5, regimes=7), "regimes must be from 1 to 6"),
    (lambda: cut_at_random(simulate_fleet(2), left=(9, 3)), "left must be two numbers in order"),
    (lambda: calendar_lives([100], end=100.0), "end must be after build_up"),
])
def test_bad_arguments_are_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
