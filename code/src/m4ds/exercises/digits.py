"""Checks of the exercises of "Case study: digits with a network built from scratch"."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector


@number("ex-digits-threshold", "threshold", seeded=True)
def threshold(rng):
    error, clerk = 10 * int(rng.integers(4, 30)), int(rng.integers(2, 12))
    answer = 1 - clerk / error
    return Variant(answer, f"an error costs {error} cents, a clerk {clerk} cents", apart(answer, (
        (clerk / error, "That is the largest chance of error that is worth naming; the confidence is one minus it."),
        (1 - clerk / (error + clerk), "Naming a wrong digit costs the error alone, not error and clerk."),
        (error / (error + clerk), "Compare the cost of naming, error times chance, with the clerk.")), gap=1.1e-3))


@number("ex-digits-cents", "cents", unit="cents", seeded=True)
def cents(rng):
    named, wrong = int(rng.integers(60, 95)), float(rng.integers(2, 15)) / 10
    answer = named / 100 * wrong / 100 * 60 + (1 - named / 100) * 3
    return Variant(answer, f"{named} % named, {wrong:g} % of these wrong", apart(answer, (
        (wrong / 100 * 60 + (1 - named / 100) * 3, "The error rate is among the named: multiply by their share."),
        (named / 100 * wrong / 100 * 60, "The declined digits cost 3 cents each."),
        (named / 100 * wrong / 100 * 60 + 3, "Only the declined share costs the clerk's 3 cents."))))


@number("ex-digits-factor", "factor", seeded=True)
def factor(rng):
    margin, right = int(rng.integers(2, 9)), int(rng.integers(12, 20))
    answer = math.log(right / (20 - right)) / margin
    return Variant(answer, f"margin {margin}, {right} of 20 right", apart(answer, (
        (margin / math.log(right / (20 - right)), "That is the temperature; the factor is its reciprocal."),
        (math.log(right / (20 - right)), "Divide by the margin."),
        (math.log(right / 20) / margin, "Use the odds of being right, not the share."),
        (right / 20 / margin, "Solve 1/(1 + exp(-factor * margin)) = share."))))


@choice("ex-digits-unit", "unit", options={
    "a": "shuffle all rows", "b": "the last fifth of the rows of each sheet is the test",
    "c": "whole sheets are the test", "d": "each digit 0 to 9 is shared out equally among the parts"})
def unit(rng):
    return Variant("c", mistakes=(
        ("a", "Rows of one hand then stand on both sides."),
        ("b", "The hand is still known from its other rows."),
        ("d", "Equal shares of the digits are pleasant, and say nothing about hands.")))


@number("ex-digits-mcnemar", "p")
def p(rng):
    return Variant(18 / 256, mistakes=(
        (9 / 256, "That is one tail; the question asks for both."),
        (16 / 256, "At most one: count no and one of eight."),
        (8 / 256, "That is the chance of exactly one of eight."),
        (2 / 256, "That is for none against eight.")))


@vector("ex-digits-corner", "harm")
def harm(rng):
    return Variant([0.6, 0.1 * math.sqrt(14)], mistakes=(
        ([0.4, 0.1 * math.sqrt(14)], "Add the absolute values: the sign of the change follows the sign of the entry."),
        ([0.6, 1.4], "The standard deviation is the root of the sum of squares."),
        ([0.1 * math.sqrt(14), 0.6], "The chosen change does more than the noise: exchange the two."),
        ([6.0, math.sqrt(14)], "Multiply by the size of the change, 0.1.")))


@number("ex-digits-radius", "radius", seeded=True)
def radius(rng):
    m = rng.integers(2, 30, size=3) / 10
    size = rng.integers(2, 12, size=3)
    answer = float((m / size).min())
    k = int((m / size).argmin())
    return Variant(answer, f"margins {m.tolist()}, norms of the differences {size.tolist()}", apart(answer, (
        (float(m.min() / size[m.argmin()]) if m.argmin() != k else float(m.max()),
         "The nearest rival has the smallest ratio, not the smallest margin."),
        (float(m.min() / size.max()), "Margin and norm must belong to the same rival."),
        (float((m / size).max()), "The first rival to tie is the one with the smallest ratio."))))


@number("ex-digits-none", "upper", unit="%", seeded=True)
def upper(rng):
    n = 50 * int(rng.integers(2, 20))
    answer = 100 * (1 - 0.025 ** (1 / n))
    return Variant(answer, f"{n} named digits, none wrong", apart(answer, (
        (100 * (1 - 0.05 ** (1 / n)), "That is a one-sided bound; the two-sided interval leaves 2.5 % at this end."),
        (300 / n, "The rule of three is an approximation of the one-sided bound."),
        (100 / n, "An interval, not one error divided by n.")), gap=3e-3))


@function("ex-digits-write-decide", "decide", starter='''
def decide(p, error, clerk):
    """Return for each row of p the class to name, or -1 to decline."""
    ...
''')
def decide(s, rng):
    P = rng.dirichlet(np.full(4, 0.15), size=12)
    best, top = P.argmax(axis=1), P.max(axis=1)
    right = np.where(20 * (1 - top) <= 3, best, -1)
    mistakes = [(best, "You never decline."), (np.where(top <= 0.85, best, -1), "Decline where the confidence is low."),
                (np.where(20 * (1 - top) <= 3, best + 1, -1), "Classes count from 0.")]
    expect(s, "decide", (P, 20, 3), right, mistakes=[(w, why) for w, why in mistakes if not np.array_equal(w, right)])


@function("ex-digits-write-slope", "slope", starter='''
def slope(scores, classes, beta):
    """Return the derivative of the mean cross-entropy of softmax(beta * scores) in beta."""
    ...
''')
def slope(s, rng):
    Z, y, b = rng.normal(size=(6, 3)) * 4, rng.integers(0, 3, 6), 0.7
    e = np.exp(b * Z - (b * Z).max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    own = Z[np.arange(6), y]
    answer = ((P * Z).sum(axis=1) - own).mean()
    q = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    expect(s, "slope", (Z, y, b), answer, mistakes=(
        (-answer, "Mean score minus right score: the loss falls where the right score is above the mean."),
        (6 * answer, "Take the mean over the rows."),
        (b * answer, "The derivative is in beta: no further factor beta."),
        (((q * Z).sum(axis=1) - own).mean(), "The probabilities are those at beta.")))


@function("ex-digits-write-worst", "worst", starter='''
def worst(x, w, eps):
    """Return the picture within eps of x in each pixel, between 0 and 1, with the least w @ picture."""
    ...
''')
def worst(s, rng):
    x, w = rng.random(8).round(2), rng.normal(size=8)
    w[0] = 0.0
    answer = np.clip(x - 0.3 * np.sign(w), 0, 1)
    expect(s, "worst", (x, w, 0.3), answer, mistakes=(
        (np.clip(x + 0.3 * np.sign(w), 0, 1), "That raises the score."),
        (x - 0.3 * np.sign(w), "The picture must stay between 0 and 1."),
        (np.clip(x - 0.3 * w / np.linalg.norm(w), 0, 1), "Every pixel may move by the full eps: use the signs.")))


@function("ex-digits-write-risk", "risk", starter='''
def risk(confidence, right, share):
    """Return the share of errors among the most confident `share` of the cases."""
    ...
''')
def risk(s, rng):
    c, r = rng.permutation(40) / 40, rng.integers(0, 2, 40)
    order = np.argsort(-c)
    r[order[0]] = 0
    r[order[-1]] = 1
    wrong = 1 - r[order]
    answer = wrong[:10].mean()
    found = [(1 - answer, "That is the share right."), (wrong[-10:].mean(), "Those are the least confident ones."),
             (wrong[:10].sum() / 40, "Divide by the number kept, not by all.")]
    expect(s, "risk", (c, r, 0.25), answer, mistakes=[(v, why) for v, why in found if abs(v - answer) > 0.01])


@function("ex-digits-write-flips", "flips", starter='''
def flips(d):
    """Return the exact two-sided p-value of the sign flips of the differences d, by their mean."""
    ...
''')
def flips(s, rng):
    d = np.round(rng.normal(0.8, 1.0, 7), 2)
    signs = 1 - 2 * ((np.arange(2**7)[:, None] >> np.arange(7)) & 1)
    answer = (np.abs(signs @ d) >= abs(d.sum()) - 1e-9).mean()
    expect(s, "flips", (d,), answer, mistakes=[(v, why) for v, why in (
        (answer / 2, "Count both tails: absolute values on both sides."),
        ((np.abs(signs @ d) > abs(d.sum()) + 1e-9).mean(), "Count the pattern that you saw, too."),
    ) if abs(v - answer) > 1e-3])


@number("ex-digits-human", "threshold", seeded=True)
def human(rng):
    error, clerk, slip = 10 * int(rng.integers(4, 13)), int(rng.integers(2, 5)), float(rng.integers(5, 30)) / 1000
    answer = 1 - clerk / error - slip
    return Variant(answer, f"an error costs {error} cents; a clerk costs {clerk} and errs in {100 * slip:g} % of cases",
                   apart(answer, (
                       (1 - clerk / error, "The clerk's slips cost as much as the machine's."),
                       (1 - clerk / error + slip, "A clerk who errs makes declining dearer, so the threshold falls."),
                       (1 - clerk / error - slip / error, "A slip costs the whole error: slip times error, divided by "
                                                          "error.")), gap=1.1e-3))


@number("ex-digits-audit", "needed", unit="digits")
def needed(rng):
    answer = math.ceil(math.log(0.025) / math.log(0.99))
    return Variant(answer, mistakes=(
        (math.ceil(math.log(0.05) / math.log(0.99)), "The two-sided interval leaves 2.5 % at each end."),
        (100, "With 100 checked and none wrong, 3.6 % is still possible."),
        (math.floor(math.log(0.025) / math.log(0.99)), "With one digit fewer the end is still above 1 %: round up."),
        (300, "That is the rule of three, for a one-sided bound.")))


@vector("ex-digits-wrong", "excess")
def excess(rng):
    return Variant([0.6, 2.4], mistakes=(
        ([3.6, 2.4], "Subtract what the better decision costs, 3 cents."),
        ([0.6, 1.2], "The bound has the factor 2."),
        ([-0.6, 2.4], "The rule named, and that costs more than declining."),
        ([0.0, 2.4], "It names because of the estimate, and should decline.")))


@number("ex-digits-design", "half", unit="points", seeded=True)
def half(rng):
    n, rate, f = 200 * int(rng.integers(4, 12)), int(rng.integers(3, 12)), float(rng.integers(20, 60)) / 10
    share = rate / 100
    answer = 100 * 1.96 * math.sqrt(share * (1 - share) * f / n)
    return Variant(answer, f"{n} digits, {rate} % wrong, variance {f:g} times the binomial one", apart(answer, (
        (answer / math.sqrt(f), "That treats the digits as independent."),
        (answer * math.sqrt(f), "The factor is for the variance: take its root."),
        (answer / 1.96, "That is one standard error."))))


@number("ex-digits-uniform", "uniform", unit="cents")
def uniform(rng):
    return Variant(2.85, mistakes=(
        (2.7, "The named tenth makes errors, too: 0.15 cents."),
        (15.0, "That is for naming everything."),
        (3.0, "That is for declining everything."),
        (0.15, "The declined nine tenths cost 3 cents each.")))


@expression("ex-digits-many", "beta", variables=("r", "w", "m"))
def beta(rng):
    return Variant("log(r*w)/m", mistakes=(
        ("log(r)/m", "That is for one rival: with w of them the odds are exp(beta*m)/w."),
        ("log(r/w)/m", "The chance of the top class is exp(beta*m)/(exp(beta*m) + w): multiply by w."),
        ("m/log(r*w)", "That is the temperature."),
        ("m*log(r*w)", "The product of factor and margin is fixed: divide by m.")))
