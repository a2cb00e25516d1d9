import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st
from scipy import optimize

from m4ds.optim.brent import brent
from m4ds.optim.roots import bisect, newton, secant

ROOT2 = np.sqrt(2)


def square(x):
    return x * x - 2


@given(st.floats(-50, 50), st.floats(0.1, 100), st.floats(0.1, 100))
@settings(max_examples=60, deadline=None)
def test_a_bracket_with_a_change_of_sign_always_leads_to_the_zero(root, left, right):
    def f(x):
        return np.arctan(x - root) * (1 + 0.3 * np.sin(x))
    for method in (bisect, brent):
        found = method(f, root - left, root + right, tol=1e-10)
        assert found.converged
        assert abs(found.x - root) <= 1e-10 + 1e-14 * abs(root)


def test_each_halving_halves_the_bound():
    points = bisect(square, 1, 2, tol=1e-9).points
    assert (abs(points - ROOT2) <= 0.5 ** np.arange(1, len(points) + 1)).all()


def test_a_zero_at_an_end_or_in_the_middle_is_returned_at_once():
    assert bisect(lambda x: x, 0, 3).points.tolist() == [0]
    assert bisect(lambda x: x - 3, 0, 3).points.tolist() == [3]
    assert bisect(lambda x: x, -1, 1).points.tolist() == [0]
    assert brent(lambda x: x, 0, 3).x == 0
    assert brent(lambda x: x - 3, 0, 3).x == 3


def test_a_tolerance_below_the_spacing_of_numbers_ends_with_neighbours():
    assert abs(bisect(square, 1, 2, tol=1e-300).x - ROOT2) <= 2.3e-16
    assert abs(brent(square, 1, 2, tol=1e-300).x - ROOT2) <= 1e-15


@pytest.mark.parametrize("f, a, b", [
    (square, 1, 2), (lambda x: np.exp(-x) - x, 0, 1), (lambda x: (x - 1) ** 3, -3, 4.3),
    (lambda x: np.cbrt(x - 0.3), -1, 2), (lambda x: x**3 - 2 * x - 5, 2, 3),
    (lambda x: np.arctan(1e6 * (x - 0.123)), -1, 1), (lambda x: 1e-200 * (x - 2), 0, 5)])
def test_brent_agrees_with_scipy_in_the_result_and_nearly_in_the_count(f, a, b):
    ours, calls = brent(f, a, b, tol=1e-12), []

    def counted(x):
        calls.append(x)
        return f(x)
    theirs = optimize.brentq(counted, a, b, xtol=5e-13, rtol=1e-15, maxiter=1000)
    assert abs(ours.x - theirs) <= 2e-12
    assert ours.steps + 2 <= 1.5 * len(calls) + 4


@given(st.floats(0.01, 1000), st.floats(0.1, 1000))
@settings(max_examples=50, deadline=None)
def test_newton_for_a_root_squares_the_error(a, x0):
    points = newton(lambda x: x * x - a, lambda x: 2 * x, x0, max_steps=80).points
    error = points - np.sqrt(a)
    np.testing.assert_allclose(error[1:], error[:-1] ** 2 / (2 * points[:-1]), atol=1e-12 * (np.sqrt(a) + points.max()))


def test_the_worked_example_of_the_chapter():
    points = newton(square, lambda x: 2 * x, 1, max_steps=3).points
    np.testing.assert_allclose(points, [1, 3 / 2, 17 / 12, 577 / 408], rtol=1e-15)
    points = secant(square, 1, 2, max_steps=3).points
    np.testing.assert_allclose(points, [1, 2, 4 / 3, 7 / 5, 58 / 41], rtol=1e-15)


@given(st.floats(-1, 1), st.floats(-0.2, 0.2), st.floats(-0.2, 0.2))
@settings(max_examples=50, deadline=None)
def test_the_bounds_of_the_local_theorems_hold(root, left, right):
    assume(abs(left - right) > 1e-3)
    shift = np.exp(root) + root

    def f(x):
        return np.exp(x) + x - shift
    low = min(root, root + left, root + right) - 0.05
    high = max(root, root + left, root + right) + 0.05
    C = np.exp(high) / (2 * (np.exp(low) + 1))
    e = abs(newton(f, lambda x: np.exp(x) + 1, root + left).points - root)
    assert (e[1:] <= C * e[:-1] ** 2 + 1e-14).all()
    e = abs(secant(f, root + left, root + right).points - root)
    assert (e[2:] <= C * e[1:-1] * e[:-2] + 1e-13).all()


@pytest.mark.parametrize("a, x0", [(2, 1.0), (1e-10, 1e-3), (1e10, 1e6)])
def test_newton_and_secant_agree_with_scipy(a, x0):
    ours = newton(lambda x: x * x - a, lambda x: 2 * x, x0)
    assert ours.converged
    np.testing.assert_allclose(ours.x, np.sqrt(a), rtol=1e-9)
    theirs = optimize.root_scalar(lambda x: x * x - a, x0=x0, x1=2 * x0, method="secant", xtol=1e-14 * x0)
    np.testing.assert_allclose(secant(lambda x: x * x - a, x0, 2 * x0, tol=1e-15).x, theirs.root, rtol=1e-8)


def test_a_double_zero_halves_the_error_only():
    points = newton(lambda x: (x - 1) ** 2, lambda x: 2 * (x - 1), 2, max_steps=20).points
    np.testing.assert_allclose(points - 1, 0.5 ** np.arange(21), rtol=1e-12)


def test_newton_may_cycle_or_run_away_and_says_so():
    cycle = newton(lambda x: x**3 - 2 * x + 2, lambda x: 3 * x * x - 2, 0, max_steps=6)
    assert not cycle.converged
    assert cycle.points.tolist() == [0, 1, 0, 1, 0, 1, 0]
    with pytest.raises(ArithmeticError, match=r"not finite|level"):
        newton(lambda x: np.arctan(x), lambda x: 1 / (1 + x * x), 1.5)


def test_refusals():
    with pytest.raises(ValueError, match="same sign"):
        bisect(square, 2, 3)
    with pytest.raises(ValueError, match="same sign"):
        brent(square, 2, 3)
    with pytest.raises(ValueError, match="tol must be positive"):
        brent(square, 1, 2, tol=0)
    with pytest.raises(ValueError, match="x0 must be one number"):
        newton(square, square, [1, 2])
    with pytest.raises(ValueError, match="NaN"):
        newton(square, square, np.nan)
    with pytest.raises(TypeError, match="real numbers"):
        bisect(square, "one", 2)
    with pytest.raises(ValueError, match="differ"):
        secant(square, 1, 1)
    with pytest.raises(ArithmeticError, match="level"):
        secant(square, -1, 1)
    with pytest.raises(ArithmeticError, match="level"):
        newton(square, lambda x: 2 * x, 0)
    with pytest.raises(ValueError, match="negative"):
        newton(square, square, 1, tol=-1)
    with pytest.raises(ArithmeticError, match="not finite"):
        bisect(lambda x: np.nan, 0, 1)
    with pytest.raises(ValueError, match="one number"):
        bisect(lambda x: [x], 0, 1)
    assert not bisect(square, 1, 2, max_steps=3).converged
    assert not brent(square, 1, 2, max_steps=1).converged
    assert not secant(square, 1, 2, max_steps=1).converged
