"""Checks of the exercises of the chapter "Estimation"."""

from math import lgamma

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.optim.brent import brent

LABEL = "ex-estimation-"


@number(LABEL + "offset", "rmse", unit="grams", seeded=True)
def offset(rng):
    bias, sd, n = int(rng.integers(1, 6)), int(rng.integers(6, 13)), int(rng.integers(2, 6)) ** 2
    se = sd / np.sqrt(n)
    answer = float(np.hypot(bias, se))
    return Variant(answer, given=f"offset {bias} g, standard deviation {sd} g, n = {n}", mistakes=apart(answer, [
        (bias + se, "Squares add, not the numbers themselves."),
        (se, "The offset does not average out: add its square."),
        (float(np.hypot(bias, sd)), "The mean of n readings has variance σ²/n."),
        (answer**2, "That is the mean squared error: take its root."),
        (float(np.hypot(bias / np.sqrt(n), se)), "Averaging divides the variance by n, not the offset.")]))


@number(LABEL + "bus", "period", unit="minutes", seeded=True)
def bus(rng):
    n = int(rng.integers(4, 8))
    waits = rng.choice(np.arange(1, 30), size=n, replace=False)
    answer = (n + 1) / n * waits.max()
    return Variant(answer, given=f"waits {waits.tolist()} minutes", mistakes=apart(answer, [
        (float(waits.max()), "The longest wait is too short on average: stretch it."),
        (2 * waits.mean(), "Unbiased, but with a larger variance: it looks at the mean only."),
        (n / (n + 1) * waits.max(), "The other way round: the longest wait must be stretched."),
        ((n + 2) / (n + 1) * waits.max(), "That has the least mean squared error, but it is biased.")]))


@number(LABEL + "geometric", "p", seeded=True)
def geometric(rng):
    n = int(rng.integers(4, 7))
    x = rng.integers(1, 20, size=n)
    while x.sum() in (n, 2 * n):
        x = rng.integers(1, 20, size=n)
    answer = n / x.sum()
    return Variant(answer, given=f"numbers of inspections {x.tolist()}", mistakes=apart(answer, [
        (x.mean(), "That is the mean number of inspections; the chance is one over it."),
        (n / (x.sum() + n), "The count includes the inspection that found the defect: do not add it again."),
        (float(np.mean(1 / x)), "Average first, then invert: the MLE is one over the mean.")]))


@expression(LABEL + "score", "score", variables=("x", "t"))
def score(rng):
    return Variant("(x - t)/t^2", mistakes=(
        ("1/t - x", "That is the score for the rate; here t is the mean."),
        ("x - t", "The derivative of -x/t is x/t²: divide."),
        ("(x - t)/t", "The derivative of -log t - x/t has t² in the second denominator."),
        ("(t - x)/t^2", "Wrong sign: for an x above t the likelihood rises with t.")))


@expression(LABEL + "information", "information", variables=("p",))
def information(rng):
    return Variant("1/(p^2*(1 - p))", mistakes=(
        ("1/(p*(1 - p))", "That is the information in one trial; here one observation is about 1/p trials in a row."),
        ("(1 - p)/p^2", "That is the variance of the count."),
        ("p^2*(1 - p)", "That is one over the information."),
        ("1/p^2", "The second term, (x - 1)/(1 - p)², has expectation 1/(p(1 - p)).")))


@number(LABEL + "quiet", "quiet", seeded=True)
def quiet(rng):
    n = int(rng.integers(6, 9))
    x = rng.integers(0, 5, size=n)
    x[0] = max(x[0], 1)
    answer = float(np.exp(-x.mean()))
    return Variant(answer, given=f"counts {x.tolist()}", mistakes=apart(answer, [
        (float(np.mean(x == 0)), "That is the share of quiet hours in the sample; the model can use all the counts."),
        (x.mean(), "That is the MLE of the mean. Insert it into the probability of 0."),
        (1 - answer, "That is the chance of at least one call."),
        (float(np.exp(-x.sum())), "That is the chance of no call in all the hours together.")]))


@choice(LABEL + "sufficient", "sufficient", options={
    "a": "the sample mean", "b": "the sum of the squares", "c": "the sample variance with divisor $n - 1$",
    "d": "the largest absolute value"})
def sufficient(rng):
    return Variant("b", mistakes=(
        ("a", "The mean is known to be 0; the sample mean says little of the variance."),
        ("c", "It subtracts the sample mean, and so forgets that the true mean is 0."),
        ("d", "The likelihood does not depend on the data through that alone.")))


@vector(LABEL + "divisors", "variances")
def divisors(rng):
    return Variant([28 / 5, 7.0, 28 / 6], mistakes=(
        ([7.0, 28 / 5, 28 / 6], "The order asked for is n, n - 1, n + 1."),
        ([153 / 5, 153 / 4, 153 / 6], "Subtract the mean before you square."),
        ([28 / 5, 28 / 6, 7.0], "The order asked for is n, n - 1, n + 1.")))


@vector(LABEL + "moments", "fit", seeded=True)
def moments(rng):
    m, s = int(rng.integers(4, 13)), int(rng.integers(2, 6))
    answer = [m * m / s**2, s**2 / m]
    return Variant(answer, given=f"mean {m} hours, standard deviation {s} hours", mistakes=apart(answer, [
        ([m * m / s, s / m], "Match the variance: square the standard deviation."),
        ([m * m / s**2, m / s**2], "That is the rate; the scale is one over it."),
        ([m / s, s**2 / m], "The shape is (mean / standard deviation) squared."),
        (answer[::-1], "Shape first, then scale.")]))


@number(LABEL + "pull", "c")
def pull(rng):
    return Variant(0.75, mistakes=(
        (0.25, "That is one minus the factor: the share to take away."),
        (9 / 21, "The variance of the mean of four is 12/4."), (0.5, "Square the distance from the guess.")))


@number(LABEL + "warranty", "se", unit="hours", seeded=True)
def warranty(rng):
    n, total = int(rng.integers(3, 8)) ** 2, int(rng.integers(20, 90)) * 1000
    mean = total / n
    life = -np.log(0.9) * mean
    answer = life / np.sqrt(n)
    return Variant(answer, given=f"n = {n} failures, {total} hours in all", mistakes=apart(answer, [
        (life, "That is the estimate; its standard error is smaller by a root."),
        (mean / np.sqrt(n), "That is the error of the mean life: multiply by the slope -log 0.9."),
        (-np.log(0.1) * mean / np.sqrt(n), "Nine of ten *survive*: exp(-t/m) = 0.9."),
        (life / n, "Divide by the root of n.")]))


@number(LABEL + "running", "rate", seeded=True)
def running(rng):
    d, still, end = int(rng.integers(3, 6)), int(rng.integers(3, 9)), 1000
    times = np.sort(rng.integers(50, 990, size=d))
    total = times.sum() + still * end
    answer = d / total
    return Variant(answer, given=f"failed after {times.tolist()} hours, {still} still running at {end} hours",
                   mistakes=apart(answer, [
                       (d / times.sum(), "The hours of the pumps that still run count as well."),
                       ((d + still) / total, "Count failures, not pumps, in the numerator."),
                       ((d + still) / (times.sum() + still * end / 2), "The running pumps did not fail at half time."),
                       (total / d, "That is the mean life; the rate is one over it.")]))


@number(LABEL + "fish", "N", rtol=1e-9)
def fish(rng):
    return Variant(230, mistakes=(
        (231, "Round down: compare the likelihoods of 230 and 231."),
        (97, "That is the number of fish that you have seen; some were never caught."),
        (3000 / 13, "A number of fish is whole: which neighbour has the larger likelihood?"),
        (650, "Solve marked/N = 13/50 for N.")))


@number(LABEL + "serial", "made", seeded=True)
def serial(rng):
    n = int(rng.integers(3, 7))
    x = rng.choice(np.arange(1, 60), size=n, replace=False)
    top = int(x.max())
    answer = top + top / n - 1
    return Variant(answer, given=f"serial numbers {x.tolist()}", mistakes=apart(answer, [
        (top * (n + 1) / n, "That is for a continuous law; whole numbers begin at 1, not at 0."),
        (float(top), "The largest number is too small on average."),
        (2 * x.mean() - 1, "Unbiased, but with a much larger variance."),
        (top + top / n, "Subtract the 1: the gap below the smallest number has one number less.")]))


@number(LABEL + "gauges", "se", unit="bar", seeded=True)
def gauges(rng):
    a, b = (rng.choice(np.arange(2, 10), size=2, replace=False) / 10).tolist()
    answer = 1 / np.sqrt(1 / a**2 + 1 / b**2)
    return Variant(answer, given=f"standard errors {a} bar and {b} bar", mistakes=apart(answer, [
        (float(np.hypot(a, b)) / 2, "That is the error of the plain mean; give the better gauge more weight."),
        (min(a, b), "The worse gauge knows something, too."),
        (1 / (1 / a**2 + 1 / b**2), "That is the variance: take the root."),
        (1 / (1 / a + 1 / b), "What adds up is information: one over the variance, not over the error.")]))


@function(LABEL + "truncated", "truncated_poisson", starter='''
def truncated_poisson(x):
    """Return the MLE of mu from Poisson counts of which the zeros were never recorded."""
    ...
''')
def truncated(s, rng):
    for n in (5, 40, 3):
        x = rng.poisson(1.5, size=n) + 1
        x[0] += 1
        mean = x.mean()
        mu = brent(lambda m, mean=mean: m / -np.expm1(-m) - mean, 1e-9, mean + 1).x
        expect(s, "truncated_poisson", (x,), mu, rtol=1e-5, mistakes=apart(mu, [
            (mean, "That is the mean of the recorded counts; the zeros are missing."),
            (mean - 1, "The truncated mean is mu/(1 - exp(-mu)), not mu + 1."),
            (mean * -np.expm1(-mean), "That is one step of an iteration: repeat it until nothing changes.")]))


@function(LABEL + "loglik", "weibull_loglik", starter='''
def weibull_loglik(t, x):
    """Return the log-likelihood of a Weibull law with shape exp(t[0]) and scale exp(t[1])."""
    ...
''')
def loglik(s, rng):
    for n in (1, 4, 2000):
        t, x = rng.normal(size=2) * 0.5, rng.weibull(1.5, size=n) + 0.01
        k, lam = np.exp(t)
        z = (x / lam) ** k
        value = float(np.sum(np.log(k / lam) + (k - 1) * np.log(x / lam) - z))
        expect(s, "weibull_loglik", (t, x), value, mistakes=apart(value, [
            (float(-z.sum()), "That is the logarithm of the chance to survive; add the logarithm of the hazard."),
            (float(np.sum(np.log(k) + (k - 1) * np.log(x / lam) - z)), "The density has a factor 1/scale as well."),
            (-value, "That is minus the log-likelihood.")]))


@function(LABEL + "counts", "count_errors", starter='''
def count_errors(x):
    """Return the two standard errors of the mean of counts: by the Poisson model, and by the sandwich."""
    ...
''')
def counts(s, rng):
    for n in (4, 30):
        x = rng.negative_binomial(2, 0.3, size=n) + 1
        x[0] += 3
        pair = np.array([np.sqrt(x.mean() / n), x.std() / np.sqrt(n)])
        expect(s, "count_errors", (x,), pair, mistakes=apart(pair, [
            (pair[::-1], "First the model's error, then the sandwich."),
            (np.array([pair[0], x.std(ddof=1) / np.sqrt(n)]), "The sandwich of the text divides by n, not by n - 1."),
            (np.array([x.mean() / np.sqrt(n), pair[1]]), "The variance of a Poisson count is its mean: take the root."),
            (pair**2, "Those are variances: take the roots.")], gap=1e-5))


@function(LABEL + "root", "sd_factor", starter='''
def sd_factor(n):
    """Return the mean of s divided by sigma, for n normal numbers."""
    ...
''')
def root(s, rng):
    for n in (2, 5, 60, 2000):
        factor = np.exp(lgamma(n / 2) - lgamma((n - 1) / 2)) * np.sqrt(2 / (n - 1))
        expect(s, "sd_factor", (n,), factor, mistakes=apart(factor, [
            (1.0, "That would be an unbiased s; the root is concave."),
            (1 / factor, "That is the correction; its inverse is asked."),
            (factor * np.sqrt((n - 1) / 2), "Divide the chi-square by n - 1 before the root, and mind the factor 2."),
            (factor * np.sqrt((n - 1) / n), "That is for the divisor n.")], gap=1e-5))


@function(LABEL + "laplace", "laplace_fit", starter='''
def laplace_fit(x):
    """Return the MLE (centre, scale) of the Laplace law, for an odd number of data."""
    ...
''')
def laplace(s, rng):
    for n in (3, 7, 21):
        x = rng.laplace(2, 1.5, size=n)
        m = np.median(x)
        fit = np.array([m, np.abs(x - m).mean()])
        expect(s, "laplace_fit", (x,), fit, mistakes=apart(fit, [
            (np.array([x.mean(), np.abs(x - x.mean()).mean()]), "The sum of distances is least at the median."),
            (np.array([m, x.std()]), "The scale is the mean distance from the median."),
            (np.array([m, np.median(np.abs(x - m))]), "The mean distance, not the median one.")], gap=1e-5))


@choice(LABEL + "which", "which", options={
    "a": "standard error $M/\\sqrt{50}$, from the curvature of the log-likelihood",
    "b": "an error of about $M/50$, and the truth lies above $M$",
    "c": "standard error $M/50$, and an interval $M\\pm1.96\\,M/50$",
    "d": "no statement is possible, since the law is not regular"})
def which(rng):
    return Variant("b", mistakes=(
        ("a", "The log-likelihood has no inner top; its second derivative there is positive."),
        ("c", "The size is right, but the truth cannot lie below the largest number, and the law is not normal."),
        ("d", "The exact law of M is known: P(M <= t) = (t/theta)^n.")))


@expression(LABEL + "multiple", "c", variables=("n",))
def multiple(rng):
    return Variant("(n + 2)/(n + 1)", mistakes=(
        ("(n + 1)/n", "That makes the bias zero; the error is least elsewhere."),
        ("n*(n + 2)/(n + 1)^2", "That is E(M)²/E(M²); the best factor is θ E(M)/E(M²)."),
        ("(n + 1)/(n + 2)", "The other way round.")))


@number(LABEL + "shifted", "variance")
def shifted(rng):
    return Variant(0.01, mistakes=(
        (0.02, "That is the mean squared error of the smallest number; without its bias the variance is left."),
        (0.1, "The smallest of ten has rate 10: its variance is 1/100."),
        (1.0, "That is the variance of one reading.")))
