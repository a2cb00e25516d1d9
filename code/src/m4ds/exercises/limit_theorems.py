"""Checks of the chapter Inequalities and limit theorems."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number
from m4ds.prob.bounds import hoeffding_bound
from m4ds.prob.chernoff import binomial_chernoff, upper_limit
from m4ds.prob.discrete import binomial_pmf
from m4ds.prob.special import normal_cdf
from m4ds.prob.tails import cdf
from m4ds.stats.delta import delta_se


@number("ex-limit-theorems-markov", "bound", seeded=True)
def markov(rng):
    mean, factor = int(rng.integers(2, 9)), int(rng.integers(3, 10))
    time = mean * factor
    return Variant(mean / time, f"mean {mean} minutes, at least {time} minutes", apart(
        mean / time, ((1 - mean / time, "That bounds the share of shorter calls from below."),
        (math.exp(-factor), "That is an exponential law: you do not know the law."),
        ((mean / time) ** 2, "That looks like Chebyshev, but no variance is given."))))


@number("ex-limit-theorems-chebyshev", "n", seeded=True, rtol=1e-9)
def chebyshev(rng):
    sigma, eps = int(rng.integers(2, 9)), float(rng.choice([0.2, 0.25, 0.4, 0.5]))
    alpha = float(rng.choice([0.01, 0.02, 0.05, 0.1]))
    answer = math.ceil(sigma**2 / (alpha * eps**2) - 1e-9)
    return Variant(answer, f"standard deviation {sigma}, distance {eps:g}, probability {alpha:g}", apart(
        answer, ((math.ceil(sigma / (alpha * eps**2) - 1e-9), "Square the standard deviation."),
        (math.ceil(sigma**2 / (alpha * eps) - 1e-9), "Square the distance."),
        (math.ceil(sigma**2 / eps**2 - 1e-9), "That makes the bound 1: divide by the probability that you accept."),
        (math.ceil(sigma**2 / (alpha**2 * eps**2) - 1e-9), "The probability is not squared."))))


@number("ex-limit-theorems-cantelli", "bound")
def cantelli(rng):
    return Variant(0.1, mistakes=(
        (16 / 144, "That is Chebyshev, for both sides: one side allows a better bound."),
        (30 / 42, "That is Markov: you know the variance too."),
        (4 / (4 + 144), "Use the variance, not the standard deviation."),
        (8 / 144, "Half of Chebyshev is not a bound: a law need not be symmetric.")))


@number("ex-limit-theorems-hoeffding", "bound", seeded=True)
def hoeffding(rng):
    n, width = int(rng.integers(2, 8)) * 100, int(rng.choice([2, 4, 9]))
    eps = round(width * math.sqrt(rng.uniform(0.8, 2.5) / n), 2)
    answer = hoeffding_bound(n, eps, width)
    return Variant(answer, f"scale from 1 to {1 + width}, {n} ratings, distance {eps:g}", apart(
        answer, ((answer / 2, "That is one side: either way needs twice as much."),
        (hoeffding_bound(n, eps, width + 1), "The width is the difference of the ends of the scale."),
        (hoeffding_bound(n, eps), "That is for numbers between 0 and 1: divide the distance by the width."),
        (2 * math.exp(-2 * n * eps**2 / width), "The width is squared too."))))


@number("ex-limit-theorems-size", "n", rtol=1e-6)
def size(rng):
    return Variant(2952, mistakes=(
        (2951, "Round up: the promise must hold."),
        (185, "That is for a scale of width 1."),
        (2397, "That is one side: use 2/0.05 in the logarithm."),
        (4612, "The width is 4, not 5.")))


@number("ex-limit-theorems-lift", "overload", seeded=True, rtol=1e-2)
def lift(rng):
    n, mean, sd = int(rng.choice([64, 100, 144, 225])), int(rng.integers(8, 20)), int(rng.integers(3, 6))
    limit = n * mean + 10 * round(rng.uniform(0.6, 1.6) * sd * math.sqrt(n) / 10)
    z = (limit - n * mean) / (sd * math.sqrt(n))
    answer = float(normal_cdf(-z))
    return Variant(answer, f"{n} parcels, mean {mean} kg, standard deviation {sd} kg, limit {limit} kg", tuple(
        (value, why) for value, why in (
            (1 - answer, "That is the probability that the limit is kept."),
            (float(normal_cdf(-z / math.sqrt(n))),
             "The standard deviation of the sum is that of one times the root of n."),
            (float(normal_cdf(-z / sd)), "Variances add: take the root of n times the variance."))
        if abs(value - answer) > 0.03 * answer))


@number("ex-limit-theorems-sixes", "p40", rtol=1e-2)
def sixes(rng):
    return Variant(float(normal_cdf(-1.9)), mistakes=(
        (float(normal_cdf(-2.0)), "The area begins half a step before 40."),
        (float(normal_cdf(-2.1)), "That is more than 40: at least 40 begins at 39.5."),
        (1 - float(normal_cdf(-1.9)), "That is fewer than 40."),
        (2 * float(normal_cdf(-1.9)), "That is both sides.")))


@expression("ex-limit-theorems-mgf", "mgf", variables=("p", "t"))
def mgf(rng):
    return Variant("p*exp(2*t) + (1 - p)*exp(-t)", mistakes=(
        ("p*exp(2*t) + (1 - p)*exp(t)", "The loss is minus one: its exponential is exp(-t)."),
        ("exp((3*p - 1)*t)", "That is the exponential of the mean: the mean of the exponential is larger."),
        ("2*p*exp(t) - (1 - p)*exp(t)", "The values stand in the exponents.")))


@choice("ex-limit-theorems-choose", "use", options={
    "a": "Hoeffding's inequality", "b": "Chebyshev's inequality", "c": "the central limit theorem", "d": "none"})
def choose(rng):
    return Variant("b", mistakes=(
        ("a", "It needs independence and a known range."),
        ("c", "It needs independence, and is no promise for a given n."),
        ("d", "The variance of the mean is known, and that is enough for one of them.")))


@number("ex-limit-theorems-zero", "n", rtol=1e-6)
def zero(rng):
    return Variant(598, mistakes=(
        (597, "With 597 the probability of seeing none is still just above 0.05: round up."),
        (600, "The rule of three is close; the exact number is asked for."),
        (104, "The two numbers are exchanged: 0.995 to the power n must be at most 0.05."),
        (59915, "That is Hoeffding's sample: for a count of zero the exact tail is a formula.")))


@function("ex-limit-theorems-limit", "exact_upper", starter='''
def exact_upper(k, n, alpha):
    """Return the largest share p with P(X <= k) > alpha, for X binomial."""
    ...
''')
def exact_upper(s, rng):
    for k, n, alpha in ((12, 400, 0.05), (0, 30, 0.01), (7, 9, 0.1)):
        want = upper_limit(lambda p, k=k, n=n: cdf(binomial_pmf, k, n, p), k / n, alpha)
        chernoff = upper_limit(lambda p, k=k, n=n: binomial_chernoff(k, n, p), k / n, alpha)
        half = upper_limit(lambda p, k=k, n=n: cdf(binomial_pmf, k, n, p), k / n, alpha / 2)
        mistakes = [(half, "Use alpha, not half of it: only one side is asked for.")]
        if k:
            fewer = upper_limit(lambda p, k=k, n=n: cdf(binomial_pmf, k - 1, n, p), k / n, alpha)
            mistakes += [(chernoff, "That is the limit from the Chernoff bound: use the tail itself."),
                         (fewer, "k itself belongs to the tail: P(X <= k).")]
        expect(s, "exact_upper", (k, n, alpha), want, mistakes=tuple(mistakes))


@number("ex-limit-theorems-poisson", "bound", seeded=True)
def poisson(rng):
    mu = int(rng.integers(4, 15))
    k = math.ceil(mu * rng.uniform(1.5, 2.2))
    answer = math.exp(k - mu + k * math.log(mu / k))
    pmf = math.exp(-mu + k * math.log(mu) - math.lgamma(k + 1))
    return Variant(answer, f"mean {mu}, at least {k} calls", apart(
        answer, ((mu / k, "That is Markov."),
        (mu / (mu + (k - mu) ** 2), "That is Cantelli."),
        (pmf, "That is the probability of exactly this number."),
        (math.exp(mu - k + k * math.log(mu / k)), "The sign of k - mu in the exponent is wrong."),
        (math.exp(-((k - mu) ** 2) / (2 * mu)), "That is the bound for a normal law with this variance."))))


@number("ex-limit-theorems-odds", "se", seeded=True)
def odds(rng):
    n, p = int(rng.integers(2, 10)) * 100, float(rng.choice([0.1, 0.2, 0.25, 0.3, 0.4]))
    answer = 1 / math.sqrt(n * p * (1 - p))
    return Variant(answer, f"n = {n}, share {p:g}", apart(
        answer, ((math.sqrt(p * (1 - p) / n), "That is the error of the share: multiply by the slope of the log odds."),
        (math.sqrt((1 - p) / (n * p)), "That is the error of the logarithm of the share."),
        (1 / (n * p * (1 - p)), "That is the variance."),
        (math.sqrt(p / n) / (1 - p) ** 1.5, "That is the error of the odds, not of their logarithm."))))


@function("ex-limit-theorems-product", "product_se", starter='''
def product_se(x, y):
    """Return the standard error of mean(x) * mean(y), for paired samples."""
    ...
''')
def product_se(s, rng):
    for n in (12, 40):
        x = rng.normal(5, 1, n)
        y = 0.7 * x + rng.normal(2, 1, n)
        C = np.cov(x, y) / n
        want = delta_se(lambda m: m[0] * m[1], [x.mean(), y.mean()], C)
        apart = math.sqrt(y.mean() ** 2 * C[0, 0] + x.mean() ** 2 * C[1, 1])
        expect(s, "product_se", (x, y), want, mistakes=(
            (apart, "The pairs are correlated: the covariance is missing."),
            (want * math.sqrt(n), "Divide by the root of n."),
            (want * math.sqrt((n - 1) / n), "Use the divisor n - 1: ddof=1."),
            ((x * y).std(ddof=1) / math.sqrt(n), "That is the error of the mean of the products.")))


@number("ex-limit-theorems-classes", "effective", seeded=True)
def classes(rng):
    m, c = int(rng.choice([20, 24, 25, 30])), int(rng.integers(10, 31))
    rho = float(rng.choice([0.02, 0.05, 0.1, 0.15, 0.2]))
    n = m * c
    answer = n / (1 + (m - 1) * rho)
    return Variant(answer, f"{c} classes of {m} pupils, correlation {rho:g} within a class", apart(
        answer, ((n / (1 + m * rho), "A pupil has m - 1 classmates."),
        (n / math.sqrt(1 + (m - 1) * rho), "The design effect is for the variance: no root."),
        (n / (1 + (n - 1) * rho), "Only pupils of one class are correlated."),
        (float(c), "That would be right for a correlation of 1."),
        (n * (1 - rho), "Count the pairs: each pupil shares with all classmates."))))


@function("ex-limit-theorems-gap", "clt_gap", starter='''
def clt_gap(n, p):
    """Return the largest error of the normal approximation with correction."""
    ...
''')
def clt_gap(s, rng):
    for n, p in ((100, 0.5), (100, 0.03), (7, 0.8)):
        k, sd = np.arange(n + 1), math.sqrt(n * p * (1 - p))
        exact = np.cumsum(binomial_pmf(k, n, p))
        def gap(shift, k=k, n=n, p=p, sd=sd, exact=exact):
            return np.abs(exact - normal_cdf((k + shift - n * p) / sd)).max()
        expect(s, "clt_gap", (n, p), gap(0.5), mistakes=(
            (gap(0.0), "Without the correction: go to k + 1/2."),
            (gap(-0.5), "The correction has the wrong sign: P(X <= k) ends at k + 1/2.")))


@number("ex-limit-theorems-berry", "n", rtol=1e-6)
def berry(rng):
    return Variant(564, mistakes=(
        (563, "Round up."),
        (24, "Square it: the error falls with the root of n."),
        (398, "That is from the half jump, an approximation: the inequality was asked for.")))


@number("ex-limit-theorems-debt", "debt")
def debt(rng):
    return Variant(50 * math.sqrt(2 / math.pi), mistakes=(
        (50.0, "That is the standard deviation: the mean distance is smaller."),
        (100 * math.sqrt(2 / math.pi), "The variance of a toss is 1/4."),
        (0.0, "Distances do not cancel.")))


@number("ex-limit-theorems-thousand", "n", rtol=1e-6)
def thousand(rng):
    return Variant(2120, mistakes=(
        (738, "That is for one rule: share the risk among all of them."),
        (2119, "Round up."),
        (1981, "Either way: the factor 2 is missing."),
        (738000, "The rules share the cases, and the union bound stands inside the logarithm.")))


@number("ex-limit-theorems-median", "groups", rtol=1e-6)
def groups(rng):
    return Variant(37, mistakes=(
        (36, "Round up."),
        (100, "That is Chebyshev's price: here it is a logarithm."),
        (10, "The chance of one group is 1/4, and half of them must be off: the excess is a quarter of k.")))


@expression("ex-limit-theorems-root", "g", variables=("mu",))
def root(rng):
    return Variant("2*sqrt(mu)", mistakes=(
        ("sqrt(mu)", "Its slope times the standard deviation is one half."),
        ("1/sqrt(mu)", "That is the slope: integrate it."),
        ("log(mu)", "The logarithm is right if the standard deviation is proportional to mu.")))


@expression("ex-limit-theorems-memory", "factor", variables=("rho",))
def memory(rng):
    return Variant("(1 + rho)/(1 - rho)", mistakes=(
        ("1/(1 - rho)", "Each distance occurs on both sides: twice the geometric series."),
        ("1 + 2/(1 - rho)", "The series begins at distance 1: rho/(1 - rho)."),
        ("(1 - rho)/(1 + rho)", "That is its inverse: positive correlations make the variance larger.")))
