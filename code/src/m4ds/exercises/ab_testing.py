"""Checks of the exercises of "Case study: an A/B testing platform"."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.prob.special import normal_cdf
from m4ds.stats.exaggeration import exaggeration

QUANTILES = (1.959964 + 0.841621)**2


@number("ex-ab-testing-days", "days", unit="days", seeded=True)
def days(rng):
    sd, effect = int(rng.integers(30, 120)), float(rng.choice([1.5, 2, 2.5, 3]))
    rho, traffic = float(rng.choice([0.3, 0.5, 0.7, 0.8])), 1000 * int(rng.integers(8, 30))
    plain = 7 * 4 * QUANTILES * sd**2 / effect**2 / traffic
    answer = plain * (1 - rho**2)
    return Variant(answer, f"standard deviation {sd} euros, effect {effect:g} euros, correlation {rho:g}, "
                   f"{traffic} visitors a week", apart(answer, (
                       (plain, "The covariate is not used yet."),
                       (plain * (1 - rho), "The factor is 1 minus the square of the correlation."),
                       (plain * math.sqrt(1 - rho**2), "That factor belongs to the standard deviation."),
                       (answer / 2, "That is one arm; both arms need visitors."),
                       (answer / 7, "That is in weeks."))))


@number("ex-ab-testing-break-even", "bar", unit="euros a visitor", seeded=True)
def bar(rng):
    cost, margin = 1000 * int(rng.integers(40, 300)), int(rng.integers(10, 60))
    visitors = 1000 * int(rng.integers(300, 1500))
    answer = cost / (margin / 100 * visitors)
    given = f"{cost} euros a year, the shop keeps {margin} %, {visitors} visitors a year"
    return Variant(answer, given, apart(answer, (
        (cost / visitors, "Only the margin is earned, not the whole spend."),
        (margin / 100 * cost / visitors, "Divide by the margin: a smaller margin needs a larger effect."),
        (cost / (margin * visitors), "The margin is a percentage."))))


@number("ex-ab-testing-rings", "rings", seeded=True)
def rings(rng):
    m, rho = int(rng.integers(3, 12)), float(rng.choice([0.05, 0.1, 0.2, 0.3]))
    D = 1 + (m - 1) * rho
    answer = float(2 * normal_cdf(-1.96 / math.sqrt(D)))
    return Variant(answer, f"{m} visits of each visitor, correlation {rho:g}", apart(answer, (
        (float(2 * normal_cdf(-1.96 / D)), "Standard deviations scale with the root of D."),
        (answer / 2, "Both sides ring."),
        (float(2 * normal_cdf(-1.96 / math.sqrt(1 + m * rho))), "Each visit has m - 1 others of the same visitor."),
        (0.05 * D, "The rate does not grow in proportion to D; insert into the normal law."))))


@vector("ex-ab-testing-four", "unit")
def unit(rng):
    return Variant([0.5, 4.0], mistakes=(
        ([0.5, 3.0], "Divide the sum of squares by 3, not by 4."),
        ([0.5, 1.0], "Divide by r(1 - r) times the mean number of visits."),
        ([0.5, 8.0], "The mean number of visits, 2, is missing."),
        ([1.0, 4.0], "Orders over visits, not orders over visitors.")))


@number("ex-ab-testing-shrunk", "shrunk", unit="euros", seeded=True)
def shrunk(rng):
    x, s = float(rng.integers(15, 45)) / 10, float(rng.integers(5, 15)) / 10
    mu, omega = float(rng.integers(1, 8)) / 10, float(rng.integers(6, 18)) / 10
    k = omega**2 / (omega**2 + s**2)
    answer = mu + k * (x - mu)
    given = f"estimate {x:g}, standard error {s:g}, effects with mean {mu:g} and standard deviation {omega:g}"
    return Variant(answer, given, apart(answer, (
        (k * x, "Shrink towards the mean of the effects, not towards 0."),
        (mu + omega / (omega + s) * (x - mu), "The weights are variances."),
        (mu + (1 - k) * (x - mu), "The weight of the estimate is that of the spread of the effects."))))


@number("ex-ab-testing-factor", "factor", seeded=True)
def factor(rng):
    theta = float(rng.choice([0.8, 1.2, 1.5, 2.0, 2.4, 2.6]))
    found = exaggeration(theta, 1.0)
    upper = float(normal_cdf(theta - 1.959964))
    bell = math.exp(-(theta - 1.959964)**2 / 2) / math.sqrt(2 * math.pi)
    return Variant(found.factor, f"a true effect of {theta:g} standard errors", apart(found.factor, (
        (found.factor * theta, "Divide by the true effect."),
        (found.factor * theta * found.power, "Divide by the power: the mean is conditional."),
        (1 + bell / upper, "The bell is divided by the effect, too."),
        (bell / (theta * upper), "The first term, near 1, is missing."))))


@vector("ex-ab-testing-look", "interval")
def interval(rng):
    return Variant([0.137, 5.863], mistakes=(
        ([1.04, 4.96], "With looks the boundary of the look takes the place of 1.96."),
        ([-1.049, 7.049], "That is the boundary of the first look."),
        ([0.975, 5.025], "That is the constant of the last look: at look k of 4 it is multiplied by the root of 4/k.")))


@number("ex-ab-testing-lane", "year", unit="million euros a year")
def year(rng):
    return Variant(0.2 / 63 * 365, mistakes=(
        ((0.3 / 28 - 0.1 / 28) * 365 / 3, "Ratio of the sums, not mean of the ratios."),
        (0.2 / 63, "That is a day."),
        (0.3 / 63 * 365, "The loss counts, too.")))


@number("ex-ab-testing-capped", "kept", unit="euros")
def kept(rng):
    def capped(mean):
        return mean * (1 - math.exp(-120 / mean))
    answer = capped(42) - capped(40)
    return Variant(answer, mistakes=(
        (2.0, "That is the effect without the cap."),
        (42 * math.exp(-120 / 42) - 40 * math.exp(-3), "That is what the cap takes away."),
        (2 * (1 - math.exp(-3)), "Each arm has its own tail beyond the cap.")))


@choice("ex-ab-testing-covariate", "allowed", options={
    "a": "pages viewed in the session that shows the checkout",
    "b": "spend in the four weeks before, for new visitors 0",
    "c": "whether the visitor bought within a day", "d": "the visitor's segment, updated after the experiment"})
def allowed(rng):
    return Variant("b", mistakes=(
        ("a", "The new checkout may change how many pages are viewed."),
        ("c", "That is an outcome: you would subtract a part of the effect."),
        ("d", "The treatment may have changed it: a new customer who buys becomes a returning one.")))


@number("ex-ab-testing-forty", "chance")
def chance(rng):
    return Variant(1 - 0.975**40, mistakes=(
        (1 - 0.95**40, "Green means significant in one direction only."),
        (40 * 0.025, "That is the expected number, and a bound; a chance cannot be 1 here."),
        (0.975**40, "That is the chance that none is green.")))


@number("ex-ab-testing-shipped", "poor")
def poor(rng):
    return Variant(1 / 6, mistakes=(
        (0.03, "That is the share of the poor changes that ship."),
        (0.024, "Divide by the share of all changes that ship."),
        (0.2, "Poor over good; divide by both together."),
        (0.03 / 0.63, "Weight both rates by how many poor and good changes there are.")))


@vector("ex-ab-testing-phases", "points")
def points(rng):
    return Variant([19 / 6 - 32 / 7, 0.7], mistakes=(
        ([19 / 6 - 32 / 7, 0.5], "Both phases have 10,000 visitors: weight them equally."),
        ([0.7, 0.7], "The first number is the difference of all buyers over all visitors."),
        ([32 / 7 - 19 / 6, 0.7], "New minus old."),
        ([19 / 6 - 32 / 7, 1.4], "Average the two differences, do not add them.")))


@function("ex-ab-testing-write-z", "z_ratio", starter='''
def z_ratio(y, m, t):
    """Return the z statistic of orders per visit, visitors as units: arm t minus the other."""
    ...
''')
def z_ratio(s, rng):
    m = 1 + rng.poisson(3.0, 200)
    y, t = rng.binomial(m, 0.3), rng.random(200) < 0.5

    def ratio(a):
        r = y[a].sum() / m[a].sum()
        return r, (y[a] - r * m[a]).std(ddof=1) / (np.sqrt(a.sum()) * m[a].mean())
    (r0, s0), (r1, s1) = ratio(~t), ratio(t)
    pooled = y.sum() / m.sum()
    naive = (r1 - r0) / np.sqrt(pooled * (1 - pooled) * (1 / m[t].sum() + 1 / m[~t].sum()))
    expect(s, "z_ratio", (y, m, t), (r1 - r0) / np.hypot(s0, s1), mistakes=(
        (naive, "Those errors have the visit as unit."),
        ((r0 - r1) / np.hypot(s0, s1), "The arm t minus the other one."),
        ((r1 - r0) / (s0 + s1), "Variances of independent arms add up, not errors.")))


@function("ex-ab-testing-write-stop", "first_day", starter='''
def first_day(z, bounds):
    """Return the first day (from 1) on which |z| >= bounds, or 0 if there is none."""
    ...
''')
def first_day(s, rng):
    bounds = np.linspace(4, 2, 10)
    quiet = np.full(10, 0.5)
    expect(s, "first_day", (quiet, bounds), 0, mistakes=((1, "argmax of nothing but False is 0: ask any() first."),))
    z = np.full(10, 0.5)
    z[int(rng.integers(3, 8))] = -5.0
    day = int(np.argmax(np.abs(z) >= bounds)) + 1
    expect(s, "first_day", (z, bounds), day, mistakes=(
        (0, "A harm crosses the boundary, too: take the absolute value."), (day - 1, "Days count from 1.")))


@function("ex-ab-testing-write-shrink", "shrink", starter='''
def shrink(x, s, mu, omega, p0):
    """Return the mean effect given the estimate x with error s, for 0 < p0 < 1."""
    ...
''')
def shrink(s, rng):
    x, se, mu, omega, p0 = rng.normal(1, 1), 0.6, 0.4, 1.1, 0.7
    v = omega**2 + se**2
    inner = mu + omega**2 / v * (x - mu)
    odds = (1 - p0) / p0 * math.sqrt(se**2 / v) * math.exp(x**2 / (2 * se**2) - (x - mu)**2 / (2 * v))
    expect(s, "shrink", (x, se, mu, omega, p0), inner * odds / (1 + odds), mistakes=(
        (inner, "Some changes do nothing: multiply by the probability that this one does something."),
        (inner * (1 - p0), "The share 1 - p0 is from before the estimate; update it by Bayes."),
        (inner / (1 + odds), "That weight is the probability that it does nothing.")))


@function("ex-ab-testing-write-split", "split_sums", starter='''
def split_sums(columns, t):
    """Return the sums of the columns, shape (2, k): row 0 for the units with t False, row 1 with t True."""
    ...
''')
def split_sums(s, rng):
    columns, t = rng.normal(size=(30, 3)), rng.random(30) < 0.5
    want = np.array([columns[~t].sum(axis=0), columns[t].sum(axis=0)])
    expect(s, "split_sums", (columns, t), want, mistakes=(
        (want[::-1], "Row 0 holds the units with t False."), (want.T, "One row for each arm.")))


@expression("ex-ab-testing-left-over", "left", variables=("omega", "s"))
def left(rng):
    return Variant("omega^2*s^2/(omega^2 + s^2)", mistakes=(
        ("omega^2/(omega^2 + s^2)", "That is the weight k; multiply by the variance of the estimate."),
        ("omega^2 + s^2", "That is the variance of the estimate over all experiments."),
        ("s^2", "The mix tells something as well: what is left is less.")))


@expression("ex-ab-testing-ratio-error", "error", variables=("rho", "n"))
def error(rng):
    return Variant("2*(1 - rho^2)*rho/sqrt(n)", mistakes=(
        ("2*(1 - rho^2)/sqrt(n)", "The two variances come from the same experiments: they are correlated."),
        ("2*rho/sqrt(n)", "That is the error of the logarithm; multiply by the ratio."),
        ("(1 - rho^2)*rho/sqrt(n)", "Each logarithm of a variance has the variance 2/n.")))


@number("ex-ab-testing-tiny", "limit")
def limit(rng):
    return Variant(math.exp(-1.96**2 / 2) / math.sqrt(2 * math.pi) / float(normal_cdf(-1.96)), mistakes=(
        (1.96, "Significant estimates lie beyond 1.96, not at it."),
        (math.exp(-1.96**2 / 2) / math.sqrt(2 * math.pi) / 0.05, "Both sides count, above and below the line."),
        (math.sqrt(2 / math.pi), "That is the mean without the filter.")))
