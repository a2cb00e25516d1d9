"""Checks of the exercises of the chapter "Eigenvalues and dynamics"."""

import math

import numpy as np

from m4ds.exercises.core import Variant, choice, expect, expression, function, number, vector

LABEL = "ex-eigenvalues-"


def different(answer, *mistakes):
    """Keep the mistakes that differ from the answer and from each other."""
    kept = []
    for value, why in mistakes:
        if all(np.linalg.norm(np.subtract(value, other)) > 0.01 * np.linalg.norm(other)
               for other in [answer, *(v for v, _ in kept)]):
            kept.append((value, why))
    return tuple(kept)


def integer_pair(rng):
    """Return an integer matrix without zeros, its integer eigenvalues, larger first, and eigenvectors as columns."""
    while True:
        P = rng.integers(-2, 4, size=(2, 2))
        values = np.sort(rng.choice([-3, -2, -1, 1, 2, 3, 4, 5, 6], size=2, replace=False))[::-1]
        if abs(P[0, 0] * P[1, 1] - P[0, 1] * P[1, 0]) != 1 or (P == 0).any() or values.sum() == 0:
            continue
        A = np.rint(P @ np.diag(values) @ np.linalg.inv(P)).astype(int)
        if (A != 0).all() and np.abs(A).max() < 20:
            return A, values, P


@vector(LABEL + "values", "values", seeded=True)
def values(rng):
    A, found, _ = integer_pair(rng)
    trace, det = int(np.trace(A)), round(np.linalg.det(A))
    return Variant(found, given=f"A = {A.tolist()}", mistakes=different(
        found, (found[::-1], "Give the larger one first."),
        (-found[::-1], "Check the sign of the trace: the polynomial is t² − (trace) t + det."),
        (np.sort(np.diag(A))[::-1], "The diagonal holds the eigenvalues of a triangular matrix only."),
        ([trace, det], "Those are trace and determinant: now solve t² − (trace) t + det = 0.")))


@vector(LABEL + "vector", "v", seeded=True, up_to_scale=True)
def eigenvector(rng):
    A, found, P = integer_pair(rng)
    v, w = P.T
    return Variant(v, given=f"A = {A.tolist()}, eigenvalues {found.tolist()}", mistakes=tuple(
        (x, why) for x, why in (
            (w, "That is the eigenvector of the smaller eigenvalue."),
            ([-v[1], v[0]], "That is perpendicular to it: a row of A − λI, not a solution."))
        if abs(v[0] * x[1] - v[1] * x[0]) > 0 and (x is w or abs(w[0] * x[1] - w[1] * x[0]) > 0)))


@number(LABEL + "inverse", "largest", seeded=True)
def inverse(rng):
    found = np.sort(rng.choice(np.arange(1, 10), size=3, replace=False)).astype(float)
    k, offset = int(rng.integers(3)), float(rng.choice([0.2, 0.25, -0.2, -0.25]))
    shift = found[k] + offset
    answer = 1 / (found[k] - shift)
    return Variant(answer, given=f"eigenvalues {found.astype(int).tolist()}, s = {shift:g}", mistakes=different(
        answer, (-answer, "Mind the sign: the eigenvalue of the inverse is 1 / (λ − s)."),
        (found[k] - shift, "That is the eigenvalue of A − sI. Invert it."),
        (found[k], "That is the eigenvalue of A that is nearest to s. Shift it and invert."),
        (1 / (found[2] - shift), "The largest eigenvalue of the inverse belongs to the λ that is nearest to s.")))


@vector(LABEL + "power", "x", rtol=1e-6)
def power(rng):
    return Variant([2047.0, 3073.0], mistakes=(
        ([2049.0, 3071.0], "The second eigenvalue is −1, and its fifth power is −1."),
        ([2048.0, 3072.0], "You forgot the part along (1, −1)."),
        ([3072.0, 2048.0], "The start is no eigenvector: split it into eigenvectors first.")))


@number(LABEL + "period", "period", unit="weeks", seeded=True)
def period(rng):
    g = float(rng.choice([0.3, 0.35, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95]))
    theta = math.acos(0.5 / math.sqrt(g))
    answer = 2 * math.pi / theta
    return Variant(answer, given=f"g = {g:g}", mistakes=different(
        answer, (answer / 2, "After half a period the sign is turned; a full period is 360°."),
        (360 / theta, "Degrees over radians: use 2π for the full turn if the angle is in radians."),
        (math.degrees(theta), "That is the angle of one week. How many make a full turn?"),
        (2 * math.pi / math.acos(0.5), "The cosine is the real part divided by the modulus, and the modulus is √g.")))


@choice(LABEL + "stable", "stable", options={
    "a": "the matrix $\\begin{pmatrix}0.5&9\\\\0&0.6\\end{pmatrix}$",
    "b": "the matrix $\\begin{pmatrix}0.5&0.6\\\\0.6&0.5\\end{pmatrix}$",
    "c": "the matrix $\\begin{pmatrix}0&-1.1\\\\1.1&0\\end{pmatrix}$",
    "d": "the matrix $\\begin{pmatrix}1&-0.9\\\\0&0.1\\end{pmatrix}$"})
def stable(rng):
    return Variant("a", mistakes=(
        ("b", "Every entry is below 1, but (1, 1) is an eigenvector. For which eigenvalue?"),
        ("c", "It has no real eigenvalue, but the modulus of the complex ones counts."),
        ("d", "The eigenvalue 1 keeps its eigenvector for ever.")))


@vector(LABEL + "equilibrium", "pi", seeded=True)
def equilibrium(rng):
    a, b = (int(x) / 10 for x in rng.choice(np.arange(1, 8), size=2, replace=False))
    answer = np.array([b, a]) / (a + b)
    given = f"columns ({1 - a:.1f}, {a:.1f}) and ({b:.1f}, {1 - b:.1f})"
    return Variant(answer, given=given, mistakes=different(
        answer, ([a / (a + b), b / (a + b)], "Check S π = π: what leaves state 1, a π₁, must equal what comes, b π₂."),
        ([0.5, 0.5], "That would be right if the two shares that move were equal."),
        ([b, a], "The right direction, but a probability vector adds up to 1.")))


@choice(LABEL + "defective", "defective", options={
    "a": "the matrix $\\begin{pmatrix}2&0\\\\0&2\\end{pmatrix}$",
    "b": "the matrix $\\begin{pmatrix}3&1\\\\-1&1\\end{pmatrix}$",
    "c": "the matrix $\\begin{pmatrix}2&1\\\\0&3\\end{pmatrix}$",
    "d": "the matrix $\\begin{pmatrix}0&-2\\\\2&0\\end{pmatrix}$"})
def defective(rng):
    return Variant("b", mistakes=(
        ("a", "Its eigenvalues are equal, but every vector is an eigenvector."),
        ("c", "Two distinct eigenvalues, 2 and 3: two independent eigenvectors."),
        ("d", "Its eigenvalues 2i and −2i are distinct: two independent complex eigenvectors.")))


@number(LABEL + "steps", "steps", seeded=True, rtol=1e-9)
def steps(rng):
    top = int(rng.integers(8, 13))
    second, third = int(rng.integers(5, top - 1)), int(rng.integers(1, 4))
    digits = int(rng.integers(5, 9))
    answer = math.ceil(digits / math.log10(top / second))
    return Variant(answer, given=f"eigenvalues {top}, {-second}, {third}; factor 10^-{digits}", mistakes=different(
        answer, (math.ceil(digits / math.log10(top / third)), "The slowest part to fade belongs to the second largest "
                                                            "eigenvalue in modulus."),
        (math.ceil(digits / math.log(top / second)), "Use the same logarithm above and below."),
        (math.ceil(digits / math.log10(top)), "The rate is the ratio of two eigenvalues.")))


@function(LABEL + "powers", "power_at", starter='''
def power_at(A, x, k):
    """Return A^k x by way of the eigenvectors; it is real."""
    ...
''')
def powers(s, rng):
    for n, k in [(2, 5), (3, 8), (4, 3)]:
        A, x = rng.normal(size=(n, n)), rng.normal(size=n)
        found, P = np.linalg.eig(A)
        answer = np.linalg.matrix_power(A, k) @ x
        expect(s, "power_at", (A, x, k), answer, mistakes=different(
            answer, (A**k @ x, "A**k takes the power of each entry, not of the matrix."),
            ((P @ (found**k * (P.conj().T @ x))).real, "Solve with P: its inverse is not its transpose in general."),
            ((P @ (found**k * x)).real, "First find the coordinates of x in the eigenvectors: solve P c = x."),
            ((P @ (found * np.linalg.solve(P, x))).real, "Raise the eigenvalues to the power k.")))


@function(LABEL + "radius", "is_stable", starter='''
def is_stable(A):
    """Return 1 if every start of x -> A x dies out, and 0 if not."""
    ...
''')
def radius(s, rng):
    turn = np.array([[0.0, -1], [1, 0]])
    for A, hint in [(0.9 * turn, "The size of an eigenvalue is its modulus, abs()."),
                    (1.1 * turn, "The real part of a complex eigenvalue does not decide; its modulus does."),
                    (np.array([[-1.2, 0], [0.3, 0.5]]), "A negative eigenvalue below −1 explodes, too."),
                    (np.array([[0.9, 20], [0, 0.8]]), "Large entries or a large norm only make transient growth."),
                    (np.array([[0.6, 0.6], [0.6, 0.6]]), "Small entries do not help: test the eigenvalues.")]:
        Q = np.linalg.qr(rng.normal(size=(2, 2)))[0]
        answer = float(np.abs(np.linalg.eigvals(A)).max() < 1)
        expect(s, "is_stable", (Q @ A @ Q.T,), answer, mistakes=((1 - answer, hint),))


@expression(LABEL + "on-order", "second", variables=("g",))
def on_order(rng):
    return Variant("1 - g", mistakes=(
        ("g - 1", "Check the sign of the trace."),
        ("1 + g", "The trace is 1 − g: the new lower right entry is −g."),
        ("-g", "The eigenvalues are not on the diagonal; use trace and determinant.")))


@number(LABEL + "guarantee", "steps", seeded=True, rtol=1e-9)
def guarantee(rng):
    d, digits = float(rng.choice([0.7, 0.75, 0.8, 0.85, 0.9, 0.95])), int(rng.integers(4, 10))
    answer = math.ceil(math.log(10.0**-digits / 2) / math.log(d))
    return Variant(answer, given=f"d = {d:g}, error at most 10^-{digits}", mistakes=different(
        answer, (math.ceil(-digits * math.log(10) / math.log(d)), "Two probability vectors can be 2 apart: "
                                                                 "the bound is 2 d^k."),
        (math.ceil(math.log(10.0**-digits / 2) / math.log(1 - d)), "It is d^k that shrinks, not (1 − d)^k."),
        (math.ceil(math.log10(10.0**-digits / 2) / math.log(d)), "Use the same logarithm above and below.")))


@function(LABEL + "stop", "error_bound", starter='''
def error_bound(old, new, d):
    """Bound the 1-norm error of new = G old."""
    ...
''')
def stop(s, rng):
    for n, d in [(3, 0.85), (5, 0.5), (8, 0.95)]:
        old, new = rng.dirichlet(np.ones(n), size=2)
        change = np.abs(new - old).sum()
        answer = d / (1 - d) * change
        expect(s, "error_bound", (old, new, d), answer, mistakes=different(
            answer, (change, "A small step does not mean a small error: multiply by d / (1 − d)."),
            (change / (1 - d), "That bounds the error of the old vector; the new one is nearer by the factor d."),
            (d / (1 - d) * np.linalg.norm(new - old), "The theorem is about the sum of absolute values."),
            ((1 - d) / d * change, "Upside down: near d = 1 the bound must be large.")))


@function(LABEL + "google", "google", starter='''
def google(S, d):
    """Return the matrix G of links S and damping d."""
    ...
''')
def google(s, rng):
    for n, d in [(2, 0.85), (4, 0.6), (5, 0.9)]:
        S = rng.dirichlet(np.ones(n), size=n).T
        expect(s, "google", (S, d), d * S + (1 - d) / n, mistakes=(
            (d * S + (1 - d), "Each of the n pages is reached with probability (1 − d)/n."),
            ((1 - d) * S + d / n, "d is the probability of following a link."),
            (d * S + (1 - d) * np.eye(n), "The jump leads to any page; the identity would stay where it is."),
            (d * S, "The columns must add up to 1: add the jump.")))


@choice(LABEL + "trap", "trap", options={
    "a": "all shares become equal", "b": "the shares of X and Y together tend to 1",
    "c": "the shares stop depending on the damping", "d": "the share of the home page tends to 1"})
def trap(rng):
    return Variant("b", mistakes=(
        ("a", "That happens for d → 0, when the reader always jumps."),
        ("c", "The bound 2|d − d′|/(1 − d) grows without limit there."),
        ("d", "Readers who enter X and Y leave by a jump only, and jumps become rare.")))


@number(LABEL + "recurrence", "f", rtol=1e-9)
def recurrence(rng):
    return Variant(349525.0, mistakes=(
        (2**20 / 3, "Close, but the eigenvalue −1 contributes too: f is an integer."),
        (349526.0, "Check the sign of the second part at k = 0: f must be 0 there."),
        (1048575.0, "Divide by the distance of the two eigenvalues, 3."),
        (6765.0, "That is Fibonacci's number: here the older term counts twice.")))


@number(LABEL + "contraction", "tau", seeded=True)
def contraction(rng):
    low = int(rng.integers(1, 5))                  # the smallest entry, in twentieths
    while True:
        S = rng.integers(low, 13, size=(3, 3))
        S[2] = 20 - S[0] - S[1]
        if S.min() == low and (low == S).sum() == 1:
            break
    S = S / 20
    answer = 1 - 3 * S.min()
    columns = ", ".join(str(tuple(round(float(x), 2) for x in c)) for c in S.T)
    return Variant(answer, given=f"columns {columns}", mistakes=different(
        answer, (1 - S.min(), "The smallest entry is taken out of all n places of a column."),
        (S.min(), "That is δ; the factor is 1 − nδ."),
        (1 - 3 * S.max(), "Take the smallest entry: no other one can be taken out everywhere.")))


@number(LABEL + "golden", "bound")
def golden(rng):
    return Variant(2 * math.sin(math.pi / 14), mistakes=(
        ((math.sqrt(5) - 1) / 2, "That is the bound for two weeks."),
        (1.0, "That is the bound for one week."),
        (2 * math.sin(math.pi / 7), "Halve the angle: the modulus of 1 − t is 2 sin(θ/2)."),
        (math.pi / 7, "That is the angle θ; the gain is 2 sin(θ/2).")))


@number(LABEL + "columns", "tau")
def columns(rng):
    return Variant(0.5, mistakes=(
        (1.0, "Half of the largest distance."),
        (0.7, "That is the bound of the theorem, 1 − 3·0.1."),
        (0.3, "That is the distance of another pair: look for the largest.")))
