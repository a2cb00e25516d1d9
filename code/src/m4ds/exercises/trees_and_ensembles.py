"""Checks of the chapter Trees, ensembles, anomaly detectors."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector


def _mixed(a: float, b: float) -> float:
    return 2 * a * b / (a + b) ** 2


@number("ex-trees-and-ensembles-gini", "impurity", seeded=True)
def gini(rng):
    counts = rng.integers(3, 13, 3)
    p = counts / counts.sum()
    answer = float(1 - p @ p)
    return Variant(answer, f"counts {counts.tolist()}", apart(answer, (
        (float(p @ p), "That is the chance that two rows agree: subtract it from 1."),
        (float(-(p @ np.log2(p))), "That is the entropy in bits."),
        (float(1 - p.max()), "That is the error of the commonest class."))))


@number("ex-trees-and-ensembles-cut", "gain", seeded=True)
def cut(rng):
    a, b, c, d = (int(k) for k in rng.integers((4, 3, 1, 9), (10, 9, 4, 20)))
    n = a + b + c + d
    left, right, node = _mixed(a, b), _mixed(c, d), _mixed(a + c, b + d)
    after = ((a + b) * left + (c + d) * right) / n
    answer = node - after
    return Variant(answer, f"left: {a} faults, {b} good; right: {c} faults, {d} good", apart(answer, (
        (after, "That is the impurity after the cut: subtract it from that of the node."),
        (node - (left + right) / 2, "Weigh the sides by their rows."),
        (node, "That is the impurity of the node, before the cut."),
        (n * answer, "That is the sum of squares removed: divide by the number of rows."))))


@number("ex-trees-and-ensembles-price", "price", seeded=True)
def price(rng):
    below, saved, leaves = int(rng.integers(10, 25)), int(rng.integers(6, 20)), int(rng.integers(3, 8))
    answer = saved / (leaves - 1)
    return Variant(answer, f"R(t) = {below + saved}; subtree: R(T) = {below}, {leaves} leaves", apart(answer, (
        (saved / leaves, "The node alone is a leaf too: divide by the leaves less one."),
        (float(saved), "Divide by the number of leaves saved."),
        ((below + saved) / (leaves - 1), "Only the difference of the sums counts."))))


@number("ex-trees-and-ensembles-mean", "deviation", seeded=True)
def mean(rng):
    s, rho, B = int(rng.integers(2, 8)), float(rng.choice([0.1, 0.2, 0.3, 0.4])), int(rng.choice([5, 10, 20, 25, 50]))
    answer = s * math.sqrt(rho + (1 - rho) / B)
    return Variant(answer, f"s = {s}, rho = {rho:g}, B = {B}", apart(answer, (
        (answer**2, "That is the variance: take the root."),
        (s / math.sqrt(B), "That holds for independent predictors."),
        (s * math.sqrt(rho), "That is the floor, for infinitely many."),
        (math.sqrt(s * (rho + (1 - rho) / B)), "s is a standard deviation: square it first."))))


@number("ex-trees-and-ensembles-bag", "different")
def bag(rng):
    answer = 5 * (1 - 0.8**5)
    return Variant(answer, mistakes=apart(answer, (
        (5 * 0.8**5, "Those are the rows that are missing."),
        (5 * (1 - math.exp(-1)), "That is the limit for many rows: with five, take the power."),
        (1 - 0.8**5, "That is the chance of one row: there are five."))))


@vector("ex-trees-and-ensembles-round", "step", seeded=True)
def one_round(rng):
    eps = float(rng.choice([0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4]))
    alpha = 0.5 * math.log((1 - eps) / eps)
    answer = [alpha, 1 / (2 * eps)]
    return Variant(answer, f"weighted error {eps:g}", apart(answer, (
        ([2 * alpha, 1 / (2 * eps)], "The factor 1/2 of alpha is missing."),
        ([alpha, math.exp(alpha)], "Divide by the sum of the weights."),
        ([alpha, 1 / (2 * (1 - eps))], "That is the factor of the right rows."),
        ([-alpha, 1 / (2 * eps)], "A stump better than a coin gets a positive weight."))))


@number("ex-trees-and-ensembles-leaf", "newton", seeded=True)
def leaf(rng):
    y = np.array([1, 1, 0])
    p = rng.choice([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], 3)
    r, h = (y - p).sum(), (p * (1 - p)).sum()
    answer = float(r / h)
    return Variant(answer, f"labels {y.tolist()}, chances {p.tolist()}", apart(answer, (
        (float(r / 3), "That is the mean residual: divide by the curvatures, not by the count."),
        (float(r), "Divide by the sum of p(1-p)."),
        (float(-answer), "The residual is label less chance."),
        (float(np.sum((y - p) / (p * (1 - p)))), "Sum above and below first, then divide."))))


@number("ex-trees-and-ensembles-digits", "large")
def digits(rng):
    return Variant(math.log10(2), mistakes=apart(math.log10(2), (
        (5 / 9, "That is for equal shares."),
        (math.log10(6 / 5), "That is the chance of exactly 5."),
        (math.log10(5), "That is the chance of 1 to 4."),
        (math.log10(10 / 6), "Five itself belongs to it."))))


@vector("ex-trees-and-ensembles-criteria", "both")
def criteria(rng):
    return Variant([0.125, 1 / 6], mistakes=apart([0.125, 1 / 6], (
        ([0.25, 0.25], "Those are the gains in error."),
        ([0.375, 1 / 3], "Those are the impurities after the cuts."),
        ([0.125, 0.5 - 2 / 9], "The pure side has a quarter of the rows, not a half."))))


@function("ex-trees-and-ensembles-prefix", "best_cut", starter='''
def best_cut(x, y):
    """Return the threshold that removes most of the sum of squares of y."""
    ...
''')
def prefix(s, rng):
    for n in (2, 9, 30):
        x, y = rng.normal(size=n), rng.normal(size=n)
        order = np.argsort(x)
        z, sums, i = x[order], np.cumsum(y[order]), np.arange(1, n)
        gap = np.abs(sums[:-1] - i / n * sums[-1])
        k, plain = np.argmax(gap**2 / (i * (n - i))), np.argmax(gap)
        expect(s, "best_cut", (x, y), (z[k] + z[k + 1]) / 2, mistakes=apart((z[k] + z[k + 1]) / 2, (
            (z[k], "Put the threshold half-way to the next value."),
            (z[k + 1], "Put the threshold half-way between the two values."),
            ((z[plain] + z[plain + 1]) / 2, "The factor 1 / (i (n - i)) is missing."))))


@function("ex-trees-and-ensembles-rho", "alike", starter='''
def alike(P):
    """Return the correlation of two trees from predictions: rows are training sets, columns are trees."""
    ...
''')
def rho(s, rng):
    P = rng.normal(size=(12, 1)) + rng.normal(size=(12, 6))
    within, means = P.var(axis=1, ddof=1).mean(), P.mean(axis=1).var(ddof=1)
    floor = means - within / 6
    answer = floor / (floor + within)
    expect(s, "alike", (P,), answer, mistakes=apart(answer, (
        (means / (means + within), "Take the noise of the row means off: within / B."),
        (floor / within, "Divide by the whole variance."),
        (within / (floor + within), "That is 1 minus the correlation."),
        ((P.mean(axis=1).var() - P.var(axis=1).mean() / 6)
         / (P.mean(axis=1).var() - P.var(axis=1).mean() / 6 + P.var(axis=1).mean()), "Use the divisors n - 1."))))


@function("ex-trees-and-ensembles-reweight", "reweight", starter='''
def reweight(w, s, h):
    """Return the weights after one round of AdaBoost."""
    ...
''')
def reweight(s, rng):
    w, y = rng.dirichlet(np.ones(8)), rng.choice([-1, 1], 8)
    h = y.copy()
    h[np.argsort(w)[:3]] *= -1
    wrong = h != y
    eps = w[wrong].sum()
    answer = np.where(wrong, w / (2 * eps), w / (2 * (1 - eps)))
    root = np.sqrt(eps / (1 - eps))
    expect(s, "reweight", (w, y, h), answer, mistakes=apart(answer, (
        (w * np.where(wrong, 1 / root, root), "Divide by the sum at the end."),
        (np.where(wrong, w / (2 * (1 - eps)), w / (2 * eps)), "The wrong rows gain weight, not the right ones."),
        (np.where(wrong, w / eps, w / (1 - eps)), "The weights must sum to 1."))))


@number("ex-trees-and-ensembles-rounds", "rounds")
def rounds(rng):
    return Variant(311, mistakes=apart(311, (
        (622, "The exponent is twice the sum of squared edges."),
        (16, "The edge is the distance from one half: 0.1."),
        (310, "Just not enough: the bound must be below 1/500."),), gap=2e-3))


@function("ex-trees-and-ensembles-partial", "partial", starter='''
def partial(predict, X, j, grid):
    """Return the mean prediction over the rows of X with column j set to each value of grid."""
    ...
''')
def partial(s, rng):
    X, grid = rng.normal(size=(7, 3)), np.array([-1.0, 0.0, 2.0])

    def predict(Z):
        return Z[:, 0] * Z[:, 1] ** 2 + Z[:, 2]
    def at(v):
        Z = X.copy()
        Z[:, 1] = v
        return Z
    answer = np.array([predict(at(v)).mean() for v in grid])
    middle = np.tile(X.mean(axis=0), (3, 1))
    middle[:, 1] = grid
    expect(s, "partial", (predict, X.copy(), 1, grid), answer, mistakes=apart(answer, (
        (predict(middle), "Average the predictions, not the rows."),
        (np.array([predict(at(v)).sum() for v in grid]), "Take the mean, not the sum."))))


@number("ex-trees-and-ensembles-score", "score", seeded=True)
def score(rng):
    psi, depth = int(rng.choice([16, 32, 64, 128, 256])), float(rng.choice([4, 5, 6, 7, 8]))
    c = 2 * sum(1 / k for k in range(2, psi + 1))
    answer = 2 ** (-depth / c)
    return Variant(answer, f"samples of {psi}, mean depth {depth:g}", apart(answer, (
        (2 ** (-depth / (c + 2)), "The sum begins with 1/2."),
        (2 ** (-2 * depth / c), "The factor 2 of c is missing."),
        (math.exp(-depth / c), "The base is 2."),
        (2 ** (-depth / math.log2(psi)), "Divide by c, not by the binary logarithm."))))


@number("ex-trees-and-ensembles-lof", "factor")
def factor(rng):
    return Variant(2.6, mistakes=apart(2.6, (
        (1 / 2.6, "Neighbours' density by own density: turn it round."),
        (6.5 / 2, "The reach of a neighbour is at least the 2-distance of the other row."),
        (6.5, "That is the mean reach of 10: compare with its neighbours."),
        (7 / 2.5, "The mean reach of 10 is the mean of 6 and 7."))))


@choice("ex-trees-and-ensembles-grouped", "cause", options={
    "a": "too few trees",
    "b": "rows of one pump are both in the bag and out of it",
    "c": "the forest does not offer all columns to each node",
    "d": "new pumps are always worse"})
def grouped(rng):
    return Variant("b", mistakes=(
        ("a", "Few trees make the out-of-bag error too large, not too small."),
        ("c", "That changes variance and bias a little, not by a factor of eighty."),
        ("d", "Perhaps, but the first suspect is the rows' kinship.")))


@expression("ex-trees-and-ensembles-far", "isolated", variables=("L",))
def far(rng):
    return Variant("(L - 1)/L", mistakes=(
        ("1/L", "That is the chance of a cut among the others."),
        ("L - 1", "Divide by the whole range."),
        ("(L - 1)/(L + 1)", "The range is from 0 to L.")))


@expression("ex-trees-and-ensembles-luck", "expected_gain", variables=("n",))
def luck(rng):
    return Variant("1/(2*n)", mistakes=(
        ("1/(4*n)", "The second column of the one-hot code gains as much."),
        ("1/2", "That is the sum of squares: divide by n."),
        ("1/n", "The variance of a fair coin is 1/4.")))
