"""Checks of the exercises of "Case study: a recommender"."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.learn.exposure import gini
from m4ds.learn.ranking import average_precision, ndcg


def marked(rng, k, low, high):
    """Draw a list of k places with `low` to `high` marks, the first of them not at the head of the list only."""
    hits = int(rng.integers(low, high + 1))
    places = np.sort(rng.choice(np.arange(1, k), size=hits, replace=False))
    y = np.zeros(k, int)
    y[places] = 1
    return y, hits


@vector("ex-recommender-measures", "measures", seeded=True)
def measures(rng):
    y, hits = marked(rng, 6, 2, 4)
    W = hits + int(rng.integers(1, 3))
    ap = float(average_precision(y[None], [W])[0])
    answer = [hits / 6, hits / W, ap]
    return Variant(answer, f"marks {y.tolist()}, {W} films wanted", apart(answer, (
        ([hits / W, hits / 6, ap], "Precision divides by the places, recall by what is wanted."),
        ([hits / 6, hits / W, ap * min(W, 6) / hits], "Divide AP by what could be found, not by what was found."),
        ([hits / 6, hits / W, ap * min(W, 6) / 6], "Divide AP by min(W, 6), not by the places."),
        ([hits / 6, hits / W, float((np.cumsum(y) / np.arange(1, 7)).mean())],
         "Add the precision at the marked places only."))))


@number("ex-recommender-ndcg", "gain", seeded=True)
def gain(rng):
    y, hits = marked(rng, 5, 2, 3)
    W = hits + int(rng.integers(1, 4))
    d = 1 / np.log2(np.arange(2, 7))
    answer = float(ndcg(y[None], [W])[0])
    return Variant(answer, f"marks {y.tolist()}, {W} films wanted", apart(answer, (
        (float(d @ y), "That is the DCG: divide by that of the best list."),
        (float(d @ y / d[:hits].sum()), "The best list holds min(W, 5) marks, also those that this one missed."),
        (float(d @ y / d.sum()), "The best list has min(W, 5) marks, not five."),
        (float((y / np.arange(1, 6)).sum() / (1 / np.arange(1, min(W, 5) + 1)).sum()),
         "Discount by the logarithm of i + 1, not by i."))))


@vector("ex-recommender-step", "nudged", seeded=True)
def nudged(rng):
    p, q = float(rng.integers(1, 4)), float(rng.integers(1, 4))
    x = p * q + float(rng.choice([-2, -1, 1, 2]))
    lam, n, c, a = 2.0, int(rng.integers(2, 5)), int(rng.integers(5, 9)), 0.05
    e = x - p * q
    new = p + 2 * a * (e * q - lam / n * p)
    answer = [new, q + 2 * a * (e * p - lam / c * q)]
    given = f"p = {p:g}, q = {q:g}, x = {x:g}, λ = {lam:g}, n_i = {n}, c_j = {c}, α = {a}"
    return Variant(answer, given, apart(answer, (
        ([new, q + 2 * a * (e * new - lam / c * q)], "The second line uses the old p."),
        ([p + a * (e * q - lam / n * p), q + a * (e * p - lam / c * q)],
         "The derivative of a square brings a factor 2."),
        ([p + 2 * a * (e * q - lam * p), q + 2 * a * (e * p - lam * q)], "Deal out the ridge: λ over the count."),
        ([p - 2 * a * (e * q - lam / n * p), q - 2 * a * (e * p - lam / c * q)], "That walks uphill."))))


@vector("ex-recommender-inverse", "means", seeded=True)
def means(rng):
    v = rng.choice([1, 2, 3, 4, 5], size=3, replace=False).astype(float)
    c = rng.choice([0.2, 0.25, 0.4, 0.5, 0.8], size=3, replace=False)
    w = 1 / c
    answer = [float(w @ v / 10), float(w @ v / w.sum())]
    return Variant(answer, f"values {v.tolist()}, chances {c.tolist()}", apart(answer, (
        ([float(w @ v / 3), answer[1]], "Divide by all places, seen or not."),
        ([v.mean(), v.mean()], "That ignores the chances."),
        ([answer[1], answer[0]], "The other order: unbiased first."),
        ([float(c @ v / 10), float(c @ v / c.sum())], "Weigh by one over the chance, not by the chance."))))


@number("ex-recommender-seen", "shown", seeded=True)
def shown(rng):
    s = float(rng.choice([0.05, 0.1, 0.2]))
    p1, p2 = float(rng.integers(40, 80)) / 100, float(rng.integers(2, 10)) / 100
    d1, d2 = float(rng.integers(60, 80)) / 100, float(rng.integers(30, 50)) / 100
    answer = (s * p1 * d1 + (1 - s) * p2 * d2) / (s * p1 + (1 - s) * p2)
    given = (f"{100 * s:.0f} % of the films are hits; hits are seen with chance {p1:.2f} and liked by {d1:.2f}, "
             f"the others seen with chance {p2:.2f} and liked by {d2:.2f}")
    return Variant(answer, given, apart(answer, (
        (s * d1 + (1 - s) * d2, "That is the rate of the whole catalogue; the log sees hits more often."),
        (s * p1 * d1 + (1 - s) * p2 * d2, "Divide by the share of places that are seen."),
        ((p1 * d1 + p2 * d2) / (p1 + p2), "There are fewer hits than other films."))))


@number("ex-recommender-gini", "inequality")
def inequality(rng):
    return Variant(0.56, mistakes=(
        (1.12, "Divide by twice the mean."),
        (0.7, "Pairs are drawn with replacement: n squared of them."),
        (-0.08, "Sort upwards first."),
        (-0.56, "Sort upwards, not downwards.")))


@number("ex-recommender-stars", "fives", seeded=True)
def fives(rng):
    lam, count = int(rng.integers(4, 13)), int(rng.integers(40, 120))
    mean = float(rng.integers(42, 47)) / 10
    v = count * (mean - 3.5) / (count + lam)
    k = math.floor(v * lam / (1.5 - v)) + 1
    raw = mean - 3.5
    return Variant(k, f"λ = {lam}; the veteran has {count} ratings with mean {mean}", apart(k, (
        (1, "One rating is shrunk to a fraction of its worth."),
        (k - 1, "That many do not suffice yet: round up."),
        (math.floor(raw * lam / (1.5 - raw)) + 1, "The veteran is shrunk, too."),
        (count, "It need not have as many ratings.")), gap=1e-3))


@vector("ex-recommender-replay", "estimates")
def estimates(rng):
    return Variant([0.72, 0.9], mistakes=(
        ([0.9, 0.72], "The other order: replay first."),
        ([0.045, 0.9], "Replay divides by the kept events."),
        ([0.72, 0.045], "Each kept event has the weight 20."),
        ([0.72, 9.0], "The policy shows each film of its list with probability one tenth.")))


@number("ex-recommender-sample", "expected_rank", seeded=True)
def expected_rank(rng):
    films, R, s = 100 * int(rng.integers(5, 40)) + 1, int(rng.integers(30, 200)), int(rng.choice([50, 100, 200]))
    answer = 1 + s * (R - 1) / (films - 1)
    return Variant(answer, f"{films} films, rank {R}, {s} others drawn", apart(answer, (
        (s * (R - 1) / (films - 1), "That counts the better ones; the rank is one more."),
        (s * R / films, "Only the other films are drawn, and R - 1 of them are better."),
        (1 + s * R / (films - 1), "R - 1 films are better, not R."),
        (R, "Only some of the better films are drawn."))))


@choice("ex-recommender-bold", "verdict", options={
    "a": "all prefer A", "b": "hit rate prefers B, AP prefers A, NDCG calls it a tie",
    "c": "hit rate and NDCG prefer B, AP prefers A", "d": "all prefer B"})
def verdict(rng):
    return Variant("b", mistakes=(
        ("a", "B finds the film for everybody: its hit rate is 1."),
        ("c", "NDCG of place 3 is one over log2 of 4: exactly one half."),
        ("d", "AP of place 3 is one third, less than one half.")))


@number("ex-recommender-events", "events", seeded=True)
def events(rng):
    n, v, s = 100 * int(rng.integers(3, 20)), float(rng.integers(60, 90)) / 100, float(rng.choice([0.01, 0.02, 0.025]))
    answer = v * (1 - v) / s**2 * n / 10
    return Variant(answer, f"{n} films, like rate {v:.2f}, standard error {s}", apart(answer, (
        (v * (1 - v) / s**2, "So many must be kept; most events are not."),
        (v * (1 - v) / s**2 * n, "A list has ten films: one event in n/10 is kept."),
        (math.sqrt(v * (1 - v)) / s * n / 10, "The standard error is the root of v(1 - v) over the number kept."),
        (1.96**2 * answer, "That makes the half-width of the interval so small, not the standard error."))))


@number("ex-recommender-weight", "heaviest")
def heaviest(rng):
    return Variant(0.1 / 0.0227, mistakes=(
        (0.1 / 0.0225, "The blind draws add a little to the chance."),
        (1 / 0.0227, "The policy shows each film of its list with probability one tenth."),
        (0.1 / (0.1 / 500 + 0.9 / 10), "One of four lists is chosen first."),
        (50.0, "That is the weight of a uniform dip.")))


@choice("ex-recommender-leak", "leak", options={
    "a": "views during the whole year", "b": "the user's offset from earlier ratings", "c": "the tags of a film",
    "d": "a ridge chosen on the last week before today"})
def leak(rng):
    return Variant("a", mistakes=(
        ("b", "Earlier ratings were known last night."),
        ("c", "Tags are set before anybody watches."),
        ("d", "The last week before today is past: that is what a validation period is for.")))


@function("ex-recommender-write-ndcg", "list_gain", starter='''
def list_gain(marks, W):
    """Return NDCG of a list of marks 0 and 1, with W films wanted."""
    ...
''')
def write_ndcg(s, rng):
    y, hits = marked(rng, 8, 2, 4)
    d = 1 / np.log2(np.arange(2, 10))
    for W in (hits + 2, 11):
        expect(s, "list_gain", (y, W), float(ndcg(y[None], [W])[0]), mistakes=(
            (d @ y, "That is the DCG: divide by that of the best list."),
            (d @ y / d[:hits].sum(), "The best list holds what is wanted, not only what was found."),
            (d @ y / (1 / np.log2(np.arange(2, W + 2))).sum(), "The best list has no more places than this one."),
            (y.sum() / min(W, 8), "That counts; a later place must count less.")))


@function("ex-recommender-write-inverse", "recall", starter='''
def recall(on, chance):
    """Return the self-normalised recall of the liked films that were seen."""
    ...
''')
def write_inverse(s, rng):
    on, p = np.array([1.0, 0, 1, 0, 0, 1]), rng.uniform(0.05, 0.9, 6)
    expect(s, "recall", (on, p), (on / p).sum() / (1 / p).sum(), mistakes=(
        (on.mean(), "That is the recall in the log: weigh by one over the chance."),
        ((on / p).mean(), "Divide by the sum of the weights."),
        ((on * p).sum() / p.sum(), "Weigh by one over the chance, not by the chance.")))


@function("ex-recommender-write-gini", "unequal", starter='''
def unequal(x):
    """Return the Gini coefficient of amounts in any order."""
    ...
''')
def write_gini(s, rng):
    x = rng.permutation(np.append(rng.integers(1, 50, size=6), [0, 90])).astype(float)
    n, factors = 8, np.arange(-7, 8, 2)
    expect(s, "unequal", (x,), gini(x), mistakes=(
        (factors @ x / (n * x.sum()), "Sort first."),
        (factors @ np.sort(x) / ((n - 1) * x.sum()), "Pairs are drawn with replacement: divide by n."),
        (2 * gini(x), "Divide by twice the mean."),
        (-gini(x), "Sort upwards.")))


@function("ex-recommender-write-replay", "replay", starter='''
def replay(film, liked, lists):
    """Return the mean of liked over the events whose film is on its list."""
    ...
''')
def write_replay(s, rng):
    lists = np.array([rng.choice(12, size=4, replace=False) for _ in range(40)])
    film = rng.integers(12, size=40)
    film[:3] = lists[:3, 2]
    kept = (lists == film[:, None]).any(axis=1)
    liked = np.where(kept, rng.random(40) < 0.7, rng.random(40) < 0.3).astype(float)
    liked[:3] = 1, 1, 0
    expect(s, "replay", (film, liked, lists), liked[kept].mean(), mistakes=(
        (liked.mean(), "Keep only the events whose film is on the list."),
        (liked[kept].sum() / 40, "Divide by the number of kept events."),
        (kept.mean(), "That is how many are kept; average what they were worth."),
        (liked[~kept].mean(), "Those are the other events.")))


@function("ex-recommender-write-step", "step", starter='''
def step(p, q, x, lam, n_i, c_j, alpha):
    """Return the new p and the new q as the rows of one array."""
    ...
''')
def write_step(s, rng):
    p, q = rng.normal(size=(2, 3))
    x, lam, n, c, a = 2.0, 3.0, 4, 7, 0.1
    e = x - p @ q
    new = p + 2 * a * (e * q - lam / n * p)
    answer = np.array([new, q + 2 * a * (e * p - lam / c * q)])
    expect(s, "step", (p, q, x, lam, n, c, a), answer, mistakes=(
        (np.array([new, q + 2 * a * (e * new - lam / c * q)]), "The second line uses the old p."),
        (np.array([p + 2 * a * (e * q - lam * p), q + 2 * a * (e * p - lam * q)]),
         "Deal out the ridge: divide by the counts."),
        (np.array([p + a * (e * q - lam / n * p), q + a * (e * p - lam / c * q)]),
         "The derivative of a square brings a factor 2."),
        (2 * np.array([p, q]) - answer, "That walks uphill.")))


@expression("ex-recommender-variance", "spread_formula", variables=("v", "q"))
def spread_formula(rng):
    return Variant("v/q - v^2", mistakes=(
        ("v*(1 - v)", "That is the variance of the reward; the weight varies as well."),
        ("v/q", "Take away the square of the mean."),
        ("v*(1 - v)/q", "The mean of the square is v/q; the square of the mean has no q."),
        ("q*v*(1 - q*v)", "The term is 1/q where it is not 0.")))


@expression("ex-recommender-return", "level_again", variables=("s",))
def level_again(rng):
    return Variant("(1 - s)/s", mistakes=(
        ("1 - s", "That is the chance to be level at the next step; it can also happen later."),
        ("s/(1 - s)", "That is above 1."),
        ("((1 - s)/s)^2", "That is for a lead of 2.")))
