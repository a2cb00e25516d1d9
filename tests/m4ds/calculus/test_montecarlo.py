"""Monte Carlo is unbiased with the spread that the theorem names; balls have the volume that SciPy's gamma gives."""

import numpy as np
import pytest
import scipy.special
from hypothesis import given, strategies as st

from m4ds.calculus.montecarlo import ball_volume, mc_integrate


@given(st.integers(1, 5), st.floats(-9, 9), st.integers(0, 10**6))
def test_a_constant_is_integrated_exactly_with_no_error(d, c, seed):
    rng = np.random.default_rng(seed)
    a = rng.normal(size=d)
    b = a + rng.uniform(0.1, 2, size=d)
    got = mc_integrate(lambda p: np.full(len(p), c), a, b, 7, rng)
    assert got.value == pytest.approx(c * np.prod(b - a), rel=1e-12, abs=1e-12)
    assert got.standard_error == pytest.approx(0, abs=1e-12 * (1 + abs(c)) * np.prod(b - a))


def test_the_estimates_are_unbiased_and_spread_as_the_theorem_says():
    rng, n = np.random.default_rng(0), 50
    runs = [mc_integrate(lambda p: p[:, 0] * p[:, 1] ** 2, [0, 0], [2, 1], n, rng) for _ in range(4000)]
    values, errors = np.array(runs).T
    sd = np.sqrt((2 * (8 / 3) / 5 - (2 / 3) ** 2) / n)      # V = 2, I = 2/3, the integral of f² is 8/15
    assert values.std() == pytest.approx(sd, rel=0.04)
    assert abs(values.mean() - 2 / 3) < 4 * sd / np.sqrt(len(values))
    assert np.sqrt((errors**2).mean()) == pytest.approx(sd, rel=0.04)


def test_the_same_seed_gives_the_same_points():
    f = lambda p: np.exp(p.sum(axis=1))  # noqa: E731
    one, two = (mc_integrate(f, [0, 0, 0], [1, 1, 1], 100, np.random.default_rng(3)) for _ in range(2))
    assert one == two


@given(st.integers(1, 60), st.floats(0.1, 3))
def test_balls_agree_with_the_gamma_function(d, r):
    assert ball_volume(d, r) == pytest.approx(np.pi ** (d / 2) / scipy.special.gamma(d / 2 + 1) * r**d, rel=1e-12)


def test_random_points_find_the_ball():
    got = mc_integrate(lambda p: ((p**2).sum(axis=1) < 1).astype(float), -np.ones(4), np.ones(4), 40_000,
                       np.random.default_rng(1))
    assert abs(got.value - ball_volume(4)) < 4 * got.standard_error


@pytest.mark.parametrize("change, error", [
    ({"n": 1}, ValueError), ({"n": 3.0}, TypeError), ({"rng": 3}, TypeError), ({"rng": np.random}, TypeError),
    ({"a": [0, 2]}, ValueError), ({"b": [1, np.inf]}, ValueError), ({"a": [[0, 0]]}, ValueError),
    ({"f": lambda p: p[:, 0] + np.nan}, ValueError), ({"f": lambda p: p}, ValueError)])
def test_mc_integrate_refuses_bad_input(change, error):
    call = {"f": lambda p: p[:, 0], "a": [0, 0], "b": [1, 1], "n": 10, "rng": np.random.default_rng(0)} | change
    with pytest.raises(error):
        mc_integrate(**call)


@pytest.mark.parametrize("call, error", [((0,), ValueError), ((2.0,), TypeError), ((True,), TypeError),
                                         ((2, 0.0), ValueError), ((2, -1), ValueError), ((2, np.nan), ValueError),
                                         ((2, [1, 2]), ValueError), ((2, "r"), TypeError)])
def test_ball_volume_refuses_bad_input(call, error):
    with pytest.raises(error):
        ball_volume(*call)
