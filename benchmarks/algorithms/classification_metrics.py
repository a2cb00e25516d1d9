"""Classification metrics: curves, scores and pooling against scikit-learn and SciPy."""

import numpy as np
from scipy import optimize
from sklearn import metrics

from m4ds.learn.isotonic import isotonic
from m4ds.learn.precision_recall import average_precision
from m4ds.learn.roc import auc, roc_curve
from m4ds.learn.scoring import brier, log_loss


def cases(n: int):
    rng = np.random.default_rng(0)
    p = rng.beta(0.3, 3, n)
    y = (rng.random(n) < p).astype(int)
    y[:2] = 0, 1
    s = np.round(p, 4)
    yield ("roc_curve", lambda: roc_curve(s, y)[:2], "sklearn.metrics.roc_curve",
           lambda: metrics.roc_curve(y, s, drop_intermediate=False)[:2])
    yield "auc", lambda: auc(s, y), "sklearn.metrics.roc_auc_score", lambda: metrics.roc_auc_score(y, s)
    yield ("average_precision", lambda: average_precision(s, y), "sklearn.metrics.average_precision_score",
           lambda: metrics.average_precision_score(y, s))
    yield "brier", lambda: brier(p, y), "sklearn.metrics.brier_score_loss", lambda: metrics.brier_score_loss(y, p)
    yield "log_loss", lambda: log_loss(p, y), "sklearn.metrics.log_loss", lambda: metrics.log_loss(y, p)
    ranked = y[np.argsort(p)].astype(float)
    yield ("isotonic", lambda: isotonic(ranked), "scipy.optimize.isotonic_regression",
           lambda: optimize.isotonic_regression(ranked).x)
