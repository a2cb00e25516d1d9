"""Derivatives of Rosenbrock's function of 10 n variables: by the tape and by dual numbers, against written-out ones."""

import numpy as np
from scipy.differentiate import jacobian as scipy_jacobian
from scipy.optimize import approx_fprime, rosen, rosen_der, rosen_hess_prod

from m4ds.calculus.dual import jvp
from m4ds.calculus.elementary import sin
from m4ds.calculus.pullbacks import hessian_vector, jacobian, value_and_gradient


def valley(x):
    a = x[1:] - x[:-1] * x[:-1]
    b = 1.0 - x[:-1]
    return (100.0 * a * a + b * b).sum()


def cases(n: int):
    rng = np.random.default_rng(0)
    x, v = rng.normal(size=10 * n), rng.normal(size=10 * n)
    M = rng.normal(size=(8, 8))

    def gradient():
        return value_and_gradient(valley, x)[1]
    yield "value_and_gradient", gradient, "scipy rosen_der", lambda: rosen_der(x)
    yield "value_and_gradient", gradient, "scipy approx_fprime", lambda: approx_fprime(x, rosen)
    yield "jvp", lambda: jvp(valley, x, v)[1], "scipy rosen_der, dot", lambda: rosen_der(x) @ v
    yield "hessian_vector", lambda: hessian_vector(valley, x, v), "scipy rosen_hess_prod", lambda: rosen_hess_prod(x, v)
    yield ("jacobian, 8 x 8", lambda: jacobian(lambda z: sin(M @ z), x[:8]), "scipy jacobian",
           lambda: scipy_jacobian(lambda z: np.sin(np.tensordot(M, z, axes=1)), x[:8]).df)
