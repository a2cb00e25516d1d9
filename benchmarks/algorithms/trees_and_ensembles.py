"""Trees, ensembles, anomaly detectors: all against scikit-learn; first digits against SciPy."""

import numpy as np
from scipy.stats import chisquare
from sklearn.ensemble import (
    GradientBoostingRegressor,
    IsolationForest as TheirIsolation,
    RandomForestRegressor as TheirForest,
)
from sklearn.neighbors import LocalOutlierFactor
from sklearn.tree import DecisionTreeRegressor as TheirTree

from m4ds.learn.boosting import GradientBoosting
from m4ds.learn.forest import RandomForestRegressor
from m4ds.learn.isolation import IsolationForest
from m4ds.learn.lof import lof
from m4ds.learn.tree import DecisionTreeRegressor
from m4ds.stats.benford import BENFORD, benford_test


def cases(n: int):
    rng = np.random.default_rng(0)
    rows = 5 * n
    X = rng.normal(size=(rows, 5)).astype(np.float32).astype(float)
    y = rng.normal(size=rows) + 2 * (X[:, 0] > 0.3) * (X[:, 1] > 0)
    yield ("DecisionTreeRegressor", lambda: DecisionTreeRegressor(4, 5).fit(X, y).predict(X),
           "scikit-learn DecisionTreeRegressor",
           lambda: TheirTree(max_depth=4, min_samples_leaf=5, random_state=0).fit(X, y).predict(X))
    yield ("GradientBoosting", lambda: GradientBoosting("squared", 20, 0.1, 2, 5).fit(X, y).scores(X),
           "scikit-learn GradientBoostingRegressor",
           lambda: GradientBoostingRegressor(n_estimators=20, max_depth=2, min_samples_leaf=5, random_state=0)
           .fit(X, y).predict(X))
    yield ("RandomForestRegressor (draws differ)", lambda: RandomForestRegressor(20, 2, 5).fit(X, y).predict(X).mean(),
           "scikit-learn RandomForestRegressor",
           lambda: TheirForest(20, max_features=2, min_samples_leaf=5, random_state=0).fit(X, y).predict(X).mean())
    yield ("IsolationForest (draws differ)", lambda: IsolationForest(20, 64).fit(X).score(X).mean(),
           "scikit-learn IsolationForest",
           lambda: -TheirIsolation(n_estimators=20, max_samples=min(64, rows), random_state=0).fit(X).score_samples(X)
           .mean())
    k = min(20, rows - 1)
    yield ("lof", lambda: lof(X, k), "scikit-learn LocalOutlierFactor",
           lambda: -LocalOutlierFactor(k).fit(X).negative_outlier_factor_)
    amounts = 900 * np.exp(1.8 * rng.normal(size=rows))
    yield ("benford_test", lambda: benford_test(amounts).p_value, "NumPy digits and scipy chisquare",
           lambda: chisquare(np.bincount((amounts / 10 ** np.floor(np.log10(amounts))).astype(int), minlength=10)[1:],
                             rows * BENFORD).pvalue)
