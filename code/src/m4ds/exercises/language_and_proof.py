"""Checks of the exercises of the chapter "The language of mathematics and proof"."""

import numpy as np

from m4ds.exercises.core import Variant, choice, expect, expression, function, number, vector

LABEL = "ex-language-and-proof-"


@choice(LABEL + "negate", "negation", options={
    "a": "In every plant no pump has been serviced.",
    "b": "There is a plant in which no pump has been serviced.",
    "c": "There is a plant in which some pump has not been serviced.",
    "d": "In every plant some pump has not been serviced."})
def negate(rng):
    return Variant("b", mistakes=(
        ("a", "That is the opposite: one plant without a serviced pump is enough to refute the sentence."),
        ("c", "You changed the first quantifier and kept the second: not (there is) becomes (for all) not."),
        ("d", "You negated the inner statement and kept both quantifiers.")))


@choice(LABEL + "contrapositive", "same", options={
    "a": "If the invoice is in the archive, then it is paid.",
    "b": "If the invoice is not paid, then it is not in the archive.",
    "c": "If the invoice is not in the archive, then it is not paid.",
    "d": "The invoice is paid and in the archive."})
def contrapositive(rng):
    return Variant("c", mistakes=(
        ("a", "That is the converse."),
        ("b", "That is the contrapositive of the converse: negate both parts and exchange them."),
        ("d", "An implication does not claim that its parts are true.")))


@number(LABEL + "rows", "rows", seeded=True, rtol=1e-9)
def rows(rng):
    m, k = (int(x) for x in rng.integers(2, 6, size=2))
    return Variant(2 ** (m + k) - 1, given=f"m = {m}, k = {k}", mistakes=(
        (2 ** (m + k), "That is the number of all rows. The implication is false in one of them."),
        (1, "That is the number of rows in which it is false."),
        (2**m * (2**k - 1), "You counted only the rows in which the right side is true: a false left side is enough.")))


@number(LABEL + "squares", "total", seeded=True, rtol=1e-9)
def squares(rng):
    a = int(rng.integers(5, 20))
    b = a + int(rng.integers(5, 20))
    total = sum(k * k for k in range(a, b + 1))
    return Variant(total, given=f"a = {a}, b = {b}", mistakes=(
        (total - a * a, "You left out the term k = a: subtract the sum up to a − 1, not up to a."),
        (total - b * b, "You left out the last term, k = b."),
        (sum(k * k for k in range(1, b + 1)), "That sum begins at 1: subtract the sum up to a − 1."),
        (sum(range(a, b + 1)) ** 2, "The square of a sum is not the sum of the squares.")))


@number(LABEL + "geometric", "total", seeded=True)
def geometric(rng):
    a, n = int(rng.integers(2, 10)) * 10, int(rng.integers(4, 9))
    r = float(rng.choice([0.5, 0.6, 0.8, 0.9]))
    total = a * (1 - r ** (n + 1)) / (1 - r)
    return Variant(total, given=f"a = {a}, r = {r}, n = {n}", mistakes=(
        (a * (1 - r**n) / (1 - r), "From k = 0 to n there are n + 1 terms; you added n."),
        (a * r * (1 - r**n) / (1 - r), "You began with k = 1: the first term is a."),
        (a / (1 - r), "That is the sum without end.")))


@expression(LABEL + "shift", "term", variables=("j",))
def shift(rng):
    return Variant("(j + 2)*(j - 1)", mistakes=(
        ("(j - 2)*(j - 5)", "You put k = j − 2. From j = k − 2 follows k = j + 2."),
        ("j*(j - 3)", "You renamed the index, but the limits moved too: k = j + 2."),
        ("(j + 2)*(j - 3)", "Replace every k, also the one in the bracket.")))


@expression(LABEL + "product", "value", variables=("n",))
def telescoping_product(rng):
    return Variant("n + 1", mistakes=(
        ("n", "Write out n = 1: the product has the one factor 2."),
        ("(n + 1)/n", "That is the last factor. Multiply all of them: neighbours cancel."),
        ("1 + 1/n", "That is the last factor. Multiply all of them: neighbours cancel.")))


@number(LABEL + "double", "total", seeded=True, rtol=1e-9)
def double(rng):
    n = int(rng.integers(4, 12))
    total = sum(i for j in range(1, n + 1) for i in range(1, j + 1))
    return Variant(total, given=f"n = {n}", mistakes=(
        (sum(i for j in range(1, n + 1) for i in range(1, n + 1)), "The inner sum stops at j, not at n."),
        (sum(range(1, n + 1)), "That is one sum; for each j there is another."),
        (sum(j * j for j in range(1, n + 1)), "The inner term is i, not j: the inner sum is j(j + 1)/2.")))


@vector(LABEL + "functions", "counts", seeded=True, rtol=1e-9)
def functions(rng):
    m = int(rng.integers(2, 5))
    n = m + int(rng.integers(1, 4))
    falling = int(np.prod(np.arange(n - m + 1, n + 1)))
    swapped = [([m**n, falling], "For each element of A you choose one of B: the base is the size of B.")]
    return Variant([n**m, falling], given=f"A has {m} elements, B has {n}", mistakes=(
        *(swapped if m**n != n**m else []),
        ([falling, n**m], "The other way round: the injective functions are some of all functions."),
        ([n**m, n**m], "An injective function may not use a value twice: each choice leaves one fewer.")))


@choice(LABEL + "empty", "truth", options={
    "a": "Both sentences are true.", "b": "Both sentences are false.",
    "c": "Only the first, with *every*, is true.", "d": "Only the second, with *some*, is true."})
def empty(rng):
    return Variant("c", mistakes=(
        ("a", "The second claims that something exists; here nothing does."),
        ("b", "What would refute the first? A failed transfer above the limit, and there is none."),
        ("d", "It is the other way round: nothing exists, so nothing can refute a sentence about all.")))


@choice(LABEL + "method", "method", options={
    "a": "directly: assume that $n^2$ is not divisible by 3", "b": "by contraposition: assume that 3 divides $n$",
    "c": "by induction on the number $n$", "d": "by examples: try all $n$ up to 1000"})
def method(rng):
    return Variant("b", mistakes=(
        ("a", "It is not wrong to try, but from n² you cannot go back to n without the lemma you want to prove."),
        ("c", "The claim for n + 1 has little to do with the claim for n."),
        ("d", "Examples do not prove a sentence about all n.")))


@number(LABEL + "mersenne", "p", rtol=1e-9)
def mersenne(rng):
    return Variant(11, mistakes=(
        (2047, "That is the number which is not prime; the question asks for the exponent."),
        (4, "2⁴ − 1 = 15 is not prime, but 4 is not prime either: the sentence says nothing of 4."),
        (9, "2⁹ − 1 is not prime, but 9 is not prime either: the sentence says nothing of 9."),
        (23, "That exponent refutes it too, but there is a smaller one.")))


@function(LABEL + "refute", "counterexamples", starter='''
def counterexamples(p, q):
    """Return the row numbers that refute "in every row, if p then q"."""
    ...
''')
def refute(s, rng):
    n = 12
    p, q = rng.random(n) < 0.5, rng.random(n) < 0.5
    p[:4], q[:4] = [True, True, False, False], [True, False, True, True]
    cases = [(np.array([True, True, False, False, True]), np.array([True, False, True, True, False])), (p, q)]
    for p, q in cases:
        right, wrong = np.flatnonzero(p & ~q), np.flatnonzero(q & ~p)
        mistakes = [(wrong, "Those rows refute the converse, if q then p.")] if len(wrong) == len(right) else []
        expect(s, "counterexamples", (p, q), right, mistakes=mistakes)


@function(LABEL + "cover", "cover", starter='''
def cover(M):
    """Return the list of the two truth values."""
    ...
''')
def cover(s, rng):
    diagonal = np.eye(3, dtype=bool)
    column = np.zeros((4, 3), dtype=bool)
    column[:, 1] = True
    row = np.zeros((3, 4), dtype=bool)
    row[1] = True
    for M in (diagonal, column, row, rng.random((4, 5)) < 0.5):
        right = [float(M.any(axis=1).all()), float(M.all(axis=0).any())]
        turned = [float(M.any(axis=0).all()), float(M.all(axis=1).any())]
        mistakes = [(w, why) for w, why in [
            (turned, "You exchanged the axes: M[a, t] has the faults a in its rows."),
            (right[::-1], "Right values in the wrong order.")] if w != right]
        expect(s, "cover", (M,), right, mistakes=mistakes)


@function(LABEL + "deviation", "spread", starter='''
def spread(x):
    """Return s for a list x of at least two numbers."""
    ...
''')
def deviation(s, rng):
    for x in (np.array([1.0, 4.0]), rng.normal(size=9) + 5):
        v = ((x - x.mean()) ** 2).sum()
        n = len(x)
        expect(s, "spread", (x,), np.sqrt(v / (n - 1)), mistakes=[
            (np.sqrt(v / n), "The formula divides by n − 1, not by n."),
            (v / (n - 1), "The root is missing."),
            (np.sqrt(v) / (n - 1), "The root covers the whole quotient, n − 1 included.")])


@function(LABEL + "log-likelihood", "log_product", starter='''
def log_product(p):
    """Return the logarithm of the product of all p[i]."""
    ...
''')
def log_likelihood(s, rng):
    for p in (np.array([0.5, 0.25]), rng.uniform(0.1, 0.9, size=2500)):
        expect(s, "log_product", (p,), np.log(p).sum(), rtol=1e-9, mistakes=[
            (np.log(p).mean(), "You divided by n: the product has no mean in it."),
            (np.log(p.sum()), "The logarithm of a sum is not the sum of the logarithms."),
            (-np.log(p).sum(), "The formula has no minus sign.")])


@function(LABEL + "balanced", "balanced_accuracy", starter='''
def balanced_accuracy(y, guess, K):
    """Return B; each class 0, ..., K - 1 occurs in y."""
    ...
''')
def balanced(s, rng):
    y = np.array([0, 0, 0, 1, 2, 2, 0, 1])
    for guess in (np.array([0, 0, 1, 1, 0, 2, 0, 0]), rng.permutation(y)):
        recalls = [(guess[y == k] == k).mean() for k in range(3)]
        right = np.mean(recalls)
        precision = [(y[guess == k] == k).mean() for k in range(3)]
        mistakes = [(w, why) for w, why in [
            ((y == guess).mean(), "That is the plain share of right guesses: each class must count alike."),
            (np.sum(recalls), "Divide by K."),
            (np.mean(precision), "You divided by the number of guesses k; divide by the number of true k."),
        ] if not np.isclose(w, right)]
        expect(s, "balanced_accuracy", (y, guess, 3), right, mistakes=mistakes)


@choice(LABEL + "read-code", "formula", options={
    "a": r"the double sum $\sum_{i=1}^{n}\sum_{j=1}^{n}(x_i - x_j)^2$",
    "b": r"the sum over pairs $\sum_{i=1}^{n}\sum_{j=1}^{i-1}(x_i - x_j)^2$",
    "c": r"the sum over pairs $\sum_{i=1}^{n}\sum_{j=1}^{i}(x_i + x_j)^2$",
    "d": r"the sum over neighbours $\sum_{i=2}^{n}(x_i - x_{i-1})^2$"})
def read_code(rng):
    return Variant("b", mistakes=(
        ("a", "The inner loop stops before i, so each pair is met once."),
        ("c", "The terms are differences."),
        ("d", "The inner loop meets all earlier numbers, not only the one before.")))


@number(LABEL + "loss", "loss", seeded=True)
def loss(rng):
    p = rng.choice([0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], size=3, replace=False)
    w = np.array([1, int(rng.integers(2, 5)), int(rng.integers(5, 9))])
    terms = -(w * np.log(p))
    return Variant(terms.sum() / w.sum(), given=f"p = {p.tolist()}, w = {w.tolist()}", mistakes=(
        (terms.mean(), "You divided by the number of rows; the formula divides by the sum of the weights."),
        (terms.sum(), "Divide by the sum of the weights."),
        (-np.log(p).mean(), "The weights are missing."),
        (-terms.sum() / w.sum(), "Logarithms of probabilities are negative; the minus sign in front is missing."),
        (terms.sum() / w.sum() / np.log(2), "That is with the logarithm to base 2; log is the natural one here.")))


@number(LABEL + "rounds", "r", seeded=True, rtol=1e-9)
def halving_rounds(rng):
    n = int(rng.integers(30, 5000))
    while n & (n - 1) == 0:
        n += 1
    r = (n - 1).bit_length()
    return Variant(r, given=f"n = {n}", mistakes=(
        (r - 1, "2 to that power is less than n: round up."),
        (n - 1, "That is the number of additions in all; in one round many are done at once."),
        (np.log2(n), "Close: the number of rounds is whole, so round up.")))


@function(LABEL + "horner", "horner", starter='''
def horner(a, x):
    """Return a[0] + a[1] x + a[2] x**2 + ..."""
    ...
''')
def horner(s, rng):
    for a, x in ((np.array([1.0, 2.0, 3.0]), 2.0), (rng.integers(-5, 6, size=5) + np.arange(5) * 11.0, 1.5)):
        powers = x ** np.arange(len(a))
        expect(s, "horner", (a, x), a @ powers, mistakes=[
            (a[::-1] @ powers, "You took the coefficients in the wrong order: begin with the last."),
            (a @ powers * x, "One multiplication too many: the constant term must not be multiplied by x."),
            (a[1:] @ powers[:-1], "The constant term a[0] is missing.")])


@number(LABEL + "stamps", "largest", rtol=1e-9)
def stamps(rng):
    return Variant(7, mistakes=(
        (8, "8 = 3 + 5 can be paid."),
        (4, "4 cannot be paid, but a larger amount cannot either."),
        (14, "14 = 3·3 + 5 can be paid."),
        (15, "15 = 3·5 can be paid. The product is not the answer.")))
