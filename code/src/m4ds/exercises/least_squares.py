"""Checks of the exercises of the chapter "Least squares"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector

LABEL = "ex-least-squares-"


def _solve(A, b):
    return np.linalg.lstsq(np.asarray(A, dtype=float), np.asarray(b, dtype=float), rcond=None)[0]


def _with_ones(x):
    return np.column_stack([np.ones(len(x)), x])


@vector(LABEL + "line", "line", seeded=True)
def line(rng):
    x, y = np.array([0, 1, 2, 3, 4]), rng.integers(0, 10, size=5)
    while abs(np.corrcoef(x, y)[0, 1]) < 0.3 or len(set(y.tolist())) < 3:
        y = rng.integers(0, 10, size=5)
    c, d = _solve(_with_ones(x), y)
    inverse = _solve(_with_ones(y), x)[1]
    mistakes = [([0.0, float(x @ y / (x @ x))], "That is the line through the origin; the intercept is free."),
                ([float(y.mean()), d], "The line passes through the means: subtract d times the mean of x."),
                ([float(y.mean() - x.mean() / inverse), 1 / inverse], "You fitted x to y. The squares are vertical."),
                ([float(y[0]), (y[4] - y[0]) / 4], "That line joins the first point to the last; all points count.")]
    return Variant([c, d], given=f"x = {x.tolist()}, y = {y.tolist()}", mistakes=apart([c, d], mistakes))


@number(LABEL + "origin", "slope", seeded=True)
def origin(rng):
    x = np.array([1, 2, 4, 5])
    y = rng.integers(2, 12, size=4)
    while len(set(y.tolist())) < 3:
        y = rng.integers(2, 12, size=4)
    slope = x @ y / (x @ x)
    mistakes = [(y.sum() / x.sum(), "That makes the residuals add up to 0. They must be orthogonal to x."),
                ((y / x).mean(), "That is the mean of the ratios, which gives points with a small x the most say."),
                (_solve(_with_ones(x), y)[1], "That is the slope with an intercept; this line has none."),
                (y @ y / (x @ y), "That fits x to y. Divide by x·x.")]
    return Variant(float(slope), given=f"x = {x.tolist()}, y = {y.tolist()}", mistakes=apart(slope, mistakes))


@choice(LABEL + "residual", "residual", options={
    "a": "the vector $(1, -1, -1, 1)$", "b": "the vector $(1, -1, 1, -1)$",
    "c": "the vector $(1, 1, 1, -3)$", "d": "the vector $(1, 0, 0, 1)$"})
def residual(rng):
    return Variant("a", mistakes=(
        ("b", "Its entries add up to 0, but its dot product with x is 1 − 2 + 3 − 4 = −2: a steeper line helps."),
        ("c", "Its entries add up to 0, but its dot product with x is 6 − 12 = −6."),
        ("d", "Its entries do not add up to 0: lift the line.")))


@number(LABEL + "share", "share")
def share(rng):
    return Variant(0.75, mistakes=(
        (0.25, "That is the share that is left."), (1 - 6 / 224, "Take the variation around the mean, not around 0."),
        (1 / 3, "Divide by the total variation around the mean, which is 24."), (4.0, "That is TSS / RSS.")))


@vector(LABEL + "gram", "gram")
def gram(rng):
    return Variant([[3, 4, 10], [4, 10, 28], [10, 28, 82]], mistakes=(
        ([[1, 0, 0], [1, 1, 1], [1, 3, 9]], "That is the matrix A itself. Multiply by its transpose."),
        ([[1, 1, 1], [1, 3, 13], [1, 13, 91]], "That is A times its transpose. The columns meet, not the rows.")))


@number(LABEL + "combine", "best", seeded=True)
def combine(rng):
    a = round(float(rng.uniform(19, 21)), 1)
    b = round(a + float(rng.choice([-0.6, 0.5, 0.8, 1.0])), 1)
    s, t = [(0.1, 0.2), (0.2, 0.1), (0.1, 0.3), (0.3, 0.1), (0.2, 0.4)][int(rng.integers(5))]
    best = (a / s**2 + b / t**2) / (1 / s**2 + 1 / t**2) - a
    mistakes = [((b - a) / 2, "That is the plain mean: the better instrument deserves more say."),
                ((b - a) / t / (1 / s + 1 / t), "Weights are 1/s², not 1/s."),
                ((b - a) / s**2 / (1 / s**2 + 1 / t**2), "You gave the larger weight to the worse instrument."),
                (best + a, "Asked is how far the best average lies above the first reading.")]
    return Variant(float(best), given=f"first reading {a} with standard deviation {s}, second reading {b} with "
                                      f"standard deviation {t}", mistakes=apart(best, mistakes))


@vector(LABEL + "shortest", "x")
def shortest(rng):
    return Variant([1.0, 2.0], mistakes=(
        ([5.0, 0.0], "That is a least-squares solution, but not the shortest: it is not in the row space."),
        ([0.0, 2.5], "That is a least-squares solution; the shortest is a multiple of the row (1, 2)."),
        ([5 / 3, 5 / 3], "Equal coefficients are shortest only for equal columns.")))


@number(LABEL + "leverage", "leverage", seeded=True)
def leverage(rng):
    x = np.sort(rng.choice(np.arange(1, 13), size=5, replace=False))
    while abs(x[-1] - x.mean()) < 3:
        x = np.sort(rng.choice(np.arange(1, 13), size=5, replace=False))
    away = (x[-1] - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum()
    mistakes = [(away, "The intercept has its share too: add 1/m."),
                (x[-1] ** 2 / (x @ x), "That is the leverage without an intercept."),
                (2 / 5, "That is the average leverage, n/m.")]
    return Variant(float(0.2 + away), given=f"x = {x.tolist()}", mistakes=apart(0.2 + away, mistakes))


@expression(LABEL + "two-points", "slope", variables=("a", "b"))
def two_points(rng):
    return Variant("(a + 2*b)/5", mistakes=(
        ("(a + b)/3", "That makes the residuals add up to 0; they must be orthogonal to x = (1, 2)."),
        ("b - a", "That line goes through both points, but not through the origin."),
        ("(a + b/2)/2", "That is the mean of the two slopes.")))


@number(LABEL + "standard-error", "error")
def standard_error(rng):
    return Variant(0.5, mistakes=(
        (np.sqrt(1 / 6), "Divide RSS by m − n = 4, not by m."),
        (np.sqrt(1 / 5), "The line has two coefficients: divide RSS by 6 − 2."),
        (np.sqrt(3.75), "That is s; divide it by the root of Sxx."),
        (3.75, "That is s²; divide by Sxx, take the root."),
        (0.25, "That is the variance of the slope: take the root.")))


@number(LABEL + "dummies", "rank", rtol=1e-9)
def dummies(rng):
    return Variant(13, mistakes=(
        (14, "The twelve dummies add up to the column of ones."),
        (12, "The trend is not a combination of the dummies."),
        (72, "There are only 14 columns.")))


@function(LABEL + "fit-line", "fit_line", starter='''
def fit_line(x, y):
    """Return the array [c, d] of the least-squares line y = c + d x."""
    ...
''')
def fit_line(s, rng):
    for m in (3, 8):
        x, y = rng.normal(size=(2, m)) + 3
        answer = _solve(_with_ones(x), y)
        expect(s, "fit_line", (x, y), answer, mistakes=apart(answer, [
            (answer[::-1], "Intercept first, then slope."),
            ([0.0, x @ y / (x @ x)], "You left out the intercept."),
            ([y.mean(), answer[1]], "Subtract d times the mean of x from the mean of y.")]))


@function(LABEL + "weighted", "fit", starter='''
def fit(A, b, s):
    """Return the weighted least-squares solution; s holds the standard deviations of b."""
    ...
''')
def weighted(s, rng):
    for m, n in ((6, 2), (10, 3)):
        A, b, sd = rng.normal(size=(m, n)), rng.normal(size=m), rng.uniform(0.2, 3, m)
        answer = _solve(A / sd[:, None], b / sd)
        expect(s, "fit", (A, b, sd), answer, mistakes=apart(answer, [
            (_solve(A, b), "All rows have the same weight here: use s."),
            (_solve(A * sd[:, None], b * sd), "You gave large weights to the bad rows: divide by s."),
            (_solve(A / np.sqrt(sd)[:, None], b / np.sqrt(sd)), "The weights are 1/s², so the rows are divided by s."),
            (_solve(A / sd[:, None] ** 2, b / sd**2), "That divides by s²; the square of the residual does the rest."),
        ]))


@function(LABEL + "add-row", "add_row", starter='''
def add_row(x, G, a, beta):
    """Return the least-squares solution after the row a . x = beta."""
    ...
''')
def add_row(s, rng):
    for n in (1, 3):
        A, b = rng.normal(size=(n + 4, n)), rng.normal(size=n + 4)
        a, beta = rng.normal(size=n), float(rng.normal())
        x, G = _solve(A, b), np.linalg.inv(A.T @ A)
        surprise, answer = beta - a @ x, _solve(np.vstack([A, a]), np.append(b, beta))
        expect(s, "add_row", (x, G, a, beta), answer, mistakes=apart(answer, [
            (x + G @ a * surprise, "Divide G a by 1 + a·G a."),
            (x + G @ a / (a @ G @ a) * surprise, "That fits the new row without error: the 1 is missing."),
            (x - (answer - x), "The sign of the surprise: observed minus forecast."),
            (x + (answer - x) / surprise * beta, "Multiply by the surprise, not by the new value.")]))


@function(LABEL + "ridge", "ridge", starter='''
def ridge(A, b, lam):
    """Return the minimiser of |A x - b|^2 + lam |x|^2."""
    ...
''')
def ridge(s, rng):
    for m, n in ((6, 2), (3, 5)):
        A, b, lam = rng.normal(size=(m, n)), rng.normal(size=m), float(rng.uniform(2, 5))

        def solution(lam, A=A, b=b, n=n):
            return np.linalg.solve(A.T @ A + lam * np.eye(n), A.T @ b)

        answer = solution(lam)
        expect(s, "ridge", (A, b, lam), answer, mistakes=apart(answer, [
            (_solve(A, b), "The penalty is missing."),
            (solution(lam**2), "The new rows hold the root of lam: their squares add lam |x|^2."),
            (solution(np.sqrt(lam)), "The penalty is lam times the squared length.")]))


@function(LABEL + "discount", "discounted", starter='''
def discounted(A, b, f):
    """Return the solution in which a row that is k rows old has the weight f**k."""
    ...
''')
def discount(s, rng):
    for m, n in ((5, 1), (9, 3)):
        A, b, f = rng.normal(size=(m, n)), rng.normal(size=m), float(rng.uniform(0.4, 0.7))
        age = np.arange(m)[::-1]

        def solution(weight, A=A, b=b):
            return _solve(np.sqrt(weight)[:, None] * A, np.sqrt(weight) * b)

        answer = solution(f**age)
        expect(s, "discounted", (A, b, f), answer, mistakes=apart(answer, [
            (_solve(A, b), "All rows have the same weight here."),
            (solution(f ** age[::-1]), "The last row is the youngest: its weight is 1."),
            (solution(f ** (2.0 * age)), "Multiply the rows by the root of the weight.")]))


@function(LABEL + "decay", "fit_decay", starter='''
def fit_decay(t, y):
    """Return the array [a, k] of y = a exp(-k t), fitted on the logarithm of y."""
    ...
''')
def decay(s, rng):
    for m in (5, 9):
        t = np.arange(m) / 2
        y = rng.uniform(2, 5) * np.exp(-rng.uniform(0.3, 0.9) * t + rng.normal(0, 0.1, m))
        c, d = _solve(_with_ones(t), np.log(y))
        answer = np.array([np.exp(c), -d])
        expect(s, "fit_decay", (t, y), answer, mistakes=apart(answer, [
            ([c, -d], "That is log a: take the exponential."), ([np.exp(c), d], "k is minus the slope."),
            ([np.exp(c), -d / np.log(10)], "Use the natural logarithm."),
            (_solve(_with_ones(t), y) * [1, -1], "You fitted a line to y itself.")]))


@choice(LABEL + "method", "method", options={
    "a": "the normal equations", "b": "QR with Householder mirrors", "c": "either, the answers agree on paper",
    "d": "none: the problem has no five digits"})
def method(rng):
    return Variant("b", mistakes=(
        ("a", "They pay κ²ε, here about 100: nothing is left."),
        ("c", "On paper. In a computer one pays κ and the other κ²."),
        ("d", "With a residual near 0 the problem costs κε, about 10⁻⁷.")))


@choice(LABEL + "ten-columns", "conclusion", options={
    "a": "the ten columns carry information", "b": "nothing: $R^2$ never falls when columns are added",
    "c": "the new coefficients are not zero in truth", "d": "forecasts will improve a little"})
def ten_columns(rng):
    return Variant("b", mistakes=(
        ("a", "Ten columns of random numbers would raise R² as well."),
        ("c", "Fitted coefficients of useless columns are not zero either, only small."),
        ("d", "Useless columns make forecasts worse: each adds variance. Test on rows that the fit has not seen.")))


@number(LABEL + "both-ways", "slope")
def both_ways(rng):
    return Variant(0.6, mistakes=(
        (1 / 1.5, "The inverse of the slope is the slope the other way round only if R² = 1."),
        (1.35, "Divide R² by the slope."), (0.9, "That is R² itself."),
        (np.sqrt(0.9) / 1.5, "R² is already a square.")))


@number(LABEL + "blurred", "slope")
def blurred(rng):
    return Variant(1.6, mistakes=(
        (2.0, "That is the slope against the true x. Blurred x spread more than they should."),
        (2.5, "Too steep: errors in x flatten the line."), (2 * np.sqrt(0.8), "The variance counts, not its root."),
        (0.4, "That is the share lost: 2 × 1/5.")))


@number(LABEL + "leave-out", "left_out")
def leave_out(rng):
    return Variant(-13 / 7, mistakes=(
        (-1.3, "That is the residual with the point in the fit."), (-1.3 / 0.3, "Divide by 1 − h, not by h."),
        (-1.3 * 0.7, "Divide by 1 − h: without its own pull on the line the point lies farther away.")))


@number(LABEL + "new-sum", "rss")
def new_sum(rng):
    return Variant(1.5 + 6.25 * 6 / 35, mistakes=(
        (7.75, "Divide the squared surprise by 1 + a·G a."), (1.5, "Only if the new point lies on the old line."),
        (6.25 * 6 / 35, "That is the increase. Add the old sum."),
        (1.5 + 6.25 * 6 / 29, "The 1 in 1 + a·G a is missing.")))


@expression(LABEL + "vanishing-ridge", "first", variables=("t",))
def vanishing_ridge(rng):
    return Variant("3/(5 + t)", mistakes=(
        ("3/(5 + t^2)", "The penalty is t times the squared length: A'A + t I."),
        ("6/(5 + t)", "That is the second entry; asked is the first."),
        ("3/5", "That is the limit for t = 0.")))
