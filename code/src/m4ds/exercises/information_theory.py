"""Checks of the chapter Information theory."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.prob.huffman import huffman_code
from m4ds.prob.information import entropy, js_divergence, kl_divergence
from m4ds.prob.mutual import mutual_information
from m4ds.stats.drift import psi


def _law(rng, parts: int) -> np.ndarray:
    """Return a law in twentieths, all different enough to be interesting."""
    return np.sort(1 + rng.multinomial(20 - parts, np.arange(parts, 0, -1) / (parts * (parts + 1) / 2)))[::-1] / 20


@number("ex-information-theory-entropy", "bits", unit="bits", seeded=True)
def bits(rng):
    p = _law(rng, 4)
    answer = entropy(p)
    return Variant(answer, f"p = {p.tolist()}", apart(
        answer, ((answer * math.log(2), "That is in nats: divide by log 2."),
        (2.0, "That is for four equally likely states."),
        (float(-np.log2(p).sum()), "Weight each surprise by its probability."),
        (float(-np.log2(p).mean()), "The states are not equally likely: weight by the probabilities."))))


@number("ex-information-theory-tests", "tests")
def tests(rng):
    return Variant(10, mistakes=(
        (math.log2(1000), "That is the entropy; whole tests are needed to be sure."),
        (500, "Test groups, not single parts."), (999, "Test groups, not single parts."),
        (9, "Nine answers tell 512 parts apart.")))


@choice("ex-information-theory-lengths", "lengths", options={
    "a": "lengths 1, 2, 3, 3", "b": "lengths 2, 2, 2, 3", "c": "lengths 1, 2, 3, 3, 4", "d": "lengths 1, 3, 3, 3"})
def lengths(rng):
    return Variant("c", mistakes=(
        ("a", "Its sum is exactly 1, which is allowed."), ("b", "Its sum is 7/8."), ("d", "Its sum is 7/8.")))


@number("ex-information-theory-huffman", "mean_length", unit="bits", seeded=True)
def mean_length(rng):
    p = _law(rng, 4)
    size = np.array([len(w) for w in huffman_code(p)])
    answer = float(p @ size)
    return Variant(answer, f"p = {p.tolist()}", apart(
        answer, ((entropy(p), "That is the entropy, the bound from below."),
        (float(p @ np.ceil(-np.log2(p) - 1e-9)), "Rounding surprises up gives a code, not the best one."),
        (float(size.mean()), "Weight the lengths by the probabilities."),
        (float(p @ size[::-1]), "The short words must go to the likely faults."))))


@number("ex-information-theory-wrong-belief", "extra", unit="bits", seeded=True)
def extra(rng):
    p, q = (float(v) / 20 for v in rng.choice([2, 4, 6, 8, 14, 17], size=2, replace=False))
    a, b = np.array([p, 1 - p]), np.array([q, 1 - q])
    answer = kl_divergence(a, b)
    return Variant(answer, f"p = {p:g}, q = {q:g}", apart(
        answer, ((kl_divergence(b, a), "That is D(q || p): the law of the outcomes comes first."),
        (answer * math.log(2), "That is in nats."),
        (p * math.log2(p / q), "The second value counts too."),
        (answer + entropy(a), "That is the cross-entropy: take away the entropy of p."))))


@vector("ex-information-theory-joint", "info")
def info(rng):
    hy = entropy([.25, .75])
    return Variant([1, hy, 1.5, hy - .5], mistakes=(
        ([1, hy, 1 + hy, 0], "The two are not independent: p(1, 0) is 0, not 1/8."),
        ([hy, 1, 1.5, hy - .5], "You exchanged the two variables."),
        ([1, hy, 1.5, .5], "That is H(Y | X) in the last place.")))


@number("ex-information-theory-units", "bits", unit="bits")
def units(rng):
    return Variant(.52 / math.log(2), mistakes=(
        (.52 * math.log(2), "You multiplied: a nat is the larger unit, so there are more bits."),
        (.52 / math.log(10), "That divides by log 10.")))


@number("ex-information-theory-psi", "index", unit="nats", seeded=True)
def index(rng):
    a = np.array([.5, .3, .2])
    b = np.array([[.4, .35, .25], [.45, .25, .3], [.3, .4, .3], [.6, .25, .15], [.35, .35, .3], [.4, .2, .4],
                  [.55, .15, .3], [.25, .45, .3]][int(rng.integers(8))])
    answer = float((a - b) @ np.log(a / b))
    return Variant(answer, f"this year: {b.tolist()}", apart(
        answer, ((kl_divergence(a, b, np.e), "That is one of the two divergences: add the other."),
        (kl_divergence(b, a, np.e), "That is one of the two divergences: add the other."),
        (answer / math.log(2), "That is in bits; the index is in nats."),
        (answer / math.log(10), "Take the natural logarithm."),
        (float(((a - b)**2 / a).sum()), "That is the chi-square approximation."))))


@function("ex-information-theory-gain", "gain", starter='''
def gain(counts):
    """Return the information gain in bits; counts[x, y] cases with answer x, class y."""
    ...
''')
def gain(s, rng):
    for counts in (np.array([[8, 0], [0, 8]]), rng.integers(1, 20, (3, 2)), np.array([[3, 0, 4], [1, 6, 2]])):
        joint = counts / counts.sum()
        answer = mutual_information(joint)
        classes = joint.sum(axis=0)
        rows = float(np.mean([entropy(r / r.sum()) for r in joint]))
        expect(s, "gain", (counts,), answer, mistakes=apart(
            answer, ((answer * math.log(2), "That is in nats."),
            (entropy(classes) - rows, "Weight the rows by their share of the cases."),
            (entropy(classes) - answer, "That is what is left to learn: take it from the entropy of the class."),
            (np.nan, "0 log 0 counts as 0: skip empty cells."))))


@function("ex-information-theory-perplexity", "perplexity", starter='''
def perplexity(q):
    """Return exp(mean loss in nats) for the probabilities of the words that came."""
    ...
''')
def perplexity(s, rng):
    for q in (np.array([.5, .25]), rng.uniform(.01, .9, 6), np.full(10_000, .05)):
        answer = float(np.exp(-np.log(q).mean()))
        expect(s, "perplexity", (q,), answer, mistakes=apart(
            answer, ((float(-np.log(q).mean()), "That is the loss: take its exponential."),
            (float(1 / q.mean()), "Average the logarithms, not the probabilities."),
            (float(2 ** -np.log(q).mean()), "You mixed base 2 and base e."),
            (np.inf, "The product of many probabilities is 0 in a double: average logarithms."))))


@number("ex-information-theory-threshold", "threshold", unit="nats", seeded=True)
def threshold(rng):
    bins, quantile = [(5, 9.488), (8, 14.067), (10, 16.919), (20, 30.144)][int(rng.integers(4))]
    n, m = int(rng.integers(2, 11)) * 1000, int(rng.integers(2, 16)) * 100
    answer = (1 / n + 1 / m) * quantile
    return Variant(answer, f"reference {n}, month {m}, {bins} bins; the 95 % quantile of chi-square with "
                           f"{bins - 1} degrees of freedom is {quantile}", apart(
        answer, ((quantile / m, "The reference is a sample too: add 1/n."),
        (quantile / (n + m), "Add the reciprocals of the sizes, not the sizes."),
        ((bins - 1) * (1 / n + 1 / m), "That is the mean without drift."),
        (.1, "That is the rule of thumb, which does not know your sizes."))))


@number("ex-information-theory-size", "m", rtol=1e-4)
def size(rng):
    return Variant(321, mistakes=(
        (302, "The reference is a sample too: 1/5000 uses up a part of the budget."),
        (320, "At 320 the threshold is just above 0.1."),
        (198, "That makes the mean 0.1, not the 95 % quantile.")))


@number("ex-information-theory-pinsker", "gap")
def gap(rng):
    return Variant(.1, mistakes=(
        (math.sqrt(.02), "Half of the divergence belongs under the root."),
        (.01, "Take the root."), (math.sqrt(.02) / 2, "Pinsker's factor stands in front of the square: D/2.")))


@number("ex-information-theory-pairs", "per_draw", unit="bits")
def pairs(rng):
    return Variant(.645, mistakes=(
        (1.29, "That is for two draws."), (1.0, "That is one draw at a time."),
        (entropy([.9, .1]), "That is the entropy, which pairs do not reach yet.")))


@number("ex-information-theory-channel", "capacity", unit="bits", seeded=True)
def capacity(rng):
    e = int(rng.choice([2, 5, 8, 11, 15, 20, 25, 30])) / 100
    answer = 1 - entropy([e, 1 - e])
    return Variant(answer, f"flipped with probability {e:g}", apart(
        answer, ((1 - answer, "That is what the flips destroy."),
        (1 - e, "That is the share of bits that arrive unchanged, but you do not know which."),
        (1 - 2 * e, "That is the correlation of the two bits."),
        (answer * math.log(2), "That is in nats."))))


@number("ex-information-theory-species", "corrected", unit="nats")
def species(rng):
    return Variant(3.5225, mistakes=(
        (3.4 - .1225, "The plug-in is too small: add."), (3.4 + 49 / 200, "Divide by 2n."),
        (3.4, "Uncorrected.")))


@function("ex-information-theory-js", "js", starter='''
def js(p, q):
    """Return the Jensen-Shannon divergence in bits."""
    ...
''')
def js(s, rng):
    for p, q in (([1., 0.], [0., 1.]), (rng.dirichlet(np.ones(4)), rng.dirichlet(np.ones(4))),
                 ([.5, .5, 0.], [0., .5, .5])):
        p, q = np.array(p), np.array(q)
        answer = js_divergence(p, q)
        expect(s, "js", (p, q), answer, mistakes=apart(
            answer, ((2 * answer, "Take half of each divergence."),
            (math.sqrt(answer), "That is its root, the distance."),
            (answer * math.log(2), "That is in nats."),
            (psi(p * 1000 // 1 + 1, q * 1000 // 1 + 1), "That is the index: compare with the middle law."),
            (np.nan, "0 log 0 counts as 0: skip the zeros."))))


@expression("ex-information-theory-poisson", "divergence", variables=("a", "b"))
def poisson(rng):
    return Variant("a*log(a/b) + b - a", mistakes=(
        ("a*log(a/b)", "The factors exp(-a) and exp(-b) do not cancel."),
        ("b*log(b/a) + a - b", "That is the other direction."),
        ("a*log(a/b) + a - b", "Look at the signs of the exponents.")))


@expression("ex-information-theory-geometric", "h", variables=("mu",))
def geometric(rng):
    return Variant("(mu + 1)*log(mu + 1) - mu*log(mu)", mistakes=(
        ("1 + log(mu)", "That is the exponential density: close for a large mean."),
        ("log(mu + 1)", "The part that is linear in k is missing."),
        ("mu*log(mu) - (mu + 1)*log(mu + 1)", "Entropy is not negative.")))


@number("ex-information-theory-laplace", "h", unit="nats")
def laplace(rng):
    return Variant(1 + math.log(2), mistakes=(
        (1.0, "That is the exponential density on the positive half: the sign is worth one bit more."),
        (math.log(2 * math.pi * math.e) / 2, "That is the normal density, which answers to a known variance."),
        (math.log(2), "The mean of |X| is missing.")))
