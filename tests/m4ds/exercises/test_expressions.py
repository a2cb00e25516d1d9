"""A learner's formula is evaluated and never run."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.exercises.expressions import FUNCTIONS, evaluate

X = {"x": np.array([0.5, 1.0, 2.0])}


@st.composite
def formulas(draw, depth=3):
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(["x", "2", "0.5", "pi"]))
    a, b = draw(formulas(depth - 1)), draw(formulas(depth - 1))
    f = draw(st.sampled_from(["exp", "sin", "cos", "tanh"]))
    return draw(st.sampled_from([f"({a} + {b})", f"({a} - {b})", f"{a} * {b}", f"-{a}", f"{f}({a})"]))


@given(formulas())
def test_it_agrees_with_numpy(text):
    names = {**{k: getattr(np, k) for k in ("exp", "sin", "cos", "tanh")}, "pi": np.pi, **X}
    with np.errstate(all="ignore"):
        expected = np.asarray(eval(text, {"__builtins__": {}}, names), dtype=float)
    np.testing.assert_allclose(evaluate(text, X), expected, rtol=1e-12)


def test_both_signs_of_power_mean_power():
    np.testing.assert_array_equal(evaluate("x^2", X), evaluate("x**2", X))


@pytest.mark.parametrize("text", [
    "__import__('os').system('true')", "x.__class__", "(lambda: 1)()", "[x for x in (1,)]", "x if x else x",
    "exp(x, 2)", "exp(x=1)", "open('f')", "'a'", "True", "x @ x", "x // 2", "x = 2", "2 +", "", "y + 1"])
def test_whatever_is_not_a_formula_is_refused(text):
    with pytest.raises(ValueError, match=r"formula|unknown name"):
        evaluate(text, X)


def test_a_formula_too_long_is_refused():
    with pytest.raises(ValueError, match="longer than"):
        evaluate("+".join(["x"] * 400), X)


def test_a_tower_of_powers_does_not_hang():
    assert np.isinf(evaluate("9^9^9^9", X))


def test_every_function_is_numpys():
    for name, f in FUNCTIONS.items():
        np.testing.assert_array_equal(evaluate(f"{name}(x)", X), f(X["x"]))
