"""Checks for "Matrices as maps"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.images.warp import affine_warp
from m4ds.linalg.affine import about, homogeneous, rotation


@vector("ex-matrices-as-maps-columns", "A", seeded=True)
def columns(rng):
    first, total = rng.integers(1, 5, size=2), rng.integers(6, 13, size=2)
    answer = np.column_stack([first, total - first])
    given = f"f(1, 0) = {tuple(first.tolist())}, f(1, 1) = {tuple(total.tolist())}"
    return Variant(answer, given=given, mistakes=apart(answer, (
        (np.column_stack([first, total]), "The second column is f(0, 1), not f(1, 1): use linearity to find it."),
        (answer.T, "The images of the coordinate vectors are the columns, not the rows."),
        (np.column_stack([first, total + first]), "f(0, 1) = f(1, 1) − f(1, 0): a difference."))))


@choice("ex-matrices-as-maps-order", "product", options={
    "a": "the product $ABC$", "b": "the product $CBA$", "c": "the product $BAC$", "d": "the sum $A + B + C$"})
def order(rng):
    return Variant("b", mistakes=(
        ("a", "ABC does C first: the map next to the vector acts first."),
        ("c", "That does C first, then A, then B."),
        ("d", "A sum lets each map act on the original vector and adds the results.")))


@vector("ex-matrices-as-maps-row", "row", seeded=True)
def row(rng):
    a, B = rng.integers(1, 5, size=2), rng.integers(-3, 6, size=(2, 3)) + np.array([[0], [4]])
    answer = a @ B
    return Variant(answer, given=f"row of A: {a.tolist()}, rows of B: {B[0].tolist()} and {B[1].tolist()}",
                   mistakes=apart(answer, (
                       (B.sum(axis=0), "Each row of B has its own weight from the row of A."),
                       (a[::-1] @ B, "The weights are in the other order."))))


@number("ex-matrices-as-maps-brackets", "saved", seeded=True)
def brackets(rng):
    m, n, p = (int(k) for k in (rng.integers(3, 9) * 100, rng.integers(2, 9), rng.integers(3, 9) * 50))
    left, right = m * n * p + m * p * n, n * p * n + m * n * n
    return Variant(left - right, given=f"A is {m} × {n}, B is {n} × {p}, C is {p} × {n}", mistakes=(
        (left, "That is the dear order; subtract the cost of the cheap one."),
        (right, "That is the cheap order; the question asks how much it saves."),
        (m * n * p - n * p * n, "Count the second product of each order too.")))


@vector("ex-matrices-as-maps-outer", "C")
def outer(rng):
    return Variant([[1, -3], [8, 6], [2, 4]], mistakes=(
        ([[3, 1], [6, 2], [0, 0]], "That is the first outer product alone; add the second."),
        ([[-2, -4], [2, 4], [2, 4]], "That is the second outer product alone; add the first."),
        ([[5, 5], [4, -2], [-2, -4]], "Add the two layers; you subtracted.")))


@choice("ex-matrices-as-maps-transpose", "answer", options={
    "a": "the matrix $A\\T B\\T C\\T$", "b": "the matrix $C\\T B A\\T$", "c": "the matrix $C\\T B\\T A\\T$",
    "d": "the matrix $A\\T BC\\T$"})
def transpose(rng):
    return Variant("b", mistakes=(
        ("a", "The order turns round under a transpose."),
        ("c", "Right order, but the middle factor is already transposed once: twice gives B itself."),
        ("d", "Right idea for the middle factor; now turn the order round.")))


@vector("ex-matrices-as-maps-chain", "M", seeded=True)
def chain(rng):
    shift, factor = rng.integers(1, 6, size=2) * [1, -1], int(rng.integers(2, 5))
    move, stretch = homogeneous(np.eye(2), shift), homogeneous(factor * np.array([[0, -1], [1, 0]]))
    return Variant(stretch @ move, given=f"shift by ({shift[0]}, {shift[1]}), stretch by {factor}", mistakes=(
        (move @ stretch, "You shifted last. The map that acts first stands on the right."),
        (homogeneous(factor * np.array([[0, 1], [-1, 0]])) @ move, "You turned clockwise."),
        (stretch, "The shift is missing from the last column.")))


@vector("ex-matrices-as-maps-undo", "inverse")
def undo(rng):
    return Variant([[0.5, 0, -2], [-0.5, 1, 3], [0, 0, 1]], mistakes=(
        ([[0.5, 0, -4], [-0.5, 1, 1], [0, 0, 1]], "The shift of the inverse is −A⁻¹b, not −b."),
        ([[0.5, 0, 2], [-0.5, 1, -3], [0, 0, 1]], "The sign of the shift: −A⁻¹b."),
        ([[0.5, 0, 4], [-0.5, 1, -1], [0, 0, 1]], "The shift must be undone too: −A⁻¹b.")))


@choice("ex-matrices-as-maps-einsum", "meaning", options={
    "a": "the matrix of all dot products between rows of X and rows of Y",
    "b": "the dot product of each row of X with the same row of Y",
    "c": "the dot product of each column of X with the same column of Y",
    "d": "one number, the sum of all products of entries"})
def einsum(rng):
    return Variant("b", mistakes=(
        ("a", "That keeps two row letters: \"ni,mi->nm\"."),
        ("c", "The letter that stays is n, the row; the summed one is i, the column."),
        ("d", "The result keeps the letter n, so it is a vector.")))


@number("ex-matrices-as-maps-between", "grey", seeded=True)
def between(rng):
    g = rng.integers(2, 20, size=(2, 2)) * 10
    s, t = rng.choice([0.2, 0.3, 0.4], 1)[0], rng.choice([0.6, 0.7, 0.9], 1)[0]
    def mix(s, t):
        return np.array([1 - s, s]) @ g @ np.array([1 - t, t])
    candidates = ((mix(t, s), "You swapped the axes: s counts down the rows, t along the columns."),
                  (mix(1 - s, 1 - t), "The nearer pixel has the larger weight: 1 − s belongs to the upper row."),
                  (g.mean(), "The four pixels do not weigh the same."))
    return Variant(mix(s, t), given=f"upper row {g[0].tolist()}, lower row {g[1].tolist()}, s = {s}, t = {t}",
                   mistakes=apart(mix(s, t), candidates))


@function("ex-matrices-as-maps-matmul-rows", "matmul_rows", starter='''
def matmul_rows(A, B):
    """Return AB, one row at a time, without @, dot or einsum."""
    ...
''')
def matmul_rows(s, rng):
    A, B = rng.integers(-4, 5, size=(3, 2)) + 0.5, rng.integers(-4, 5, size=(2, 3)) + 0.25
    expect(s, "matmul_rows", (A, B), A @ B, mistakes=(
        ((A @ B).T, "You built the transpose: row i of the result mixes the rows of B."),))
    expect(s, "matmul_rows", (B[:, :1], A[:1]), B[:, :1] @ A[:1])


@function("ex-matrices-as-maps-zoom", "zoom", starter='''
def zoom(factor, row, column):
    """Return the 3 x 3 matrix that enlarges by factor and leaves the point (row, column) where it is."""
    ...
''')
def zoom(s, rng):
    f, c = 2.5, rng.uniform(1, 9, size=2)
    A = f * np.eye(2)
    expect(s, "zoom", (f, c[0], c[1]), about(A, c), mistakes=(
        (homogeneous(A), "This keeps the origin, not the point: shift it to the origin first, and back at the end."),
        (homogeneous(A, c), "You shifted back but not there."),
        (about(A, -c), "The two shifts are in the wrong order."),
        (np.diag([f, f, f]), "The last row must be 0, 0, 1.")))


@vector("ex-matrices-as-maps-landmarks", "image", seeded=True)
def landmarks(rng):
    q = rng.integers(0, 10, size=(3, 2)) + np.array([[1, 1], [12, 0], [0, 12]])
    x = rng.integers(2, 5, size=2)
    answer = q[0] + x @ (q[1:] - q[0])
    names = ", ".join(f"({a}, {b})" for a, b in q.tolist())
    return Variant(answer, given=f"images of (0, 0), (1, 0), (0, 1): {names}; new point ({x[0]}, {x[1]})", mistakes=(
        (x @ q[1:], "That treats the map as linear: the origin moves too, to its own image."),
        (q[0] + x @ q[1:], "The columns are differences: the image of (1, 0) minus that of (0, 0).")))


@expression("ex-matrices-as-maps-gap", "gap", variables=("k", "t"))
def gap(rng):
    return Variant("sqrt(2)*k*sin(t)", mistakes=(
        ("2*k^2*sin(t)^2", "Take the root of the sum of squares."),
        ("k*sin(t)", "Two entries differ, so the sum of squares has two terms."),
        ("sqrt(2)*k*cos(t)", "For t = 0 the turn does nothing and the orders agree: your formula must vanish there.")))


@function("ex-matrices-as-maps-collapse", "collapse", starter='''
def collapse(W1, b1, W2, b2, W3, b3):
    """Return [W b], b as the last column, of the one layer equal to layers 1, 2, 3 without ReLU."""
    ...
''')
def collapse(s, rng):
    W1, b1, W2, b2 = (rng.normal(size=k) for k in ((3, 2), 3, (2, 3), 2))
    W3, b3 = rng.normal(size=(4, 2)), rng.normal(size=4)
    W = W3 @ W2 @ W1
    expect(s, "collapse", (W1, b1, W2, b2, W3, b3), np.column_stack([W, W3 @ (W2 @ b1 + b2) + b3]), mistakes=(
        (np.column_stack([W, b3]), "Each later layer moves the earlier biases too."),
        (np.column_stack([W, W3 @ b2 + b3]), "The first bias passes through layers 2 and 3."),
        (np.column_stack([W, W3 @ W2 @ b1 + b2.sum() + b3]), "The second bias passes through layer 3.")))


@vector("ex-matrices-as-maps-xnor", "weights")
def xnor(rng):
    return Variant([1, -1, 2], mistakes=(
        ([0, 1, -2], "That is XOR itself; you want 1 where it is 0."),
        ([1, 1, -2], "At (0, 1) this gives 2: subtract XOR from 1."),
        ([0, -1, 2], "At (0, 0) this gives 0: the constant is missing.")))


@function("ex-matrices-as-maps-layer", "layer", starter='''
def layer(X, W, b):
    """Return relu(W x + b) for every row x of X, as rows."""
    ...
''')
def layer(s, rng):
    X, W, b = rng.normal(size=(5, 3)), rng.normal(size=(3, 3)), rng.normal(size=3)
    expect(s, "layer", (X, W, b), np.maximum(X @ W.T + b, 0), mistakes=(
        (np.maximum(X @ W + b, 0), "Points are rows: multiply by the transpose of W."),
        (X @ W.T + b, "Apply max(z, 0) to each entry at the end."),
        (np.maximum(X @ W.T, 0), "The biases are missing."),
        (np.maximum(X @ W.T, 0) + b, "Add the biases before the ReLU.")))
    expect(s, "layer", (X[:2], W[:2], b[:2]), np.maximum(X[:2] @ W[:2].T + b[:2], 0))


@number("ex-matrices-as-maps-holes", "empty", seeded=True)
def holes(rng):
    n, f = int(rng.integers(10, 31)), int(rng.integers(2, 5))
    return Variant(1 - 1 / f**2, given=f"{n} × {n} pixels, enlarged {f} times in each direction", mistakes=(
        (1 - 1 / f, "Count in both directions: the area grows by the square of the factor."),
        (1 / f**2, "That is the share that is filled."),
        (float(n * n * (f * f - 1)), "That is the number of empty pixels; divide by all of them.")))


@number("ex-matrices-as-maps-stripes", "amplitude", seeded=True)
def stripes(rng):
    d, times = rng.choice([0.1, 0.15, 0.2, 0.3]), int(rng.integers(3, 7))
    answer = (1 - 2 * d) ** times
    return Variant(answer, given=f"shift {d} pixel, {times} times", mistakes=apart(answer, (
        (1 - 2 * d, "That is after one shift; each further one multiplies again."),
        ((1 - d) ** times, "The neighbour is not zero, it has the opposite sign."),
        (abs(1 - 2 * d * times), "The losses multiply, they do not add."))))


@number("ex-matrices-as-maps-walks", "trips")
def walks(rng):
    return Variant(4.0, mistakes=((2.0, "That counts two flights; take one more product."),
                                  (13.0, "That sums the whole first row of the third power."),
                                  (1.0, "That is the direct flight.")))


@function("ex-matrices-as-maps-centroids", "energies", starter='''
def energies(X, C):
    """Return, for each row x of X, the number x . C x, with one einsum and no loop."""
    ...
''')
def energies(s, rng):
    X, C = rng.normal(size=(4, 3)), rng.normal(size=(3, 3))
    expect(s, "energies", (X, C), np.einsum("ni,ij,nj->n", X, C, X), mistakes=(
        ((X @ C).sum(axis=1), "The second x is missing."),
        ((X * X) @ np.diag(C), "That uses the diagonal of C only.")))


@function("ex-matrices-as-maps-mirror", "mirror", starter='''
def mirror(image):
    """Return the picture mirrored left to right, by one call of affine_warp."""
    ...
''')
def mirror(s, rng):
    X = rng.integers(0, 256, size=(3, 5)).astype(float)
    around_origin = affine_warp(X, homogeneous(np.diag([1, -1])))
    expect(s, "mirror", (X,), X[:, ::-1], rtol=1e-9, mistakes=(
        (X[::-1], "That mirrors top to bottom: the second coordinate is the column."),
        (around_origin, "You mirrored at the first column, so nearly everything left the frame: shift by n − 1."),
        (affine_warp(X, homogeneous(np.diag([1, -1]), [0, X.shape[1]])),
         "The columns are 0 to n − 1: shift by n − 1, not n.")))


@number("ex-matrices-as-maps-strassen", "ratio")
def strassen(rng):
    return Variant((7 / 8) ** 10, mistakes=(
        (7 / 8, "That is one level; the side 1024 can be halved ten times."),
        ((7 / 8) ** 9, "1024 = 2 to the power of 10: halve until the blocks are single numbers."),
        (7**10, "That is the number of multiplications; divide by the usual number.")))


@expression("ex-matrices-as-maps-three-shears", "k", variables=("t",))
def three_shears(rng):
    return Variant("-tan(t/2)", mistakes=(
        ("tan(t/2)", "Check the sign with a small angle: R sends (0, 1) to the left."),
        ("-tan(t)", "Half the angle: the shear acts twice, before and after."),
        ("-sin(t)/2", "Right for small angles only; solve the equation for the entry in the corner exactly.")))


@vector("ex-matrices-as-maps-and-or", "weights", seeded=True)
def and_or(rng):
    values = rng.permutation(np.array([0, 1, 2, 4]))[:3]
    y0, y1, y2 = (int(v) for v in values)
    answer = np.array([y0, y1 - y0, y2 - 2 * y1 + y0])
    candidates = ((np.array([y0, y1, y2]), "Those are the wanted outputs: solve for the weights."),
                  (np.array([y0, y1 - y0, y2 - y1]), "At two ones h₁ is 2, so its weight counts twice."),
                  (np.array([0, y1 - y0, y2 - 2 * y1 + y0]), "The constant is missing: at (0, 0) both units are 0."))
    return Variant(answer, given=f"no ones: {y0}, one: {y1}, two: {y2}", mistakes=apart(answer, candidates))


@number("ex-matrices-as-maps-turns", "steps")
def turns(rng):
    return Variant(5.0, mistakes=((6.0, "One product fewer than factors."),
                                  (12.0, "That multiplies one turn at a time: square instead."),
                                  (11.0, "That multiplies one turn at a time: square instead.")))


def turned(image, degrees):
    """Return the picture turned about its middle."""
    middle = (np.array(image.shape) - 1) / 2
    return affine_warp(image, about(rotation(np.radians(degrees)), middle))


@function("ex-matrices-as-maps-augment", "turn_all", starter='''
def turn_all(images, degrees):
    """Return the pictures, each turned about its middle by its own number of degrees."""
    ...
''')
def turn_all(s, rng):
    images, degrees = rng.uniform(size=(3, 6, 4)), np.array([10.0, -25.0, 90.0])
    answer = [turned(p, d) for p, d in zip(images, degrees, strict=True)]
    expect(s, "turn_all", (images, degrees), np.array(answer), mistakes=(
        ([turned(p, np.degrees(d)) for p, d in zip(images, degrees, strict=True)],
         "The library turns by radians: convert the degrees."),
        ([affine_warp(p, homogeneous(rotation(np.radians(d)))) for p, d in zip(images, degrees, strict=True)],
         "You turned about the corner. The middle of n pixels is (n − 1)/2."),
        ([affine_warp(p, about(rotation(np.radians(d)), np.array(p.shape) / 2))
          for p, d in zip(images, degrees, strict=True)],
         "Pixel centres run from 0 to n − 1: the middle is (n − 1)/2.")))
