"""Checks of the exercises of the chapter "Determinants, volume and change of basis"."""

from itertools import permutations

import numpy as np

from m4ds.exercises.core import Variant, choice, expect, expression, function, number, vector

LABEL = "ex-determinants-"


def exact(A) -> int:
    """The determinant of a small matrix of integers."""
    return round(np.linalg.det(np.asarray(A, dtype=float)))


def different(answer, *mistakes):
    """Keep the mistakes that differ from the answer and from each other."""
    kept = []
    for value, why in mistakes:
        if all(not np.allclose(value, other, rtol=2e-3) for other in [answer, *(v for v, _ in kept)]):
            kept.append((value, why))
    return tuple(kept)


@number(LABEL + "triangle", "area", seeded=True)
def triangle(rng):
    P = rng.integers(-4, 7, size=(3, 2))
    while abs(d := exact(P[1:] - P[0])) < 3:
        P = rng.integers(-4, 7, size=(3, 2))
    return Variant(d / 2, given=f"A = {P[0].tolist()}, B = {P[1].tolist()}, C = {P[2].tolist()}", mistakes=different(
        d / 2, (d, "That is the parallelogram; the triangle is half of it."),
        (-d / 2, "The order of the corners is turned: the first column is B - A, the second C - A.")))


@number(LABEL + "three", "det", seeded=True)
def three(rng):
    A = rng.integers(-3, 5, size=(3, 3))
    while abs(exact(A)) < 2 or (A == 0).sum() > 1:
        A = rng.integers(-3, 5, size=(3, 3))
    d = exact(A)
    plus = sum(np.prod([A[p[j], j] for j in range(3)]) for p in permutations(range(3)))
    return Variant(d, given=f"A = {A.tolist()}", mistakes=different(
        d, (-d, "Right size, wrong sign: count the swaps, or the signs of the cofactors + - +."),
        (plus, "Three of the six products carry a minus."),
        (np.prod(np.diag(A)), "The product of the diagonal is enough only for a triangular matrix.")))


@number(LABEL + "rules", "value", seeded=True)
def rules(rng):
    n, c = int(rng.integers(3, 6)), int(rng.integers(2, 5))
    a, b = (int(x) for x in rng.permutation([2, 3, 4, 5, 6, 7])[:2])
    answer = c**n * b / a
    return Variant(answer, given=f"n = {n}, c = {c}, det A = {a}, det B = {b}", mistakes=different(
        answer, (c * b / a, "The factor c multiplies each of the n columns."),
        (c**n * b * a, "The determinant of the inverse is 1 / det A."),
        (-c**n * b / a, "Transposing changes no sign.")))


@choice(LABEL + "sign", "sign", options={
    "a": "plus, because two swaps sort the rows", "b": "minus, because three swaps sort the rows",
    "c": "it does not occur, because a row is used twice"})
def sign(rng):
    return Variant("b", mistakes=(
        ("a", "Sort 3, 1, 4, 2 by swaps and count them: their number is odd however you do it."),
        ("c", "The rows are 3, 1, 4, 2 and the columns 1, 2, 3, 4: each once.")))


@number(LABEL + "pivots", "det")
def pivots(rng):
    return Variant(6.0, mistakes=(
        (-6.0, "Three swaps: each turns the sign, which makes minus in all."),
        (1.5, "Multiply the pivots, do not add them.")))


@vector(LABEL + "coordinates", "y", seeded=True)
def coordinates(rng):
    P = rng.integers(-3, 4, size=(2, 2))
    while abs(exact(P)) < 2 or P[:, 0] @ P[:, 1] == 0:
        P = rng.integers(-3, 4, size=(2, 2))
    y = rng.permutation([-2, 1, 2, 3])[:2]
    x = P @ y
    given = f"b1 = {P[:, 0].tolist()}, b2 = {P[:, 1].tolist()}, x = {x.tolist()}"
    return Variant(y, given=given, mistakes=different(
        y, (P @ x, "You multiplied by P. That turns coordinates into vectors; you need the way back."),
        (P.T @ x, "Dot products with the basis vectors are coordinates only in an orthonormal basis."),
        (y[::-1], "The right numbers in the wrong order.")))


@vector(LABEL + "similar", "B", seeded=True)
def similar(rng):
    A = rng.integers(-3, 4, size=(2, 2))
    P = np.array([[1, int(rng.integers(1, 4))], [1, 0]]) + np.array([[0, 0], [0, 1]]) * int(rng.integers(0, 2))
    if exact(P) == 0:
        P = P + np.array([[1, 0], [0, 0]])
    while np.allclose(A @ P, P @ A) or np.allclose(A, A.T):
        A = rng.integers(-3, 4, size=(2, 2))
    inverse = np.linalg.inv(P)
    answer = inverse @ A @ P
    return Variant(answer, given=f"A = {A.tolist()}, P = {P.tolist()} (rows)", mistakes=different(
        answer, (P @ A @ inverse, "That is P A P⁻¹: it goes from the new basis to the old one."),
        (P.T @ A @ P, "That is Pᵀ A P, the rule for a covariance or a squared length."),
        (A @ P, "That gives the images of the basis vectors in old coordinates; apply P⁻¹ to them.")))


@number(LABEL + "trace", "det")
def trace(rng):
    return Variant(10.0, mistakes=(
        (35.0, "The trace is the sum of both eigenvalues: find the other one first."),
        (2.0, "That is the other eigenvalue. The determinant is their product.")))


@expression(LABEL + "polynomial", "p", variables=("x",))
def polynomial(rng):
    return Variant("x^2 - 7*x + 10", mistakes=(
        ("x^2 + 7*x + 10", "The trace enters with a minus sign."),
        ("x^2 - 7*x + 14", "The product of the entries off the diagonal is subtracted from the determinant."),
        ("x^2 - 10*x + 7", "Trace and determinant have changed places.")))


@function(LABEL + "permutations", "det_permutations", starter='''
from itertools import permutations


def det_permutations(A):
    """Return det A as the sum over all permutations."""
    ...
''')
def sum_over_permutations(s, rng):
    for n in (1, 2, 3, 4):
        A = rng.integers(1, 9, size=(n, n)).astype(float)
        plus = sum(np.prod([A[p[j], j] for j in range(n)]) for p in permutations(range(n)))
        det = np.linalg.det(A)
        expect(s, "det_permutations", (A,), det, mistakes=different(
            det, (plus, "Half of the products need a minus sign."), (-det, "The sign of the identity is plus.")))


@function(LABEL + "shoelace", "polygon_area", starter='''
def polygon_area(P):
    """Return the signed area of the polygon whose corners are the rows of P."""
    ...
''')
def shoelace(s, rng):
    star = np.array([[0.0, 0], [4, 0], [4, 3], [2, 1], [0, 3]])
    angle = np.sort(rng.uniform(0, 2 * np.pi, size=7))
    round_ = np.column_stack([3 * np.cos(angle), 2 * np.sin(angle)])
    for P in (star, star[::-1], round_ + 50):
        x, y = P.T
        terms = x * np.roll(y, -1) - np.roll(x, -1) * y
        area = terms.sum() / 2
        expect(s, "polygon_area", (P,), area, mistakes=different(
            area, (2 * area, "Each term is a parallelogram; the triangle is half of it."),
            (abs(area), "The area is signed: clockwise corners give a negative one."),
            (terms[:-1].sum() / 2, "The last side, from the last corner to the first, is missing.")))


@function(LABEL + "density", "log_density", starter='''
def log_density(x, mu, C):
    """Return the logarithm of the normal density at x."""
    ...
''')
def density(s, rng):
    for n, size in ((1, 1.0), (3, 1.0), (200, 0.05)):
        L = size * (np.tril(rng.normal(size=(n, n))) / np.sqrt(n) + np.eye(n))
        C, x, mu = L @ L.T, rng.normal(size=n), rng.normal(size=n)
        x = mu + L @ x
        r, logdet = x - mu, np.linalg.slogdet(C)[1]
        square = r @ np.linalg.solve(C, r)
        answer = -0.5 * (n * np.log(2 * np.pi) + logdet + square)
        expect(s, "log_density", (x, mu, C), answer, mistakes=different(
            answer, (-0.5 * (n * np.log(2 * np.pi) + square), "The log-determinant is missing."),
            (-0.5 * (n * np.log(2 * np.pi) - logdet + square), "The log-determinant has the wrong sign."),
            (-0.5 * (n * np.log(2 * np.pi) + 2 * logdet + square), "The density divides by the root of det C."),
            (-0.5 * (np.log(2 * np.pi) + logdet + square), "There is one factor 2π for each dimension.")))


@function(LABEL + "barycentric", "barycentric", starter='''
def barycentric(p, A, B, C):
    """Return the three weights of the point p in the triangle ABC."""
    ...
''')
def barycentric(s, rng):
    for weights in ([0.2, 0.3, 0.5], [1.5, -0.25, -0.25], [0.0, 1.0, 0.0]):
        T = rng.normal(size=(3, 2)) + np.array([[0, 0], [5, 0], [0, 5]])
        w = np.array(weights)
        expect(s, "barycentric", (w @ T, *T), w, mistakes=different(
            w, (np.roll(w, 1), "The right weights in another order: first that of A."),
            (abs(w), "A weight is negative when the point lies outside, beyond the opposite side.")))


@number(LABEL + "tetrahedron", "volume", seeded=True)
def tetrahedron(rng):
    P = rng.integers(-2, 5, size=(4, 3))
    while abs(d := exact(P[1:] - P[0])) < 4:
        P = rng.integers(-2, 5, size=(4, 3))
    d = abs(d)
    return Variant(d / 6, given=f"corners {P.tolist()}", mistakes=(
        (d, "That is the parallelepiped, which holds six such tetrahedra."),
        (d / 2, "Half is right in the plane. In space it is a sixth."),
        (-d / 6, "A volume is not negative.")))


@number(LABEL + "colour", "factor")
def colour(rng):
    return Variant(0.25, mistakes=(
        (4.0, "That is the factor of the way back."),
        (-0.25, "Check one sign: the first row has only positive entries."),
        (0.0, "The rows are independent: the determinant is not zero.")))


@number(LABEL + "units", "change")
def units(rng):
    return Variant(-12 * np.log(10), mistakes=(
        (-6 * np.log(10), "A covariance carries the unit twice: once on each side."),
        (-12.0, "That is the change of log₁₀; the question asks for the natural logarithm."),
        (12 * np.log(10), "Metres are fewer: the numbers become smaller.")))


@choice(LABEL + "evidence", "claim", options={
    "a": "they are nearly dependent, because the determinant is tiny",
    "b": "nothing, because the determinant changes with the units and with $n$",
    "c": "they are independent and far from dependent, because it is not zero"})
def evidence(rng):
    return Variant("b", mistakes=(
        ("a", "Thirty perpendicular columns of length 0.1 have this determinant too."),
        ("c", "It proves independence in exact arithmetic. How far from dependent, it does not say.")))


@number(LABEL + "slope", "slope", seeded=True)
def slope(rng):
    A = rng.integers(-2, 5, size=(2, 2))
    E = rng.integers(-3, 4, size=(2, 2))
    while abs(exact(A)) < 2 or abs(np.trace(np.linalg.solve(A, E))) < 0.1:
        A, E = rng.integers(-2, 5, size=(2, 2)), rng.integers(-3, 4, size=(2, 2))
    answer = np.trace(np.linalg.solve(A, E))
    return Variant(answer, given=f"A = {A.tolist()}, E = {E.tolist()}", mistakes=different(
        answer, (np.trace(E), "That is the slope at A = I; otherwise A⁻¹ comes first."),
        (np.trace(A @ E), "Multiply by the inverse of A."),
        (exact(A) * answer, "That is the slope of det; the logarithm divides it by det A.")))


@number(LABEL + "lemma", "digits")
def lemma(rng):
    n, sd, rho = 500, 0.01, 0.5
    common = n * np.log10(sd**2)
    return Variant(common + (n - 1) * np.log10(1 - rho) + np.log10(1 + (n - 1) * rho), mistakes=(
        (n * np.log10(sd) + (n - 1) * np.log10(1 - rho) + np.log10(1 + (n - 1) * rho),
         "The variance is the square of the deviation."),
        (common, "That is the determinant without correlation."),
        (common + np.log10(1 + (n - 1) * rho), "The factor 1 - ρ occurs n - 1 times.")))


@expression(LABEL + "vandermonde", "V", variables=("x", "y", "z"))
def vandermonde(rng):
    return Variant("(y - x)*(z - x)*(z - y)", mistakes=(
        ("-(y - x)*(z - x)*(z - y)", "Right factors, wrong sign: check the term 1·y·z²."),
        ("(y - x)*(z - x)", "The factor z - y is missing: the degree must be 0 + 1 + 2 = 3."),
        ("(y + x)*(z + x)*(z + y)", "The determinant must vanish when two nodes coincide.")))


@function(LABEL + "gram", "gram_volume", starter='''
def gram_volume(A):
    """Return the k-dimensional volume of the parallelepiped of the columns of A."""
    ...
''')
def gram(s, rng):
    for shape in ((2, 2), (3, 2), (5, 3), (4, 1)):
        A = rng.normal(size=shape)
        square = np.linalg.det(A.T @ A)
        volume = np.sqrt(square)
        expect(s, "gram_volume", (A,), volume, mistakes=different(
            volume, (square, "That is the square of the volume."),
            (np.prod(np.linalg.norm(A, axis=0)), "The lengths multiply to the volume only at right angles.")))


@function(LABEL + "memory", "logdet_memory", starter='''
def logdet_memory(n, sd, rho):
    """Return the log-determinant of the n x n covariance sd**2 * rho**|i - j|."""
    ...
''')
def memory(s, rng):
    for n, sd, rho in ((1, 2.0, 0.3), (4, 0.5, 0.7), (10**6, 0.1, -0.9)):
        answer = 2 * n * np.log(sd) + (n - 1) * np.log(1 - rho**2)
        expect(s, "logdet_memory", (n, sd, rho), answer, mistakes=different(
            answer, (n * np.log(sd) + (n - 1) * np.log(1 - rho**2), "The variance is sd squared."),
            (2 * n * np.log(sd) + n * np.log(1 - rho**2), "The first pivot is 1: n - 1 others are 1 - ρ²."),
            (2 * n * np.log(sd) + (n - 1) * np.log(1 - abs(rho)), "The pivot is 1 - ρ², not 1 - ρ.")))
