"""Newton, quasi-Newton, nonlinear least squares: roots, minima and fits."""

import numpy as np
import scipy.optimize

from m4ds.datasets.battery import fade, fade_jacobian, simulate_battery
from m4ds.optim.bfgs import bfgs
from m4ds.optim.brent import brent
from m4ds.optim.least_squares import levenberg_marquardt
from m4ds.optim.newton import newton_minimise
from m4ds.optim.objectives import logistic_loss
from m4ds.optim.roots import bisect, newton, secant


def cases(n: int):
    rng = np.random.default_rng(0)
    c = rng.uniform(0.5, 1.5, n)

    def f(x):
        return np.exp(c * x).mean() - 2

    def slope(x):
        return (c * np.exp(c * x)).mean()
    yield "bisect", lambda: bisect(f, 0, 2).x, "scipy bisect", lambda: scipy.optimize.bisect(f, 0, 2)
    yield "brent", lambda: brent(f, 0, 2).x, "scipy brentq", lambda: scipy.optimize.brentq(f, 0, 2)
    yield "newton", lambda: newton(f, slope, 1.0).x, "scipy newton", lambda: scipy.optimize.newton(f, 1.0, slope)
    yield "secant", lambda: secant(f, 0, 1).x, "scipy secant", lambda: scipy.optimize.newton(f, 0, x1=1.0)

    k = min(n, 50)
    X = rng.normal(size=(20 * k, k))
    y = (rng.random(20 * k) < 0.5).astype(int)
    loss, grad = logistic_loss(X, y)

    def hess(w):
        p = 1 / (1 + np.exp(-X @ w))
        return X.T @ (X * (p * (1 - p))[:, None]) / len(y)
    start = np.zeros(k)
    yield ("newton_minimise", lambda: newton_minimise(loss, grad, hess, start).x, "scipy trust-exact",
           lambda: scipy.optimize.minimize(loss, start, jac=grad, hess=hess, method="trust-exact", tol=1e-8).x)
    yield ("bfgs", lambda: bfgs(loss, grad, start).x, "scipy BFGS",
           lambda: scipy.optimize.minimize(loss, start, jac=grad, method="BFGS", options={"gtol": 1e-6}).x)

    d = simulate_battery(max(n, 4))

    def residual(p):
        return fade(p, d.cycles) - d.loss

    def jacobian(p):
        return fade_jacobian(p, d.cycles)
    yield ("levenberg_marquardt", lambda: levenberg_marquardt(residual, jacobian, [25, 1, 1]).x,
           "scipy least_squares lm", lambda: scipy.optimize.least_squares(
               residual, [25, 1, 1], jacobian, method="lm", x_scale="jac").x)
