"""Neural networks: training against scikit-learn, convolution against SciPy."""

import warnings

import numpy as np
from scipy.signal import correlate2d
from sklearn.neural_network import MLPClassifier

from m4ds.learn.nn import correlate, cross_entropy, train
from m4ds.learn.nn.mlp import mlp


def cases(n: int):
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(10 * n, 20)), np.arange(10 * n) % 3
    start = [p.data.copy() for p in mlp([20, 32, 3], np.random.default_rng(1)).parameters()]
    size = min(50, 10 * n)

    def ours():
        net = mlp([20, 32, 3], np.random.default_rng(1))
        return np.array(train(net, cross_entropy, X, y, epochs=5, size=size, step=0.01, eps=1e-14))

    def theirs():
        parameters = [p.copy() for p in start]

        class Started(MLPClassifier):
            def _init_coef(self, fan_in, fan_out, dtype):
                return parameters.pop(0).T, parameters.pop(0)
        model = Started(hidden_layer_sizes=(32,), alpha=0, batch_size=size, learning_rate_init=0.01, shuffle=False,
                        max_iter=5, tol=0, n_iter_no_change=9, epsilon=1e-14)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return np.array(model.fit(X, y).loss_curve_)
    yield "MLP, 5 epochs of Adam", ours, "sklearn.neural_network.MLPClassifier", theirs
    picture, kernel = rng.normal(size=(n + 5, n + 5)), rng.normal(size=(5, 5))
    yield ("correlate", lambda: correlate(picture, kernel), "scipy.signal.correlate2d",
           lambda: correlate2d(picture, kernel, mode="valid"))
