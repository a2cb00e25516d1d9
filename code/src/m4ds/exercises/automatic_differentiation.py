"""Checks of the exercises of the chapter "Automatic differentiation"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector

LABEL = "ex-automatic-differentiation-"


@vector(LABEL + "dual", "w", seeded=True)
def dual(rng):
    a, c = rng.integers(2, 6, size=2).tolist()
    b, d = rng.integers(1, 6, size=2).tolist()
    while b == d:
        d = int(rng.integers(1, 6))
    answer = [a * a * c, 2 * a * b * c + a * a * d]
    return Variant(answer, given=f"u = {a} + {b} eps, v = {c} + {d} eps", mistakes=apart(answer, (
        ([a * a * c, b * b * d], "Rates do not multiply with rates: that term carries eps squared."),
        ([a * a * c, a * b * c + a * a * d], "u occurs twice: the rate of u*u is 2ab."),
        ([a * c, a * d + b * c], "That is u v; asked is u u v."))))


@vector(LABEL + "quotient", "w")
def quotient(rng):
    return Variant([8 / 3, 28 / 9], mistakes=(
        ([8 / 3, 12.0], "You divided the rates: (a + b eps)/(c + d eps) has the rate (b c - a d)/c²."),
        ([8 / 3, 20 / 9], "Multiply out again: 12 · 3 - 8 · 1 = 28, over 9."),
        ([8 / 3, 44 / 9], "The second term has a minus sign.")))


@vector(LABEL + "sweep", "adjoints", seeded=True)
def sweep(rng):
    x, y = rng.integers(2, 8, size=2).tolist()
    while x == y:
        y = int(rng.integers(2, 8))
    a, b = x * y, x - y
    answer = [b, a, b * y + a, b * x - a]
    return Variant(answer, given=f"x = {x}, y = {y}", mistakes=apart(answer, (
        ([a, b, a * y + b, a * x - b], "The adjoint of a is the slope of z with respect to a: that is b."),
        ([b, a, b * y, b * x], "x and y have two children each: add the share through b."),
        ([b, a, b * y + a, b * x + a], "y enters b with a minus sign."),
        ([b, a, b * x + a, b * y - a], "The slope of x y with respect to x is y."))))


@number(LABEL + "speed", "factor", seeded=True)
def speed(rng):
    n = int(rng.integers(2, 100)) * 100 - 1
    answer = (n + 1) / 5
    return Variant(answer, given=f"n = {n} parameters", mistakes=(
        (n + 1.0, "The sweep is not free: value and gradient may cost five runs."),
        ((2 * n) / 5, "That is for central differences; asked are forward ones."),
        (5 / (n + 1), "The other way round: how many times cheaper is the sweep?")))


@vector(LABEL + "bias", "adjoint", seeded=True)
def bias(rng):
    G = rng.integers(-4, 5, size=(3, 2))
    while (G.sum(axis=0) == 0).any() or G.sum() == 0:
        G = rng.integers(-4, 5, size=(3, 2))
    answer = G.sum(axis=0)
    return Variant(answer, given=f"adjoint of Y = {G.tolist()}", mistakes=apart(answer, (
        (answer / 3, "Effects add up: sum the rows, do not average them."),
        (G[0], "Every row used the bias, not the first alone."),
        ([G.sum(), G.sum()], "Each entry of the bias reaches only its own column."))))


@vector(LABEL + "weights", "adjoint", seeded=True)
def weights(rng):
    X, G = rng.integers(1, 6, size=(2, 2, 2))
    answer = X.T @ G
    while any(np.array_equal(answer, M) for M in (X @ G, G @ X.T, G.T @ X, G @ X)) or np.array_equal(answer, answer.T):
        X, G = rng.integers(1, 6, size=(2, 2, 2))
        answer = X.T @ G
    return Variant(answer, given=f"X = {X.tolist()}, adjoint of Y = {G.tolist()}", mistakes=apart(answer, (
        (X @ G, "Transpose X: compare the shapes for an X that is not square."),
        (G @ X.T, "For the right-hand factor the adjoint of Y stands on the right."),
        (G.T @ X, "That is the transpose of the answer."))))


@number(LABEL + "paths", "slope")
def paths(rng):
    return Variant(10 * 7 * 5, mistakes=(
        (10.0 + 7 + 5, "Along a path slopes multiply; the three blocks follow one another."),
        (24.0 * 12 * 6, "Within a block the two ways are alternatives: their products add up."),
        (8.0, "That is the number of paths; weight each by its slopes.")))


@choice(LABEL + "mode", "mode", options={
    "a": "forward, three runs", "b": "reverse, one sweep", "c": "reverse, 20 000 sweeps",
    "d": "central differences, 40 000 runs"})
def mode(rng):
    return Variant("a", mistakes=(
        ("b", "One sweep gives the gradient of one output. There are 20 000."),
        ("c", "It works, but each sweep gives a row with three entries. Count columns."),
        ("d", "Differences need two runs for each parameter, and there are three.")))


@expression(LABEL + "slope", "slope", variables=("x",))
def slope(rng):
    return Variant("(1 - x^2)/(1 + x^2)^2", mistakes=(
        ("1/(2*x)", "You divided the derivatives; use the quotient rule."),
        ("(1 + 3*x^2)/(1 + x^2)^2", "The second term of the quotient rule has a minus sign."),
        ("(1 - x^2)/(1 + x^2)", "The denominator is squared.")))


@choice(LABEL + "twice", "cause", options={
    "a": "the learning rate is too large", "b": "`zero_grad` is missing", "c": "the rule of the product is wrong",
    "d": "the data was changed in place"})
def twice(rng):
    return Variant("b", mistakes=(
        ("a", "The rate changes the steps, not the gradient at a fixed point."),
        ("c", "Then the first call would be wrong too."),
        ("d", "The engine refuses that, and the factors 1, 2, 3 tell another story.")))


@function(LABEL + "edges", "adjoints", starter='''
def adjoints(n, edges):
    """Return the adjoints of nodes 0, ..., n - 1; node n - 1 is the output.

    Each row of edges is (parent, child, slope); a parent has a smaller number than its child.
    """
    ...
''')
def edges(s, rng):
    for n in (2, 4, 7):
        pairs = [(i, j) for j in range(1, n) for i in range(j)]
        E = np.array([(i, j, np.round(rng.uniform(-2, 2), 2)) for i, j in pairs])
        E = np.vstack([rng.permutation(E), E[:1]])          # in any order, one arrow twice
        g, last = np.zeros(n), np.zeros(n)
        g[-1] = last[-1] = 1.0
        for j in reversed(range(n)):
            for i, k, d in E:
                if k == j:
                    g[int(i)] += g[j] * d
                    last[int(i)] = last[j] * d
        wrong = [(last, "Add to an adjoint; do not overwrite it: a node may have several children.")]
        start = g.copy()
        start[-1] = 0
        wrong.append((start, "The output has the adjoint 1."))
        expect(s, "adjoints", (n, E), g, mistakes=[(w, why) for w, why in wrong if np.linalg.norm(w - g) > 1e-6])


@function(LABEL + "rule", "pull", starter='''
def pull(x, g):
    """Return the adjoint of x for y = log(1 + x*x), entry by entry; g is the adjoint of y."""
    ...
''')
def rule(s, rng):
    for n in (1, 3):
        x, g = rng.normal(size=(2, n))
        expect(s, "pull", (x, g), g * 2 * x / (1 + x * x), mistakes=(
            (2 * x / (1 + x * x), "That is the local slope; multiply by the adjoint g."),
            (g / (1 + x * x), "The inner derivative 2x is missing."),
            (g * np.log1p(x * x), "That multiplies by the value; take the slope.")))


@function(LABEL + "softmax", "pull", starter='''
def pull(z, g):
    """Return the adjoint of z for p = softmax(z); g is the adjoint of p."""
    ...
''')
def softmax(s, rng):
    for n in (2, 5):
        z, g = rng.normal(size=(2, n))
        z[0] += 800.0 * (n == 5)
        p = np.exp(z - z.max())
        p /= p.sum()
        expect(s, "pull", (z, g), p * (g - p @ g), mistakes=[(w, why) for w, why in (
            (p * g, "Every probability depends on every z: subtract the part that all share."),
            (p * (1 - p) * g, "That is the diagonal of the Jacobian alone."),
            (p * (g - g.sum()), "The shared part is the mean of g with the weights p."))
            if np.linalg.norm(w - p * (g - p @ g)) > 1e-6])


@function(LABEL + "ridge", "gradient", starter='''
def gradient(X, y, w, c):
    """Return the gradient in w of  mean((X w - y)^2) + c * sum(w^2)."""
    ...
''')
def ridge(s, rng):
    for n, p in [(4, 2), (6, 3)]:
        X, y, w, c = rng.normal(size=(n, p)), rng.normal(size=n), rng.normal(size=p), 0.7
        r = X @ w - y
        answer = 2 * X.T @ r / n + 2 * c * w
        expect(s, "gradient", (X, y, w, c), answer, mistakes=(
            (2 * X.T @ r / n, "The penalty has a slope too."),
            (2 * X.T @ r + 2 * c * w, "The loss is a mean: divide by the number of rows."),
            (X.T @ r / n + c * w, "The slope of a square has a factor 2.")))


@function(LABEL + "hessian", "hessian_product", starter='''
def hessian_product(X, w, s):
    """Return H s for f(w) = mean(log(1 + exp(X w))), without forming H."""
    ...
''')
def hessian(s, rng):
    for n, p in [(5, 2), (8, 4)]:
        X, w, v = rng.normal(size=(n, p)), rng.normal(size=p), rng.normal(size=p)
        q = 1 / (1 + np.exp(-X @ w))
        answer = X.T @ (q * (1 - q) * (X @ v)) / n
        expect(s, "hessian_product", (X, w, v), answer, mistakes=(
            (X.T @ q / n, "That is the gradient; let it run on w + s eps."),
            (X.T @ (q * (X @ v)) / n, "The slope of the logistic function is q (1 - q)."),
            (answer * n, "The loss is a mean.")))


@function(LABEL + "horner", "horner", starter='''
def horner(c, x):
    """Return [p(x), p'(x)] for p = c[0] x^d + ... + c[d], in one loop."""
    ...
''')
def horner(s, rng):
    for d in (0, 1, 4):
        c, x = rng.normal(size=d + 1), 1.3
        p, q = np.polyval(c, x), np.polyval(np.polyder(c), x) if d else 0.0
        expect(s, "horner", (c, x), np.array([p, q]), mistakes=[(w, why) for w, why in (
            (np.array([q, p]), "Value first, then slope."),
            (np.array([np.polyval(c[::-1], x), np.polyval(np.polyder(c[::-1]), x) if d else 0.0]),
             "c[0] belongs to the highest power.")) if np.linalg.norm(w - [p, q]) > 1e-6])


@function(LABEL + "root", "sensitivity", starter='''
def sensitivity(a, b):
    """Return dx/da for the real root of x^3 + a x = b, with a > 0."""
    ...
''')
def root(s, rng):
    for _ in range(3):
        a, b = rng.uniform(0.5, 3), rng.uniform(1, 6)
        x = next(r.real for r in np.roots([1, 0, a, -b]) if abs(r.imag) < 1e-9)
        answer = -x / (3 * x * x + a)
        expect(s, "sensitivity", (a, b), answer, mistakes=(
            (-answer, "Move the term to the other side: minus F_a over F_x."),
            (1 / (3 * x * x + a), "That is dx/db."), (x, "That is the root itself.")))


@number(LABEL + "delta", "spread", seeded=True)
def delta(rng):
    g, sd = rng.integers(1, 9, size=3), rng.integers(1, 6, size=3) / 10
    answer = float(np.sqrt(((g * sd) ** 2).sum()))
    return Variant(answer, given=f"gradient {g.tolist()}, standard deviations {sd.tolist()}", mistakes=apart(answer, (
        (float((g * sd).sum()), "Independent doubts do not add up; their squares do."),
        (answer**2, "That is the variance: take the root."),
        (float(np.sqrt((g * sd**2).sum())), "A factor enters the variance squared."))))


@number(LABEL + "checkpoints", "states", seeded=True)
def checkpoints(rng):
    m = int(rng.integers(4, 30)) * 10
    return Variant(2 * m, given=f"N = {m * m} steps", mistakes=(
        (float(m), "Those are the stored ones; the tape of one segment comes on top."),
        (float(m * m), "That is the full tape."), (float(m * m / 2), "That is the full tape cut in two.")))


@choice(LABEL + "nan", "repair", options={
    "a": "wrap the result in `where(n > 0, d, 0.0)`", "b": "replace NaN by 0 in the gradient after the sweep",
    "c": "compute `sqrt(where(n > 0, n, 1.0))` and choose afterwards", "d": "use 32-bit numbers"})
def nan(rng):
    return Variant("c", mistakes=(
        ("a", "The sweep still goes through the root: zero times infinity."),
        ("b", "That hides this NaN and every other one, also those that say something."),
        ("d", "Fewer digits remove no division by zero.")))


@vector(LABEL + "second", "coefficients")
def second(rng):
    return Variant([8.0, 12.0, 6.0], mistakes=(
        ([8.0, 12.0, 12.0], "The last coefficient is half of the second derivative."),
        ([8.0, 12.0, 0.0], "Here eps squared stays; only eps cubed vanishes."),
        ([8.0, 6.0, 6.0], "The middle coefficient is 3 x².")))


@function(LABEL + "inverse", "pull", starter='''
def pull(A, G):
    """Return the adjoint of A for Y = inv(A); G is the adjoint of Y."""
    ...
''')
def inverse(s, rng):
    for n in (1, 3):
        A, G = rng.normal(size=(n, n)) + 3 * np.eye(n), rng.normal(size=(n, n))
        Y = np.linalg.inv(A)
        answer = -Y.T @ G @ Y.T
        expect(s, "pull", (A, G), answer, mistakes=[(w, why) for w, why in (
            (-Y @ G @ Y, "Both inverses are transposed when they cross the dot product."),
            (-answer, "The sign: a larger matrix has a smaller inverse."),
            (-Y.T @ G.T @ Y.T, "Do not transpose G."))
            if np.linalg.norm(w - answer) > 1e-6])
