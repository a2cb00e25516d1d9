"""Checks of the exercises of the chapter "Orthogonality, projections and QR"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector

LABEL = "ex-orthogonality-"
EPS = 1.1e-16


@vector(LABEL + "line", "p", seeded=True)
def line(rng):
    a = [(1, 2, 2), (2, 1, 2), (2, -1, 2), (1, -2, 2), (2, 2, -1), (-1, 2, 2), (1, 2, -2), (2, -2, 1)]
    a = np.array(a[int(rng.integers(8))])
    b = rng.integers(1, 9, size=3)
    while a @ b == 0 or (np.cross(a, b) == 0).all():
        b = rng.integers(1, 9, size=3)
    return Variant((a @ b / 9) * a, given=f"a = {a.tolist()}, b = {b.tolist()}", mistakes=(
        ((a @ b) * a, "Divide by a·a: a is not a unit vector."),
        ((a @ b / 3) * a, "You divided by the length of a once; it enters twice, so divide by a·a."),
        (b - (a @ b / 9) * a, "That is the residual; the projection is what it leaves of b."),
        ((a @ b / (b @ b)) * b, "That projects a onto b.")))


@number(LABEL + "distance", "distance", seeded=True)
def distance(rng):
    p, q, r = [(3, 4, 5), (4, 3, 5), (5, 12, 13), (12, 5, 13), (8, 15, 17), (15, 8, 17)][int(rng.integers(6))]
    b = rng.integers(1, 10, size=2)
    while q * b[0] == p * b[1]:
        b = rng.integers(1, 10, size=2)
    along, away = (p * b[0] + q * b[1]) / r, abs(q * b[0] - p * b[1]) / r
    mistakes = [(along, "That is the length of the projection."), (away**2, "Take the square root."),
                (float(np.hypot(*(b - [p, q]))), "That is the distance to the end of a, not to the line."),
                (float(np.hypot(*b)), "That is the distance to the origin, one point of the line.")]
    return Variant(away, given=f"a = {[p, q]}, b = {b.tolist()}", mistakes=apart(away, mistakes))


@vector(LABEL + "plane", "p")
def plane(rng):
    return Variant([5.0, 1.0, 3.0], mistakes=(
        ([13.0, 5.0, 9.0], "Divide each dot product by the squared length of its vector."),
        ([1.0, 1.0, -2.0], "That is the residual."),
        ([3.0, 3.0, 3.0], "That is the projection onto the first vector alone.")))


@vector(LABEL + "triangle", "r", seeded=True)
def triangle(rng):
    p, q, s = [(3, 4, 5), (4, 3, 5), (6, 8, 10), (8, 6, 10), (5, 12, 13), (12, 5, 13)][int(rng.integers(6))]
    x, y = rng.integers(1, 8, size=2).tolist()
    while q * x == p * y:
        x += 1
    r12, r22 = (p * x + q * y) / s, abs(p * y - q * x) / s
    return Variant([s, r12, r22], given=f"columns a1 = {[p, q]}, a2 = {[x, y]}", mistakes=(
        ([s, p * x + q * y, r22], "r₁₂ = q₁·a₂ with the unit vector q₁: divide a₁·a₂ by the length of a₁."),
        ([s, r12, float(np.hypot(x, y))], "r₂₂ is the length of what is left of a₂, not of a₂ itself."),
        ([s * s, r12, r22], "r₁₁ is the length of a₁: take the root.")))


@vector(LABEL + "projector", "P")
def projector(rng):
    M = np.outer([1, 2, 2], [1, 2, 2])
    return Variant(M / 9, mistakes=(
        (M, "Divide by a·a = 9."), (M / 3, "Both factors must be unit vectors: divide by 9, not by 3."),
        (np.eye(3) - M / 9, "That projects onto the plane perpendicular to a.")))


@choice(LABEL + "which", "which", options={
    "a": "the matrix $\\begin{pmatrix}1&1\\\\0&0\\end{pmatrix}$",
    "b": "the matrix $\\begin{pmatrix}0.8&0.4\\\\0.4&0.2\\end{pmatrix}$",
    "c": "the matrix $\\begin{pmatrix}0.5&0\\\\0&0.5\\end{pmatrix}$",
    "d": "the matrix $\\begin{pmatrix}0.6&0.8\\\\0.8&-0.6\\end{pmatrix}$"})
def which(rng):
    return Variant("b", mistakes=(
        ("a", "It equals its square, but it is not symmetric: it moves points along (1, −1), not at right angles."),
        ("c", "Symmetric, but its square is half of it."),
        ("d", "That is a mirror: its square is the identity.")))


@vector(LABEL + "mirror", "v", seeded=True, up_to_scale=True)
def mirror(rng):
    x = [(1, 2, 2), (2, 3, 6), (4, 4, 7), (1, 4, 8), (2, 6, 9), (6, 6, 7), (3, 4, 12), (2, 5, 14)]
    x = rng.permutation(x[int(rng.integers(8))])
    r, e = np.linalg.norm(x), np.eye(3)[0]
    return Variant(x + r * e, given=f"x = {x.tolist()}", mistakes=(
        (x - r * e, "That mirror sends x to +‖x‖ e₁; for a positive first entry it subtracts nearly equal numbers."),
        (x, "The mirror along x sends x to −x. Use the difference between x and its image.")))


@vector(LABEL + "rotation", "cs")
def rotation(rng):
    return Variant([5 / 13, 12 / 13], mistakes=(
        ([5.0, 12.0], "Divide by r = 13."), ([12 / 13, 5 / 13], "Cosine and sine are exchanged."),
        ([5 / 13, -12 / 13], "With the signs of the text, c a + s b must be r.")))


@number(LABEL + "complement", "dimension", rtol=1e-9)
def complement(rng):
    return Variant(4, mistakes=(
        (3, "That is the dimension of the subspace itself."), (7, "That is the whole space."),
        (2, "Five columns do not matter; three of them are independent.")))


@expression(LABEL + "slope", "t", variables=("x",))
def slope(rng):
    return Variant("(1 + x)/(1 + x^2)", mistakes=(
        ("1 + x", "Divide by the squared length of the direction."),
        ("(1 + x)/sqrt(1 + x^2)", "That is the coefficient of the unit vector."),
        ("(1 + x)/2", "You divided by the squared length of the point.")))


@function(LABEL + "project", "project", starter='''
def project(Q, b):
    """Return the projection of b; Q has orthonormal columns."""
    ...
''')
def project(s, rng):
    for m, k in [(3, 1), (6, 4), (5, 2)]:
        Q, b = np.linalg.qr(rng.normal(size=(m, k)))[0], rng.normal(size=m)
        p = Q @ (Q.T @ b)
        expect(s, "project", (Q, b), p, mistakes=((b - p, "That is the residual."),))


@function(LABEL + "new-column", "new_column", starter='''
def new_column(Q, a):
    """Return the new last column of R, with k + 1 entries."""
    ...
''')
def new_column(s, rng):
    for m, k in [(4, 1), (6, 3), (5, 4)]:
        Q, a = np.linalg.qr(rng.normal(size=(m, k)))[0], rng.normal(size=m)
        r = Q.T @ a
        rest = np.linalg.norm(a - Q @ r)
        expect(s, "new_column", (Q, a), np.append(r, rest), mistakes=(
            (np.append(r, np.linalg.norm(a)), "The last entry is the length of what is left of a."),
            (np.append(r, rest**2), "The last entry is a length: take the root."),
            (np.append(rest, r), "The new diagonal entry comes last.")))


@function(LABEL + "reflect", "reflect", starter='''
def reflect(v, M):
    """Return H M for the mirror H along v; v need not be a unit vector."""
    ...
''')
def reflect(s, rng):
    for shape in [(3, 2), (4, 4), (5, 1)]:
        v, M = rng.normal(size=shape[0]), rng.normal(size=shape)
        w = np.outer(v, v @ M)
        expect(s, "reflect", (v, M), M - 2 * w / (v @ v), mistakes=(
            (M - 2 * w, "Divide by v·v: v need not be a unit vector."),
            (M - w / (v @ v), "That stops in the mirror's plane; a reflection goes twice as far."),
            (M - 2 * w / np.sqrt(v @ v), "The length of v enters twice: divide by v·v.")))


@function(LABEL + "to-span", "distance_to_span", starter='''
def distance_to_span(A, b):
    """Return the distance from b to the column space of A."""
    ...
''')
def to_span(s, rng):
    for m, n in [(3, 1), (5, 2), (7, 4)]:
        A, b = rng.normal(size=(m, n)), rng.normal(size=m)
        Q = np.linalg.qr(A)[0]
        d = np.linalg.norm(b - Q @ (Q.T @ b))
        separately = b - A @ ((A.T @ b) / (A * A).sum(axis=0))
        expect(s, "distance_to_span", (A, b), d, mistakes=apart(d, [
            (d**2, "Take the square root."), (float(np.linalg.norm(Q.T @ b)), "That is the length of the projection."),
            (float(np.linalg.norm(separately)), "Projections onto columns add up only if the columns are "
                                                "perpendicular: orthogonalise first.")]))


@number(LABEL + "loss", "loss", seeded=True, rtol=0.02)
def loss(rng):
    kappa = int(rng.integers(2, 10)) * 10.0 ** int(rng.integers(4, 6))
    return Variant(kappa**2 * EPS, given=f"κ = {kappa:.0f}, ε = 1.1e-16", mistakes=(
        (kappa * EPS, "That is what the modified order loses."),
        (EPS, "That is what reflections lose, whatever κ is."),
        (kappa**2, "Multiply by the rounding unit.")))


@number(LABEL + "beyond", "rest", seeded=True)
def beyond(rng):
    x, y = rng.integers(1, 9, size=(2, 5))
    while abs(np.corrcoef(x, y)[0, 1]) > 0.95 or x.std() == 0 or y.std() == 0 or x.mean() % 1 == 0:
        x, y = rng.integers(1, 9, size=(2, 5))
    R = np.abs(np.linalg.qr(np.column_stack([x - x.mean(), y - y.mean()]))[1])
    raw = abs(np.linalg.qr(np.column_stack([x, y]))[1][1, 1])
    mistakes = [(raw, "You did not subtract the means: orthogonal is not uncorrelated."),
                (R[1, 1] ** 2, "Take the square root."),
                (float(np.hypot(R[0, 1], R[1, 1])), "That is the length of the centred y; subtract its projection "
                                                    "onto the centred x."),
                (R[0, 1], "That is the part along x; asked is what is left.")]
    return Variant(R[1, 1], given=f"x = {x.tolist()}, y = {y.tolist()}", mistakes=apart(R[1, 1], mistakes))


@choice(LABEL + "order", "order", options={
    "a": "every new feature stays the same", "b": "only the signs of the new features change",
    "c": "the first and second new features change, the third stays up to sign", "d": "all new features change"})
def order(rng):
    return Variant("c", mistakes=(
        ("a", "The first new feature is the first old one, rescaled. That has changed."),
        ("b", "The new first feature is a multiple of another column now."),
        ("d", "The third is what lies outside the span of the first two. That span has not changed.")))


@choice(LABEL + "method", "method", options={
    "a": "the classical order", "b": "the modified order", "c": "Householder reflections",
    "d": "any of them: all three give $QR = A$"})
def method(rng):
    return Variant("c", mistakes=(
        ("a", "It loses κ² ε, which is far above 1: nothing is orthogonal."),
        ("b", "It loses about κ ε, here a thousandth or so."),
        ("d", "A small ‖QR − A‖ says nothing about QᵀQ.")))


@function(LABEL + "solve", "solve", starter='''
def solve(A, b):
    """Return the solution of A x = b, for a square A with independent columns."""
    ...
''')
def solve(s, rng):
    for n in (1, 2, 4):
        A, b = rng.normal(size=(n, n)) + 3 * np.eye(n), rng.normal(size=n)
        Q, R = np.linalg.qr(A)
        x = np.linalg.solve(A, b)
        mistakes = apart(x, [
            (np.linalg.solve(R, Q @ b), "Multiply b by Q transposed, not by Q."),
            (np.linalg.solve(R, b), "R x equals Qᵀb, not b."), (Q.T @ b, "Solve the triangular system as well.")])
        expect(s, "solve", (A, b), x, mistakes=mistakes)


@function(LABEL + "decorrelate", "decorrelate", starter='''
def decorrelate(X, new):
    """Return the rows of new in the decorrelated features learned from X."""
    ...
''')
def decorrelate(s, rng):
    for n, d in [(20, 2), (30, 3)]:
        mix = np.triu(rng.normal(size=(d, d))) + 2 * np.eye(d)
        X, new = rng.normal(size=(n, d)) @ mix + 5, rng.normal(size=(4, d)) @ mix + 5

        def scores(rows, data, scale):
            R = np.linalg.cholesky(np.cov(data.T)).T
            return np.linalg.solve(R.T, (rows - scale).T).T

        mean = X.mean(axis=0)
        R = np.linalg.cholesky(np.cov(X.T)).T
        answer = np.linalg.solve(R.T, (new - mean).T).T
        expect(s, "decorrelate", (X, new), answer, mistakes=(
            (scores(new, X, new.mean(axis=0)), "Subtract the means of X, not those of the new rows."),
            (scores(new, X, 0.0), "Subtract the means of X first."),
            (answer / np.sqrt(n - 1), "Multiply by √(n − 1), so that each new feature has variance 1."),
            ((new - mean) @ R, "Multiply by the inverse of R.")))


@number(LABEL + "trace", "average")
def trace(rng):
    return Variant(4 / 9, mistakes=(
        (4.0, "That is the sum of the diagonal; divide by the number of entries."),
        (9 / 4, "The other way round: no diagonal entry of a projector exceeds 1."),
        (1.0, "Only the identity has that.")))


@number(LABEL + "two-mirrors", "angle", unit="degrees")
def two_mirrors(rng):
    return Variant(50.0, mistakes=(
        (25.0, "Turn some vector through both mirrors: it turns by more than the angle between them."),
        (155.0, "That is 180° − 25°. Follow v: the first mirror sends it to −v."),
        (130.0, "That is 180° − 50°.")))


@number(LABEL + "area", "area")
def area(rng):
    return Variant(np.sqrt(104), mistakes=(
        (15.0, "That would be the area if the sides were perpendicular."),
        (104.0, "Take the square root."), (11.0, "That is the dot product."),
        (np.sqrt(104) / 2, "That is the triangle; the parallelogram is twice as large.")))
