"""Checks of the exercises of the chapter "Linear-model inference and regularisation"."""

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number

LABEL = "ex-linear-models-"


def _ones(x):
    return np.column_stack([np.ones(len(x)), x])


def _fit(X, y):
    """Return coefficients, residuals, leverages and (X'X)^-1."""
    G = np.linalg.inv(X.T @ X)
    beta = G @ X.T @ y
    return beta, y - X @ beta, np.einsum("ij,jk,ik->i", X, G, X), G


def _table(rng, n=9, p=3):
    X = _ones(rng.normal(size=(n, p - 1)))
    return X, X @ rng.normal(size=p) + rng.normal(size=n)


@number(LABEL + "loo", "out", seeded=True)
def loo(rng):
    while True:
        x = np.sort(rng.choice(np.arange(1, 10), size=4, replace=False))
        y = rng.integers(0, 10, size=4)
        _, r, h, _ = _fit(_ones(x), y)
        if abs(r[3]) > 0.3 and h[3] < 0.95:
            break
    out = r[3] / (1 - h[3])
    mistakes = [(r[3], "That is the residual of the fit that has seen the point: divide by 1 − h."),
                (r[3] / h[3], "Divide by 1 − h, not by h."),
                (r[3] / np.sqrt(1 - h[3]), "The root belongs to the standardised residual; here divide by 1 − h."),
                (-out, "Observed minus predicted, not the reverse.")]
    return Variant(float(out), given=f"x = {x.tolist()}, y = {y.tolist()}", mistakes=apart(out, mistakes))


@number(LABEL + "t", "t", seeded=True)
def t_ratio(rng):
    n, sxx = int(rng.integers(8, 30)), int(rng.integers(20, 200))
    rss, slope = int(rng.integers(30, 300)), round(float(rng.uniform(0.5, 4)), 1)
    t = slope / np.sqrt(rss / (n - 2) / sxx)
    mistakes = [(slope / np.sqrt(rss / n / sxx), "Divide RSS by n − 2, not by n."),
                (slope / np.sqrt(rss / (n - 1) / sxx), "Two coefficients were fitted: divide RSS by n − 2."),
                (slope / np.sqrt(rss / (n - 2)), "That divides by s; the standard error is s over the root of Sxx."),
                (slope / (rss / (n - 2) / sxx), "That divides by the variance: take its root.")]
    return Variant(float(t), given=f"n = {n}, Sxx = {sxx}, RSS = {rss}, slope {slope}", mistakes=apart(t, mistakes))


@number(LABEL + "f", "F", seeded=True)
def f_ratio(rng):
    n, p, q = int(rng.integers(30, 90)), int(rng.integers(5, 9)), int(rng.integers(2, 4))
    large = int(rng.integers(200, 600))
    small = large + int(rng.integers(20, 150))
    F = (small - large) / q / (large / (n - p))
    mistakes = [((small - large) / (large / (n - p)), "Divide the rise of RSS by the number of columns left out."),
                ((small - large) / q / (large / n), "Divide the RSS of the large model by n − p."),
                ((small - large) / q / (small / (n - p)), "The yardstick is the RSS of the large model."),
                (small / large, "That is the quotient of the two RSS. Take the rise, per column.")]
    return Variant(F, given=f"n = {n}, p = {p} columns in the large model, {q} of them left out in the small one; RSS "
                            f"{large} and {small}", mistakes=apart(F, mistakes))


@number(LABEL + "inflation", "factor", seeded=True)
def inflation(rng):
    r2 = round(float(rng.choice([0.36, 0.51, 0.64, 0.75, 0.84, 0.91, 0.96])) + float(rng.integers(0, 3)) / 100, 2)
    factor = 1 / np.sqrt(1 - r2)
    mistakes = [(1 / (1 - r2), "That is the factor of the variance: take the root."), (1 / r2, "Use 1 − R²."),
                (1 / np.sqrt(1 - r2**2), "R² is squared already."), (np.sqrt(1 - r2), "A standard error grows.")]
    return Variant(float(factor), given=f"R² = {r2}", mistakes=apart(factor, mistakes))


@number(LABEL + "omitted", "expected", seeded=True)
def omitted(rng):
    b1, b2 = int(rng.integers(2, 9)) * 10, int(rng.integers(3, 10)) * 10
    delta = round(float(rng.integers(2, 8)) / 10, 1)
    answer = b1 + delta * b2
    mistakes = [(b1, "That is the coefficient of the long model; the short one takes over part of the other effect."),
                (b1 - delta * b2, "The sign: both factors are positive here, so the short coefficient is too large."),
                (b1 + b2, "Only the share that goes with the first column is taken over: multiply by the slope."),
                (delta * b2, "That is the bias alone.")]
    return Variant(answer, given=f"long model: {b1} for the balcony, {b2} for the renovation; slope of renovation on "
                                 f"balcony {delta}", mistakes=apart(answer, mistakes))


@number(LABEL + "step", "w", seeded=True)
def step(rng):
    pull, lam = round(float(rng.uniform(2, 6)), 1), round(float(rng.uniform(0.5, 1.8)), 1)
    square = float(rng.choice([0.5, 2.0, 4.0]))
    sign = float(rng.choice([-1, 1]))
    w = sign * (pull - lam) / square
    mistakes = [(sign * (pull - lam), "Divide by the mean square of the column."),
                (sign * pull / square, "That is the step of least squares: subtract the penalty first."),
                (sign * pull / (square + lam), "That is the step of a ridge."),
                (sign * (pull + lam) / square, "The penalty moves towards zero.")]
    return Variant(w, given=f"pull {sign * pull}, mean square of the column {square}, lambda {lam}",
                   mistakes=apart(w, mistakes))


@number(LABEL + "df", "df", seeded=True)
def ridge_df(rng):
    d = np.sort(rng.choice([1, 2, 3, 4, 5, 6, 8], size=3, replace=False))[::-1]
    lam = int(rng.choice([2, 4, 6, 9]))
    df = (d**2 / (d**2 + lam)).sum()
    mistakes = [(df + 1, "The free constant is not counted here."),
                ((d / (d + lam)).sum(), "Square the singular values."),
                ((d**2 / (d**2 + lam**2)).sum(), "λ enters once, not squared."), (3.0, "That is without a penalty.")]
    return Variant(float(df), given=f"singular values {d.tolist()}, lambda {lam}", mistakes=apart(df, mistakes))


@expression(LABEL + "wider", "ratio", variables=("n",))
def wider(rng):
    return Variant("sqrt(n + 1)", mistakes=(
        ("sqrt(n)", "The new observation adds 1 under the root: 1 + 1/n against 1/n."),
        ("n + 1", "Widths are standard errors: take the root."),
        ("sqrt(1 + 1/n)", "That is the prediction interval in units of s; divide by that of the mean.")))


@number(LABEL + "cook", "D")
def cook(rng):
    return Variant(1.5, mistakes=(
        (0.75, "That has 1 − h once; it enters squared."), (4.5, "Divide by the number of columns as well."),
        (3.0, "Divide by s², not by s."), (0.375, "The leave-one-out residual is r/(1 − h): the residual grows.")))


@choice(LABEL + "assumption", "assumption", options={
    "a": "the mean is linear", "b": "the columns are independent",
    "c": "the errors are uncorrelated with equal variance", "d": "the errors are normal"})
def assumption(rng):
    return Variant("c", mistakes=(
        ("a", "A shared luck of the house does not bend the mean."),
        ("b", "Nothing is said of the columns of the table."),
        ("d", "The errors can be normal one by one, and yet go together.")))


@function(LABEL + "errors", "errors", starter='''
def errors(X, y):
    """Return the classical standard errors of the least-squares coefficients."""
    ...
''')
def errors(s, rng):
    for n, p in ((9, 3), (12, 4)):
        X, y = _table(rng, n, p)
        _, r, _, G = _fit(X, y)
        want = np.sqrt(r @ r / (n - p) * np.diag(G))
        expect(s, "errors", (X, y), want, mistakes=apart(want, [
            (np.sqrt(r @ r / n * np.diag(G)), "Divide RSS by n − p."),
            (want**2, "Those are variances: take the root."),
            (np.sqrt(r @ r / (n - p) / np.diag(X.T @ X)), "Invert the matrix, not its diagonal.")]))


@function(LABEL + "hc3", "hc3", starter='''
def hc3(X, y):
    """Return the HC3 standard errors of the least-squares coefficients."""
    ...
''')
def hc3(s, rng):
    for n, p in ((9, 3), (12, 4)):
        X, y = _table(rng, n, p)
        _, r, h, G = _fit(X, y)

        def root(u, G=G, X=X):
            return np.sqrt(np.diag(G @ (X.T * u) @ X @ G))

        want = root((r / (1 - h)) ** 2)
        expect(s, "hc3", (X, y), want, mistakes=apart(want, [
            (root(r**2), "That is HC0: divide each residual by 1 − h first."),
            (root(r**2 / (1 - h)), "That is HC2: 1 − h enters squared."),
            (np.sqrt(r @ r / (n - p) * np.diag(G)), "Those are the classical ones.")]))


@function(LABEL + "press", "press", starter='''
def press(X, y):
    """Return the sum of the squared leave-one-out residuals, from one fit."""
    ...
''')
def press(s, rng):
    for n, p in ((9, 3), (7, 2)):
        X, y = _table(rng, n, p)
        _, r, h, _ = _fit(X, y)
        want = float(((r / (1 - h)) ** 2).sum())
        expect(s, "press", (X, y), want, mistakes=apart(want, [
            (r @ r, "That is RSS: divide each residual by 1 − h."),
            ((r**2 / (1 - h)).sum(), "The residual is divided by 1 − h, and then squared."),
            (want / n, "The sum, not the mean.")]))


@function(LABEL + "partial", "partial_slope", starter='''
def partial_slope(x, Z, y):
    """Return the coefficient of x in the fit of y on x and the columns of Z, from a fit on one column."""
    ...
''')
def partial(s, rng):
    for n in (8, 12):
        Z, y = _table(rng, n, 3)
        x = Z[:, 1] + rng.normal(size=n)
        want = float(np.linalg.lstsq(np.column_stack([x, Z]), y, rcond=None)[0][0])
        left = y - Z @ np.linalg.lstsq(Z, y, rcond=None)[0]
        expect(s, "partial_slope", (x, Z, y), want, mistakes=apart(want, [
            (x @ y / (x @ x), "Take out of x what the columns of Z explain."),
            (x @ left / (x @ x), "You cleaned y only. It is x that must be cleaned.")]))


@function(LABEL + "ridge", "ridge", starter='''
def ridge(X, y, lam):
    """Return the ridge coefficients of centred data, from the singular value decomposition of X."""
    ...
''')
def ridge(s, rng):
    for lam in (0.5, 4.0):
        X, y = rng.normal(size=(8, 3)), rng.normal(size=8)
        X, y = X - X.mean(axis=0), y - y.mean()
        want = np.linalg.solve(X.T @ X + lam * np.eye(3), X.T @ y)
        d = np.linalg.svd(X)[1]
        U, _, V = np.linalg.svd(X, full_matrices=False)
        expect(s, "ridge", (X, y, lam), want, mistakes=apart(want, [
            (V.T @ (U.T @ y / d), "That is least squares."), (V.T @ (U.T @ y / (d + lam)), "The factor is d/(d² + λ)."),
            (V.T @ (U.T @ y * d**2 / (d**2 + lam)), "d²/(d² + λ) shrinks fitted values; divide by d once more.")]))


@function(LABEL + "coordinate", "coordinate", starter='''
def coordinate(X, y, w, j, lam):
    """Return the best value of w[j] for the lasso, the other coefficients kept (centred data)."""
    ...
''')
def coordinate(s, rng):
    for lam in (0.05, 9.0):
        X, y, w = rng.normal(size=(10, 3)), rng.normal(size=10) * 3, rng.normal(size=3)
        z = X[:, 1]
        pull, square = z @ (y - X @ w) / 10 + (z @ z / 10) * w[1], z @ z / 10
        want = float(np.sign(pull) * max(abs(pull) - lam, 0) / square)
        raw = z @ (y - X @ w) / 10
        expect(s, "coordinate", (X, y, w, 1, lam), want, mistakes=apart(want, [
            (np.sign(raw) * max(abs(raw) - lam, 0) / square, "Put the part of column j back into the residual first."),
            (want * square, "Divide by the mean square of the column."), (pull / (square + lam), "That is a ridge.")]))


@number(LABEL + "contrast", "error", seeded=True)
def contrast(rng):
    a, b = int(rng.integers(4, 12)), int(rng.integers(4, 12))
    cov = int(rng.integers(2, 4))
    want = np.sqrt(a + b - 2 * cov)
    mistakes = [(np.sqrt(a + b), "They share the baseline: subtract twice the covariance."),
                (np.sqrt(a + b + 2 * cov), "A difference: the covariance is subtracted."),
                (a + b - 2 * cov, "That is the variance: take the root."),
                (np.sqrt(a + b - cov), "The covariance enters twice.")]
    return Variant(float(want), given=f"variances {a} and {b}, covariance {cov}", mistakes=apart(want, mistakes))


@number(LABEL + "back", "mean")
def back(rng):
    want = float(np.exp(6.5 + 0.4**2 / 2))
    return Variant(want, mistakes=((float(np.exp(6.5)), "That is the median: multiply by exp(σ²/2)."),
                                   (float(np.exp(6.5 + 0.4**2)), "Half of the variance."),
                                   (float(np.exp(6.5 + 0.2)), "The variance is 0.16, not 0.4."),
                                   (6.58, "That is the logarithm of the mean.")))


@number(LABEL + "false", "chance")
def false(rng):
    return Variant(1 - 0.95**20, mistakes=((0.05, "That is for one test; the best of twenty is asked."),
                                           (1.0, "20 · 0.05 is only an upper bound."),
                                           (0.95**20, "That is the chance that none falls below 0.05."),
                                           (0.05**20, "That is the chance that all do.")))


@choice(LABEL + "cp", "model", options={
    "a": "2 columns with RSS 150", "b": "3 columns with RSS 120", "c": "5 columns with RSS 113",
    "d": "9 columns with RSS 100"})
def cp(rng):
    return Variant("b", mistakes=(("a", "Its estimate is 150 + 2·4·2 = 166."), ("c", "Its estimate is 113 + 40 = 153."),
                                  ("d", "RSS alone always favours the largest model: 100 + 72 = 172.")))


@choice(LABEL + "plot", "repair", options={
    "a": "HC3 standard errors", "b": "a further column such as the square of x", "c": "a ridge", "d": "more rows"})
def plot(rng):
    return Variant("b", mistakes=(("a", "They repair unequal variances. A bend is a wrong mean."),
                                  ("c", "A ridge shrinks the coefficients of the same wrong columns."),
                                  ("d", "More rows of the same only show the bend more clearly.")))


@choice(LABEL + "dummy", "meaning", options={
    "a": "north costs 80 more than the average flat", "b": "north costs 80 more than centre",
    "c": "north costs 80", "d": "north costs 80 more than south"})
def dummy(rng):
    return Variant("b", mistakes=(("a", "The baseline is the level that was left out, not the average."),
                                  ("c", "The intercept carries the level of the baseline."),
                                  ("d", "That is the difference of two coefficients.")))


@expression(LABEL + "best", "best", variables=("p", "s", "b"))
def best(rng):
    return Variant("p*s**2/b", mistakes=(("s**2/b", "The noise comes p times, once for each column."),
                                         ("p*s/b", "s is a standard deviation: square it."),
                                         ("b/(p*s**2)", "More noise asks for more penalty.")))


@number(LABEL + "worth", "threshold")
def worth(rng):
    return Variant(1.0, mistakes=((2.0, "That is the usual level of a test; s² is less strict."),
                                  (0.0, "Then every column would lower s²; RSS falls always, s² does not.")))
