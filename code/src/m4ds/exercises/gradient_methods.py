"""The exercises of the chapter "Gradient methods"."""

import numpy as np

from m4ds.datasets.pumps import simulate_pumps
from m4ds.exercises.core import Variant, choice, expect, expression, function, number, vector
from m4ds.optim.descent import backtracking, gradient_descent
from m4ds.optim.momentum import momentum
from m4ds.optim.objectives import logistic_loss, quadratic


@vector("ex-gradient-methods-gradient", "g", seeded=True)
def gradient(rng):
    a, b, x, y = rng.choice([2, 3, 4, 5], size=4, replace=False)
    answer = np.array([2 * a * x * y, a * x**2 + 2 * b * y])
    return Variant(answer, given=f"f(x, y) = {a} x^2 y + {b} y^2 at ({x}, {y})", mistakes=(
        (answer[::-1], "The entries are swapped: the derivative in x comes first."),
        ([2 * a * x * y, 2 * b * y], "In the second entry the term with x^2 is missing: x is constant, not zero."),
    ))


@expression("ex-gradient-methods-partial", "partial", variables=("x", "y"))
def partial(rng):
    return Variant("2*x*y/(1 + x^2*y)", mistakes=(
        ("1/(1 + x^2*y)", "The chain rule asks for the derivative of the inside too."),
        ("x^2/(1 + x^2*y)", "That is the derivative with respect to y."),
    ))


@number("ex-gradient-methods-direction", "slope", seeded=True)
def direction(rng):
    g = rng.choice([-4, -3, -2, 2, 3, 5], size=2, replace=False)
    d = np.array([[1, 2], [3, 4], [2, 1], [1, 3]][rng.integers(4)])
    if g @ d == 0:
        d = d + np.array([2, 0])
    raw, length = float(g @ d), np.linalg.norm(d)
    return Variant(raw / length, given=f"gradient {tuple(g.tolist())}, direction of ({d[0]}, {d[1]})", mistakes=(
        (raw, "Divide by the length of the direction: a slope is per unit of length."),
        (float(np.linalg.norm(g)), "That is the steepest slope, in the gradient's own direction."),
    ))


@vector("ex-gradient-methods-two-steps", "x2", seeded=True)
def two_steps(rng):
    L = int(rng.integers(3, 9))
    step = float(rng.choice([0.1, 0.2]))
    x, d = np.array([float(rng.integers(2, 6)), 1.0]), np.array([1.0, L])
    return Variant(x * (1 - step * d) ** 2, given=f"f(x, y) = (x^2 + {L} y^2)/2, start ({x[0]:g}, 1), step {step}",
                   mistakes=((x * (1 - step * d), "That is the first step; take one more."),
                             (x * (1 + step * d) ** 2, "You walked uphill: subtract the gradient."),
                             (x * (1 - 2 * step * d), "The second gradient must be taken at the new point.")))


@number("ex-gradient-methods-factor", "rho", seeded=True)
def factor(rng):
    a = int(rng.integers(4, 10))
    b = int(rng.integers(1, a - 1))
    return Variant(b / a, given=f"A = [[{a}, {b}], [{b}, {a}]]", mistakes=(
        (2 * b / (a + b), "That is the factor of the step 1/L; the best step is 2/(L + mu)."),
        ((a + b) / (a - b), "That is the condition number; the factor is (kappa - 1)/(kappa + 1)."),
    ))


@number("ex-gradient-methods-budget", "steps", seeded=True)
def budget(rng):
    kappa, digits = int(rng.integers(4, 30)) * 10, int(rng.integers(3, 7))
    rho, s = (kappa - 1) / (kappa + 1), np.sqrt(kappa)
    answer = int(np.ceil(digits * np.log(10) / -np.log(rho)))
    return Variant(answer, given=f"kappa = {kappa}, factor 10^-{digits}", mistakes=(
        (int(np.ceil(digits / -np.log(rho))), "Use the same logarithm above and below: ln 10^d = d ln 10."),
        (int(np.ceil(digits * np.log(10) / -np.log(1 - 1 / kappa))), "That is for the step 1/L and 1 - 1/kappa."),
        (int(np.ceil(digits * np.log(10) / -np.log((s - 1) / (s + 1)))), "That is the factor of the heavy ball."),
    ))


@number("ex-gradient-methods-armijo", "step")
def armijo(rng):
    f, grad = quadratic(np.diag([1.0, 9.0]))
    x = np.array([3.0, 1.0])
    return Variant(backtracking(f, x, grad(x)), mistakes=(
        (0.125, "The function falls at 1/8, but by less than Armijo asks: compare with 9 - 45/8."),
        (1 / 18, "That is the bound below which every step passes; backtracking stops at the first trial that does."),
    ))


@choice("ex-gradient-methods-hypotheses", "which", options={
    "a": "the absolute value $\\abs{x}$", "b": "the rounded corner $\\sqrt{1 + x^2}$",
    "c": "the fourth power $x^4$", "d": "the wave $\\cos x$"})
def hypotheses(rng):
    return Variant("b", mistakes=(
        ("a", "Its slope jumps at 0, so no L exists."),
        ("c", "Its second derivative, 12 x^2, has no bound on the whole line."),
        ("d", "It is 1-smooth, but between two of its minima a chord runs below the graph."),
    ))


@vector("ex-gradient-methods-ball", "constants")
def ball(rng):
    return Variant([0.16, 0.36], mistakes=(
        ([0.16, 0.6], "0.6 is the rate rho; the weight beta is its square."),
        ([2 / 17, 0.36], "That is the best step of plain descent; the heavy ball takes 4/(sqrt L + sqrt mu)^2."),
        ([0.36, 0.16], "Step first, then beta."),
    ))


@function("ex-gradient-methods-descend", "descend", starter='''
def descend(A, b, x, step, k):
    """Return the point after k steps on x'Ax/2 - b'x from x."""
    ...
''')
def descend(s, rng):
    A, b, x = np.array([[2.0, 0.5], [0.5, 1.0]]), rng.normal(size=2).round(2), np.array([3.0, -1.0])
    f, grad = quadratic(A, b)
    for k in (1, 4):
        answer = gradient_descent(f, grad, x, 0.3, max_steps=k, tol=0).x
        up = x
        for _ in range(k):
            up = up + 0.3 * grad(up)
        homogeneous = gradient_descent(*quadratic(A), x, 0.3, max_steps=k, tol=0).x
        expect(s, "descend", (A, b, x, 0.3, k), answer, mistakes=(
            (up, "You added the gradient: this walks uphill."),
            (homogeneous, "The gradient is Ax - b, and b is missing.")))


@function("ex-gradient-methods-search", "armijo_step", starter='''
def armijo_step(A, x, c):
    """Return the first of 1, 1/2, 1/4, ... that meets Armijo's condition for x'Ax/2 at x."""
    ...
''')
def search(s, rng):
    for scale in (0.5, 3.0, 40.0):
        A, x = np.diag([1.0, scale]), rng.normal(size=2).round(2) + 2
        f, grad = quadratic(A)
        for c in (0.5, 0.1):
            answer = backtracking(f, x, grad(x), c=c)
            lazy = 1.0
            while f(x - lazy * grad(x)) >= f(x):
                lazy /= 2
            wrong = ((lazy, "A mere decrease is not enough: Armijo asks for c * step * |g|^2."),)
            expect(s, "armijo_step", (A, x, c), answer, mistakes=wrong if lazy != answer else ())


@function("ex-gradient-methods-loss", "loss_gradient", starter='''
def loss_gradient(X, y, w):
    """Return the gradient of the mean logistic loss at w."""
    ...
''')
def loss(s, rng):
    X, y, w = rng.normal(size=(6, 3)).round(2), rng.integers(0, 2, 6), rng.normal(size=3).round(2)
    answer = logistic_loss(X, y)[1](w)
    expect(s, "loss_gradient", (X, y, w), answer, mistakes=(
        (6 * answer, "That is the gradient of the sum: divide by the number of rows."),
        (-answer, "The sign is wrong: it is p - y, not y - p."),
        (X.T @ (X @ w - y) / 6, "That is least squares: pass X @ w through the logistic function first.")))


@function("ex-gradient-methods-momentum", "heavy_ball", starter='''
def heavy_ball(A, x, step, beta, k):
    """Return the point after k steps of the heavy ball on x'Ax/2, with no move before the first."""
    ...
''')
def heavy(s, rng):
    A, x = np.diag([1.0, 5.0]), rng.normal(size=2).round(2) + 3
    f, grad = quadratic(A)
    for k in (1, 3, 6):
        answer = momentum(f, grad, x, 0.2, 0.3, max_steps=k, tol=0).x
        plain = gradient_descent(f, grad, x, 0.2, max_steps=k, tol=0).x
        wrong = ((plain, "The momentum has no effect: keep the point before the last one."),) if k > 1 else ()
        expect(s, "heavy_ball", (A, x, 0.2, 0.3, k), answer, mistakes=wrong)


@number("ex-gradient-methods-correlated", "kappa", seeded=True)
def correlated(rng):
    r = float(rng.choice([0.9, 0.95, 0.8, 0.6, 0.99]))
    return Variant((1 + r) / (1 - r), given=f"correlation r = {r}", mistakes=(
        (1.0, "Standardising makes the diagonal equal; the correlation stays off it."),
        (1 / (1 - r**2), "The eigenvalues are 1 + r and 1 - r: take their ratio."),
    ))


@number("ex-gradient-methods-smoothness", "L")
def smoothness(rng):
    X = np.array([[1.0, 0.0], [1.0, 2.0], [1.0, 4.0]])
    top = np.linalg.eigvalsh(X.T @ X)[-1]
    return Variant(top / 12, mistakes=(
        (top / 3, "The curvature of each term is at most 1/4: divide by 4."),
        (top / 4, "The loss is a mean over three rows: divide by 3."),
        (np.linalg.norm(X, 2) / 12, "Use the eigenvalue of X'X, the square of the largest singular value of X."),
    ))


@number("ex-gradient-methods-certificate", "tol", seeded=True)
def certificate(rng):
    mu, digits = float(rng.choice([0.02, 0.05, 0.5, 2.0, 8.0])), int(rng.integers(4, 9))
    eps = 10.0**-digits
    return Variant(np.sqrt(2 * mu * eps), given=f"mu = {mu}, f(x) - f(x*) at most 10^-{digits}", mistakes=(
        (2 * mu * eps, "That bounds the square of the gradient: take the root."),
        (np.sqrt(mu * eps), "The factor 2 is missing: f - f* <= |grad|^2 / (2 mu)."),
    ))


@number("ex-gradient-methods-odds", "ratio")
def odds(rng):
    pumps = simulate_pumps(800, seed=1)
    spread = pumps.X.std(axis=0)
    Z = np.column_stack([np.ones(800), (pumps.X - pumps.X.mean(axis=0)) / spread])
    w = gradient_descent(*logistic_loss(Z, pumps.failed), np.zeros(4), 2.0, tol=1e-8).x
    return Variant(np.exp(w[2] / spread[1]), mistakes=(
        (np.exp(w[2]), "That is for one standard deviation of vibration: divide the coefficient by the deviation."),
        (w[2] / spread[1], "That is the logarithm of the ratio: take the exponential."),
    ))


@choice("ex-gradient-methods-diagnose", "cause", options={
    "a": "the step is longer than $2/L$", "b": "the features are not scaled",
    "c": "the run was stopped too early", "d": "the start lies on a plateau"})
def diagnose(rng):
    return Variant("a", mistakes=(
        ("b", "Bad scaling with a safe step crawls; it does not climb by a fixed factor."),
        ("c", "More steps would only make these numbers larger."),
        ("d", "On a plateau the values hardly change."),
    ))


@number("ex-gradient-methods-bathtub", "gap")
def bathtub(rng):
    return Variant(2.0, mistakes=(
        (4.5, "That is the bound of the theorem; this function stays below it."),
        (6 - 4 * 6 / 9, "That is the point; the question asks for the value of f there."),
    ))


@number("ex-gradient-methods-saddle", "steps", seeded=True)
def saddle(rng):
    step, digits = float(rng.choice([0.1, 0.2, 0.05])), int(rng.integers(6, 12))
    answer = int(np.ceil(digits * np.log(10) / np.log1p(step)))
    return Variant(answer, given=f"start (1, 10^-{digits}), step {step}", mistakes=(
        (int(np.ceil(digits * np.log(10) / -np.log1p(-step))),
         "The second coordinate is multiplied by 1 + step."),
        (int(np.ceil(digits / np.log1p(step))), "Use the same logarithm above and below."),
    ))
