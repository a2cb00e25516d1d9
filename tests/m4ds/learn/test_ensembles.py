"""Forests and boosting: what they promise, and what scikit-learn makes of the same data."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.ensemble import (
    AdaBoostClassifier,
    GradientBoostingClassifier,
    GradientBoostingRegressor,
    RandomForestClassifier as TheirForest,
)

from m4ds.datasets.faults import COLUMNS, simulate_faults, simulate_invoices
from m4ds.learn.boosting import AdaBoost, GradientBoosting, best_stump
from m4ds.learn.forest import RandomForestClassifier, RandomForestRegressor, permutation_importance


def table(seed, n=80, d=4):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)).astype(np.float32).astype(float)
    return X, ((X[:, 0] > 0) & (X[:, 1] > -0.3)) ^ (rng.random(n) < 0.1)


def test_the_same_seed_gives_the_same_forest_and_another_does_not():
    X, y = table(0)
    first, again, other = (RandomForestClassifier(5, seed=s).fit(X, y).predict_proba(X) for s in (1, 1, 2))
    assert (first == again).all() and (first != other).any()


def test_out_of_bag_rows_are_predicted_by_trees_that_did_not_see_them():
    X, y = table(1, 40)
    forest = RandomForestClassifier(3, seed=4).fit(X, y)
    total, votes, rng = np.zeros((40, 2)), np.zeros(40), np.random.default_rng(4)
    for tree in forest.trees_[:1]:                   # the first draw is reproducible without growing the tree
        out = np.bincount(rng.integers(40, size=40), minlength=40) == 0
        total[out] += tree.predict(X[out])
        votes[out] += 1
    assert np.isnan(RandomForestClassifier(1, seed=4).fit(X, y).oob_proba_[~out]).all()
    np.testing.assert_allclose(RandomForestClassifier(1, seed=4).fit(X, y).oob_proba_[out], total[out])


def test_a_bag_misses_a_row_as_often_as_promised():
    rng = np.random.default_rng(0)
    missed = np.array([(np.bincount(rng.integers(30, size=30), minlength=30) == 0).mean() for _ in range(3000)])
    assert abs(missed.mean() - (1 - 1 / 30) ** 30) < 4.5 * missed.std() / np.sqrt(3000)


def test_the_variance_of_a_mean_of_trees_given_the_data():
    """The floor rho s^2 is the variance of the mean over the draws."""
    rng = np.random.default_rng(1)
    data, own = rng.normal(size=(20_000, 1)), rng.normal(size=(20_000, 8))
    f = np.sqrt(0.5) * 2 * (data + own)                              # s^2 = 4, rho = 0.5
    want = 0.5 * 4 + 0.5 * 4 / 8
    assert abs(f.mean(axis=1).var() - want) < 4.5 * want * np.sqrt(2 / 20_000)


def test_forests_err_as_often_as_those_of_scikit_learn():
    train, test = simulate_faults(500, seed=1), simulate_faults(3000, seed=2)
    ours = (RandomForestClassifier(60, seed=1).fit(train.X, train.fault).predict(test.X) != test.fault).mean()
    theirs = np.array([(TheirForest(60, random_state=s).fit(train.X, train.fault).predict(test.X)
                        != test.fault).mean() for s in range(5)])
    assert abs(ours - theirs.mean()) < 5 * max(theirs.std(ddof=1), 0.003)


def test_a_forest_for_numbers_averages_its_trees():
    X, y = table(2)
    target = y + X[:, 2]
    forest = RandomForestRegressor(20, seed=3).fit(X, target)
    np.testing.assert_allclose(forest.predict(X), np.mean([t.predict(X)[:, 0] for t in forest.trees_], axis=0))
    seen = ~np.isnan(forest.oob_)
    assert np.mean((forest.oob_[seen] - target[seen]) ** 2) > np.mean((forest.predict(X) - target) ** 2)


def test_permutation_importance_of_a_linear_rule_is_twice_the_squared_effect():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(40_000, 3))
    y = X @ [1.0, 0.5, 0.0]
    rise = permutation_importance(lambda Z: np.mean((y - Z @ [1.0, 0.5, 0.0]) ** 2), X, rng, 3)
    np.testing.assert_allclose(rise, [2, 0.5, 0], rtol=0.05, atol=1e-12)


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_no_stump_beats_the_best(seed):
    rng = np.random.default_rng(seed)
    X, s, w = rng.integers(0, 4, (9, 2)).astype(float), rng.choice([-1, 1], 9), rng.dirichlet(np.ones(9))
    j, t, sign, error = best_stump(X, s, w)
    every = [w[np.where(X[:, k] > c, g, -g) != s].sum()
             for k in range(2) for c in (-np.inf, 0, 1, 2) for g in (-1, 1)]
    np.testing.assert_allclose(error, min(every), atol=1e-12)
    np.testing.assert_allclose(error, w[np.where(X[:, j] > t, sign, -sign) != s].sum(), atol=1e-12)


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_the_bound_on_the_training_error_holds_and_is_the_exponential_loss(seed):
    X, y = table(seed, 30, 2)
    s = 2 * y - 1
    model = AdaBoost(15).fit(X, s)
    scores = model.staged_scores(X)
    if not model.stumps_:
        return
    bound = np.cumprod(2 * np.sqrt(model.errors_ * (1 - model.errors_)))
    error = (np.where(scores >= 0, 1, -1) != s).mean(axis=1)
    assert (error <= bound + 1e-5).all()
    if model.errors_.min() > 1e-6:
        np.testing.assert_allclose(np.exp(-s * scores).mean(axis=1), bound, rtol=1e-9)
        gamma = 0.5 - model.errors_
        assert (bound <= np.exp(-2 * np.cumsum(gamma**2)) + 1e-12).all()


class Stump(ClassifierMixin, BaseEstimator):
    """Our best stump, for scikit-learn's AdaBoost."""

    def fit(self, X, y, sample_weight):
        self.classes_, self.n_features_in_ = np.unique(y), X.shape[1]
        self.rule_ = best_stump(X, y, sample_weight / sample_weight.sum())
        return self

    def predict(self, X):
        j, t, sign, _ = self.rule_
        return np.where(X[:, j] > t, sign, -sign)


def test_adaboost_gives_the_weights_of_scikit_learn():
    X, y = table(3)
    s = 2 * y.astype(int) - 1
    ours = AdaBoost(12).fit(X, s)
    theirs = AdaBoostClassifier(Stump(), n_estimators=12).fit(X, s)
    np.testing.assert_allclose(2 * ours.alphas_, theirs.estimator_weights_, rtol=1e-9)
    assert (ours.predict(X) == theirs.predict(X)).all()


def test_adaboost_stops_when_nothing_is_left_to_learn():
    assert len(AdaBoost(10).fit([[1], [2]], [-1, 1]).stumps_) == 1
    same = AdaBoost(10).fit([[1], [1]], [-1, 1])
    assert same.stumps_ == [] and same.predict([[1]]).tolist() == [1]


@pytest.mark.parametrize("depth", [1, 3])
def test_gradient_boosting_is_that_of_scikit_learn(depth):
    X, y = table(4, 150)
    target = y + 0.3 * X[:, 2]
    options = {"learning_rate": 0.2, "max_depth": depth, "min_samples_leaf": 8, "random_state": 0}
    ours = GradientBoosting("squared", 30, 0.2, depth, 8).fit(X, target)
    theirs = GradientBoostingRegressor(n_estimators=30, **options).fit(X, target)
    np.testing.assert_allclose(ours.scores(X), theirs.predict(X), rtol=1e-7, atol=1e-9)
    ours = GradientBoosting("logistic", 15, 0.2, depth, 8).fit(X, y)
    theirs = GradientBoostingClassifier(n_estimators=15, **options).fit(X, y)
    np.testing.assert_allclose(ours.scores(X), theirs.decision_function(X), rtol=1e-6, atol=1e-8)
    path = [np.mean(np.logaddexp(0, F) - y * F) for F in ours.staged_scores(X)[1:]]
    np.testing.assert_allclose(2 * np.array(path), theirs.train_score_, rtol=1e-6)      # theirs is the deviance


def test_boosting_squared_error_falls_by_what_the_theorem_says():
    X, y = table(5)
    y = y + 0.5 * X[:, 3]
    model = GradientBoosting("squared", 5, 0.3, 2).fit(X, y)
    F = model.staged_scores(X)
    for k, tree in enumerate(model.trees_):
        r, mean = y - F[k], tree.predict(X)[:, 0]
        np.testing.assert_allclose(((y - F[k + 1]) ** 2).sum(), (r**2).sum() - 0.3 * 1.7 * (mean**2).sum(), rtol=1e-9)


def test_the_simulated_machines_have_the_chances_that_they_claim():
    data = simulate_faults(100_000, seed=3)
    corner = (data.X[:, 0] > 0.3) & (data.X[:, 1] > 0.3)
    for inside, p in ((corner, 0.9), (~corner, 0.03)):
        assert abs(data.fault[inside].mean() - p) < 5 * np.sqrt(p * (1 - p) / inside.sum())
    C = np.corrcoef(data.X.T) - np.eye(20)
    assert abs(C[1, 2] - 0.9) < 0.01
    C[1, 2] = C[2, 1] = 0
    assert abs(C).max() < 5 / np.sqrt(100_000) and len(COLUMNS) == 20
    amounts, forged = simulate_invoices(5000, 50, seed=1)
    assert ((amounts[forged] >= 4500) & (amounts[forged] <= 4990)).all() and forged.sum() == 50
    honest = np.log(amounts[~forged] / 900)
    assert abs(honest.mean()) < 5 * 1.8 / np.sqrt(4950) and abs(honest.std() - 1.8) < 0.1


def test_refusals():
    X, y = table(0)
    with pytest.raises(ValueError, match="n_trees"):
        RandomForestClassifier(0).fit(X, y)
    with pytest.raises(ValueError, match="both labels"):
        GradientBoosting("logistic").fit(X, np.ones(80))
    with pytest.raises(ValueError, match="loss"):
        GradientBoosting("hinge").fit(X, y)
    with pytest.raises(ValueError, match="labels -1 or 1"):
        AdaBoost().fit(X, y.astype(int))
    with pytest.raises(ValueError, match="repeats"):
        permutation_importance(lambda Z: 0.0, X, np.random.default_rng(0), 0)
    for bad in (X * np.nan, X[:0]):
        with pytest.raises(ValueError):
            RandomForestRegressor(2).fit(bad, y)
    with pytest.raises(ValueError):
        simulate_faults(0)
    with pytest.raises(ValueError):
        simulate_invoices(5, 6)
