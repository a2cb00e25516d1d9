"""The claims of the chapter "Learning theory, model selection" about frequencies, by simulation at fixed seeds."""

import numpy as np

from m4ds.datasets.fleet import cut_at_random, simulate_fleet
from m4ds.datasets.shift_records import record_shifts
from m4ds.learn.bounds import finite_class_bound
from m4ds.learn.conformal import split_conformal
from m4ds.learn.cross_validation import cross_val, nested_cv
from m4ds.learn.min_norm import min_norm_risk
from m4ds.learn.neighbours import knn_predict
from m4ds.learn.splits import group_kfold, kfold


def nearest(X, y):
    return lambda Z: knn_predict(X, y, Z, k=1)


def wrong(y, p):
    return (y != p).astype(float)


def squared(y, p):
    return (y - p)**2


def least_squares(X, y):
    w = np.linalg.lstsq(X, y, rcond=None)[0]
    return lambda Z: Z @ w


def near(values, truth, errors=5):
    return abs(np.mean(values) - truth) < errors * np.std(values, ddof=1) / np.sqrt(len(values))


def test_rows_at_random_promise_what_new_machines_do_not_keep_and_groups_do():
    random, grouped = [], []
    for s in range(12):
        d, new = record_shifts(40, 8, seed=s), record_shifts(400, 1, seed=100 + s)
        truth = wrong(new.worn, nearest(d.X, d.worn)(new.X)).mean()
        random.append(cross_val(nearest, d.X, d.worn, kfold(320, 5, np.random.default_rng(s)), wrong).mean - truth)
        grouped.append(cross_val(nearest, d.X, d.worn, group_kfold(d.machine, 5), wrong).mean - truth)
    assert np.mean(random) < -0.2
    assert near(grouped, 0)


def test_cross_validation_estimates_the_procedure_at_its_training_size_and_its_spread_is_too_small():
    rng, means, bars = np.random.default_rng(0), [], []
    for _ in range(600):
        X = rng.normal(size=(40, 15))
        cv = cross_val(least_squares, X, X[:, 0] + rng.normal(size=40), kfold(40, 10, rng), squared)
        means.append(cv.mean)
        bars.append(cv.folds.std(ddof=1) / np.sqrt(10))
    assert near(means, 1 + min_norm_risk(36, 15, 1.0, 1.0))
    assert np.mean(bars) < 0.85 * np.std(means)


def test_the_winner_flatters_itself_below_the_ceiling_and_the_nested_estimate_does_not():
    rng, m = np.random.default_rng(1), 100
    for k in (2, 10, 100):
        best = (rng.binomial(m, 0.5, (4000, k)) / m).min(axis=1)
        gap = 0.5 - best
        assert gap.mean() - 5 * gap.std() / 4000**0.5 > 0
        assert gap.mean() < np.sqrt(np.log(k) / (2 * m))

    def guess(column):
        return lambda X, y: lambda Z: (Z[:, column] > 0).astype(float)
    plain, nested = [], []
    fits = {j: guess(j) for j in range(30)}
    for _ in range(40):
        X, y = rng.normal(size=(60, 30)), rng.integers(0, 2, 60)
        outer = kfold(60, 4, rng)
        plain.append(min(cross_val(f, X, y, outer, wrong).mean for f in fits.values()))
        nested.append(nested_cv(fits, X, y, outer, lambda rows: kfold(len(rows), 3), wrong).mean)
    assert np.mean(plain) < 0.42
    assert near(nested, 0.5)


def test_conformal_intervals_for_new_engines_cover_their_share_over_calibration_sets():
    fleet = cut_at_random(simulate_fleet(3000, seed=4), seed=5)
    last = fleet.last_rows()
    X, y = np.column_stack([np.ones(3000), fleet.sensors[last, :14]]), fleet.remaining[last].astype(float)
    X /= X[:200].mean(axis=0)
    guess = X @ np.linalg.lstsq(X[:200], y[:200], rcond=None)[0]
    rng, cover = np.random.default_rng(6), []
    for _ in range(200):
        rows = 200 + rng.permutation(2800)[:60]
        low, high = split_conformal(y[rows[:59]], guess[rows[:59]], 0.1)(guess[rows[59:]])
        cover.append(float((low <= y[rows[59:]])[0] and (y[rows[59:]] <= high)[0]))
    assert near(cover, 0.9)                                            # exactly 54 of 60 places


def test_the_union_bound_fails_more_rarely_than_promised():
    rng, size, n = np.random.default_rng(7), 50, 300
    gaps = np.abs(rng.binomial(n, 0.5, (4000, size)) / n - 0.5).max(axis=1)
    share = (gaps > finite_class_bound(size, n, 0.1)).mean()
    assert share < 0.1


def test_selection_outside_the_folds_finds_structure_in_noise():
    rng, y = np.random.default_rng(8), np.arange(60) % 2.0

    def centroids(X, y):
        a, b = X[y == 0].mean(axis=0), X[y == 1].mean(axis=0)
        return lambda Z: (((Z - b)**2).sum(axis=1) < ((Z - a)**2).sum(axis=1)).astype(float)

    def best(X, y):
        return np.argsort(-np.abs((y - y.mean()) @ (X - X.mean(axis=0)) / X.std(axis=0)))[:20]

    def inside(X, y):
        keep = best(X, y)
        return lambda Z: centroids(X[:, keep], y)(Z[:, keep])
    early, late = [], []
    for _ in range(25):
        X, folds = rng.normal(size=(60, 1000)), kfold(60, 5, rng)
        early.append(cross_val(centroids, X[:, best(X, y)], y, folds, wrong).mean)
        late.append(cross_val(inside, X, y, folds, wrong).mean)
    assert np.mean(early) < 0.2
    assert abs(np.mean(late) - 0.5) < 0.06
