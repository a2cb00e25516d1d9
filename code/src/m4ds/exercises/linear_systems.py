"""Checks of the exercises of the chapter "Linear systems and LU"."""

import numpy as np

from m4ds.exercises.core import Variant, choice, expect, expression, function, number, vector

LABEL = "ex-linear-systems-"


def small(rng, low, high, size=None):
    """Draw integers between low and high that are not zero."""
    return rng.integers(low, high, size=size) * rng.choice([-1, 1], size=size)


@vector(LABEL + "back", "x", seeded=True)
def back(rng):
    U = np.triu(small(rng, 1, 5, (3, 3)))
    x = rng.choice(np.arange(1, 7), size=3, replace=False)
    b = U @ x
    return Variant(x, given=f"U = {U.tolist()}, b = {b.tolist()}", mistakes=(
        (x[::-1], "Right numbers in the order in which you found them; list x1 first."),
        (b / np.diag(U), "You divided by the diagonal only: subtract the unknowns that are known already.")))


@vector(LABEL + "multipliers", "multipliers", seeded=True)
def multipliers(rng):
    m = rng.choice([-3, -2, 2, 3, 4], size=3, replace=False)
    L = np.array([[1, 0, 0], [m[0], 1, 0], [m[1], m[2], 1]])
    U = np.triu(small(rng, 1, 4, (3, 3)))
    A = L @ U
    raw = np.array([A[1, 0], A[2, 0], A[2, 1]])
    mistakes = [(-m, "L holds what you subtract, not what you add: change the signs."),
                ([m[0], m[1], A[2, 1] / A[1, 1] if A[1, 1] else 0.5],
                 "For the last multiplier use the entries after the first column was eliminated.")]
    return Variant(m, given=f"A = {A.tolist()}", mistakes=tuple(
        (w, why) for w, why in [*mistakes, (raw, "Those are entries of A: divide by the pivot.")]
        if not np.allclose(w, m)))


@vector(LABEL + "null", "z", seeded=True, up_to_scale=True)
def null(rng):
    a, b, p, q = (int(t) for t in small(rng, 1, 5, 4))
    A = np.array([[1, a, b], [p, p * a + q, p * b + q]])        # second row: p times the first, plus (0, q, q)
    z = np.array([a - b, -1, 1])
    return Variant(z, given=f"A = {A.tolist()}", mistakes=tuple(
        (w, why) for w, why in [
            ([b - a, -1, 1], "The sign of the first entry: move the other terms to the right-hand side."),
            ([a + b, 1, 1], "The second row gives x2 = −x3, with a minus.")]
        if not parallel(w, z)))


def parallel(v, w):
    """Whether two vectors of three entries have one direction."""
    return not np.cross(v, w).any()


@choice(LABEL + "how-many", "verdict", options={
    "a": "none", "b": "exactly one", "c": "exactly two", "d": "infinitely many"})
def how_many(rng):
    return Variant("d", mistakes=(
        ("a", "Subtract the rows: the last one becomes zero on both sides, so nothing is contradicted."),
        ("b", "As many equations as unknowns is no promise: count the pivots."),
        ("c", "Two solutions would have their whole line of solutions.")))


@number(LABEL + "minor", "t", rtol=1e-9)
def minor(rng):
    return Variant(6.0, mistakes=(
        (0.0, "A zero on the diagonal of A does no harm by itself; look at the second pivot."),
        (1.5, "The second pivot is t − 3·2, not t − 3/2."),
        (-6.0, "The multiplier is 3 and is subtracted: t − 6.")))


@vector(LABEL + "order", "order", seeded=True, rtol=1e-9)
def order(rng):
    while True:
        A = rng.integers(-6, 7, size=(3, 3))
        if len(set(abs(A[:, 0]))) < 3 or abs(A[0, 0]) == abs(A[:, 0]).max():
            continue
        p = int(np.argmax(abs(A[:, 0])))
        W, perm = A.astype(float), np.arange(3)
        W[[0, p]], perm[[0, p]] = W[[p, 0]], perm[[p, 0]]
        rest = W[1:, 1] - W[1:, 0] / W[0, 0] * W[0, 1]
        if abs(rest[1]) - abs(rest[0]) > 0.3 and abs(W[1, 1]) > abs(W[2, 1]):
            break
    swapped = perm[[0, 2, 1]]
    return Variant(swapped + 1, given=f"A = {A.tolist()}", mistakes=(
        (perm + 1, "Compare the second column after the first has been eliminated, not before."),
        ([1, 2, 3], "Partial pivoting moves the row with the largest entry to the top.")))


@number(LABEL + "sides", "k", seeded=True)
def sides(rng):
    n = int(rng.integers(2, 20)) * 300
    return Variant(n / 3, given=f"n = {n}", mistakes=(
        (2 * n / 3, "Each right-hand side takes two triangular systems, n² each."),
        (n, "The factorisation takes (2/3)n³, not 2n³."),
        (n / 1.5 * n, "Divide n³ by n²: one factor n is left.")))


@number(LABEL + "bound", "bound", seeded=True)
def bound(rng):
    kappa, size = int(rng.integers(2, 10)) * 100, int(rng.integers(2, 10)) * 1e-5
    return Variant(kappa * size, given=f"kappa = {kappa}, |r| / |b| = {size:.0e}", mistakes=(
        (size, "That is the relative residual; the error may be kappa times as large."),
        (size / kappa, "That is the least it can be; the question asks for the most.")))


@number(LABEL + "growth", "rho")
def growth(rng):
    return Variant(999.0, mistakes=(
        (1000.0, "That is the multiplier. The growth compares entries of the matrix."),
        (-999.0, "Growth is measured in size, without sign."),
        (1.0, "That is the growth with a row exchange.")))


@number(LABEL + "norm", "kappa")
def norm(rng):
    return Variant(50.0, mistakes=(
        (5.0, "That is the norm of A: multiply by the norm of the inverse."),
        (0.5, "That multiplies the largest and the smallest entry: the inverse has 1/0.1 = 10."),
        (25.0, "The norm of the inverse is 1/0.1, not 1/0.2.")))


@function(LABEL + "back-function", "backward", starter='''
def backward(U, b):
    """Solve U x = b for an upper triangular U, without any solver."""
    ...
''')
def back_function(s, rng):
    for n in (1, 3, 5):
        U = np.triu(rng.normal(size=(n, n))) + 3 * np.eye(n)
        b = rng.normal(size=n)
        x = np.linalg.solve(U, b)
        mistakes = [] if n == 1 else [
            (b / np.diag(U), "Subtract the unknowns that are known before you divide."),
            (np.linalg.solve(U.T, b), "You solved with the transpose: begin with the last unknown."),
            (x[::-1], "Right numbers in reverse order.")]
        expect(s, "backward", (U, b), x, mistakes=mistakes)


@function(LABEL + "determined", "count_solutions", starter='''
def count_solutions(A, b):
    """Return 0, 1 or 2 for none, one or infinitely many solutions of A x = b (small integers)."""
    ...
''')
def determined(s, rng):
    cases = [([[1, 2], [3, 4]], [1, 1], 1), ([[1, 2], [2, 4]], [1, 2], 2), ([[1, 2], [2, 4]], [1, 3], 0),
             ([[1, 1, 1]], [2], 2), ([[1], [2], [3]], [1, 2, 3], 1), ([[1], [2], [3]], [1, 2, 4], 0),
             ([[0, 0]], [1], 0), ([[0, 1], [0, 2]], [1, 2], 2)]
    for A, b, answer in cases:
        A, b = np.array(A, dtype=float), np.array(b, dtype=float)
        square = 1 if A.shape[0] == A.shape[1] else 2 if A.shape[0] < A.shape[1] else 0
        mistakes = [(square, "Counting equations and unknowns is not enough: count pivots.")][:square != answer]
        expect(s, "count_solutions", (A, b), answer, mistakes=mistakes)


@function(LABEL + "tridiagonal", "thomas", starter='''
def thomas(lower, diag, upper, b):
    """Solve a tridiagonal system in O(n) operations, without row exchanges."""
    ...
''')
def tridiagonal(s, rng):
    for n in (2, 4, 6):
        lower, upper = rng.uniform(-1, 1, size=(2, n - 1))
        diag, b = rng.uniform(2.5, 4, size=n), rng.normal(size=n)
        T = np.diag(diag) + np.diag(lower, -1) + np.diag(upper, 1)
        swapped = np.diag(diag) + np.diag(upper, -1) + np.diag(lower, 1)
        expect(s, "thomas", (lower, diag, upper, b), np.linalg.solve(T, b), mistakes=(
            (b / diag, "That ignores the two neighbours."),
            (np.linalg.solve(swapped, b), "Lower and upper diagonals are exchanged.")))


@function(LABEL + "refine", "refine", starter='''
def refine(A, b, x, L, U):
    """Return x after one correction; L U is only roughly equal to A."""
    ...
''')
def refine(s, rng):
    for n in (2, 4):
        L = np.tril(rng.uniform(-1, 1, size=(n, n)), -1) + np.eye(n)
        U = np.triu(rng.uniform(1, 2, size=(n, n)))
        A = L @ U + 0.1 * rng.normal(size=(n, n))
        b, x = rng.normal(size=(2, n))
        d = np.linalg.solve(L @ U, b - A @ x)
        expect(s, "refine", (A, b, x, L, U), x + d, mistakes=(
            (x - d, "The residual is b − A x and the correction is added."),
            (np.linalg.solve(L @ U, b), "Solve for the correction with the residual, not for x again."),
            (np.linalg.solve(A, b), "Use the factors for the correction; the exact A only for the residual."),
            (d, "That is the correction: add it to x.")))


@function(LABEL + "newton", "newton", starter='''
def newton(t, y):
    """Return c with p(t_i) = y_i, p(t) = c0 + c1 (t - t0) + c2 (t - t0)(t - t1) + ..."""
    ...
''')
def newton(s, rng):
    for n in (1, 3, 5):
        t, y = np.sort(rng.choice(20, size=n, replace=False)) / 4, rng.normal(size=n)
        N = np.cumprod(np.column_stack([np.ones(n), t[:, None] - t[None, :-1]]), axis=1)
        powers = np.linalg.solve(np.vander(t, increasing=True), y)
        answer = np.linalg.solve(N, y)
        mistakes = [] if n == 1 else [
            (powers, "Those are the coefficients of powers of t; use products of t − t_j.")]
        expect(s, "newton", (t, y), answer, mistakes=mistakes)


@number(LABEL + "interpolate", "value", seeded=True)
def interpolate(rng):
    c = small(rng, 1, 4, 3)
    t = np.array([0, 1, 3])
    y = np.vander(t, increasing=True) @ c
    value = float(c @ [1, 2, 4])
    line = float((y[1] + y[2]) / 2)
    pairs = ", ".join(f"({a}, {b})" for a, b in zip(t.tolist(), y.tolist(), strict=True))
    return Variant(value, given=f"points {pairs}", mistakes=(
        (line, "That is the straight line between the neighbours; take the parabola through all three."),
        (value + float(c[2]) * 4, "Check the square of 2: it is 4, and it enters once.")))


@vector(LABEL + "sensor", "force", seeded=True)
def sensor(rng):
    G = np.array([[2, 1], [-1, 3]]) * rng.choice([1, 2]) if rng.random() < 0.5 else np.array([[3, 1], [2, 4]])
    f, c = small(rng, 2, 9, 2), rng.integers(1, 6, size=2)
    v = G @ f + c
    return Variant(f, given=f"G = {G.tolist()} mV/N, offset = {c.tolist()} mV, reading = {v.tolist()} mV", mistakes=(
        (np.linalg.solve(G, v), "Subtract the offset first."),
        ((v - c) / np.diag(G), "That ignores the cross-talk: the entries off the diagonal."),
        (np.linalg.solve(G.T, v - c), "You used the transpose of G.")))


@vector(LABEL + "circuit", "voltages")
def circuit(rng):
    return Variant([7.5, 5.0, 2.5], mistakes=(
        ([10.0, 5.0, 0.0], "Node 1 lies behind the first resistor; its voltage is not that of the battery."),
        ([2.5, 5.0, 7.5], "Right numbers in reverse order: node 1 is next to the battery.")))


@choice(LABEL + "digits", "verdict", options={
    "a": "all sixteen", "b": "about ten", "c": "about six", "d": "none"})
def digits(rng):
    return Variant("c", mistakes=(
        ("a", "A small residual says that a nearby system is solved; the error may be κ times as large."),
        ("b", "Ten digits are lost: six are left."),
        ("d", "κε = 10⁻⁶: some digits survive.")))


@choice(LABEL + "inverse", "verdict", options={
    "a": "invert $A$ once, then one product a month", "b": "factor $A$ once, then two triangular systems a month",
    "c": "call `np.linalg.solve` each month", "d": "factor $A$ with all months as right-hand sides at once"})
def inverse(rng):
    return Variant("b", mistakes=(
        ("a", "It costs four times as much at the start, as much each month, and it is less accurate."),
        ("c", "It factors again each month: (2/3)n³ instead of 2n²."),
        ("d", "The next month's right-hand side is not known yet.")))


@number(LABEL + "loads", "ratio")
def loads(rng):
    A = np.linalg.cond(np.array([[1.0, 0.0], [0.0, 1.0]]))
    B = np.linalg.cond(np.array([[1.0, 1.0], [1.0, 1.2]]))
    return Variant(B / A, mistakes=(
        (1 / 0.2, "Only the difference of the last entries: compute the condition number."),
        (A / B, "The other way round: the second plan is the worse one.")))


@expression(LABEL + "pivot", "pivot", variables=("a", "b", "c", "d"))
def pivot(rng):
    return Variant("d - b*c/a", mistakes=(
        ("a*d - b*c", "That is the determinant; the pivot is the determinant divided by a."),
        ("d - a*c/b", "Subtract c/a times the first row: its second entry is b."),
        ("d + b*c/a", "The multiple is subtracted.")))


@function(LABEL + "update", "solve_updated", starter='''
def solve_updated(L, U, u, v, b):
    """Solve (A + u v^T) x = b from the factors A = L U, in O(n^2) operations."""
    ...
''')
def update(s, rng):
    for n in (2, 4):
        L = np.tril(rng.uniform(-1, 1, size=(n, n)), -1) + np.eye(n)
        U = np.triu(rng.uniform(0.2, 1, size=(n, n))) + 2 * np.eye(n)
        u, v, b = rng.uniform(0.2, 1, size=(3, n))
        u[0] = 0.3 + abs(u[0])
        y, z = np.linalg.solve(L @ U, b), np.linalg.solve(L @ U, u)
        expect(s, "solve_updated", (L, U, u, v, b), np.linalg.solve(L @ U + np.outer(u, v), b), mistakes=(
            (y, "That solves with A alone."),
            (y - z * (v @ y), "Divide the correction by 1 + vᵀz."),
            (y + z * (v @ y) / (1 + v @ z), "The correction is subtracted.")))


@vector(LABEL + "last", "factors")
def last(rng):
    return Variant([1.0, 2.0, 4.0, 8.0, 16.0], mistakes=(
        ([1.0, 1.0, 1.0, 1.0, 16.0], "The column doubles at each step; an entry stays once its row is the pivot row."),
        ([16.0, 8.0, 4.0, 2.0, 1.0], "The first row is never changed.")))
