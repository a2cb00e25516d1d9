"""Checks of the chapter Classification metrics, imbalance, decisions."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.learn.decisions import best_f_threshold, cost_threshold, prior_shift
from m4ds.learn.precision_recall import average_precision
from m4ds.learn.roc import auc_pairs, roc_curve
from m4ds.prob.special import normal_cdf


def _chance(odds: float) -> float:
    return odds / (1 + odds)


@number("ex-classification-metrics-precision", "precision", seeded=True)
def precision(rng):
    v, u = float(rng.choice([0.6, 0.7, 0.8, 0.95])), float(rng.choice([0.01, 0.02, 0.03, 0.05]))
    share = float(rng.choice([0.002, 0.005, 0.004]))
    odds = share / (1 - share) * v / u
    answer = _chance(odds)
    return Variant(answer, f"true positive rate {v:g}, false positive rate {u:g}, prevalence {share:g}", apart(
        answer, ((odds, "These are the odds: divide by 1 plus them."), (v, "That is the recall."),
        (1 - u, "That is the specificity."), (share * v, "That is the share of true alarms among all cases."),
        (v / (v + u), "You have forgotten the prevalence: that is right for one half."))))


@vector("ex-classification-metrics-counts", "counts", seeded=True)
def counts(rng):
    s = rng.permutation([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.35, 0.3, 0.2, 0.1])
    y = rng.permutation([1, 1, 1, 1, 0, 0, 0, 0, 0, 0])
    alarm = s >= 0.5
    while alarm[y == 1].sum() in (0, 4) or alarm[y == 0].sum() in (0, 6):
        y = rng.permutation(y)
    tp, fp, fn, tn = (int((alarm == a)[y == k].sum()) for a, k in ((1, 1), (1, 0), (0, 1), (0, 0)))
    answer = [tp, fp, fn, tn]
    strict = s > 0.5
    given = f"scores {s.tolist()}, labels {y.tolist()}"
    return Variant(answer, given, apart(answer, (
        ([int((strict == a)[y == k].sum()) for a, k in ((1, 1), (1, 0), (0, 1), (0, 0))],
         "The case with score 0.5 rings, too."),
        ([tp, fn, fp, tn], "FP and FN are exchanged: FP is an alarm without cause."),
        ([tn, fn, fp, tp], "You have taken 0 for the positive class."))))


def _tied(rng):
    mine = others = np.zeros(1)
    while not np.isin(mine, others).any() or mine.min() > others.max() - 1:
        mine, others = rng.integers(2, 7, 3), rng.integers(1, 6, 4)
    return np.append(mine, others).astype(float), np.repeat([1, 0], [3, 4])


@number("ex-classification-metrics-area", "area", seeded=True)
def area(rng):
    s, y = _tied(rng)
    answer = auc_pairs(s, y)
    mine, others = s[:3, None], s[3:]
    return Variant(answer, f"positives {s[:3].astype(int).tolist()}, negatives {s[3:].astype(int).tolist()}", apart(
        answer, ((float((mine > others).mean()), "Ties count half."),
        (float((mine >= others).mean()), "Ties count half, not whole."),
        (1 - answer, "The positive has to score higher, not lower."))))


@number("ex-classification-metrics-ap", "ap", seeded=True)
def ap(rng):
    y = rng.permutation([1, 1, 1, 0, 0, 0, 0, 0])
    while y[:3].sum() in (0, 3):
        y = rng.permutation([1, 1, 1, 0, 0, 0, 0, 0])
    answer = average_precision(-np.arange(8.0), y)
    ranks = np.flatnonzero(y) + 1
    each = np.cumsum(y) / np.arange(1, 9)
    return Variant(answer, f"labels {y.tolist()}", apart(
        answer, ((float(each.mean()), "Only the ranks of positives count, not all eight."),
        (float((1 / ranks).mean()), "The second positive has two positives up to its rank, not one."),
        (3 / 8, "That is the prevalence, the precision of the whole list."),
        (auc_pairs(-np.arange(8.0), y), "That is the AUC."),
        (answer * 3, "Divide by the number of positives."))))


@number("ex-classification-metrics-threshold", "t", seeded=True)
def threshold(rng):
    fp, rest = int(rng.integers(6, 15)), -int(rng.integers(1, 4))
    hit, fn = int(rng.integers(5, 40)), int(rng.integers(300, 800))
    answer = cost_threshold(fp, fn, hit, rest)
    return Variant(answer, f"costs: false alarm {fp}, miss {fn}, hit {hit}, neither {rest} (a gain)", apart(
        answer, ((fp / (fp + fn), "Use differences: what an alarm costs more than rest, and what a hit saves."),
        ((fp + rest) / (fp + rest + fn - hit), "Rest is a gain: you lose it by a false alarm, so its size is added."),
        ((fp - rest) / (fn - hit), "These are the odds."),
        ((fn - hit) / (fp - rest + fn - hit), "That is 1 minus the threshold: a dear miss makes it low."),
        ((fp - rest) / (fp - rest + fn + hit), "A hit costs something, too: a miss costs more by the difference."))))


@number("ex-classification-metrics-slope", "m")
def slope(rng):
    return Variant(3.0, mistakes=(
        (3 / 49, "That is the odds of the threshold: the prior odds are missing."),
        (0.02 * 49 / (0.98 * 3), "Upside down: rare frauds and dear alarms make it steep."),
        (0.98 * 49 / (0.02 * 3), "A dear miss makes the slope small."),
        (49.0, "These are the odds of an honest payment: the costs are missing.")))


@vector("ex-classification-metrics-parts", "parts")
def parts(rng):
    return Variant([0.004, 0.06, 0.25], mistakes=(
        ([0.005, 0.065, 0.25], "Weigh the groups by their sizes, 0.4 and 0.6."),
        ([0.04, 0.26, 0.25], "Square the distances."),
        ([0.004, 0.19, 0.25], "That is the refinement; the resolution is uncertainty less refinement."),
        ([0.004, 0.06, 0.5], "The uncertainty is f(1 - f).")))


@number("ex-classification-metrics-shift", "p", seeded=True)
def shift(rng):
    said, kept = float(rng.choice([0.7, 0.8, 0.5, 0.6])), float(rng.choice([0.01, 0.05, 0.1, 0.02]))
    odds = said / (1 - said) * kept
    answer = _chance(odds)
    return Variant(answer, f"share of honest payments kept {kept:g}; the model says {said:g}", apart(
        answer, ((odds, "These are the odds: divide by 1 plus them."),
        (said * kept, "Multiply the odds, not the probability."),
        (_chance(said / (1 - said) / kept), "The wrong way: honest payments are more common than in the sample."))))


@number("ex-classification-metrics-normal", "area", seeded=True)
def normal(rng):
    low, high = int(rng.integers(0, 4)), int(rng.integers(5, 8))
    s1, s0 = (float(x) for x in rng.choice([1.0, 1.5, 2.0, 3.0, 4.0], 2, replace=False))
    d = high - low
    answer = float(normal_cdf(d / math.hypot(s1, s0)))
    return Variant(answer, f"positives: mean {high}, sd {s1:g}; negatives: mean {low}, sd {s0:g}", apart(
        answer, ((float(normal_cdf(d / (s1 + s0))), "Variances add, not standard deviations."),
        (float(normal_cdf(d / math.sqrt(s1 + s0))), "Square the standard deviations before you add."),
        (float(normal_cdf(d / s0)), "The positives vary, too."),
        (float(normal_cdf(d / s1)), "The negatives vary, too."))))


@choice("ex-classification-metrics-beats", "rule", options={
    "a": "recall 0.9, false positive rate 0.02", "b": "recall 0.5, false positive rate 0.01",
    "c": "recall 0.2, false positive rate 0.001"})
def beats(rng):
    return Variant("c", mistakes=(
        ("a", "Of 10,000: 90 true alarms, 198 false ones. It is the most useful one, and loses in accuracy."),
        ("b", "Of 10,000: 50 true alarms, 99 false ones.")))


@function("ex-classification-metrics-reach", "recall_at", starter='''
def recall_at(scores, positive, alpha):
    """Return the largest true positive rate of a threshold with a false positive rate of at most alpha."""
    ...
''')
def reach(s, rng):
    for n in (40, 60):
        y = np.append([0, 1], rng.integers(0, 2, n))
        scores = (rng.normal(size=n + 2) + y).round(1)
        for alpha in (0.0, 0.1, 0.35):
            curve = roc_curve(scores, y)
            answer = curve.true_rate[curve.false_rate <= alpha + 1e-12].max()
            line = float(np.interp(alpha, curve.false_rate, curve.true_rate))
            mean = (scores[y == 0].mean() + scores[y == 1].mean()) / 2
            expect(s, "recall_at", (scores, y, alpha), answer, mistakes=apart(answer, (
                (line, "No coins: a point between two thresholds cannot be reached."),
                (float(np.mean(scores[y == 1] >= mean)), "The threshold follows from alpha."))))


@function("ex-classification-metrics-plan", "saving", starter='''
def saving(p, worth, price, k):
    """Return the largest expected saving of at most k checks."""
    ...
''')
def plan(s, rng):
    for n, k in ((8, 3), (6, 5)):
        p, w = rng.uniform(0.01, 0.2, n).round(3), rng.integers(20, 400, n).astype(float)
        price = 12.0
        gain = p * w - price
        answer = np.sort(np.maximum(gain, 0))[::-1][:k].sum()
        expect(s, "saving", (p, w, price, k), answer, mistakes=apart(answer, (
            (np.sort(gain)[::-1][:k].sum(), "A check that saves less than its price is left out."),
            (gain[np.argsort(-p)[:k]].sum(), "Order by probability times worth, not by probability."),
            (np.maximum(gain[np.argsort(-p)[:k]], 0).sum(), "Order by probability times worth, not by probability."),
            (np.maximum(gain, 0).sum(), "Only k checks."),
            (np.sort(p * w)[::-1][:k].sum(), "Subtract the price of the checks."))))


@vector("ex-classification-metrics-amounts", "chosen")
def amounts(rng):
    return Variant([1, 0, 1, 0, 0], mistakes=(
        ([0, 0, 0, 0, 1], "The most probable fraud is about 8 euros: a check costs more than half of that."),
        ([0, 0, 0, 1, 1], "Compare probability times amount with the price."),
        ([1, 1, 1, 1, 1], "A check costs 5 euros: which payments are worth it?"),
        ([1, 0, 0, 0, 0], "0.03 of 200 euros is 6, more than 5.")))


@number("ex-classification-metrics-frauds", "frauds", seeded=True, rtol=1e-9)
def frauds(rng):
    A, h = float(rng.choice([0.8, 0.85, 0.9, 0.95])), float(rng.choice([0.01, 0.02, 0.025, 0.03]))
    answer = math.ceil(A * (1 - A) / h**2 - 1e-9)
    return Variant(answer, f"AUC {A:g}, standard error at most {h:g}", apart(
        answer, ((math.ceil(A * (1 - A) / h - 1e-9), "The variance is the square of the standard error."),
        (math.ceil(math.sqrt(A * (1 - A)) / h - 1e-9), "Square it: the error falls with the root of the number."),
        (math.ceil(1.96**2 * A * (1 - A) / h**2), "One standard error was asked for."),
        (math.ceil(0.25 / h**2 - 1e-9), "That is the bound for an AUC of one half; you know more."))))


@number("ex-classification-metrics-elsewhere", "precision", seeded=True)
def elsewhere(rng):
    r, old = float(rng.choice([0.8, 0.85, 0.88, 0.92])), float(rng.choice([0.1, 0.2, 0.25, 0.5]))
    new = float(rng.choice([0.001, 0.0025, 0.005, 0.01]))
    answer = float(prior_shift([r], old, new)[0])
    odds = answer / (1 - answer)
    return Variant(answer, f"precision {r:g} at prevalence {old:g}; new prevalence {new:g}", apart(
        answer, ((r * new / old, "Multiply the odds, not the precision."), (r, "It does not stay."),
        (odds, "These are the odds: divide by 1 plus them."),
        (_chance(r / (1 - r) * new / (1 - new)), "Divide by the old prior odds first."))))


@number("ex-classification-metrics-f", "f", seeded=True)
def best_f(rng):
    p = np.sort(rng.choice(np.arange(1, 19), 6, replace=False))[::-1] / 20
    answer = best_f_threshold(p).f
    half = p[p >= 0.5]
    fixed = 2 * half.sum() / (p.sum() + len(half))
    return Variant(answer, f"probabilities {p.tolist()}", apart(
        answer, ((fixed, "With a threshold of one half; a lower one is better."),
        (2 * p.sum() / (p.sum() + 6), "That is for a list of all six."),
        (answer / 2, "That is the best threshold."),
        (2 * p[0] / (p.sum() + 1), "That is for a list of one; try longer ones."))))


@number("ex-classification-metrics-mcnemar", "p")
def mcnemar(rng):
    tail = sum(math.comb(15, k) for k in range(4)) / 2**15
    return Variant(2 * tail, mistakes=(
        (tail, "Two-sided: twice the smaller tail."),
        (2 * math.comb(15, 3) / 2**15, "Add the more extreme splits: 0, 1, 2 and 3."),
        (math.erfc(9 / math.sqrt(30)), "That is the normal approximation; the exact value was asked for.")))


@choice("ex-classification-metrics-which", "loss", options={
    "a": "the distance $\\lvert p - y\\rvert$", "b": "its fourth power $(p - y)^4$",
    "c": "1 if $p$ is on the wrong side of one half, else 0",
    "d": "the sum of squares $(p - y)^2 + \\bigl((1 - p) - (1 - y)\\bigr)^2 + 3y$"})
def which(rng):
    return Variant("d", mistakes=(
        ("a", "A line in p: its best answers are 0 and 1."),
        ("b", "The odds of its best answer are the third root of the true odds."),
        ("c", "Proper, but many answers are best.")))


@vector("ex-classification-metrics-macro", "recall")
def macro(rng):
    return Variant([1.7 / 3, 0.82], mistakes=(
        ([0.82, 0.82], "Macro gives each class the same weight."),
        ([1.7 / 3, 1.7 / 3], "Micro pools the counts: 82 of 100."),
        ([0.82, 1.7 / 3], "The other way round: macro first.")))


@expression("ex-classification-metrics-power", "area", variables=("l",))
def power(rng):
    return Variant("1/(1 + l)", mistakes=(
        ("l/(1 + l)", "That is the area above the curve: for small l the score is nearly perfect."),
        ("1/(2 + l)", "The integral of u**l from 0 to 1."), ("l", "That is the exponent: v = u**l.")))


@expression("ex-classification-metrics-spherical", "loss", variables=("p",))
def spherical(rng):
    return Variant("-p/sqrt(p**2 + (1 - p)**2)", mistakes=(
        ("p/sqrt(p**2 + (1 - p)**2)", "That is the reward; a loss has the other sign."),
        ("-sqrt(p**2 + (1 - p)**2)", "That is -G(p), the expected loss of a true forecast: the tangent is missing."),
        ("-(1 - p)/sqrt(p**2 + (1 - p)**2)", "That is the loss if it does not happen.")))
