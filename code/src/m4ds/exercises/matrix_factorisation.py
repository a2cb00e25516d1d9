"""Checks of the exercises of the chapter "Matrix factorisation"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector

LABEL = "ex-matrix-factorisation-"


@number(LABEL + "user", "p", seeded=True)
def user(rng):
    q = rng.choice([0.5, 1.0, 1.5, 2.0], size=2, replace=False)
    x = rng.integers(1, 6, size=2)
    lam = float(rng.choice([0.5, 1.0, 1.5]))
    above, below = q @ x, q @ q
    return Variant(above / (below + lam), given=f"film factors {q.tolist()}, stars {x.tolist()}, ridge {lam}",
                   mistakes=apart(above / (below + lam), [
                       (above / below, "That is without ridge: add λ to the denominator."),
                       (above / (below + 2 * lam), "λ enters once for each factor, not once for each rating."),
                       (above / (q.sum() + lam), "The denominator adds squares of the factors."),
                       (x.mean(), "That is the mean of the stars.")]))


@vector(LABEL + "two", "p")
def two(rng):
    return Variant([2.0, 1.0], mistakes=(
        ([7.0, 5.0], "That is Qᵀx. Solve with QᵀQ + λI."),
        ([7 / 3, 5 / 3], "The matrix QᵀQ has 1 beside the diagonal, too: the third film has both traits."),
        ([3.0, 1.0], "That solves with QᵀQ alone: the ridge is missing.")))


@number(LABEL + "count", "numbers", seeded=True, rtol=1e-9)
def count(rng):
    m, n, r = int(rng.integers(20, 60)), int(rng.integers(61, 120)), int(rng.integers(2, 9))
    return Variant(r * (m + n - r), given=f"m = {m}, n = {n}, r = {r}", mistakes=(
        (r * (m + n), "The factors hold so many numbers, but r² of them do not show in the product."),
        (m * n, "That is the whole table, without the bound on its rank."),
        (r * (m + n + 1), "That is what storing r singular triples takes; they are orthonormal, so fewer are free.")))


@number(LABEL + "largest", "r", rtol=1e-9)
def largest(rng):
    return Variant(10, mistakes=(
        (9, "Check 10 as well: r(m + n − r) and not r(m + n)."), (11, "11 · 139 is above 1400."),
        (140, "That root of the quadratic exceeds the number of rows."),
        (50, "A table of rank 50 has as many free numbers as places.")))


@number(LABEL + "fill", "entry", rtol=1e-6)
def fill(rng):
    return Variant(10.5, mistakes=(
        (8.0, "That adds differences; rank 1 keeps ratios."), (14 / 3, "You inverted one ratio."),
        (6 / 7, "You inverted one ratio.")))


@number(LABEL + "nuclear", "norm")
def nuclear(rng):
    return Variant(3 * np.sqrt(5), mistakes=(
        (5.0, "That is the Frobenius norm, the root of the sum of squares of the singular values."),
        (2 * np.sqrt(5), "That is the spectral norm, the largest singular value alone."),
        (25.0, "That is the sum of the squared entries."), (9.0, "That is the sum of the absolute entries.")))


@vector(LABEL + "shrink", "Z")
def shrink(rng):
    return Variant([[0.5, 0.5], [0.5, 0.5]], mistakes=(
        ([[0.0, 0.0], [0.0, 0.0]], "Shrink singular values, not entries."),
        ([[2.0, 2.0], [2.0, 2.0]], "That keeps the first singular value as it is: cut, not shrunk. Lower it by 3."),
        ([[1.0, -1.0], [-1.0, 1.0]], "The direction (1, −1) has the singular value 2, below λ: it vanishes.")))


@vector(LABEL + "multiply", "h")
def multiply(rng):
    return Variant([2.0, 3.0], mistakes=(
        ([4.0, 18.0], "That is Wᵀx: divide by WᵀWh, and multiply by the old h."),
        ([0.5, 1 / 3], "The fraction is upside down."),
        ([0.5, 3.5], "That solves Wh = x. The update takes one step towards it.")))


@number(LABEL + "objective", "J")
def objective(rng):
    return Variant(9.0, mistakes=(
        (2.0, "The ridge is missing."), (25.0, "A hole is not a 0: leave it out of the sum."),
        (12.0, "Multiply the sum of the squared factors by λ."),
        (5.5, "The ridge has both factors, users and films.")))


@expression(LABEL + "offset", "b", variables=("k", "d", "lam"))
def offset(rng):
    return Variant("k*d/(k + lam)", mistakes=(
        ("d", "That is without ridge: a single rating would be believed in full."),
        ("d/(1 + lam)", "The weight of the ratings grows with their number k."),
        ("d/(k + lam)", "The sum of the k deviations is k·d, not d."),
        ("k*d/(1 + lam)", "k ratings add k to the denominator.")))


@number(LABEL + "hole", "x", seeded=True)
def hole(rng):
    a, c = (int(v) for v in rng.integers(2, 6, size=2))
    b = int(rng.integers(1, 9))
    while b * b == a * c:
        b = int(rng.integers(1, 9))
    answer = min(b, a * c / b)
    return Variant(float(answer), given=f"a = {a}, b = {b}, c = {c}", mistakes=apart(answer, [
        (a * c / b, "That has rank 1. But a smaller number in the hole has a smaller nuclear norm."),
        (b, "In this case a·c is below b², so rank 1 has the least nuclear norm."),
        (0.0, "0 has the least Frobenius norm, not the least nuclear norm."),
        (a + c - b, "That is an additive guess, with differences.")]))


@number(LABEL + "zero", "prediction")
def zero(rng):
    return Variant(np.sqrt(5), mistakes=(
        (5.0, "That completes the table. Here the hole is taken for a rating of 0."),
        (0.0, "The approximation of rank 1 does not keep the 0."),
        (1 / np.sqrt(5), "Count the scale again: the table is 5 times a table of ones and one 0."),
        (3.75, "That is the mean of the four numbers.")))


@number(LABEL + "threshold", "lam")
def threshold(rng):
    return Variant(3 * np.sqrt(5), mistakes=(
        (6.0, "That is the largest entry: the norm of the table is larger."),
        (9.0, "That is the sum of the entries; take the largest singular value.")))


@number(LABEL + "network", "difference", rtol=1e-9)
def network(rng):
    return Variant(64, mistakes=(
        (8, "It is the number of entries of the matrix G, 8 × 8."),
        (8 * (300 + 500), "That is the number of weights. By how much does it exceed the degrees of freedom?"),
        (8 * (300 + 500 - 8), "Those are the degrees of freedom; subtract them from the weights.")))


@function(LABEL + "row", "best_row", starter='''
def best_row(Q, x, lam):
    """Return the user's factors; x has NaN where the user has not rated."""
    ...
''')
def row(s, rng):
    for n, r, seen in [(4, 1, 3), (6, 2, 4), (8, 3, 2)]:
        Q, x = rng.normal(size=(n, r)), rng.integers(1, 6, n).astype(float)
        x[rng.permutation(n)[seen:]] = np.nan
        k = ~np.isnan(x)
        full = np.linalg.solve(Q.T @ Q + 0.7 * np.eye(r), Q.T @ np.nan_to_num(x))
        best = np.linalg.solve(Q[k].T @ Q[k] + 0.7 * np.eye(r), Q[k].T @ x[k])
        expect(s, "best_row", (Q, x, 0.7), best, mistakes=(
            (full, "You used all rows of Q: leave out those of the holes on the left side, too."),))


@function(LABEL + "soft", "soft_step", starter='''
def soft_step(X, Z, lam):
    """Return the next guess after Z; X has NaN in its holes."""
    ...
''')
def soft(s, rng):
    for m, n in [(3, 2), (5, 4), (4, 6)]:
        X, Z = rng.normal(size=(m, n)), rng.normal(size=(m, n))
        X[rng.random((m, n)) < 0.4] = np.nan
        X[0, 0] = 3.0
        filled = np.where(np.isnan(X), Z, X)
        U, d, Vt = np.linalg.svd(filled, full_matrices=False)
        U0, d0, Vt0 = np.linalg.svd(np.nan_to_num(X), full_matrices=False)
        expect(s, "soft_step", (X, Z, 0.4), (U * np.maximum(d - 0.4, 0)) @ Vt, mistakes=(
            ((U * (d - 0.4)) @ Vt, "Singular values do not fall below 0."),
            ((U * np.where(d > 0.4, d, 0)) @ Vt, "That cuts small singular values; lower the others by λ, too."),
            ((U0 * np.maximum(d0 - 0.4, 0)) @ Vt0, "You filled the holes with 0; fill them with Z.")))


@function(LABEL + "list", "next_films", starter='''
def next_films(scores, seen, k):
    """Return the k columns of largest score that are not in `seen`, best first."""
    ...
''')
def films(s, rng):
    for n, k in [(5, 2), (9, 3), (6, 1)]:
        scores = rng.permutation(n) + 0.5
        seen = np.argsort(-scores)[[0, 2]]
        left = [int(j) for j in np.argsort(-scores) if j not in seen]
        expect(s, "next_films", (scores, seen, k), left[:k], mistakes=(
            (np.argsort(-scores)[:k], "You list films that the user has seen."),
            (left[::-1][:k], "Those are the worst: sort in falling order.")))


@function(LABEL + "weights", "update", starter='''
def update(X, V, W, H):
    """Return H after one multiplicative update with the weights V."""
    ...
''')
def weights(s, rng):
    for m, n, r in [(3, 2, 1), (5, 4, 2), (6, 5, 3)]:
        X, W, H = rng.uniform(1, 5, (m, n)), rng.uniform(0.5, 2, (m, r)), rng.uniform(0.5, 2, (r, n))
        V = (rng.random((m, n)) < 0.7) * 1.0
        V[0] = 1.0
        V[1, 0] = 0.0
        good = H * (W.T @ (V * X)) / (W.T @ (V * (W @ H)))
        expect(s, "update", (X, V, W, H), good, mistakes=(
            (H * (W.T @ X) / (W.T @ (W @ H)), "The weights are missing."),
            (H * (W.T @ (V * X)) / (W.T @ (W @ H)), "The weights are missing below: holes pull to 0 then."),
            ((W.T @ (V * X)) / (W.T @ (V * (W @ H))), "Multiply by the old H.")))


@function(LABEL + "interval", "squared_error", starter='''
def squared_error(errors, users, drawn):
    """Return the mean squared error of the ratings of the drawn users, each as often as drawn."""
    ...
''')
def interval(s, rng):
    for u, count_ in [(3, 7), (4, 12), (5, 20)]:
        users = np.concatenate([np.arange(u), rng.integers(0, u, count_ - u)])
        errors = rng.normal(size=count_) * (1 + users)
        drawn = rng.integers(0, u, u)
        drawn[0] = drawn[1]
        times = np.bincount(drawn, minlength=u)[users]
        once = np.isin(users, drawn)
        by_user = np.array([np.mean(errors[users == i] ** 2) for i in drawn])
        good = (times @ errors**2) / times.sum()
        mistakes = [(np.mean(errors[once] ** 2), "A user drawn twice counts twice."),
                    (by_user.mean(), "That is the mean of the users' means; weigh by their numbers of ratings.")]
        expect(s, "squared_error", (errors, users, drawn), good, mistakes=apart(good, mistakes))


@choice(LABEL + "split", "split", options={
    "a": "a random fifth of all ratings", "b": "all ratings of a random fifth of the users",
    "c": "the ratings of the last weeks, of whoever gave them", "d": "the ratings of the most active users"})
def split(rng):
    return Variant("c", mistakes=(
        ("a", "That lets the model see later ratings of the same users and films."),
        ("b", "That answers another question: how good is it for users of whom nothing is known?"),
        ("d", "They are not the users whom you will serve.")))


@choice(LABEL + "selected", "remedy", options={
    "a": "split the log by time", "b": "bootstrap over users", "c": "show some films at random, and measure on those",
    "d": "raise the rank until the held-out error falls"})
def selected(rng):
    return Variant("c", mistakes=(
        ("a", "Later ratings were chosen by the users in the same way."),
        ("b", "It gives the spread of a number that is biased."),
        ("d", "The held-out ratings are selected too: their error says little of the holes.")))


@number(LABEL + "valley", "s")
def valley(rng):
    root = float(max(np.roots([4, 12, 9, 2 - 18]).real))
    return Variant(root, mistakes=(
        (1.4135914967941057, "That is the root of the chapter's table: here the fives are threes."),
        (np.sqrt(root), "That is a; s is its square."), (1.0, "Put it in: 3 · 9 is 27, not 18.")))


@number(LABEL + "balance", "t", rtol=1e-6)
def balance(rng):
    return Variant(2.0, mistakes=(
        (4.0, "That is the ratio of the lengths: t enters both, so take its root."),
        (0.5, "Other way round: the shorter factor must grow."),
        (1.0, "The two factors do not have equal lengths yet.")))
