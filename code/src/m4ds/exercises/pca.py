"""Checks of the exercises of the chapter "PCA and random projections"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, function, number, vector

LABEL = "ex-pca-"


@vector(LABEL + "covariance", "C", seeded=True)
def covariance(rng):
    C = np.zeros((2, 2))
    while np.linalg.det(C) < 1 or C[0, 1] == 0:
        X, mean = rng.integers(-4, 5, size=(2, 2)), rng.integers(1, 4, size=2)
        X = np.vstack([X, 3 * mean - X.sum(axis=0)])
        C = np.cov(X.T)
    return Variant(C, given=f"rows {X[0].tolist()}, {X[1].tolist()}, {X[2].tolist()}", mistakes=apart(C, (
        (2 * C / 3, "You divided by n; this book, like most programs, divides by n − 1."),
        (2 * C, "Divide the sums of squares and products by n − 1 = 2."),
        (X.T @ X / 2, "Subtract the means first."),
        (np.diag(np.diag(C)), "The covariance of the two columns is missing."),
        (np.sqrt(np.abs(C)), "These are roots: a variance is a mean of squares."))))


@vector(LABEL + "first", "v", seeded=True, up_to_scale=True)
def first(rng):
    p, q = [(1, 2), (2, 1), (1, 3), (3, 1), (2, -1), (1, -2), (3, -1), (1, -3)][int(rng.integers(8))]
    low = int(rng.integers(1, 4))
    high = low + int(rng.integers(1, 4))
    M = high * np.outer((p, q), (p, q)) + low * np.outer((-q, p), (-q, p))
    return Variant([p, q], given=f"C = {M.tolist()}", mistakes=(
        ([-q, p], "That is the second direction: it belongs to the smaller eigenvalue."),
        ([p, -q], "One sign is wrong: check that C v is a multiple of v.")))


@number(LABEL + "share", "share", seeded=True)
def share(rng):
    s = np.sort(rng.choice(np.arange(1, 10), size=4, replace=False))[::-1]
    v = s**2
    answer = v[:2].sum() / v.sum()
    return Variant(answer, given=f"singular values {s.tolist()}", mistakes=apart(answer, (
        (s[:2].sum() / s.sum(), "Variances are squares of singular values: square first."),
        (v[0] / v.sum(), "That is the share of the first component alone."),
        (v[2:].sum() / v.sum(), "That is the share that is lost."),
        (v[1] / v.sum(), "That is the share of the second component alone."))))


@vector(LABEL + "rebuild", "rebuilt", seeded=True)
def rebuild(rng):
    v = np.array([(3, 4), (4, 3), (4, -3), (3, -4)][int(rng.integers(4))]) / 5
    mean = rng.integers(1, 9, size=2)
    score = 5 * int(rng.integers(1, 5)) * (1 if rng.random() < 0.5 else -1)
    rest = int(rng.integers(1, 4)) * 5
    x = mean + score * v + rest * np.array([-v[1], v[0]])
    answer = mean + score * v
    given = f"mean {mean.tolist()}, direction ({v[0]:g}, {v[1]:g}), row {x.round().astype(int).tolist()}"
    return Variant(answer, given=given, mistakes=apart(answer, (
        (score * v, "Add the mean at the end."),
        ((x @ v) * v, "Subtract the mean before you take the score, and add it at the end."),
        (mean + (x @ v) * v, "The score is taken from the deviation: subtract the mean first."),
        (x - answer, "That is the residual."),
        (mean - score * v, "The sign of the score is wrong."))))


@number(LABEL + "error", "error")
def error(rng):
    return Variant(5.0, mistakes=(
        (50.0, "Divide by n − 1 = 10."), (50 / 11, "The divisor is n − 1 = 10."),
        (0.8, "Square the singular values before you add."),
        (4.9, "The fourth is lost, too: add all squares after the second."),
        (0.1, "With k = 2 the third is lost as well."), (22.5, "That is the variance that the first two keep.")))


@number(LABEL + "along", "variance")
def along(rng):
    return Variant(5.0, mistakes=(
        (125.0, "Use a unit vector: divide the direction by its length 5, which enters squared."),
        (25.0, "Use a unit vector; its length enters twice."),
        (4.04, "The covariance enters twice: once for each order of the two features."),
        (7.0, "That is the total variance.")))


@choice(LABEL + "psd", "which", options={
    "a": "the matrix $\\begin{pmatrix}4&3\\\\3&2\\end{pmatrix}$",
    "b": "the matrix $\\begin{pmatrix}4&-2\\\\-2&1\\end{pmatrix}$",
    "c": "the matrix $\\begin{pmatrix}4&1\\\\2&3\\end{pmatrix}$",
    "d": "the matrix $\\begin{pmatrix}-1&0\\\\0&2\\end{pmatrix}$"})
def psd(rng):
    return Variant("b", mistakes=(
        ("a", "Its determinant is −1, the product of the eigenvalues: one of them is negative. Try (2, −3)."),
        ("c", "A covariance matrix is symmetric."),
        ("d", "The first feature would have a negative variance.")))


@choice(LABEL + "turn", "turn", options={
    "a": "it falls by 2", "b": "it grows by 2", "c": "it falls by the root of 2", "d": "that depends on the cloud"})
def turn(rng):
    return Variant("a", mistakes=(
        ("b", "The two have a constant sum."), ("c", "The sum of the mean *squares* is constant, so no root enters."),
        ("d", "The sum is constant for every cloud.")))


@vector(LABEL + "centre-twice", "B")
def centre_twice(rng):
    B = np.outer([-2, -1, 3], [-2, -1, 3])
    D = np.abs(np.subtract.outer([0, 1, 5], [0, 1, 5])).astype(float)
    J = np.eye(3) - 1 / 3
    return Variant(B, mistakes=(
        (-J @ D @ J / 2, "Square the distances first."), (-2.0 * B, "The factor −1/2 is missing."),
        (2.0 * B, "The factor is −1/2, not −1."), (-1.0 * B, "The sign: distances enter with −1/2.")))


@number(LABEL + "jl-size", "k", seeded=True)
def jl_size(rng):
    n, eps = int(rng.choice([100, 1000, 10_000, 100_000])), float(rng.choice([0.1, 0.3, 0.5]))
    exponent = eps**2 / 2 - eps**3 / 3
    answer = float(np.ceil(2 * np.log(n * (n - 1) / 0.01) / exponent))
    return Variant(answer, given=f"n = {n}, epsilon = {eps}, delta = 0.01", mistakes=apart(answer, (
        (np.ceil(2 * np.log10(n * (n - 1) / 0.01) / exponent), "The logarithm is the natural one."),
        (np.ceil(4 * np.log(n) / exponent), "That is the dimension for existence; the chance of failure is not used."),
        (np.ceil(2 * np.log(n / 0.01) / exponent), "It is the number of pairs that enters, n(n − 1)."),
        (np.ceil(2 * np.log(n * (n - 1) / 0.01) / eps**2), "The denominator is ε²/2 − ε³/3.")), gap=0.002))


@function(LABEL + "reconstruct", "reconstruct", starter='''
def reconstruct(X, k):
    """Return the table rebuilt from k principal components."""
    ...
''')
def reconstruct(s, rng):
    for n, d, k in [(6, 3, 1), (5, 8, 2), (7, 4, 3)]:
        X = rng.normal(size=(n, d)) + 3
        def cut(M, k=k):
            U, t, Vt = np.linalg.svd(M, full_matrices=False)
            return (U[:, :k] * t[:k]) @ Vt[:k]
        mean = X.mean(axis=0)
        expect(s, "reconstruct", (X, k), mean + cut(X - mean), mistakes=(
            (cut(X - mean), "Add the mean at the end."),
            (cut(X), "Subtract the means before the SVD, add them at the end."),
            (X.mean() + cut(X - X.mean()), "Every column has its own mean: use axis=0.")))


@function(LABEL + "q", "q_statistic", starter='''
def q_statistic(mean, W, X):
    """Return Q for each row of X; the columns of W are orthonormal."""
    ...
''')
def q(s, rng):
    for d, k in [(3, 1), (5, 2), (4, 3)]:
        W, X, mean = np.linalg.qr(rng.normal(size=(d, k)))[0], rng.normal(size=(6, d)), rng.normal(size=d)
        A = X - mean
        rest = A - A @ W @ W.T
        expect(s, "q_statistic", (mean, W, X), (rest**2).sum(axis=1), mistakes=(
            (np.linalg.norm(rest, axis=1), "Q is the squared distance: do not take the root."),
            (((A @ W) ** 2).sum(axis=1), "That is the squared length within the plane."),
            (((X - X @ W @ W.T) ** 2).sum(axis=1), "Subtract the mean first."),
            ((rest**2).sum(axis=0), "One number a row: sum over the columns.")))


@function(LABEL + "smallest-k", "smallest_k", starter='''
def smallest_k(variances, share):
    """Return the least k whose first k variances have at least this share."""
    ...
''')
def smallest_k(s, rng):
    for share in (0.5, 0.8, 0.95):
        v = np.sort(rng.exponential(size=8))[::-1]
        k = int(np.argmax(np.cumsum(v) >= share * v.sum())) + 1
        expect(s, "smallest_k", (v, share), k, mistakes=(
            (k - 1, "Off by one: an index counts from 0, components from 1."), (k + 1, "One fewer is enough."),
            (int((v >= share).sum()), "Compare the running sum with the share of the total.")))


@function(LABEL + "whiten", "whiten", starter='''
def whiten(X):
    """Return the rows of X, centred and whitened by the symmetric matrix."""
    ...
''')
def whiten(s, rng):
    for n, d in [(8, 2), (12, 3)]:
        X = rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + 2
        A = X - X.mean(axis=0)
        lam, V = np.linalg.eigh(np.cov(X.T))
        expect(s, "whiten", (X,), A @ V @ np.diag(lam**-0.5) @ V.T, mistakes=(
            (A @ V @ np.diag(lam**-0.5), "Those are whitened scores; turn them back with V to get the symmetric one."),
            (A @ V @ np.diag(1 / lam) @ V.T, "Divide by the standard deviation, the root of the variance."),
            (A / A.std(axis=0, ddof=1), "That standardises the columns; they stay correlated."),
            (X @ V @ np.diag(lam**-0.5) @ V.T, "Subtract the mean first.")))


@function(LABEL + "gram", "variances", starter='''
def variances(X):
    """Return the n - 1 largest explained variances, in falling order, for d >= n."""
    ...
''')
def gram(s, rng):
    for n, d in [(3, 6), (5, 40)]:
        X = rng.normal(size=(n, d)) + 1
        A = X - X.mean(axis=0)
        v = np.linalg.eigvalsh(A @ A.T)[::-1][:n - 1]
        expect(s, "variances", (X,), v / (n - 1), mistakes=(
            (v, "Divide by n − 1."), (v / n, "The divisor is n − 1."), (v[::-1] / (n - 1), "Largest first."),
            (np.linalg.eigvalsh(X @ X.T)[::-1][:n - 1] / (n - 1), "Centre the columns of X first.")))


@function(LABEL + "dot-products", "dot_products", starter='''
def dot_products(D):
    """Return the dot products of the centred points with the distances D."""
    ...
''')
def dot_products(s, rng):
    for n, d in [(3, 2), (6, 3)]:
        X = rng.normal(size=(n, d)) + 1
        D = np.linalg.norm(X[:, None] - X, axis=2)
        A, J = X - X.mean(axis=0), np.eye(n) - 1 / n
        expect(s, "dot_products", (D,), A @ A.T, mistakes=(
            (-J @ D @ J / 2, "Square the distances, entry by entry, first."),
            (-J @ (D @ D) @ J / 2, "D @ D is a matrix product; the entries must be squared."),
            (J @ D**2 @ J / 2, "The sign: −1/2."), (-J @ D**2 / 2, "Centre the columns as well as the rows.")))


@choice(LABEL + "method", "method", options={
    "a": "principal components of the first thousand pages", "b": "a random projection",
    "c": "the thousand most frequent words", "d": "classical scaling of all distances"})
def method(rng):
    return Variant("b", mistakes=(
        ("a", "They promise nothing for a pair of later pages that differ in other words."),
        ("c", "Two pages may differ in rare words only."),
        ("d", "It needs all distances of all pages, half a million million of them, and "
         "a page that comes tomorrow has no place.")))


@choice(LABEL + "units", "units", options={
    "a": "nothing changes", "b": "its variance grows by a factor of 1000, and the directions stay",
    "c": "its variance grows by a factor of a million, and the first direction turns towards it",
    "d": "the scores change their sign"})
def units(rng):
    return Variant("c", mistakes=(
        ("a", "That is true after standardising. Here the covariance matrix is used."),
        ("b", "The variance is a mean of squares; and a larger variance pulls the first direction."),
        ("d", "Signs have nothing to do with units.")))


@number(LABEL + "false-alarms", "alarms")
def false_alarms(rng):
    return Variant(8.64, mistakes=(
        (86.4, "The rule looks once in ten seconds: 8640 times a day."), (0.36, "That is for an hour."),
        (8640.0, "That is how often the rule looks; multiply by the rate of false alarms.")))


@number(LABEL + "noise", "error")
def noise(rng):
    return Variant(0.2, mistakes=(
        (0.04, "That is the mean square: take the root."),
        (0.5, "That is the error of the reading itself."),
        (0.08, "You multiplied the deviation by k/d; take the root of k/d.")))


@number(LABEL + "equal", "share")
def equal(rng):
    return Variant(0.61, mistakes=(
        (0.6, "The diagonal counts: λ₁ = 1 + (d − 1)ρ."), (24.4, "That is the variance; divide by the trace, 40."),
        (0.585, "The first eigenvalue is 1 + (d − 1)ρ; the 1 is missing."),
        (0.01, "That is a share of one of the others.")))


@number(LABEL + "signs", "variance")
def signs(rng):
    return Variant(0.9216, mistakes=(
        (2.0, "That is the variance for normal entries; signs have less."), (1.0, "That is the mean."),
        (0.96, "That is the standard deviation."), (1.4608, "The fourth powers enter twice.")))


@number(LABEL + "least", "change")
def least(rng):
    return Variant(5.0, mistakes=(
        (73.0, "Subtract from the standard deviations, not from the variances: (√λ − 1)²."),
        (3.0, "Square each change, then add."), (13.0, "That is the total variance of the data."),
        (2.5, "Add over the directions; do not average.")))
