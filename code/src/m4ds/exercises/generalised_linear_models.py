"""Checks of the chapter GLMs and logistic regression."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector


def _sigma(t: float) -> float:
    return 1 / (1 + math.exp(-t))


@number("ex-generalised-linear-models-chance", "chance", seeded=True)
def chance(rng):
    a, b, x = -int(rng.integers(2, 6)), float(rng.choice([0.2, 0.3, 0.4, 0.5])), int(rng.integers(2, 9))
    eta = a + b * x
    answer = _sigma(eta)
    return Variant(answer, f"a = {a}, b = {b:g}, x = {x}", apart(answer, (
        (1 - answer, "That is the chance of a zero: mind the sign in the exponent."),
        (math.exp(eta), "Those are the odds: divide by one plus the odds."),
        (eta, "Those are the log odds."),
        (_sigma(b * x), "The intercept is missing."))))


@number("ex-generalised-linear-models-move", "moved", seeded=True)
def move(rng):
    p, b, d = float(rng.choice([0.1, 0.2, 0.25, 0.4])), float(rng.choice([0.2, 0.3, 0.5])), int(rng.integers(2, 6))
    odds = p / (1 - p) * math.exp(b * d)
    answer = odds / (1 + odds)
    return Variant(answer, f"p = {p:g}, coefficient {b:g}, rise {d}", apart(answer, (
        (p * math.exp(b * d), "You multiplied the chance: it is the odds that are multiplied."),
        (odds, "Those are the new odds: go back to a chance."),
        (p + b * d * p * (1 - p), "That follows the tangent: the curve bends."),
        (p + b * d, "The coefficient acts on the log odds."))))


@number("ex-generalised-linear-models-risk", "risk", seeded=True)
def risk(rng):
    theta, p0 = float(rng.choice([1.5, 2, 2.5, 3, 4])), float(rng.choice([0.1, 0.2, 0.3, 0.4]))
    answer = theta / (1 - p0 + p0 * theta)
    return Variant(answer, f"odds ratio {theta:g}, chance {p0:g} in the comparison group", apart(answer, (
        (theta, "That is the odds ratio: the two agree only for rare events."),
        (answer * p0, "That is the new chance: divide by the old one."),
        (theta / (1 + p0 * theta), "The denominator is 1 - p0 + p0 * theta."))))


@number("ex-generalised-linear-models-slope", "slope")
def slope(rng):
    return Variant(0.072, mistakes=apart(0.072, (
        (0.2, "That is a quarter of the coefficient: the slope at one half."),
        (0.08, "Multiply by 1 - p too."),
        (0.8, "The coefficient is the slope of the log odds."))))


@vector("ex-generalised-linear-models-lda", "beta")
def lda(rng):
    return Variant([-2.125, 2, 0.25], mistakes=apart([-2.125, 2, 0.25], (
        ([-2.5, 2, 1], "Multiply the difference of the means by the inverse of the covariance matrix."),
        ([2.125, 2, 0.25], "The intercept has the other sign: at the mean of class 1 the log odds are positive, "
                           "at that of class 0 they are negative."),
        ([-4, 2, 4], "You multiplied by the covariance matrix, not by its inverse."),
        ([-4.25, 2, 0.25], "The squares carry the factor one half."))))


@vector("ex-generalised-linear-models-first-step", "step", seeded=True)
def first_step(rng):
    y = np.zeros(5)
    while not 0 < y.sum() < 5 or abs(np.arange(-2, 3) @ y) < 0.5 or y.sum() == 2.5:
        y = rng.integers(0, 2, 5).astype(float)
    x, z = np.arange(-2, 3), 4 * y - 2
    answer = [float(z.mean()), float(x @ z / 10)]
    return Variant(answer, f"labels {y.astype(int).tolist()}", apart(answer, (
        ([float(y.mean()), float(x @ y / 10)], "Those are the coefficients of the line through the labels: use the "
                                               "working response."),
        ([float((y - 0.5).mean()), float(x @ (y - 0.5) / 10)], "Divide y - p by the weight 1/4."),
        (answer[::-1], "Intercept first."))))


@vector("ex-generalised-linear-models-table", "answer", seeded=True)
def table(rng):
    n0, n1 = (10 * int(rng.integers(4, 9)) for _ in range(2))
    k0, k1 = (5 * int(rng.integers(2, 7)) for _ in range(2))
    cells = (k0, n0 - k0, k1, n1 - k1)
    answer = [math.log(k1 * (n0 - k0) / (k0 * (n1 - k1))), math.sqrt(sum(1 / c for c in cells))]
    return Variant(answer, f"group A: {k0} of {n0} failed; group B: {k1} of {n1}", apart(answer, (
        ([-answer[0], answer[1]], "That compares A with B: the question asks for B with A."),
        ([answer[0], answer[1] ** 2], "That is the variance: take the root."),
        ([math.log(k1 / n1 / (k0 / n0)), answer[1]], "That is the logarithm of the risk ratio."),
        ([answer[0], math.sqrt(1 / k0 + 1 / n0 + 1 / k1 + 1 / n1)],
         "The four counts are failed and not failed, not the totals."),
        ([math.exp(answer[0]), answer[1]], "That is the odds ratio: take the logarithm."))))


@number("ex-generalised-linear-models-rate", "low", seeded=True)
def rate(rng):
    a, b = (int(rng.integers(8, 31)) for _ in range(2))
    t0, t1 = (1000 * int(rng.integers(3, 10)) for _ in range(2))
    ratio, se = b / t1 / (a / t0), math.sqrt(1 / a + 1 / b)
    answer = ratio * math.exp(-1.96 * se)
    return Variant(answer, f"old: {a} failures in {t0} hours; new: {b} failures in {t1} hours", apart(answer, (
        (ratio * math.exp(1.96 * se), "That is the upper end."),
        (ratio - 1.96 * se, "The standard error belongs to the logarithm: exponentiate at the end."),
        (b / a * math.exp(-1.96 * se), "Divide each count by its hours."),
        (math.exp(-1.96 * se) / ratio, "That compares old with new."))))


@vector("ex-generalised-linear-models-pool", "pooled")
def pool(rng):
    return Variant([1, 3.5, 3.5, 3.5, 3.5, 6], mistakes=(
        ([1, 4, 4, 3, 3, 6], "The blocks 4 and 3 still violate the order: merge them too."),
        ([1, 4, 4, 4, 2, 6], "The 2 is below the block before it."),
        ([1, 5, 5, 5, 5, 6], "That is the running maximum: it rises, but it is not the nearest."),
        ([1, 2, 3, 4, 5, 6], "That sorts the numbers: their places matter.")))


@choice("ex-generalised-linear-models-exists", "exists", options={
    "a": "readings 1, 2, 3, 4 with labels 0, 0, 1, 1",
    "b": "readings 1, 2, 3, 4 with labels 0, 1, 0, 1",
    "c": "readings 1, 2, 2, 3 with labels 0, 0, 1, 1",
    "d": "readings 1, 2, 3, 4 with labels 1, 1, 1, 1"})
def exists(rng):
    return Variant("b", mistakes=(
        ("a", "A threshold at 2.5 separates completely."),
        ("c", "The threshold 2 leaves the tie on the border and all others on their sides: that separates too."),
        ("d", "All labels are ones: the intercept runs away.")))


@function("ex-generalised-linear-models-loglik", "loglik", starter='''
def loglik(eta, y):
    """Return the log-likelihood of 0/1 labels y with linear predictors eta."""
    ...
''')
def loglik(s, rng):
    for size in (1.0, 1000.0):
        eta, y = size * rng.normal(size=6), rng.integers(0, 2, 6)
        answer = np.sum(y * eta - np.logaddexp(0, eta))
        expect(s, "loglik", (eta, y), answer, mistakes=(
            (-answer, "That is the loss: the log-likelihood is negative."),
            (answer / 6, "That is the mean: take the sum.")))


@function("ex-generalised-linear-models-ridge-step", "ridge_step", starter='''
def ridge_step(X, y, beta, lam):
    """Return the coefficients after one Newton step of the penalised log-likelihood."""
    ...
''')
def ridge_step(s, rng):
    X, y = np.column_stack([np.ones(8), rng.normal(size=(8, 2))]), rng.integers(0, 2, 8)
    beta, lam = rng.normal(size=3), np.array([0.0, 1.5, 0.5])
    p = 1 / (1 + np.exp(-X @ beta))
    H, g = (X.T * (p * (1 - p))) @ X, X.T @ (y - p)
    expect(s, "ridge_step", (X, y, beta, lam), beta + np.linalg.solve(H + np.diag(lam), g - lam * beta), mistakes=(
        (beta + np.linalg.solve(H, g), "The penalty is missing."),
        (beta + np.linalg.solve(H + np.diag(lam), g), "The penalty pulls too: its gradient belongs into the score."),
        (beta + np.linalg.solve(H, g - lam * beta), "The penalty has a Hessian too."),
        (beta - np.linalg.solve(H + np.diag(lam), g - lam * beta), "That walks downhill.")))


@function("ex-generalised-linear-models-poisson-step", "rate_step", starter='''
def rate_step(X, counts, hours, beta):
    """Return the coefficients after one reweighted least-squares step for rates."""
    ...
''')
def poisson_step(s, rng):
    X, hours = np.column_stack([np.ones(9), rng.normal(size=9)]), rng.uniform(1, 6, 9)
    beta = np.array([0.3, 0.4])
    counts = rng.poisson(hours * np.exp(X @ beta)).astype(float)

    def step(mu, z):
        root = np.sqrt(mu)
        return np.linalg.lstsq(root[:, None] * X, root * z, rcond=None)[0]
    mu = hours * np.exp(X @ beta)
    z = X @ beta + (counts - mu) / mu
    expect(s, "rate_step", (X, counts, hours, beta), step(mu, z), mistakes=(
        (step(mu, z + np.log(hours)), "Subtract the offset: the columns explain the rest alone."),
        (step(np.exp(X @ beta), X @ beta + (counts - np.exp(X @ beta)) / np.exp(X @ beta)), "The hours are missing."),
        (step(np.ones(9), z), "The weights are missing.")))


@function("ex-generalised-linear-models-dispersion", "quasi_se", starter='''
def quasi_se(counts, mu, se):
    """Return the standard errors se, repaired by the dispersion."""
    ...
''')
def dispersion(s, rng):
    mu, se = rng.uniform(2, 9, 12), rng.uniform(0.1, 0.5, 3)
    counts = rng.poisson(mu * rng.gamma(2, 0.5, 12)).astype(float)
    total = np.sum((counts - mu) ** 2 / mu)
    expect(s, "quasi_se", (counts, mu, se), se * np.sqrt(total / 9), mistakes=(
        (se * total / 9, "Take the root of the dispersion."),
        (se * np.sqrt(total / 12), "Divide by the rows less the coefficients."),
        (se * np.sqrt(np.sum((counts - mu) ** 2) / 9), "Divide each square by its mean.")))


@function("ex-generalised-linear-models-gradient", "softmax_score", starter='''
def softmax_score(W, X, k):
    """Return the gradient of the log-likelihood, one row for each class."""
    ...
''')
def gradient(s, rng):
    for size in (1.0, 500.0):
        W, X, k = size * rng.normal(size=(3, 2)), rng.normal(size=(7, 2)), rng.integers(0, 3, 7)
        S = X @ W.T
        P = np.exp(S - S.max(axis=1, keepdims=True))
        P /= P.sum(axis=1, keepdims=True)
        answer = (np.eye(3)[k] - P).T @ X
        expect(s, "softmax_score", (W, X, k), answer, mistakes=(
            (-answer, "That is the gradient of the loss."), (answer / 7, "Sum over the rows, without a mean.")))


@number("ex-generalised-linear-models-undersample", "true_chance", seeded=True)
def undersample(rng):
    p, r = float(rng.choice([0.3, 0.4, 0.6, 0.7, 0.8])), float(rng.choice([0.02, 0.04, 0.05, 0.1]))
    odds = p / (1 - p) * r
    answer = odds / (1 + odds)
    return Variant(answer, f"share of other rows kept {r:g}, chance by the model {p:g}", apart(answer, (
        (p * r, "Correct the odds, not the chance."),
        (p / (1 - p) / r / (1 + p / (1 - p) / r), "The other way: without the sampling failures are rarer."),
        (p, "The model saw too many failures."))))


@number("ex-generalised-linear-models-act", "x_act")
def act(rng):
    answer = (6 + math.log(0.075 / 0.925)) / 0.05
    return Variant(answer, mistakes=apart(answer, (
        (120, "That is where the chance is one half: the costs decide, not one half."),
        ((6 + math.log(0.075)) / 0.05, "Use the log odds of the threshold, not its logarithm."),
        ((6 - math.log(0.075 / 0.925)) / 0.05, "The log odds of the threshold are negative."))))


@choice("ex-generalised-linear-models-conflict", "report", options={
    "a": "the Wald test: there is no effect",
    "b": "the mean of the two statistics",
    "c": "the likelihood ratio and a profile interval, after a look for separation",
    "d": "nothing, because the tests contradict each other"})
def conflict(rng):
    return Variant("c", mistakes=(
        ("a", "For large effects the Wald statistic turns back: no proof of no effect."),
        ("b", "The mean of a right and a wrong number has no law."),
        ("d", "They approximate the same thing, and you know which approximation fails here.")))


@choice("ex-generalised-linear-models-exposure", "reading", options={
    "a": "the model is fine: a coefficient of 0.6 per log hour is what the data say about exposure",
    "b": "failures per hour fall with the length of the history: look for age or a selection, with the hours as offset",
    "c": "the Poisson law is wrong: use the normal law",
    "d": "the coefficient must be divided by the dispersion"})
def exposure(rng):
    return Variant("b", mistakes=(
        ("a", "Twice the hours at one rate bring twice the failures; 0.6 says that the rate is not the same."),
        ("c", "The mean is in question, not the law."),
        ("d", "The dispersion repairs errors, not means.")))


@expression("ex-generalised-linear-models-spread", "variance", variables=("mu",))
def spread(rng):
    return Variant("mu**2", mistakes=(
        ("mu", "That is the Poisson law."), ("1", "That is the normal law with variance 1."),
        ("1/mu**2", "That is the variance in terms of the natural parameter, with the wrong sign of the power.")))


@expression("ex-generalised-linear-models-cloglog", "weight", variables=("u",))
def cloglog(rng):
    return Variant("exp(2*u)/(exp(exp(u)) - 1)", mistakes=(
        ("exp(-exp(u))*(1 - exp(-exp(u)))", "That is the variance: the weight is the squared slope divided by it."),
        ("exp(u)*exp(-exp(u))", "That is the slope of the mean."),
        ("exp(u)/(1 - exp(-exp(u)))", "Square the slope before you divide.")))


@number("ex-generalised-linear-models-blind", "deviance")
def blind(rng):
    h = -(0.2 * math.log(0.2) + 0.8 * math.log(0.8))
    return Variant(8 * h, mistakes=apart(8 * h, (
        (4 * h, "The deviance has the factor 2."),
        (-8 * math.log(0.8), "That assumes labels; they enter only through the chances."))))


@number("ex-generalised-linear-models-collapse-size", "overall")
def collapse_size(rng):
    p0, p1 = (_sigma(-2) + _sigma(2)) / 2, (_sigma(-1) + _sigma(3)) / 2
    answer = p1 / (1 - p1) / (p0 / (1 - p0))
    return Variant(answer, mistakes=apart(answer, (
        (math.e, "That is the ratio within each half: averages of chances have another one."),
        (p1 / p0, "That is the risk ratio."),
        (p1, "That is the chance for x = 1."))))
