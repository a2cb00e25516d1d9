"""Checks of the chapter Monte Carlo and bootstrap."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.prob.discrete import binomial_pmf
from m4ds.prob.special import normal_cdf, normal_quantile
from m4ds.stats.tail_risk import expected_shortfall, value_at_risk


@number("ex-monte-carlo-runs", "n", seeded=True, rtol=1e-9)
def runs(rng):
    s, h = int(rng.integers(8, 40)), float(rng.choice([0.4, 0.5, 0.8, 1.0]))
    answer = math.ceil((1.96 * s / h) ** 2)
    return Variant(answer, f"standard deviation of a run {s} hours, half-width {h:g} hours", apart(
        answer, ((math.ceil(1.96 * s / h), "Square it: the error falls with the root of n."),
        (math.ceil((s / h) ** 2), "That makes one standard error as small as h; 95 % needs 1.96 of them."),
        (math.ceil((2 * 1.96 * s / h) ** 2), "h is half of the width of the interval."),
        (math.ceil(1.96 * s**2 / h**2), "1.96 is squared too."))))


@number("ex-monte-carlo-rare", "n", seeded=True)
def rare(rng):
    p, r = float(rng.choice([1e-3, 2e-3, 5e-4, 2e-4])), float(rng.choice([0.05, 0.1, 0.2]))
    answer = (1 - p) / (p * r**2)
    return Variant(answer, f"probability {p:g}, relative standard error {r:g}", apart(
        answer, ((p * (1 - p) / r**2, "That makes r the absolute error."),
        (1 / (p * r), "The relative error falls with the root of n: square r."),
        (1.96**2 * answer, "One standard error was asked for."),
        (1 / p, "With 1/p runs you expect a single hit."))))


@number("ex-monte-carlo-three", "limit", seeded=True)
def three(rng):
    n = int(rng.choice([25, 30, 40, 50, 60, 80]))
    answer = 1 - 0.05 ** (1 / n)
    return Variant(answer, f"{n} tests, no failure", apart(
        answer, ((3 / n, "That is the rule of three: the exact limit was asked for."),
        (1 / n, "With p = 1/n, no failure at all still has the probability 0.37."),
        (1 - 0.95 ** (1 / n), "0.05 is the probability of no failure at the limit, not 0.95."),
        (1 - 0.025 ** (1 / n), "One side only: 0.05."))))


@number("ex-monte-carlo-control", "factor", seeded=True)
def control(rng):
    rho = -float(rng.choice([0.6, 0.7, 0.8, 0.85, 0.9, 0.95]))
    answer = 1 / (1 - rho**2)
    return Variant(answer, f"correlation {rho:g}", apart(
        answer, ((1 / (1 - abs(rho)), "The correlation is squared."),
        (1 / math.sqrt(1 - rho**2), "That is the factor for the standard error; runs go with the variance."),
        (1 - rho**2, "That is the factor by which the variance shrinks: the runs saved are its inverse."),
        (1 / (1 + rho**2), "A negative correlation helps as much as a positive one."))))


@number("ex-monte-carlo-antithetic", "factor")
def antithetic(rng):
    return Variant(8.0, mistakes=(
        (16.0, "A pair costs two values: compare it with the mean of two independent ones."),
        (4 / 45 / (7 / 90), "Compare variances of the means, not a variance with a covariance."),
        (1 / 8, "That is how much is left: the factor saved is its inverse."),
        (math.sqrt(8), "That is the factor for the standard error.")))


@number("ex-monte-carlo-weights", "effective", seeded=True)
def weights(rng):
    w = rng.choice([1, 2, 3, 4, 6, 8, 12], 5, replace=False)
    answer = w.sum() ** 2 / (w**2).sum()
    return Variant(answer, f"weights {w.tolist()}", apart(
        answer, ((5.0, "That would be right for equal weights."),
        (w.sum() / w.max(), "Compare with the sum of squares, not with the largest weight."),
        ((w**2).sum() / w.sum() ** 2, "Upside down."),
        (w.sum() / (w**2).sum(), "The sum is squared: the unit of the weights must cancel."))))


@number("ex-monte-carlo-boot-se", "se", seeded=True)
def boot_se(rng):
    x = np.sort(rng.choice(np.arange(1, 21), 4, replace=False))
    answer = x.std() / 2
    return Variant(answer, f"data {x.tolist()}", apart(
        answer, ((x.std(ddof=1) / 2, "Under the law of the data the divisor is n, not n - 1."),
        (x.std(), "That is the spread of one draw: divide by the root of n."),
        (x.var() / 4, "That is the variance."))))


@number("ex-monte-carlo-absent", "chance")
def absent(rng):
    return Variant(0.9**20, mistakes=(
        (0.95**20, "That is the chance that *one* of the two is missing."),
        (0.95**40, "The two are not drawn independently: in one draw, 18 of 20 values are others."),
        (1 - 0.9**20, "That is the chance that at least one of them is drawn."),
        (math.exp(-1), "That is the limit for one value.")))


@vector("ex-monte-carlo-balance", "S")
def balance(rng):
    S = np.array([[0, 1 / 4, 1 / 6], [1 / 2, 1 / 4, 1 / 3], [1 / 2, 1 / 2, 1 / 2]])
    p = np.array([1, 2, 3])
    full = np.minimum(1, p[:, None] / p[None, :]) * (1 - np.eye(3))
    R = (1 - np.eye(3)) / 2
    barker = R * p[:, None] / (p[:, None] + p[None, :])
    return Variant(S, mistakes=apart(S, (
        (S.T, "Columns are where you come from: each column adds up to 1."),
        (full + np.diag(1 - full.sum(axis=0)), "Each of the other two states is proposed with chance 1/2."),
        (R, "Those are the proposals: multiply by the acceptance, and put the rest on the diagonal."),
        (barker + np.diag(1 - barker.sum(axis=0)),
         "That is another rule, p(y)/(p(x) + p(y)): it keeps the law too, but accepts less."))))


@number("ex-monte-carlo-es", "shortfall", seeded=True)
def shortfall(rng):
    x = rng.choice(np.arange(-9, 31), 8, replace=False)
    x[np.argmax(x)] += 12
    answer, var = expected_shortfall(x, 0.8), value_at_risk(x, 0.8)
    top = np.sort(x)[::-1]
    return Variant(answer, f"losses {x.tolist()}", apart(
        answer, ((var, "That is the value at risk, the border."),
        (top[:2].mean(), "The worst fifth are 1.6 of 8 losses: the second counts with 0.6."),
        (float(top[0]), "That is the largest loss alone."),
        ((top[0] + 0.6 * top[1]) / 8, "Divide by 1.6, the number of losses that count."))))


@function("ex-monte-carlo-pi", "pi_by_darts", starter='''
def pi_by_darts(points):
    """Return (estimate of pi, standard error) from uniform points, shape (n, 2)."""
    ...
''')
def pi_by_darts(s, rng):
    for n in (10, 500):
        points = rng.random((n, 2))
        y = 4.0 * ((points**2).sum(axis=1) < 1)
        want = np.array([y.mean(), y.std(ddof=1) / math.sqrt(n)])
        expect(s, "pi_by_darts", (points,), want, mistakes=(
            (want / 4, "The quarter disc has the area pi/4."),
            (want * [1, 1 / 4], "The factor 4 multiplies the error too."),
            (want * [1, math.sqrt(n)], "Divide the standard deviation by the root of n."),
            (want * [1, math.sqrt((n - 1) / n)], "Use the divisor n - 1: ddof=1.")))


@function("ex-monte-carlo-controls", "with_controls", starter='''
def with_controls(y, C, means):
    """Return the estimate of E Y with all columns of C as controls."""
    ...
''')
def with_controls(s, rng):
    C = rng.normal(1, 1, (60, 2)) @ np.array([[1, 0.5], [0, 1]])
    y = C @ [2.0, -1.0] + rng.normal(size=60) * 0.3
    means = np.array([1.1, 1.4])
    dC = C - C.mean(axis=0)
    beta = np.linalg.lstsq(dC, y - y.mean(), rcond=None)[0]
    each = (dC.T @ (y - y.mean())) / (dC**2).sum(axis=0)
    want = y.mean() - beta @ (C.mean(axis=0) - means)
    expect(s, "with_controls", (y, C, means), want, mistakes=(
        (y.mean() + beta @ (C.mean(axis=0) - means), "The sign: a control that came out too high lowers the result."),
        (y.mean() - each @ (C.mean(axis=0) - means), "Fit the slopes together: the controls are correlated."),
        (y.mean(), "That is the plain mean."),
        (y.mean() - np.linalg.lstsq(C, y, rcond=None)[0] @ (C.mean(axis=0) - means),
         "The regression needs a constant: centre y and the controls.")))


@function("ex-monte-carlo-shift", "tail_by_shift", starter='''
def tail_by_shift(a, z):
    """Return the estimate of P(Z > a) from x = a + z, with z standard normal, shape (n,)."""
    ...
''')
def tail_by_shift(s, rng):
    for a in (3.0, 6.0):
        z = rng.normal(size=200)
        x = a + z
        want = ((x > a) * np.exp(a**2 / 2 - a * x)).mean()
        expect(s, "tail_by_shift", (a, z), want, mistakes=(
            ((x > a).mean(), "That is P(Z > 0): the weights are missing."),
            (((x > a) * np.exp(-(a**2) / 2 + a * x)).mean(), "The weight is p/q, not q/p."),
            (((x > a) * np.exp(-a * x)).mean(), "The weight lacks the factor exp(a**2/2)."),
            (((x > a) * np.exp(a**2 / 2 - a * z)).mean(), "The weight belongs to x, not to z."),
            ((np.exp(a**2 / 2 - a * x)).mean(), "The indicator of x > a is missing.")))


@number("ex-monte-carlo-tilt", "t", seeded=True)
def tilt(rng):
    n, mean = int(rng.integers(5, 25)), int(rng.integers(2, 7))
    a = int(n * mean * float(rng.choice([1.8, 2.0, 2.5, 3.0])))
    answer = 1 / mean - n / a
    return Variant(answer, f"{n} waits of {mean} minutes on average, total at least {a} minutes", apart(
        answer, ((n / a, "That is the rate of the tilted law: t is by how much the rate falls."),
        (1 - n / a, "That is for a mean of one minute."),
        (1 / mean - 1 / a, "The mean of one tilted wait must be a/n."),
        (a / n - mean, "Rates are the inverses of means."))))


@choice("ex-monte-carlo-proposal", "proposal", options={
    "a": "the normal law with mean 0 and standard deviation 5", "b": "the t law with 3 degrees of freedom",
    "c": "the uniform law on the interval from -20 to 20", "d": "the t law with 12 degrees of freedom"})
def proposal(rng):
    return Variant("b", mistakes=(
        ("a", "Normal tails fall like exp(-x**2/50): however wide, in the end they are lighter than any power."),
        ("c", "Beyond 20 the target has mass that is never drawn."),
        ("d", "p**2/q grows like x**(-12 + 13): the integral is infinite.")))


@function("ex-monte-carlo-rhat", "r_hat", starter='''
def r_hat(chains):
    """Return the ratio for chains, shape (n, m): one column a chain."""
    ...
''')
def r_hat(s, rng):
    for gap in (0.0, 3.0):
        x = rng.normal(size=(50, 4)) + gap * np.arange(4)
        n, W, V = 50, x.var(axis=0, ddof=1).mean(), x.mean(axis=0).var(ddof=1)
        want = math.sqrt(((n - 1) / n * W + V) / W)
        expect(s, "r_hat", (x,), want, mistakes=(
            (want**2, "Take the root."),
            (math.sqrt((W + V) / W), "W comes with the factor (n - 1)/n."),
            (math.sqrt(((n - 1) / n * W + x.mean(axis=0).var()) / W), "The variance of the means has divisor m - 1."),
            (math.sqrt(((n - 1) / n * W + V / n) / W), "V is the variance of the chain means as they are."),
            (math.sqrt(((n - 1) / n * x.var(axis=1, ddof=1).mean() + x.mean(axis=1).var(ddof=1))
                       / x.var(axis=1, ddof=1).mean()), "A chain is a column.")))


@number("ex-monte-carlo-worth", "worth", seeded=True)
def worth(rng):
    n, rho = int(rng.integers(2, 20)) * 1000, float(rng.choice([0.5, 0.8, 0.9, 0.95, 0.98]))
    answer = n * (1 - rho) / (1 + rho)
    return Variant(answer, f"n = {n} draws, autocorrelation {rho:g} to the power of the lag", apart(
        answer, ((n * (1 - rho), "Each lag occurs on both sides: twice the sum."),
        (n * (1 + rho) / (1 - rho), "Positive correlations make draws worth less, not more."),
        (n * math.sqrt((1 - rho) / (1 + rho)), "No root: the size goes with the variance."),
        (n * (1 - rho) / (3 - rho), "The sum begins at lag 1: rho/(1 - rho)."))))


@function("ex-monte-carlo-blocks", "block_means", starter='''
def block_means(x, starts, length):
    """Return the mean of each resample: blocks x[i : i + length] for the i in each row of starts."""
    ...
''')
def block_means(s, rng):
    for n, length, b in ((12, 3, 4), (30, 5, 7)):
        x = rng.normal(size=n).cumsum()
        starts = rng.integers(0, n - length + 1, (b, n // length))
        want = x[starts[:, :, None] + np.arange(length)].mean(axis=(1, 2))
        expect(s, "block_means", (x, starts, length), want, mistakes=(
            (x[starts].mean(axis=1), "That takes the first reading of each block only."),
            (x[starts[:, :, None] + np.arange(length)].sum(axis=(1, 2)), "Means, not sums."),
            (x[starts[:, :, None] + np.arange(length - 1)].mean(axis=(1, 2)), "A block has `length` readings.")))


@vector("ex-monte-carlo-bca", "levels", seeded=True)
def bca(rng):
    z0, a = round(float(rng.uniform(0.04, 0.2)), 2), round(float(rng.uniform(0.03, 0.12)), 2)
    z = normal_quantile([0.025, 0.975])

    def at(bias, slope):
        v = bias + z
        return np.asarray(normal_cdf(bias + v / (1 - slope * v)))
    answer = at(z0, a)
    return Variant(answer, f"z0 = {z0:g}, a = {a:g}, 95 %", apart(answer, (
        (np.array([0.025, 0.975]), "Those are the levels of the percentile interval."),
        (at(z0, 0.0), "That is the bias alone: the acceleration is missing."),
        (at(0.0, a), "That is the acceleration alone: the bias is missing."),
        (at(-z0, -a), "The signs of z0 and a are turned round."),
        (np.asarray(normal_cdf((z0 + z) / (1 - a * (z0 + z)))), "z0 stands in front of the fraction once more."))))


@number("ex-monte-carlo-order", "coverage")
def order(rng):
    pmf = binomial_pmf(np.arange(101), 100, 0.5)
    return Variant(pmf[40:61].sum(), mistakes=(
        (pmf[40:62].sum(), "If 61 readings lie at or below the median, so does the 61st: the count goes to 60."),
        (pmf[41:61].sum(), "If exactly 40 lie at or below the median, so does the 40th: 40 counts."),
        (0.95, "Add up the probabilities: the counts jump.")))


@number("ex-monte-carlo-resamples", "draws", rtol=1e-6)
def resamples(rng):
    return Variant(5000, mistakes=(
        (10000, "The relative error of a standard deviation is one over the root of 2B, not of B."),
        (50, "Square it."),
        (2500, "One over 2B must be 0.0001.")))


@number("ex-monte-carlo-neyman", "share")
def neyman(rng):
    return Variant(2 / 2.9, mistakes=(
        (0.1, "That is the proportional share."),
        (20 / 21, "The size of the stratum counts too."),
        (40 / 40.9, "With the standard deviation, not with the variance.")))


@expression("ex-monte-carlo-largest", "chance", variables=("k",))
def largest(rng):
    return Variant("exp(1 - k) - exp(-k)", mistakes=(
        ("exp(-k)", "That is the chance that all k largest are missing."),
        ("exp(1 - k)", "That is the chance that the k - 1 largest are missing; the k-th must also be there."),
        ("1 - exp(-k)", "That is the chance that one of the k largest is there."),
        ("exp(-k) - exp(-k - 1)", "For k = 1 it must be 1 - exp(-1).")))


@expression("ex-monte-carlo-off", "second", variables=("m",))
def off(rng):
    return Variant("exp(m**2)", mistakes=(
        ("exp(m**2/2)", "Complete the square once more: the cross term is 2mx with the weight squared."),
        ("exp(2*m**2)", "The density of the proposal is in it once, with exp(-m**2/2)."),
        ("exp(-m**2)", "It is at least the square of the mean weight, 1."),
        ("1 + m**2", "That is only the beginning of the series.")))
