"""Broken lines as networks: NumPy's interpolation, the bound, the number of kinks; refusals."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.learn.nn import interpolating_network, kinks


def value(net, t):
    w, b, a, c = net
    return c + np.maximum(np.outer(t, w) + b, 0) @ a


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 30), st.integers(0, 999), st.sampled_from([1.0, 1e6, 1e-6]))
def test_the_network_is_the_broken_line(m, seed, scale):
    rng = np.random.default_rng(seed)
    x, y = np.cumsum(rng.uniform(0.1, 1, m)), scale * rng.normal(size=m)
    t = rng.uniform(x[0], x[-1], 50)
    np.testing.assert_allclose(value(interpolating_network(x, y), t), np.interp(t, x, y), atol=1e-10 * scale)
    assert len(kinks(*interpolating_network(x, y)[:3])) <= m - 1


@pytest.mark.parametrize("m", [1, 4, 16, 64])
@pytest.mark.parametrize(("f", "L"), [(np.sin, 1.0), (np.abs, 1.0), (lambda t: np.abs(np.cos(9 * t)), 9.0)])
def test_the_error_is_below_the_bound_of_the_theorem(f, L, m):
    x, t = np.linspace(-2, 2, m + 1), np.linspace(-2, 2, 5001)
    assert np.abs(value(interpolating_network(x, f(x)), t) - f(t)).max() <= L * 4 / (2 * m) + 1e-12


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 8), st.integers(0, 999))
def test_the_slope_changes_exactly_at_the_kinks(m, seed):
    rng = np.random.default_rng(seed)
    w, b, a = rng.normal(size=(3, m))
    found = kinks(w, b, a)
    assert len(found) == m
    middle = np.concatenate([[found[0] - 1], (found[1:] + found[:-1]) / 2, [found[-1] + 1]])
    slopes = ((middle[:, None] * w + b > 0) * w) @ a
    assert (np.abs(np.diff(slopes)) > 0).all()


def test_units_that_cancel_leave_no_kink_and_a_unit_without_slope_bends_nothing():
    assert len(kinks([1, -1], [0, 0], [1, -1])) == 0
    assert len(kinks([0.0], [1.0], [1.0])) == 0


@pytest.mark.parametrize("act", [
    lambda: interpolating_network([0, 0], [1, 1]), lambda: interpolating_network([0], [1]),
    lambda: interpolating_network([0, 1], [1]), lambda: interpolating_network([0, np.nan], [1, 1]),
    lambda: kinks([1.0], [1.0, 2.0], [1.0])])
def test_refusals(act):
    with pytest.raises(ValueError):
        act()
