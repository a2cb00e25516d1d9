"""CUSUM: its path is the largest sum of last steps; false alarms and delay keep to their bounds."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from m4ds.stats.cusum import bernoulli_steps, cusum, run_length


@settings(deadline=None)
@given(st.lists(st.floats(-5, 5), min_size=1, max_size=40))
def test_the_path_is_the_recursion_and_the_largest_sum_of_last_steps(steps):
    path, w = cusum(steps, 3.0).path, 0.0
    for t, step in enumerate(steps):
        w = max(0.0, w + step)
        assert path[t] == pytest.approx(w, abs=1e-9)
        assert path[t] == pytest.approx(max(0.0, *(sum(steps[k:t + 1]) for k in range(t + 1))), abs=1e-9)


def test_the_alarm_is_the_first_day_at_the_threshold():
    assert cusum([1.0, 1.0, 5.0], 2.0).alarm == 1
    assert cusum([-1.0, 0.5], 2.0).alarm is None


@pytest.mark.parametrize("p0, p1, n", [(0.08, 0.12, 40), (0.1, 0.4, 1), (0.2, 0.1, 10)])
def test_a_step_is_the_log_likelihood_ratio_of_binomial_counts(p0, p1, n):
    k = np.arange(n + 1)
    want = stats.binom.logpmf(k, n, p1) - stats.binom.logpmf(k, n, p0)
    np.testing.assert_allclose(bernoulli_steps(k, n, p0, p1), want, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("p0, p1, n, h", [(0.08, 0.12, 40, 4.0), (0.1, 0.4, 1, 3.0), (0.2, 0.1, 10, 3.5)])
def test_false_alarms_and_delay_keep_to_their_bounds(p0, p1, n, h):
    k = np.arange(n + 1)
    steps = bernoulli_steps(k, n, p0, p1)
    before, after = (stats.binom.pmf(k, n, p) for p in (p0, p1))
    quiet = run_length(steps, before, h, np.random.default_rng(0), 2000)
    assert quiet.mean() + 4.5 * quiet.std() / 2000**0.5 > np.exp(h)
    for m in (5, 20):                                         # an exercise: the chance of an alarm by day m
        assert (quiet <= m).mean() <= m * np.exp(-h) + 0.01
    delay = run_length(steps, after, h, np.random.default_rng(1), 2000)
    assert delay.mean() - 4.5 * delay.std() / 2000**0.5 < (h + steps.max()) / (after @ steps)


def test_run_lengths_are_those_of_the_chart():
    rng = np.random.default_rng(5)
    values, chances = np.array([-1.0, 1.0]), np.array([0.5, 0.5])
    mine = run_length(values, chances, 3.0, rng, 4000)
    theirs = [1 + cusum(row, 3.0).alarm for row in np.random.default_rng(6).choice(values, (1000, 400))]
    assert mine.mean() == pytest.approx(np.mean(theirs), abs=4.5 * np.std(theirs) / 1000**0.5 + 0.3)
    assert mine.mean() == pytest.approx(12, abs=4.5 * mine.std() / 4000**0.5)    # 3 * 4, by first steps


def test_refusals():
    with pytest.raises(ValueError, match="differ"):
        bernoulli_steps([1], 2, 0.3, 0.3)
    with pytest.raises(ValueError, match="hits"):
        bernoulli_steps([3], 2, 0.3, 0.4)
    with pytest.raises(ValueError, match="threshold"):
        cusum([1.0], 0.0)
    with pytest.raises(ValueError, match="probabilities"):
        run_length([1.0], [0.5], 1.0, np.random.default_rng(0))
    with pytest.raises(ValueError, match="at least 1"):
        run_length([1.0], [1.0], 1.0, np.random.default_rng(0), 0)
    with pytest.raises(ValueError):
        cusum([np.nan], 1.0)
