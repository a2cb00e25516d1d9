"""Checks of the exercises of the chapter "Symmetric and positive definite matrices"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector

LABEL = "ex-symmetric-matrices-"


def _definite(rng, n):
    B = rng.normal(size=(2 * n, n))
    return B.T @ B / n


def _symmetric(rng, n):
    M = rng.normal(size=(n, n))
    return M + M.T


@vector(LABEL + "form", "A", seeded=True)
def form(rng):
    a, b, c = (int(k) for k in rng.choice(np.arange(1, 9), size=3, replace=False))
    a, c = a + 1, -c
    A = np.array([[a, b], [b, c]])
    return Variant(A, given=f"{a} x² + {2 * b} xy − {-c} y²", mistakes=(
        (np.array([[a, 2 * b], [2 * b, c]]), "The mixed term comes twice, from (1, 2) and from (2, 1): halve it."),
        (np.array([[a, 2 * b], [0, c]]), "That gives the form, but it is not symmetric: share the mixed term out."),
        (np.array([[a, b], [b, -c]]), "Look at the sign of y².")))


@vector(LABEL + "eigen", "values", seeded=True)
def eigen(rng):
    p, q, r = [(3, 4, 5), (4, 3, 5), (5, 12, 13), (12, 5, 13), (8, 6, 10), (6, 8, 10)][int(rng.integers(6))]
    m = int(rng.integers(1, 12))
    a, b, c = m + p, q, m - p
    return Variant([m + r, m - r], given=f"A = [[{a}, {b}], [{b}, {c}]]", mistakes=apart([m + r, m - r], [
        ([m - r, m + r], "The larger one first."),
        ([max(a, c), min(a, c)], "The diagonal holds the eigenvalues only if the rest is zero."),
        ([2 * m, a * c - b * b], "Those are trace and determinant: sum and product of the eigenvalues.")]))


@vector(LABEL + "axes", "axes")
def axes(rng):
    return Variant([1.0, 1 / np.sqrt(6)], mistakes=(
        ([6.0, 1.0], "Those are the eigenvalues; a half-axis is one over the root."),
        ([1.0, 1 / 6], "Take the root: the form grows with the square of the way."),
        ([1 / np.sqrt(2), 1 / np.sqrt(5)], "That is how far the ellipse reaches on the coordinate axes."),
        ([1 / np.sqrt(6), 1.0], "The longer one first.")))


@choice(LABEL + "kind", "kind", options={
    "a": "positive definite", "b": "positive semidefinite, not definite", "c": "indefinite",
    "d": "negative semidefinite"})
def kind(rng):
    return Variant("b", mistakes=(
        ("a", "The third pivot is 0: find a vector on which the form vanishes."),
        ("c", "Complete the squares: no square has a negative factor."),
        ("d", "The first diagonal entry is positive, so the form is positive somewhere.")))


@vector(LABEL + "cholesky", "L", seeded=True)
def cholesky(rng):
    L = np.tril(rng.integers(1, 4, size=(3, 3)))
    L[range(3), range(3)] = rng.integers(2, 5, size=3)
    A = L @ L.T
    d = np.diag(L)
    return Variant(L, given=f"A = {A.tolist()}", mistakes=apart(L, [
        (L.T, "That is the upper factor; A = L Lᵀ has the lower one first."),
        (L / d, "That is the factor with ones on the diagonal: multiply its columns by the roots of the pivots."),
        (L * d, "The diagonal holds the pivots there: take their roots, and divide the columns by them.")]))


@number(LABEL + "third", "high", seeded=True)
def third(rng):
    r, s = rng.choice([0.6, 0.8, 0.28, 0.96, -0.6, -0.28], size=2, replace=False)
    root = np.sqrt((1 - r * r) * (1 - s * s))
    return Variant(r * s + root, given=f"r12 = {r}, r13 = {s}", mistakes=apart(r * s + root, [
        (r * s - root, "That is the smallest value."), (r * s, "That is the middle of the range."),
        (root, "The range lies around r12 times r13, not around 0."),
        (1.0, "Two ones would make columns equal: the other two correlations forbid that.")]))


@vector(LABEL + "rayleigh", "largest")
def rayleigh(rng):
    return Variant([4.0, 11.0], mistakes=(
        ([7.0, 11.0], "Perpendicular to the first eigenvector only the others are left."),
        ([4.0, 8.0], "Take the two largest eigenvalues."), ([1.0, 11.0], "The largest, not the smallest."),
        ([4.0, 14.0], "Two orthonormal directions cannot both be the first eigenvector.")))


@number(LABEL + "jacobi", "off", seeded=True)
def jacobi(rng):
    a, b, c = (int(k) for k in rng.choice(np.arange(1, 8), size=3, replace=False))
    d = rng.integers(1, 9, size=3)
    A = np.array([[d[0], a, b], [a, d[1], c], [b, c, d[2]]])
    after = 2.0 * (b * b + c * c)
    return Variant(after, given=f"A = {A.tolist()}", mistakes=apart(after, [
        (2 * (a * a + b * b + c * c), "That is the sum before the rotation."),
        (2 * (b * b + c * c) + a * a, "The entry stands above and below the diagonal: its square goes off twice."),
        (b * b + c * c, "Each entry stands twice."),
        (2.0 * a * a, "That is what goes off; asked is what is left.")]))


@vector(LABEL + "clip", "X")
def clip(rng):
    return Variant([[2.0, 2.0], [2.0, 2.0]], mistakes=(
        ([[1.0, 1.0], [1.0, 1.0]], "That is the nearest correlation matrix: here the diagonal may change."),
        ([[3.0, 1.0], [1.0, 3.0]], "You turned −2 into 2; set it to 0."),
        ([[4.0, 4.0], [4.0, 4.0]], "Divide the eigenvector (1, 1) by its length."),
        ([[1.0, 3.0], [3.0, 1.0]], "That has the eigenvalue −2.")))


@function(LABEL + "is-psd", "is_psd", starter='''
def is_psd(A, tol):
    """Say whether no eigenvalue of the symmetric A lies below -tol times the largest absolute one."""
    ...
''')
def is_psd(s, rng):
    B = rng.normal(size=(2, 4))
    low = B.T @ B                                           # rank 2: eigenvalues of rounding size, of either sign
    cases = [(low, 1.0), (_definite(rng, 3), 1.0), (-_definite(rng, 2), 0.0), (np.diag([0.0, -1.0]), 0.0),
             (np.diag([-1.0, -1.0, 1.0]), 0.0), (np.diag([1e6, 1e-3]), 1.0), (np.diag([1e-6, -1e-7]), 0.0),
             (low - 1e-13 * np.eye(4), 1.0)]
    for A, answer in cases:
        expect(s, "is_psd", (A, 1e-10), answer, mistakes=(
            (1 - answer, "Compare the smallest eigenvalue with −tol times the largest absolute eigenvalue."),))


@function(LABEL + "solve", "solve", starter='''
def solve(L, b):
    """Return x with L L' x = b, from the lower triangular L."""
    ...
''')
def solve(s, rng):
    for n in (1, 2, 5):
        A, b = _definite(rng, n), rng.normal(size=n)
        L = np.linalg.cholesky(A)
        x = np.linalg.solve(A, b)
        expect(s, "solve", (L, b), x, mistakes=apart(x, [
            (np.linalg.solve(L, b), "That is half of the way: solve with the transpose as well."),
            (np.linalg.solve(L.T @ L, b), "The order: first L, then its transpose."),
            (A @ b, "Solve; do not multiply.")]))


@function(LABEL + "log-det", "log_det", starter='''
def log_det(L):
    """Return log det A for A = L L'."""
    ...
''')
def log_det(s, rng):
    for n, scale in ((1, 1.0), (3, 1.0), (200, 1e-4)):
        L = np.linalg.cholesky(_definite(rng, n)) * scale
        half = float(np.log(np.diag(L)).sum())
        expect(s, "log_det", (L,), 2 * half, mistakes=apart(2 * half, [
            (half, "det A is the square of det L."), (half / 2, "det A is the square of det L, not its root.")]))


@function(LABEL + "nearest", "nearest", starter='''
def nearest(A, floor):
    """Return the symmetric matrix without an eigenvalue below floor that is nearest to the square matrix A."""
    ...
''')
def nearest(s, rng):
    for n, floor in ((2, 0.0), (4, 0.0), (5, 0.3)):
        A = rng.normal(size=(n, n))
        S = (A + A.T) / 2
        values, Q = np.linalg.eigh(S)
        X = (Q * np.maximum(values, floor)) @ Q.T
        lower, R = np.linalg.eigh(A)                        # what eigh makes of the lower triangle alone
        expect(s, "nearest", (A, floor), X, mistakes=apart(X, [
            ((Q * np.abs(values)) @ Q.T, "Negative eigenvalues go to the floor; they do not change their sign."),
            ((R * np.maximum(lower, floor)) @ R.T, "Take the symmetric part first: eigh reads the lower triangle."),
            ((Q.T * np.maximum(values, floor)) @ Q, "The eigenvectors are the columns of Q: Q diag Qᵀ."),
            (np.maximum(S, floor), "Clip the eigenvalues, not the entries.")]))


@function(LABEL + "simulate", "simulate", starter='''
def simulate(Z, C, vol):
    """Return rows with correlation C and standard deviations vol, from rows Z of independent standard ones."""
    ...
''')
def simulate(s, rng):
    for n in (2, 4):
        S = _definite(rng, n)
        vol = rng.uniform(0.5, 3, n)
        d = np.sqrt(np.diag(S))
        C, Z = S / np.outer(d, d), rng.normal(size=(5, n))
        L = np.linalg.cholesky(C)
        X = Z @ L.T * vol
        expect(s, "simulate", (Z, C, vol), X, mistakes=apart(X, [
            (Z @ L * vol, "Each row is L z, so the table is Z Lᵀ."),
            (Z @ C * vol, "Multiply by a root of C, not by C."),
            (Z @ L.T, "The standard deviations are missing."),
            (Z * vol @ L.T, "Scale after mixing: the standard deviations belong to the results.")]))


@number(LABEL + "portfolio", "variance", seeded=True)
def portfolio(rng):
    vol = rng.choice([10, 12, 15, 20, 25], size=3, replace=False)
    r = rng.choice([-0.5, -0.2, 0.2, 0.4, 0.6, 0.8], size=3, replace=False)
    w = np.array([1, -1, -1]) * rng.integers(1, 3, size=3)
    C = np.array([[1, r[0], r[1]], [r[0], 1, r[2]], [r[1], r[2], 1]])
    S = C * np.outer(vol, vol)
    answer = float(w @ S @ w)
    single = float(((w * vol) ** 2).sum())
    return Variant(answer, given=f"standard deviations {vol.tolist()}, r12 = {r[0]}, r13 = {r[1]}, r23 = {r[2]}, "
                                 f"w = {w.tolist()}", mistakes=apart(answer, [
        ((answer + single) / 2, "Each mixed term comes twice."), (single, "The mixed terms are missing."),
        (float(w @ C @ w), "Scale the correlations by the standard deviations."),
        (float(np.abs(w) @ S @ np.abs(w)), "A short position has a negative weight.")]))


@number(LABEL + "shrink", "t", seeded=True)
def shrink(rng):
    low = -int(rng.integers(2, 30)) / 20
    t = -low / (1 - low)
    return Variant(t, given=f"smallest eigenvalue {low}", mistakes=apart(t, [
        (-low, "Shrinking also makes the eigenvalue itself smaller in size: solve (1 − t)λ + t = 0."),
        (1 - t, "That is what is left of the old matrix."),
        (low / (1 + low) if low != -1 else 5.0, "Look at the signs.")]))


@function(LABEL + "range", "third_range", starter='''
def third_range(r12, r13):
    """Return the smallest and the largest correlation that the second and the third variable may have."""
    ...
''')
def third_range(s, rng):
    for r, q in ((0.85, -0.5), (0.0, 0.0), (1.0, 0.3), tuple(rng.uniform(-1, 1, 2))):
        root = np.sqrt((1 - r * r) * (1 - q * q))
        expect(s, "third_range", (r, q), [r * q - root, r * q + root], mistakes=apart([r * q - root, r * q + root], [
            ([-root, root], "The range lies around the product of the two."),
            ([-1.0, 1.0], "The other two restrict it."),
            ([r * q + root, r * q - root], "The smallest first.")]))


@function(LABEL + "ritz", "ritz", starter='''
def ritz(A, Q):
    """Return the eigenvalues of Q' A Q, decreasing; Q has orthonormal columns."""
    ...
''')
def ritz(s, rng):
    for n, k in ((3, 1), (5, 2), (6, 4)):
        A, Q = _symmetric(rng, n), np.linalg.qr(rng.normal(size=(n, k)))[0]
        values = np.linalg.eigvalsh(Q.T @ A @ Q)[::-1]
        expect(s, "ritz", (A, Q), values, mistakes=apart(values, [
            (values[::-1], "The largest first."), (np.linalg.eigvalsh(A)[::-1][:k], "Those belong to A itself."),
            (np.diag(Q.T @ A @ Q), "The diagonal holds the eigenvalues only if the rest is zero.")]))


@function(LABEL + "rotate", "rotate", starter='''
def rotate(A, p, q):
    """Return J' A J, where the rotation J by at most 45 degrees makes the entry (p, q) zero; a_pq is not 0."""
    ...
''')
def rotate(s, rng):
    for n, p, q in ((2, 0, 1), (4, 1, 3), (5, 0, 2)):
        A = _symmetric(rng, n)
        angle = 0.5 * np.arctan2(2 * A[p, q], A[q, q] - A[p, p])
        angle -= np.pi / 2 * np.round(angle / (np.pi / 2))
        J = np.eye(n)
        J[[p, q, p, q], [p, q, q, p]] = np.cos(angle), np.cos(angle), np.sin(angle), -np.sin(angle)
        D = J.T @ A @ J
        zeroed = A.copy()
        zeroed[p, q] = zeroed[q, p] = 0
        expect(s, "rotate", (A, p, q), D, rtol=1e-6, mistakes=apart(D, [
            (zeroed, "Setting the entry to zero changes the eigenvalues: rotate."),
            (A @ J, "Multiply from the left as well: Jᵀ A J."), (J @ A @ J.T, "That turns the wrong way."),
            (D[np.ix_(_swap(n, p, q), _swap(n, p, q))], "That is the rotation by more than 45 degrees.")]))


def _swap(n, p, q):
    order = np.arange(n)
    order[[p, q]] = q, p
    return order


@choice(LABEL + "floor", "next_step", options={
    "a": "nothing: the matrix is positive semidefinite now, so every volatility is sound",
    "b": "a floor for the eigenvalues, because some mix now has volatility zero and the optimiser will find it",
    "c": "clip the entries of the inverse at zero", "d": "take the absolute values of the eigenvalues"})
def floor(rng):
    return Variant("b", mistakes=(
        ("a", "Sound as a number, but the optimiser looks for the smallest: which one is it?"),
        ("c", "There is no inverse: the smallest eigenvalue is 0."),
        ("d", "That moves farther from the judgement, and makes a direction risky because it was wrong.")))


@vector(LABEL + "root", "R")
def root(rng):
    return Variant([[2.0, 1.0], [1.0, 2.0]], mistakes=(
        (np.sqrt([[5.0, 4.0], [4.0, 5.0]]), "That is the root of each entry; square it and compare."),
        (np.linalg.cholesky(np.array([[5.0, 4.0], [4.0, 5.0]])), "That is the Cholesky factor: not symmetric."),
        ([[1.0, 2.0], [2.0, 1.0]], "Its square is right, but its eigenvalue −1 is negative.")))


@expression(LABEL + "equal", "lowest", variables=("n",))
def equal(rng):
    return Variant("-1/(n - 1)", mistakes=(
        ("-1", "That is right for two variables only."), ("-1/n", "The eigenvalue of the ones is 1 + (n − 1)r."),
        ("1/(n - 1)", "Look at the sign.")))


@vector(LABEL + "pair", "values")
def pair(rng):
    return Variant([2.0, 0.0], mistakes=(
        ([5.0, 0.0], "Those are the eigenvalues of B alone."),
        ([8.0, 0.0], "Divide by the variances of A, do not multiply."),
        ([0.0, 2.0], "The larger one first.")))
