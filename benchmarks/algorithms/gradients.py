"""Gradients, Jacobians, chain rule: derivatives from values, and the softmax."""

import numpy as np
import scipy.optimize
import scipy.special

from m4ds.calculus.gradients import grad_fd, jacobian_fd
from m4ds.calculus.softmax import softmax


def cases(n: int):
    rng = np.random.default_rng(0)
    A, x = rng.normal(size=(n, n)) / np.sqrt(n), rng.normal(size=n)

    def outputs(v):
        return np.tanh(A @ v)

    def value(v):
        return outputs(v).sum()
    yield "grad_fd", lambda: grad_fd(value, x), "scipy approx_fprime", lambda: scipy.optimize.approx_fprime(x, value)
    yield ("jacobian_fd", lambda: jacobian_fd(outputs, x), "scipy approx_fprime",
           lambda: scipy.optimize.approx_fprime(x, outputs))
    Z = rng.normal(size=(100, n))
    yield "softmax", lambda: softmax(Z), "scipy softmax", lambda: scipy.special.softmax(Z, axis=-1)
