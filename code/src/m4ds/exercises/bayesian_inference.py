"""Checks of the exercises of the chapter "Bayesian inference"."""

from math import comb, lgamma

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.prob.lifetimes import gamma
from m4ds.stats.posterior import grid_posterior, hpd_interval
from m4ds.stats.predictive import gamma_poisson_pmf

LABEL = "ex-bayesian-inference-"


@vector(LABEL + "tank", "level", seeded=True)
def tank(rng):
    m, x = int(rng.integers(40, 60)), int(rng.integers(62, 80))
    s, e = rng.choice([2, 3, 4, 6, 8], size=2, replace=False).tolist()
    v = 1 / (1 / s**2 + 1 / e**2)
    answer = [v * (m / s**2 + x / e**2), float(np.sqrt(v))]
    return Variant(answer, given=f"model {m} cm with standard deviation {s} cm, float {x} cm with {e} cm",
                   mistakes=apart(answer, [
                       ([answer[0], v], "The second number is the variance: take the root."),
                       ([v * (m / e**2 + x / s**2), answer[1]], "Swapped weights: the more precise weighs more."),
                       ([(m / s + x / e) / (1 / s + 1 / e), answer[1]], "Weigh with 1/variance, not 1/sd."),
                       ([answer[0], float(np.hypot(s, e))], "Precisions add, not variances.")]))


@number(LABEL + "quiet", "quiet", seeded=True)
def quiet(rng):
    a, b, y, t, h = (int(v) for v in rng.integers([2, 2, 1, 3, 2], [5, 7, 5, 10, 5]))
    answer = ((b + t) / (b + t + h)) ** (a + y)
    return Variant(answer, given=f"prior Gamma({a}, {b}), {y} faults in {t} days, {h} days to come",
                   mistakes=apart(answer, [
                       (float(np.exp(-h * (a + y) / (b + t))), "That takes the posterior mean as certain."),
                       (float(np.exp(-h * y / t)), "That puts in the MLE; use the posterior, and average."),
                       ((b / (b + h)) ** a, "That is the prediction before the faults were seen."),
                       (1 - answer, "That is the chance of at least one fault.")]))


@number(LABEL + "two", "both", seeded=True)
def two(rng):
    a, b, n = (int(v) for v in rng.integers([1, 1, 6], [5, 4, 13]))
    k = int(rng.integers(n // 2, n))
    p, q = a + k, a + b + n
    answer = p * (p + 1) / (q * (q + 1))
    return Variant(answer, given=f"prior Beta({a}, {b}), {k} of {n} passed", mistakes=apart(answer, [
        ((p / q) ** 2, "Not independent when the chance is unknown: a pass makes the next more probable."),
        (p / q, "That is the chance that one passes."),
        ((k / n) ** 2, "That is the MLE put in: the prior and the uncertainty are missing."),
        (a * (a + 1) / ((a + b) * (a + b + 1)), "That is before the data.")]))


@vector(LABEL + "elicit", "prior", seeded=True)
def elicit(rng):
    mean, worth = int(rng.integers(1, 10)) * 5 / 100, int(rng.integers(2, 11)) * 20
    answer = [mean * worth, (1 - mean) * worth]
    return Variant(answer, given=f"chance about {mean:g}, worth {worth} parts", mistakes=apart(answer, [
        (answer[::-1], "The chance of a *defect* is a/(a + b): a belongs to the defects."),
        ([mean * worth + 1, (1 - mean) * worth + 1], "That fixes the mode; the mean is a/(a + b)."),
        ([mean, 1 - mean], "The mean is right, but the prior is worth a + b = 1 part."),
        ([mean * worth, float(worth)], "a + b is the number of parts, not b.")]))


@expression(LABEL + "jeffreys", "density", variables=("eta",))
def jeffreys(rng):
    return Variant("exp(eta/2)", mistakes=(
        ("exp(-eta/2)", "That is the root of 1/mu; the change to eta multiplies by mu."),
        ("exp(eta)", "That is the information about eta: take the root."),
        ("exp(-eta)", "That is the information about mu, in terms of eta."),
        ("1", "Flat in eta is 1/mu in mu, and not Jeffreys' prior.")))


@choice(LABEL + "loss", "report", options={
    "a": "the posterior mean", "b": "the posterior median", "c": "the quantile of level 3/4",
    "d": "the quantile of level 1/4", "e": "the mode"})
def loss(rng):
    return Variant("c", mistakes=(
        ("a", "That is for squared loss."), ("b", "That is for equal costs on both sides."),
        ("d", "Too low costs more, so the report should be on the high side."),
        ("e", "That is for right or wrong, whatever the distance.")))


@choice(LABEL + "improper", "which", options={
    "a": "the prior $1/(p(1 - p))$ and 3 successes in 8 trials", "b": "the prior $1/(p(1 - p))$ and 8 in 8",
    "c": "the prior $1/\\sqrt{p(1 - p)}$ and 8 in 8", "d": "the prior $1/p$ and 1 in 8"})
def improper(rng):
    return Variant("b", mistakes=(
        ("a", "Beta(3, 5): both exponents are positive."), ("c", "Beta(8.5, 0.5): 1/2 is positive."),
        ("d", "Beta(1, 8): one success is enough at 0.")))


@number(LABEL + "coin", "factor", seeded=True)
def coin(rng):
    n = int(rng.integers(8, 21))
    k = int(rng.integers(n // 2 + 2, n - 1))
    answer = comb(n, k) * 0.5**n * (n + 1)
    return Variant(answer, given=f"{k} heads in {n} throws", mistakes=apart(answer, [
        (1 / answer, "That is the factor for the biased coin: the fair one is on top."),
        (comb(n, k) * 0.5**n, "That is the evidence of the fair coin; divide by that of the other model, 1/(n + 1)."),
        (0.5**n * (n + 1), "The other model's evidence is that of the number of heads: keep the binomial coefficient."),
        (0.5**n / ((k / n) ** k * (1 - k / n) ** (n - k)), "That takes the best chance; average over all.")]))


@vector(LABEL + "kinds", "chances")
def kinds(rng):
    return Variant([5 / 12, 4 / 12, 2 / 12, 1 / 12], mistakes=(
        ([4 / 8, 3 / 8, 1 / 8, 0.0], "Those are shares: a kind not seen yet is not impossible."),
        ([5.0, 4.0, 2.0, 1.0], "Those are the parameters: divide by their sum."),
        ([5 / 9, 4 / 9, 2 / 9, 1 / 9], "Four kinds add four to the eight: the sum is 12.")))


@function(LABEL + "shortest", "shortest", starter='''
def shortest(x, level):
    """Return (low, high): the shortest interval between two draws that holds the share `level` of them."""
    ...
''')
def shortest(s, rng):
    for n, level in ((40, 0.5), (201, 0.9), (11, 0.8)):
        x = rng.gamma(1.5, size=n)
        answer = np.array(hpd_interval(x, level))
        tails = np.quantile(x, [(1 - level) / 2, (1 + level) / 2])
        s_x = np.sort(x)
        m = int(np.ceil(level * n - 1e-9))
        expect(s, "shortest", (x, level), answer, mistakes=apart(answer, [
            (tails, "Those are equal tails; slide a window over the sorted draws."),
            (s_x[[0, m - 1]], "That is the window at the left end; is there a shorter one?"),
            (answer[::-1], "The low end first.")], gap=1e-5))


@function(LABEL + "grid", "grid_mean", starter='''
def grid_mean(logs, points):
    """Return the posterior mean, given log prior + log likelihood at rising points (trapezoid rule)."""
    ...
''')
def grid(s, rng):
    for shift in (0.0, -2000.0, 900.0):
        points = np.sort(rng.uniform(0, 3, 60))
        logs = shift - (points - rng.uniform(1, 2)) ** 2 / 0.1
        post = grid_posterior(lambda p, logs=logs: logs, points)
        w = np.exp(logs - logs.max())
        expect(s, "grid_mean", (logs, points), post.expect(), mistakes=apart(post.expect(), [
            (points @ w / w.sum(), "The points are not evenly spaced: use the trapezoid rule."),
            (points[np.argmax(logs)], "That is the mode."),
            (float(np.trapezoid(points * w, points)), "Divide by the area under the curve.")], gap=1e-5))


@function(LABEL + "spares", "spares", starter='''
def spares(a, b, hours, level):
    """Return the least k with P(failures in `hours` <= k) >= level, for a rate that is Gamma(a, b)."""
    ...
''')
def spares(s, rng):
    for _ in range(4):
        a, b, h = rng.uniform(0.5, 4), rng.uniform(0.5, 3), rng.uniform(1, 6)
        level = float(rng.choice([0.8, 0.9, 0.95]))
        total = np.cumsum(gamma_poisson_pmf(np.arange(400), h, a, b))
        k = int(np.searchsorted(total, level))
        mu = a * h / b
        pois = np.cumsum(np.exp([j * np.log(mu) - mu - lgamma(j + 1) for j in range(200)]))
        expect(s, "spares", (a, b, h, level), k, mistakes=apart(k, [
            (int(np.searchsorted(pois, level)), "That takes the mean rate as certain: average over the rate."),
            (k + 1, "One too many: is k itself not enough?"), (k - 1, "P(X <= k) must reach the level.")], gap=1e-9))


@function(LABEL + "demonstrate", "hours_needed", starter='''
def hours_needed(a, b, limit, level):
    """Return the hours without a failure after which P(rate < limit) = level, for a Gamma(a, b) prior."""
    ...
''')
def demonstrate(s, rng):
    for _ in range(3):
        a, b, limit = rng.uniform(0.5, 3), rng.uniform(0.2, 2), rng.uniform(0.2, 1)
        level = float(rng.choice([0.9, 0.95, 0.99]))
        q = float(gamma(a, 1.0).quantile(level))
        answer = max(0.0, q / limit - b)
        expect(s, "hours_needed", (a, b, limit, level), answer, rtol=1e-5, mistakes=apart(answer, [
            (q / limit, "The prior counts for b hours already: subtract them."),
            (-np.log(1 - level) / limit, "That is the classical test without a prior."),
            (q / limit + b, "The prior's hours help: subtract them.")], gap=1e-4))


@function(LABEL + "better", "probability_better", starter='''
def probability_better(a1, b1, a2, b2):
    """Return P(p1 > p2) for independent Beta(a1, b1) and Beta(a2, b2), to four digits."""
    ...
''')
def better(s, rng):
    for _ in range(3):
        a1, b1, a2, b2 = (int(v) for v in rng.integers(2, 15, 4))
        # P(p1 > p2) for whole a1: sum over the beta-binomial way in which p1 runs ahead
        logs = [lgamma(a2 + i) + lgamma(b1 + b2) - lgamma(a2 + i + b1 + b2) - np.log(b1 + i)
                - (lgamma(1 + i) + lgamma(b1) - lgamma(1 + i + b1)) - (lgamma(a2) + lgamma(b2) - lgamma(a2 + b2))
                for i in range(a1)]
        answer = float(np.exp(logs).sum())
        expect(s, "probability_better", (a1, b1, a2, b2), answer, rtol=3e-3, mistakes=apart(answer, [
            (1 - answer, "That is P(p2 > p1)."),
            (float(a1 / (a1 + b1) > a2 / (a2 + b2)), "That compares the means only."),
            (a1 / (a1 + b1) / (a1 / (a1 + b1) + a2 / (a2 + b2)), "A quotient of means is no probability.")]))


@function(LABEL + "conditional", "precision_law", starter='''
def precision_law(x, mu, a, b):
    """Return (shape, rate) of the law of 1/variance, given the mean mu and normal data x; prior Gamma(a, b)."""
    ...
''')
def conditional(s, rng):
    for n in (1, 5, 30):
        x, mu, a, b = rng.normal(2, 3, n), rng.normal(2), rng.uniform(1, 3), rng.uniform(1, 3)
        q = ((x - mu) ** 2).sum() / 2
        answer = np.array([a + n / 2, b + q])
        expect(s, "precision_law", (x, mu, a, b), answer, mistakes=apart(answer, [
            (np.array([a + n, b + q]), "Each normal density has the root of the precision: n/2."),
            (np.array([a + n / 2, b + 2 * q]), "The exponent has a factor 1/2."),
            (np.array([a + n / 2, b + ((x - x.mean()) ** 2).sum() / 2]), "Given mu, squares are taken from mu."),
            (np.array([a + n / 2, 1 / (b + q)]), "That is the scale; the rate is asked.")], gap=1e-5))


@function(LABEL + "shrink", "shrink_means", starter='''
def shrink_means(x, se):
    """Return the estimates xbar + B (x - xbar), with B = max(0, 1 - (n - 3) se^2 / sum (x - xbar)^2)."""
    ...
''')
def shrink(s, rng):
    for n, spread in ((6, 2.0), (12, 0.8), (8, 0.1)):
        x, se = 3 + spread * rng.normal(size=n), 0.7
        d = x - x.mean()
        B = max(0.0, 1 - (n - 3) * se**2 / (d @ d))
        raw = 1 - (n - 3) * se**2 / (d @ d)
        answer = x.mean() + B * d
        expect(s, "shrink_means", (x, se), answer, mistakes=apart(answer, [
            (x.mean() + raw * d, "A negative factor would push past the mean: cut it at 0."),
            (B * x, "Pull towards the mean of the data, not towards 0."),
            (x.mean() + max(0.0, 1 - (n - 3) * se / (d @ d)) * d, "se enters with its square."),
            (x.mean() + (1 - B) * d, "B is the share that stays.")], gap=1e-5))


@number(LABEL + "penalty", "expected", unit="euros", seeded=True)
def penalty(rng):
    a, b, h = (int(v) for v in rng.integers([2, 3, 1], [6, 9, 4]))
    fine = int(rng.integers(2, 10)) * 1000
    answer = fine * (1 - (b / (b + h)) ** a)
    return Variant(answer, given=f"rate Gamma({a}, {b}), {h} weeks, penalty {fine} euros", mistakes=apart(answer, [
        (fine * a * h / b, "That pays once for each failure; the penalty is due once."),
        (fine * float(-np.expm1(-a * h / b)), "That takes the mean rate as certain."),
        (fine * (b / (b + h)) ** a, "That is for no failure.")]))


@choice(LABEL + "check", "reading", options={
    "a": "the probability that the model is right is 0.002",
    "b": "data with so few zeros are rare under the fitted model: look for what it leaves out",
    "c": "the model is rejected at the 5 % level, with a false-alarm rate of exactly 5 %",
    "d": "the prior was too vague"})
def check(rng):
    return Variant("b", mistakes=(
        ("a", "No probability of a model is computed: there is no second model."),
        ("c", "The data were used to fit and to check; such shares are not uniform under a right model."),
        ("d", "A vague prior changes the fit little; zeros are a matter of the likelihood.")))


@vector(LABEL + "mixture", "weights")
def mixture(rng):
    # evidence of one success in one trial: the means 0.1 and 0.8
    return Variant([9 * 0.1 / (9 * 0.1 + 0.8), 0.8 / (9 * 0.1 + 0.8)], mistakes=(
        ([0.9, 0.1], "Those are the weights before the trial: multiply by the evidence of each part."),
        ([1 / 9, 8 / 9], "Multiply by the weights before the trial, too."),
        ([0.09, 0.08], "Divide by the sum.")))


@number(LABEL + "lindley", "n")
def lindley(rng):
    low, high = 10.0, 1e6
    for _ in range(200):
        mid = (low + high) / 2
        low, high = (low, mid) if np.log1p(mid) > 9 * mid / (1 + mid) else (mid, high)
    return Variant(low, mistakes=(
        (float(np.exp(4.5)), "The root of 1 + n is half a power: log(1 + n) = z²n/(1 + n)."),
        (float(np.exp(3)), "Square z.")))
