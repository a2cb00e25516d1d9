"""GLMs and logistic regression: fits against statsmodels and scikit-learn, pooling against SciPy."""

import warnings

import numpy as np
import statsmodels.api as sm
from scipy.optimize import isotonic_regression, linprog
from sklearn.linear_model import LogisticRegression

from m4ds.stats.calibration import isotonic_pav
from m4ds.stats.glm import poisson_glm
from m4ds.stats.logistic import logistic_irls, separating_direction
from m4ds.stats.softmax import softmax_regression


def cases(n: int):
    warnings.filterwarnings("ignore", module="statsmodels")
    rng = np.random.default_rng(0)
    rows = 20 * n
    X = np.column_stack([np.ones(rows), rng.normal(size=(rows, 3))])
    eta = X @ [0.2, 0.8, -0.5, 0.3]
    y = (rng.random(rows) < 1 / (1 + np.exp(-eta))).astype(float)
    yield ("logistic_irls", lambda: logistic_irls(X, y).coef, "statsmodels Logit",
           lambda: sm.Logit(y, X).fit(disp=0, tol=1e-10).params)
    hours = rng.uniform(1, 5, rows)
    counts = rng.poisson(hours * np.exp(eta)).astype(float)
    yield ("poisson_glm", lambda: poisson_glm(X, counts, hours).coef, "statsmodels GLM",
           lambda: sm.GLM(counts, X, family=sm.families.Poisson(), exposure=hours).fit(tol=1e-10).params)
    label = (eta[:, None] * [0, 1, -1] + rng.gumbel(size=(rows, 3))).argmax(axis=1)
    yield ("softmax_regression", lambda: softmax_regression(X, label, lam=[0, 1, 1, 1]).fitted,
           "scikit-learn LogisticRegression",
           lambda: LogisticRegression(tol=1e-8, max_iter=1000).fit(X[:, 1:], label).predict_proba(X[:, 1:]))
    yield "isotonic_pav", lambda: isotonic_pav(y), "scipy isotonic_regression", lambda: isotonic_regression(y).x
    few = X[:min(n, 60)]
    S = (2 * y[:len(few)] - 1)[:, None] * few

    def ours() -> bool:
        return separating_direction(few, y[:len(few)]) is None

    def theirs() -> bool:
        return linprog(-S.sum(axis=0), -S, np.zeros(len(few)), bounds=[(-1, 1)] * 4).fun > -1e-8
    yield "separating_direction", lambda: float(ours()), "scipy linprog", lambda: float(theirs())
