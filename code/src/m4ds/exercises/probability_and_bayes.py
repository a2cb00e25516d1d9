"""Checks of the chapter Probability and Bayes."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.prob.bayes import bayes_update, predictive_values


@number("ex-probability-and-bayes-neither", "neither", seeded=True)
def neither(rng):
    leak, noise = (int(x) for x in rng.integers(8, 20, size=2))
    both = int(rng.integers(2, 6))
    answer = 1 - (leak + noise - both) / 100
    return Variant(answer, f"leak {leak} %, noise {noise} %, both {both} %", apart(
        answer, ((1 - (leak + noise) / 100, "The pumps with both signs were taken away twice."),
        ((leak + noise - both) / 100, "That is the probability of at least one sign: take the complement."),
        ((1 - leak / 100) * (1 - noise / 100), "Multiplying assumes that the two signs are independent."))))


@number("ex-probability-and-bayes-sensors", "bound")
def bound(rng):
    return Variant(0.02, mistakes=(
        (1 - 0.9996**50, "That needs independent failures. The bound must hold whatever the dependence."),
        (0.0004, "One sensor fails with that probability; add the 50 of them."),
        (0.0004**50, "That is all of them failing at once, if independent.")))


@number("ex-probability-and-bayes-draws", "all_good")
def all_good(rng):
    return Variant(9 * 8 * 7 / (12 * 11 * 10), mistakes=(
        (0.75**3, "After one good gasket is drawn, 8 good ones are left among 11: condition at each step."),
        (3 * 2 * 1 / (12 * 11 * 10), "That is the probability that all three are cracked."),
        (0.75, "That is the first draw alone.")))


def _suppliers(rng):
    share = rng.permutation([[0.6, 0.3, 0.1], [0.5, 0.3, 0.2], [0.4, 0.35, 0.25]][rng.integers(3)])
    rate = rng.choice([0.01, 0.02, 0.03, 0.04, 0.05, 0.08], size=3, replace=False)
    words = "; ".join(f"{n}: share {100 * s:.0f} %, late {100 * r:.0f} %" for n, s, r in zip("ABC", share, rate,
                                                                                       strict=True))
    return share, rate, words


@number("ex-probability-and-bayes-late", "late", seeded=True)
def late(rng):
    share, rate, words = _suppliers(rng)
    answer = float(share @ rate)
    return Variant(answer, words, apart(
        answer, ((float(rate.mean()), "The suppliers do not send equally much: weight each rate by its share."),
        (float(rate.sum()), "The rates are conditional probabilities: weight each by its share before adding."))))


@vector("ex-probability-and-bayes-supplier", "posterior", seeded=True)
def supplier(rng):
    share, rate, words = _suppliers(rng)
    answer = bayes_update(share, rate)
    return Variant(answer, words, apart(
        answer, ((share * rate, "Those are the joint probabilities: divide by their sum."),
        (rate / rate.sum(), "That forgets how much each supplier sends: multiply by the shares."),
        (share, "Those are the shares before you knew that the parcel is late."))))


@number("ex-probability-and-bayes-odds", "probability")
def probability(rng):
    return Variant(30 / 129, mistakes=(
        (30 / 99, "Those are the posterior odds, 30 to 99. A probability is odds / (1 + odds)."),
        (0.3, "Multiply the odds 1 : 99 by 30, not the probability 0.01."),
        (30 / 31, "That starts from even odds: the prior is missing.")))


@choice("ex-probability-and-bayes-direction", "direction", options={
    "a": "the probability of a tag, given that the valve leaks",
    "b": "the probability that the valve leaks, given a tag",
    "c": "the probability that a valve is tagged and leaks"})
def direction(rng):
    return Variant("b", mistakes=(
        ("a", "The sentence starts from the valves that have a tag: they are what is given."),
        ("c", "A joint probability counts among all valves, not among the tagged ones.")))


@choice("ex-probability-and-bayes-disjoint", "verdict", options={
    "a": "independent, because the events have nothing in common",
    "b": "dependent, because one excludes the other",
    "c": "impossible to say without more numbers"})
def verdict(rng):
    return Variant("b", mistakes=(
        ("a", "Having no outcome in common is not independence: knowing one, you know that the other failed."),
        ("c", "The numbers suffice: P(A and B) = 0 while P(A) P(B) = 0.06.")))


@number("ex-probability-and-bayes-silence", "still_faulty", seeded=True, rtol=5e-3)
def still_faulty(rng):
    p, se, sp = rng.choice([0.02, 0.05, 0.1]), rng.choice([0.7, 0.8, 0.85]), rng.choice([0.9, 0.96])
    npv = float(predictive_values(p, se, sp)[1])
    return Variant(1 - npv, f"prevalence {p:.0%}, sensitivity {se:.0%}, specificity {sp:.0%}", (
        (npv, "That is the probability that the silent machine is healthy: take the complement."),
        (1 - se, "That is P(silent | faulty): the conditional stands the wrong way round."),
        (p * (1 - se), "That is the joint probability: divide by P(silent).")))


@number("ex-probability-and-bayes-slots", "clash")
def clash(rng):
    answer = 1 - math.prod(1 - i / 20 for i in range(8))
    return Variant(answer, mistakes=(
        (1 - answer, "That is the probability that all eight slots differ."),
        (28 / 20, "That is the union bound over the pairs. Here it says nothing: it is above 1."),
        (1 - math.exp(-28 / 20), "That is the lower bound; the product gives the exact value.")))


@function("ex-probability-and-bayes-posterior", "posterior_after", starter='''
def posterior_after(prior, rates, reports):
    """Return P(cause | reports): prior (m,), rates (m, k) = P(sign | cause), reports (k,) of 0 and 1."""
    ...
''')
def posterior_after(s, rng):
    for k in (3, 4000):
        prior, rates = np.array([0.7, 0.2, 0.1]), rng.uniform(0.45, 0.55, size=(3, k))
        reports = (rng.random(k) < rates[1]).astype(int)
        logs = np.log(prior) + np.log(np.where(reports, rates, 1 - rates)).sum(axis=1)
        answer = np.exp(logs - logs.max())
        only = np.log(prior) + (reports * np.log(rates)).sum(axis=1)
        only = np.exp(only - only.max())
        expect(s, "posterior_after", (prior, rates, reports), answer / answer.sum(), mistakes=apart(
            answer / answer.sum(),
            ((only / only.sum(), "A sign that is absent is evidence too: use 1 - rate where the report is 0."),
            (answer, "Divide by the sum: posterior probabilities add to one."))))


@function("ex-probability-and-bayes-specificity", "needed_specificity", starter='''
def needed_specificity(prevalence, sensitivity, target):
    """Return the specificity at which the positive predictive value equals target."""
    ...
''')
def needed_specificity(s, rng):
    for _ in range(4):
        p, se, target = rng.uniform(0.001, 0.2), rng.uniform(0.6, 1.0), rng.uniform(0.3, 0.9)
        false_rate = p * se * (1 - target) / ((1 - p) * target)
        expect(s, "needed_specificity", (p, se, target), 1 - false_rate, mistakes=(
            (false_rate, "That is the false-alarm rate; the specificity is one minus it."),))


@expression("ex-probability-and-bayes-omission", "omission", variables=("p",))
def omission(rng):
    return Variant("0.1*p/(0.1*p + 0.95*(1 - p))", mistakes=(
        ("0.1*p", "That is the joint probability: divide by the probability of silence."),
        ("0.95*(1 - p)/(0.1*p + 0.95*(1 - p))", "That is the machine being healthy, given silence."),
        ("0.9*p/(0.9*p + 0.05*(1 - p))", "That conditions on an alert, not on silence.")))


@number("ex-probability-and-bayes-three-nights", "fault", seeded=True, rtol=5e-3)
def fault(rng):
    p, se, sp = rng.choice([0.01, 0.02, 0.04]), rng.choice([0.7, 0.8, 0.9]), rng.choice([0.9, 0.92, 0.95])
    odds = p / (1 - p) * (se / (1 - sp))**2 * (1 - se) / sp
    two = p / (1 - p) * (se / (1 - sp))**2
    three = two * se / (1 - sp)
    return Variant(odds / (1 + odds), f"prevalence {p:.0%}, sensitivity {se:.0%}, specificity {sp:.0%}", apart(
        odds / (1 + odds), ((odds, "Those are odds: divide by 1 + odds."),
        (two / (1 + two), "The silent night is evidence too: multiply by (1 - sensitivity) / specificity."),
        (three / (1 + three), "The third night was silent; you counted it as an alert."))))


@number("ex-probability-and-bayes-ticket", "urgent")
def urgent(rng):
    ratio = (31 / 42) / (21 / 162) * (11 / 42) / (3 / 162)
    odds = ratio * 40 / 160
    raw = (30 / 40) / (20 / 160) * (10 / 40) / (2 / 160) * 40 / 160
    return Variant(odds / (1 + odds), mistakes=(
        (ratio / (1 + ratio), "The prior odds 40 : 160 are missing."),
        (raw / (1 + raw), "Add one to each count and two to each total, as the statement asks."),
        (odds, "Those are odds: divide by 1 + odds.")))


@number("ex-probability-and-bayes-worth", "prevalence", seeded=True, rtol=5e-3)
def prevalence(rng):
    c, loss = int(rng.choice([150, 250, 400])), int(rng.choice([5000, 8000, 20000]))
    se, sp = rng.choice([0.8, 0.9, 0.95]), rng.choice([0.9, 0.97])
    odds = c / (loss - c) * (1 - sp) / se
    return Variant(odds / (1 + odds), f"inspection {c}, failure {loss}, sensitivity {se:.0%}, specificity {sp:.0%}",
                   apart(odds / (1 + odds),
                             ((c / loss, "That is the posterior's threshold; go back through the alert to the prior."),
                             (c / (loss - c) * se / (1 - sp) / (1 + c / (loss - c) * se / (1 - sp)),
                              "You multiplied by the likelihood ratio; going back to the prior divides by it."))))


@number("ex-probability-and-bayes-four-doors", "win")
def win(rng):
    return Variant(3 / 8, mistakes=(
        (0.25, "That is the probability of winning if you stay."),
        (0.75, "The car is behind one of your two alternatives with that probability; you pick one of the two."),
        (1 / 3, "The three closed doors are not equally likely: the host avoided the car.")))


@number("ex-probability-and-bayes-database", "source")
def source(rng):
    return Variant(1 / (1 + 299_999 / 100_000), mistakes=(
        (1 - 1e-5, "That transposes the conditional: one in 100,000 is P(match | innocent)."),
        (1e-5, "That is P(match | innocent). Count how many innocent people match too."),
        (100_000 / 299_999, "Those are odds: divide by 1 + odds.")))


@vector("ex-probability-and-bayes-two-pumps", "both")
def both(rng):
    return Variant([1 / 19, 1 / 10], mistakes=(
        ([1 / 10, 1 / 10], "In the first protocol three of the four combinations survive: weigh them."),
        ([1 / 19, 1 / 19], "In the second protocol one named pump was opened: the other pump has told you nothing."),
        ([1 / 100, 1 / 100], "That is the prior, before any report.")))


@function("ex-probability-and-bayes-collision", "collision", starter='''
def collision(k, d):
    """Return P(at least two of k random labels agree) for d equally likely labels, 2 <= k <= d."""
    ...
''')
def collision(s, rng):
    for k, d in ((23, 365), (5, 10), (3000, 2**32), (1000, 2**64)):
        logs = np.log1p(-np.arange(k) / d).sum()
        answer = float(-np.expm1(logs))
        expect(s, "collision", (k, d), answer, rtol=1e-5, mistakes=apart(
            answer, ((0.0, "Zero: 1 - product lost all digits. Add log1p terms, and end with -expm1."),
            (float(np.exp(logs)), "That is the probability that all labels differ."),
            (1 - (1 - 1 / d)**(k * (k - 1) / 2), "The pairs are not independent: multiply the conditional factors."))))


@expression("ex-probability-and-bayes-copy", "ratio", variables=("c",))
def ratio(rng):
    return Variant("(c + (1 - c)*0.9)/(c + (1 - c)*0.05)", mistakes=(
        ("0.9/0.05", "That is the ratio of an independent second reading; here it copies with probability c."),
        ("(1 - c)*0.9/0.05", "A copied reading agrees for certain, under both hypotheses: add c above and below."),
        ("c + (1 - c)*18", "Mix the probabilities first, then divide: that is another number.")))
