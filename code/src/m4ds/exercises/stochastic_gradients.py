"""The exercises of the chapter "Stochastic gradients"."""

import numpy as np
from scipy.optimize import minimize_scalar

from m4ds.exercises.core import Variant, choice, expect, function, number, vector
from m4ds.optim.adaptive import adam, moving_average, rmsprop
from m4ds.optim.sums import least_squares_sum, logistic_sum


@vector("ex-stochastic-gradients-running", "means", seeded=True)
def running(rng):
    a = rng.choice(np.arange(1, 13), size=3, replace=False).astype(float)
    start = float(rng.choice([-30, 20, 40]))
    answer = np.cumsum(a) / [1, 2, 3]
    constant = [start]
    for x in a:
        constant.append(constant[-1] - 0.5 * (constant[-1] - x))
    seen = ", ".join(f"{x:g}" for x in a)
    return Variant(answer, given=f"observations {seen} in this order, start {start:g}", mistakes=(
        (np.cumsum([start, *a])[1:] / [2, 3, 4], "The first step is 1: it replaces the start, whose weight is then 0."),
        (constant[1:], "That is the constant step 1/2: the step must be 1, then 1/2, then 1/3."),
    ))


@number("ex-stochastic-gradients-noise", "spread", seeded=True)
def noise(rng):
    N, b = int(rng.choice([11, 21, 41, 101])), int(rng.choice([4, 5, 8, 10]))
    sigma2 = float(rng.choice([12, 20, 36, 60]))
    return Variant(sigma2 / b * (N - b) / (N - 1), given=f"N = {N}, b = {b}, sigma^2 = {sigma2:g}", mistakes=(
        (sigma2 / b, "That is for draws with repetition: the finite-population factor is missing."),
        (sigma2 / b * (N - b) / N, "The factor is (N - b)/(N - 1)."),
        (np.sqrt(sigma2 / b * (N - b) / (N - 1)), "That is the root: the question asks for the mean squared error."),
    ))


@vector("ex-stochastic-gradients-step", "x1", seeded=True)
def step(rng):
    t, b = float(rng.integers(2, 5)), float(rng.integers(5, 12))
    x, a, alpha = rng.choice([-1.0, 1.0, 2.0], size=2), np.array([1.0, t]), float(rng.choice([0.05, 0.1]))
    if a @ x == b:
        b += 1
    g = (a @ x - b) * a
    return Variant(x - alpha * g, given=f"row a = (1, {t:g}), b = {b:g}, x = ({x[0]:g}, {x[1]:g}), step {alpha:g}",
                   mistakes=((x + alpha * g, "You walked uphill: subtract the gradient."),
                             (x - 2 * alpha * g, "The objective has the factor 1/2, so the gradient has no factor 2."),
                             (x - alpha * (a @ x - b), "Multiply the residual by the row.")))


@number("ex-stochastic-gradients-height", "height", seeded=True)
def height(rng):
    lam, s2 = float(rng.choice([1, 2, 4])), float(rng.choice([6, 10, 18]))
    alpha, b = float(rng.choice([0.1, 0.2, 0.4])), int(rng.choice([2, 3, 5]))
    answer = alpha * s2 / (b * lam * (2 - alpha * lam))
    told = f"lambda = {lam:g}, variance of one row's gradient {s2:g}, step {alpha:g}, batch {b}"
    return Variant(answer, given=told, mistakes=(
        (b * answer, "The noise of a batch is that of one row, divided by b."),
        (2 * alpha * s2 / (b * lam), "That is the bound of the theorem; here equality is known."),
        (np.sqrt(answer), "That is the root: the question asks for the mean square."),
    ))


@number("ex-stochastic-gradients-schedule", "alpha20")
def schedule(rng):
    return Variant(0.04, mistakes=(
        (0.05, "That is the first step, for k = 0."),
        (0.1, "m must be at least 4 L/mu = 80: 20 is L/mu."),
        (0.2, "The denominator is mu (k + m) with m = 80: here m is missing."),
    ))


@number("ex-stochastic-gradients-epochs", "steps", seeded=True)
def epochs(rng):
    N, b, e = int(rng.choice([1000, 5000, 60_000])), int(rng.choice([64, 128, 300])), int(rng.choice([3, 10, 20]))
    answer = -(-N // b) * e
    wrong = [(N // b * e, "The last, shorter batch of each pass is a step too."), (-(-N // b), "That is one epoch.")]
    return Variant(answer, given=f"{N} rows, batches of {b}, {e} epochs", mistakes=tuple(
        w for w in wrong if abs(w[0] - answer) > 2e-3 * answer))


@number("ex-stochastic-gradients-bias", "corrected", seeded=True)
def bias(rng):
    g, beta = rng.choice(np.arange(1, 10), size=3, replace=False).astype(float), float(rng.choice([0.5, 0.8, 0.9]))
    answer = moving_average(g, beta)[-1]
    seen = ", ".join(f"{x:g}" for x in g)
    return Variant(answer, given=f"g = {seen} in this order, beta = {beta:g}", mistakes=(
        (moving_average(g, beta, correct=False)[-1], "Divide by 1 - beta^3, the sum of the weights."),
        (moving_average(g, beta, correct=False)[-1] / (1 - beta), "Divide by 1 - beta^3, not by 1 - beta."),
        (moving_average(g[::-1], beta)[-1], "The latest gradient has the largest weight."),
    ))


@vector("ex-stochastic-gradients-first", "moves")
def first(rng):
    g = np.array([250.0, -0.002])
    plain = rmsprop(lambda x, rows: g, [0.0, 0.0], [[0]], 0.01, steps=1, eps=1e-30).x
    return Variant([-0.01, 0.01], mistakes=(
        (plain, "That is RMSprop, which does not correct the bias of its average."),
        ([0.01, -0.01], "Against the sign of the gradient."),
        (-0.01 * g, "That is plain SGD: Adam divides by the size of the gradient."),
    ))


@choice("ex-stochastic-gradients-interpolate", "which", options={
    "a": "least squares with 10 coefficients on 200 noisy rows",
    "b": "least squares with 200 rows and 300 coefficients, rows independent",
    "c": "the mean of observations that are not all equal",
    "d": "logistic regression with a ridge on 50 rows"})
def interpolate(rng):
    return Variant("b", mistakes=(
        ("a", "Ten coefficients cannot fit 200 noisy rows exactly: residuals stay, and with them gradients."),
        ("c", "At the mean, the gradient of a row is its distance from the mean: not all are zero."),
        ("d", "A chance is never exactly 0 or 1, so each row still pulls; the ridge balances their sum."),
    ))


@function("ex-stochastic-gradients-gradient", "batch_gradient", starter='''
def batch_gradient(X, y, w, rows):
    """Return the mean gradient of the logistic loss over the given rows."""
    ...
''')
def gradient(s, rng):
    X, y, w = rng.normal(size=(8, 3)).round(2), np.array([0, 1, 1, 0, 1, 0, 0, 1]), rng.normal(size=3).round(2)
    total = logistic_sum(X, y)
    for rows in (np.array([2]), np.array([0, 3, 5, 5]), np.arange(8)):
        answer = total.grad(w, rows)
        wrong = [(total.grad(w), "That is the gradient of all rows.")] if len(rows) < 8 else []
        if len(rows) > 1:
            wrong += [(len(rows) * answer, "That is the sum: divide by the number of rows in the batch.")]
        if len(rows) < 8:
            wrong += [(len(rows) / 8 * answer, "Divide by the size of the batch, not of the data.")]
        expect(s, "batch_gradient", (X, y, w, rows), answer, mistakes=wrong)


@function("ex-stochastic-gradients-adam", "adam_walk", starter='''
def adam_walk(G, x, step):
    """Return the point after Adam has used the rows of G as gradients, with the usual constants."""
    ...
''')
def adam_code(s, rng):
    for k in (1, 2, 7):
        G, x = rng.normal(size=(k, 2)).round(2) * [10, 1], np.array([1.0, -2.0])

        def walk(correct, G=G, x=x, k=k):
            return adam(lambda z, rows: G[rows[0]], x, [[j] for j in range(k)], 0.1, steps=k, correct=correct).x
        expect(s, "adam_walk", (G, x, 0.1), walk(True), mistakes=(
            (walk(False), "Divide both averages by 1 - beta^k."),
            (x - 0.1 * G.sum(axis=0), "That is plain SGD.")))


@function("ex-stochastic-gradients-svrg", "corrected_gradient", starter='''
def corrected_gradient(A, b, x, w, i):
    """Return SVRG's estimate of the gradient at x of the mean of (a_i x - b_i)^2 / 2, from row i and snapshot w."""
    ...
''')
def svrg_code(s, rng):
    A, b = rng.normal(size=(5, 2)).round(2), rng.normal(size=5).round(2)
    x, w = rng.normal(size=(2, 2)).round(2)
    total = least_squares_sum(A, b)
    for i in (0, 3):
        one, old, full = total.grad(x, [i]), total.grad(w, [i]), total.grad(w)
        expect(s, "corrected_gradient", (A, b, x, w, i), one - old + full, mistakes=(
            (one, "That is the gradient of the row alone, without the correction."),
            (one - old, "Add the full gradient at the snapshot: without it the estimate is biased."),
            (one + old - full, "The signs of the correction are the other way round."),
            (one - old + total.grad(x), "The full gradient belongs to the snapshot: at x nobody has computed it.")))


@number("ex-stochastic-gradients-free", "largest", seeded=True)
def free(rng):
    L, mu = float(rng.choice([2, 4, 10])), float(rng.choice([0.1, 0.2, 0.5]))
    s2, eps = float(rng.choice([3, 6, 9])), float(rng.choice([0.01, 0.05]))
    answer = 2 * s2 / (eps * mu * L)
    return Variant(answer, given=f"L = {L:g}, mu = {mu:g}, noise at the minimum {s2:g}, epsilon = {eps:g}", mistakes=(
        (4 * s2 / (eps * mu**2), "That is the number of rows over the logarithm, not the batch."),
        (1.5 * answer, "Set 2 L b/mu equal to 4 sigma^2/(epsilon mu^2)."),
        (answer * L, "Divide by L as well: the longest step allowed is 1/(2L)."),
    ))


@number("ex-stochastic-gradients-rounds", "ratio", seeded=True, rtol=0.01)
def rounds(rng):
    N, kappa = int(rng.choice([50_000, 150_000, 300_000])), int(rng.choice([400, 1000, 2000]))
    ours, theirs = 20 * (N + 100 * kappa), np.ceil(kappa * np.log(1e6)) * N
    return Variant(theirs / ours, given=f"N = {N}, kappa = {kappa}", mistakes=(
        (np.ceil(kappa * np.log(1e6)) / 20, "A round of SVRG costs N + 2m gradients with m = 50 kappa, not N."),
        (theirs / (20 * (N + 50 * kappa)), "Each inner step needs the row's gradient at two points."),
        (ours / theirs, "Upside down: exact descent over SVRG."),
    ))


@number("ex-stochastic-gradients-sorted", "end", seeded=True)
def sorted_rows(rng):
    n, alpha = int(rng.choice([20, 30, 50])), float(rng.choice([0.02, 0.05, 0.1]))
    return Variant(1 - (1 - alpha) ** n, given=f"{n} zeros, then {n} ones, step {alpha:g}", mistakes=(
        (0.5, "That is the mean, which a shuffled pass approaches; here the ones come last."),
        ((1 - alpha) ** n, "That is the distance from 1."),
        (1 - (1 - alpha) ** (2 * n), "During the zeros x stays at 0; only the ones move it."),
    ))


@number("ex-stochastic-gradients-clip", "rest")
def clip(rng):
    return Variant(2.5, mistakes=(
        (4.0, "That is the mean, where unclipped gradients cancel."),
        (2.0, "That is the median: at 2 the clipped gradients are 2, 0 and -3, with the sum -1."),
        (5.0, "At 5 they are 3, 3 and -3."),
    ))


@number("ex-stochastic-gradients-memory", "rows", seeded=True)
def memory(rng):
    beta = float(rng.choice([0.5, 0.8, 0.95, 0.98, 0.99]))
    return Variant((1 + beta) / (1 - beta), given=f"beta = {beta:g}", mistakes=(
        (1 / (1 - beta), "That is the sum of the weights 1, beta, ...; the variance has the squares of the weights."),
        (1 / (1 - beta) ** 2, "The squared weights add up to (1 - beta)/(1 + beta)."),
    ))


@choice("ex-stochastic-gradients-diagnose", "cause", options={
    "a": "the step is beyond $2/L$", "b": "the run sits in its noise ball",
    "c": "the minimum is reached", "d": "the rows are sorted"})
def diagnose(rng):
    return Variant("b", mistakes=(
        ("a", "Beyond 2/L the loss would grow by a factor a step; here it is level."),
        ("c", "If it were, a shorter step could not lower the loss."),
        ("d", "Sorted rows make a loss that swings with the pass; a shorter step would not lower its level fourfold."),
    ))


@number("ex-stochastic-gradients-prequential", "score")
def prequential(rng):
    def scores(late):
        w, losses = 0.0, []
        for y in (1, 1, 0):
            p = 1 / (1 + np.exp(-w))
            w = w - (p - y)
            q = 1 / (1 + np.exp(-w)) if late else p
            losses.append(-np.log(q if y else 1 - q))
        return np.array(losses)
    return Variant(scores(False).mean(), mistakes=(
        (scores(True).mean(), "You learned from each outcome before you predicted it."),
        (scores(False).sum(), "That is the sum: divide by 3."),
        (np.log(2), "That is a model that never learns."),
    ))


@number("ex-stochastic-gradients-tracking", "best", rtol=0.01)
def tracking(rng):
    def error(a):
        return (0.02 * (1 - a) / a) ** 2 + a * 4 / (2 - a)
    best = minimize_scalar(error, bounds=(1e-3, 0.9), method="bounded", options={"xatol": 1e-10}).x
    narrow = minimize_scalar(lambda a: (0.02 * (1 - a) / a) ** 2 + a * 2 / (2 - a), bounds=(1e-3, 0.9),
                             method="bounded", options={"xatol": 1e-10}).x
    return Variant(best, mistakes=(
        (narrow, "The noise has the standard deviation 2, so sigma^2 = 4."),
        (error(best), "That is the smallest error: the question asks for the step."),
    ))
