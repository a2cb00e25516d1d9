"""Evaluate a formula that a learner typed, without running it as Python."""

import ast
import operator

import numpy as np

__all__ = ["evaluate"]

OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
             ast.Div: operator.truediv, ast.Pow: operator.pow, ast.USub: operator.neg,
             ast.UAdd: operator.pos}
FUNCTIONS = {"exp": np.exp, "log": np.log, "ln": np.log, "sqrt": np.sqrt, "sin": np.sin, "cos": np.cos,
             "tan": np.tan, "atan": np.arctan, "tanh": np.tanh, "abs": np.abs}
CONSTANTS = {"pi": np.pi, "e": np.e}
LONGEST = 300


def evaluate(text: str, values: dict[str, np.ndarray]) -> np.ndarray:
    """Return the value of the formula `text` at `values`; `^` and `**` both mean power.

    Raises
    ------
    ValueError
        If the text is too long, is not a formula, or uses a name that is not in `values`.

    Examples
    --------
    >>> evaluate("2*x^2 + 1", {"x": np.array([1.0, 3.0])})
    array([ 3., 19.])
    """
    if len(text) > LONGEST:
        raise ValueError(f"the formula is longer than {LONGEST} characters")
    try:
        tree = ast.parse(text.replace("^", "**").strip(), mode="eval")
    except (SyntaxError, RecursionError, MemoryError):
        raise ValueError(f"{text!r} is not a formula: write for example 2*x + exp(-y)") from None
    with np.errstate(all="ignore"):
        return np.asarray(_walk(tree.body, {**CONSTANTS, **values}), dtype=float)


def _walk(node, values):
    match node:
        case ast.Constant(value=int() | float() as v) if not isinstance(v, bool):
            return np.float64(v)
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.Name(id=name):
            raise ValueError(f"unknown name {name}: use only {', '.join(sorted(values))}")
        case ast.UnaryOp(op=op, operand=a) if type(op) in OPERATORS:
            return OPERATORS[type(op)](_walk(a, values))
        case ast.BinOp(left=a, op=op, right=b) if type(op) in OPERATORS:
            return OPERATORS[type(op)](_walk(a, values), _walk(b, values))
        case ast.Call(func=ast.Name(id=f), args=[a], keywords=[]) if f in FUNCTIONS:
            return FUNCTIONS[f](_walk(a, values))
    raise ValueError("a formula holds numbers, names, + - * / ^, brackets and functions such as exp(x)")
