"""Checks of the exercises of the chapter "Learning theory and model selection"."""

from math import ceil, exp, log, sqrt

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector

LABEL = "ex-learning-theory-"


@number(LABEL + "finite", "eps", seeded=True)
def finite(rng):
    size, n = int(rng.integers(2, 20)) * 10, int(rng.integers(4, 20)) * 250
    answer = sqrt(log(2 * size / 0.05) / (2 * n))
    return Variant(answer, given=f"{size} rules, n = {n}, delta = 0.05", mistakes=apart(answer, [
        (sqrt(log(2 / 0.05) / (2 * n)), "That holds for one rule fixed in advance; here any may be the winner."),
        (sqrt(log(size / 0.05) / (2 * n)), "A gap can go both ways: the factor 2 in the logarithm is missing."),
        (log(2 * size / 0.05) / (2 * n), "Take the root."),
        (sqrt(size * log(2 / 0.05) / (2 * n)), "The class enters inside the logarithm, not as a factor.")]))


@number(LABEL + "bayes", "risk")
def bayes(rng):
    return Variant(0.2, mistakes=(
        (0.5, "That is the chance of a worn pump. At each level take the smaller of the two errors."),
        (0.55 / 3, "Weight the three levels by their shares 0.5, 0.3, 0.2."),
        (0.8, "That is the share that is right.")))


@number(LABEL + "discount", "error", seeded=True)
def discount(rng):
    n, p, var = int(rng.integers(4, 11)) * 10, int(rng.integers(4, 13)), int(rng.integers(2, 6))
    rss = int(n * var * rng.uniform(0.9, 1.2))
    answer = rss / n + 2 * var * p / n
    return Variant(answer, given=f"n = {n}, p = {p}, RSS = {rss}, noise variance {var}", mistakes=apart(answer, [
        (rss / n, "That is the training error: add the discount that fitting bought."),
        (rss / n + var * p / n, "The discount counts twice: once hidden in the training error, once as variance."),
        (rss / (n - p), "That estimates the noise, not the error of predictions."),
        (rss / n - 2 * var * p / n, "The truth is worse than the training error, not better.")]))


@vector(LABEL + "loo", "misses")
def loo(rng):
    return Variant([-0.75, -2.4, 3.0], mistakes=(
        ([-2 / 3, -4 / 3, 5 / 3], "Those are the residuals inside the fit: divide each by 1 - h."),
        ([-6.0, -3.0, 3.75], "You divided by h instead of 1 - h.")))


@expression(LABEL + "patterns", "patterns", variables=("m",))
def patterns(rng):
    return Variant("1 + m*(m + 1)/2", mistakes=(
        ("m*(m + 1)/2", "An interval may also miss all points."),
        ("1 + m*(m - 1)/2", "Intervals with a single point count, too."),
        ("m + 1", "That counts half-lines, which start at one end."),
        ("2^m", "From three points on, some patterns are missing.")))


@number(LABEL + "rank", "q", unit="cycles", seeded=True)
def rank(rng):
    n = int(rng.integers(15, 19))
    scores = sorted((rng.permutation(60)[:n] + 3).tolist())
    r = ceil((n + 1) * 0.8)
    shown = rng.permutation(scores).tolist()
    return Variant(float(scores[r - 1]), given=f"misses {shown}", mistakes=apart(scores[r - 1], [
        (float(scores[ceil(n * 0.8) - 1]), "Count the new engine as well: the rank is the ceiling of 0.8(n + 1)."),
        (float(scores[r - 2]), "One rank too low: round up, and start counting at 1."),
        (float(scores[-1]), "The largest miss is wider than needed."),
        (float(np.quantile(scores, 0.8)), "That interpolates between scores, and covers less than promised.")]))


@number(LABEL + "explained", "k")
def explained(rng):
    return Variant(exp(3.6), mistakes=(
        (exp(1.8), "Square first: k = exp(2 m g²)."),
        (3.6, "That is the logarithm of the number."),
        (exp(120), "The gain enters squared.")))


@choice(LABEL + "split", "split", options={
    "a": "rows at random", "b": "by turbine", "c": "by time, without a gap", "d": "by time, with a gap of 30 days"})
def split(rng):
    return Variant("d", mistakes=(
        ("a", "Neighbouring hours of a turbine are nearly copies of each other."),
        ("b", "The turbines are the same ones; what is new is the time."),
        ("c", "On the day of training the labels of the last 30 days are not known yet.")))


@choice(LABEL + "medicine", "medicine", options={
    "a": "collect more rows of the same kind", "b": "allow a richer class, or better columns", "c": "a stronger ridge"})
def medicine(rng):
    return Variant("b", mistakes=(
        ("a", "Train and validation error have met: the variance is gone already."),
        ("c", "That fights variance, and there is none left; it would add bias.")))


@number(LABEL + "needed", "n", seeded=True)
def needed(rng):
    p, share = int(rng.integers(10, 60)), float(rng.choice([0.1, 0.2, 0.25, 0.5]))
    answer = p + 1 + p / share
    return Variant(answer, given=f"p = {p}, risk above the noise at most {share:g} times the noise", mistakes=apart(
        answer, [(p / share, "That is the variance at the places of the data; new places have n - p - 1."),
                 (p + 1 + p * share, "Divide by the share."),
                 (p - 1 + p / share, "Solve p/(n - p - 1) = share for n.")], gap=2e-3))


@number(LABEL + "none", "limit", seeded=True)
def none(rng):
    m = int(rng.integers(3, 13)) * 25
    answer = 1 - 0.05**(1 / m)
    return Variant(answer, given=f"m = {m} rows, none wrong", mistakes=apart(answer, [
        (sqrt(log(1 / 0.05) / (2 * m)), "That is Hoeffding's limit. The exact one solves (1 - p)^m = 0.05."),
        (1 - 0.025**(1 / m), "One side only: all of the 5 % goes to it."),
        (0.05**(1 / m), "That is the share that is right.")]))


@function(LABEL + "delay", "may_train", starter='''
def may_train(day, cutoff, delay):
    """Return a vector of 0 and 1: 1 for the rows whose label is known at the cutoff."""
    ...
''')
def delay(s, rng):
    day = np.sort(rng.uniform(0, 100, 30)).round(1)
    expect(s, "may_train", (day, 70.0, 20.0), (day <= 50).astype(float), mistakes=(
        ((day <= 70).astype(float), "Rows of the last 20 days before the cutoff have no label yet."),
        ((day <= 90).astype(float), "The delay goes back from the cutoff, not forward."),
        ((day > 70).astype(float), "Those are the rows to test on.")))


@function(LABEL + "machines", "group_error", starter='''
def group_error(loss, group):
    """Return the standard error of the mean loss, counting groups of equal size."""
    ...
''')
def group_error(s, rng):
    group = rng.permutation(np.repeat(np.arange(8), 5))
    loss = rng.normal(size=8)[group] + 0.3 * rng.normal(size=40)
    means = np.array([loss[group == g].mean() for g in range(8)])
    expect(s, "group_error", (loss, group), means.std(ddof=1) / np.sqrt(8), mistakes=(
        (loss.std(ddof=1) / np.sqrt(40), "You counted rows as if they were independent. Average each group first."),
        (means.std(ddof=1), "Divide by the root of the number of groups."),
        (means.std() / np.sqrt(8), "Divide by groups less one in the variance.")))


@function(LABEL + "shifted", "shifted_risk", starter='''
def shifted_risk(loss, p, q):
    """Return (estimated risk under q, effective number of rows); p, q are the densities at the rows."""
    ...
''')
def shifted_risk(s, rng):
    loss, p, q = rng.uniform(0, 1, 12), rng.uniform(0.2, 1, 12), rng.uniform(0.1, 2, 12)
    w = q / p
    expect(s, "shifted_risk", (loss, p, q), [np.mean(w * loss), w.sum()**2 / (w**2).sum()], mistakes=(
        ([np.mean(loss / w), (1 / w).sum()**2 / (1 / w**2).sum()], "The weight is q/p: the plant over the sample."),
        ([np.mean(loss), 12.0], "Weight the rows.")))


@function(LABEL + "effective", "effective", starter='''
def effective(A, lam):
    """Return the trace of H = A (A^T A + lam I)^-1 A^T."""
    ...
''')
def effective(s, rng):
    A = rng.normal(size=(15, 4)) * [1, 2, 5, 10]
    d = np.linalg.svd(A, compute_uv=False)
    expect(s, "effective", (A, 7.0), np.sum(d**2 / (d**2 + 7)), mistakes=(
        (np.sum(d / (d + 7)), "The eigenvalues of A^T A are the squares of the singular values."),
        (4.0, "That is the count without a ridge.")))


@function(LABEL + "lower", "lower_offset", starter='''
def lower_offset(y, guess, alpha):
    """Return c such that guess - c <= Y for a new row with probability at least 1 - alpha."""
    ...
''')
def lower_offset(s, rng):
    y = rng.normal(50, 10, 49)
    guess = y + rng.normal(2, 5, 49)
    r = ceil(50 * 0.9 - 1e-9)
    over = np.sort(guess - y)
    expect(s, "lower_offset", (y, guess, 0.1), over[r - 1], mistakes=(
        (np.sort(np.abs(guess - y))[r - 1], "Only guesses that are too high hurt: use the signed miss."),
        (np.sort(y - guess)[r - 1], "The sign: the guess is too high where guess - y is positive."),
        (over[44 - 1], "The rank is the ceiling of (n + 1)(1 - alpha).")))


@number(LABEL + "rectangles", "d")
def rectangles(rng):
    return Variant(4.0, mistakes=(
        (3.0, "Four points in a diamond can be shattered."),
        (5.0, "Of five points, the four extreme ones force the fifth."),
        (2.0, "That is the dimension of intervals; a rectangle has two of them.")))


@number(LABEL + "majority", "error")
def majority(rng):
    return Variant(1.0, mistakes=(
        (0.5, "That is its true risk. Leave a row out: what is the majority of the others?"),
        (0.0, "The majority of the others is always the other label.")))
