"""Checks of the exercises of the chapter "Vector spaces and the four subspaces"."""

import numpy as np

from m4ds.exercises.core import Variant, choice, expect, expression, function, number, vector

LABEL = "ex-four-subspaces-"


def rows(A) -> str:
    """Write a matrix of integers as a list of its rows."""
    return str(np.asarray(A).astype(int).tolist())


def distinct(answer, *mistakes):
    """Drop the mistakes that coincide with the answer or with an earlier one."""
    kept, seen = [], [np.asarray(answer, dtype=float)]
    for wrong, why in mistakes:
        if not any(np.shape(wrong) == s.shape and np.allclose(wrong, s, rtol=2e-3) for s in seen):
            kept.append((wrong, why))
            seen.append(np.asarray(wrong, dtype=float))
    return tuple(kept)


def nonzero(rng, low, high):
    """Return a whole number between `low` and `high` that is not 0."""
    return int(rng.choice([x for x in range(low, high + 1) if x]))


@vector(LABEL + "reduce", "R", seeded=True)
def reduce(rng):
    p, q = nonzero(rng, -3, 3), nonzero(rng, -3, 3)
    a, b = (int(x) for x in rng.integers(2, 4, size=2))
    R = np.array([[1, 0, p], [0, 1, q]])
    A = np.array([[1, a], [b, a * b + 1]]) @ R
    echelon = np.array([[1, a, p + a * q], [0, 1, q]])
    return Variant(R, given=f"A = {rows(A)}", mistakes=distinct(
        R, (echelon, "That is an echelon form. Clear the entry above the second pivot too."),
        (A, "That is A itself.")))


@vector(LABEL + "null-vector", "x", seeded=True, up_to_scale=True)
def null_vector(rng):
    p, q = nonzero(rng, -4, 4), nonzero(rng, -4, 4)
    a, b = nonzero(rng, -2, 2), nonzero(rng, -2, 2)
    A = np.array([[1, a], [b, a * b + 1]]) @ np.array([[1, 0, p], [0, 1, q]])
    return Variant([-p, -q, 1], given=f"A = {rows(A)}", mistakes=(
        ([p, q, 1], "The pivot unknowns take the entries of the free column with the opposite sign."),
        ([p, q, 0], "Set the free unknown to 1, not to 0.")))


@vector(LABEL + "dimensions", "dims", seeded=True, rtol=1e-9)
def dimensions(rng):
    m, n = (int(x) for x in rng.choice(np.arange(5, 13), size=2, replace=False))
    r = int(rng.integers(2, min(m, n)))
    answer = [r, n - r, r, m - r]
    return Variant(answer, given=f"{m} rows, {n} columns, rank {r}", mistakes=distinct(
        answer,
        ([r, m - r, r, n - r], "The null space lies in the input, where there are as many entries as columns."),
        ([m - r, n - r, m - r, r], "Row space and column space have the dimension r."),
        ([n, n - r, m, m - r], "The row space is spanned by the rows, but r of them are enough.")))


@choice(LABEL + "which", "which", options={
    "a": "the vectors with $x_1 + x_2 + x_3 = 1$", "b": "the vectors with $x_1x_2 = 0$",
    "c": "the vectors with $x_1 = 2x_2$ and $x_3 = x_1 - x_2$", "d": "the vectors with $x_1\\ge x_2\\ge x_3$"})
def which(rng):
    return Variant("c", mistakes=(
        ("a", "The zero vector is missing: 0 + 0 + 0 is not 1. The set is affine."),
        ("b", "(1, 0, 0) and (0, 1, 0) belong to it, their sum does not."),
        ("d", "(3, 2, 1) belongs to it, and minus (3, 2, 1) does not.")))


@vector(LABEL + "coordinates", "c", seeded=True)
def coordinates(rng):
    p, q, s, t = (nonzero(rng, -4, 4) for _ in range(4))
    while s == t:
        t = nonzero(rng, -4, 4)
    B = np.array([[1, 1], [s, t]])
    v = B @ [p, q]
    return Variant([p, q], given=f"b1 = {rows(B[:, 0])}, b2 = {rows(B[:, 1])}, v = {rows(v)}", mistakes=distinct(
        [p, q], ([q, p], "Right numbers: the first belongs to b1."),
        (B.T @ v, "Dot products are coordinates only if the basis vectors are perpendicular and of length 1.")))


@number(LABEL + "solvable", "b3", seeded=True)
def solvable(rng):
    a, b = nonzero(rng, -3, 3), nonzero(rng, -3, 3)
    u, v = int(rng.integers(1, 9)), int(rng.integers(1, 9))
    A = np.array([[1, 2, 1], [2, 1, -1]])
    A = np.vstack([A, a * A[0] + b * A[1]])
    return Variant(a * u + b * v, given=f"A = {rows(A)}, b1 = {u}, b2 = {v}", mistakes=distinct(
        a * u + b * v, (u + v, "Which combination of the first two rows is the third?"),
        (-(a * u + b * v), "Check the sign: the check vector is (p, q, -1) for row 3 = p row 1 + q row 2."),
        (b * u + a * v, "You exchanged the two coefficients.")))


@vector(LABEL + "parts", "row_part", seeded=True)
def parts(rng):
    a, b = nonzero(rng, -3, 3), int(rng.integers(1, 4))
    k = nonzero(rng, -2, 3)
    k = k + (k == 1)
    x = rng.integers(-5, 6, size=2)
    while x @ [a, b] == 0 or x @ [-b, a] == 0:
        x = rng.integers(-5, 6, size=2)
    A, u = np.array([[a, b], [k * a, k * b]]), np.array([a, b])
    part = (x @ u) / (u @ u) * u
    return Variant(part, given=f"A = {rows(A)}, x = {rows(x)}", mistakes=distinct(
        part, (x - part, "That is the part in the null space."),
        (A @ x, "That is the image of x. You were asked for a part of x."),
        ((x @ u) * u, "Divide by the squared length of the row.")))


@vector(LABEL + "meet", "bounds", seeded=True, rtol=1e-9)
def meet(rng):
    n = int(rng.integers(7, 13))
    p, q = (int(x) for x in rng.integers(n // 2 + 1, n, size=2))
    answer = [p + q - n, min(p, q)]
    return Variant(answer, given=f"n = {n}, dim S = {p}, dim T = {q}", mistakes=distinct(
        answer, ([0, min(p, q)], "They cannot meet in the zero vector alone: p + q is more than n."),
        ([p + q - n, max(p, q)], "The intersection lies in the smaller space too."),
        ([p + q - n, n], "The intersection lies in both spaces.")))


@expression(LABEL + "drop", "a", variables=("t",))
def drop(rng):
    return Variant("2*t", mistakes=(("-2*t", "Row 2 must be a multiple of row 1: 2 times (1, t)."),
                                    ("t/2", "You divided; row 2 is twice row 1."),
                                    ("t", "The first entries have the ratio 2, so the second must too.")))


@function(LABEL + "in-span", "in_span", starter='''
def in_span(V, w):
    """Return True if w is a combination of the columns of V."""
    ...
''')
def in_span(s, rng):
    for shape in ((4, 2), (3, 3), (5, 3)):
        V = rng.integers(-3, 4, size=shape)
        V[:, -1] = V[:, 0] + V[:, 1] if shape[1] == 3 else V[:, -1]
        inside = V @ rng.integers(-2, 3, size=shape[1])
        outside = inside + np.linalg.svd(V)[0][:, -1]
        for w, answer in ((inside, True), (outside, False), (0 * inside, True)):
            expect(s, "in_span", (V, w), answer, mistakes=(
                (not answer, "Compare the rank of V with the rank of V and w together."),))


@function(LABEL + "same-span", "same_span", starter='''
def same_span(S, T):
    """Return True if the columns of S and of T span the same space."""
    ...
''')
def same_span(s, rng):
    S = rng.integers(-3, 4, size=(5, 2))
    while np.linalg.matrix_rank(S) < 2:
        S = rng.integers(-3, 4, size=(5, 2))
    other = rng.integers(-3, 4, size=(5, 2))
    while np.linalg.matrix_rank(np.hstack([S, other])) < 4:
        other = rng.integers(-3, 4, size=(5, 2))
    cases = [(S @ [[1, 2, 1], [1, 1, 0]], True), (other, False), (S[:, :1], False), (np.hstack([S, other]), False)]
    for T, answer in cases:
        expect(s, "same_span", (S, T), answer, mistakes=(
            (not answer, "Equal ranks are not enough, and one space may hold the other: three ranks must agree."),))


@number(LABEL + "calendar", "free", rtol=1e-9)
def calendar(rng):
    return Variant(18, mistakes=(
        (20, "That is the number of columns. Two relations hold between them."),
        (19, "Both groups of dummies add up to the column of ones: two relations."),
        (17, "There are two relations, not three: that the two sums are equal follows from the others.")))


@number(LABEL + "workshops", "r", seeded=True, rtol=1e-9)
def workshops(rng):
    t1, s1, t2, s2 = (int(x) for x in rng.integers(2, 6, size=4))
    r = t1 + t2 + s1 + s2 - 2
    return Variant(r, given=f"north: {t1} technicians, {s1} machines; "
                            f"south: {t2} technicians, {s2} machines", mistakes=(
        (r + 2, "That is the number of columns. In each workshop a constant can move from technicians to machines."),
        (r + 1, "The relation holds in each of the two workshops."),
        (t1 + t2 + s1 + s2 - 4, "There is one relation for each workshop, not two.")))


@choice(LABEL + "compare", "compare", options={
    "a": "the difference of a northern and a southern technician", "b": "the effect of one northern technician",
    "c": "the difference of two northern technicians", "d": "the sum of all machine effects"})
def compare(rng):
    return Variant("c", mistakes=(
        ("a", "No machine is seen by both: add 1 to all northern technicians, subtract it from the northern machines."),
        ("b", "A constant can move from the technicians to the machines."),
        ("d", "It changes when a constant moves from technicians to machines.")))


@function(LABEL + "unchecked", "unchecked", starter='''
def unchecked(M):
    """Return a list with 1 for each reading whose error no check can see, else 0."""
    ...
''')
def unchecked(s, rng):
    for M in ([[1, 0], [1, 0], [0, 1]], [[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 2]], [[1, 2], [3, 4]],
              [[1, 0], [0, 1], [1, 1], [2, 1]]):
        M = np.array(M)
        U = np.linalg.svd(M)[0][:, np.linalg.matrix_rank(M):]
        answer = (np.abs(U).max(axis=1, initial=0) < 1e-9).astype(int)
        expect(s, "unchecked", (M,), answer, mistakes=distinct(
            answer, (1 - answer, "The other way round: 1 where the row of the checks is zero."),
            (np.ones(len(M)), "A non-zero entry in the left null space of M means that a check sees the reading.")))


@vector(LABEL + "propane", "amounts", up_to_scale=True)
def propane(rng):
    return Variant([1, 5, 3, 4], mistakes=(
        ([1, 5, -3, -4], "Write the products with a minus in the matrix; then all amounts are positive."),
        ([1, 1, 3, 4], "Count the oxygen: 3 times 2 in carbon dioxide and 4 in water."),
        ([1, 10, 3, 4], "Oxygen gas is a pair of atoms.")))


@vector(LABEL + "cohort", "z", up_to_scale=True)
def cohort(rng):
    return Variant([0, 1, -1, 1], mistakes=(
        ([0, 1, 1, 1], "Check: age + period + cohort is not 0. Which signs make it vanish?"),
        ([1, 1, -1, 1], "The column of ones is not part of the relation."),
        ([0, 1, -1, -1], "Cohort is period minus age: move everything to one side.")))


@choice(LABEL + "trend", "trend", options={
    "a": "the slope of age", "b": "the slope of age plus the slope of period", "c": "the slope of period",
    "d": "the slope of age plus the slope of cohort"})
def trend(rng):
    return Variant("b", mistakes=(
        ("a", "Its product with the null vector (0, 1, -1, 1) is 1."),
        ("c", "Its product with the null vector (0, 1, -1, 1) is -1."),
        ("d", "Its product with the null vector (0, 1, -1, 1) is 2.")))


@number(LABEL + "degrees", "df", seeded=True, rtol=1e-9)
def degrees(rng):
    n, g, extra = int(rng.integers(40, 90)), int(rng.integers(3, 8)), int(rng.integers(1, 4))
    df = n - g - extra
    return Variant(df, given=f"{n} rows, {g} groups, {extra} other columns", mistakes=(
        (df - 1, "The dummies and the column of ones together have rank g, not g + 1."),
        (g + extra, "That is the rank. The residuals live in the left null space."),
        (n - 1, "Subtract the whole rank, not only the intercept.")))


@choice(LABEL + "doubt", "doubt", options={
    "a": "the sensors are independent; keep all ten", "b": "an exact relation between the sensors exists",
    "c": "seven directions carry nothing above the noise", "d": "the rank routine has failed"})
def doubt(rng):
    return Variant("c", mistakes=(
        ("a", "Noise alone makes every column independent. Compare the values with the noise."),
        ("b", "An exact relation would make a singular value zero, up to rounding."),
        ("d", "It reported the rank of the numbers as given, correctly.")))


@function(LABEL + "scaled-rank", "scaled_rank", starter='''
def scaled_rank(X):
    """Return the rank of X, judged after the columns have been made equally long."""
    ...
''')
def scaled_rank(s, rng):
    base = rng.normal(size=(9, 4))
    base[:, 3] = base[:, 0] - base[:, 1]
    for units in ([1, 1, 1, 1], [1e9, 1e9, 1e-9, 1e9], [1e-12, 1e-12, 1e6, 1e-12], [1, 1, 0, 1]):
        X = base * units
        answer = 3 - (units[2] == 0)
        plain = int(np.linalg.matrix_rank(X))
        expect(s, "scaled_rank", (X,), answer, mistakes=distinct(
            answer, (plain, "A small column is not a zero column: divide each by its length first."),
            (answer + 1, "A column of zeros stays zero: do not divide it by its length.")))


@number(LABEL + "fragile", "change")
def fragile(rng):
    return Variant(-1 / 256, mistakes=(
        (-1 / 512, "The first entry of the null vector is 2 to the power n - 2 = 8, not n - 1."),
        (1 / 256, "The sign: the last row must give 0 = x10 + change times x1."),
        (-256.0, "That is the entry of the null vector. The change times it must be -1.")))


@function(LABEL + "components", "components", starter='''
def components(edges, n):
    """Return into how many separate parts the edges join the nodes 0 to n - 1."""
    ...
''')
def components(s, rng):
    for n, edges, answer in ((4, [[0, 1], [1, 2], [2, 3], [0, 3]], 1), (5, [[0, 1], [2, 3]], 3),
                             (6, [[0, 1], [1, 2], [0, 2], [3, 4], [4, 5]], 2), (2, [[0, 1], [0, 1]], 1)):
        expect(s, "components", (np.array(edges), n), answer, mistakes=distinct(
            answer, (n - len(edges), "Edges that close a loop do not join anything new: use the rank."),
            (n - answer, "That is the rank of the incidence matrix; you want the other dimension.")))


@number(LABEL + "low-rank", "least")
def low_rank(rng):
    return Variant(5, mistakes=((7, "The rank of a sum can be smaller than each of the two."),
                                (2, "B can cancel at most two dimensions of A."),
                                (9, "That is the largest possible value.")))
