"""Checks of the exercises of the chapter "Convexity"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector

LABEL = "ex-convexity-"


@number(LABEL + "curvature", "smallest", seeded=True)
def curvature(rng):
    half, r, root = [(3, 4, 5), (4, 3, 5), (5, 12, 13), (12, 5, 13)][int(rng.integers(4))]
    middle = root + int(rng.integers(-3, 6))
    while middle in (0, root):
        middle += 2
    a, b, c = (middle + half) / 2, r, (middle - half) / 2
    return Variant(middle - root, given=f"a = {a:g}, b = {b:g}, c = {c:g}", mistakes=apart(middle - root, [
        (middle + root, "That is the largest eigenvalue."),
        ((middle - root) / 2, "The Hessian has 2a and 2c on its diagonal, not a and c, and b beside it."),
        (a + c - np.hypot(half, r / 2), "Beside the diagonal stands b, not b/2: differentiate bxy by x, then by y."),
        (middle**2 - root**2, "That is the determinant of the Hessian."),
        (middle - half, "That is the smaller diagonal entry; mixing makes the smallest eigenvalue smaller.")]))


@number(LABEL + "mixing", "k")
def mixing(rng):
    return Variant(6, mistakes=(
        (2, "For x² + kxy + y² it is 2; here the last coefficient is 9."),
        (3, "Double it: the middle term of (x + 3y)² is 6xy."),
        (9, "Complete the square: k²/4 must not exceed 9."), (36, "That is k²."), (18, "Compare 9 with k²/4.")))


@choice(LABEL + "which-set", "which", options={
    "a": "all vectors of $\\R^n$ with increasing entries, $x_1\\le x_2\\le\\dots\\le x_n$",
    "b": "all $n\\times n$ matrices whose largest stretch is at most 1",
    "c": "all vectors of $\\R^2$ with at most one entry that is not zero",
    "d": "all $A\\vp$ with $\\vp$ in the probability simplex, for a given $A$"})
def which_set(rng):
    return Variant("c", mistakes=(
        ("a", "Each condition is a half-space, and intersections of half-spaces are convex."),
        ("b", "The largest stretch is a norm, and balls of norms are convex."),
        ("d", "An image of a convex set under a linear map is convex.")))


@choice(LABEL + "which-function", "which", options={
    "a": "the bell $e^{-x^2}$", "b": "the logarithm $\\log(1 + x^2)$", "c": "the wave $x\\sin x$",
    "d": "the square of the positive part, $\\max(0, x)^2$"})
def which_function(rng):
    return Variant("d", mistakes=(
        ("a", "It has a maximum at 0, so it bends down there."),
        ("b", "It grows like 2 log|x| far out, and the logarithm bends down."),
        ("c", "It swings up and down with growing height: it has many local minima.")))


@expression(LABEL + "tangent", "line", variables=("x",))
def tangent(rng):
    return Variant("2*x - exp(1)", mistakes=(
        ("2*x", "It has the right slope, but it does not touch: at e it must be e."),
        ("2*x + exp(1)", "Check the value at e: it must be e log e = e."),
        ("x", "It meets the graph at e, but the slope there is log e + 1 = 2.")))


@number(LABEL + "gap", "gap", seeded=True)
def gap(rng):
    a, width, t = int(rng.integers(1, 6)), int(rng.integers(3, 9)), int(rng.integers(1, 5)) / 5
    b, m = a + width, a + t * width
    answer = t * (1 - t) * width**2
    return Variant(answer, given=f"{a} with probability {1 - t:g}, {b} with {t:g}", mistakes=apart(answer, [
        (m**2, "That is the damage at the mean."),
        (answer + m**2, "That is the mean damage; subtract the damage at the mean."),
        (np.sqrt(answer), "That is the standard deviation: the gap is its square."),
        (t * width**2, "Weight with t(1 − t), not with t alone."), (-answer, "The mean damage is the larger one.")]))


@number(LABEL + "two-costs", "cost", seeded=True)
def two_costs(rng):
    p, q = (int(v) for v in rng.choice(np.arange(2, 10), size=2, replace=False))
    a, b = p * p, q * q
    return Variant(2.0 * p * q, given=f"a = {a}, b = {b}", mistakes=apart(2 * p * q, [
        (p * q, "That is the geometric mean of the two terms; the cost is their sum, twice the arithmetic mean."),
        (q / p, "That is the best x; asked is the cost."), (a + b, "That is the cost at x = 1."),
        (2 * a * b, "The geometric mean is the root of the product."),
        (a * b, "That is the product of the two terms.")]))


@vector(LABEL + "shares", "p", seeded=True)
def shares(rng):
    while True:
        v = np.round(rng.uniform(-0.5, 1.1, size=4), 1) + 0.0
        p = _simplex(v)
        clipped = np.maximum(v, 0)
        if 2 <= (p > 0).sum() <= 3 and abs(v.sum() - 1) > 0.15 < abs(v.sum()) and len(set(v)) == 4 and v.min() < 0:
            break
    return Variant(p, given=f"v = {v.tolist()}", mistakes=apart(p, [
        (clipped / clipped.sum(), "Clipping and dividing gives a point of the simplex, but not the nearest one."),
        (v + (1 - v.sum()) / 4, "That has the sum 1, but some entries are negative: find which of them end at 0."),
        (np.maximum(v + (1 - v.sum()) / 4, 0), "After clipping the sum is no longer 1."),
        (v / v.sum(), "Dividing by the sum keeps negative entries.")]))


def _simplex(v):
    u = np.sort(v)[::-1]
    theta = (np.cumsum(u) - 1) / np.arange(1, len(u) + 1)
    return np.maximum(v - theta[np.flatnonzero(u > theta + 1e-12)[-1]], 0)


@vector(LABEL + "half-space", "p", seeded=True)
def half_space(rng):
    a = np.array([(1, 2, 2), (2, 1, 2), (2, -1, 2), (1, -2, 2), (2, 2, -1), (-1, 2, 2), (1, 2, -2), (2, -2, 1)]
                 [int(rng.integers(8))])
    v, b = rng.integers(-4, 9, size=3), int(rng.integers(1, 6))
    while a @ v - b < 2 or a @ v - b == 9:
        v = rng.integers(-4, 9, size=3)
    answer = v - (a @ v - b) / 9 * a
    return Variant(answer, given=f"a = {a.tolist()}, b = {b}, v = {v.tolist()}", mistakes=apart(answer, [
        (v - (a @ v - b) / 3 * a, "You divided by the length of a once; it enters twice."),
        (v - (a @ v - b) * a, "Divide by a·a."), (v - (a @ v) / 9 * a, "That goes on to a·x = 0; stop at a·x = b."),
        (v + (a @ v - b) / 9 * a, "The wrong way: a·x has to fall."), (v, "a·v exceeds b, so v is not in the set.")]))


@vector(LABEL + "fan", "slopes")
def fan(rng):
    return Variant([-4.0, 0.0], mistakes=(
        ([-2.0, 2.0], "That is the first term alone; the other two have the slope −1 at 1."),
        ([-3.0, -1.0], "The first term has the factor 2."),
        ([0.0, 4.0], "At 1 the points 3 and 6 are still ahead: slope −1 each."),
        ([-4.0, -4.0], "That is the left side; to the right of 1 the first term rises.")))


@number(LABEL + "order", "order", seeded=True, rtol=1e-9)
def order(rng):
    y = rng.choice(np.arange(2, 40), size=7, replace=False)
    under, over = [(3, 1), (4, 1), (3, 2), (8, 3), (1, 3), (2, 3)][int(rng.integers(6))]
    tau = under / (under + over)
    s = np.sort(y)
    answer, wrong = s[int(np.ceil(7 * tau)) - 1], s[int(np.ceil(7 * (1 - tau))) - 1]
    given = f"demands {y.tolist()}; a unit short costs {under}, a unit over {over}"
    return Variant(float(answer), given=given, mistakes=apart(answer, [
        (wrong, "You exchanged the two costs: the dear error decides the side."),
        (y.mean(), "That is the mean; costs here are not squared."),
        (s[3], "That is the median: right only if both errors cost the same."),
        (y[int(np.ceil(7 * tau)) - 1], "Sort the demands first."),
        (float(np.quantile(y, tau)), "Do not interpolate between two demands; take the entry itself.")]))


@function(LABEL + "table", "bends_up", starter='''
def bends_up(x, y):
    """Return True if the points lie on the graph of a convex function."""
    ...
''')
def table(s, rng):
    cases = [([0.0, 1, 3, 4], [0.0, 1, 9, 16]), ([0.0, 1, 4], [0.0, 1, 2]), ([0.0, 3, 4], [0.0, 1, 1.9]),
    ([0.0, 2, 3], [1.0, 1, 1]),
             ([1.0, 5], [3.0, 2]), ([0.0, 1, 2, 3], [0.0, 1, 0, 1]), ([0.0, 1, 5, 6], [3.0, 2, 0.8, 0.9])]
    for x, y in cases:
        x, y = np.array(x), np.array(y)
        answer = float((np.diff(np.diff(y) / np.diff(x)) >= 0).all())
        naive = float((np.diff(y, 2) >= 0).all())
        expect(s, "bends_up", (x, y), answer, mistakes=() if naive == answer else (
            (naive, "Compare slopes, not differences of y: the x are not equally spaced."),))


@function(LABEL + "diamond", "project_diamond", starter='''
def project_diamond(v):
    """Return the point nearest to v with sum |x_i| <= 1."""
    ...
''')
def diamond(s, rng):
    for v in ([0.2, -0.3], [2.0, -1, 0.5], [-0.9, -0.8, 0.1, 0.0], [-3.0]):
        v = np.array(v)
        inside = np.abs(v).sum() <= 1
        p = v if inside else np.sign(v) * _simplex(np.abs(v))
        expect(s, "project_diamond", (v,), p, mistakes=apart(p, [
            (v / np.abs(v).sum(), "Shrinking towards 0 ends on the diamond, but not at the nearest point."),
            (np.sign(v) * _simplex(np.abs(v)), "A point inside the diamond is its own projection."),
            (_simplex(np.abs(v)), "Put the signs back."),
            (_simplex(v), "The diamond has negative entries, too: project the absolute values.")]))


@function(LABEL + "pinball-slopes", "slopes", starter='''
def slopes(q, y, tau):
    """Return left and right derivative of the pinball sum at q, as an array."""
    ...
''')
def pinball_slopes(s, rng):
    for q, tau in ((4.0, 0.7), (4.5, 0.5), (2.0, 0.25), (0.0, 0.9)):
        y = np.append(rng.integers(1, 8, size=6), 4).astype(float)
        below, upto, n = (y < q).sum(), (y <= q).sum(), len(y)
        answer = np.array([below - tau * n, upto - tau * n])
        expect(s, "slopes", (q, y, tau), answer, mistakes=apart(answer, [
            (-answer, "As q rises, residuals fall: the sign turns."),
            (answer[::-1], "The left one comes first, and it is the smaller one."),
            (answer / n, "That is the mean; the sum is asked."),
            (np.array([below - (1 - tau) * n, upto - (1 - tau) * n]), "Exchange τ and 1 − τ.")]))


@number(LABEL + "market", "cost")
def market(rng):
    return Variant(11.0, mistakes=(
        (3.0, "That is the best order; asked is its expected cost."),
        (13.0, "That is the cost of ordering 4, one too many."),
        (25.0, "That is the cost of ordering 2; the 0.75-quantile is higher."),
        (15.0, "A crate short loses the profit of 30 €, not the price of 50 €."),
        (16.0, "A crate over can be sold for 10 € the day after, so it loses 10 €, not 20 €.")))


@number(LABEL + "huber-hand", "q")
def huber_hand(rng):
    return Variant(3.0, mistakes=(
        (14.0, "That is the mean: 50 pulls with 3 only."), (2.5, "That is the middle of the medians."),
        (2.0, "That ignores 50; it still pulls, with 3."),
        (2.25, "Three residuals are squared, so divide by 3, not by 4.")))


@number(LABEL + "near", "distance", seeded=True)
def near(rng):
    mu, length = int(rng.integers(2, 9)) / 10, int(rng.integers(1, 10)) / 100
    return Variant(length / mu, given=f"μ = {mu:g}, length of the gradient {length:g}", mistakes=apart(length / mu, [
        (length**2 / (2 * mu), "That bounds the excess of the value, not the distance."),
        (length * mu, "Divide by μ: strong curvature means that you are near."),
        (mu / length, "Upside down."), (length, "That would need μ = 1.")]))


@choice(LABEL + "which-loss", "which", options={
    "a": "squared errors", "b": "absolute errors", "c": "the pinball loss with $\\tau = 0.9$",
    "d": "the Huber loss with a $\\delta$ of one hour"})
def which_loss(rng):
    return Variant("c", mistakes=(
        ("a", "That gives the mean, which the absurd records spoil, and which is kept about every second time."),
        ("b", "That gives the median: kept in five cases of ten."),
        ("d", "It withstands the absurd records, but it aims at the middle.")))


@number(LABEL + "parcel", "volume", unit="m³")
def parcel(rng):
    return Variant(0.25, mistakes=(
        (1.0, "That is l · 2w · 2h; divide by 4."),
        (27 / 125, "Equal sides are not best: the girth counts width and height twice."),
        (27.0, "Divide the sum by 3 before taking the cube.")))


@function(LABEL + "huber-accident", "blame", starter='''
def blame(r, delta):
    """Return the u that minimises (r - u)**2 / 2 + delta * abs(u), for each entry of r."""
    ...
''')
def huber_accident(s, rng):
    for delta in (0.5, 1.5, 4.0):
        r = np.append(rng.normal(size=6) * 3, [-5.0, 0.2])
        answer = np.sign(r) * np.maximum(np.abs(r) - delta, 0)
        expect(s, "blame", (r, delta), answer, mistakes=apart(answer, [
            (np.clip(r, -delta, delta), "That is what stays in the residual; the accident is the rest."),
            (np.where(np.abs(r) > delta, r, 0.0), "Blaming all of r costs δ|r|; stop when the residual is δ."),
            (np.abs(answer), "The sign of r stays.")]))


@expression(LABEL + "conjugate", "largest", variables=("s",))
def conjugate(rng):
    return Variant("s*log(s) - s", mistakes=(
        ("log(s)", "That is where the largest value is taken; put it into s x − e^x."),
        ("s*log(s)", "Subtract e^x, which is s there."), ("s - s*log(s)", "The sign is reversed.")))
