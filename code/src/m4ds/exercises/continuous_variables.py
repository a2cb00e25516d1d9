"""Checks of the chapter Continuous variables, transformations."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.prob.continuous import normal
from m4ds.prob.lifetimes import gamma
from m4ds.prob.special import normal_cdf
from m4ds.stats.ecdf import ks_statistic


@vector("ex-continuous-variables-density", "level", seeded=True)
def level(rng):
    b = float(rng.choice([2.0, 3.0, 1.5, 2.5]))
    a = float(rng.choice([0.5, 1.0]))
    inside = (a / b) ** 3
    answer = np.array([3 / b**3, 1 - inside])
    return Variant(answer, f"a = {a:g}, b = {b:g}", apart(
        answer, (([3 / b**3, inside], "The second is the probability of at most a."),
        ([1 / b**3, 1 - inside], "The integral of x² is b³/3: the constant is three times as large."),
        ([3 / b**3, 3 * a**2 / b**3], "The second is the density at a, not a probability."),
        ([3 / b**3, 1 - a / b], "That is for a uniform level."))))


@vector("ex-continuous-variables-moments", "repair", seeded=True)
def repair(rng):
    b = int(rng.integers(3, 13))
    answer = np.array([b / 3, b / math.sqrt(18)])
    return Variant(answer, f"b = {b} hours", apart(
        answer, (([b / 3, b**2 / 18], "The second is the variance."),
        ([b / 2, b / math.sqrt(12)], "That is for a uniform time: here short repairs are more frequent."),
        ([b / 3, b / math.sqrt(6)], "Take the square of the mean away from the mean of the square."))))


@number("ex-continuous-variables-replace", "runs", unit="hours", seeded=True)
def runs(rng):
    m, c = int(rng.integers(2, 9)) * 100, int(rng.integers(3, 20)) * 50
    answer = m * -math.expm1(-c / m)
    return Variant(answer, f"mean lifetime {m} hours, replaced at {c} hours", apart(
        answer, ((min(m, c), "That is the smaller of the mean and the age: the mean of a minimum is smaller still."),
        (m - (c + m) * math.exp(-c / m), "The parts that reach the age c run c hours: add them."),
        (m * math.exp(-c / m), "That is what is lost by the early replacement."),
        (m, "That is without the replacement."))))


@vector("ex-continuous-variables-mixed", "ramp")
def ramp(rng):
    return Variant([18, math.sqrt(396)], mistakes=(
        ([18, 396], "The second is the variance."),
        ([30, math.sqrt(300)], "That is the wait of those who wait."),
        ([18, math.sqrt(0.6 * 300)], "The variance of a mixture is not the average variance: use the mean of X².")))


@expression("ex-continuous-variables-quantile", "cost", variables=("u",))
def cost(rng):
    return Variant("u/(1 - u)", mistakes=(
        ("1/(1 - u)", "Solve for t, not for 1 + t."),
        ("(1 - u)/u", "That is the quantile of level 1 - u: right as a draw, wrong as a quantile."),
        ("u/(1 + u)", "That is the distribution function itself.")))


@expression("ex-continuous-variables-square", "area", variables=("y",))
def area(rng):
    return Variant("1/(2*sqrt(y))", mistakes=(
        ("sqrt(y)", "That is the distribution function: differentiate it."),
        ("1", "The factor is missing: the area from 0 to 1 would be right by chance, but P(Y <= 1/4) is 1/2."),
        ("2*sqrt(y)", "The density is divided by the slope of the map.")))


@vector("ex-continuous-variables-clocks", "stop", seeded=True)
def stop(rng):
    means = np.sort(rng.choice([2, 3, 4, 5, 6, 8, 10, 15, 20], size=3, replace=False))
    rates = 1 / means
    total = rates.sum()
    answer = np.array([1 / total, rates[0] / total])
    return Variant(answer, "means of pump, fan, drive: " + ", ".join(str(m) for m in means) + " years", apart(
        answer, (([1 / total, means[0] / means.sum()], "The chances are proportional to the rates, not to the means."),
        ([means[0], rates[0] / total], "The first of three comes earlier than the shortest mean."),
        ([means.mean() / 3, rates[0] / total], "Add the rates: the reciprocal of the sum of reciprocals."),
        ([total, rates[0] / total], "The first is the rate of the first failure: take its reciprocal."))))


@number("ex-continuous-variables-shaft", "scrap", seeded=True, rtol=5e-3)
def scrap(rng):
    sd = float(rng.choice([0.03, 0.04, 0.05]))
    mean = 20 + int(rng.integers(-2, 4)) / 100
    low, high = 20 - int(rng.integers(5, 9)) / 100, 20 + int(rng.integers(8, 13)) / 100
    below, above = float(normal_cdf((low - mean) / sd)), float(normal_cdf(-(high - mean) / sd))
    return Variant(below + above, f"mean {mean:.2f} mm, standard deviation {sd:.2f} mm, "
                   f"limits {low:.2f} and {high:.2f} mm", apart(
        below + above, ((1 - below - above, "That is the probability that it fits."),
        (below, "Add those that are too thick."), (above, "Add those that are too thin."),
        (float(normal(mean, sd).pdf(low) + normal(mean, sd).pdf(high)), "Those are densities."))))


@choice("ex-continuous-variables-shape", "action", options={
    "a": "to replace fuses at a fixed age", "b": "to run them in before delivery",
    "c": "nothing: they do not age", "d": "to buy fuses with the same shape and a smaller scale"})
def action(rng):
    return Variant("b", mistakes=(
        ("a", "The hazard of a new fuse is higher than that of an old one: replacing makes it worse."),
        ("c", "That would be shape 1."),
        ("d", "A smaller scale means shorter lives.")))


@vector("ex-continuous-variables-twoquantiles", "weib", seeded=True)
def weib(rng):
    t10 = int(rng.integers(3, 9)) / 10
    t50 = t10 + int(rng.integers(4, 10)) / 10
    k = math.log(math.log(0.5) / math.log(0.9)) / math.log(t50 / t10)
    scale = t50 / math.log(2) ** (1 / k)
    answer = np.array([k, scale])
    return Variant(answer, f"10 % by {t10:.1f}, 50 % by {t50:.1f} thousand hours", apart(
        answer, (([1 / k, scale], "The slope of the line is 1/k."),
        ([k, t50], "The scale is the age by which 63 % have failed, not the median."),
        ([k, t50 * math.log(2) ** (1 / k)], "Divide the median by the root of log 2."))))


@number("ex-continuous-variables-drawer", "lasts", seeded=True)
def lasts(rng):
    parts, life = int(rng.integers(2, 7)), int(rng.integers(2, 9)) * 100
    time = life * int(rng.integers(1, 6))
    answer = float(gamma(parts, life).sf(time))
    return Variant(answer, f"{parts} parts in all (one running), mean {life} hours, time {time} hours", apart(
        answer, ((1 - answer, "That is the probability that they are used up before."),
        (float(gamma(parts + 1, life).sf(time)), "The running part is one of those given."),
        (float(gamma(parts - 1, life).sf(time)) if parts > 1 else 0.0, "Count the running part, too."),
        (math.exp(-time / (parts * life)), "A sum of exponential lifetimes is not exponential."),
        (math.exp(-time / life), "That is one part alone."))))


@function("ex-continuous-variables-triangle", "triangle_quantile", starter='''
def triangle_quantile(u, b):
    """Return the quantiles of the density 2 (b - x) / b^2 on [0, b]."""
    ...
''')
def triangle_quantile(s, rng):
    for n, b in ((3, 1.0), (5, 4.0), (1, 0.5)):
        u = rng.random(n)
        answer = b * u / (1 + np.sqrt(1 - u))
        expect(s, "triangle_quantile", (u, b), answer, mistakes=apart(
            answer, ((b * (1 + np.sqrt(1 - u)), "That root lies beyond b: take the other one."),
            (b * np.sqrt(u), "That belongs to the rising triangle 2x / b²."),
            (1 - np.sqrt(1 - u), "That is for b = 1: multiply by b."),
            (b * (1 - np.sqrt(u)), "That is the quantile of level 1 - u: right as a draw, wrong as a quantile."))))


@function("ex-continuous-variables-ks", "uniform_distance", starter='''
def uniform_distance(x):
    """Return the largest distance of the sample's distribution function from F(t) = t."""
    ...
''')
def uniform_distance(s, rng):
    for x in (np.array([0.9, 0.8]), rng.random(7), rng.random(30) ** 2, rng.random(30) ** 0.5, np.array([0.5])):
        answer = ks_statistic(x, lambda t: t)
        n = len(x)
        i, y = np.arange(1, n + 1), np.sort(x)
        expect(s, "uniform_distance", (x,), answer, mistakes=apart(
            answer, ((float(np.abs(i / n - y).max()), "Look just before each jump, too: there the height is (i-1)/n."),
            (float(np.abs(i / n - x).max()), "Sort the sample first."),
            (float((i / n - y).max()), "The sample can lie below the law, too."))))


@function("ex-continuous-variables-survival", "survival", starter='''
def survival(h):
    """Return the probabilities of surviving 1, 2, ... years with yearly hazards h."""
    ...
''')
def survival(s, rng):
    for h in (np.array([0.1, 0.1]), rng.random(6), np.array([1.2, 0.3, 0.0])):
        answer = np.exp(-np.cumsum(h))
        expect(s, "survival", (h,), answer, mistakes=apart(
            answer, ((np.cumprod(1 - h), "A hazard is a rate, not a probability: use the exponential of the sum."),
            (1 - answer, "That is the probability of having failed."),
            (np.exp(-h), "Those are the chances of each year alone: the years multiply."))))


@number("ex-continuous-variables-accept", "rate")
def rate(rng):
    return Variant(9 / 16, mistakes=(
        (16 / 9, "That is M: a probability is its reciprocal."),
        (1 / 3, "That is where the density is highest."),
        (0.5, "That is the envelope of height 2: a lower one is possible.")))


@number("ex-continuous-variables-size", "n", seeded=True)
def size(rng):
    half, alpha = float(rng.choice([0.02, 0.03, 0.04, 0.05, 0.1])), float(rng.choice([0.01, 0.05, 0.1]))
    answer = math.ceil(math.log(2 / alpha) / (2 * half**2))
    return Variant(answer, f"half-width {half:g}, confidence {1 - alpha:.0%}", apart(
        answer, ((math.ceil(math.log(1 / alpha) / (2 * half**2)), "The band has two sides: log(2 / alpha)."),
        (math.ceil(math.log(2 / alpha) / half**2), "The exponent is 2 n times the square."),
        (math.ceil(math.log(2 / alpha) / (2 * half)), "Square the half-width."),
        (math.ceil(math.log(2 / (1 - alpha)) / (2 * half**2)), "Alpha is the risk, not the confidence."))))


@vector("ex-continuous-variables-lognormal", "down")
def down(rng):
    upper = float(normal_cdf(-0.5))
    return Variant([2 * math.exp(0.5), upper], mistakes=(
        ([2, 0.5], "Those are the median and its tail: the mean is larger."),
        ([2 * math.exp(0.5), 0.5], "Half exceed the median. The mean lies above it."),
        ([2 * math.exp(0.5), 1 - upper], "That is the probability of staying below the mean."),
        ([math.exp(2.5), upper], "The median 2 is exp(mu), so mu = log 2.")))


@number("ex-continuous-variables-order", "failed")
def failed(rng):
    return Variant(0.31744, mistakes=(
        (10 * 0.4**3 * 0.6**2, "That is exactly three: four and five count as well."),
        (1 - 0.31744, "That is the probability that it still stands."),
        (0.4**3, "That is three given members: there are many ways to choose them.")))


@number("ex-continuous-variables-mixture", "hazard", seeded=True, unit="per hour")
def hazard(rng):
    p, bad = int(rng.integers(1, 5)) / 10, int(rng.integers(2, 7)) * 10
    good, age = int(rng.integers(2, 9)) * 100, int(rng.integers(3, 12)) * 10
    alive = np.array([p * math.exp(-age / bad), (1 - p) * math.exp(-age / good)])
    rates = np.array([1 / bad, 1 / good])
    answer = float(alive @ rates / alive.sum())
    return Variant(answer, f"p = {p:.1f}, means {bad} and {good} hours, age {age} hours", apart(
        answer, ((float(alive @ rates), "That is the density: divide by the share that survives."),
        (p / bad + (1 - p) / good, "That is the hazard at age 0: by now, bad parts have died out."),
        (1 / (p * bad + (1 - p) * good), "That is one over the mean life."),
        (1 / good, "Some bad parts are still there."))))


@expression("ex-continuous-variables-floor", "chance", variables=("lam",))
def chance(rng):
    return Variant("1 - exp(-lam)", mistakes=(
        ("exp(-lam)", "That is the chance of surviving the hour."),
        ("lam", "A rate is not a probability: it is near it for small rates."),
        ("lam*exp(-lam)", "That is the density at 1.")))


@expression("ex-continuous-variables-second", "variance", variables=("s",))
def variance(rng):
    return Variant("s**2*(1 - pi/4)", mistakes=(
        ("s**2", "That is the mean of the square: take away the square of the mean."),
        ("s*(1 - pi/4)", "The variance has the unit of the square."),
        ("s**2*pi/4", "That is the square of the mean.")))
