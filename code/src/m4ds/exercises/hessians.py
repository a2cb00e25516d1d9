"""Checks of the exercises of the chapter "Hessians and matrix calculus"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector

LABEL = "ex-hessians-"
TRIPLES = [(3, 4, 5), (4, -3, 5), (4, 3, 5), (6, 8, 10), (-4, 3, 5), (3, -4, 5), (8, 6, 10), (-3, 4, 5)]


def _definite(rng):
    """Return a, b, c of a positive definite matrix [[a, b], [b, c]] of small integers, b not 0."""
    while True:
        a, c = rng.integers(2, 10, size=2).tolist()
        b = int(rng.integers(1, 6)) * int(rng.choice([-1, 1]))
        if a * c - b * b > 0 and a != c:
            return a, b, c


@vector(LABEL + "compute", "H", seeded=True)
def compute(rng):
    a, b, c = rng.integers(2, 7, size=3).tolist()
    x, y = rng.integers(1, 4, size=2).tolist()
    H = np.array([[2 * a * y, 2 * a * x - c], [2 * a * x - c, 6 * b * y]], dtype=float)
    mistakes = [(H + np.array([[0, c], [c, 0]]), "The term with x y contributes to the mixed entries."),
                (H - np.diag([0, 3 * b * y]), "The second derivative of y³ is 6 y."),
                (np.diag(np.diag(H)), "The mixed derivatives are missing."),
                (H / 2, "That is the matrix of the quadratic form in Taylor's formula; the Hessian is twice as large.")]
    return Variant(H, given=f"f(x, y) = {a} x² y + {b} y³ - {c} x y, at ({x}, {y})", mistakes=apart(H, mistakes))


@expression(LABEL + "mixed", "mixed", variables=("x", "y"))
def mixed(rng):
    return Variant("(1 + x*y)*exp(x*y)", mistakes=(
        ("x*y*exp(x*y)", "The factor in front is a function, too: use the product rule."),
        ("x^2*exp(x*y)", "That is the second derivative with respect to y."),
        ("y^2*exp(x*y)", "That is the second derivative with respect to x."),
        ("exp(x*y)", "The second factor of the product rule is missing.")))


@choice(LABEL + "classify", "kind", options={
    "a": "a minimum", "b": "a maximum", "c": "a saddle", "d": "second derivatives do not say"})
def classify(rng):
    return Variant("c", mistakes=(
        ("a", "Both axes lead up, but look along y = -x."), ("b", "Along the axes the values are positive."),
        ("d", "They do: the determinant of the Hessian is not zero.")))


@number(LABEL + "curvature", "curvature", seeded=True)
def curvature(rng):
    p, q, r = TRIPLES[int(rng.integers(len(TRIPLES)))]
    a, b, c = rng.integers(-6, 10, size=3).tolist()
    form = a * p * p + 2 * b * p * q + c * q * q
    while form == 0:
        a += 1
        form = a * p * p + 2 * b * p * q + c * q * q
    answer = float(form) / r**2
    mistakes = [(float(form), "The direction must have length 1: divide by its squared length."),
                (float(form) / r, "The direction enters twice: divide by the squared length."),
                (float(a * p * p + b * p * q + c * q * q) / r**2, "The mixed entry counts twice.")]
    return Variant(answer, given=f"H = [[{a}, {b}], [{b}, {c}]], direction ({p}, {q})",
                   mistakes=apart(answer, mistakes))


@number(LABEL + "predict", "value", rtol=1e-4)
def predict(rng):
    return Variant(1.22, mistakes=(
        (1.2, "That is the plane; add half of the quadratic form."), (1.24, "The factor 1/2 is missing."),
        (float(np.exp(0.2)), "That is the exact value; asked is what the approximation says.")))


@vector(LABEL + "points", "bottom")
def points(rng):
    return Variant([6.0, 18.0], mistakes=(
        ([0.0, 0.0], "The determinant of the Hessian there is -36: a saddle."),
        ([18.0, 6.0], "Give x first."), ([6.0, 6.0], "The second equation says y = 3 x.")))


@vector(LABEL + "logdet", "G")
def logdet(rng):
    return Variant([[1.5, -2.0], [-0.5, 1.0]], mistakes=(
        ([[1.5, -0.5], [-2.0, 1.0]], "That is the inverse; the gradient is its transpose."),
        ([[3.0, -4.0], [-1.0, 2.0]], "That is the gradient of the determinant; divide by the determinant.")))


@vector(LABEL + "bilinear", "G", seeded=True)
def bilinear(rng):
    a, b = (rng.integers(1, 7, size=2) * rng.choice([-1, 1], size=2) for _ in range(2))
    while np.array_equal(np.outer(a, b), np.outer(b, a)):
        b = rng.integers(1, 7, size=2)
    G = np.outer(a, b).astype(float)
    return Variant(G, given=f"a = {tuple(a.tolist())}, b = {tuple(b.tolist())}", mistakes=apart(G, [
        (G.T, "That is the transpose: entry (i, j) is a_i b_j."),
        (np.diag(a * b).astype(float), "Every entry of X counts, not only the diagonal.")]))


@vector(LABEL + "move", "rate", seeded=True)
def move(rng):
    a, b, c = _definite(rng)
    H = np.array([[a, b], [b, c]], dtype=float)
    answer = rng.choice([-3.0, -2.0, -1.0, 1.0, 2.0, 3.0], size=2)
    B = -H @ answer
    mistakes = [(-answer, "The optimum gives way: there is a minus sign."), (-H @ B, "Solve with H, do not multiply."),
                (-B / np.diag(H), "H is not diagonal: the entries move together.")]
    return Variant(answer, given=f"H = [[{a}, {b}], [{b}, {c}]], B = {tuple(B.astype(int).tolist())}",
                   mistakes=apart(answer, mistakes))


@number(LABEL + "se", "se", seeded=True)
def standard_error(rng):
    a, b, c = _definite(rng)
    variance = c / (a * c - b * b)
    answer = float(np.sqrt(variance))
    mistakes = [(float(np.sqrt(1 / a)), "That is the error if the other parameter were known: invert the matrix."),
                (variance, "That is the variance: take the root."),
                (float(np.sqrt(a / (a * c - b * b))), "That is the second parameter."),
                (float(np.sqrt(a)), "Curvature is one over variance.")]
    return Variant(answer, given=f"H = [[{a}, {b}], [{b}, {c}]]", mistakes=apart(answer, mistakes))


@choice(LABEL + "three", "point", options={
    "a": "a minimum, because the determinant is positive", "b": "a maximum, because two eigenvalues are negative",
    "c": "a saddle", "d": "second derivatives do not say"})
def three(rng):
    return Variant("c", mistakes=(
        ("a", "In three variables a positive determinant may hide two negative eigenvalues."),
        ("b", "The third is positive: along it the function grows."), ("d", "No eigenvalue is zero.")))


@function(LABEL + "signs", "signs", starter='''
def signs(H):
    """Return the numbers of positive, negative and zero eigenvalues of a symmetric matrix."""
    ...
''')
def signs(s, rng):
    for values in ([3.0, -1.0, 0.0], [2.0, 1.0], [0.0, 0.0], [-1.0, -2.0, -1e-12, 4.0], rng.normal(size=5)):
        values = np.array(values)
        Q = np.linalg.qr(rng.normal(size=(len(values), len(values))))[0]
        H = Q @ np.diag(values) @ Q.T
        small = 1e-9 * np.abs(values).max()
        plus, minus = int((values > small).sum()), int((values < -small).sum())
        answer = np.array([plus, minus, len(values) - plus - minus], dtype=float)
        expect(s, "signs", ((H + H.T) / 2,), answer, mistakes=apart(answer, [
            (answer[[1, 0, 2]], "First the positive ones, then the negative ones.")]))


@function(LABEL + "product", "logistic_hvp", starter='''
def logistic_hvp(w, X, v):
    """Return the Hessian of the logistic loss (a sum over the rows of X) at w, times v."""
    ...
''')
def product(s, rng):
    for n, d in [(5, 2), (8, 3), (1, 1)]:
        X, w, v = rng.normal(size=(n, d)), rng.normal(size=d), rng.normal(size=d)
        p = 1 / (1 + np.exp(-X @ w))
        answer = X.T @ (p * (1 - p) * (X @ v))
        expect(s, "logistic_hvp", (w, X, v), answer, mistakes=apart(answer, [
            (X.T @ (X @ v), "The weights p(1 - p) are missing."),
            (X.T @ (p * (X @ v)), "The weight is p(1 - p), not p."),
            (answer / n, "The loss is a sum over the rows, not a mean.")]))


@function(LABEL + "lse", "lse_curvature", starter='''
def lse_curvature(z, v):
    """Return v.T @ H @ v for the Hessian of log-sum-exp at z, also for large scores."""
    ...
''')
def lse(s, rng):
    for z in (np.array([0.0, 0.0]), rng.normal(size=3), 1000 + rng.normal(size=4)):
        v = rng.normal(size=len(z))
        p = np.exp(z - z.max())
        p /= p.sum()
        answer = p @ (v - p @ v) ** 2
        expect(s, "lse_curvature", (z, v), answer, mistakes=apart(answer, [
            (p @ v**2, "Subtract the squared mean: the part p p' of the Hessian is missing."),
            (np.sqrt(answer), "That is its root."), (np.mean((v - v.mean()) ** 2), "Weigh with the softmax of z.")]))


@vector(LABEL + "precision", "Theta")
def precision(rng):
    return Variant([[1.0, -1.0], [-1.0, 2.0]], mistakes=(
        ([[2.0, 1.0], [1.0, 1.0]], "That is S; the gradient S - inverse of Θ vanishes at the inverse of S."),
        ([[0.5, 1.0], [1.0, 1.0]], "Invert the matrix, not its entries."),
        ([[-1.0, 1.0], [1.0, -2.0]], "The sign: d log det Θ = tr(Θ⁻¹ dΘ), with a minus in f.")))


@number(LABEL + "rate", "se")
def rate(rng):
    return Variant(0.1, mistakes=(
        (0.01, "That is the variance: take the root."), (100.0, "That is the curvature; the variance is one over it."),
        (10.0, "One over the root of the curvature."), (0.2, "The estimate is 25/50 = 0.5; its curvature is 25/0.25.")))


@number(LABEL + "factor", "factor", seeded=True)
def factor(rng):
    a, b, c = _definite(rng)
    while b * b / (a * c) < 0.2:
        a, b, c = _definite(rng)
    rho2 = b * b / (a * c)
    answer = 1 / float(np.sqrt(1 - rho2))
    mistakes = [(answer**2, "That is the factor of the variance: take the root."),
                (1 / float(1 - np.sqrt(rho2)), "One minus the *squared* correlation, then the root."),
                (1 / answer, "The other way round: not knowing makes the error larger."),
                (float(np.sqrt(c / (a * c - b * b))), "That is the standard error itself; divide by the one with the "
                                                      "second parameter known.")]
    return Variant(answer, given=f"H = [[{a}, {b}], [{b}, {c}]]", mistakes=apart(answer, mistakes))


@function(LABEL + "covariance", "fit_covariance", starter='''
def fit_covariance(J, sigma):
    """Return the first-order covariance of the parameters; sigma holds a standard deviation for each row of J."""
    ...
''')
def covariance(s, rng):
    for m, p in [(4, 2), (6, 3), (2, 1)]:
        J, sigma = rng.normal(size=(m, p)), rng.uniform(0.5, 3.0, size=m)
        answer = np.linalg.inv((J.T / sigma**2) @ J)
        expect(s, "fit_covariance", (J, sigma), answer, mistakes=apart(answer, [
            (np.linalg.inv((J.T / sigma) @ J), "Divide by the squared deviations."),
            (np.linalg.inv(J.T @ J), "The deviations of the readings are missing."),
            (np.linalg.inv((J.T * sigma**2) @ J), "A large deviation means a small weight."),
            ((J.T / sigma**2) @ J, "That is the Hessian: invert it.")]))


@number(LABEL + "step", "h")
def step(rng):
    return Variant(0.01, mistakes=(
        (1e-4, "The fourth root, not the square root."), (float(np.cbrt(3 * 6.25e-10 / 3)), "That is the best step for "
                                                                                       "first derivatives."),
        (1e-8, "Take the fourth root."), (1.2e-4, "That is the default for values with sixteen digits.")))


@choice(LABEL + "asymmetry", "verdict", options={
    "a": "nothing: Hessians need not be symmetric",
    "b": "the code does not compute the gradient of any twice continuously differentiable function",
    "c": "the function has a saddle there", "d": "the gradient is right up to a factor"})
def asymmetry(rng):
    return Variant("b", mistakes=(
        ("a", "With continuous second derivatives they are: Schwarz."),
        ("c", "At a saddle the Hessian is symmetric, too."), ("d", "Then the Jacobian would be symmetric.")))


@number(LABEL + "beta", "integral")
def beta(rng):
    return Variant(2.0**-20 * np.sqrt(2 * np.pi / 80), mistakes=(
        (2.5774019582069117e-07, "That is the exact value; asked is the approximation."),
        (2.0**-20, "Multiply the height of the peak by the width of the hill."),
        (2.0**-20 * np.sqrt(2 * np.pi / 40), "Both terms of the second derivative contribute 40."),
        (2.0**-20 * np.sqrt(2 * np.pi), "Divide by the root of the second derivative, 80.")))


@number(LABEL + "profile", "curvature")
def profile(rng):
    return Variant(1.0, mistakes=(
        (5.0, "That is the curvature with y held fixed; here y follows."),
        (9.0, "The complement is subtracted."), (3.0, "B enters twice.")))


@function(LABEL + "ridge", "ridge_speed", starter='''
def ridge_speed(A, b, t):
    """Return the derivative of the ridge solution with respect to t."""
    ...
''')
def ridge(s, rng):
    for m, n, t in [(4, 2, 0.5), (2, 3, 1.0), (5, 3, 2.0)]:
        A, b = rng.normal(size=(m, n)), rng.normal(size=m)
        H = A.T @ A + t * np.eye(n)
        x = np.linalg.solve(H, A.T @ b)
        answer = -np.linalg.solve(H, x)
        expect(s, "ridge_speed", (A, b, t), answer, mistakes=apart(answer, [
            (-answer, "The sign: the solution gives way, and shrinks."), (x, "That is the solution itself."),
            (-x / t, "The Hessian is A'A + t I, not t I.")]))


@number(LABEL + "root", "rate")
def root(rng):
    return Variant(-2 / 13, mistakes=(
        (2 / 13, "There is a minus sign: a larger t makes the left side too large, so x must fall."),
        (-2 / 12, "The term t x also depends on x."), (-13 / 2, "The other way round.")))


@number(LABEL + "monkey", "sectors")
def monkey(rng):
    return Variant(3.0, mistakes=(
        (6.0, "Three are negative and three positive."), (2.0, "An ordinary saddle has two; here cos 3α changes sign "
                                                              "six times.")))
