"""The exercises of the chapter "Constraints, duality, sparsity"."""

import numpy as np

from m4ds.exercises.core import Variant, choice, expect, expression, function, number, vector
from m4ds.finance.frontier import frontier, min_variance_weights
from m4ds.optim.lp import simplex_lp
from m4ds.optim.proximal import soft_threshold
from m4ds.optim.qp import kkt_qp


@vector("ex-constraints-touch", "point", seeded=True)
def touch(rng):
    k, c = int(rng.integers(2, 6)), int(rng.integers(3, 10))
    answer = c * np.array([k, 1]) / (1 + k)
    return Variant(answer, given=f"minimise x^2 + {k} y^2 with x + y = {c}", mistakes=(
        (answer[::-1], "The dearer direction gets less: 2x = 2ky on the constraint."),
        ([c / 2, c / 2], "That is the nearest point to the origin; here y costs more than x."),
        (c * np.array([k**2, 1]) / (1 + k**2), "The derivative of k y^2 is 2ky; k enters once."),
    ))


@number("ex-constraints-price", "price", seeded=True)
def price(rng):
    k, c = int(rng.integers(2, 6)), int(rng.integers(3, 10))
    return Variant(2 * k * c / (1 + k), given=f"minimise x^2 + {k} y^2 with x + y = {c}", mistakes=(
        (-2 * k * c / (1 + k), "That is the multiplier nu; the price is -nu, since the value rises with the demand."),
        (k * c**2 / (1 + k), "That is the least value itself; the price is its derivative in the demand."),
        (k * c / (1 + k), "The derivative of c^2 is 2c."),
    ))


@vector("ex-constraints-tank", "tank", rtol=1e-3)
def tank(rng):
    return Variant([2, 2, 1], mistakes=(
        ([np.sqrt(2)] * 3, "That is the cube with a lid; without a lid the height costs less."),
        ([2, 1, 2], "The order is length, width, height."),
    ))


@choice("ex-constraints-slack", "verdict", options={
    "a": "its multiplier is zero", "b": "its multiplier is positive",
    "c": "its multiplier is negative", "d": "nothing is known of its multiplier"})
def slack(rng):
    return Variant("a", mistakes=(
        ("b", "Complementary slackness: a multiplier times its slack is zero, and here the slack is not."),
        ("c", "Multipliers of inequalities are never negative."),
        ("d", "Complementary slackness decides it."),
    ))


@vector("ex-constraints-half-plane", "found", seeded=True)
def half_plane(rng):
    a = np.array([[1, 2], [3, 4], [2, 1], [1, 3]][rng.integers(4)])
    p = rng.integers(2, 6, 2)
    c = int(a @ p - rng.integers(1, 5) * (a @ a))
    t = (a @ p - c) / (a @ a)
    x = p - t * a
    return Variant(np.append(x, 2 * t),
                   given=f"point ({p[0]}, {p[1]}), half-plane {a[0]} x + {a[1]} y <= {c}", mistakes=(
        (np.append(x, t), "The point is right; the objective is the squared distance, so its gradient has a factor 2."),
        (np.append(p, 0.0), "That point violates the inequality: the constraint is active."),
        (np.append(p + t * a, 2 * t), "You moved further out: subtract a multiple of a."),
        (np.append(x, -2 * t), "With x in the half-plane written as g <= 0, its multiplier is not negative."),
    ))


@expression("ex-constraints-dual", "dual", variables=("t",))
def dual(rng):
    return Variant("3*t - t^2/4", mistakes=(
        ("-3*t - t^2/4", "Write x >= 3 as 3 - x <= 0 first."),
        ("3*t + t^2/4", "Put the minimiser x = t/2 into the whole Lagrangian; a dual function is concave."),
        ("t^2/4", "That is only the objective at x = t/2; the Lagrangian has a second term."),
    ))


@vector("ex-constraints-safest", "weights", seeded=True)
def safest(rng):
    s1, s2 = (int(x) for x in rng.choice([4, 5, 8, 10, 20], 2, replace=False))
    rho = float(rng.choice([-0.5, -0.2, 0.2, 0.3]))
    S = np.array([[s1**2, rho * s1 * s2], [rho * s1 * s2, s2**2]])
    w = min_variance_weights(S)
    one = np.array([1 / s1**2, 1 / s2**2])
    return Variant(w, given=f"standard deviations {s1} % and {s2} %, correlation {rho:g}", mistakes=(
        (w[::-1], "The order is reversed: the calmer asset gets more."),
        (one / one.sum(), "That is right for correlation zero; the covariance changes the weights."),
        (np.linalg.solve(S, np.ones(2)), "Divide by the sum: the weights add up to 1."),
    ))


@vector("ex-constraints-bakery", "prices")
def bakery(rng):
    return Variant([1, 3], mistakes=(
        ([4, 2], "That is the plan itself; the question asks for the prices of flour and oven time."),
        ([3, 1], "Flour first, then oven time."),
    ))


@vector("ex-constraints-threshold", "x", seeded=True)
def threshold(rng):
    v = np.round(np.append(rng.uniform(1.5, 4), [-rng.uniform(0.1, 0.9), -rng.uniform(1.5, 4)]), 1)
    t = float(rng.choice([1.0, 1.2]))
    return Variant(soft_threshold(v, t), given=f"v = {v.tolist()}, t = {t}", mistakes=(
        (np.where(np.abs(v) > t, v, 0), "That is hard thresholding: those that survive must shrink by t as well."),
        (v - t, "Towards zero, from both sides: the sign decides the direction."),
        (v / (1 + t), "That is the shrinkage of a squared penalty, which makes nothing zero."),
    ))


@number("ex-constraints-lambda-max", "lam", seeded=True)
def lambda_max(rng):
    y = rng.permutation([-3, -1, 1, 3])
    X = np.array([[1, 1, -1, -1], [1, -1, 1, -1]]) * np.array([[int(rng.integers(1, 4))], [int(rng.integers(1, 4))]])
    z = X @ y
    if np.abs(z).max() == 0:
        X = np.array([[1, 0, 0, -1], [1, -1, 1, -1]])
        z = X @ y
    answer = np.abs(z).max() / 4
    return Variant(answer, given=f"columns {X[0].tolist()} and {X[1].tolist()}, y = {y.tolist()}", mistakes=(
        (np.abs(z).max(), "Divide by n = 4: the loss of the chapter is a mean."),
        (2 * answer, "The loss has the factor 1/(2n), which cancels the 2 of the square."),
    ))


@function("ex-constraints-solve-kkt", "solve_kkt", starter='''
def solve_kkt(P, q, A, b):
    """Return the minimiser of x'Px/2 + q'x subject to Ax = b."""
    ...
''')
def solve_kkt(s, rng):
    for n, m in ((2, 1), (4, 2)):
        B, A = rng.normal(size=(n, n)), rng.normal(size=(m, n))
        P, q, b = (B @ B.T + np.eye(n)).round(2), rng.normal(size=n).round(2), rng.normal(size=m).round(2)
        P, A = (P + P.T) / 2, A.round(2)
        expect(s, "solve_kkt", (P, q, A, b), kkt_qp(P, q, A, b)[0], mistakes=(
            (kkt_qp(P, -q, A, b)[0], "The right side is -q: the gradient Px + q must cancel."),
            (np.linalg.solve(P, -q), "That ignores the equations."),
            (np.concatenate(kkt_qp(P, q, A, b)), "Return x alone, without the multipliers.")))


@function("ex-constraints-weights", "least_risk", starter='''
def least_risk(S):
    """Return the weights that add up to 1 with the least variance; short sales allowed."""
    ...
''')
def weights(s, rng):
    for n in (2, 4):
        B = rng.normal(size=(n, n))
        S = (B @ B.T + np.eye(n)).round(2)
        S = (S + S.T) / 2
        w = np.linalg.solve(S, np.ones(n))
        expect(s, "least_risk", (S,), w / w.sum(), mistakes=(
            (w, "Divide by the sum."),
            (1 / np.diag(S) / (1 / np.diag(S)).sum(), "You used the variances alone; the covariances matter."),
            (w / np.linalg.norm(w), "The budget is on the sum, not on the length.")))


@number("ex-constraints-stay-out", "rho", seeded=True)
def stay_out(rng):
    s1, s2 = int(rng.choice([4, 5, 6])), int(rng.choice([8, 10, 12]))
    return Variant(s1 / s2, given=f"standard deviations {s1} % and {s2} %", mistakes=(
        (s1**2 / s2**2, "Compare the covariance rho s1 s2 with the variance s1^2."),
        (s2 / s1, "A correlation is at most 1."),
    ))


@function("ex-constraints-simplex", "project", starter='''
def project(v):
    """Return the nearest point to v among those with entries >= 0 that add up to 1."""
    ...
''')
def simplex(s, rng):
    for v in (rng.normal(size=4).round(2), np.array([0.2, 0.3]), np.array([-1.0, 3.0, 2.5, 0.1, 2.0]), np.array([5.0])):
        u = np.sort(v)[::-1]
        k = np.flatnonzero(u - (np.cumsum(u) - 1) / np.arange(1, len(v) + 1) > 0)[-1] + 1
        answer = np.maximum(v - (u[:k].sum() - 1) / k, 0)
        clipped = np.maximum(v, 0)
        expect(s, "project", (v,), answer, mistakes=tuple(
            (np.asarray(wrong), why) for wrong, why in (
                (clipped / (clipped.sum() or 1), "Clipping and rescaling is feasible, but not nearest."),
                (v - (v.sum() - 1) / len(v), "That is the nearest point with the right sum; an entry is negative."),
            ) if not np.allclose(wrong, answer)))


@vector("ex-constraints-water", "spend")
def water(rng):
    return Variant([2, 1, 0], mistakes=(
        ([1, 1, 1], "Equal shares do not equalise the marginal gains 1/(a + x)."),
        ([8 / 3, 5 / 3, -4 / 3], "A negative share: drop that project, and solve again for the others."),
        ([0, 1, 2], "The first project has the largest marginal gain, so it gets most."),
    ))


@vector("ex-constraints-shift", "worth")
def shift(rng):
    c, A, b = [50, 90, 70], np.array([[2, 4, 3], [1, 2, 1], [1, 0, 1.0]]), np.array([120, 55, 40.0])
    s = simplex_lp(c, A, b)
    return Variant([s.value, simplex_lp(c, A, b + np.array([1, 0, 0])).value - s.value], mistakes=(
        ([s.value, s.y[1]], "That is the price of the second resource; the question asks for the first."),
        ([s.value, s.value / 120], "The average worth is not the marginal worth."),
    ))


@function("ex-constraints-step", "lasso_step", starter='''
def lasso_step(X, y, w, lam, step):
    """Return the next point of ISTA for mean((y - Xw)^2)/2 + lam * sum|w|."""
    ...
''')
def step(s, rng):
    for n, p in ((5, 3), (4, 6)):
        X, y, w = rng.normal(size=(n, p)).round(2), rng.normal(size=n).round(2), rng.normal(size=p).round(2)
        down = w - 0.1 * X.T @ (X @ w - y) / n
        expect(s, "lasso_step", (X, y, w, 0.5, 0.1), soft_threshold(down, 0.05), mistakes=(
            (soft_threshold(down, 0.5), "The threshold is lam times the step."),
            (down, "The proximal step is missing."),
            (soft_threshold(w + 0.1 * X.T @ (X @ w - y) / n, 0.05), "You walked uphill."),
            (soft_threshold(w - 0.1 * X.T @ (X @ w - y), 0.05), "The loss is a mean: divide by n.")))


@number("ex-constraints-target", "risk")
def target(rng):
    front = frontier([[4, 1, 0], [1, 9, 2], [0, 2, 16]], [3, 6, 8])
    return Variant(float(front.risk(6)), mistakes=(
        (float(front.risk(6)) ** 2, "That is the variance; take the root."),
        (3.0, "The second asset alone has the mean 6 and the deviation 3; a mix does better."),
        (float(front.risk(front.mean)), "That is the safest mix; its mean is less than 6."),
    ))


@choice("ex-constraints-diagnose", "missing", options={
    "a": "the constraint has a zero gradient at the point", "b": "the problem is not convex",
    "c": "the multiplier has the wrong sign", "d": "Slater's condition fails"})
def diagnose(rng):
    return Variant("b", mistakes=(
        ("a", "The gradient of the constraint is (2x, 2y), zero only at the origin, which is not feasible."),
        ("c", "An equation may have a multiplier of any sign."),
        ("d", "Slater's condition is for convex problems; the circle is no convex set."),
    ))


@vector("ex-constraints-orthogonal", "w", seeded=True)
def orthogonal(rng):
    z = np.round(np.array([rng.uniform(1.5, 3), -rng.uniform(1.5, 3), rng.uniform(0.1, 0.4)]), 1)
    lam, d = 0.5, int(rng.integers(2, 5))
    return Variant(soft_threshold(z, lam) / d, given=f"X'X/n = {d} I, X'y/n = {z.tolist()}, lambda = {lam}", mistakes=(
        (soft_threshold(z, lam), "Divide by the diagonal of X'X/n."),
        (soft_threshold(z / d, lam), "Threshold first, then divide: the penalty is not scaled by d."),
        (z / d, "That is least squares, without the penalty."),
    ))
