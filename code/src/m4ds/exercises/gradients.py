"""Checks of the exercises of the chapter "Gradients, Jacobians and the chain rule"."""

from itertools import pairwise

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector

LABEL = "ex-gradients-"
TRIPLES = [(3, 4, 5), (4, 3, 5), (-3, 4, 5), (5, 12, 13), (12, -5, 13), (8, 15, 17), (-4, 3, 5), (6, 8, 10)]


@vector(LABEL + "compute", "gradient", seeded=True)
def compute(rng):
    a, b = rng.integers(2, 6, size=2).tolist()
    x, y = rng.integers(1, 5, size=2).tolist()
    answer = np.array([2 * a * x * y - b * y, a * x * x - b * x + 2 * y], dtype=float)
    mistakes = [(answer - [0, 2 * y], "The term y² also depends on y."),
                (answer + np.array([b * y, b * x]), "The term with x y is missing."),
                (answer - [a * x * y, 0], "The derivative of x² is 2x.")]
    return Variant(answer, given=f"f(x, y) = {a} x² y - {b} x y + y², at ({x}, {y})",
                   mistakes=apart(answer, mistakes))


@number(LABEL + "direction", "slope", seeded=True)
def direction(rng):
    p, q, r = TRIPLES[int(rng.integers(len(TRIPLES)))]
    g = rng.integers(1, 10, size=2)
    while g @ [p, q] == 0:
        g = rng.integers(1, 10, size=2)
    slope = float(g @ [p, q]) / r
    mistakes = [(slope * r, "Divide by the length of the direction."),
                (float(np.hypot(*g)), "That is the largest slope; asked is the one in this direction."),
                (slope / r, "You divided by the squared length; one length is enough.")]
    return Variant(slope, given=f"∇f(a) = {tuple(g.tolist())}, direction {(p, q)}", mistakes=apart(slope, mistakes))


@vector(LABEL + "contour", "along", seeded=True, up_to_scale=True)
def contour(rng):
    g = rng.integers(1, 10, size=2) * rng.choice([-1, 1], size=2)
    return Variant(np.array([-g[1], g[0]], dtype=float), given=f"∇f(a) = {tuple(g.tolist())}", mistakes=(
        (g.astype(float), "That is the steepest direction; along the contour the slope is 0."),))


@number(LABEL + "plane", "value", rtol=1e-5)
def plane(rng):
    return Variant(5.22, mistakes=(
        (float(np.hypot(3.1, 4.2)), "That is the exact value; asked is what the plane says."),
        (5.3, "The slopes are x/r and y/r, not 1."), (5.0, "That is the value at (3, 4); add the change."),
        (5.9, "The slopes are x/r and y/r; divide by r = 5.")))


@vector(LABEL + "jacobian", "J")
def jacobian(rng):
    return Variant([[1.0, 2.0], [4.0, -2.0], [1.0, 3.0]], mistakes=(
        ([[2.0, 1.0], [-2.0, 4.0], [3.0, 1.0]], "The columns are exchanged: the first belongs to x."),
        ([[1.0, 2.0], [4.0, 2.0], [1.0, 3.0]], "Look at the sign of y² in the second row."),
        ([[2.0, 1.0], [4.0, -2.0], [1.0, 3.0]], "The derivative of x y with respect to x is y.")))


@number(LABEL + "walk", "rate", seeded=True)
def walk(rng):
    gx, gy = (rng.integers(1, 10, size=2) * rng.choice([-1, 1], size=2)).tolist()
    vx, vy = rng.integers(1, 7, size=2).tolist()
    while gx * vx + gy * vy == 0:
        vx += 1
    rate = float(gx * vx + gy * vy)
    mistakes = [(rate / float(np.hypot(vx, vy)), "That is a change for each kilometre; asked is one for each hour."),
                (float(np.hypot(gx, gy) * np.hypot(vx, vy)), "Lengths multiply only if the walker heads straight up "
                                                             "the gradient: take the dot product."),
                (float(gx * vy + gy * vx), "Pair east with east and north with north.")]
    return Variant(rate, given=f"gradient {(gx, gy)} °C/km (east, north), velocity {(vx, vy)} km/h",
                   mistakes=apart(rate, mistakes))


@expression(LABEL + "partial", "partial", variables=("x", "y"))
def partial(rng):
    return Variant("x^3*exp(x*y)", mistakes=(
        ("x^2*exp(x*y)", "The inner derivative is missing: x y has the derivative x with respect to y."),
        ("2*x*exp(x*y) + x^2*y*exp(x*y)", "That is the derivative with respect to x."),
        ("2*x*exp(x*y)", "x is a constant here: x² is not differentiated.")))


@vector(LABEL + "pipe", "E")
def pipe(rng):
    return Variant([1.0, 4.0, -1.0, -1.0], mistakes=(
        ([1.0, 4.0, 1.0, 1.0], "Viscosity and length stand in the denominator."),
        ([1.0, 1.0, -1.0, -1.0], "The radius enters with the fourth power.")))


@choice(LABEL + "which", "which", options={
    "a": "the function $\\abs x + \\abs y$", "b": "the function $\\sqrt{x^2 + y^2}$",
    "c": "the function $\\abs{xy}$", "d": "the function $\\sqrt{\\abs{xy}}$"})
def which(rng):
    return Variant("c", mistakes=(
        ("a", "Along the x-axis it is |x|, which has a kink."), ("b", "Along the x-axis it is |x|, which has a kink."),
        ("d", "Both partial derivatives are 0, but on the diagonal it is |t|: not small compared with the step.")))


@choice(LABEL + "shapes", "shapes", options={
    "a": "$J_{\\mathbf f}$ is $3\\times5$, and the gradient is $J_{\\mathbf f}\\,\\nabla g$",
    "b": "$J_{\\mathbf f}$ is $5\\times3$, and the gradient is $J_{\\mathbf f}\\,\\nabla g$",
    "c": "$J_{\\mathbf f}$ is $3\\times5$, and the gradient is $J_{\\mathbf f}^{\\mathsf T}\\,\\nabla g$",
    "d": "$J_{\\mathbf f}$ is $5\\times3$, and the gradient is $J_{\\mathbf f}^{\\mathsf T}\\,\\nabla g$"})
def shapes(rng):
    return Variant("c", mistakes=(
        ("a", "A 3 × 5 matrix cannot be applied to the 3 entries of the gradient of g: transpose it."),
        ("b", "The shapes fit, but in this book rows are outputs: 3 outputs, 3 rows."),
        ("d", "Rows are outputs: 3 outputs, 3 rows. And 3 × 5 times 3 entries does not fit.")))


@number(LABEL + "power", "percent", unit="%", seeded=True)
def power(rng):
    v, r = (rng.integers(2, 9, size=2) / 2).tolist()
    answer = float(np.hypot(2 * v, r))
    mistakes = [(float(np.hypot(v, r)), "The voltage enters squared: its elasticity is 2."),
                (2 * v + r, "Independent errors: add squares, not sizes."),
                (answer**2, "That is the variance: take the root."), (abs(2 * v - r), "Errors do not cancel: they are "
                                                                      "independent. Add squares.")]
    return Variant(answer, given=f"sd of V: {v:g} %, sd of R: {r:g} %", mistakes=apart(answer, mistakes))


@number(LABEL + "difference", "sd")
def difference(rng):
    return Variant(np.sqrt(0.02), mistakes=(
        (np.sqrt(0.08), "You left out the covariance: the two err together."), (0.02, "That is the variance."),
        (np.sqrt(0.14), "The gradient of a difference is (1, -1): the covariance enters with a minus sign."),
        (np.sqrt(0.05), "The covariance enters twice.")))


@function(LABEL + "logistic", "logistic_gradient", starter='''
def logistic_gradient(w, X, y):
    """Return the gradient with respect to w of the mean log loss of sigma(X w)."""
    ...
''')
def logistic(s, rng):
    for n, d in [(5, 2), (8, 3), (1, 1)]:
        X, w, y = rng.normal(size=(n, d)), rng.normal(size=d), rng.integers(0, 2, size=n)
        p = 1 / (1 + np.exp(-X @ w))
        answer = X.T @ (p - y) / n
        expect(s, "logistic_gradient", (w, X, y), answer, mistakes=apart(answer, [
            (answer * n, "The loss is a mean: divide by the number of rows."),
            (-answer, "Prediction minus truth, not truth minus prediction."),
            (X.T @ p / n, "Subtract the truth y."),
            (X.T @ ((p - y) * p * (1 - p)) / n, "The slope p(1 - p) of sigma cancels against that of the logarithm.")]))


@function(LABEL + "softmax", "softmax_slopes", starter='''
def softmax_slopes(z):
    """Return the Jacobian of the softmax at z, also for large scores."""
    ...
''')
def softmax_slopes(s, rng):
    for z in (np.array([0.0, 0.0]), rng.normal(size=3), 1000 + rng.normal(size=4)):
        p = np.exp(z - z.max())
        p /= p.sum()
        answer = np.diag(p) - np.outer(p, p)
        expect(s, "softmax_slopes", (z,), answer, mistakes=apart(answer, [
            (np.diag(p * (1 - p)), "Every score changes every probability: the entries off the diagonal are missing."),
            (np.diag(p) + np.outer(p, p), "Raising one score lowers the other probabilities: look at the sign."),
            (-answer, "The signs are exchanged.")]))


@function(LABEL + "pull-back", "pull_back", starter='''
def pull_back(W1, W2, x, v):
    """Return J.T v for the map x -> W2 relu(W1 x), without forming J."""
    ...
''')
def pull_back(s, rng):
    for n, m, k in [(3, 5, 2), (4, 4, 4), (2, 6, 1)]:
        W1, W2, x, v = rng.normal(size=(m, n)), rng.normal(size=(k, m)), rng.normal(size=n), rng.normal(size=k)
        z = W1 @ x
        answer = W1.T @ ((z > 0) * (W2.T @ v))
        expect(s, "pull_back", (W1, W2, x, v), answer, mistakes=apart(answer, [
            (W1.T @ (W2.T @ v), "The slope of the ReLU is missing: 1 where W1 x is positive, else 0."),
            (W1.T @ (np.maximum(z, 0) * (W2.T @ v)), "Use the slope of the ReLU, not its value."),
            (W1.T @ ((z < 0) * (W2.T @ v)), "The slope is 1 where W1 x is positive.")]))


@number(LABEL + "cost", "reverse", seeded=True)
def cost(rng):
    n = [int(rng.integers(5, 10)) * 100, int(rng.integers(2, 9)) * 10, int(rng.integers(2, 9)) * 5, 1]
    layer = [b * a for a, b in pairwise(n)]
    answer = float(sum(layer[:-1]))
    mistakes = [(float(n[0] * sum(layer[1:])), "That is the forward order."),
                (float(sum(layer)), "The last Jacobian is where you start: it costs nothing."),
                (float(np.prod(n)), "Each product costs rows × inner × columns; add them up.")]
    return Variant(answer, given=f"widths {n}", mistakes=apart(answer, mistakes))


@choice(LABEL + "bug", "bug", options={
    "a": "the loss is a mean over the rows, and the gradient was not divided by their number",
    "b": "a unit sits on a kink", "c": "the step of the differences is too small",
    "d": "a weight matrix was used without its transpose"})
def bug(rng):
    return Variant("a", mistakes=(
        ("b", "A kink spoils a few entries, not all by the same factor."),
        ("c", "Rounding gives ragged errors, not one factor."),
        ("d", "Then the shapes would fail or the directions differ; here all entries are proportional.")))


@number(LABEL + "step", "h")
def step(rng):
    return Variant(0.01, mistakes=(
        (2 * np.sqrt(1e-6 / 3), "That is the best step of a forward difference."),
        (6e-6, "That is the default for values with sixteen digits; these have an error of 1e-6."),
        (float(np.cbrt(1e-6 / 3)), "The factor 3 stands in the numerator: h³ = 3 η/M."),
        (1e-3, "Take the cube root, not the square root.")))


@choice(LABEL + "rank", "rank", options={
    "a": "the gradient itself, because it is the steepest direction",
    "b": "the elasticities, because they have no units",
    "c": "slope times standard deviation of each input", "d": "the partial derivatives, each divided by the largest"})
def rank(rng):
    return Variant("c", mistakes=(
        ("a", "It changes with the unit of each input."),
        ("b", "A temperature in °C has no natural zero; and what is known well contributes little."),
        ("d", "Still in different units.")))


@function(LABEL + "output-sd", "output_sd", starter='''
def output_sd(J, C):
    """Return the standard deviation of each output, to first order."""
    ...
''')
def output_sd(s, rng):
    for m, n in [(1, 2), (3, 2), (2, 4)]:
        J, B = rng.normal(size=(m, n)), rng.normal(size=(n, n))
        C = B @ B.T
        variances = np.diag(J @ C @ J.T)
        answer = np.sqrt(variances)
        expect(s, "output_sd", (J, C), answer, mistakes=apart(answer, [
            (variances, "Those are the variances: take roots."),
            (np.sqrt(J**2 @ np.diag(C)), "You used the variances only; the inputs depend on each other."),
            (np.abs(J) @ np.sqrt(np.diag(C)), "Standard deviations do not add up.")]))


@number(LABEL + "euler", "total")
def euler(rng):
    return Variant(1.0, mistakes=(
        (2.0, "That is the degree under the root; the root halves it."),
        (0.5, "The root halves the degree 2 of what stands under it."), (0.0, "Elasticities add up to the degree.")))


@number(LABEL + "third", "slope")
def third(rng):
    return Variant(36 / 125, mistakes=(
        (0.0, "That is the dot product with (0, 0), the vector of partial derivatives. The limit itself is not 0."),
        (36 / 25, "Make the direction a unit vector."), (9 / 20, "That is for x²y/(x⁴ + y²)."),
        (12 / 25, "That is c s; the numerator is x² y.")))


@number(LABEL + "bottleneck", "least")
def bottleneck(rng):
    return Variant(5400.0, mistakes=(
        (15000.0, "That is forward or reverse order; start in the middle."),
        (135000.0, "You paired the ends. The product of the two middle matrices is only 2 × 2: begin there."),
        (5200.0, "Count all three products."), (400.0, "The last product is 50 × 2 times 2 × 50.")))


@number(LABEL + "flat", "sd")
def flat(rng):
    return Variant(np.sqrt(2) * 0.01, mistakes=(
        (0.01, "That is the mean of X²."), (np.sqrt(3) * 0.01, "Subtract the squared mean from E X⁴."),
        (2e-4, "That is the variance: take the root."),
        (0.0, "That is the first-order answer, which says nothing at a critical point.")))


@vector(LABEL + "units", "step", up_to_scale=True)
def units(rng):
    return Variant([1.0, 13.0], mistakes=(
        ([4.0, 13.0], "That is the steepest direction in the old units."),
        ([2.0, 13.0], "That is the gradient in the new coordinates; translate the step back: x = y / 2."),
        ([8.0, 13.0], "The chain rule divides the slope by 2.")))


@function(LABEL + "residual", "residual_gradient", starter='''
def residual_gradient(A, b, x):
    """Return the gradient at x of half the squared length of A x - b."""
    ...
''')
def residual(s, rng):
    for m, n in [(3, 2), (2, 4), (3, 3)]:
        A, b, x = rng.normal(size=(m, n)), rng.normal(size=m), rng.normal(size=n)
        answer = A.T @ (A @ x - b)
        mistakes = [(2 * answer, "The factor 1/2 cancels the 2."), (-answer, "The residual is A x - b."),
                    (A.T @ (A @ x), "Subtract b.")]
        if m == n:
            mistakes.append((A @ (A @ x - b), "Transpose: gradients travel backwards."))
        expect(s, "residual_gradient", (A, b, x), answer, mistakes=apart(answer, mistakes))
