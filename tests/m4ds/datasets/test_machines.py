import numpy as np
import pytest

from m4ds.datasets.machines import machine_signs


def test_the_rates_are_those_asked_for_within_four_standard_errors():
    data = machine_signs(200_000, 0.1, [0.9, 0.6], [0.05, 0.2], seed=3)
    for state, rates in ((True, [0.9, 0.6]), (False, [0.05, 0.2])):
        seen = data.signs[data.faulty == state]
        error = np.sqrt(np.multiply(rates, 1 - np.array(rates)) / len(seen))
        assert (abs(seen.mean(axis=0) - rates) < 4 * error).all()


def test_the_same_seed_gives_the_same_arrays():
    a, b = (machine_signs(500, 0.1, [0.9, 0.5], [0.1, 0.2], seed=5) for _ in range(2))
    assert (a.signs == b.signs).all() and (a.faulty == b.faulty).all()
    assert (a.signs != machine_signs(500, 0.1, [0.9, 0.5], [0.1, 0.2], seed=6).signs).any()


def test_signs_are_independent_given_the_state_unless_they_echo():
    for echo, correlation in ((0.0, 0.0), (0.7, 0.7)):
        data = machine_signs(200_000, 0.5, [0.6, 0.6], [0.2, 0.2], seed=8, echo=echo)
        faulty = data.signs[data.faulty]
        assert abs(np.corrcoef(faulty.T)[0, 1] - correlation) < 4 / np.sqrt(len(faulty))


@pytest.mark.parametrize("bad", [
    dict(n=0), dict(prevalence=1.2), dict(prevalence=np.nan), dict(hit_rates=[0.9, 0.8]), dict(false_rates=[-0.1]),
    dict(echo=2.0), dict(hit_rates=[])])
def test_bad_settings_are_refused(bad):
    settings = dict(n=10, prevalence=0.1, hit_rates=[0.9], false_rates=[0.1], seed=0) | bad
    with pytest.raises(ValueError):
        machine_signs(**settings)
