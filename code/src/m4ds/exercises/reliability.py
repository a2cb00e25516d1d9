"""Checks of the chapter Reliability and survival."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.prob.first_passage import drift_given, first_passage
from m4ds.prob.lifetimes import weibull
from m4ds.prob.special import normal_cdf
from m4ds.stats.replacement import rul_weibull
from m4ds.stats.survival import kaplan_meier, nelson_aalen


def _marked(time, failed):
    return ", ".join(f"{t:g}" + ("" if f else "+") for t, f in zip(time, failed, strict=True))


@vector("ex-reliability-km", "survival", seeded=True)
def km(rng):
    time = np.sort(rng.choice(np.arange(2, 19), 8, replace=False)).astype(float)
    failed = np.ones(8, dtype=int)
    failed[rng.choice(np.arange(1, 7), 4, replace=False)] = 0
    answer = kaplan_meier(time, failed).value
    return Variant(answer, f"{_marked(time, failed)} months", apart(answer, (
        (kaplan_meier(time[failed == 1], np.ones(4)).value,
         "You dropped the running units: they were at risk until their last age."),
        (np.cumprod(np.full(4, 7 / 8)), "The number at risk falls: count again before each failure."),
        (np.exp(-nelson_aalen(time, failed).value), "That is the exponential of the Nelson-Aalen curve."),
        (1 - answer, "That is the share that has failed."))))


@number("ex-reliability-rate", "rate", seeded=True)
def rate(rng):
    d, running, hours = int(rng.integers(3, 8)), int(rng.integers(8, 20)), int(rng.integers(4, 10)) * 100
    ended = int(rng.integers(2, hours // 100)) * 100 * d // 2
    total = ended + running * hours
    return Variant(d / total, f"{d} failed after {ended} hours together, {running} still run after {hours} hours each",
                   apart(d / total, ((d / ended, "The running units have run, too: add their hours."),
                                     ((d + running) / total, "A running unit is no failure."),
                                     (total / d, "That is the mean life: the rate is its reciprocal."))))


@number("ex-reliability-left", "median", unit="weeks", seeded=True, rtol=2e-3)
def left(rng):
    k, scale, age = int(rng.integers(2, 5)), int(rng.integers(8, 16)) * 10, int(rng.integers(3, 9)) * 10
    answer = float(rul_weibull(k, scale, age, [.5]).quantiles[0])
    median = scale * math.log(2)**(1 / k)
    return Variant(answer, f"shape {k}, scale {scale} weeks, age {age} weeks", apart(answer, (
        (median - age, "That is the median life minus the age: this unit is known to have reached its age."),
        (median, "That is the median life of a new unit."),
        (answer + age, "That is the age at which half have failed: subtract the age."))))


@number("ex-reliability-greenwood", "se")
def greenwood(rng):
    value = 0.9 * 0.8
    return Variant(value * math.sqrt(2 / (20 * 18) + 3 / (15 * 12)), mistakes=(
        (math.sqrt(value * (1 - value) / 20), "That is the binomial error without censoring."),
        (math.sqrt(2 / (20 * 18) + 3 / (15 * 12)), "That is the error of log S: multiply by S."),
        (value * math.sqrt(2 / 20**2 + 3 / 15**2), "The denominator is n (n - d).")))


@number("ex-reliability-low", "low")
def low(rng):
    wide = 1.96 * 0.2 / abs(math.log(0.6))
    return Variant(0.6**math.exp(wide), mistakes=(
        (0.6 - 1.96 * 0.6 * 0.2, "That is the plain interval: use the scale of log(-log S)."),
        (0.6**math.exp(-wide), "That is the upper end."),
        (0.6 * math.exp(-1.96 * 0.2), "That is the interval on the scale of log S.")))


@expression("ex-reliability-survival", "S", variables=("t", "a", "b"))
def survival(rng):
    return Variant("exp(-a*t - b*t**2/2)", mistakes=(
        ("exp(-(a + b*t)*t)", "Integrate the hazard: do not multiply it by t."),
        ("1 - exp(-a*t - b*t**2/2)", "That is the distribution function."),
        ("(a + b*t)*exp(-a*t - b*t**2/2)", "That is the density.")))


@choice("ex-reliability-censoring", "which", options={
    "a": "the plant is sold, and all records end on that day",
    "b": "a pump is taken out because its vibration is high",
    "c": "pumps are taken out at 100 weeks whatever their state",
    "d": "a pump's hour meter is lost in a flood of the archive"})
def censoring(rng):
    return Variant("b", mistakes=(
        ("a", "The day of the sale does not depend on any pump's future life."),
        ("c", "A fixed age is a constant: constants are independent of everything."),
        ("d", "The flood does not know which pumps are about to fail.")))


@number("ex-reliability-shape", "shape", rtol=2e-3)
def shape(rng):
    return Variant(2.0, mistakes=((0.5, "Take the slope of log H against log t, not the reverse."),
                                  (math.log(0.64 / 0.04) / 60, "Take the logarithm of the ages, too."),
                                  (16.0, "That is the ratio of the hazards: take logarithms.")))


@number("ex-reliability-score", "z")
def score(rng):
    e = 2 / 5 + 2 / 4 + 1 / 3 + 0
    v = 2 / 5 * 3 / 5 + 1 / 4 + 1 / 3 * 2 / 3
    return Variant((2 - e) / math.sqrt(v), mistakes=(
        ((2 - e) / v, "Divide by the root of the variance."),
        ((e - 2) / math.sqrt(v), "Observed minus expected, not the reverse."),
        ((2 - e) / math.sqrt(e), "The variance is the sum of the hypergeometric variances.")))


@number("ex-reliability-ratio", "percent", seeded=True)
def ratio(rng):
    b, step = round(float(rng.choice([-0.4, -0.25, 0.15, 0.3, 0.5])), 2), int(rng.integers(2, 5))
    answer = 100 * (math.exp(b * step) - 1)
    return Variant(answer, f"coefficient {b:g} for one unit, {step} units more", apart(answer, (
        (100 * b * step, "That is the change of the log hazard: take the exponential."),
        (100 * (math.exp(b) - 1), "That is for one unit: the log hazard changes by the coefficient times the units."),
        (100 * (math.exp(b) - 1) * step, "Ratios multiply, they do not add."),
        (100 * math.exp(b * step), "That is the ratio in per cent: subtract 100 for the change."))))


@number("ex-reliability-partial", "theta")
def partial(rng):
    return Variant(1 / math.sqrt(2), mistakes=(
        (-math.log(2) / 2, "That is beta: theta is its exponential."),
        (math.sqrt(2), "That is the ratio of the other group to this one."),
        (0.5, "Set the derivative with respect to beta to zero, term by term.")))


@function("ex-reliability-at-risk", "at_risk", starter='''
def at_risk(time, entry, t):
    """Return how many units are at risk at age t: entered before t, and not gone before t."""
    ...
''')
def at_risk(s, rng):
    for n in (6, 40):
        entry = rng.integers(0, 8, n).astype(float)
        time = entry + rng.integers(1, 9, n)
        for t in (1.0, 5.0, 8.0):
            answer = float(((entry < t) & (t <= time)).sum())
            expect(s, "at_risk", (time, entry, t), answer, mistakes=apart(answer, (
                (float((t <= time).sum()), "A unit that enters later is not at risk yet."),
                (float(((entry < t) & (t < time)).sum()), "A unit whose age ends at t is still at risk at t."),
                (float(((entry <= t) & (t <= time)).sum()), "A unit that enters exactly at t is not at risk at t."))))


@function("ex-reliability-restricted", "restricted_mean", starter='''
def restricted_mean(time, failed, tau):
    """Return the area under the Kaplan-Meier curve from 0 to tau, tau at most the largest time."""
    ...
''')
def restricted_mean(s, rng):
    for n in (5, 30):
        time, failed = np.round(rng.weibull(2, n) * 20 + 1, 1), (rng.random(n) < .6).astype(int)
        failed[0] = 1
        for tau in (0.5, float(np.median(time)), float(time.max())):
            answer = kaplan_meier(time, failed).area(tau)
            expect(s, "restricted_mean", (time, failed, tau), answer, mistakes=apart(answer, (
                (float(np.minimum(time, tau).mean()), "That takes the censored ages as lives."),)))


@number("ex-reliability-uniform", "age")
def uniform(rng):
    return Variant(20 * (math.sqrt(3) - 1), mistakes=(
        (20.0, "That is the end of the possible lives: the failures before it are too dear."),
        (10.0, "That is the mean life."),
        (20 * (math.sqrt(3) + 1), "Take the root between 0 and 20.")))


@choice("ex-reliability-never", "which", options={
    "a": "a hazard that falls from 0.04 to 0.01 a week", "b": "a Weibull law of shape 1.5",
    "c": "a hazard that rises from 0.01 towards 0.02 a week, with a mean life of 60 weeks, and a failure twice as dear",
    "d": "both the first and the third"})
def never(rng):
    return Variant("d", mistakes=(
        ("a", "True, but look at the third: the final hazard must exceed twice the average rate 1/60."),
        ("b", "Its hazard rises without limit: there is always a best age."),
        ("c", "True, but a falling hazard is never worth an early replacement either.")))


@function("ex-reliability-cost", "empirical_cost", starter='''
def empirical_cost(lives, age, planned, failure):
    """Return the cost per unit of time of replacing at `age`, had these complete lives been drawn."""
    ...
''')
def empirical_cost(s, rng):
    lives = np.round(100 * rng.weibull(2.5, 40), 1)
    for age in (30.0, 80.0, 500.0):
        late = lives > age
        total = np.where(late, 2., 15.).sum()
        answer = float(total / np.minimum(lives, age).sum())
        expect(s, "empirical_cost", (lives, age, 2., 15.), answer, mistakes=apart(answer, (
            (float(np.mean(np.where(late, 2., 15.) / np.minimum(lives, age))),
             "That is the mean of the ratios: the long run is the ratio of the means."),
            (float(total / lives.sum()), "A unit that is replaced stops at the age."))))


@number("ex-reliability-seen", "mean", seeded=True)
def seen(rng):
    m, s, sigma = 1.0, float(rng.choice([0.25, 0.5])), float(rng.choice([0.5, 1.0, 2.0]))
    time = int(rng.choice([4, 8, 16]))
    level = round(time * float(rng.choice([0.6, 1.4, 1.75])), 1)
    answer = drift_given(level, time, m, s, sigma)[0]
    return Variant(answer, f"drifts N(1, {s:g}²) mm a week, sigma {sigma:g}, wear {level:g} mm at week {time}", apart(
        answer, ((level / time, "That is the unit's own average: weigh it with what is known of all units."),
                 (1.0, "That is the mean before you looked."),
                 ((1 + level / time) / 2, "The weights are the precisions, not one half each."))))


@number("ex-reliability-passage", "chance", rtol=5e-3)
def passage(rng):
    return Variant(float(first_passage(8.0, 0.5, 1.0).cdf(16.0)), mistakes=(
        (0.5, "That is the chance to be above the limit at week 16: the path may have been there before."),
        (1 - float(first_passage(8.0, 0.5, 1.0).cdf(16.0)), "That is the chance of not having arrived."),
        (float(math.exp(8) * normal_cdf(-4.0)), "That is the second term alone.")))


@number("ex-reliability-two", "mean", unit="weeks")
def two(rng):
    return Variant(50.0, mistakes=(
        (60.0, "That is one unit alone: two of three is worse in the mean."),
        (20.0, "That is three in series: here the first failure does not end it."),
        (110.0, "That is one of three: parallel."), (30.0, "That is two in series.")))


@number("ex-reliability-incidence", "share")
def incidence(rng):
    return Variant(2 / 3 * (1 - math.exp(-1.5)), mistakes=(
        (1 - math.exp(-1.0), "That is the answer if the other cause did not exist."),
        (1 - math.exp(-1.5), "That is a failure from either cause."),
        (2 / 3, "That is the share in the long run.")))


@number("ex-reliability-bench", "duration", unit="weeks", rtol=1e-6)
def bench(rng):
    return Variant(16, mistakes=((15, "Round up: with 15 the promise just fails."),
                                 (25, "That is a risk of one per cent: take the logarithm of 0.05."),
                                 (300, "That is the running time of all: divide by the units.")))


@function("ex-reliability-weibull", "profile", starter='''
def profile(k, time, failed):
    """Return g(k), whose root is the shape of the likeliest Weibull law."""
    ...
''')
def profile(s, rng):
    time = np.round(100 * weibull(2.0).quantile(rng.random(25)), 1) + 1
    failed = (rng.random(25) < .6).astype(int)
    failed[0] = 1
    for k in (0.5, 2.0, 5.0):
        w = time**k
        u = np.log(time)
        answer = float(w @ u / w.sum() - 1 / k - u[failed == 1].mean())
        f = failed == 1
        expect(s, "profile", (k, time, failed), answer, mistakes=apart(answer, (
            (float(w[f] @ u[f] / w[f].sum() - 1 / k - u[f].mean()), "The first mean is over all units."),
            (float(w @ u / w.sum() - 1 / k - u.mean()), "The last mean is over the failed alone."),
            (-answer, "The sign: the function increases."))))


@expression("ex-reliability-mixture", "hazard", variables=("t",))
def mixture(rng):
    return Variant("1/(1 + t)", mistakes=(
        ("1", "That is the mean hazard of new units: the weak ones leave first."),
        ("1/(1 + t)**2", "That is the density: divide by the survival function."),
        ("exp(-t)", "That is the survival of a unit with hazard 1: average over the hazards.")))


@expression("ex-reliability-minimal", "age", variables=("L", "p", "r"))
def minimal(rng):
    return Variant("L*(p/(2*r))**(1/3)", mistakes=(
        ("L*(p/r)**(1/3)", "Differentiate the quotient: the exponent minus one appears."),
        ("L*(2*p/r)**(1/3)", "The factor 2 divides."), ("(p/(2*r))**(1/3)", "Ages are in units of L."),
        ("L*p/(2*r)", "The cube of the age is found: take the root.")))
