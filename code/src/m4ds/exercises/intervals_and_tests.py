"""Checks of the chapter Intervals and tests."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.prob.discrete import binomial_pmf
from m4ds.prob.special import normal_cdf, normal_quantile
from m4ds.prob.student import chi_square, student_t
from m4ds.prob.tails import cdf
from m4ds.stats.multiple import bonferroni_adjust, holm_adjust
from m4ds.stats.power import power_z
from m4ds.stats.proportions import clopper_pearson_ci, wald_ci, wilson_ci


def _z(q) -> float:
    return float(normal_quantile(q))


def _two_sided(z) -> float:
    return 2 * float(normal_cdf(-abs(z)))


@vector("ex-intervals-and-tests-mean", "ends", seeded=True)
def mean_interval(rng):
    n = int(rng.choice([6, 9, 12, 16]))
    mean, s = int(rng.choice([20, 30, 50])), round(float(rng.uniform(3, 6)), 1)
    half = float(student_t(n - 1).quantile(0.975)) * s / math.sqrt(n)

    def around(h):
        return np.array([mean - h, mean + h])
    return Variant(around(half), f"n = {n}, mean {mean}, standard deviation {s:g}", apart(around(half), (
        (around(1.96 * s / math.sqrt(n)), "The spread is estimated: use the t quantile."),
        (around(float(student_t(n - 1).quantile(0.95)) * s / math.sqrt(n)), "That leaves 5 % a side: it is 90 %."),
        (around(half * math.sqrt(n)), "Divide by the root of n: an interval for the mean, not for the data.")),
        gap=2e-3))


@number("ex-intervals-and-tests-z", "p", seeded=True, rtol=1e-2)
def two_sided(rng):
    z = round(float(rng.choice([-1, 1]) * rng.uniform(1.2, 2.8)), 2)
    p = _two_sided(z)
    return Variant(p, f"z = {z:g}", apart(p, (
        (p / 2, "That is one tail."), (1 - p, "That is the probability between the two."),
        (1 - p / 2, "That is the distribution function.")), gap=0.05))


@vector("ex-intervals-and-tests-wilson", "ends", seeded=True)
def complaints(rng):
    n = int(rng.integers(40, 90))
    k = int(rng.integers(3, 12))
    answer = np.array(wilson_ci(k, n))
    return Variant(answer, f"{k} of {n} customers", apart(answer, (
        (np.array(wald_ci(k, n)), "That is Wald's interval: put the standard error at p, not at the estimate."),
        (np.array(clopper_pearson_ci(k, n)), "That is the interval of Clopper and Pearson."),
        (np.array(wilson_ci(k, n, 0.9)), "That is 90 %: z is 1.96."))))


@number("ex-intervals-and-tests-none", "upper")
def none(rng):
    return Variant(1 - 0.025 ** (1 / 60), mistakes=(
        (1 - 0.05 ** (1 / 60), "That is the one-sided limit: the risk on each side is 0.025."),
        (0.05, "That is the rule of three, for a one-sided limit."),
        (1 - 0.975 ** (1 / 60), "No failure must have a small probability, 0.025."),
        (wilson_ci(0, 60)[1], "That is Wilson's upper end.")))


@vector("ex-intervals-and-tests-adjust", "adjusted")
def adjust(rng):
    p = [0.004, 0.03, 0.02, 0.6]
    return Variant(np.array([0.016, 0.04, 0.04, 0.6]), mistakes=(
        (np.array([0.016, 0.06, 0.06, 0.6]), "That is Holm."),
        (bonferroni_adjust(p), "That is Bonferroni."),
        (np.array([0.016, 0.06, 0.02 * 4 / 3, 0.6]), "The ranks are those of the sorted list: sort first."),
        (np.array([0.016, 0.04, 0.04, 2.4]), "The largest is multiplied by 4/4.")))


@number("ex-intervals-and-tests-size", "n", seeded=True, rtol=1e-9)
def size(rng):
    sd, power = float(rng.choice([1.5, 2, 3, 4])), float(rng.choice([0.8, 0.9, 0.95]))
    effect = round(sd * float(rng.uniform(0.25, 0.6)), 1)

    def rounded(a, b):
        return math.ceil(((a + b) * sd / effect) ** 2 - 1e-9)
    a, b = _z(0.975), _z(power)
    answer = rounded(a, b)
    return Variant(answer, f"power {power:g}, effect {effect:g} mm, standard deviation {sd:g} mm", apart(answer, (
        (rounded(_z(0.95), b), "The test is two-sided: 0.975."),
        (rounded(a, 0), "That has power one half: add the quantile of the power."),
        (2 * answer, "One sample, not two groups."), (math.ceil((a + b) * sd / effect), "Square it.")), gap=1e-8))


@number("ex-intervals-and-tests-any", "chance", seeded=True)
def at_least_one(rng):
    m, alpha = int(rng.integers(6, 40)), float(rng.choice([0.01, 0.02, 0.05]))
    answer = 1 - (1 - alpha) ** m
    return Variant(answer, f"{m} tests at level {alpha:g}", apart(answer, (
        (m * alpha, "That is the expected number of alarms, and a bound."),
        (1 - answer, "That is the probability of a quiet night."),
        (m * alpha * (1 - alpha) ** (m - 1), "That is exactly one alarm."))))


@number("ex-intervals-and-tests-dice", "Q", seeded=True)
def dice(rng):
    counts = rng.multinomial(20 * int(rng.integers(3, 9)), np.full(6, 1 / 6))
    e = counts.sum() / 6
    off = float(((counts - e) ** 2).sum())
    return Variant(off / e, f"counts {counts.tolist()}", apart(off / e, (
        (off / counts.sum(), "Divide by the expected count, not by the number of throws."),
        (float(((counts - e) ** 2 / counts).sum()), "Divide by the expected counts, not by those seen."),
        (float((np.abs(counts - e) / e).sum()), "Square the differences."))))


@choice("ex-intervals-and-tests-which", "test", options={
    "a": "Welch's test of two samples of twenty", "b": "a $t$ test of the twenty differences",
    "c": "the pooled test, since the sizes are equal", "d": "a chi-square test of independence"})
def which(rng):
    return Variant("b", mistakes=(
        ("a", "The two distances of a driver are not independent."),
        ("c", "Equal sizes do not make the samples independent."),
        ("d", "That is for counts.")))


@number("ex-intervals-and-tests-tea", "p")
def tea(rng):
    return Variant(1 / 70, mistakes=(
        (1 / 256, "She knows that there are four of each: the eight answers are not independent coins."),
        (1 / 1680, "The order of the chosen cups does not matter."),
        (1 / 16, "That is four independent coins.")))


@function("ex-intervals-and-tests-welch", "welch_df", starter='''
def welch_df(x, y):
    """Return the degrees of freedom of Welch's test."""
    ...
''')
def welch_df(s, rng):
    for n, m, ratio in ((3, 8, 4.0), (12, 5, 0.3), (6, 6, 2.0)):
        x, y = rng.normal(size=n), ratio * rng.normal(size=m)

        def df(a, b, n=n, m=m):
            return (a + b) ** 2 / (a**2 / (n - 1) + b**2 / (m - 1))
        vx, vy = x.var(ddof=1), y.var(ddof=1)
        expect(s, "welch_df", (x, y), df(vx / n, vy / m), mistakes=apart(df(vx / n, vy / m), (
            (n + m - 2, "That is the pooled test."), (min(n, m) - 1, "That is the lower bound."),
            (df(vx, vy), "Use the variances of the means: divide by n and m."),
            (df(x.std(ddof=1) / n, y.std(ddof=1) / m), "Use variances, not standard deviations."),
            (df(x.var() / n, y.var() / m), "The empirical variance has the divisor n - 1: ddof=1."))))


@function("ex-intervals-and-tests-signs", "sign_flip_p", starter='''
def sign_flip_p(d):
    """Return the exact two-sided p-value of |sum d| over all choices of signs."""
    ...
''')
def sign_flip_p(s, rng):
    for d in (np.array([1.0, 2.0, 3.0]), rng.normal(0.8, 1, 8).round(1), np.array([0.1, 0.2, 0.3, -0.6, 0.4])):
        bits = np.arange(2 ** len(d))[:, None] >> np.arange(len(d)) & 1
        sums, seen = (2 * bits - 1) @ d, abs(d.sum())
        p = float(np.mean(np.abs(sums) >= seen - 1e-9))
        expect(s, "sign_flip_p", (d,), p, mistakes=apart(p, (
            (float(np.mean(sums >= seen - 1e-9)), "That is one side: compare absolute values."),
            (float(np.mean(np.abs(sums) > seen + 1e-9)), "A tie counts: at least as large."),
            (1 - p, "Count the large sums, not the small ones."))))


@function("ex-intervals-and-tests-holm", "holm_reject", starter='''
def holm_reject(p, alpha):
    """Return 1 where Holm's procedure rejects, else 0, in the order of p."""
    ...
''')
def holm_reject(s, rng):
    for p, alpha in (([0.01, 0.02, 0.03, 0.5], 0.05), ([0.03, 0.001, 0.02, 0.011, 0.9], 0.05),
                     (rng.random(12) ** 4, 0.1), ([0.2, 0.9], 0.05), ([0.06, 0.001, 0.03], 0.1)):
        p = np.array(p)
        order = np.argsort(p)
        each = np.zeros(len(p))
        each[order] = p[order] <= alpha / np.arange(len(p), 0, -1)
        want = (holm_adjust(p) <= alpha).astype(float)
        ranks = p * len(p) / (np.argsort(order) + 1)
        expect(s, "holm_reject", (p, alpha), want, mistakes=tuple((w, why) for w, why in (
            (each, "Stop at the first p-value that is too large, even if a later one would pass."),
            ((p * len(p) <= alpha).astype(float), "That is Bonferroni: the bar rises with each rejection."),
            ((p <= max(p[ranks <= alpha], default=-1)).astype(float), "That is Benjamini and Hochberg."),
            (want[order], "Give the answer in the order of p, not of the sorted list."))
            if not np.array_equal(w, want)))


@number("ex-intervals-and-tests-overlap", "p", rtol=2e-2)
def overlap(rng):
    return Variant(_two_sided(2.1 * 1.96 / math.hypot(1, 1.2)), mistakes=(
        (_two_sided(2.1 / math.hypot(1, 1.2)), "The half-widths are 1.96 standard errors."),
        (_two_sided(2.1 * 1.96 / 2.2), "Standard errors of independent means add in squares."),
        (_two_sided(2.1 * 1.96 / math.hypot(1, 1.2)) / 2, "That is one side.")))


@number("ex-intervals-and-tests-cluster", "p", seeded=True, rtol=1e-2)
def cluster(rng):
    p, m, rho = float(rng.choice([0.001, 0.005, 0.01, 0.02])), int(rng.integers(5, 30)), round(rng.uniform(.03, .2), 2)
    z, effect = _z(1 - p / 2), 1 + (m - 1) * rho
    answer = _two_sided(z / math.sqrt(effect))
    return Variant(answer, f"p = {p:g}, boxes of {m}, correlation {rho:g}", apart(answer, (
        (_two_sided(z / effect), "The standard error grows by the root of the design effect."),
        (min(1.0, p * effect), "p-values do not scale: go through z."),
        (_two_sided(_z(1 - p) / math.sqrt(effect)), "The p-value is two-sided: its z is the quantile at 1 - p/2."),
        (answer / 2, "That is one side.")), gap=0.05))


@number("ex-intervals-and-tests-power", "power", seeded=True, rtol=1e-2)
def power(rng):
    n, sd = int(rng.integers(20, 80)), int(rng.choice([1, 2, 5]))
    delta = round(sd * math.sqrt(2 / n) * float(rng.uniform(1.5, 3)), 1)
    answer = power_z(delta, math.sqrt(2) * sd, n)
    return Variant(answer, f"{n} in each group, difference {delta:g}, standard deviation {sd}", apart(answer, (
        (power_z(delta, sd, n), "Both means err: the variance of the difference is twice as large."),
        (power_z(delta, math.sqrt(2) * sd, n, sides=1), "That is the one-sided test."),
        (1 - answer, "That is the error of the second kind.")), gap=0.04))


@number("ex-intervals-and-tests-false", "false", seeded=True)
def false_share(rng):
    right, power, alpha = (float(rng.choice(v)) for v in ((.05, .1, .2, .3), (.3, .5, .8, .9), (.01, .05)))
    wrong, hits = (1 - right) * alpha, right * power
    return Variant(wrong / (wrong + hits), f"share right {right:g}, power {power:g}, level {alpha:g}", apart(
        wrong / (wrong + hits), (
            (hits / (wrong + hits), "That is the share that is true."),
            (alpha, "The level is the share of the empty ideas that become significant."),
            (alpha / (alpha + power), "Weigh with how many ideas are right."),
            (wrong, "Divide by the share of all significant results."))))


@function("ex-intervals-and-tests-median", "median_interval", starter='''
def median_interval(x, alpha):
    """Return two order statistics as an interval for the median."""
    ...
''')
def median_interval(s, rng):
    for n, alpha in ((10, 0.05), (23, 0.1), (60, 0.01)):
        x = rng.exponential(size=n)
        y = np.sort(x)
        count = sum(cdf(binomial_pmf, k, n, 0.5) <= alpha / 2 for k in range(n // 2))
        full = sum(cdf(binomial_pmf, k, n, 0.5) <= alpha for k in range(n // 2))

        def pair(c, y=y, n=n):
            return np.array([y[c - 1], y[n - c]])
        expect(s, "median_interval", (x, alpha), pair(count), mistakes=apart(pair(count), (
            (pair(count + 1), "One too far in: P(N <= l - 1), not P(N <= l - 2), must be at most alpha/2."),
            (pair(max(count - 1, 1)), "One too far out: take the largest l."),
            (pair(full), "Each side has alpha/2."),
            (np.array([x[count - 1], x[n - count]]), "Sort the data first.")), gap=1e-5))


@choice("ex-intervals-and-tests-equivalent", "verdict", options={
    "a": "yes", "b": "no, since the 95 % interval reaches 1.1", "c": "no, since 0 lies in the interval"})
def equivalent(rng):
    return Variant("a", mistakes=(
        ("b", "Two one-sided tests at 5 % correspond to the 90 % interval."),
        ("c", "That 0 is not excluded is no argument against equivalence.")))


@number("ex-intervals-and-tests-conversion", "n")
def conversion(rng):
    return Variant(6743, mistakes=(
        (3014, "Both shares are estimated: add both variances."),
        (5312, "The test is two-sided: 1.96."),
        (3300, "The power is missing: add 0.8416 to 1.96."),
        (13486, "That is both groups together.")))


@expression("ex-intervals-and-tests-pivot", "upper", variables=("m", "n", "alpha"))
def pivot(rng):
    return Variant("m*alpha**(-1/n)", mistakes=(
        ("m*alpha**(1/n)", "The limit lies above the largest value: the exponent is negative."),
        ("m/alpha", "That is for n = 1: the distribution function of the largest is u**n."),
        ("m*alpha**(-n)", "Solve u**n = alpha for u: the root, not the power.")))


@expression("ex-intervals-and-tests-pairs", "ratio", variables=("rho",))
def pairs(rng):
    return Variant("1 - rho", mistakes=(
        ("1 + rho", "The covariance is subtracted in a difference."),
        ("2*(1 - rho)", "Divide by the unpaired variance, which has a factor 2 too."),
        ("1/(1 - rho)", "That is the inverse: the unpaired variance over the paired one."),
        ("1 - rho**2", "That is the share left after a regression, with a slope of its own.")))


@number("ex-intervals-and-tests-combine", "p")
def combine(rng):
    q = -2 * 3 * math.log(0.1)
    return Variant(float(chi_square(6).sf(q)), mistakes=(
        (0.001, "The product of p-values is not a p-value: it is often small."),
        (float(chi_square(3).sf(q)), "Each term has two degrees of freedom."),
        (float(chi_square(6).sf(q / 2)), "The factor 2 is missing in the statistic."),
        (0.3, "That is Bonferroni for the smallest: true, but the three agree.")))


@number("ex-intervals-and-tests-curse", "published")
def curse(rng):
    def phi(c):
        return math.exp(-c * c / 2) / math.sqrt(2 * math.pi)
    c = 0.645
    tail = float(normal_cdf(-c))
    return Variant(1 + phi(c) / tail, mistakes=(
        (phi(c) / tail, "That is the excess over the truth: add 1."),
        (1 + phi(1.645) / float(normal_cdf(-1.645)), "The bar is 0.645 above the truth, not 1.645."),
        (1 + phi(c), "Divide by the probability of being published."),
        (1.645 + phi(c) / tail, "Add it to the truth, not to the bar.")))


@number("ex-intervals-and-tests-poisson", "power")
def poisson(rng):
    def at_least(k, mu):
        return 1 - sum(math.exp(-mu) * mu**j / math.factorial(j) for j in range(k))
    return Variant(at_least(6, 6), mistakes=(
        (at_least(6, 2), "That is the size: the power is taken at mean 6."),
        (at_least(7, 6), "Six itself rejects: P(X >= 6)."),
        (1 - at_least(6, 6), "That is the error of the second kind.")))
