"""Checks of the exercises of "Case study: fraud detection"."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector


def _normal(x: float) -> float:
    return 0.5 * math.erfc(-x / math.sqrt(2))


@number("ex-fraud-detection-auc", "area", seeded=True)
def area(rng):
    sigma, delta = int(rng.integers(5, 13)) / 10, int(rng.integers(4, 13)) / 10
    answer = _normal(delta / sigma / math.sqrt(2))
    return Variant(answer, f"sigma = {sigma:g}, delta = {delta:g}", apart(answer, (
        (_normal(delta / sigma), "The difference of two log amounts has twice the variance."),
        (_normal(delta / sigma**2 / math.sqrt(2)), "Divide by the spread, not by its square."),
        (_normal(delta / sigma / 2), "The root of 2, not 2."))))


@number("ex-fraud-detection-terminal", "chance", seeded=True)
def chance(rng):
    a, b = int(rng.integers(1, 4)), int(rng.choice([49, 99, 149]))
    n = int(rng.integers(20, 80))
    k = int(rng.integers(2, 9))
    answer = (a + k) / (a + b + n)
    return Variant(answer, f"prior Beta({a}, {b}); {k} frauds among {n} labelled payments", apart(answer, (
        (k / n, "That forgets the prior."), (a / (a + b), "That forgets the data."),
        ((a + k) / (b + n), "The denominator is a + b + n."),
        ((a + k) / (a + b + n + k), "The frauds are among the n already."))))


@number("ex-fraud-detection-value", "worth_it", unit="euros", seeded=True)
def worth_it(rng):
    p, q = int(rng.integers(2, 20)) / 100, int(rng.integers(2, 20)) / 100
    q += 0.01 * (p == q)
    a, b = (int(x) for x in rng.integers(6, 30, 2) * 10)
    loss, top = p * a + q * b, max(p, q)
    answer = loss - 5 - 2 * (1 - top)
    return Variant(answer, f"{a} euros with chance {p:g}, {b} euros with chance {q:g}", apart(answer, (
        (loss, "That is the expected loss; the check costs something."),
        (loss - 7, "Annoyance costs only if the card is honest."),
        (loss - 5 - 2 * top, "The customer is annoyed if she is honest: 1 minus the chance."),
        (loss - 5 - 2 * (1 - p - q), "The largest chance was asked for, not the sum."))))


@vector("ex-fraud-detection-chart", "path")
def path(rng):
    return Variant([0.0, 2.0, 0.0, 1.5, 3.5], mistakes=(
        ([-1.0, 1.0, -2.0, -0.5, 1.5], "That is the plain sum: start again at 0 when it is negative."),
        ([0.0, 2.0, 0.0, 1.5, 2.0], "Add the step to the value before."),
        ([0.0, 2.0, -1.0, 0.5, 2.5], "The chart is never negative.")))


@number("ex-fraud-detection-delay", "share", seeded=True)
def share(rng):
    D, L = int(rng.integers(15, 40)), int(rng.integers(3, 11))
    answer = (D - L - 1) / D
    return Variant(answer, f"D = {D} days, L = {L} days", apart(answer, (
        ((D - L) / D, "The label of day 0 is known on day 1 + L, not on day L."),
        ((L + 1) / D, "That is the share without labels."),
        ((D - L - 2) / D, "On day 1 + L itself the label is known already."))))


@vector("ex-fraud-detection-bounds", "some")
def some(rng):
    return Variant([0.3, 0.6, 0.496], mistakes=(
        ([0.1, 0.6, 0.496], "Some payment is fraud at least whenever the likeliest is."),
        ([0.3, 1.0, 0.496], "The sum bounds it, and the sum is below 1."),
        ([0.3, 0.6, 0.006], "That is the chance that all are fraud."),
        ([0.3, 0.6, 0.504], "That is the chance that none is.")))


@choice("ex-fraud-detection-ahead", "ahead", options={
    "a": "log[i] - log[:i].mean()", "b": "log[i] - log.mean()", "c": "log[i] - log[:i + 1].mean()",
    "d": "log[i] - log[max(0, i - 10):i].max()"})
def ahead(rng):
    return Variant("b", mistakes=(
        ("a", "Rows before i: the past."), ("c", "Row i itself is known when it is scored."),
        ("d", "At most ten rows before i: the past.")))


@number("ex-fraud-detection-mend", "mended", seeded=True)
def mended(rng):
    p, r = int(rng.integers(20, 90)) / 100, float(rng.choice([0.02, 0.05, 0.1, 0.2]))
    answer = r * p / (r * p + 1 - p)
    return Variant(answer, f"r = {r:g}, chance in the sample {p:g}", apart(answer, (
        (r * p, "The odds are multiplied, not the chance."),
        (p / (p + r * (1 - p)), "That makes it larger: honest payments were left out, so the chance is too high."),
        (r * p / (1 - p), "Those are the odds."))))


@number("ex-fraud-detection-owner", "area", seeded=True)
def area_owner(rng):
    n, k, d = int(rng.integers(2, 9)), 0.64 / 0.36, 1.5
    answer = _normal(d / math.sqrt(2 * (1 + 1 / (n + k))))
    return Variant(answer, f"n = {n}", apart(answer, (
        (_normal(d / math.sqrt(2)), "That is for a known owner."),
        (_normal(d / math.sqrt(2 * (1 + 1 / n))), "The prior counts as k = 1.78 payments more."),
        (_normal(d / math.sqrt(1 + 1 / (n + k))), "A pair of payments: the factor 2 is missing.")), gap=2.5e-3))


@number("ex-fraud-detection-checks", "checks", seeded=True)
def checks(rng):
    f, r = float(rng.choice([0.004, 0.005, 0.008, 0.01, 0.02])), float(rng.choice([0.1, 0.2, 0.25, 0.5]))
    answer = 1 / (r * r * f)
    return Variant(answer, f"f = {100 * f:g} %, r = {100 * r:g} %", apart(answer, (
        (1 / (r * f), "The error falls with the root: square r."),
        (1 / r**2, "Those are finds; most checks find nothing."),
        (1 / (r * r * f * f), "Each find takes 1/f checks: divide once."))))


@number("ex-fraud-detection-even", "precision")
def precision(rng):
    return Variant(7 / 95, mistakes=(
        (5 / 93, "An honest card costs 2 more."), (7 / 93, "A card with fraud costs 5 only: 93 q = 5 + 2 (1 - q)."),
        (5 / 95, "Without fraud the check costs 7.")))


@number("ex-fraud-detection-charts", "h", seeded=True)
def h(rng):
    M, D = int(rng.integers(2, 25)), int(rng.choice([90, 180, 365, 730]))
    answer = math.log(M * D)
    return Variant(answer, f"{M} charts, one false alarm in {D} days", apart(answer, (
        (math.log(D), "That is for a single chart."), (math.log(D / M), "More charts ring more often: h must grow."),
        (math.log10(M * D), "The natural logarithm."), (float(M * D), "Take the logarithm."))))


@number("ex-fraud-detection-bound", "days", unit="days")
def days(rng):
    info = 0.4 * math.log(4) + 0.6 * math.log(2 / 3)
    back = 0.1 * math.log(0.25) + 0.9 * math.log(1.5)
    return Variant((math.log(100) + math.log(4)) / info, mistakes=(
        (math.log(100) / info, "The last step may jump over h: add the largest one."),
        ((math.log(100) + math.log(4)) / back, "Take the mean of the step after the change, not before."),
        (100.0, "That is the bound on the time between false alarms.")))


@vector("ex-fraud-detection-hidden", "total")
def total(rng):
    return Variant([200.0, math.sqrt(14_000)], mistakes=(
        ([70.0, math.sqrt(14_000)], "Divide each amount by its chance of being seen."),
        ([200.0, 14_000.0], "That is the variance: take its root."),
        ([200.0, math.sqrt(1600 + 2700)], "Among the checked the sum has e squared below.")))


@function("ex-fraud-detection-write-count", "recent", starter='''
def recent(time, key, width):
    """Return how many earlier rows of the same key lie within `width`."""
    ...
''')
def recent(s, rng):
    time = np.sort(rng.integers(0, 40, 30)) / 4
    key = rng.integers(0, 3, 30)
    gap, same = time[:, None] - time, key[:, None] == key
    near = (gap > 0) & (gap <= 2.5)
    expect(s, "recent", (time, key, 2.5), (same & near).sum(axis=1), mistakes=(
        ((same & (gap >= 0) & (gap <= 2.5)).sum(axis=1), "A row must not see itself, nor others of the same instant."),
        (near.sum(axis=1), "Only rows of the same key."),
        ((same & (abs(gap) <= 2.5) & (gap != 0)).sum(axis=1), "That looks ahead, too."),
        ((same & (gap > 0)).sum(axis=1), "Only rows within the window.")))


@function("ex-fraud-detection-write-risk", "risk", starter='''
def risk(day, terminal, fraud, today, delay, a, b, n):
    """Return the posterior mean of each terminal on the morning of `today`."""
    ...
''')
def risk(s, rng):
    day, terminal = np.sort(rng.integers(0, 20, 400)), rng.integers(0, 4, 400)
    fraud = (rng.random(400) < 0.3).astype(float)

    def mean(known, a=1.0, b=9.0):
        found = np.bincount(terminal[known], fraud[known], 5)
        return (a + found) / (a + b + np.bincount(terminal[known], minlength=5))
    answer = mean(day + 8 <= 16)
    expect(s, "risk", (day, terminal, fraud, 16, 7, 1.0, 9.0, 5), answer, mistakes=(
        (mean(day < 16), "Labels come late: a payment of day d counts from day d + 1 + delay on."),
        (mean(day + 7 <= 16), "One day too early: d + 1 + delay <= today."),
        (mean(day + 8 < 16), "On day d + 1 + delay itself the label is known."),
        (mean(day + 8 <= 16, 1.0, 8.0), "The denominator is a + b + n.")))


@function("ex-fraud-detection-write-chart", "first_alarm", starter='''
def first_alarm(steps, h):
    """Return the day (from 1) on which the CUSUM reaches h, or 0."""
    ...
''')
def first_alarm(s, rng):
    steps = np.array([-2.0, 1.0, 1.0, -0.5, 0.5, -4.0, 1.5, 0.5, 0.25, 1.0])
    expect(s, "first_alarm", (steps, 2.0), 3, mistakes=(
        (0, "Start again at 0 when the sum is negative."), (9, "Reaching h is enough: at least, not above."),
        (2, "Count the days from 1.")))
    expect(s, "first_alarm", (steps, 9.0), 0, mistakes=((10, "It never rings: return 0."),))


@number("ex-fraud-detection-several", "needed", unit="payments")
def needed(rng):
    return Variant(10, mistakes=(
        (9, "With 9 payments it is 0.944: round up."), (5, "The difference of two sums has twice the variance."),
        (4, "The root of m, not m, multiplies d.")))


@expression("ex-fraud-detection-lottery", "least", variables=("X", "B", "Q"))
def least(rng):
    return Variant("X^2/B - Q", mistakes=(
        ("X^2/B", "Take off Q: the variance has 1 - e above."), ("Q/B - Q", "Cauchy and Schwarz give the square of X."),
        ("X/B - Q", "Square X.")))
