"""Checks of the chapter Joint laws and the multivariate normal."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.prob.special import normal_cdf


@vector("ex-joint-laws-table", "pair", seeded=True)
def pair(rng):
    a, b, c = (int(rng.integers(low, high)) / 100 for low, high in ((25, 40), (5, 12), (10, 20)))
    d = round(1 - a - b - c, 2)
    px, py = c + d, b + d
    cov = 2 * d - 2 * px * py
    root = math.sqrt(px * (1 - px) * py * (1 - py))
    answer = [cov, cov / (2 * root)]
    return Variant(answer, f"p(0, 0) = {a:.2f}, p(0, 2) = {b:.2f}, p(1, 0) = {c:.2f}, p(1, 2) = {d:.2f}", apart(
        answer, (([2 * d, answer[1]], "The first is E XY: take away the product of the means."),
        ([cov / 2, answer[1]], "Y is 0 or 2, not 0 or 1."),
        ([cov, cov / root], "The standard deviation of Y is twice that of an indicator."),
        ([cov, cov / (4 * root**2)], "Divide by standard deviations, not by variances."))))


@number("ex-joint-laws-suppliers", "sd_all", unit="ohm", seeded=True)
def suppliers(rng):
    q = float(rng.choice([0.2, 0.3, 0.4, 0.6, 0.7, 0.8]))
    m1, gap = int(rng.integers(95, 101)), int(rng.integers(4, 9))
    s1, s2 = int(rng.integers(2, 4)), int(rng.integers(4, 6))
    within, between = q * s1**2 + (1 - q) * s2**2, q * (1 - q) * gap**2
    answer = math.sqrt(within + between)
    return Variant(answer, f"shares {q:.1f} and {1 - q:.1f}, means {m1} and {m1 + gap} ohm, "
                   f"standard deviations {s1} and {s2} ohm", apart(
        answer, ((math.sqrt(within), "That is the spread within: the means differ, too."),
        (q * s1 + (1 - q) * s2, "Average variances, not standard deviations, and add the spread of the means."),
        (within + between, "That is the variance: take its root."),
        (math.sqrt(q**2 * s1**2 + (1 - q) ** 2 * s2**2), "That is a weighted sum; each part has one supplier."))))


@expression("ex-joint-laws-triangle", "given_mean", variables=("x",))
def triangle(rng):
    return Variant("(1 + x)/2", mistakes=(
        ("x/2", "That is the mean of X given Y = x. Given x, Y runs from x to 1."),
        ("1 - x**2", "Divide by the marginal density 2(1 - x)."),
        ("2/3 + 0*x", "That is the mean without knowing x.")))


@number("ex-joint-laws-combination", "variance", seeded=True)
def combination(rng):
    L = np.tril(rng.integers(1, 4, size=(3, 3)))
    S = L @ L.T
    a = np.array([1, -2, 1])
    answer, v = float(a @ S @ a), np.diag(S)
    return Variant(answer, f"covariance matrix {S.tolist()}", apart(
        answer, ((float(a**2 @ v), "That leaves out the covariances."),
        (float(v[0] - 2 * v[1] + v[2]), "Coefficients are squared, and covariances count."),
        (math.sqrt(answer), "That is the standard deviation."),
        (float(np.abs(a) @ S @ np.abs(a)), "The coefficient of the second is negative."))))


@vector("ex-joint-laws-given", "law_given", seeded=True)
def given(rng):
    mx, my = int(rng.integers(5, 15)) * 10, int(rng.integers(2, 9)) * 10
    sx, sy, r = int(rng.integers(4, 9)), int(rng.integers(10, 16)), float(rng.choice([-0.8, -0.6, 0.6, 0.8]))
    x = mx + int(rng.choice([-2, 2])) * sx
    root = math.sqrt(1 - r * r)
    answer = [my + r * sy / sx * (x - mx), sy * root]
    text = f"means {mx} and {my}, standard deviations {sx} and {sy}, correlation {r:g}; x = {x}"
    return Variant(answer, text, apart(
        answer, (([my + r * sx / sy * (x - mx), answer[1]], "The slope is rho times sd of Y over sd of X."),
        ([my + sy / sx * (x - mx), answer[1]], "The slope carries the correlation: regression to the mean."),
        ([answer[0], sy * root**2], "The variance has the factor 1 - rho squared; the standard deviation its root."),
        ([answer[0], sy], "Observing x narrows the law of Y."))))


@choice("ex-joint-laws-sum-difference", "when", options={
    "a": "never, because the correlation is 0.7", "b": "if the variances are equal", "c": "always",
    "d": "if the means are equal"})
def sum_difference(rng):
    return Variant("b", mistakes=(
        ("a", "The correlation of X and Y is not that of their sum and difference."),
        ("c", "The covariance of the two is Var X - Var Y."), ("d", "Means do not enter a covariance.")))


@number("ex-joint-laws-distance", "squared")
def distance(rng):
    return Variant(3.25, mistakes=(
        (math.sqrt(3.25), "That is the distance: its square was asked for."),
        (1.25, "Both deviations were taken with the same sign: the second is -2."),
        (8, "That is the plain squared distance."), (1.8, "That leaves out the covariance.")))


@number("ex-joint-laws-partial", "left_over", seeded=True)
def partial(rng):
    r13, r23 = (float(rng.choice([0.5, 0.6, 0.7, 0.8])) for _ in range(2))
    r12 = round(r13 * r23 + float(rng.choice([-0.2, -0.1, 0.1, 0.2])), 2)
    answer = (r12 - r13 * r23) / math.sqrt((1 - r13**2) * (1 - r23**2))
    return Variant(answer, f"r12 = {r12:g}, r13 = {r13:g}, r23 = {r23:g}", apart(
        answer, ((r12 - r13 * r23, "That is the conditional covariance: divide by both standard deviations."),
        (-answer, "The sign is that of r12 - r13 r23."),
        (r12, "That is the correlation without the third variable."),
        ((r12 - r13 * r23) / ((1 - r13**2) * (1 - r23**2)), "Divide by the roots of the variances."))))


@number("ex-joint-laws-ellipse", "level")
def ellipse(rng):
    return Variant(2 * math.log(100), mistakes=(
        (math.log(100), "The exponent is t/2."), (math.sqrt(2 * math.log(100)), "That is the radius."),
        (2.5758**2, "That is for one dimension."), (-2 * math.log(0.99), "That is the ellipse of one per cent.")))


def _draw(rng, d):
    A = rng.normal(size=(d, d))
    return rng.normal(size=d), A @ A.T + 0.5 * np.eye(d)


@function("ex-joint-laws-fill", "fill", starter='''
def fill(x, mean, cov):
    """Return x with each NaN replaced by its conditional mean."""
    ...
''')
def fill(s, rng):
    for d, gaps in ((2, [1]), (5, [0, 3]), (4, [])):
        mean, cov = _draw(rng, d)
        x = rng.normal(size=d) + 2
        x[gaps] = np.nan
        gap = np.isnan(x)
        answer, plain, back = x.copy(), x.copy(), x.copy()
        C = cov[np.ix_(gap, ~gap)]
        deviation = x[~gap] - mean[~gap]
        answer[gap] = mean[gap] + C @ np.linalg.solve(cov[np.ix_(~gap, ~gap)], deviation)
        plain[gap] = mean[gap]
        back[gap] = mean[gap] + C @ np.linalg.solve(cov[np.ix_(~gap, ~gap)], x[~gap])
        expect(s, "fill", (x, mean, cov), answer, mistakes=apart(
            answer, ((plain, "That is the mean without the known entries."),
            (back, "Use deviations from the means of the known entries."))))


@function("ex-joint-laws-scores", "scores", starter='''
def scores(X, mean, cov):
    """Return the squared Mahalanobis distance of each row of X."""
    ...
''')
def scores(s, rng):
    for n, d in ((1, 2), (6, 3), (3, 1)):
        mean, cov = _draw(rng, d)
        X = rng.normal(size=(n, d)) + 1
        D = X - mean
        answer = np.einsum("ij,jk,ik->i", D, np.linalg.inv(cov), D)
        expect(s, "scores", (X, mean, cov), answer, mistakes=apart(
            answer, ((np.sqrt(answer), "Those are the distances: their squares were asked for."),
            ((D**2 / np.diag(cov)).sum(axis=1), "That leaves out the covariances."),
            (np.einsum("ij,jk,ik->i", D, cov, D), "Use the inverse of the covariance."))))


@function("ex-joint-laws-weights", "weights", starter='''
def weights(cov, i):
    """Return the coefficients of the best linear predictor of variable i from the others."""
    ...
''')
def weights(s, rng):
    for d, i in ((2, 0), (5, 2), (3, 2)):
        cov = _draw(rng, d)[1]
        rest = np.arange(d) != i
        answer = np.linalg.solve(cov[np.ix_(rest, rest)], cov[rest, i])
        expect(s, "weights", (cov, i), answer, mistakes=apart(
            answer, ((-answer, "The sign: positive weights belong to negative entries of the precision matrix."),
            (cov[rest, i] / np.diag(cov)[rest], "Those are the slopes with one predictor at a time."),
            (-np.linalg.inv(cov)[i][rest], "Divide by the diagonal entry of the precision matrix."))))


@number("ex-joint-laws-portfolio", "loss", seeded=True)
def portfolio(rng):
    a = float(rng.choice([0.3, 0.4, 0.6, 0.7]))
    m1, m2 = int(rng.integers(3, 6)), int(rng.integers(6, 10))
    s1, s2, r = int(rng.integers(5, 9)), int(rng.integers(14, 20)), float(rng.choice([-0.3, 0.2, 0.4, 0.6]))
    m = a * m1 + (1 - a) * m2
    u, v = a * s1, (1 - a) * s2
    answer = float(normal_cdf(-m / math.sqrt(u * u + v * v + 2 * r * u * v)))
    return Variant(answer, f"mean returns {m1} % and {m2} %, standard deviations {s1} % and {s2} %, correlation {r:g}; "
                   f"shares {a:.1f} and {1 - a:.1f}", apart(
        answer, ((float(normal_cdf(-m / math.sqrt(u * u + v * v))), "That leaves out the covariance."),
        (float(normal_cdf(-m / (u + v))), "Standard deviations add only at correlation 1."),
        (1 - answer, "That is the probability of a gain."),
        (float(normal_cdf(-m / math.sqrt(u * u + v * v + r * u * v))), "The mixed term counts twice."))))


@vector("ex-joint-laws-fusion", "estimate", seeded=True)
def fusion(rng):
    s1, s2 = float(rng.choice([1, 2])), float(rng.choice([3, 4]))
    y1, y2 = int(rng.integers(61, 66)), int(rng.integers(66, 71))
    w = np.array([1 / 25, 1 / s1**2, 1 / s2**2])
    y = np.array([60, y1, y2]) - 60
    answer = [w @ y / w.sum(), w.sum() ** -0.5]
    return Variant(answer, f"errors {s1:g} and {s2:g}, readings {y1} and {y2}", apart(
        answer, (([w[1:] @ y[1:] / w[1:].sum(), w[1:].sum() ** -0.5], "That leaves out what was known before."),
        ([answer[0], 1 / w.sum()], "The second is the variance: take its root."),
        ([w @ (y + 60) / w.sum(), answer[1]], "The first is the mean itself: subtract 60."),
        ([y.mean(), answer[1]], "Weight each by its precision."),
        ([np.sqrt(w) @ y / np.sqrt(w).sum(), answer[1]], "The weight is one over the variance."))))


@number("ex-joint-laws-false-alarms", "rate")
def false_alarms(rng):
    one = 2 * float(normal_cdf(-3))
    return Variant(1 - (1 - one) ** 8, mistakes=(
        (one, "That is one sensor."), ((1 - one) ** 8, "That is the probability of silence."),
        (1 - (1 - one / 2) ** 8, "A sensor rings on both sides."), (one**8, "That is all eight at once.")))


@number("ex-joint-laws-intensity", "intensity")
def intensity(rng):
    noise = 42 / 9
    return Variant(noise / (4.5 + noise), mistakes=(
        (4.5 / (4.5 + noise), "That is the weight of the sample covariance."),
        (4.2 / 8.7, "Divide by n - 1 = 9."), (noise / 4.5, "Divide by the sum of both."),
        ((25 / 9) / (4.5 + 25 / 9), "The squared Frobenius norm 17 belongs to the noise as well.")))


@number("ex-joint-laws-largest", "largest")
def largest(rng):
    return Variant(18.05, mistakes=(
        (math.sqrt(18.05), "Its square was asked for."), (20, "The bound is (n - 1) squared over n."),
        (19, "The column of ones takes one share: the bound is (n - 1)(1 - 1/n)."), (19.05, "19 squared is 361.")))


@number("ex-joint-laws-second-test", "worse")
def second_test(rng):
    return Variant(float(normal_cdf(1.25)), mistakes=(
        (float(normal_cdf(1.0)), "The conditional standard deviation is 16, not 20."),
        (float(normal_cdf(2.5)), "That is for a shop of which you know nothing."),
        (0.5, "The conditional mean is 130, not 150."),
        (float(normal_cdf(-1.25)), "That is the probability of more.")))


@expression("ex-joint-laws-random-sum", "total_variance", variables=("n", "v", "m", "w"))
def random_sum(rng):
    return Variant("n*w + v*m**2", mistakes=(
        ("n*w", "The number of claims varies, too."),
        ("n**2*w + v*m**2", "Given N the variance is N w, not N squared w."),
        ("n*w + v*m", "Var(N m) = m squared Var N."), ("v*w", "Variances do not multiply.")))


@number("ex-joint-laws-quadrant", "both")
def quadrant(rng):
    return Variant(1 / 3, mistakes=(
        (0.25, "That is for correlation 0."), (0.25 + math.asin(0.5) / math.pi, "Divide the angle by 2 pi."),
        (0.375, "The probability is not linear in the correlation."), (1 / 6, "That is opposite signs.")))
