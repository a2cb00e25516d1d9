import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.optim.descent import backtracking
from m4ds.optim.line_search import armijo, wolfe


def wavy(x):
    return float(x @ x / 2 + np.cos(3 * x).sum())


def wavy_slope(x):
    return x - 3 * np.sin(3 * x)


@given(st.integers(0, 10_000), st.floats(1e-3, 100), st.sampled_from([(1e-4, 0.9), (0.1, 0.2), (0.4, 0.6)]))
@settings(max_examples=60, deadline=None)
def test_the_steps_meet_their_conditions_and_wolfe_makes_s_dot_y_positive(seed, first, constants):
    x = np.random.default_rng(seed).normal(size=3) * 3
    g, (c1, c2) = wavy_slope(x), constants
    a = armijo(wavy, x, -g, -g @ g, first=first, c=c1)
    assert wavy(x - a * g) <= wavy(x) - c1 * a * (g @ g)
    a = wolfe(wavy, wavy_slope, x, -g, -g @ g, first=first, c1=c1, c2=c2)
    new = wavy_slope(x - a * g)
    assert wavy(x - a * g) <= wavy(x) - c1 * a * (g @ g)
    assert -(new @ g) >= -c2 * (g @ g)
    assert (-a * g) @ (new - g) > 0


def test_armijo_along_the_gradient_is_backtracking():
    x = np.array([2.0, -1.0])
    g = wavy_slope(x)
    assert armijo(wavy, x, -g, -g @ g, c=0.5, first=4.0) == backtracking(wavy, x, g, first=4.0)


def test_refusals():
    with pytest.raises(ValueError, match="slope must be negative"):
        armijo(wavy, [1.0], [1.0], 0.5)
    with pytest.raises(ValueError, match="slope must be negative"):
        wolfe(wavy, wavy_slope, [1.0], [1.0], np.nan)
    with pytest.raises(ValueError, match="length"):
        armijo(wavy, [1.0], [1.0, 2.0], -1)
    with pytest.raises(ValueError, match="first > 0"):
        armijo(wavy, [1.0], [1.0], -1, c=1)
    with pytest.raises(ValueError, match="c1 < c2"):
        wolfe(wavy, wavy_slope, [1.0], [1.0], -1, c1=0.5, c2=0.4)
    with pytest.raises(ArithmeticError, match="no step"):
        armijo(lambda x: float(x @ x), [1.0], [1.0], -1)
    with pytest.raises(ArithmeticError, match="bounded below"):
        wolfe(lambda x: float(-x[0]), lambda x: np.array([-1.0]), [0.0], [1.0], -1)
