"""Checks for "Vectors and the geometry of data"."""

import numpy as np

from m4ds.exercises.core import KeepWorking, Variant, choice, expect, expression, function, number, vector
from m4ds.linalg.vectors import cosine_similarity, norm, pairwise_distances


@number("ex-vectors-angle", "angle", unit="degrees", seeded=True)
def angle(rng):
    u, v = rng.integers(1, 6, size=3), np.array([1, -1, 1]) * rng.integers(1, 6, size=3)
    cosine = u @ v / (norm(u) * norm(v))
    answer = np.degrees(np.arccos(cosine))
    return Variant(answer, given=f"u = {u.tolist()}, v = {v.tolist()}", mistakes=(
        (np.radians(answer), "That is in radians; multiply by 180/π."),
        (cosine, "That is the cosine. The angle is its arccos."),
        (np.degrees(np.arccos(np.clip(u @ v / (u @ u + v @ v), -1, 1))),
         "Divide by the product of the two lengths, not by the sum of their squares.")))


@vector("ex-vectors-norms", "norms", seeded=True)
def norms(rng):
    x = rng.integers(2, 10, size=4) * np.array([1, -1, 1, -1])
    one, two, largest = norm(x, 1), norm(x), norm(x, np.inf)
    return Variant([one, two, largest], given=f"x = {x.tolist()}", mistakes=(
        ([abs(x.sum()), two, largest], "In the 1-norm take absolute values before you add."),
        ([one, two**2, largest], "The 2-norm is the square root of the sum of squares."),
        ([one, two, x.max()], "The ∞-norm takes the largest absolute value; signs do not count.")
        if x.max() != largest else ([largest, two, one], "You swapped the 1-norm and the ∞-norm.")))


@number("ex-vectors-gap", "gap", seeded=True)
def gap(rng):
    a, b = rng.integers(4, 10, size=2)
    dot = rng.integers(2, 12)
    answer = np.sqrt(a**2 + b**2 - 2 * dot)
    return Variant(answer, given=f"‖u‖ = {a}, ‖v‖ = {b}, u·v = {dot}", mistakes=(
        (answer**2, "That is the squared distance."),
        (np.sqrt(a**2 + b**2), "That would be right for perpendicular vectors; the dot product is missing."),
        (np.sqrt(a**2 + b**2 + 2 * dot), "That is the length of u + v."),
        (np.sqrt(a**2 + b**2 - dot), "The mixed term appears twice.")))


@number("ex-vectors-perpendicular", "t")
def perpendicular(rng):
    return Variant(-3.0, mistakes=((-1.0, "Set the dot product to zero: 3 − t + 2t. The last product is t times 2."),
                                   (1.5, "Watch the sign of the middle product: t times −1.")))


@choice("ex-vectors-robot", "metric", options={
    "a": "the 1-norm of the difference", "b": "the 2-norm of the difference",
    "c": "the ∞-norm of the difference", "d": "one minus the cosine"})
def robot(rng):
    return Variant("c", mistakes=(
        ("a", "That adds the two times: right for one motor after the other. Here both run at once."),
        ("b", "That is the length of the straight path. The question asks for the time, and the slower motor sets it."),
        ("d", "The angle seen from the origin says nothing about how far the head must travel.")))


@number("ex-vectors-lagrange", "total")
def lagrange(rng):
    return Variant(144.0, mistakes=((216.0, "Square the lengths and the dot product before you subtract."),
                                    (6.0, "You subtracted the plain dot product: square the lengths and it first."),
                                    (12.0, "You took a square root at the end; the sum itself is asked.")))


@vector("ex-vectors-unit", "unit", seeded=True)
def unit(rng):
    v = rng.integers(2, 8, size=3) * np.array([1, 1, -1])
    return Variant(v / norm(v), given=f"v = {v.tolist()}", mistakes=(
        (v / norm(v, 1), "You divided by the 1-norm: the entries then add up to 1 in absolute value, "
                         "but the length is not 1."),
        (v / norm(v)**2, "You divided by the squared length.")))


@vector("ex-vectors-shape", "shape")
def shape(rng):
    return Variant([5, 5], mistakes=(
        ([5, 1], "NumPy lines shapes up from the right: (5,) counts as (1, 5), and both axes stretch to 5."),))


@function("ex-vectors-manhattan", "manhattan", starter='''
def manhattan(X, Y):
    """Return the table of 1-norm distances between rows of X and rows of Y."""
    ...
''')
def manhattan(s, rng):
    X, Y = rng.integers(-4, 5, size=(3, 2)), rng.integers(-4, 5, size=(4, 2)) + 0.5
    expect(s, "manhattan", (X, Y), pairwise_distances(X, Y, p=1), mistakes=(
        (pairwise_distances(X, Y), "That is the 2-norm: take absolute values, not squares."),
        (pairwise_distances(Y, X, p=1), "Rows of your table belong to X and columns to Y, not the other way round."),
        (np.abs((X[:, None] - Y).sum(axis=2)), "Take absolute values before you add.")))


@function("ex-vectors-standardise", "standardise", starter='''
def standardise(train, new):
    """Return new in units of the training columns' standard deviations from their means."""
    ...
''')
def standardise(s, rng):
    train, new = rng.normal([3, 50], [1, 20], size=(6, 2)), rng.normal([4, 40], [1, 20], size=(3, 2))
    mean, sd = train.mean(axis=0), train.std(axis=0)
    expect(s, "standardise", (train, new), (new - mean) / sd, mistakes=(
        ((new - new.mean(axis=0)) / new.std(axis=0),
         "You used the mean and spread of new: a single new row would always become zero. Use those of train."),
        ((new - train.mean()) / train.std(), "One mean and one spread per column: use axis=0."),
        (new / sd, "Subtract the training mean first.")))


@vector("ex-vectors-query", "cosines", seeded=True)
def query(rng):
    q, A, B = np.array([1, 1, 0]), rng.integers(1, 5, size=3), rng.integers(5, 12, size=3)
    answer = cosine_similarity([q], [A, B])[0]
    return Variant(answer, given=f"q = {q.tolist()}, note A = {A.tolist()}, note B = {B.tolist()}", mistakes=(
        ([q @ A, q @ B], "Those are the dot products; divide each by both lengths."),
        ([q @ A / norm(A), q @ B / norm(B)], "Divide by the length of the query too.")))


@number("ex-vectors-cancellation", "relative_error", rtol=0.3)
def cancellation(rng):
    return Variant(1.1e-16 * (6.4e9 / 2e3)**2, mistakes=(
        (1.1e-16 * 6.4e9 / 2e3, "The lost digits belong to squares: square the ratio c/d."),
        (1.1e-16 * (6.4e6 / 2e3)**2, "Put both lengths in the same unit: 6400 km is 6.4e9 mm."),
        (1.1e-16, "That is the error of one stored number; subtraction of nearly equal numbers magnifies it.")))


@function("ex-vectors-loo", "leave_one_out", starter='''
def leave_one_out(X, y):
    """Return the share of rows whose nearest other row has the same label."""
    ...
''')
def leave_one_out(s, rng):
    y = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    X = rng.normal(size=(8, 2)) + y[:, None]
    D = pairwise_distances(X, X)
    D[np.diag_indices(8)] = np.inf
    answer = (y[D.argmin(axis=1)] == y).mean()
    wrong = ((1.0, "Every row is its own nearest row. Put np.inf on the diagonal first."),
             (1 - answer, "That is the share of errors."))
    expect(s, "leave_one_out", (X, y), answer,
           mistakes=[m for m in wrong if abs(m[0] - answer) > 0.01])


@function("ex-vectors-duplicates", "duplicates", starter='''
def duplicates(X, threshold):
    """Return the pairs (i, j), i < j, whose cosine is at least threshold, in order, as an array of two columns."""
    ...
''')
def duplicates(s, rng):
    X = rng.normal(size=(5, 4))
    X[3], X[4] = 2 * X[0] + 0.01 * X[1], X[1] + 0.02 * X[2]
    close = cosine_similarity(X, X) >= 0.95
    answer = np.argwhere(np.triu(close, 1))
    expect(s, "duplicates", (X, 0.95), answer, mistakes=(
        (np.argwhere(close), "A row always matches itself, and each pair appears twice: keep i < j."),
        (np.argwhere(np.triu(close)), "A row always matches itself: leave out i = j.")))


@number("ex-vectors-many-features", "n", seeded=True)
def many_features(rng):
    percent = int(rng.choice([1, 2, 4, 5, 10]))
    n = round(1.4 / (percent / 100)**2)
    return Variant(n, given=f"relative standard deviation {percent} %", mistakes=(
        (1.4 / (percent / 100), "1.4/n is the relative variance: square the relative standard deviation."),
        (1.4 / percent**2, "Turn the percentage into a fraction first.")))


@expression("ex-vectors-coins", "ratio", variables=("n",))
def coins(rng):
    return Variant("1/n", mistakes=(
        ("4*n", "That is the variance of the sum. Divide by the square of its mean, 2n."),
        ("2/n", "Divide the variance of one term, 4, by the square of its mean, not by the mean."),
        ("1/sqrt(n)", "That is the relative standard deviation; the relative variance is its square.")))


@expression("ex-vectors-constant", "constant", variables=("n",))
def constant(rng):
    return Variant("n^(1/3)", mistakes=(
        ("sqrt(n)", "That is the constant between the 1-norm and the 2-norm. Here the exponent is 1/3 − 0."),
        ("n^(-1/3)", "Turned over: the 3-norm is the larger of the two."),
        ("n", "Take the cube root: the 3-norm of (1, …, 1) is the cube root of n.")))


@choice("ex-vectors-units", "method", options={
    "a": "cosine similarity of the raw rows", "b": "2-norm distance of the raw rows",
    "c": "2-norm distance after dividing each column by its training standard deviation",
    "d": "1-norm distance of the raw rows"})
def units(rng):
    return Variant("c", mistakes=(
        ("a", "Multiplying one column by 1000 turns the rows towards that axis, so the cosines change."),
        ("b", "The column that was multiplied by 1000 now decides almost alone."),
        ("d", "The 1-norm adds the large column to the small ones; it decides almost alone too.")))


@function("ex-vectors-correlation", "centred_cosine", starter='''
def centred_cosine(x, y):
    """Return the cosine of the angle between x minus its mean and y minus its mean."""
    ...
''')
def centred_cosine(s, rng):
    x = rng.normal(5, 1, size=7)
    y = x + rng.normal(2, 1, size=7)
    a, b = x - x.mean(), y - y.mean()
    expect(s, "centred_cosine", (x, y), a @ b / (norm(a) * norm(b)), mistakes=(
        (x @ y / (norm(x) * norm(y)), "Subtract each vector's own mean before you take the cosine."),
        (a @ b / 7, "That is the mean product; divide the dot product by both lengths.")))


@number("ex-vectors-half-cosine", "excess")
def half_cosine(rng):
    answer = 1 - 2 * (1 - np.sqrt(0.5))
    return Variant(answer, mistakes=(
        (-answer, "Direct way minus detour: a positive answer is what breaks the inequality."),
        (1.0, "That is the direct way alone; subtract the two steps of the detour."),
        (2 * (1 - np.sqrt(0.5)), "That is the detour alone; subtract it from the direct way.")))


@number("ex-vectors-limit", "p")
def limit(rng):
    return Variant(np.log(1000) / np.log(1.01), mistakes=(
        (np.log(1000) / 0.01, "Close in spirit, but use ln 1.01 itself and not its approximation 0.01."),
        (np.log(1.01) / np.log(1000), "Turned over: solve 1000^(1/p) = 1.01 for p."),
        (100 * 1000, "Take logarithms on both sides of 1000^(1/p) = 1.01.")))


@function("ex-vectors-safe", "safe_norm", starter='''
def safe_norm(x):
    """Return the 2-norm of x, also when squares of its entries overflow or vanish."""
    ...
''')
def safe_norm(s, rng):
    x = rng.normal(size=5)
    expect(s, "safe_norm", (x,), norm(x), mistakes=((norm(x)**2, "Take the square root."),))
    expect(s, "safe_norm", (np.zeros(3),), 0.0)
    for scale, why in ((1e200, "The squares overflow: divide by the largest entry before you square."),
                       (1e-200, "The squares vanish: divide by the largest entry before you square.")):
        got = s.call("safe_norm", np.array([3.0, 4.0]) * scale)
        if not np.isclose(float(got) / scale, 5.0, rtol=1e-9):
            raise KeepWorking(f"safe_norm([3, 4] times {scale:g}) is not right yet. {why}")
