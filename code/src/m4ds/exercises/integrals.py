"""Checks of the exercises of the chapter "Integrals and series"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector

LABEL = "ex-integrals-"


@vector(LABEL + "bracket", "bracket")
def bracket(rng):
    low, high = sum(1 / k for k in (5, 6, 7, 8)), sum(1 / k for k in (4, 5, 6, 7))
    return Variant([low, high], mistakes=(
        ([high, low], "1/x falls: the lower sum takes the value at the right end of each piece."),
        ([4 * low, 4 * high], "Multiply each value by the length of its piece, a quarter."),
        ([(low + high) / 2] * 2, "That is the trapezoid rule; asked are the two sums that enclose the integral.")))


@expression(LABEL + "upper-limit", "slope", variables=("x",))
def upper_limit(rng):
    return Variant("2*x*sqrt(1 + x^6)", mistakes=(
        ("sqrt(1 + x^6)", "The upper limit is x², which has a slope of its own: use the chain rule."),
        ("sqrt(1 + x^3)", "Insert the upper limit x² for t, and multiply by its slope."),
        ("2*x*sqrt(1 + x^3)", "Insert x² for t: t³ becomes x⁶."),
        ("2*x*sqrt(1 + x^5)", "(x²)³ is x⁶.")))


@expression(LABEL + "by-parts", "F", variables=("x",))
def by_parts(rng):
    return Variant("(1 - (1 + 2*x)*exp(-2*x))/4", mistakes=(
        ("-(1 + 2*x)*exp(-2*x)/4", "Right up to a constant: it must be 0 at 0."),
        ("(1 - (1 - 2*x)*exp(-2*x))/4", "A sign: the antiderivative of exp(-2x) is -exp(-2x)/2, twice."),
        ("1 - (1 + x)*exp(-x)", "That is for the exponent -x."),
        ("x^2*exp(-2*x)/2", "A product is not integrated factor by factor.")))


@number(LABEL + "substitute", "area", seeded=True)
def substitute(rng):
    c = int(rng.choice([2, 3, 4, 5, 6, 7, 8, 9]))
    answer = np.log(1 + c**2) / 2
    return Variant(answer, given=f"c = {c}", mistakes=apart(answer, [
        (np.log(1 + c**2), "The inner derivative is 2x: a factor 1/2 belongs in front."),
        (np.log(1 + c) / 2, "The upper limit becomes 1 + c², not 1 + c."),
        (np.log(c) / 2, "The new limits are 1 and 1 + c²."), (np.arctan(c), "That is the integral of 1/(1 + x²).")]))


@number(LABEL + "average", "average", unit="kW", seeded=True)
def average(rng):
    a, b = int(rng.integers(20, 60)), int(rng.integers(5, 19))
    answer = a + 2 * b / np.pi
    return Variant(answer, given=f"A = {a} kW, B = {b} kW", mistakes=apart(answer, [
        (12 * answer, "That is the energy in kWh; divide by the twelve hours."),
        (a + b, "That is the largest value."), (float(a), "The sine is positive all the time from 0 to 12 h."),
        (a + b / 2, "The mean of a half wave of the sine is 2/π, not 1/2."),
        (a + b / np.pi, "Check the antiderivative at both ends: cos 0 - cos π = 2.")]))


@number(LABEL + "table", "energy", unit="kWh", seeded=True)
def table(rng):
    minutes = np.cumsum([0, *rng.choice([15, 30, 45, 60, 90], size=4, replace=False)])
    kw = rng.integers(4, 30, size=5)
    hours = minutes / 60
    answer = float(np.trapezoid(kw, hours))
    return Variant(answer, given=f"minutes {minutes.tolist()}, kW {kw.tolist()}", mistakes=apart(answer, [
        (60 * answer, "Minutes times kW are not kWh: divide by 60."),
        (float(kw[:-1] @ np.diff(hours)), "That holds each reading until the next; join the readings by lines."),
        (float(kw[1:] @ np.diff(hours)), "That takes the reading at the end of each step."),
        (float(kw.mean() * hours[-1]), "The steps have different lengths: a plain mean weights the readings wrongly."),
        (float(kw.sum()), "Multiply by the lengths of the steps.")]))


@number(LABEL + "simpson", "S", seeded=True)
def simpson(rng):
    y, h = rng.integers(1, 20, size=5), float(rng.choice([0.5, 1.5, 2.0, 3.0]))
    answer = h / 3 * (y[0] + 4 * y[1] + 2 * y[2] + 4 * y[3] + y[4])
    return Variant(answer, given=f"values {y.tolist()}, distance h = {h}", mistakes=apart(answer, [
        (h * (y[0] / 2 + y[1] + y[2] + y[3] + y[4] / 2), "That is the trapezoid rule."),
        (h / 3 * (y[0] + 4 * y[1] + 4 * y[2] + 4 * y[3] + y[4]), "The point that two parabolas share has weight 2."),
        (h / 6 * (y[0] + 4 * y[1] + 2 * y[2] + 4 * y[3] + y[4]), "The 6 is for h as the width of a whole parabola."),
        (h / 3 * (y[0] + 2 * y[1] + 4 * y[2] + 2 * y[3] + y[4]), "The weights 4 and 2 are exchanged.")]))


@choice(LABEL + "which", "which", options={
    "a": "the series of $1/\\sqrt k$", "b": "the series of $k/(k + 1)$", "c": "the series of $k^3/2^k$",
    "d": "the series of $1/(k + 5)$"})
def which(rng):
    return Variant("c", mistakes=(
        ("a", "Its terms exceed 1/k: by comparison it diverges."),
        ("b", "Its terms tend to 1, not to 0."),
        ("d", "That is the harmonic series without its first terms.")))


@number(LABEL + "tries", "mean", seeded=True)
def tries(rng):
    q = float(rng.choice([0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95]))
    answer = q / (1 - q) ** 2
    return Variant(answer, given=f"q = {q}", mistakes=apart(answer, [
        (1 / (1 - q), "That is the sum of the powers without the factor k."),
        (1 / (1 - q) ** 2, "That is the sum of k q^(k-1): one more factor q."),
        (q / (1 - q), "That is the sum of the powers from k = 1; each has the factor k here.")]))


@number(LABEL + "radius", "R")
def radius(rng):
    return Variant(0.25, mistakes=(
        (4.0, "That is the limit of the quotient of neighbouring coefficients; the radius is its reciprocal."),
        (0.5, "(2k + 2)(2k + 1)/(k + 1)² tends to 4, not to 2."), (1.0, "The coefficients grow like 4^k.")))


@number(LABEL + "steps", "n", seeded=True, rtol=1e-9)
def steps(rng):
    width, M, tol = int(rng.integers(2, 9)), int(rng.integers(2, 30)), float(rng.choice([1e-2, 1e-3, 1e-4]))
    exact = np.sqrt(width**3 * M / (12 * tol))
    n = int(np.ceil(exact))
    mistakes = [(np.ceil(width**3 * M / (12 * tol)), "The error falls with the square of n: take the root."),
                (np.ceil(np.sqrt(width * M / (12 * tol))), "h is (b - a)/n: the width enters three times."),
                (np.ceil(np.sqrt(width**3 * M / (24 * tol))), "24 is for the midpoint rule.")]
    return Variant(n, given=f"b - a = {width}, M = {M}, error {tol:g}", mistakes=tuple(
        (v, why) for i, (v, why) in enumerate(mistakes) if v not in (n, *[m[0] for m in mistakes[:i]])))


@number(LABEL + "order", "order", seeded=True)
def order(rng):
    p = float(rng.choice([1.5, 2.0, 3.0, 4.0, 6.0]))
    coarse = float(f"{rng.uniform(1, 9) * 10.0 ** -int(rng.integers(2, 5)):.3g}")
    fine = float(f"{coarse / 3**p:.4g}")
    answer = np.log(coarse / fine) / np.log(3)
    return Variant(answer, given=f"error {coarse:g} with 10 steps, {fine:g} with 30 steps", mistakes=apart(answer, [
        (np.log2(coarse / fine), "The step was divided by 3, not by 2."),
        (coarse / fine, "Take the logarithm to base 3."),
        (np.log10(coarse / fine), "Divide by the logarithm of 3, in the same base.")]))


@number(LABEL + "romberg", "best", seeded=True)
def romberg(rng):
    I0, c1, c2 = int(rng.integers(20, 90)) / 10, int(rng.integers(1, 6)) * 0.4, int(rng.integers(1, 3)) * 16
    T = [round(I0 + c1 * h**2 + c2 * h**4, 6) for h in (1, 0.5, 0.25)]
    A, B = (4 * T[1] - T[0]) / 3, (4 * T[2] - T[1]) / 3
    answer = (16 * B - A) / 15
    return Variant(answer, given=f"T(h) = {T[0]}, T(h/2) = {T[1]}, T(h/4) = {T[2]}", mistakes=apart(answer, [
        (B, "That is Simpson's value with the finest step; one more step removes the term in h⁴."),
        (A, "That is Simpson's value with the middle step."),
        ((4 * B - A) / 3, "In the second step the factor is 16, because h⁴ falls by 16."),
        (T[2], "That is the trapezoid value itself.")]))


@choice(LABEL + "cure", "cure", options={
    "a": "$x = u^2$: the integrand becomes a smooth function of $u$", "b": "the opposite, $x = \\sqrt u$",
    "c": "more points of Simpson's rule, beginning at $10^{-12}$", "d": "nothing: Gauss's rule never uses the end 0"})
def cure(rng):
    return Variant("a", mistakes=(
        ("b", "Then dx = du/(2√u), and the singularity gets worse."),
        ("c", "The error formula needs four bounded derivatives; near 0 not even the function is bounded."),
        ("d", "It gives a number, but it converges slowly: no polynomial is near an unbounded function.")))


@number(LABEL + "cut", "R")
def cut(rng):
    return Variant(np.sqrt(5000.0), mistakes=(
        (100.0, "The integral of x^-3 from R on is 1/(2R²), with a factor 1/2."),
        (10_000 ** (1 / 3), "Bound the integral of the tail, not the integrand at R."),
        (5000.0, "1/(2R²): take the root.")))


@vector(LABEL + "cubes", "bounds")
def cubes(rng):
    S = sum(1 / k**3 for k in range(1, 6))
    return Variant([S + 1 / 72, S + 1 / 50], mistakes=(
        ([1 / 72, 1 / 50], "Add the first five terms."),
        ([S, S + 1 / 50], "The rest is at least the integral from 6 on."),
        ([S + 1 / 36, S + 1 / 25], "The antiderivative of x^-3 is -x^-2/2: a factor 1/2.")))


@number(LABEL + "terms", "n", seeded=True, rtol=1e-9)
def terms(rng):
    x, tol = float(rng.choice([0.2, 0.5, 0.6, 0.8])), float(rng.choice([1e-4, 1e-6, 1e-8]))
    k = np.arange(200)
    n = int(np.flatnonzero(x ** (2 * k + 1) / (2 * k + 1) <= tol)[0])
    first = int(np.flatnonzero(x ** (2 * k + 1) <= tol)[0])
    mistakes = [(n + 1, "The first omitted term may be as large as the tolerance: one term fewer is enough."),
                (n - 1, "The first term that you leave out is still too large."),
                (first, "Divide the power by 2k + 1.")]
    return Variant(n, given=f"x = {x}, error at most {tol:g}", mistakes=tuple(
        (v, why) for i, (v, why) in enumerate(mistakes) if v not in (n, *[m[0] for m in mistakes[:i]])))


@number(LABEL + "auc", "area", seeded=True)
def auc(rng):
    while True:
        mine, others = rng.integers(3, 10, size=4), rng.integers(1, 8, size=5)
        wins, ties = (mine[:, None] > others).sum(), (mine[:, None] == others).sum()
        if ties and wins < 19 and wins != 10:
            break
    answer = (wins + ties / 2) / 20
    return Variant(answer, given=f"scores of positives {mine.tolist()}, of negatives {others.tolist()}",
                   mistakes=apart(answer, [(wins / 20, "A tie counts one half."),
                                            ((wins + ties) / 20, "A tie counts one half, not one."),
                                            (1 - answer, "That is the chance that the negative scores higher."),
                                            (wins + ties / 2, "Divide by the number of pairs.")]))


@number(LABEL + "interval", "minutes", unit="minutes", seeded=True)
def interval(rng):
    J, edges = int(rng.integers(2, 13)), int(rng.choice([100, 144, 225, 400, 900]))
    sd = int(rng.integers(3, 12))
    h = sd * np.sqrt(12 / edges) / J
    given = f"jumps of {J} kW, {edges} of them a week, standard deviation {sd} kWh"
    return Variant(60 * h, given=given, mistakes=apart(60 * h, [
        (h, "That is in hours."),
        (60 * sd * np.sqrt(12) / J, "The variances of all jumps add up: divide by the root of their number."),
        (60 * sd / J * 12 / edges, "Solve sd² = edges J² h²/12 for h: a square root is missing."),
        (60 * sd / (J * np.sqrt(edges)), "The factor √12 is missing.")]))


@function(LABEL + "running", "running_energy", starter='''
def running_energy(t, kw):
    """Return the energy used up to each of the times t (hours), in kWh."""
    ...
''')
def running(s, rng):
    for n in (2, 3, 7):
        t, y = np.cumsum(rng.uniform(0.1, 2, n)), rng.uniform(1, 9, n)
        pieces = np.diff(t) * (y[1:] + y[:-1]) / 2
        answer = np.append(0, np.cumsum(pieces))
        expect(s, "running_energy", (t, y), answer, mistakes=(
            (np.cumsum(y), "Multiply by the lengths of the steps before you add."),
            (np.append(0, np.cumsum(np.diff(t) * y[:-1])), "That holds each reading; join them by lines."),
            (np.append(0, pieces), "Those are the single steps; add them up.")))


@function(LABEL + "values", "simpson_values", starter='''
def simpson_values(y, h):
    """Return Simpson's rule for an odd number of values y at the distance h."""
    ...
''')
def values(s, rng):
    for n in (3, 5, 9):
        y, h = rng.uniform(1, 5, n), float(rng.uniform(0.1, 1))
        answer = h / 3 * (y[0] + y[-1] + 4 * y[1::2].sum() + 2 * y[2:-1:2].sum())
        plain = h * (y.sum() - (y[0] + y[-1]) / 2)
        exchanged = h / 3 * (y[0] + y[-1] + 2 * y[1::2].sum() + 4 * y[2:-1:2].sum())
        twice = h / 3 * (4 * y[1::2].sum() + 2 * y[::2].sum())
        expect(s, "simpson_values", (y, h), answer, mistakes=apart(answer, [
            (plain, "That is the trapezoid rule."), (exchanged, "Weight 4 belongs to the points with an odd index."),
            (twice, "The two ends have weight 1."), (answer / h, "Multiply by the distance of the points.")]))


@function(LABEL + "gauss", "gauss_two", starter='''
def gauss_two(c, a, b):
    """Return Gauss's rule with two points for the polynomial np.polyval(c, x) on [a, b]."""
    ...
''')
def gauss(s, rng):
    for n in (1, 3, 4, 5):
        c, a = rng.uniform(1, 3, n), float(rng.uniform(-1, 0))
        b = a + float(rng.uniform(1, 2))
        m, r = (a + b) / 2, (b - a) / 2
        y = np.polyval(c, m + r * np.array([-1, 1]) / np.sqrt(3))
        raw = np.polyval(c, np.array([-1, 1]) / np.sqrt(3)).sum()
        expect(s, "gauss_two", (c, a, b), r * y.sum(), mistakes=apart(r * y.sum(), [
            (y.sum(), "Multiply by half the length of the interval."), (raw, "Move the points from [-1, 1] to [a, b]."),
            (r * raw, "Move the points from [-1, 1] to [a, b], too."),
            (2 * r * y.sum(), "The weights 1 and 1 on [-1, 1] become (b - a)/2 each.")]))


@number(LABEL + "kink", "largest")
def kink(rng):
    return Variant(0.0025, mistakes=(
        (0.00125, "The slope of |x| jumps by 2, from -1 to 1."), (0.01, "θ(1 - θ) is at most 1/4."),
        (0.005, "The error is half of the jump times h² θ(1 - θ).")))


@number(LABEL + "euler", "gamma")
def euler(rng):
    return Variant(0.5772156649, mistakes=(
        (np.log(2), "That is the alternating harmonic series."),
        (0.5, "That is a lower bound of it.")))
