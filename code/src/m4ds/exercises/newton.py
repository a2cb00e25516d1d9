"""Checks of the exercises of the chapter "Newton, quasi-Newton, nonlinear least squares"."""

import numpy as np

from m4ds.datasets.battery import crossing
from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector

LABEL = "ex-newton-"


@number(LABEL + "root", "x2", seeded=True)
def root(rng):
    a, x = [(3, 2), (5, 2), (7, 3), (6, 2), (10, 3), (11, 3), (8, 2), (13, 4)][int(rng.integers(8))]
    one = (x + a / x) / 2
    answer = (one + a / one) / 2
    return Variant(answer, given=f"a = {a}, x0 = {x}", mistakes=apart(
        answer, ((one, "That is the first step: take another."),
        (x - 2 * (x * x - a) / (2 * x), "Divide by the slope 2x, not by x."),
        (one + (one * one - a) / (2 * one), "Subtract f/f', do not add it."))))


@number(LABEL + "secant", "x2", seeded=True)
def secant(rng):
    a = int(rng.choice([2, 3, 5, 6, 7, 8]))
    x0, x1 = 1, 2 if a < 4 else 3
    answer = (a + x0 * x1) / (x0 + x1)
    return Variant(answer, given=f"a = {a}, x0 = {x0}, x1 = {x1}", mistakes=apart(
        answer, ((x1 - (x1 * x1 - a) / (2 * x1), "That is a Newton step: use the slope of the secant."),
        ((x0 + x1) / 2, "That is the midpoint."),
        (x1 - (x0 * x0 - a) * (x1 - x0) / (x1 * x1 - x0 * x0), "Start from x1 with the value at x1."))))


@number(LABEL + "halvings", "k", seeded=True)
def halvings(rng):
    length, digits = int(rng.choice([1, 2, 4, 10, 16])), int(rng.integers(4, 10))
    answer = int(np.ceil(np.log2(length * 10.0**digits / 2)))
    return Variant(answer, given=f"b - a = {length}, error at most 10^-{digits}", mistakes=apart(
        answer, ((answer + 1, "The midpoint is off by half of the length: one halving fewer is enough."),
        (answer - 1, "That leaves the midpoint a little too far off: round up."),
        (digits, "A halving brings a binary digit, not a decimal one."))))


@number(LABEL + "digits", "bound", seeded=True, rtol=1e-2)
def digits(rng):
    C, e0 = float(rng.choice([0.5, 2.0, 3.0, 4.0])), float(rng.choice([0.01, 0.02, 0.05]))
    answer = C**3 * e0**4
    return Variant(answer, given=f"C = {C}, error {e0}", mistakes=apart(
        answer, ((C * e0**2, "That is after one step."),
        (C * e0**4, "The constant enters at each step: C times the square of C e0^2."),
        (C**7 * e0**8, "That is after three steps."))))


@number(LABEL + "multiple", "error", seeded=True)
def multiple(rng):
    m, k = int(rng.integers(3, 7)), int(rng.integers(3, 8))
    answer = (1 - 1 / m) ** k
    return Variant(answer, given=f"m = {m}, k = {k}", mistakes=apart(
        answer, ((m ** -float(k), "The factor is 1 - 1/m, not 1/m."),
        (0.5**k, "One half is the factor of a double zero only."),
        ((1 - 1 / m) ** (k - 1), "Count the steps: the power is k."))))


@vector(LABEL + "step", "p", seeded=True)
def step(rng):
    x, y = int(rng.choice([1, 2, -1])), int(rng.choice([-2, 1, 2, 3]))
    g, H = np.array([x**3 + y, x + 2 * y], float), np.array([[3 * x * x, 1], [1, 2]], float)
    while abs(g).max() == 0:
        y += 1
        g = np.array([x**3 + y, x + 2 * y], float)
    answer = -np.linalg.solve(H, g)
    return Variant(answer, given=f"(x, y) = ({x}, {y})", mistakes=apart(
        answer, ((-g, "That is the step of gradient descent: solve H p = -g."),
        (-answer, "The sign: p = -H^(-1) g."),
        (answer + np.array([x, y]), "That is the new point; the step is asked for."),
        (-g / np.diag(H), "You used the diagonal of H only."))))


@number(LABEL + "gauss", "p", seeded=True)
def gauss(rng):
    a, b = int(rng.integers(2, 9)), int(rng.integers(2, 6))
    r, J = np.array([1 - a, 1 - b]), np.array([2, 1])
    answer = -(J @ r) / (J @ J)
    return Variant(answer, given=f"a = {a}, b = {b}", mistakes=apart(
        answer, ((-(J @ r) / (J @ J + 2 * r[0]),
                 "That is Newton's step: leave out the residual times its second derivative."),
        (-(J @ r), "Divide by J'J = 5."), ((J @ r) / (J @ J), "The sign: the step goes against J'r."),
        (1 + answer, "That is the new point; the step is asked for."))))


@vector(LABEL + "update", "W", seeded=True)
def update(rng):
    s = np.array([[1, 0], [0, 1]][int(rng.integers(2))], float)
    y = rng.integers(1, 5, size=2).astype(float)
    rho, V = 1 / (s @ y), np.eye(2) - np.outer(y, s) / (s @ y)
    answer = V.T @ V + rho * np.outer(s, s)
    B = np.eye(2) - np.outer(s, s) / (s @ s) + rho * np.outer(y, y)
    return Variant(answer, given=f"W = I, s = {s.astype(int).tolist()}, y = {y.astype(int).tolist()}", mistakes=apart(
        answer, ((B, "That is B, the guess of the Hessian; W is its inverse."),
        (V @ V.T + rho * np.outer(s, s), "V' stands on the left and V on the right."),
        (V.T @ V, "The term rho s s' is missing."))))


@choice(LABEL + "definite", "pair", options={
    "a": "the pair $\\vs = (1, 2)$, $\\vy = (4, -2)$",
    "b": "the pair $\\vs = (1, -1)$, $\\vy = (-3, -4)$",
    "c": "the pair $\\vs = (2, 1)$, $\\vy = (-1, 1)$"})
def definite(rng):
    return Variant("b", mistakes=(("a", "Here s·y = 4 - 4 = 0."), ("c", "Here s·y = -2 + 1 = -1.")))


@expression(LABEL + "reciprocal", "new", variables=("x", "a"))
def reciprocal(rng):
    return Variant("x*(2 - a*x)", mistakes=(
        ("a*x**2", "Check the sign: x + (1/x - a) x^2."), ("1/a", "That is the limit; the step must not divide."),
        ("x - (1/x - a)", "Divide by the slope -1/x^2.")))


@number(LABEL + "irr", "rate", rtol=1e-4)
def irr(rng):
    return Variant(0.1634056, mistakes=(
        (16.34056, "Give it as a fraction, not in per cent."), 
        (0.4, "That is the total gain; the payments come at different times.")))


@number(LABEL + "kepler", "E", seeded=True, unit="radians", rtol=1e-5)
def kepler(rng):
    e, M = float(rng.choice([0.2, 0.3, 0.5, 0.7])), float(rng.choice([0.5, 1.0, 1.5, 2.0]))
    E = M
    for _ in range(60):
        E = E - (E - e * np.sin(E) - M) / (1 - e * np.cos(E))
    return Variant(E, given=f"e = {e}, M = {M}", mistakes=apart(
        E, ((M + e * np.sin(M), "That is one substitution: iterate until nothing changes."),
        (M - (M - e * np.sin(M) - M) / (1 - e * np.cos(M)), "That is one Newton step: go on."))))


@function(LABEL + "tangents", "cube_root", starter='''
def cube_root(a, x, k):
    """Return the point after k Newton steps for x^3 = a from x, or x itself for k = 0."""
    ...
''')
def tangents(s, rng):
    a = float(rng.integers(2, 9))
    for k in (0, 1, 4):
        x = up = 3.0
        for _ in range(k):
            x, up = x - (x**3 - a) / (3 * x**2), up + (up**3 - a) / (3 * up**2)
        expect(s, "cube_root", (a, 3.0, k), x, mistakes=((up, "Subtract f/f': you added it."),) if k else ())


@function(LABEL + "lm", "lm_step", starter='''
def lm_step(J, r, damping):
    """Return the Levenberg-Marquardt step with D = I."""
    ...
''')
def lm(s, rng):
    J, r = rng.normal(size=(5, 2)).round(2), rng.normal(size=5).round(2)
    for damping in (0.1, 10.0):
        answer = -np.linalg.solve(J.T @ J + damping * np.eye(2), J.T @ r)
        undamped = -np.linalg.solve(J.T @ J, J.T @ r)
        squared = -np.linalg.solve(J.T @ J + damping**2 * np.eye(2), J.T @ r)
        expect(s, "lm_step", (J, r, damping), answer, mistakes=(
            (-answer, "The sign: the step solves (J'J + damping I) p = -J'r."),
            (undamped, "The damping has no effect."),
            (squared, "The extra rows are sqrt(damping) I, not damping I.")))


@function(LABEL + "backtrack", "accepted", starter='''
def accepted(x):
    """Return the first of 1, 1/2, 1/4, ... that Armijo (c = 1e-4) accepts for Newton's step on sqrt(1 + x^2)."""
    ...
''')
def backtrack(s, rng):
    for x in (0.5, 1.5, 3.0, 10.0):
        p, slope = -x - x**3, x / np.sqrt(1 + x * x)
        a = 1.0
        while np.sqrt(1 + (x + a * p) ** 2) > np.sqrt(1 + x * x) + 1e-4 * a * slope * p:
            a /= 2
        expect(s, "accepted", (x,), a, mistakes=((x + a * p, "That is the new point; the step length is asked for."),))


@choice(LABEL + "log", "method", options={
    "a": "bisection", "b": "the secant method", "c": "Newton at a simple zero", "d": "Newton at a double zero"})
def log(rng):
    return Variant("c", mistakes=(
        ("a", "Halving gains a third of a digit a step."),
        ("b", "Secant digits add up like Fibonacci numbers: 1, 2, 3, 5, 8."),
        ("d", "At a double zero each error is half of the one before.")))


@number(LABEL + "flight", "limit", rtol=1e-4)
def flight(rng):
    return Variant(1.3917452, mistakes=(
        (1.0, "From 1 Newton arrives; the limit is farther out."),
        (np.pi / 2, "That is the limit of arctan itself, not of the start.")))


@number(LABEL + "decay", "se", rtol=5e-3)
def decay(rng):
    return Variant(_decay_error(), mistakes=(
        (_decay_error() ** 2, "That is the variance: take the root."),
        (_decay_error(s2=False), "Multiply by s, the root of the sum of squares over m - n = 3."),))


def _decay_error(s2=True):
    t, y = np.arange(5.0), np.array([10.1, 6.0, 3.8, 2.1, 1.4])
    p = np.array([10.0, 0.5])
    for _ in range(50):
        f = np.exp(-p[1] * t)
        J = np.column_stack([f, -p[0] * t * f])
        p = p - np.linalg.lstsq(J, p[0] * f - y, rcond=None)[0]
    f = np.exp(-p[1] * t)
    J, r = np.column_stack([f, -p[0] * t * f]), p[0] * f - y
    return float(np.sqrt(np.linalg.inv(J.T @ J)[1, 1] * (r @ r / 3 if s2 else 1)))


@number(LABEL + "rate", "factor", seeded=True)
def rate(rng):
    c, h = float(rng.choice([0.1, 0.2, 0.3, 0.4])), float(rng.choice([2.0, 1.5, 0.5]))
    return Variant(c * h, given=f"c = {c}, h = {h}", mistakes=apart(
        c * h, ((c, "The residual at the solution has length h: it enters the factor."),
        (h, "The second derivative c enters too."), (c * h / (1 + c * h),
                                                           "Divide by J'J = 1, not by the full Hessian 1 + ch."))))


@choice(LABEL + "wolfe", "alpha", options={"a": "the step 0.5", "b": "the step 3", "c": "the step 4.5"})
def wolfe(rng):
    return Variant("b", mistakes=(
        ("a", "There the slope is still -3.5, steeper than half of the first slope: too short."),
        ("c", "The value falls by 7.875, and c1 = 0.5 asks for 0.5 · 4 · 4.5 = 9: too long.")))


@function(LABEL + "crossing", "crossing_se", starter='''
def crossing_se(p, C, limit):
    """Return the standard error of the time at which a (1 - exp(-(t/b)^c)) reaches limit, p = (a, b, c)."""
    ...
''')
def crossing_error(s, rng):
    p = np.array([30.0, 1.5, 1.3]) + rng.uniform(-0.1, 0.1, 3).round(2)
    M = rng.normal(size=(3, 3)).round(1) * [2.0, 0.1, 0.1]
    C = M.T @ M + np.diag([1, 0.01, 0.01])
    for limit in (10.0, 20.0):
        h = 1e-5
        g = np.array([(crossing(p + h * e, limit) - crossing(p - h * e, limit)) / (2 * h) for e in np.eye(3)])
        expect(s, "crossing_se", (p, C, limit), np.sqrt(g @ C @ g), rtol=1e-4, mistakes=(
            (g @ C @ g, "That is the variance: take the root."),
            (np.sqrt(g**2 @ np.diag(C)), "The covariances are missing: use the whole matrix.")))


@choice(LABEL + "diagnose", "cause", options={
    "a": "the starting point is too far away", "b": "the Hessian in the code is wrong",
    "c": "the zero is multiple", "d": "the tolerance is too small"})
def diagnose(rng):
    return Variant("b", mistakes=(
        ("a", "Then the first steps would misbehave, not the last ones."),
        ("c", "At a multiple zero the factor is 1 - 1/m, at least one half."),
        ("d", "Then the error would stall at rounding size.")))
