"""Checks of the exercises of "Case study: which engine to take out, and when"."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.learn.remaining_life import window_features
from m4ds.stats.look_ahead import play


@number("ex-predictive-maintenance-due", "due", unit="%", seeded=True)
def due(rng):
    planned, failure = int(rng.integers(3, 9)) * 10, int(rng.integers(20, 60)) * 10
    step, price = int(rng.choice([5, 10, 15, 20])), int(rng.integers(20, 60)) / 100
    answer = 100 * price * step / (failure - planned)
    return Variant(answer, f"planned {planned} k€, failure {failure} k€, checks every {step} cycles, "
                   f"a cycle is worth {price:.2f} k€", apart(answer, (
        (100 * price * step / failure, "A failure saves you the planned removal: only the difference counts."),
        (100 * price / (failure - planned), "The next check is a whole stretch of cycles away."),
        (100 * planned / failure, "That is the ratio of the costs; the price of a cycle is missing."))))


@vector("ex-predictive-maintenance-step", "belief", seeded=True)
def belief(rng):
    m, p, q, r = (int(rng.integers(a, b)) for a, b in ((20, 60), (2, 9), (1, 5), (4, 20)))
    drift, z = int(rng.integers(1, 5)), 0
    z = m + drift + int(rng.choice([-6, -4, 4, 6, 8]))
    prior = p + q
    gain = prior / (prior + r)
    answer = [m + drift + gain * (z - m - drift), (1 - gain) * prior]
    short = p / (p + r)
    return Variant(answer, f"belief: mean {m}, variance {p}; drift {drift}; noise of a step {q}, of the reading {r} "
                   f"(variances); reading {z}", apart(answer, (
        ([m + drift + short * (z - m - drift), (1 - short) * p], "Before the reading the variance grows by the step."),
        ([m + prior / (prior + r) * (z - m), answer[1]], "First move the mean by the drift."),
        ([m + drift + (1 - gain) * (z - m - drift), gain * prior], "Gain and one minus gain are exchanged."),
        ([answer[0], prior], "The reading lowers the variance.")), gap=2e-3))


@vector("ex-predictive-maintenance-index", "index")
def index(rng):
    return Variant([0.44, 0.2], mistakes=(
        ([0.475, 0.2], "Weigh by squared gain over squared noise, not equally."),
        ([0.44, 0.04], "That is the variance: take the root."),
        ([3.2 / 7, 0.2], "The weights are squares: 9 and 16.")))


@number("ex-predictive-maintenance-count", "rate", unit="k€ per 1000 cycles", seeded=True)
def rate(rng):
    cycles = rng.integers(90, 220, 5)
    failed = np.zeros(5, bool)
    failed[rng.choice(5, int(rng.integers(1, 4)), replace=False)] = True
    cost = np.where(failed, 250, 60)
    answer = 1000 * cost.sum() / cycles.sum()
    words = ", ".join(f"{c} ({'failed' if f else 'planned'})" for c, f in zip(cycles, failed, strict=True))
    return Variant(answer, words, apart(answer, (
        (1000 * np.mean(cost / cycles), "The long run is total cost over total cycles, not the mean of the quotients."),
        (1000 * 250 * failed.sum() / cycles.sum(), "Planned removals cost, too."),
        (1000 * 60 * 5 / cycles.sum(), "Some of them failed.")), gap=2e-3))


@choice("ex-predictive-maintenance-clip", "convention", options={
    "a": "B is better by 6 cycles", "b": "B is better, by less than 6",
    "c": "nothing: they measured different things", "d": "A is better"})
def convention(rng):
    return Variant("c", mistakes=(
        ("a", "B's engines with 140 cycles left were counted as 125. That lowers every error."),
        ("b", "How much less? The two figures do not say; not even the sign."),
        ("d", "Nor that. Ask both for the same convention.")))


@choice("ex-predictive-maintenance-split", "split", options={
    "a": "held = rng.random(len(unit)) < 0.2",
    "b": "held = np.isin(unit, rng.permutation(100)[:20])",
    "c": "held = cycle > 0.8 * life[unit]",
    "d": "held = np.arange(len(unit)) % 5 == 0"})
def split(rng):
    return Variant("b", mistakes=(
        ("a", "Rows of one engine fall on both sides."),
        ("c", "Every engine is on both sides, and the held rows are all old."),
        ("d", "Every fifth row: its neighbours in time are in the training set.")))


@expression("ex-predictive-maintenance-tangent", "excess", variables=("k", "m", "p"))
def excess(rng):
    return Variant("exp(k*m)*(exp(k^2*p/2) - 1)", mistakes=(
        ("exp(k*m)*exp(k^2*p/2)", "That is the mean itself. Subtract the value at the mean."),
        ("exp(k*m)*(exp(k^2*p) - 1)", "Half of the variance stands in the exponent of the mean."),
        ("exp(k*m)*k^2*p/2", "That is the first term of the series; the question asks for the exact difference.")))


@number("ex-predictive-maintenance-cut", "mean_left", unit="cycles")
def mean_left(rng):
    return Variant(75.0, mistakes=(
        (135.0, "That is the mean in the fleet. The stop excludes 150 and 200."),
        (30.0, "Divide by the probability that is left, 0.4.")))


@vector("ex-predictive-maintenance-round", "rounds")
def rounds(rng):
    return Variant([0.7, 0.5], mistakes=(
        ([1.25, 0.7], "The price that you begin with is not a result; go one round further."),
        ([0.5, 0.5], "At price 1.25: A 60 - 150 = -90, B 140 - 250 = -110, C 250 - 250 = 0."),
        ([0.7, 0.7], "At price 0.7 policy A is better than B: -24 against 0.")))


@vector("ex-predictive-maintenance-shop", "removals", seeded=True)
def removals(rng):
    q = np.sort(rng.integers(2, 90, 5) / 100)[::-1]
    answer = [q.sum(), math.sqrt(np.sum(q * (1 - q)))]
    mean = q.mean()
    return Variant(answer, "risks " + ", ".join(f"{x:.2f}" for x in q), apart(answer, (
        ([q.sum(), np.sum(q * (1 - q))], "The second number is the variance: take the root."),
        ([q.sum(), math.sqrt(5 * mean * (1 - mean))], "The engines have different risks: add their own variances."),
        ([q.sum(), math.sqrt(q.sum())], "That is a Poisson count; these risks are not small.")), gap=2e-3))


@number("ex-predictive-maintenance-steady", "gain", seeded=True)
def gain(rng):
    q, r = int(rng.integers(1, 9)), int(rng.integers(5, 40))
    prior = (q + math.sqrt(q * q + 4 * q * r)) / 2
    answer = prior / (prior + r)
    return Variant(answer, f"variances: step {q}, reading {r}", apart(answer, (
        (q / (q + r), "The variance before a reading is more than that of one step: something was left over."),
        (1 - answer, "That is the weight of the old mean."),
        (prior, "That is the variance before a reading. The gain divides it by itself plus r."))))


@number("ex-predictive-maintenance-late", "late", unit="cycles")
def late(rng):
    answer = 0.5826 * 0.02 / 0.004
    return Variant(answer, mistakes=(
        (0.02 / 0.004, "The factor 0.5826 is missing."),
        (0.5826 * 0.02, "That is a distance in wear; divide by the drift."),
        (0.5826 * math.sqrt(0.02) / 0.004, "0.02 is the standard deviation already.")))


@choice("ex-predictive-maintenance-cover", "cover", options={
    "a": "yes: 0.75 is not 0.80", "b": "no: it is 1.25 standard errors below",
    "c": "no: with 100 engines nothing can be said", "d": "yes: it is 5 standard errors below"})
def cover(rng):
    return Variant("b", mistakes=(
        ("a", "A count of 100 engines varies by 4."),
        ("c", "A coverage of 0.65 would have been nearly four standard errors off."),
        ("d", "The standard error is the root of 0.8 times 0.2 over 100, that is 0.04.")))


@number("ex-predictive-maintenance-bias", "spread", unit="thousandths")
def spread(rng):
    return Variant(0.8, mistakes=(
        (1.0, "That is the standard deviation of the pace; the noise is still in it."),
        (0.64, "That is the variance: take the root."),
        (0.6, "That is the noise. It must be taken off.")))


@function("ex-predictive-maintenance-write-step", "kalman_step", starter='''
def kalman_step(mean, P, z, r2):
    """Return the belief about (wear, drift) after one cycle and one reading, as np.vstack([mean, P])."""
    ...
''')
def write_step(s, rng):
    F, Q = np.array([[1.0, 1.0], [0.0, 1.0]]), np.diag([0.5, 0.0])
    for _ in range(3):
        mean, A, r2 = rng.normal(size=2), rng.normal(size=(2, 2)), float(rng.uniform(0.5, 3))
        P, z = A @ A.T, float(rng.normal())
        m1, P1 = F @ mean, F @ P @ F.T + Q
        u = P1[0, 0] + r2
        answer = np.vstack([m1 + P1[:, 0] * (z - m1[0]) / u, P1 - np.outer(P1[:, 0], P1[:, 0]) / u])
        lazy = np.vstack([m1 + P1[:, 0] * (z - m1[0]) / u, P1])
        early = np.vstack([mean + P[:, 0] * (z - mean[0]) / (P[0, 0] + r2),
                           P - np.outer(P[:, 0], P[:, 0]) / (P[0, 0] + r2)])
        expect(s, "kalman_step", (mean, P, z, r2), answer, mistakes=(
            (lazy, "The covariance must shrink with the reading."),
            (early, "The step of the cycle comes before the reading.")))


@function("ex-predictive-maintenance-write-play", "cost_per_cycle", starter='''
def cost_per_cycle(signal, life, threshold, step, planned, failure):
    """Return total cost over total cycles; column j of signal is the check after cycle (j + 1) * step."""
    ...
''')
def write_play(s, rng):
    for _ in range(3):
        life = rng.integers(25, 95, 6)
        life[0] = 60                                   # fails at a check: too late
        signal = np.sort(rng.uniform(0, 1, (6, 9)), axis=1)
        signal[0, :5], signal[0, 5:] = 0.1, 0.9
        args = (signal, life, 0.6, 10, 60.0, 250.0)
        runs = play(*args)
        after = play(signal, life + 10**6, *args[2:])
        late = np.where(after.failed | (after.cycles > life), life, after.cycles)
        wrong = np.where(after.failed | (after.cycles > life), 250.0, 60.0)
        expect(s, "cost_per_cycle", args, runs.rate, mistakes=(
            (float(np.mean(runs.cost / runs.cycles)), "Total cost over total cycles, not the mean of the quotients."),
            (float(wrong.sum() / late.sum()), "An engine that fails in the cycle of its check has failed.")))


@function("ex-predictive-maintenance-write-window", "mean_and_slope", starter='''
def mean_and_slope(values, width):
    """Return [mean, least-squares slope per cycle] of the last `width` values."""
    ...
''')
def write_window(s, rng):
    for width in (5, 9):
        v = rng.normal(size=30).cumsum()
        answer = window_features(v[:, None], np.arange(1, 31), [29], width)[0]
        first = window_features(v[:, None], np.arange(1, 31), [width - 1], width)[0]
        ends = [answer[0], (v[-1] - v[-width]) / (width - 1)]
        expect(s, "mean_and_slope", (v, width), answer, mistakes=(
            (first, "Those are the first values of the engine, not the last."),
            (ends, "Two end points are not the least-squares slope.")))


@function("ex-predictive-maintenance-write-level", "level", starter='''
def level(pmf, left):
    """Return, for each engine, the middle of the step of its distribution function at `left` cycles.

    Row i of pmf holds the probabilities of 1, 2, 3, ... cycles for engine i.
    """
    ...
''')
def write_level(s, rng):
    pmf = rng.dirichlet(np.ones(12), size=5)
    left = rng.integers(1, 13, 5)
    upto = pmf.cumsum(axis=1)
    here = np.arange(5)
    answer = (upto - pmf / 2)[here, left - 1]
    expect(s, "level", (pmf, left), answer, mistakes=(
        (upto[here, left - 1], "That is the top of the step; subtract half of it."),
        (1 - answer, "From below, please: the probability of fewer cycles, and half of that of exactly so many."),
        ((upto - pmf / 2)[here, np.minimum(left, 11)], "Column 0 is one cycle.")))


@function("ex-predictive-maintenance-write-ratio", "ratio_draws", starter='''
def ratio_draws(cost_a, cycles_a, cost_b, cycles_b, picks):
    """Return a draw of (cost per cycle of a) / (cost per cycle of b) for each row of picks, engine numbers."""
    ...
''')
def write_ratio(s, rng):
    ca, cb = rng.choice([60.0, 250.0], 8), rng.choice([60.0, 250.0], 8)
    na, nb = rng.integers(100, 200, 8), rng.integers(100, 200, 8)
    picks = rng.integers(0, 8, (6, 8))
    each = (ca[picks].sum(1) / na[picks].sum(1)) / (cb[picks].sum(1) / nb[picks].sum(1))
    other = picks[::-1]
    apart_ = (ca[picks].sum(1) / na[picks].sum(1)) / (cb[other].sum(1) / nb[other].sum(1))
    expect(s, "ratio_draws", (ca, na, cb, nb, picks), each, mistakes=(
        ((ca / na)[picks].mean(1) / (cb / nb)[picks].mean(1), "Sum the cost and the cycles first, then divide."),
        (apart_, "Both policies must use the same engines of a draw.")))


@expression("ex-predictive-maintenance-learnt", "share", variables=("s", "sigma", "t"))
def share(rng):
    return Variant("s^2*t/(sigma^2 + s^2*t)", mistakes=(
        ("sigma^2/(sigma^2 + s^2*t)", "That is the share that is left, not the one that was removed."),
        ("s*t/(sigma + s*t)", "Variances, not standard deviations."),
        ("s^2*t^2/(sigma^2*t + s^2)", "Precisions add: 1/s^2 and t/sigma^2.")))


@vector("ex-predictive-maintenance-falls", "values")
def values(rng):
    return Variant([0.5, -4.3375], mistakes=(
        ([0.5, -4.5], "The second stretch is run only by engines that survive the first."),
        ([0.5, -5.0], "That is the second stretch alone."),
        ([0.5, -4.8375], "Add what the first stretch costs.")))
