"""Checks of the exercises of the chapter "Computing you can trust"."""

import math

import numpy as np

from m4ds.exercises.core import Variant, choice, expect, expression, function, number, vector
from m4ds.foundations.compensated import kahan_sum
from m4ds.foundations.running import welford
from m4ds.foundations.stable import logsumexp

LABEL = "ex-computing-you-can-trust-"
U = 2.0**-53


@number(LABEL + "gap", "gap", seeded=True)
def gap(rng):
    k = int(rng.integers(5, 45))
    return Variant(2.0 ** (k - 52), given=f"x is just above 2 to the power {k}", mistakes=(
        (2.0**-52, "That is the spacing just above 1. It doubles at each power of two."),
        (2.0 ** (k - 53), "That is half of the gap, the largest rounding error."),
        (2.0 ** (k - 23), "That is the spacing of float32.")))


@number(LABEL + "count", "count", seeded=True, rtol=1e-9)
def count(rng):
    p, emin, emax = (int(v) for v in (rng.integers(4, 9), -rng.integers(3, 9), rng.integers(3, 9)))
    octaves = emax - emin + 1
    return Variant(octaves * 2 ** (p - 1), given=f"p = {p}, exponents from {emin} to {emax}", mistakes=(
        (octaves * 2**p, "The leading digit is always 1, so p − 1 digits are free; negative numbers do not count."),
        ((octaves - 1) * 2 ** (p - 1), "Count both ends: there are emax − emin + 1 exponents.")))


@number(LABEL + "round", "rounded", seeded=True, rtol=1e-9)
def rounded(rng):
    x = int(rng.integers(17, 30)) + 0.3
    nearest, down, up, fine = 2 * round(x / 2), 2 * math.floor(x / 2), 2 * math.ceil(x / 2), round(x)
    found = ((down, "You cut digits off. Rounding goes to the nearest number."),
             (up, "The number below is nearer."),
             (fine, "Between 16 and 32 the numbers with four digits are the even ones."))
    return Variant(nearest, given=f"x = {x}", mistakes=tuple((v, why) for v, why in found if v != nearest))


@number(LABEL + "difference", "kappa", seeded=True)
def difference(rng):
    y = int(rng.integers(400, 900))
    d = int(rng.integers(2, 9))
    x = y + d
    return Variant((x + y) / d, given=f"x = {x}, y = {y}", mistakes=(
        (x / d, "Both numbers carry an error: add their sizes."),
        (d / (x + y), "The other way round: a difference of near numbers has a large condition number."),
        (float(x + y), "Divide by the difference.")))


@choice(LABEL + "digits", "digits", options={
    "a": "about 9 digits", "b": "about 5 digits", "c": "about 4 digits", "d": "no digit at all"})
def digits(rng):
    return Variant("c", mistakes=(
        ("a", "The inputs have nine digits; the subtraction costs some of them."),
        ("b", "Five digits are what you lose. Count what is left."),
        ("d", "The condition number is about 10⁵, not 10⁹.")))


@expression(LABEL + "condition", "kappa", variables=("x",))
def condition(rng):
    return Variant("x/((1 + x)*log(1 + x))", mistakes=(
        ("x/log(1 + x)", "The derivative of log(1 + x) is 1/(1 + x)."),
        ("1/((1 + x)*log(1 + x))", "Multiply by x: both changes are relative."),
        ("1/log(1 + x)", "That multiplies by 1 + x. The input that changes here is x.")))


@number(LABEL + "pairs", "k", seeded=True, rtol=1e-9)
def pairs(rng):
    n = int(rng.integers(300, 5000))
    k = math.ceil(math.log2(n))
    return Variant(k, given=f"n = {n}", mistakes=(
        (n - 1, "That is the count from left to right."),
        (k - 1, "With an incomplete last level some terms still pass one more addition: round up."),
        (n // 2, "That is the number of additions of the first level, not the number that one term passes.")))


@vector(LABEL + "welford", "state", seeded=True)
def welford_by_hand(rng):
    x = rng.choice([2, 4, 8, 10, 14, 16], size=3, replace=False).tolist()
    mean, variance = welford(x)
    old = welford(x[:2])
    d = x[2] - old[0]
    return Variant([mean, 3 * variance], given=f"x = {x}", mistakes=(
        ([mean, variance], "S is the sum of squared deviations: do not divide it."),
        ([mean, 2 * old[1] + d**2], "Multiply the old deviation by the new one; you squared the old one."),
        ([mean, 2 * old[1] + (x[2] - mean) ** 2], "Multiply the old deviation by the new; you squared the new one.")))


@number(LABEL + "overflow", "limit")
def overflow(rng):
    return Variant(128 * math.log(2), mistakes=(
        (1024 * math.log(2), "That is the limit of float64."),
        (128.0, "That is the exponent of 2. Convert: e^z = 2¹²⁸."),
        (128 * math.log10(2), "You used the logarithm to base 10.")))


@choice(LABEL + "verdict", "verdict", options={
    "a": "well-conditioned problem, stable program", "b": "well-conditioned problem, unstable program",
    "c": "ill-conditioned problem, stable program", "d": "ill-conditioned problem, unstable program"})
def verdict(rng):
    return Variant("b", mistakes=(
        ("a", "Try x = 1e20 in your head: what does the program return?"),
        ("c", "The value is near 1/(2√x), whose relative condition number is 1/2."),
        ("d", "The value is near 1/(2√x), whose relative condition number is 1/2.")))


@number(LABEL + "flops", "ratio", seeded=True)
def flops(rng):
    m, n, p = (int(v) * 10 for v in rng.choice(np.arange(2, 20), size=3, replace=False))
    first, second = 2 * m * n * p + 2 * m * p, 2 * n * p + 2 * m * n
    return Variant(first / second, given=f"m = {m}, n = {n}, p = {p}", mistakes=(
        (second / first, "The other way round: the first program takes more."),
        (2 * m * n * p / second, "The first program also multiplies the m × p product by x."),
        (float(m), "Count all four products; the shapes do not cancel so far.")))


@number(LABEL + "central", "h", seeded=True)
def central(rng):
    third, exponent = int(rng.integers(2, 9)), int(rng.integers(8, 15))
    noise = 10.0**-exponent
    return Variant((3 * noise / third) ** (1 / 3), given=f"M = {third}, η = 1e-{exponent}", mistakes=(
        (2 * (noise / third) ** 0.5, "That is the best step of the forward difference."),
        ((6 * noise / third) ** (1 / 3), "The derivative of Mh²/6 is Mh/3."),
        ((noise / third) ** (1 / 3), "Set Mh/3 equal to η/h² and solve: a factor 3 is missing.")))


@number(LABEL + "milliseconds", "spacing", unit="ms")
def milliseconds(rng):
    return Variant(2.0**17, mistakes=(
        (2.0**-12, "That is the spacing of float64."),
        (128.0, "That is for seconds. Here the numbers are a thousand times larger."),
        (2.0**16, "That is half of it. The significand has 24 digits, so the spacing is 2 to the power e − 23.")))


@expression(LABEL + "root", "kappa", variables=("r", "s"))
def root(rng):
    return Variant("abs(s/(r - s))", mistakes=(
        ("abs(r/(r - s))", "Check the derivative: dr/dc = 1/(a(r − s)), and c/r = a s."),
        ("abs(1/(r - s))", "Both changes are relative: multiply by c and divide by r."),
        ("abs(r*s/(r - s))", "Divide by the root r as well.")))


@number(LABEL + "lucky", "chance")
def lucky(rng):
    tail = sum(math.comb(100, k) for k in range(60, 101)) / 2**100
    return Variant(1 - (1 - tail) ** 50, mistakes=(
        (tail, "That is the chance for one seed."),
        (50 * tail, "That is the expected number of such seeds; it exceeds 1. Take the complement of none."),
        ((1 - tail) ** 50, "That is the chance that no seed gets there.")))


@function(LABEL + "softplus", "softplus", starter='''
def softplus(z):
    """Return log(1 + exp(z)) for an array z, without overflow."""
    ...
''')
def softplus(s, rng):
    for z in (rng.normal(0, 2, size=4), np.array([800.0, -800.0, 0.0, 1e5]), np.array([-40.0, -50.0])):
        with np.errstate(all="ignore"):
            lost = np.log(1 + np.exp(np.minimum(z, 700)))
        answer = np.logaddexp(0.0, z)
        mistakes = [(np.maximum(z, 0), "That is the limit for large |z|; add log1p(exp(−|z|)).")] if z[0] < 100 else []
        if z[0] == -40.0:
            mistakes.append((lost, "For very negative z, 1 + exp(z) rounds to 1: use log1p."))
        expect(s, "softplus", (z,), answer, mistakes=mistakes)


@function(LABEL + "neumaier", "neumaier", starter='''
def neumaier(x):
    """Return the sum of x; collect the rounding errors apart and add them at the end."""
    ...
''')
def neumaier(s, rng):
    tricky = np.array([1.0, 1e100, 1.0, -1e100])
    spread = np.concatenate([rng.normal(size=20), [1e15, -1e15]])
    plain = float(np.cumsum(tricky)[-1])
    expect(s, "neumaier", (tricky,), 2.0, mistakes=(
        (plain, "Both ones are lost. When the new term is larger than the total, the total loses digits: "
                "take the error from there."),))
    expect(s, "neumaier", (spread,), math.fsum(spread), mistakes=(
        (kahan_sum(spread), "That is Kahan's sum. Keep the errors apart, do not feed them back."),)
        if abs(kahan_sum(spread) - math.fsum(spread)) > 1e-4 else ())


@function(LABEL + "merge", "merge", starter='''
def merge(n1, m1, S1, n2, m2, S2):
    """Return n, m, S of two parts of the data together."""
    ...
''')
def merge(s, rng):
    a, b = rng.normal(3, 1, size=5), rng.normal(8, 2, size=9)
    state = [(len(x), x.mean(), ((x - x.mean()) ** 2).sum()) for x in (a, b)]
    both = np.concatenate([a, b])
    answer = (14, both.mean(), ((both - both.mean()) ** 2).sum())
    S = state[0][2] + state[1][2]
    expect(s, "merge", (*state[0], *state[1]), answer, mistakes=(
        ((14, both.mean(), S), "The two means differ, and that is variation too: add a term for it."),
        ((14, (a.mean() + b.mean()) / 2, answer[2]), "Weight the means by the sizes of the parts.")))


@function(LABEL + "softmax", "softmax", starter='''
def softmax(Z):
    """Return the softmax of each row of Z, without overflow."""
    ...
''')
def softmax(s, rng):
    for scale in (1.0, 1000.0):
        Z = rng.normal(size=(3, 3)) * scale
        answer = np.exp(Z - logsumexp(Z)[:, None])
        mistakes = [(np.exp(Z - logsumexp(Z.T)), "Each row must add to 1, not each column: axis=1, keepdims=True.")]
        if scale == 1:
            mistakes.append((np.exp(Z - Z.max(axis=1, keepdims=True)), "Divide by the sum of the row."))
        expect(s, "softmax", (Z,), answer, mistakes=mistakes)


@function(LABEL + "gap-of-roots", "gap_of_roots", starter='''
def gap_of_roots(x):
    """Return sqrt(x + 1) - sqrt(x) for an array x >= 0, with all its digits."""
    ...
''')
def gap_of_roots(s, rng):
    for x in (rng.uniform(0, 5, size=3), np.array([1e10, 1e14, 1e18])):
        answer = 1 / (np.sqrt(x + 1) + np.sqrt(x))
        plain = np.sqrt(x + 1) - np.sqrt(x)
        expect(s, "gap_of_roots", (x,), answer, rtol=1e-12, mistakes=(
            (plain, "For large x the two roots agree in all digits. Multiply by their sum: the numerator becomes 1."),)
            if x.max() > 1e9 else ())


@function(LABEL + "geometric", "geometric_mean", starter='''
def geometric_mean(x):
    """Return the n-th root of the product of n positive numbers, for any n."""
    ...
''')
def geometric(s, rng):
    for factor, n in ((1.0, 3), (1000.0, 500), (0.001, 500)):
        x = factor * rng.lognormal(size=n)
        answer = np.exp(np.log(x).mean())
        mistakes = [(x.mean(), "That is the arithmetic mean."), (np.log(x).mean(), "Take the exponential at the end.")]
        if factor < 1:
            mistakes.append((0.0, "The product underflows to zero long before you take the root: add logarithms."))
        expect(s, "geometric_mean", (x,), answer, mistakes=mistakes)


@function(LABEL + "close", "agree", starter='''
def agree(s, t, x):
    """Return True if the sums s and t of the terms x, taken in any two orders, may both be right."""
    ...
''')
def agree(s, rng):
    for factor in (1.0, 1e6, 1e-6):
        x = factor * rng.normal(size=1000)
        n, size = len(x), abs(x).sum()
        total, limit = float(np.sum(x)), 2 * (n - 1) * U / (1 - (n - 1) * U) * size
        for move, verdict in ((0.9, True), (1.2, False), (0.0, True)):
            got_right = "Each of the two sums may be off by γ times the sum of |x|: allow twice that." if verdict else \
                "That is farther apart than two times γ times the sum of |x|."
            expect(s, "agree", (total, total + move * limit, x), verdict, mistakes=((not verdict, got_right),))
