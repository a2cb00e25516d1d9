"""Checks of the exercises of "From one machine to many"."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.foundations.scaling import allreduce_time, best_workers, run_time


def harmonic(n):
    return float(np.sum(1 / np.arange(1, n + 1)))


@vector("ex-one-machine-to-many-merge", "merged", seeded=True)
def merged(rng):
    na, nb = (int(k) for k in rng.integers(3, 12, size=2))
    ma = int(rng.integers(10, 30))
    mb = ma + int(rng.integers(4, 12))
    va, vb = (int(k) for k in rng.choice(np.arange(2, 15), size=2, replace=False))
    n, d = na + nb, mb - ma
    mean = (na * ma + nb * mb) / n
    inner = (na - 1) * va + (nb - 1) * vb
    answer = [mean, (inner + na * nb / n * d**2) / (n - 1)]
    return Variant(answer, f"block a: {na} rows, mean {ma}, variance {va}; block b: {nb} rows, mean {mb}, "
                   f"variance {vb} (divisor n - 1)", apart(answer, (
        ([mean, inner / (n - 2)], "The spread between the two means is missing."),
        ([mean, (na * va + nb * vb + na * nb / n * d**2) / n], "A block's scatter is (n - 1) times its variance, "
         "and the total is divided by n - 1 again."),
        ([mean, (inner + na * nb / n * d**2) / n], "Divide by n - 1, not by n."),
        ([(ma + mb) / 2, answer[1]], "Weight the means by the rows."))))


@number("ex-one-machine-to-many-serial", "share", seeded=True)
def share(rng):
    P = int(rng.choice([4, 8, 16, 32]))
    speed = round(float(rng.uniform(0.35, 0.8)) * P, 1)
    answer = (1 / speed - 1 / P) / (1 - 1 / P)
    return Variant(answer, f"{P} workers, speed-up {speed:g}", apart(answer, (
        (1 / speed, "The serial share cannot be larger than 1/speed-up, but the parallel part takes time, too."),
        (1 / speed - 1 / P, "Divide by 1 - 1/P: T(P) = s(1 - 1/P) + 1/P."),
        ((P - speed) / (P - 1), "That is Gustafson's share, of the time on P workers."),
        (1 - speed / P, "That is one less the efficiency."))))


@number("ex-one-machine-to-many-best", "workers", seeded=True)
def workers(rng):
    s, c = int(rng.integers(1, 20)) / 100, float(rng.choice([0.0003, 0.0005, 0.0008, 0.002, 0.003]))
    P = best_workers(s, c)
    return Variant(P, f"serial share {s:g}, each further worker {c:g}", apart(P, (
        (best_workers(0, c), "The serial share does not divide: only 1 - s stands under the root."),
        (round((1 - s) / c), "Take the root."),
        (round(1 / s), "That is the bound of the speed-up.")), gap=1.1e-3))


@vector("ex-one-machine-to-many-allreduce", "seconds", seeded=True)
def seconds(rng):
    P, mb = int(rng.choice([5, 8, 12, 16, 20])), int(rng.integers(2, 60))
    a, b = 1e-3, 1e-8
    answer = [allreduce_time(P, 1e6 * mb, a, b, how) for how in ("tree", "ring")]
    return Variant(answer, f"{P} workers, vectors of {mb} million bytes, latency 1 ms, 100 MB/s", apart(answer, (
        ([answer[0] / 2, answer[1] / 2], "The sum must come back to everybody: twice as many rounds."),
        ([answer[0], 2 * (P - 1) * (a + 1e6 * mb * b)], "Around the ring go pieces, a P-th of the vector each."),
        ([2 * (P - 1) * (a + 1e6 * mb * b), answer[1]], "A tree has about log2(P) levels, rounded up."))))


@number("ex-one-machine-to-many-last", "minutes", unit="minutes", seeded=True)
def minutes(rng):
    n, fixed, extra = int(rng.integers(8, 40)), int(rng.integers(5, 20)), int(rng.integers(2, 9))
    answer = fixed + extra * harmonic(n)
    return Variant(answer, f"{n} workers, {fixed} minutes fixed, exponential extra of mean {extra} minutes",
                   apart(answer, (
                       (fixed + extra, "That is the mean of one worker; the round waits for the last."),
                       ((fixed + extra) * harmonic(n), "Only the random part is multiplied."),
                       (fixed + extra / n, "That is the first to finish."))))


@number("ex-one-machine-to-many-young", "interval", unit="minutes", seeded=True)
def interval(rng):
    save, hours, machines = int(rng.integers(1, 9)), int(rng.integers(5, 30)) * 1000, int(rng.choice([50, 100, 200]))
    mtbf = 60 * hours / machines
    answer = math.sqrt(2 * save * mtbf)
    return Variant(answer, f"a save takes {save} minutes; {machines} machines, each fails once in {hours} hours; "
                   "any failure stops the job", apart(answer, (
                       (math.sqrt(2 * save * 60 * hours), "With many machines failures come more often: divide."),
                       (math.sqrt(save * mtbf), "The factor 2 is missing."),
                       (math.sqrt(2 * save / 60 * mtbf / 60), "That is in hours."))))


@choice("ex-one-machine-to-many-which", "which", options={
    "a": "the interquartile range", "b": "the geometric mean of positive numbers", "c": "the most frequent value",
    "d": "the number of different values"})
def which(rng):
    return Variant("b", mistakes=(
        ("a", "It is a difference of quantiles: like the median, it needs the order of all values."),
        ("c", "A value that is second in every block may be the first of all."),
        ("d", "Whether a value is new depends on which values the other block had.")))


@vector("ex-one-machine-to-many-triangles", "triangle")
def triangle(rng):
    return Variant([5.0, 3.0, 3.0], mistakes=(
        ([7.0, 4.0, 4.0], "Triangles are stacked and factored, not added."),
        ([5.0, 15.0, 3.0], "r12 is the product of the columns divided by r11."),
        ([5.0, 3.0, 9.0], "Take the root: r22 is a length."),
        ([5.0, 3.0, math.sqrt(18)], "Subtract r12 squared before you take the root.")))


@number("ex-one-machine-to-many-bias", "percent", unit="%")
def percent(rng):
    return Variant(5.0, mistakes=(
        (100 / 21, "m/(m - 1) with m = 21 is 21/20."),
        (0.05, "In per cent."),
        (100 / 20_999, "That is the bias of the merged estimate, of 21,000 lives."),
        (0.005, "Averaging a thousand blocks does not divide the bias by a thousand.")))


@number("ex-one-machine-to-many-even", "rows", unit="million rows")
def rows(rng):
    return Variant(320.0, mistakes=(
        (300.0, "That is for infinitely many workers: sixteen still take a sixteenth of the time."),
        (4800.0, "The workers save 15/16 of the time, not 1/16."),
        (4500.0, "Compare with one machine: a n = t0 + a n / P."),
        (18.75, "The overhead is divided by the saving a row.")))


@number("ex-one-machine-to-many-drift", "end")
def end(rng):
    return Variant(3.0, mistakes=(
        (7 / 3, "That is the right minimum, where one local step a round would end."),
        (3.5, "That is the plain mean: the limit of many local steps."),
        (7.0, "A worker covers 1 - q^H of the way to its own minimum, not q^H.")))


@number("ex-one-machine-to-many-drop", "saved", unit="%", seeded=True)
def saved(rng):
    n = int(rng.integers(12, 50))
    k = int(rng.integers(1, 5))
    answer = 100 * harmonic(k) / harmonic(n)
    return Variant(answer, f"{n} workers, the last {k} are not waited for", apart(answer, (
        (100 * k / n, "That is the share of the work dropped; the last gaps are the longest."),
        (100 * (1 - harmonic(k) / harmonic(n)), "That is what is left."),
        (100 * (harmonic(n) - harmonic(n - k)) / harmonic(n), "The last gaps are 1, 1/2, ...: the first are "
         "1/n, 1/(n - 1), ..."))))


@number("ex-one-machine-to-many-chains", "speed")
def speed(rng):
    return Variant(5.0, mistakes=(
        (9.0, "Each walk pays its own burn-in."),
        (10.0, "That is the limit for infinitely many walks."),
        (9000 / 2000, "One walk pays the burn-in as well: 10,000 steps."),
        (0.2, "That is the time; the speed-up is its reciprocal.")))


@vector("ex-one-machine-to-many-scaled", "both", seeded=True)
def both(rng):
    P = int(rng.choice([8, 16, 32, 64]))
    serial, total = int(rng.integers(2, 7)), int(rng.integers(30, 90))
    alone = serial + P * (total - serial)
    small = serial + (total - serial) / P
    answer = [alone / total, total / small]
    return Variant(answer, f"{P} workers, {total} minutes, of which {serial} serial", apart(answer, (
        ([P, total / small], "The serial minutes are not done P times by one machine."),
        ([alone / total, alone / total], "The second table is P times smaller: its serial part weighs more."),
        ([total / small, alone / total], "You have exchanged the two."),
        ([alone / total, total / serial], "That is the bound for infinitely many workers."))))


@number("ex-one-machine-to-many-deadline", "price", unit="euros", seeded=True)
def price(rng):
    hours, s, P = int(rng.choice([40, 60, 80])), float(rng.choice([0.02, 0.05, 0.1])), int(rng.integers(4, 9))
    T = [0.0] + [hours * float(run_time(p, s)) for p in range(1, 40)]
    deadline = math.ceil(10 * T[P]) / 10
    P = next(p for p in range(1, 40) if T[p] <= deadline + 1e-12)
    answer = 0.8 * P * T[P]
    return Variant(answer, f"{hours} hours on one machine, serial share {s:g}, deadline {deadline:g} hours, "
                   "0.80 euros a machine and hour", apart(answer, (
                       (0.8 * hours, "One machine is cheaper, but late."),
                       (0.8 * P * deadline, "You pay for the hours used, not up to the deadline."),
                       (0.8 * T[P], "Every worker is paid."),
                       (0.8 * (P + 1) * T[P + 1], "One worker fewer is still in time."))))


@function("ex-one-machine-to-many-write-merge", "merge", starter='''
def merge(a, b):
    """Merge (count, mean, scatter) of two blocks of numbers; a block may be empty."""
    ...
''')
def write_merge(s, rng):
    x, y = rng.normal(50, 3, 7), rng.normal(60, 2, 4)

    def of(v):
        return (len(v), float(v.mean()), float(((v - v.mean()) ** 2).sum()))
    a, b = of(x), of(y)
    n = a[0] + b[0]
    mean = (a[0] * a[1] + b[0] * b[1]) / n
    expect(s, "merge", (a, b), of(np.concatenate([x, y])), mistakes=(
        ((n, mean, a[2] + b[2]), "The spread between the blocks is missing."),
        ((n, (a[1] + b[1]) / 2, of(np.concatenate([x, y]))[2]), "Weight the means by the counts.")))
    expect(s, "merge", ((0, 0.0, 0.0), b), b)
    expect(s, "merge", ((0, 0.0, 0.0), (0, 0.0, 0.0)), (0, 0.0, 0.0))


@function("ex-one-machine-to-many-write-bin", "quantile_bin", starter='''
def quantile_bin(edges, counts, q):
    """Return the ends of the bin that holds the least value v with at least a share q of all values <= v."""
    ...
''')
def write_bin(s, rng):
    edges = np.cumsum(rng.uniform(0.5, 2, 7))
    counts = np.array([4, 0, 3, 6, 5, 2])
    for q, i in ((0.2, 0), (0.21, 2), (0.5, 3), (0.65, 3), (0.7, 4), (1.0, 5)):
        before = (edges[max(i - 1, 0)], edges[max(i - 1, 0) + 1])
        expect(s, "quantile_bin", (edges, counts, q), (edges[i], edges[i + 1]), mistakes=() if i == 0 else (
            (before, "Step on until the running count reaches q times the total; a bin without values holds none."),))


@function("ex-one-machine-to-many-write-ridge", "ridge_from_triangle", starter='''
def ridge_from_triangle(R, lam):
    """Minimise |y - X b|^2 + lam |b|^2, given the triangle R of the table [X y]; do not form X'X."""
    ...
''')
def write_ridge(s, rng):
    A = rng.normal(size=(30, 4))
    R, lam = np.linalg.qr(A)[1], 5.0
    X, y = A[:, :3], A[:, 3]

    def fit(penalty):
        return np.linalg.solve(X.T @ X + penalty * np.eye(3), X.T @ y)
    expect(s, "ridge_from_triangle", (R, lam), fit(lam), mistakes=(
        (fit(lam**2), "Stack the root of lam times the identity under the triangle, not lam."),
        (fit(0.0), "The penalty does not act.")))
    t = np.geomspace(1, 1e-7, 3)
    B = np.linalg.qr(rng.normal(size=(30, 3)))[0] * t @ np.linalg.qr(rng.normal(size=(3, 3)))[0]
    R = np.linalg.qr(np.column_stack([B, B @ np.ones(3)]))[1]
    expect(s, "ridge_from_triangle", (R, 0.0), np.ones(3), rtol=1e-5)      # X'X would lose all but two digits here


@expression("ex-one-machine-to-many-loss", "loss", variables=("C", "M"))
def loss(rng):
    return Variant("sqrt(2*C/M)", mistakes=(
        ("sqrt(C/(2*M))", "There are two losses, the saves and the work done again, and they are equal here."),
        ("sqrt(2*C*M)", "That is the interval."),
        ("C/M", "Insert the interval into C/t + t/(2M).")))


@number("ex-one-machine-to-many-swaps", "swaps")
def swaps(rng):
    k, n = 100, 1_000_000
    answer = k * (harmonic(n) - harmonic(k))
    return Variant(answer, mistakes=(
        (k * harmonic(n), "The first k items replace nothing."),
        (k * n / (n + 1), "Add the chances k/t over all t from k + 1 to n."),
        (harmonic(n) - harmonic(k), "Item t enters with chance k/t, not 1/t.")))
