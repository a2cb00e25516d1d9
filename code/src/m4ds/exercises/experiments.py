"""Checks of the exercises of the chapter "Experiments, A/B tests, causation"."""

from itertools import combinations

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, function, number, vector

LABEL = "ex-experiments-"


@vector(LABEL + "four-units", "pair", seeded=True)
def four_units(rng):
    while True:
        y0, effect = rng.integers(1, 9, 4), rng.integers(-1, 6, 4)
        y1 = y0 + effect
        t = np.isin(np.arange(4), list(combinations(range(4), 2))[int(rng.integers(6))])
        seen, tau = y1[t].mean() - y0[~t].mean(), effect.mean()
        if abs(seen - tau) > 0.4 and tau > 0 and abs(seen) > 0.2:
            break
    chosen = [int(i) + 1 for i in np.flatnonzero(t)]
    return Variant([tau, seen], given=f"y(0) = {y0.tolist()}, y(1) = {y1.tolist()}, treated: units {chosen}",
                   mistakes=apart([tau, seen], [
                       ([tau, tau], "What you see is one draw; the groups hold different units."),
                       ([seen, tau], "The average effect comes first."),
                       ([tau, y1[t].mean() - y0[t].mean()], "You used y(0) of the treated units; nobody sees it."),
                       ([y1.sum() - y0.sum(), seen], "Divide the sum of the effects by four.")]))


@number(LABEL + "neyman", "se", seeded=True)
def neyman(rng):
    n1, n0 = (int(100 * k) for k in rng.choice([1, 2, 3, 4, 5, 6, 8], 2, replace=False))
    s1, s0 = (int(s) for s in rng.choice([8, 12, 15, 20, 24, 30], 2, replace=False))
    se = np.sqrt(s1**2 / n1 + s0**2 / n0)
    return Variant(se, given=f"treated: n = {n1}, standard deviation {s1}; control: n = {n0}, standard deviation {s0}",
                   mistakes=apart(se, [
                       (se**2, "That is the variance: take the root."),
                       (s1 / np.sqrt(n1) + s0 / np.sqrt(n0), "Variances add up, not standard errors."),
                       (np.sqrt(abs(s1**2 / n1 - s0**2 / n0)), "The variance of a difference is a sum."),
                       (np.sqrt(s1 / n1 + s0 / n0), "Square the standard deviations.")]))


@number(LABEL + "two-shares", "z", seeded=True)
def two_shares(rng):
    n0, n1 = (int(1000 * k) for k in rng.choice([2, 3, 4, 5, 6, 8], 2, replace=False))
    a, b = round(n0 * rng.uniform(0.04, 0.06)), round(n1 * rng.uniform(0.065, 0.08))
    p0, p1, p = a / n0, b / n1, (a + b) / (n0 + n1)
    z = (p1 - p0) / np.sqrt(p * (1 - p) * (1 / n0 + 1 / n1))
    return Variant(z, given=f"control {a} of {n0}, treated {b} of {n1}", mistakes=apart(z, [
        ((p1 - p0) / np.sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1),
         "That error belongs to the interval; the test pools."),
        ((p1 - p0) / np.sqrt(p * (1 - p) / (n0 + n1)), "The error of a difference has 1/n0 + 1/n1, not 1/(n0 + n1)."),
        ((p1 - p0) / np.sqrt((p0 + p1) / 2 * (1 - (p0 + p1) / 2) * (1 / n0 + 1 / n1)),
         "Pool the buyers, not the shares: the groups differ in size."),
        (p1 - p0, "That is the effect; divide by its error.")]))


@number(LABEL + "size", "n", seeded=True, rtol=0.01)
def size(rng):
    p, lift = rng.choice([0.02, 0.04, 0.08, 0.1]), rng.choice([0.1, 0.2, 0.25])
    after = p * (1 + lift)
    delta, spread, q = after - p, p * (1 - p) + after * (1 - after), (1.96 + 1.2816)**2
    n = q * spread / delta**2
    return Variant(n, given=f"from {100 * p:.0f} % to {100 * after:.1f} %", mistakes=apart(n, [
        ((1.96 + 0.8416)**2 * spread / delta**2, "That has power 80 %; for 90 % the quantile is 1.28."),
        ((1.645 + 1.2816)**2 * spread / delta**2, "The test is two-sided: 1.96."),
        (2 * n, "That is the total; the question asks for one arm."),
        (q * p * (1 - p) / delta**2, "Both arms have a variance: add them."),
        (q * spread / lift**2, "Use the absolute rise of the share.")], gap=0.05))


@number(LABEL + "split", "factor")
def split(rng):
    return Variant(1 / (4 * 0.8 * 0.2), mistakes=(
        (4.0, "80 : 20 is a ratio of 4; the formula needs 4q(1 − q)."), (0.64, "That is the inverse."),
        (1 / (0.8 * 0.2), "Divide by the value of the equal split, which is 4.")))


@number(LABEL + "cuped-share", "share", seeded=True)
def cuped_share(rng):
    rho = float(rng.choice([0.3, 0.4, 0.5, 0.6, 0.75, 0.8, 0.9]))
    return Variant(1 - rho**2, given=f"correlation {rho}", mistakes=apart(1 - rho**2, [
        (1 - rho, "Square the correlation."), (rho**2, "That is the share you save."),
        (np.sqrt(1 - rho**2), "That is the ratio of the errors; visitors go with the variance.")]))


@number(LABEL + "mismatch", "chi2", seeded=True)
def mismatch(rng):
    n, off = int(rng.integers(8, 40)) * 1000, int(rng.integers(60, 250))
    a, b = n // 2 + off, n // 2 - off
    chi2 = 2 * off**2 / (n / 2)
    return Variant(chi2, given=f"{a} and {b} visitors, planned 50 : 50", mistakes=apart(chi2, [
        (chi2 / 2, "Both arms are off: add two terms; and the expected count is that of one arm."),
        ((2 * off)**2 / (n / 2), "Each arm is off by half of the difference."),
        (np.sqrt(chi2), "That is z; its square is chi-square.")]))


@vector(LABEL + "bounds", "bounds")
def bounds(rng):
    return Variant([0.1 / 0.99, 90.0], mistakes=(
        ([0.1 / 0.9, 99.0], "The upper bound is (1 − β)/α, the lower β/(1 − α)."),
        ([0.1, 100.0], "Those are the bounds of Ville's inequality, without the numerators."),
        ([np.log(0.1 / 0.99), np.log(90.0)], "Those are the logarithms."),
        ([0.01 / 0.9, 9.9], "α and β are exchanged.")))


@number(LABEL + "adjust", "effect", seeded=True)
def adjust(rng):
    n = rng.permutation([100, 200, 300, 400])
    rates = rng.choice([0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], 4, replace=False)
    good = np.round(n * rates).astype(int)
    t1, c1, t2, c2 = zip(good.tolist(), n.tolist(), strict=True)

    def gap(t, c):
        return t[0] / t[1] - c[0] / c[1]
    w = (t1[1] + c1[1]) / n.sum()
    effect = w * gap(t1, c1) + (1 - w) * gap(t2, c2)
    raw = (t1[0] + t2[0]) / (t1[1] + t2[1]) - (c1[0] + c2[0]) / (c1[1] + c2[1])
    return Variant(effect, given=f"A, treated {t1[0]}/{t1[1]}, control {c1[0]}/{c1[1]}; "
                                 f"B, treated {t2[0]}/{t2[1]}, control {c2[0]}/{c2[1]}", mistakes=apart(effect, [
        (raw, "That is the raw difference: the two arms have different mixtures."),
        ((gap(t1, c1) + gap(t2, c2)) / 2, "Weight the strata by their size."),
        (t1[1] / (t1[1] + t2[1]) * gap(t1, c1) + t2[1] / (t1[1] + t2[1]) * gap(t2, c2),
         "Those weights are the treated only: that is the effect on the treated."),
        (-effect, "Treated minus control.")]))


@choice(LABEL + "what-to-adjust", "answer", options={
    "a": "the region alone", "b": "the region and the number of calls", "c": "the region, the calls and the rating",
    "d": "nothing: randomness evens it out"})
def what_to_adjust(rng):
    return Variant("a", mistakes=(
        ("b", "The calls come after the training and carry its effect: a mediator."),
        ("c", "The rating is acted on by the training and by the sales: a collider. And the calls are a mediator."),
        ("d", "Nobody randomised: the region decides on the training and on the sales.")))


@function(LABEL + "weighted-mean", "weighted_mean", starter='''
def weighted_mean(y, t, e):
    """Return the normalised inverse probability estimate of E Y(1); t is 0 or 1."""
    ...
''')
def weighted_mean(s, rng):
    for n in (4, 7, 12):
        y, e = rng.normal(5, 2, n), rng.uniform(0.2, 0.8, n)
        t = (np.arange(n) % 2 == 0).astype(int)
        w = t / e
        right = w @ y / w.sum()
        expect(s, "weighted_mean", (y, t, e), right, mistakes=apart(right, [
            (w @ y / n, "Normalise: divide by the sum of the weights, not by n."),
            (y[t == 1].mean(), "That is the plain mean of the treated."),
            (w @ y / t.sum(), "Divide by the sum of the weights."),
            ((t * e) @ y / (t * e).sum(), "The weight is 1/e: those who were unlikely to be here count more.")]))


@function(LABEL + "ratio-error", "ratio_error", starter='''
def ratio_error(y, m):
    """Return the standard error of y.mean() / m.mean() over independent visitors."""
    ...
''')
def ratio_error(s, rng):
    for n in (5, 20, 50):
        m = rng.integers(1, 9, n).astype(float)
        y = np.round(0.4 * m + rng.normal(0, 1, n), 2)
        r = y.mean() / m.mean()
        right = (y - r * m).std(ddof=1) / (np.sqrt(n) * m.mean())
        expect(s, "ratio_error", (y, m), right, mistakes=apart(right, [
            ((y / m).std(ddof=1) / np.sqrt(n), "That is the error of the mean of the ratios, another quantity."),
            (y.std(ddof=1) / (np.sqrt(n) * m.mean()), "The denominator varies too: use the residuals y − r m."),
            ((y - r * m).std(ddof=1) / m.mean(), "Divide by the root of the number of visitors."),
            ((y - r * m).std(ddof=1) / np.sqrt(n), "Divide by the mean of m.")]))


@function(LABEL + "cuped-theta", "theta", starter='''
def theta(y, x, t):
    """Return the coefficient of least variance; t is a boolean array."""
    ...
''')
def cuped_theta(s, rng):
    for n in (8, 15, 30):
        x, t = rng.normal(10, 3, n), np.arange(n) % 3 == 0
        y = np.round(0.7 * x + 4 * t + rng.normal(0, 1, n), 3)
        (_, yx), (_, xx) = sum(np.cov(y[arm], x[arm]) / arm.sum() for arm in (t, ~t))
        right = yx / xx
        pooled = np.cov(y, x)
        expect(s, "theta", (y, x, t), right, mistakes=apart(right, [
            (pooled[0, 1] / pooled[1, 1], "Take the covariances within each arm: the effect itself must not enter."),
            (yx, "Divide by the variance of the difference of the x."),
            (xx / yx, "Upside down: covariance over variance."),
            (np.corrcoef(y, x)[0, 1], "That is a correlation, without units.")]))


@number(LABEL + "in-a-row", "k", rtol=1e-6)
def in_a_row(rng):
    return Variant(5, mistakes=(
        (4, "2^4 = 16 is below the bound of 18."), (6, "Five are enough: 2^5 = 32."),
        (18, "The ratio doubles with each buyer; it does not grow by one."),
        (36, "Each buyer doubles the ratio.")))


@number(LABEL + "e-value", "p")
def e_value(rng):
    g, z = 8.0, 3.0
    m = np.exp(g / (1 + g) * z**2 / 2) / np.sqrt(1 + g)
    return Variant(1 / m, mistakes=(
        (m, "That is the e-value; the p-value is its inverse."), (0.0026998, "That is the usual p-value of z = 3."),
        (np.exp(-g / (1 + g) * z**2 / 2), "The factor 1/√(1 + g) is missing."),
        (np.sqrt(1 + g) * np.exp(-z**2 / 2), "The exponent has the factor g/(1 + g).")))


@number(LABEL + "looks", "correlation")
def looks(rng):
    return Variant(2 / 3, mistakes=(
        (4 / 9, "Take the root: correlation, with both z scaled."), (1.5, "A correlation is at most 1: invert."),
        (5 / 9, "The overlap of the data is 4/9 of the later look.")))


@number(LABEL + "dilution", "factor")
def dilution(rng):
    return Variant(5.0, mistakes=(
        (25.0, "That compares visitors analysed; without the others you also need only a fifth to be analysed."),
        (0.2, "The other way round."), (np.sqrt(5), "Sizes go with the square of the effect.")))


@number(LABEL + "did", "effect", seeded=True)
def did(rng):
    a, b, c, d = (round(float(v), 1) for v in (rng.uniform(40, 60), rng.uniform(66, 75), rng.uniform(45, 50),
                                              rng.uniform(51, 56)))
    effect = (b - a) - (d - c)
    return Variant(effect, given=f"changed: {a} before, {b} after; unchanged: {c} before, {d} after",
                   mistakes=apart(effect, [
                       (b - a, "That holds the trend as well: subtract the change of the other shop."),
                       (b - d, "That holds what differed before."), (d - c, "That is the trend."),
                       (-effect, "Changed minus unchanged.")]))


@number(LABEL + "letter", "effect")
def letter(rng):
    return Variant(2.4 / 0.3, mistakes=(
        (2.4, "That is the effect of the letter; divide by the share whom it moved."),
        (2.4 / 0.5, "Divide by the *difference* of the shares."), (2.4 * 0.3, "Divide, do not multiply."),
        (2.4 / 0.2, "Divide by the difference of the shares, 0.5 − 0.2.")))


@choice(LABEL + "daily", "answer", options={
    "a": "report p = 0.03 as it is", "b": "multiply by the number of days: report p = 0.30 as a safe bound",
    "c": "ignore it: the test is worthless", "d": "wait one more day and take the smaller p-value"})
def daily(rng):
    return Variant("b", mistakes=(
        ("a", "It is the smallest of ten: under no effect such a minimum is common."),
        ("c", "The union bound still gives a valid statement."),
        ("d", "A further look makes it worse.")))


@number(LABEL + "blocks", "share")
def blocks(rng):
    return Variant(0.25, mistakes=(
        (0.75, "That is the share that goes."), (0.5, "That is the ratio of the errors; asked is the variance."),
        (1 / 3, "Total variance is within plus between: 4 + 12.")))


@number(LABEL + "double", "chance")
def double(rng):
    return Variant(1 / 8, mistakes=(
        (1 / 3, "Three wins in a row are needed: multiply their chances."), (1 / 16, "Three wins reach 8 = 2³."),
        (7 / 8, "That is the chance to lose the stake.")))


@number(LABEL + "collider", "effect")
def collider(rng):
    return Variant(-0.7, mistakes=(
        (0.0, "They are independent before you condition, not after."),
        (-0.3, "P(Y=1 | T=1, C=1) is 0.3, P(Y=1 | T=0, C=1) is 1."),
        (0.7, "Treated minus untreated."), (-0.5, "That is the text's example with fair coins.")))
