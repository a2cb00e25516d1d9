"""The value of a policy from another one's log: unbiased, bounded in variance, and replay as a special case."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.stats.off_policy import policy_value


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 10_000), K=st.integers(2, 6))
def test_the_mean_over_what_the_log_might_have_drawn_is_the_value(seed, K):
    rng = np.random.default_rng(seed)
    pi, q, R = rng.dirichlet(np.ones(K)), rng.dirichlet(np.ones(K)) * 0.9 + 0.1 / K, rng.random(K)
    # each action twice, so that the mean of two equal events is that of one
    mean = sum(q[a] * policy_value([R[a]] * 2, [pi[a]] * 2, [q[a]] * 2).value for a in range(K))
    second = sum(q[a] * policy_value([R[a]] * 2, [pi[a]] * 2, [q[a]] * 2).value ** 2 for a in range(K))
    assert mean == pytest.approx(pi @ R, rel=1e-9)
    assert second <= (pi / q).max() * (pi @ R) + 1e-12


def test_with_uniform_chances_the_normalised_form_is_replay():
    rng = np.random.default_rng(2)
    r, on = rng.integers(0, 2, 500), rng.random(500) < 0.1
    found = policy_value(r, on / 10, np.full(500, 0.01), True)
    assert found.value == pytest.approx(r[on].mean()) and found.used == on.sum()
    assert found.standard_error == pytest.approx(r[on].std() / np.sqrt(on.sum()))


def test_replay_is_unbiased_given_that_something_was_kept():
    rng = np.random.default_rng(3)
    like = rng.random((40, 30))
    lists = np.array([rng.choice(30, 3, replace=False) for _ in range(40)])
    truth, found = np.take_along_axis(like, lists, 1).mean(), []
    for _ in range(3000):
        user, film = rng.integers(40, size=12), rng.integers(30, size=12)
        on = (lists[user] == film[:, None]).any(axis=1)
        if on.any():
            found.append(policy_value(rng.random(12) < like[user, film], on / 3, np.full(12, 1 / 30), True).value)
    assert np.mean(found) == pytest.approx(truth, abs=4 * np.std(found) / np.sqrt(len(found)))


def test_judging_the_policy_that_made_the_log_gives_the_mean():
    r, q = np.array([1.0, 0, 1, 1]), np.array([0.1, 0.5, 0.3, 0.1])
    assert policy_value(r, q, q).value == policy_value(r, q, q, True).value == 0.75


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="says nothing"):
        policy_value([1, 0], [0, 0], [0.5, 0.5])
    for target, logged in (([0.5, 1.5], [1, 1]), ([0.5, 0.5], [0, 1]), ([-0.1, 1], [1, 1]), ([np.nan, 1], [1, 1])):
        with pytest.raises(ValueError):
            policy_value([1, 0], target, logged)
    with pytest.raises(ValueError, match="equally long"):
        policy_value([1, 0], [1], [1, 1])
