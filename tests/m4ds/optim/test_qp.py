"""Quadratic programs: the KKT conditions are the proof of the minimum, so they are what is tested."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.optimize import minimize

from m4ds.optim.qp import active_set_qp, kkt_qp


def program(seed, n, m, k=0, condition=1e3):
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    P = Q @ np.diag(np.geomspace(1, condition, n)) @ Q.T
    x0 = rng.normal(size=n)
    A, G = rng.normal(size=(m, n)), rng.normal(size=(k, n))
    return P, 30 * rng.normal(size=n), A, A @ x0, G, G @ x0 + rng.integers(0, 2, k) * rng.uniform(0, 1, k), x0


def assert_kkt(s, P, q, A, b, G, h):
    scale = np.abs(P).sum() * np.abs(s.x).max() + np.abs(q).max() + np.abs(s.lam).max(initial=0)
    assert (s.lam >= 0).all() and (G @ s.x <= h + 1e-9).all()
    np.testing.assert_allclose(A @ s.x, b, atol=1e-9)
    np.testing.assert_allclose(P @ s.x + q + A.T @ s.nu + G.T @ s.lam, 0, atol=1e-8 * scale)
    np.testing.assert_allclose(s.lam * (G @ s.x - h), 0, atol=1e-8 * scale)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), n=st.integers(1, 7), data=st.data())
def test_the_minimum_on_equations_solves_the_kkt_system(seed, n, data):
    m = data.draw(st.integers(1, n))
    P, q, A, b, *_ = program(seed, n, m, condition=10.0 ** data.draw(st.integers(0, 6)))
    if np.linalg.cond(A) > 1e6:
        return
    x, nu = kkt_qp(P, q, A, b)
    K = np.block([[P, A.T], [A, np.zeros((m, m))]])
    residual = K @ np.concatenate([x, nu]) - np.concatenate([-q, b])
    assert np.abs(residual).max() <= 1e-9 * (1 + np.abs(K).sum() * max(np.abs(x).max(), np.abs(nu).max(initial=0)))


def test_the_multiplier_is_minus_the_slope_of_the_least_value():
    P, q, A, b, *_ = program(3, 5, 2)
    nu = kkt_qp(P, q, A, b)[1]

    def least(b):
        x = kkt_qp(P, q, A, b)[0]
        return x @ P @ x / 2 + q @ x
    for j, e in enumerate(1e-4 * np.eye(2)):
        assert np.isclose((least(b + e) - least(b - e)) / 2e-4, -nu[j], rtol=1e-6)


def test_p_need_only_curve_upwards_along_the_constraint():
    x, nu = kkt_qp(np.diag([1.0, -1.0]), [0, 0], [[0, 1]], [3])
    np.testing.assert_allclose(np.concatenate([x, nu]), [0, 3, 3], atol=1e-12)


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 10**6), n=st.integers(2, 6), k=st.integers(1, 9), m=st.integers(0, 1))
def test_the_active_set_ends_at_a_kkt_point(seed, n, k, m):
    P, q, A, b, G, h, x0 = program(seed, n, m, k)
    s = active_set_qp(P, q, A if m else None, b if m else None, G, h, x0)
    assert_kkt(s, P, q, A, b, G, h)
    values = [x @ P @ x / 2 + q @ x for x in s.points]
    assert (np.diff(values) <= 1e-9 * (1 + np.abs(values[0]))).all()


@pytest.mark.parametrize("seed", range(5))
def test_the_active_set_agrees_with_slsqp(seed):
    P, q, A, b, G, h, x0 = program(seed, 5, 1, 8, condition=30)
    s = active_set_qp(P, q, A, b, G, h, x0)
    theirs = minimize(lambda x: x @ P @ x / 2 + q @ x, x0, jac=lambda x: P @ x + q, method="SLSQP",
                      constraints=[{"type": "eq", "fun": lambda x: A @ x - b, "jac": lambda x: A},
                                   {"type": "ineq", "fun": lambda x: h - G @ x, "jac": lambda x: -G}],
                      options={"ftol": 1e-14, "maxiter": 500})
    np.testing.assert_allclose(s.x, theirs.x, atol=1e-5)


def test_a_repeated_inequality_and_a_start_in_a_corner_do_no_harm():
    G = np.vstack([-np.eye(2), -np.eye(2), [[1, 1]]])
    s = active_set_qp(np.eye(2), [-1, -1], None, None, G, [0, 0, 0, 0, 1], [0, 0])
    np.testing.assert_allclose(s.x, [0.5, 0.5], atol=1e-12)
    assert s.active == (4,)


def test_one_variable_and_a_point_as_feasible_set():
    assert active_set_qp([[2]], [0], None, None, [[-1]], [-3], [5]).x == pytest.approx([3])
    assert kkt_qp([[0.0]], [1], [[2]], [6])[0] == pytest.approx([3])


@pytest.mark.parametrize("A, b, words", [([[1, 1], [2, 2]], [1, 2], "dependent"), ([[0, 0]], [0], "dependent"),
                                         ([[1, np.nan]], [0], "NaN"), ([[1, 1, 1]], [0], "shapes"),
                                         ([[1, 0], [0, 1], [1, 1]], [1, 1, 2], "dependent")])
def test_unfit_equations_are_refused(A, b, words):
    with pytest.raises(ValueError, match=words):
        kkt_qp(np.eye(2), [0, 0], A, b)


@pytest.mark.parametrize("P", [np.zeros((2, 2)), np.diag([-1.0, 1]), np.ones((2, 2)) - 1e-3 * np.eye(2)])
def test_a_flat_or_falling_direction_is_refused(P):
    with pytest.raises(ValueError, match="definite"):
        kkt_qp(P, [0, 0], [[1, 1]], [1])


def test_an_infeasible_start_is_refused():
    with pytest.raises(ValueError, match="feasible"):
        active_set_qp(np.eye(2), [0, 0], None, None, -np.eye(2), [0, 0], [1, -1])
    with pytest.raises(ValueError, match="shapes"):
        active_set_qp(np.eye(2), [0, 0], None, None, -np.eye(2), [0], [1, 1])
    with pytest.raises(ArithmeticError, match="max_steps"):
        active_set_qp(np.eye(2), [-1, -1], None, None, -np.eye(2), [0, 0], [0, 0], max_steps=0)
