"""Checks of the exercises of the chapter "Multiple integrals, change of variables"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number

LABEL = "ex-multiple-integrals-"


def _pick(rng, first, *ranges):
    """Return `first` for seed 0, else one entry of each range."""
    fresh = [r[int(rng.integers(len(r)))] for r in ranges]
    return first if rng.bit_generator.seed_seq.entropy == 0 else fresh


@number(LABEL + "rectangle", "volume", seeded=True)
def rectangle(rng):
    m, a, b = _pick(rng, (2, 3, 4), [1, 2, 3], [2, 3, 4, 5], [2, 4, 5, 6])
    answer = a ** (m + 1) / (m + 1) * b**2 / 2
    return Variant(answer, given=f"m = {m}, a = {a}, b = {b}", mistakes=apart(answer, [
        (a ** (m + 1) / (m + 1) + b**2 / 2, "The integral of a product over a rectangle is a product, not a sum."),
        (a ** (m + 1) * b**2 / 2, "Divide by m + 1."), (a**m * b, "That is the value at the far corner."),
        (a**m / m * b**2 / 2, "The exponent rises by one."), (a ** (m + 1) / (m + 1) * b, "Integrate y, too: b²/2.")]))


@number(LABEL + "swap", "value")
def swap(rng):
    return Variant((np.e - 1) / 2, mistakes=(
        (np.e - 1, "The derivative of y² brings a factor 2: divide by it."),
        (np.e / 2, "Subtract the value at the lower end."), (1.46265, "That is the integral of exp(y²) over [0, 1]."),
        (1.46265 - 0.85914, "That is the other triangle, y below x.")))


@choice(LABEL + "limits", "limits", options={
    "a": "$\\int_{x^2}^4\\int_0^2f\\,\\dd x\\,\\dd y$, limits exchanged",
    "b": "$\\int_0^4\\int_{\\sqrt y}^2f\\,\\dd x\\,\\dd y$, from the curve to 2",
    "c": "$\\int_0^4\\int_0^{\\sqrt y}f\\,\\dd x\\,\\dd y$, from 0 to the curve",
    "d": "$\\int_0^2\\int_0^{y^2}f\\,\\dd x\\,\\dd y$, letters exchanged"})
def limits(rng):
    return Variant("c", mistakes=(
        ("a", "An outer limit must be a number."), ("b", "That is the region below the parabola."),
        ("d", "Exchanging the letters gives another region.")))


@expression(LABEL + "determinant", "factor", variables=("u", "v"))
def determinant(rng):
    return Variant("2*u", mistakes=(
        ("-2*u", "The size is asked for: u is positive."), ("u", "Two products add up."),
        ("u*(exp(2*v) - exp(-2*v))", "You multiplied rows; take the products of the diagonals."),
        ("2*u*exp(2*v)", "exp(v) exp(-v) = 1.")))


def _matrix(rng):
    rows = [[3, 1], [2, 5]], [[2, 1], [1, 4]], [[4, 1], [2, 3]], [[1, 3], [4, 2]], [[5, 2], [1, 1]], [[2, 5], [3, 1]]
    return np.array(_pick(rng, (rows[0],), rows)[0])


@number(LABEL + "parallelogram", "value", seeded=True)
def parallelogram(rng):
    A = _matrix(rng)
    det, mean = abs(float(np.linalg.det(A))), A.sum() / 2
    return Variant(det * mean, given=f"A = {A.tolist()}", mistakes=apart(det * mean, [
        (mean, "The factor |det A| is missing."), (det, "That is the area; multiply by the mean of x + y."),
        (mean / det, "Multiply by |det A|: the parallelogram is larger than the square."),
        (det * 2 * mean, "x + y at the far corner is twice its mean.")]))


@number(LABEL + "disc", "volume", seeded=True)
def disc(rng):
    R = _pick(rng, (3,), [1.5, 2, 2.5, 4, 5, 6])[0]
    answer = 2 / 3 * np.pi * R**3
    return Variant(answer, given=f"R = {R}", mistakes=apart(answer, [
        (np.pi * R**2, "The factor r is missing."), (R**3 / 3, "The angle runs over the whole circle: times 2π."),
        (2 * np.pi * R**3, "Divide by 3."), (np.pi * R**4 / 2, "The height is r, not r².")]))


@number(LABEL + "bell", "area", seeded=True)
def bell(rng):
    a = _pick(rng, (4,), [0.25, 0.5, 2, 3, 5, 9])[0]
    answer = np.sqrt(np.pi / a)
    return Variant(answer, given=f"a = {a}", mistakes=apart(answer, [
        (np.pi / a, "Take the root."), (np.sqrt(np.pi * a), "dx = dt / sqrt(a): divide."),
        (np.sqrt(np.pi) / a, "The substitution is t = sqrt(a) x, not a x."),
        (np.sqrt(np.pi), "That is for a = 1."), (np.sqrt(2 * np.pi / a), "That is for the exponent -a x²/2.")]))


@number(LABEL + "peak", "height", seeded=True)
def peak(rng):
    A = _matrix(rng)
    det = abs(float(np.linalg.det(A)))
    answer = 1 / (2 * np.pi * det)
    return Variant(answer, given=f"A = {A.tolist()}", mistakes=apart(answer, [
        (1 / (2 * np.pi), "The map spreads the points: divide by |det A|."),
        (det / (2 * np.pi), "Divide, not multiply."),
        (1 / (2 * np.pi * np.sqrt(det)), "No root: the root belongs to the determinant of the covariance A Aᵀ."),
        (1 / (np.sqrt(2 * np.pi) * det), "In the plane the constant is 1/(2π).")]))


@number(LABEL + "error", "error", seeded=True)
def error(rng):
    V, s, N = _pick(rng, (8, 0.3, 400), [2, 3, 4, 16], [0.2, 0.5, 0.7, 1.5], [100, 900, 1600, 2500])
    answer = V * s / np.sqrt(N)
    return Variant(answer, given=f"V = {V}, standard deviation {s}, N = {N}", mistakes=apart(answer, [
        (s / np.sqrt(N), "The integral is V times the mean."), (V * s / N, "Divide by the root of N."),
        (V * s, "That is the deviation of one value."), (np.sqrt(V) * s / np.sqrt(N), "V itself, not its root.")]))


@choice(LABEL + "independent", "which", options={
    "a": "density $x + y$ on the unit square", "b": "density $4xy$ on the unit square",
    "c": "density $8xy$ on the triangle $0\\le y\\le x\\le1$", "d": "density $1/\\pi$ on the unit disc"})
def independent(rng):
    return Variant("b", mistakes=(
        ("a", "x + y is no product."), ("c", "The triangle is no rectangle: small x forces small y."),
        ("d", "On a disc, x near 1 forces y near 0.")))


@function(LABEL + "midpoint", "double_midpoint", starter='''
def double_midpoint(f, a, b, c, d, n):
    """Return the midpoint rule with n by n cells for f(x, y) on [a, b] x [c, d]."""
    ...
''')
def midpoint(s, rng):
    for a, b, c, d, n in [(0, 1, 0, 2, 3), (-1, 2, 1, 1.5, 8), (0, 3, 0, 3, 1)]:
        p, q = rng.uniform(0.5, 2, size=2)

        def f(x, y, p=p, q=q):
            return np.exp(-p * x) * (1 + q * y**2)
        t = (np.arange(n) + 0.5) / n
        x, y = np.meshgrid(a + (b - a) * t, c + (d - c) * t)
        mean = f(x, y).mean()
        left = f(*np.meshgrid(a + (b - a) * np.arange(n) / n, c + (d - c) * np.arange(n) / n)).mean()
        answer = (b - a) * (d - c) * mean
        expect(s, "double_midpoint", (f, a, b, c, d, n), answer, mistakes=apart(answer, [
            (mean, "Multiply by the area of the rectangle."),
            ((b - a) * (d - c) * left, "Take the middles of the cells."),
            (answer * n**2, "Each cell has the area of the rectangle divided by n²."),
            (answer * n, "There are n² cells, not n.")]))


@function(LABEL + "rings", "disc_integral", starter='''
def disc_integral(f, R, n):
    """Return the midpoint rule with n radii and n angles for f(x, y) on the disc of radius R."""
    ...
''')
def rings(s, rng):
    for R, n in [(1.0, 4), (2.5, 7), (0.5, 20)]:
        p = rng.uniform(0.5, 2)

        def f(x, y, p=p):
            return np.exp(-p * x**2) + y**2
        t = (np.arange(n) + 0.5) / n
        r, th = np.meshgrid(R * t, 2 * np.pi * t)
        values = f(r * np.cos(th), r * np.sin(th))
        answer = 2 * np.pi * R * (values * r).mean()
        expect(s, "disc_integral", (f, R, n), answer, mistakes=apart(answer, [
            (2 * np.pi * R * values.mean(), "The determinant r is missing."),
            ((values * r).mean(), "Multiply by the area 2πR of the rectangle of (r, θ)."),
            (np.pi * R**2 * (values * r).mean(), "The region of (r, θ) is a rectangle of the area 2πR."),
            (np.pi * R**2 * values.mean(), "The points are not spread evenly over the disc: weight them with r.")]))


@function(LABEL + "estimate", "mc", starter='''
def mc(values, volume):
    """Return the estimated integral and its standard error, an array of two."""
    ...
''')
def estimate(s, rng):
    for n, V in [(5, 2.0), (50, 0.3), (2, 7.0)]:
        values = rng.gamma(2, size=n)
        mean, spread = values.mean(), values.std(ddof=1)
        answer = V * np.array([mean, spread / np.sqrt(n)])
        expect(s, "mc", (values, V), answer, mistakes=apart(answer, [
            (np.array([mean, spread / np.sqrt(n)]), "Multiply by the volume."),
            (V * np.array([mean, spread]), "Divide the spread by the root of N."),
            (V * np.array([mean, values.std() / np.sqrt(n)]), "Estimate the spread with N - 1: ddof=1."),
            (np.array([V * mean, spread / np.sqrt(n)]), "The error scales with the volume, too.")]))


@number(LABEL + "index", "index", seeded=True)
def index(rng):
    gap, sr, sl = _pick(rng, (26, 5, 12), [10, 20, 25, 30], [3, 8, 7], [4, 15, 24])
    load = 34
    answer = gap / np.hypot(sr, sl)
    return Variant(answer, given=f"strength {load + gap} ± {sr}, load {load} ± {sl}", mistakes=apart(answer, [
        (gap / (sr + sl), "Deviations do not add; their squares do."), (gap / sr, "The load varies, too."),
        (gap / (sr**2 + sl**2), "Take the root."), (gap / sl, "The strength varies, too."),
        ((2 * load + gap) / np.hypot(sr, sl), "Take the difference of the means.")]))


@number(LABEL + "race", "p", seeded=True)
def race(rng):
    a, b = _pick(rng, (2, 3), [1, 4, 5, 7], [2, 3, 6, 8])
    answer = a / (a + b)
    return Variant(answer, given=f"rates {a} and {b} a year", mistakes=apart(answer, [
        (b / (a + b), "That is the other part: a larger rate breaks earlier."),
        (a / b, "That is the odds, not a probability."),
        (a * b / (a + b), "The inner integral is exp(-b x) without a factor b.")]))


@function(LABEL + "coupling", "log_density", starter='''
def log_density(x, c):
    """Return the log density of the coupling at the rows of x, shape (n, 2)."""
    ...
''')
def coupling(s, rng):
    for c in (0.5, -1.0, 0.0):
        x = rng.normal([0.5, 0], 1, size=(5, 2))
        z1 = x[:, 0]
        z2 = (x[:, 1] - c * z1**2) * np.exp(-z1)
        noise = -np.log(2 * np.pi) - (z1**2 + z2**2) / 2
        forward = -np.log(2 * np.pi) - (z1**2 + (c * z1**2 + np.exp(z1) * x[:, 1]) ** 2) / 2 - z1
        expect(s, "log_density", (x, c), noise - z1, mistakes=apart(noise - z1, [
            (noise, "The logarithm of the determinant is missing."), (noise + z1, "Subtract the logarithm."),
            (np.exp(noise - z1), "That is the density; its logarithm is asked for."),
            (noise - z1 + np.log(2 * np.pi), "The constant of the normal density is missing."),
            (forward, "Go back from x to z: you applied the map once more.")]))


@number(LABEL + "cells", "N", seeded=True, rtol=1e-9)
def cells(rng):
    d, K, tol = _pick(rng, (5, 12, 0.01), [3, 4, 6], [6, 10, 20], [0.1, 0.05, 0.02])
    n = int(np.ceil(np.sqrt(d * K / 24 / tol) - 1e-9))
    found = [(float(n), "That is the number along one axis: take the power d."),
             (float(n * d), "The grid has n to the power d points."),
             (float(np.ceil(d * K / 24 / tol - 1e-9)) ** d, "The error falls with n²: take the root first."),
             (float(np.ceil(np.sqrt(K / 24 / tol) - 1e-9)) ** d, "Each of the d axes adds an error.")]
    return Variant(float(n**d), given=f"d = {d}, K = {K}, error {tol}", mistakes=apart(n**d, found))


@number(LABEL + "crust", "n", rtol=1e-9)
def crust(rng):
    return Variant(14, mistakes=((13, "0.95 to the power 13 is 0.513: a little more than half is still inside."),
                                 (15, "14 is enough: 0.95 to the power 14 is 0.488."),
                                 (10, "The share is 1 - 0.95ⁿ, not n times 5 per cent.")))


@number(LABEL + "preimages", "density")
def preimages(rng):
    return Variant(2 / np.pi, mistakes=(
        (1 / np.pi, "Two points have this image: add both."),
        (1 / (2 * np.pi), "The length of y is the square of that of x."),
        (4 / np.pi, "One of the factors is too large: det J = 4 |y| = 1 here."),
        (8 / np.pi, "det J is 4 times the squared length of x, which is |y|.")))


@number(LABEL + "sample", "N", seeded=True)
def sample(rng):
    p = _pick(rng, (0.01,), [0.002, 0.005, 0.02, 0.04, 0.1])[0]
    answer = 100 * (1 - p) / p
    return Variant(answer, given=f"p = {p}", mistakes=apart(answer, [
        (100 * p * (1 - p), "The error is to be a tenth of p, not a tenth."), ((1 - p) / p, "A tenth: times 10²."),
        (10 * (1 - p) / p, "The tenth enters squared."),
        (np.sqrt(answer), "Square: the error falls with the root of N.")]))


@expression(LABEL + "convolution", "density", variables=("s",))
def convolution(rng):
    return Variant("s*exp(-s)", mistakes=(
        ("exp(-s)", "The integral over x from 0 to s brings a factor s."), ("exp(-2*s)", "x and s - x add up to s."),
        ("2*exp(-s)", "Densities do not add."), ("s*exp(-2*s)", "The exponent is x + (s - x).")))


@number(LABEL + "quadratic", "value")
def quadratic(rng):
    return Variant(2 * np.pi / np.sqrt(3), mistakes=(
        (2 * np.pi / 3, "The root of the determinant, not the determinant."), (2 * np.pi * np.sqrt(3), "Divide."),
        (np.pi / np.sqrt(3), "The half in the exponent makes 2π out of π."),
        (2 * np.pi, "The determinant is missing.")))


@number(LABEL + "simplex", "volume")
def simplex(rng):
    return Variant(1 / 24, mistakes=((1 / 16, "It is no half cube: each slice shrinks with its height."),
                                     (1 / 4, "Each of the dimensions divides: 1/4!."), (1 / 6, "That is for n = 3."),
                                     (1 / 120, "That is for n = 5.")))
