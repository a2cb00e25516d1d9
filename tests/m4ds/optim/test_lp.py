"""Linear programs: two feasible points of equal value prove each other best."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.optimize import linprog

from m4ds.optim.lp import simplex_lp

# Beale's program: the rule "largest profit first" cycles on it
BEALE = ([0.75, -150, 0.02, -6], [[0.25, -60, -0.04, 9], [0.5, -90, -0.02, 3], [0, 0, 1, 0]], [0, 0, 1])
SMALL = st.integers(-4, 6)


def assert_certified(s, c, A, b):
    c, A, b = (np.asarray(a, dtype=float) for a in (c, A, b))
    assert (s.x >= 0).all() and (s.y >= 0).all()
    assert (A @ s.x <= b + 1e-8 * (1 + np.abs(b))).all()
    assert (A.T @ s.y >= c - 1e-8 * (1 + np.abs(c))).all()
    assert np.isclose(c @ s.x, b @ s.y, atol=1e-8) and np.isclose(s.value, c @ s.x)


@settings(max_examples=150, deadline=None)
@given(m=st.integers(1, 5), n=st.integers(1, 5), data=st.data())
def test_the_answer_is_that_of_linprog_or_the_same_refusal(m, n, data):
    def draw(k):
        return np.array(data.draw(st.lists(SMALL, min_size=k, max_size=k)), dtype=float)
    c, A, b = draw(n), draw(m * n).reshape(m, n), draw(m)
    theirs = linprog(-c, A, b, method="highs")
    if theirs.status == 0:
        s = simplex_lp(c, A, b)
        assert_certified(s, c, A, b)
        assert np.isclose(s.value, -theirs.fun, atol=1e-8)
    else:
        with pytest.raises(ValueError, match=r"infeasible|unbounded"):
            simplex_lp(c, A, b)


@pytest.mark.parametrize("seed", range(4))
def test_larger_programs_agree_with_linprog(seed):
    rng = np.random.default_rng(seed)
    A, b, c = rng.uniform(0, 1, (12, 18)), rng.uniform(5, 9, 12), rng.uniform(0, 1, 18)
    s, theirs = simplex_lp(c, A, b), linprog(-c, A, b)
    assert_certified(s, c, A, b)
    np.testing.assert_allclose(s.x, theirs.x, atol=1e-8)
    np.testing.assert_allclose(s.y, -theirs.ineqlin.marginals, atol=1e-8)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_units_do_not_matter(scale):
    c, A, b = [3, 5], np.array([[1, 0], [0, 2], [3, 2.0]]), np.array([4, 12, 18.0])
    np.testing.assert_allclose(simplex_lp(c, A, b * scale).x, [2 * scale, 6 * scale])
    np.testing.assert_allclose(simplex_lp(c, A * scale, b).y, np.array([0, 1.5, 1]) / scale)


def test_beales_program_ends():
    s = simplex_lp(*BEALE)
    assert_certified(s, *BEALE)
    assert np.isclose(s.value, 0.05)


def test_the_first_phase_finds_a_vertex():
    s = simplex_lp([-1, -2], [[-1, -1], [1, 0]], [-3, 2])
    np.testing.assert_allclose(s.x, [2, 1])
    assert_certified(s, [-1, -2], [[-1, -1], [1, 0]], [-3, 2])


def test_each_vertex_is_feasible_and_none_is_worse_than_the_one_before():
    s = simplex_lp([30, 40], [[1, 1], [1, 2], [0, 1]], [8, 12, 5])
    assert (np.diff(s.vertices @ [30, 40]) >= 0).all() and s.vertices[0].tolist() == [0, 0]
    np.testing.assert_allclose(s.x, [4, 4])
    np.testing.assert_allclose(s.y, [20, 10, 0])


@pytest.mark.parametrize("c, A, b, words", [
    ([1], [[-1]], [1], "unbounded"), ([1], [[1]], [-1], "infeasible"), ([1, 2], [[1]], [1], "lengths"),
    ([np.nan], [[1]], [1], "NaN"), ([], [[1]], [1], "empty")])
def test_what_has_no_answer_is_refused(c, A, b, words):
    with pytest.raises(ValueError, match=words):
        simplex_lp(c, A, b)


def test_the_smallest_program_and_a_zero_objective():
    assert simplex_lp([2], [[4]], [6]).value == 3
    assert simplex_lp([0, 0], [[1, 1]], [1]).value == 0
