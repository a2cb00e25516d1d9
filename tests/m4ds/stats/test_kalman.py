"""The Kalman filter: conditioning, one reading at a time."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.prob.multivariate import mvn_condition
from m4ds.stats.kalman import Belief, kalman_predict, kalman_update


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 4))
def test_an_update_is_the_conditional_law(seed, n):
    rng = np.random.default_rng(seed)
    A, h, mean, y, r = rng.normal(size=(n, n)), rng.normal(size=n), rng.normal(size=n), rng.normal(), rng.uniform(.1, 2)
    cov = A @ A.T
    joint = np.block([[cov, (cov @ h)[:, None]], [cov @ h, h @ cov @ h + r]])
    want = mvn_condition(np.append(mean, h @ mean), joint, [n], [y])
    got = kalman_update(Belief(mean, cov), y, h @ mean, cov @ h, h @ cov @ h + r).belief
    np.testing.assert_allclose(got.mean, want.mean, atol=1e-9 * (1 + np.abs(want.mean).max()))
    np.testing.assert_allclose(got.cov, want.cov, atol=1e-9 * np.abs(cov).max())


def test_many_readings_one_by_one_are_all_readings_at_once():
    """Wear and drift over twenty cycles, read with noise: the last belief is the conditional law given all readings."""
    rng = np.random.default_rng(3)
    F, Q, r, T = np.array([[1.0, 1], [0, 1]]), np.diag([0.3, 0]), 0.7, 20
    y = rng.normal(size=T).cumsum()
    belief = Belief(np.array([0.0, 0.5]), np.diag([0.0, 0.2]))
    for value in y:
        belief = kalman_predict(belief, F, Q)
        belief = kalman_update(belief, value, belief.mean[0], belief.cov[:, 0], belief.cov[0, 0] + r).belief
    t = np.arange(1, T + 1)
    cov_wear = 0.2 * np.outer(t, t) + 0.3 * np.minimum.outer(t, t)
    big = np.zeros((T + 2, T + 2))
    big[:T, :T] = cov_wear + r * np.eye(T)
    big[:T, T], big[:T, T + 1] = cov_wear[:, -1], 0.2 * t
    big[T:, :T] = big[:T, T:].T
    big[T, T], big[T + 1, T + 1] = cov_wear[-1, -1], 0.2
    big[T, T + 1] = big[T + 1, T] = 0.2 * T
    want = mvn_condition(np.append(0.5 * t, [0.5 * T, 0.5]), big, np.arange(T), y)
    np.testing.assert_allclose(belief.mean, want.mean, rtol=1e-9)
    np.testing.assert_allclose(belief.cov, want.cov, rtol=1e-7)


def test_units_do_not_meet():
    rng = np.random.default_rng(5)
    mean, cov = rng.normal(size=(3, 2)), np.array([np.eye(2) * k for k in (1, 2, 3)])
    many = kalman_update(Belief(mean, cov), [1.0, 2, 3], mean[:, 0], cov[:, :, 0], cov[:, 0, 0] + 1)
    for i in range(3):
        one = kalman_update(Belief(mean[i], cov[i]), i + 1.0, mean[i, 0], cov[i, :, 0], cov[i, 0, 0] + 1)
        np.testing.assert_allclose(many.belief.mean[i], one.belief.mean)
        np.testing.assert_allclose(many.belief.cov[i], one.belief.cov)


@pytest.mark.parametrize("call", [
    lambda b: kalman_predict(b, np.eye(3), np.eye(2)),
    lambda b: kalman_predict((b.mean, np.eye(3)), np.eye(2), np.eye(2)),
    lambda b: kalman_update(b, 1.0, 0.0, [1.0, 0.0], 0.0),
    lambda b: kalman_update(b, [1.0], [0.0], [1.0, 0.0], [1.0]),
    lambda b: kalman_update(b, np.nan, 0.0, [1.0, 0.0], 1.0),
])
def test_what_does_not_fit_is_refused(call):
    with pytest.raises(ValueError):
        call(Belief(np.zeros(2), np.eye(2)))
