"""Projections: the obtuse angle defines them, and SciPy's solver of constrained problems agrees."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize

from m4ds.optim.project import project_ball, project_box, project_simplex

VECTORS = arrays(float, 4, elements=st.floats(-100, 100))
LOWER, UPPER = np.array([-1.0, 0, 2, 5]), np.array([1.0, 0, 3, 50])
CENTRE = np.array([1.0, 2, 3, 4])
WAYS = {"box": lambda v: project_box(v, LOWER, UPPER), "ball": lambda v: project_ball(v, CENTRE, 5.0),
        "simplex": lambda v: project_simplex(v, 3.0)}


def inside(name, rng):
    if name == "box":
        return rng.uniform(LOWER, UPPER)
    if name == "ball":
        step = rng.normal(size=4)
        return CENTRE + 5 * rng.uniform() * step / np.linalg.norm(step)
    return 3 * rng.dirichlet(np.full(4, 0.5))


def belongs(name, p):
    if name == "box":
        return (p >= LOWER).all() and (p <= UPPER).all()
    if name == "ball":
        return np.linalg.norm(p - CENTRE) <= 5 * (1 + 1e-14)
    return (p >= 0).all() and abs(p.sum() - 3) < 1e-12


@pytest.mark.parametrize("name", WAYS)
@settings(max_examples=60, deadline=None)
@given(v=VECTORS, seed=st.integers(0, 1000))
def test_the_angle_at_the_projection_is_never_acute(name, v, seed):
    p, rng = WAYS[name](v), np.random.default_rng(seed)
    assert belongs(name, p)
    for _ in range(10):
        assert (v - p) @ (inside(name, rng) - p) <= 1e-10 * (1 + abs(v).max())


@pytest.mark.parametrize("name", WAYS)
@settings(max_examples=60, deadline=None)
@given(u=VECTORS, v=VECTORS)
def test_projections_never_move_two_points_apart(name, u, v):
    assert np.linalg.norm(WAYS[name](u) - WAYS[name](v)) <= np.linalg.norm(u - v) * (1 + 1e-12) + 1e-12


@pytest.mark.parametrize("name", WAYS)
def test_points_of_the_set_stay(name):
    for seed in range(20):
        p = inside(name, np.random.default_rng(seed))
        np.testing.assert_allclose(WAYS[name](p), p, atol=1e-14)


@pytest.mark.parametrize("n", [1, 2, 7, 30])
def test_the_simplex_agrees_with_slsqp(n):
    v = np.random.default_rng(n).normal(size=n)
    theirs = minimize(lambda x: np.sum((x - v) ** 2) / 2, np.full(n, 1 / n), jac=lambda x: x - v, method="SLSQP",
                      bounds=[(0, None)] * n, options={"ftol": 1e-15, "maxiter": 500},
                      constraints={"type": "eq", "fun": lambda x: x.sum() - 1, "jac": lambda x: np.ones(n)})
    np.testing.assert_allclose(project_simplex(v), theirs.x, atol=1e-7)


def test_the_ball_agrees_with_slsqp_and_the_box_with_clip():
    v = np.array([4.0, -3, 9, 1])
    theirs = minimize(lambda x: np.sum((x - v) ** 2) / 2, CENTRE, jac=lambda x: x - v, method="SLSQP",
                      options={"ftol": 1e-15}, constraints={
                          "type": "ineq", "fun": lambda x: 25 - np.sum((x - CENTRE) ** 2),
                          "jac": lambda x: -2 * (x - CENTRE)})
    np.testing.assert_allclose(project_ball(v, CENTRE, 5), theirs.x, atol=1e-6)
    np.testing.assert_array_equal(project_box(v, LOWER, UPPER), np.clip(v, LOWER, UPPER))


@pytest.mark.parametrize("v, answer", [
    ([5.0], [1.0]), ([-5.0], [1.0]), ([0.0, 0.0], [0.5, 0.5]), ([1e16, 1e16 + 2], [0, 1]), ([1e300, -1e300], [1, 0]),
    ([1e-300, 0], [0.5, 0.5]), ([-1.7e308, 1.7e308, 1.7e308], [0, 0.5, 0.5]), ([3.0, 1, 1], [1, 0, 0])])
def test_extreme_entries_keep_the_sum_1(v, answer):
    np.testing.assert_allclose(project_simplex(v), answer, atol=1e-15)


def test_a_long_vector_keeps_its_sum():
    p = project_simplex(np.random.default_rng(0).normal(size=100_000), 10.0)
    assert abs(p.sum() - 10) < 1e-9 and (p >= 0).all()


@pytest.mark.parametrize("unit", [1e-200, 1e-8, 1e200])
def test_the_ball_scales_with_the_units(unit):
    np.testing.assert_allclose(project_ball([3 * unit, 4 * unit], radius=unit) / unit, [0.6, 0.8], rtol=1e-14)


def test_a_ball_of_radius_0_is_its_centre():
    assert project_ball([3, 4], [1, 1], 0).tolist() == [1, 1]
    assert project_ball([0, 0], radius=0).tolist() == [0, 0]


def test_the_argument_is_left_alone():
    v = np.array([0.2, 0.9])
    for p in (project_ball(v), project_box(v, 0, 1), project_simplex(v)):
        p[:] = 7
    assert v.tolist() == [0.2, 0.9]


@pytest.mark.parametrize("project", [project_ball, project_simplex, lambda v: project_box(v, 0, 1)])
@pytest.mark.parametrize("v, error", [([np.nan], ValueError), ([np.inf], ValueError), ([], ValueError),
                                      ([[1, 2]], ValueError), ("v", TypeError), ([1j], TypeError)])
def test_bad_vectors_are_refused(project, v, error):
    with pytest.raises(error, match="v"):
        project(v)


@pytest.mark.parametrize("call, message", [
    (lambda: project_box([1, 2], 1, 0), "empty"), (lambda: project_box([1, 2], [0, 0, 0], 1), "lower"),
    (lambda: project_ball([1, 2], radius=-1), "radius"), (lambda: project_ball([1, 2], [1, 2, 3]), "centre"),
    (lambda: project_simplex([1, 2], 0), "total"), (lambda: project_simplex([1, 2], np.inf), "total")])
def test_empty_and_impossible_sets_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
