"""Digits: temperature against SciPy's minimiser, an epoch of the network against scikit-learn's, McNemar's test."""

import warnings

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.neural_network import MLPClassifier
from statsmodels.stats.contingency_tables import mcnemar as their_mcnemar

from m4ds.learn.mcnemar import mcnemar
from m4ds.learn.nn import cross_entropy, train
from m4ds.learn.nn.mlp import mlp
from m4ds.learn.temperature import fit_temperature


def cases(n: int):
    rng = np.random.default_rng(0)
    y = rng.integers(0, 10, 10 * n)
    Z = rng.normal(size=(10 * n, 10)) * 2
    Z[np.arange(10 * n), y] += 2

    def theirs():
        return np.array(minimize_scalar(lambda b: -log_softmax(b * Z, axis=1)[np.arange(len(y)), y].mean(),
                                        bounds=(0, 10), method="bounded", options={"xatol": 1e-10}).x)
    yield "temperature", lambda: np.array(fit_temperature(Z, y).factor), "scipy.optimize.minimize_scalar", theirs

    X, size = rng.random((10 * n, 64)), min(50, 10 * n)
    y[:10] = np.arange(10)
    start = [p.data.copy() for p in mlp([64, 64, 10], np.random.default_rng(1)).parameters()]

    def our_epoch():
        net = mlp([64, 64, 10], np.random.default_rng(1))
        return np.array(train(net, cross_entropy, X, y, epochs=1, size=size, step=0.01, eps=1e-14))

    def their_epoch():
        parameters = [p.copy() for p in start]

        class Started(MLPClassifier):
            def _init_coef(self, fan_in, fan_out, dtype):
                return parameters.pop(0).T, parameters.pop(0)
        model = Started((64,), alpha=0, batch_size=size, learning_rate_init=0.01, shuffle=False, max_iter=1,
                        epsilon=1e-14)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return np.array(model.fit(X, y).loss_curve_)
    yield "network, one epoch", our_epoch, "sklearn.neural_network.MLPClassifier", their_epoch

    a, b = rng.random((2, 10 * n)) < 0.9
    table = [[np.sum(a & b), np.sum(a & ~b)], [np.sum(~a & b), np.sum(~a & ~b)]]
    yield ("McNemar, exact", lambda: np.array(mcnemar(a, b).p_value), "statsmodels mcnemar",
           lambda: np.array(their_mcnemar(table, exact=True).pvalue))
