"""Checks of the exercises of the chapter "Derivatives and Taylor"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector

LABEL = "ex-derivatives-"


@number(LABEL + "delta", "delta", seeded=True)
def delta(rng):
    m, c, a = int(rng.integers(3, 10)), int(rng.integers(-5, 6)), int(rng.integers(2, 7))
    eps = [0.5, 0.1, 0.2, 0.05][int(rng.integers(4))]
    return Variant(eps / m, given=f"f(x) = {m}x {'+' if c >= 0 else '-'} {abs(c)}, a = {a}, ε = {eps}", mistakes=apart(
        eps / m, [(eps, "Within that distance the values move m times as far."),
                  (eps * m, "Divide by the slope: the steeper the line, the closer you must stay."),
                  (eps / (m * a), "The point does not matter for a straight line.")]))


@number(LABEL + "hole", "limit", seeded=True)
def hole(rng):
    p = int(rng.integers(4, 10))
    q = int(rng.choice([-5, -4, -3, -2, 2, 3]))
    b, c = -(p + q), p * q
    return Variant(p - q, given=f"(x² {'+' if b >= 0 else '-'} {abs(b)}x {'+' if c >= 0 else '-'} {abs(c)})/(x - {p}) "
                                f"as x → {p}",
                   mistakes=apart(p - q, [
                       (0.0, "0/0 is not 0: cancel the common factor first."),
                       (p + q, "A sign: the other factor is x minus the other root."),
                       (2.0 * p, "That is the limit of (x² - p²)/(x - p); factor this numerator."),
                       (q, "That is the other root; insert the point into what is left after cancelling.")]))


@choice(LABEL + "which", "which", options={
    "a": "the function $x\\sin(1/x)$, with the value 0 at 0", "b": "the product $x\\abs{x}$",
    "c": "the cube root of $x$", "d": "the larger of $x$ and $2x$"})
def which(rng):
    return Variant("b", mistakes=(
        ("a", "It is continuous at 0, but its quotient sin(1/h) has no limit."),
        ("c", "Its quotient grows beyond every bound: the tangent is vertical."),
        ("d", "Its quotient is 2 from the right and 1 from the left.")))


@expression(LABEL + "product", "slope", variables=("x",))
def product(rng):
    return Variant("(3*x^2 - 2*x^3)*exp(-2*x)", mistakes=(
        ("-6*x^2*exp(-2*x)", "The derivative of a product is not the product of the derivatives."),
        ("(3*x^2 + x^3)*exp(-2*x)", "The chain rule: the derivative of exp(-2x) has the factor -2."),
        ("(3*x^2 + 2*x^3)*exp(-2*x)", "The inner derivative is -2, with its sign."),
        ("3*x^2*exp(-2*x)", "The second factor changes too: f'g + fg'.")))


@expression(LABEL + "softplus", "slope", variables=("x",))
def softplus(rng):
    return Variant("3*exp(3*x)/(1 + exp(3*x))", mistakes=(
        ("exp(3*x)/(1 + exp(3*x))", "The innermost derivative, 3, is missing."),
        ("1/(1 + exp(3*x))", "That is the logarithm's alone; multiply by the derivatives of the inner functions."),
        ("3/(1 + exp(3*x))", "The derivative of exp(3x) is 3 exp(3x): the exponential stays."),
        ("1/(3*exp(3*x))", "The derivative of log v is 1/v with the whole v, not 1/v'.")))


@number(LABEL + "tangent", "approximation", seeded=True, rtol=1e-6)
def tangent(rng):
    m = int(rng.integers(7, 16))
    d = int(rng.choice([-5, -4, -3, 3, 4, 5]))
    return Variant(m + d / (2 * m), given=f"√{m * m + d}, tangent at {m}² = {m * m}", mistakes=(
        (float(np.sqrt(m * m + d)), "That is the root itself. Asked is the value of the tangent."),
        (m + d / m, "The derivative of the root is 1/(2√x): the 2 is missing."),
        (m + d / (2 * m * m), "The slope at m² is 1/(2m), not 1/(2m²)."),
        (float(m), "That is the value at the square; add the slope times the distance.")))


@number(LABEL + "mean-point", "c", seeded=True)
def mean_point(rng):
    k, b = int(rng.integers(1, 6)), int(rng.integers(2, 10))
    return Variant(b / np.sqrt(3), given=f"f(x) = {k if k > 1 else ''}x³ on [0, {b}]", mistakes=(
        (b / 2, "The middle of the interval is right for parabolas only."),
        (float(k * b * b), "That is the mean slope; find where the derivative takes it."),
        (b / 3, "3c² = b²: divide by 3, then take the root.")))


@vector(LABEL + "coefficients", "c")
def coefficients(rng):
    return Variant([1, 1 / 2, -1 / 8, 1 / 16], mistakes=(
        ([1, 1 / 2, -1 / 4, 3 / 8], "Those are the derivatives at 0. Divide by k!."),
        ([1, 1 / 2, 1 / 8, 1 / 16], "The second derivative is negative: the root bends downwards."),
        ([1, 1 / 2, -1 / 4, 1 / 8], "Divide by k! = 1, 1, 2, 6, and differentiate the power -3/2 with care."),
        ([1, 1, 1 / 2, 1 / 6], "Those are the coefficients of the exponential function.")))


def _degree(size, tolerance):
    n, bound = 0, size
    while bound >= tolerance:
        n += 1
        bound *= size / (n + 1)
    return n


@number(LABEL + "terms", "degree", seeded=True, rtol=1e-9)
def terms(rng):
    size, power = int(rng.integers(2, 13)) / 4, int(rng.integers(3, 8))
    n = _degree(size, 10.0**-power)
    return Variant(n, given=f"|x| ≤ {size:g}, tolerance 1e-{power}", mistakes=(
        (n + 1, "That is n + 1, the power in the remainder; the degree is one less."),
        (n - 1, "For this degree the bound is still above the tolerance.")))


@number(LABEL + "readings", "slope", seeded=True, unit="degrees a minute")
def readings(rng):
    h = [0.5, 2.0, 5.0, 0.25][int(rng.integers(4))]
    first = int(rng.integers(20, 60))
    middle, last = first + int(rng.integers(-3, 4)), first + int(rng.integers(4, 12))
    answer = (last - first) / (2 * h)
    return Variant(answer, given=f"readings {[first, middle, last]} degrees, {h:g} minutes apart", mistakes=apart(
        answer, [((last - first) / h, "The two readings are two steps apart: divide by 2h."),
                 ((last - middle) / h, "That is the forward difference from the middle."),
                 ((middle - first) / h, "That is the backward difference."),
                 ((last - first) / 2, "Divide by the time, not by the number of steps.")]))


@expression(LABEL + "elasticity", "E", variables=("p",))
def elasticity(rng):
    return Variant("-p/(20 - p)", mistakes=(
        ("-100", "That is the slope. Multiply by p and divide by Q."),
        ("p/(20 - p)", "Right size; demand falls, so the sign is negative."),
        ("-1/(20 - p)", "That is Q'/Q, the change in per cent for one euro. Multiply by p."),
        ("-(20 - p)/p", "That is upside down.")))


@function(LABEL + "slopes", "central_slopes", starter='''
def central_slopes(y, h):
    """Return the central differences at all points but the first and the last."""
    ...
''')
def slopes(s, rng):
    for n, h in [(5, 0.5), (3, 2.0), (8, 0.1)]:
        y = rng.normal(size=n)
        answer = (y[2:] - y[:-2]) / (2 * h)
        expect(s, "central_slopes", (y, h), answer, mistakes=(
            ((y[2:] - y[:-2]) / h, "The points are two steps apart: divide by 2h."),
            ((y[2:] - y[1:-1]) / h, "Those are forward differences."),
            ((y[1:-1] - y[:-2]) / h, "Those are backward differences."),
            (-answer, "Later minus earlier, not the other way round."),
            (np.diff(y) / h, "Those are the slopes between neighbours. Use the points on both sides.")))


@function(LABEL + "exp", "taylor_exp", starter='''
def taylor_exp(x, n):
    """Return the Taylor polynomial of degree n of e^x, centre 0."""
    ...
''')
def exp(s, rng):
    for n in (3, 1, 6, 200):
        x = rng.uniform(0.5, 2, size=3)
        p, power = np.ones(3), np.ones(3)
        powers = np.ones(3)
        for k in range(1, n + 1):
            power = power * x / k
            p = p + power
            powers = powers + x**k if n < 9 else powers
        mistakes = [] if n > 9 else [(p - power, "One term is missing: the sum goes up to k = n."),
                                     (powers, "Divide the k-th power by k!."),
                                     (p - 1, "The term with k = 0 is 1.")]
        expect(s, "taylor_exp", (x, n), p, mistakes=apart(p, mistakes))


@function(LABEL + "step", "plan", starter='''
def plan(M, eta):
    """Return [best step, bound at the best step] for the central difference."""
    ...
''')
def step(s, rng):
    for _ in range(3):
        M, eta = float(rng.uniform(0.5, 20)), 10.0 ** float(rng.uniform(-12, -4))
        h = np.cbrt(3 * eta / M)
        forward = 2 * np.sqrt(eta / M)
        expect(s, "plan", (M, eta), np.array([h, M * h**2 / 6 + eta / h]), mistakes=(
            (np.array([h, M * h**2 / 6]), "That is the error of the formula alone; rounding adds eta/h."),
            (np.array([h, eta / h]), "That is the share of rounding; add the error of the formula."),
            (np.array([forward, 2 * np.sqrt(eta * M)]), "That is the plan for the forward difference."),
            (np.array([np.sqrt(3 * eta / M), M * eta / (2 * M) + eta / np.sqrt(3 * eta / M)]),
             "A cube root, not a square root.")))


@number(LABEL + "noisy", "error", seeded=True)
def noisy(rng):
    e, M = int(rng.integers(1, 10)) * 10.0 ** -int(rng.integers(4, 7)), int(rng.integers(1, 9))
    h = np.cbrt(3 * e / M)
    answer = np.cbrt(9 * e * e * M) / 2
    return Variant(answer, given=f"η = {e:g}, M = {M}", mistakes=apart(answer, [
        (h, "That is the best step. Insert it into the bound."),
        (2 * np.sqrt(e * M), "That is the best bound of a forward difference with a second derivative up to M."),
        (e / h, "That is the share of the noise; add that of the formula, half as much."),
        (M * h * h / 6, "That is the share of the formula; add that of the noise.")]))


@function(LABEL + "extrapolate", "refine", starter='''
def refine(D):
    """Return the value after two steps of extrapolation; D holds D(h), D(h/2), D(h/4)."""
    ...
''')
def extrapolate(s, rng):
    for _ in range(3):
        c, h = rng.uniform(0.5, 2, size=4), float(rng.uniform(0.5, 1))
        D = np.array([c[0] + c[1] * t**2 + c[2] * t**4 + c[3] * t**6 for t in (h, h / 2, h / 4)])
        A, B = (4 * D[1] - D[0]) / 3, (4 * D[2] - D[1]) / 3
        answer = (16 * B - A) / 15
        mistakes = [(B, "The term in h^4 is still there: extrapolate once more."),
                    (A, "The term in h^4 is still there, and the finest value is not used."),
                    ((4 * B - A) / 3, "The second time the terms differ by a factor of 16, not 4."),
                    ((16 * A - B) / 15, "The finer value takes the larger weight."),
                    (D[2], "That is the finest difference itself.")]
        expect(s, "refine", (D,), answer, mistakes=[(v, why) for v, why in mistakes if abs(v - answer) > 1e-5])


@function(LABEL + "sigmoid", "logistic_slope", starter='''
def logistic_slope(z):
    """Return the derivative of the logistic function at each entry of z."""
    ...
''')
def sigmoid(s, rng):
    near, far = rng.normal(size=4), rng.uniform(5, 9, size=2)
    for z in (near, rng.uniform(35, 45, size=1), -rng.uniform(800, 900, size=1), far):
        t = np.exp(-np.abs(z))
        value = 1 / (1 + np.exp(np.minimum(-z, 700)))
        mistakes = [(value, "That is the function; its derivative is σ(1 - σ)."),
                    (0 * z, "σ(1 - σ) lost all digits: 1 - σ cancels. Use e^(-|z|)."),
                    (1 - np.tanh(z) ** 2, "That is the derivative of tanh."),
                    (t, "The denominator (1 + e^(-|z|))² is missing.")]
        answer = t / (1 + t) ** 2
        if answer.max() < 1e-300:
            mistakes = []
        expect(s, "logistic_slope", (z,), answer, mistakes=[
            (v, why) for v, why in mistakes if np.linalg.norm(v - answer) > 1e-3 * np.linalg.norm(answer)])


@function(LABEL + "marginal", "marginal_profit", starter='''
def marginal_profit(p, k, e, cost):
    """Return the derivative of (p - cost) k p^e with respect to p."""
    ...
''')
def marginal(s, rng):
    for _ in range(3):
        p, k = float(rng.uniform(5, 15)), float(rng.uniform(50, 200))
        e, cost = float(rng.uniform(-3, -1.2)), float(rng.uniform(1, 4))
        Q = k * p**e
        expect(s, "marginal_profit", (p, k, e, cost), Q * (1 + (p - cost) / p * e), mistakes=apart(
            Q * (1 + (p - cost) / p * e), [
                (Q * (1 + e), "That is marginal revenue. The cost is saved on every lamp that is not sold."),
                ((p - cost) * k * e * p ** (e - 1), "The product rule has a second term: Q itself."),
                (k * e * p ** (e - 1), "That is the derivative of the demand alone."),
                ((p - cost) * Q, "That is the profit, not its derivative.")]))


@choice(LABEL + "method", "method", options={
    "a": "a forward difference with the step $10^{-8}$", "b": "a central difference with the default step",
    "c": "the complex step", "d": "a central difference with the step $10^{-12}$"})
def method(rng):
    return Variant("c", mistakes=(
        ("a", "Its best is about eight digits."),
        ("b", "It comes to about eleven digits, not twelve."),
        ("d", "Rounding, ε/h, leaves about four digits.")))


@number(LABEL + "depth", "layers", seeded=True, rtol=1e-9)
def depth(rng):
    w = int(rng.integers(2, 14)) / 4
    answer = int(np.floor(8 * np.log(10) / np.log(4 / w))) + 1
    return Variant(answer, given=f"w = {w:g}", mistakes=apart(answer, [
        (answer - 1, "One layer too few: there the bound is still above 1e-8."),
        (int(np.floor(8 / np.log(4 / w))) + 1, "Mixed logarithms: 8 is a power of ten, so use log 10 as well."),
        (int(np.floor(8 * np.log(10) / np.log(4))) + 1, "Each layer also multiplies by its weight.")])[:3])


@number(LABEL + "second", "step")
def second(rng):
    return Variant((24e-15) ** 0.25, mistakes=(
        (np.sqrt(24e-15), "That is h². Take the root once more."),
        (np.cbrt(3e-15 / 2), "That is the best step of the central difference for the first derivative."),
        ((6e-15) ** 0.25, "The three values enter with the weights 1, 2, 1: their errors add up to 4η."),
        ((48e-15) ** 0.25, "Divide by M = 2.")))
