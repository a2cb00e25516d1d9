r"""Elementary functions with their slopes, for numbers, arrays, dual numbers and tensors alike.

Taught in the chapter "Automatic differentiation".
"""

import numpy as np

__all__ = ["SLOPES", "VALUES", "absolute", "cos", "exp", "log", "relu", "sigmoid", "sin", "softplus", "sqrt", "tanh"]


def _sigmoid(x):
    return np.exp(-np.logaddexp(0.0, -x))


def _sigmoid_slope(x, y):
    t = np.exp(-np.abs(x))              # at most 1: no overflow, and no 1 - y that cancels
    return t / (1.0 + t) ** 2


VALUES = {
    "absolute": np.abs, "cos": np.cos, "exp": np.exp, "log": np.log, "relu": lambda x: np.maximum(x, 0.0),
    "sigmoid": _sigmoid, "sin": np.sin, "softplus": lambda x: np.logaddexp(0.0, x), "sqrt": np.sqrt, "tanh": np.tanh,
}
SLOPES = {                              # from the argument x and the value y, whichever is cheaper
    "absolute": lambda x, y: np.sign(x), "cos": lambda x, y: -np.sin(x), "exp": lambda x, y: y,
    "log": lambda x, y: 1.0 / x, "relu": lambda x, y: (x > 0) * 1.0, "sigmoid": _sigmoid_slope,
    "sin": lambda x, y: np.cos(x), "softplus": lambda x, y: _sigmoid(x), "sqrt": lambda x, y: 0.5 / y,
    "tanh": lambda x, y: 1.0 - y * y,
}


def _evaluate(name, x):
    """Let `x` apply the function itself if it carries derivatives; else apply NumPy's."""
    if hasattr(x, "elementary"):
        return x.elementary(name)
    value = VALUES[name](np.asarray(x, dtype=float))
    return float(value) if np.ndim(value) == 0 else value


def absolute(x):
    """Return the absolute value of `x`; its slope at 0 is taken as 0.

    Examples
    --------
    >>> absolute(-2)
    2.0
    """
    return _evaluate("absolute", x)


def cos(x):
    """Return the cosine of `x`, in radians.

    Examples
    --------
    >>> cos(0)
    1.0
    """
    return _evaluate("cos", x)


def exp(x):
    """Return e to the power `x`.

    Examples
    --------
    >>> exp([0.0])
    array([1.])
    """
    return _evaluate("exp", x)


def log(x):
    """Return the natural logarithm of `x`.

    Examples
    --------
    >>> log(1)
    0.0
    """
    return _evaluate("log", x)


def relu(x):
    """Return max(x, 0); its slope at 0 is taken as 0.

    Examples
    --------
    >>> relu([-1.0, 2.0])
    array([0., 2.])
    """
    return _evaluate("relu", x)


def sigmoid(x):
    """Return the logistic function 1 / (1 + e^(-x)), without overflow.

    See Also
    --------
    scipy.special.expit

    Examples
    --------
    >>> sigmoid(0)
    0.5
    """
    return _evaluate("sigmoid", x)


def sin(x):
    """Return the sine of `x`, in radians.

    Examples
    --------
    >>> sin(0)
    0.0
    """
    return _evaluate("sin", x)


def softplus(x):
    """Return log(1 + e^x), without overflow; ``-softplus(-x)`` is log(sigmoid(x)).

    Examples
    --------
    >>> softplus(1000)
    1000.0
    """
    return _evaluate("softplus", x)


def sqrt(x):
    """Return the square root of `x`; its slope at 0 is infinite.

    Examples
    --------
    >>> sqrt(9)
    3.0
    """
    return _evaluate("sqrt", x)


def tanh(x):
    """Return the hyperbolic tangent of `x`.

    Examples
    --------
    >>> tanh(0)
    0.0
    """
    return _evaluate("tanh", x)
