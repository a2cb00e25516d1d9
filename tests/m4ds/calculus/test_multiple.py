"""Integrals over regions and boxes against exact integrals, error bounds and SciPy."""

import numpy as np
import pytest
import scipy.integrate
from hypothesis import given, settings, strategies as st

from m4ds.calculus.multiple import midpoint_grid, simpson_2d

COEFFICIENTS = st.lists(st.floats(-5, 5), min_size=4, max_size=4)
ENDS = st.floats(-3, 3)


@given(COEFFICIENTS, COEFFICIENTS, ENDS, ENDS, ENDS, ENDS)
def test_a_product_of_cubics_over_a_rectangle_is_the_product_of_integrals(p, q, a, b, c, d):
    def area(w, low, high):
        return np.polyval(np.polyint(w), high) - np.polyval(np.polyint(w), low)
    got = simpson_2d(lambda x, y: np.polyval(p, x) * np.polyval(q, y), a, b, c, d, n=2, m=2)
    size = (np.polyval(np.abs(p), 3) + 1) * (np.polyval(np.abs(q), 3) + 1) * 36
    assert got == pytest.approx(area(p, a, b) * area(q, c, d), abs=1e-13 * size)


@given(st.floats(-4, 4), st.floats(-4, 4), st.floats(-4, 4))
def test_both_orders_agree_on_a_triangle(p, q, r):
    def f(x, y):
        return p + q * x + r * x * y
    one = simpson_2d(f, 0, 1, 0, lambda x: x, n=4, m=4)
    other = simpson_2d(lambda y, x: f(x, y), 0, 1, lambda y: y, 1, n=4, m=4)
    assert one == pytest.approx(p / 2 + q / 3 + r / 8, abs=1e-13) and other == pytest.approx(one, abs=1e-13)


def test_the_rule_has_order_four_and_agrees_with_dblquad():
    def f(x, y):
        return np.exp(-x * y) * np.cos(x + y)
    truth = scipy.integrate.dblquad(lambda y, x: f(x, y), 0, 1.5, lambda x: x**2 - 1, np.exp, epsabs=1e-12)[0]
    errors = [abs(simpson_2d(f, 0, 1.5, lambda x: x**2 - 1, np.exp, n=n, m=n) - truth) for n in (16, 32, 64)]
    assert errors[2] < 1e-7 and 12 < errors[1] / errors[2] < 20


@pytest.mark.parametrize("width", [1.0, 0.05])
def test_a_narrow_ridge_agrees_with_dblquad(width):
    def f(x, y):
        return np.exp(-((x - y) / width) ** 2)
    truth = scipy.integrate.dblquad(lambda y, x: f(x, y), 0, 1, lambda x: x, lambda x: 1 + 0 * x, epsabs=1e-12)[0]
    assert simpson_2d(f, 0, 1, lambda x: x, 1, n=200, m=200) == pytest.approx(truth, rel=1e-4)


def test_signs_constants_and_the_smallest_input():
    assert simpson_2d(lambda x, y: 2.0, 0, 1, 0, 3, n=2, m=2) == pytest.approx(6)
    assert simpson_2d(lambda x, y: 2.0, 1, 0, 0, 3, n=2, m=2) == pytest.approx(-6)
    assert simpson_2d(lambda x, y: 2.0, 0, 1, 3, 0, n=2, m=2) == pytest.approx(-6)
    assert simpson_2d(lambda x, y: x + y, 1, 1, 0, 3) == 0
    assert midpoint_grid(lambda p: p[:, 0] ** 2, [0], [1], 1) == pytest.approx(0.25)


@settings(max_examples=40)
@given(st.integers(1, 4), st.integers(1, 6), st.integers(0, 10**6))
def test_the_midpoint_grid_is_exact_for_affine_functions(d, n, seed):
    rng = np.random.default_rng(seed)
    a, c, v = rng.normal(size=d), rng.normal(), rng.normal(size=d)
    b = a + rng.uniform(0.1, 2, size=d)
    truth = np.prod(b - a) * (c + v @ (a + b) / 2)
    assert midpoint_grid(lambda p: c + p @ v, a, b, n) == pytest.approx(truth, abs=1e-12)


@pytest.mark.parametrize("d", [1, 2, 3, 5])
@pytest.mark.parametrize("n", [1, 3, 6])
def test_squares_attain_the_error_bound_of_the_midpoint_grid(d, n):
    error = d / 3 - midpoint_grid(lambda p: (p**2).sum(axis=1), np.zeros(d), np.ones(d), n)
    assert error == pytest.approx(d * 2 / 24 / n**2, rel=1e-9)


def test_the_midpoint_grid_agrees_with_nquad():
    truth = scipy.integrate.nquad(lambda x, y, z: np.sin(x * y + z), [(0, 1), (1, 2), (-1, 1)])[0]
    got = midpoint_grid(lambda p: np.sin(p[:, 0] * p[:, 1] + p[:, 2]), [0, 1, -1], [1, 2, 1], 60)
    assert got == pytest.approx(truth, rel=1e-3)


@pytest.mark.parametrize("change, error", [
    ({"a": np.nan}, ValueError), ({"b": np.inf}, ValueError), ({"a": "x"}, TypeError), ({"lower": np.nan}, ValueError),
    ({"upper": lambda x: x[:2]}, ValueError), ({"n": 3}, ValueError), ({"m": 0}, ValueError), ({"n": 2.0}, TypeError),
    ({"n": True}, TypeError), ({"f": lambda x, y: x / 0 * np.nan}, ValueError), ({"f": lambda x, y: x[0]}, ValueError),
    ({"f": lambda x, y: 1j * x}, TypeError)])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_simpson_2d_refuses_bad_input(change, error):
    call = {"f": lambda x, y: x, "a": 0, "b": 1, "lower": 0, "upper": 1} | change
    with pytest.raises(error):
        simpson_2d(**call)


@pytest.mark.parametrize("change, error", [
    ({"a": [0]}, ValueError), ({"a": [0, 1]}, ValueError), ({"a": []}, ValueError), ({"b": [1, np.nan]}, ValueError),
    ({"n": 0}, ValueError), ({"n": 1.5}, TypeError), ({"n": 10**4}, ValueError),
    ({"f": lambda p: p}, ValueError), ({"f": lambda p: p[:, 0] * np.nan}, ValueError)])
def test_midpoint_grid_refuses_bad_input(change, error):
    call = {"f": lambda p: p[:, 0], "a": [0, 0], "b": [1, 1], "n": 3} | change
    with pytest.raises(error):
        midpoint_grid(**call)
