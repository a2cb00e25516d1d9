"""Hessians and matrix calculus: second derivatives from values and from gradients."""

import numpy as np
import scipy.optimize

from m4ds.calculus.hessians import hessian_fd, hessian_from_gradient, hvp


def cases(n: int):
    n = min(n, 60)  # n² values of f, and as many steps in Python
    rng = np.random.default_rng(0)
    A, x, v = rng.normal(size=(n, n)) / np.sqrt(n), rng.normal(size=n), rng.normal(size=n)

    def value(z):
        return float(np.log(np.cosh(A @ z)).sum())

    def gradient(z):
        return A.T @ np.tanh(A @ z)

    def product():
        step = 1e-6
        return (gradient(x + step * v) - gradient(x)) / step

    def forward():
        return scipy.optimize.approx_fprime(x, gradient)
    yield "hessian_fd", lambda: hessian_fd(value, x), "scipy approx_fprime of the gradient", forward
    yield ("hessian_from_gradient", lambda: hessian_from_gradient(gradient, x).H, "scipy approx_fprime of the gradient",
           forward)
    yield "hvp", lambda: hvp(gradient, x, v), "forward difference", product
