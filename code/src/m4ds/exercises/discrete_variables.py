"""Checks of the chapter Discrete variables and expectation."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.prob.convolve import bernoulli_sum_pmf, total_variation
from m4ds.prob.discrete import poisson_pmf
from m4ds.prob.tails import quantile, tail


@vector("ex-discrete-variables-claims", "moments", seeded=True)
def claims(rng):
    x = np.array([0, 1, 2, 5])
    some = rng.choice([5, 10, 15, 20, 25], size=3, replace=False) / 100
    p = np.array([1 - some.sum(), *np.sort(some)[::-1]])
    mean, square = x @ p, x**2 @ p
    answer = np.array([mean, square - mean**2])
    return Variant(answer, "P(X = 0, 1, 2, 5) = " + ", ".join(f"{v:.2f}" for v in p), apart(
        answer, (([mean, square], "The second is the mean of the square: take away the square of the mean."),
        ([mean, np.sqrt(answer[1])], "The second is the standard deviation."),
        ([8 / 4, 30 / 4 - 4], "The values are not equally likely: weight them by their probabilities."))))


@number("ex-discrete-variables-none", "risk", seeded=True)
def risk(rng):
    n, per = int(rng.integers(2, 9)) * 100_000, int(rng.integers(1, 9))
    p = per * 1e-7
    answer = -math.expm1(n * math.log1p(-p))
    return Variant(answer, f"{n} pixels, each dead with probability {per}e-7", apart(
        answer, ((1 - answer, "That is the probability that no pixel is dead."),
        (n * p, "That is the expected number of dead pixels. It bounds the probability and is larger."),
        (n * p * math.exp(-n * p), "That is exactly one dead pixel."))))


@vector("ex-discrete-variables-shifts", "total")
def total(rng):
    return Variant([80, 2], mistakes=(
        ([80, math.sqrt(5)], "That is right for uncorrelated shifts: add twice the covariance to the variances."),
        ([80, 4], "The second is the variance: take its root."),
        ([80, 3], "Standard deviations do not add."),
        ([80, math.sqrt(6)], "The correlation is negative: it makes the sum steadier.")))


@number("ex-discrete-variables-tails", "mean")
def tail_mean(rng):
    return Variant(1.25, mistakes=(
        (0.7 + 2 * 0.4 + 3 * 0.15, "The 70 % contain the 40 %. With the weights 1, 2, 3 you would need P(X = k)."),
        (0.7, "That counts each faulty order once."),
        (1.25 / 3, "Tails are added, not averaged.")))


@vector("ex-discrete-variables-calls", "calls", seeded=True)
def calls(rng):
    p, m = float(rng.choice([0.1, 0.15, 0.2, 0.25, 0.3, 0.4])), int(rng.integers(3, 9))
    q = 1 - p
    answer = np.array([1 / p, math.sqrt(q) / p, q**m])
    return Variant(answer, f"chance {p:g}, more than {m} calls", apart(
        answer, (([1 / p, q / p**2, q**m], "The second is the variance."),
        ([q / p, math.sqrt(q) / p, q**m], "The first counts the failures only: the call that succeeds counts too."),
        ([1 / p, math.sqrt(q) / p, q ** (m - 1)], "More than m calls: the first m fail, not m - 1."),
        ([1 / p, math.sqrt(q) / p, 1 - q**m], "The third is the probability that m calls are enough."))))


@number("ex-discrete-variables-audit", "clean")
def clean(rng):
    return Variant(math.comb(45, 10) / math.comb(50, 10), mistakes=(
        (0.9**10, "That is drawing with putting back: after a clean invoice, fewer clean ones are left."),
        (1 - math.comb(45, 10) / math.comb(50, 10), "That is the probability of finding at least one."),
        (math.exp(-1), "That is the Poisson approximation, and here a poor one.")))


@number("ex-discrete-variables-desk", "busy", seeded=True)
def busy(rng):
    weekly, weeks = int(rng.integers(3, 12)) / 10, int(rng.integers(2, 6))
    mu = weekly * weeks
    least = int(np.ceil(mu)) + int(rng.integers(1, 3))
    answer = tail(poisson_pmf, least, mu)
    return Variant(answer, f"{weekly:.1f} calls a week, at least {least} calls in {weeks} weeks", apart(
        answer, ((tail(poisson_pmf, least, weekly), "That is for one week: the mean grows with the time."),
        (tail(poisson_pmf, least + 1, mu), "That is more than the number: at least includes it."),
        (float(poisson_pmf(least, mu)), "That is exactly the number."),
        (1 - answer, "That is fewer than the number: take the complement."),
        (1 - (1 - tail(poisson_pmf, least, weekly)) ** weeks, "That asks for all the calls in one single week."))))


@number("ex-discrete-variables-covariance", "cov")
def cov(rng):
    return Variant(0.32, mistakes=(
        (0.6, "That is the mean of the product: take away the product of the means."),
        (0.28, "That is the product of the means."),
        (0.3 - 0.4 * 0.4, "The value of Y in the last pair is 2.")))


@choice("ex-discrete-variables-choose", "law", options={
    "a": "a binomial law", "b": "a geometric law", "c": "a negative binomial law", "d": "a hypergeometric law"})
def choose(rng):
    return Variant("c", mistakes=(
        ("a", "The number of trials is not fixed in advance."),
        ("b", "That would be the wait for the first damaged parcel."),
        ("d", "Nothing is drawn from a lot of known size.")))


@number("ex-discrete-variables-stock", "stock", seeded=True)
def stock(rng):
    monthly, lead = int(rng.integers(5, 25)) / 10, int(rng.integers(2, 7))
    risk = float(rng.choice([0.01, 0.02, 0.05]))
    answer = quantile(poisson_pmf, 1 - risk, monthly * lead)
    return Variant(answer, f"{monthly:.1f} parts a month, lead time {lead} months, risk {risk:.0%}", apart(
        answer, ((quantile(poisson_pmf, 1 - risk, monthly), "That is for one month: use the mean of the lead time."),
        (lead * quantile(poisson_pmf, 1 - risk, monthly), "Quantiles do not add: months rarely are all bad."),
        (answer + 1, "One less is enough: with a stock of s you run out only if demand exceeds s."),
        (answer - 1, "The risk of more than this demand is still too large."),
        (math.ceil(monthly * lead), "That is the average demand: it is exceeded nearly half of the time."))))


@function("ex-discrete-variables-table", "poisson_table", starter='''
def poisson_table(mu, m):
    """Return P(X = 0), ..., P(X = m) for a Poisson count with mean mu."""
    ...
''')
def poisson_table(s, rng):
    for mu, m in ((2.0, 5), (0.7, 0), (900.0, 1000)):
        k = np.arange(m + 1)
        wrong = poisson_pmf(k + 1, mu)
        expect(s, "poisson_table", (mu, m), poisson_pmf(k, mu), mistakes=(
            (wrong, "Your table begins at 1: the first entry is P(X = 0)."),
            (np.zeros(m + 1), "exp(-900) is 0 in a double: add logarithms and take the exponential at the end.")))


@function("ex-discrete-variables-repeat", "repeat_sum", starter='''
def repeat_sum(p, n):
    """Return the pmf of the sum of n independent variables with pmf p."""
    ...
''')
def repeat_sum(s, rng):
    for size, n in ((3, 2), (2, 1), (4, 7)):
        p = rng.random(size)
        p /= p.sum()
        law = np.ones(1)
        for _ in range(n):
            law = np.convolve(law, p)
        same = np.zeros(n * (size - 1) + 1)
        same[::n] = p
        expect(s, "repeat_sum", (p, n), law, mistakes=apart(
            law, ((same, "That is the law of n times one variable, not of the sum of n variables."),)))


@function("ex-discrete-variables-gap", "poisson_gap", starter='''
def poisson_gap(p):
    """Return the total variation distance to the Poisson law with the same mean."""
    ...
''')
def poisson_gap(s, rng):
    for n in (1, 4, 30):
        p = rng.uniform(0, 0.6, n)
        ours, theirs = bernoulli_sum_pmf(p), poisson_pmf(np.arange(n + 1), p.sum())
        answer, inner = total_variation(ours, theirs), np.abs(ours - theirs).sum() / 2
        expect(s, "poisson_gap", (p,), answer, mistakes=apart(
            answer, ((2 * answer, "Half the sum of the absolute differences."),
            (inner, "The Poisson mass beyond n is missing."),
            (float((p**2).sum()), "That is Le Cam's bound, not the distance."))))


@number("ex-discrete-variables-coupon", "days")
def days(rng):
    return Variant(12 * sum(1 / j for j in range(1, 13)), mistakes=(
        (12, "That is right for a plan. At random, old machines are visited again."),
        (12 * math.log(12), "That leaves out the sum's other part: add 1/1 + ... + 1/12 itself."),
        (144, "That is the mean wait for the last machine times 12.")))


@number("ex-discrete-variables-idle", "idle", seeded=True)
def idle(rng):
    servers, requests = int(rng.integers(20, 60)), int(rng.integers(40, 120))
    miss = (1 - 1 / servers) ** requests
    return Variant(servers * miss, f"{servers} servers, {requests} requests", apart(
        servers * miss, ((miss, "That is the probability for one server: add over the servers."),
        (servers * (1 - miss), "That is the number of servers that are used."),
        (max(servers - requests, 0.0), "Requests do not avoid servers that are busy."))))


@number("ex-discrete-variables-shortage", "shortage")
def shortage(rng):
    return Variant(2 - sum(tail(poisson_pmf, k, 2) for k in (1, 2, 3)), mistakes=(
        (0, "That is the shortage at the average demand. The average of the shortages is larger."),
        (tail(poisson_pmf, 4, 2), "That is the probability that something is missing: weight it by how much."),
        (tail(poisson_pmf, 3, 2), "With a demand of 3 nothing is missing.")))


@number("ex-discrete-variables-thermometers", "sd", unit="°C")
def thermometers(rng):
    return Variant(math.sqrt(0.864), mistakes=(
        (2 / math.sqrt(50), "That needs uncorrelated errors."),
        (0.864, "That is the variance: take its root."),
        (2 * math.sqrt(0.2), "That is the limit for infinitely many: fifty are a little worse.")))


@function("ex-discrete-variables-dispersion", "dispersion_of", starter='''
def dispersion_of(seen):
    """Return variance / mean of the counts; seen[k] periods had k events."""
    ...
''')
def dispersion_of(s, rng):
    for seen in ([2, 0, 0, 5], [109, 65, 22, 3, 1], rng.integers(1, 20, size=6).tolist()):
        x = np.repeat(np.arange(len(seen)), seen)
        answer = x.var(ddof=1) / x.mean()
        table = np.array(seen, dtype=float)
        expect(s, "dispersion_of", (seen,), answer, mistakes=apart(
            answer, ((x.var() / x.mean(), "Divide the sum of squares by n - 1."),
            (x.std(ddof=1) / x.mean(), "That is the standard deviation divided by the mean."),
            (table.var(ddof=1) / table.mean(), "You took the frequencies for the counts."))))


@number("ex-discrete-variables-zero", "limit", unit="faults per hour")
def limit(rng):
    return Variant(math.log(20) / 500, mistakes=(
        (-math.log(0.025) / 500, "That is the upper end of the two-sided interval."),
        (-math.log(0.95) / 500, "Under that rate, no fault has probability 0.95."),
        (1 / 500, "Under that rate, no fault has probability 0.37.")))


@vector("ex-discrete-variables-alias", "keep")
def keep(rng):
    return Variant([0.3, 0.9, 1.0], mistakes=(
        ([0.1, 0.3, 0.6], "Those are the probabilities: the columns are 1/3 wide, so multiply by 3."),
        ([0.3, 0.9, 1.8], "A column has height 1: what exceeds it fills the others."),
        ([0.7, 0.1, 0.0], "Those are the shares of the alias.")))


@number("ex-discrete-variables-limit-bank", "fair", unit="euros")
def fair(rng):
    return Variant(21, mistakes=(
        (20, "The games with T above 20 pay as well."),
        (2**20, "That is the largest payment."),
        (2**20 / 2, "Weight each payment by its probability.")))


@number("ex-discrete-variables-records", "records")
def records(rng):
    answer = sum(1 / i for i in range(1, 101))
    return Variant(answer, mistakes=(
        (answer - 1, "The first reading is a record."),
        (math.log(100), "That is the integral, and the sum is larger by about 0.58."),
        (50, "Later readings are rarely records: reading i is one with probability 1/i.")))


@expression("ex-discrete-variables-minimum", "mean", variables=("p", "r"))
def minimum(rng):
    return Variant("1/(p + r - p*r)", mistakes=(
        ("1/(p + r)", "Both may fail in the same month: it was counted twice."),
        ("1/(p*r)", "That is the mean of the wait until both fail in the same month."),
        ("1/p + 1/r", "That is the mean of the sum.")))


@expression("ex-discrete-variables-identity", "mean", variables=("mu",))
def identity(rng):
    return Variant("(1 - exp(-mu))/mu", mistakes=(
        ("1/(mu + 1)", "That is the function of the average."),
        ("1/mu", "The term for N = 0 on the left has g(0) = 0: the sum is P(N >= 1)."),
        ("1 - exp(-mu)", "Divide by mu.")))
