"""Derivatives of a function of one variable, at n points."""

import numpy as np
from scipy.differentiate import derivative

from m4ds.calculus.derivatives import complex_step, numdiff_central


def cases(n: int):
    x = np.linspace(-2, 2, 100 * n)

    def f(t):
        return np.exp(np.sin(t))
    yield "numdiff_central", lambda: numdiff_central(f, x), "scipy derivative", lambda: derivative(f, x).df
    yield "complex_step", lambda: complex_step(f, x), "scipy derivative", lambda: derivative(f, x).df
