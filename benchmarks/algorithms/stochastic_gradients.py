"""Stochastic gradients: one pass and Adam against scikit-learn, averages against pandas."""

import numpy as np
import pandas as pd
from sklearn.linear_model import SGDRegressor
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer

from m4ds.optim.adaptive import adam, moving_average
from m4ds.optim.batches import minibatches
from m4ds.optim.schedules import root_steps
from m4ds.optim.stochastic import sgd
from m4ds.optim.sums import least_squares_sum


def cases(n: int):
    rng = np.random.default_rng(0)
    A, b, rows = rng.normal(size=(20 * n, 5)), rng.normal(size=20 * n), 20 * n
    total = least_squares_sum(A, b)
    model = SGDRegressor(penalty=None, fit_intercept=False, shuffle=False, learning_rate="invscaling", eta0=0.02,
                         power_t=0.5, max_iter=1, tol=None)
    yield ("sgd, one pass", lambda: sgd(total.grad, np.zeros(5), minibatches(rows, 1, how="order"), root_steps(0.02),
                                        steps=rows).x,
           "sklearn.linear_model.SGDRegressor", lambda: model.fit(A, b).coef_)

    def theirs():
        x = [np.zeros(5)]
        optimiser = AdamOptimizer(x, learning_rate_init=0.01, epsilon=1e-14)
        for g in A:
            optimiser.update_params(x, [g])
        return x[0]
    yield ("adam", lambda: adam(lambda x, i: A[i[0]], np.zeros(5), minibatches(rows, 1, how="order"), 0.01, steps=rows,
                                eps=1e-14).x,
           "sklearn.neural_network, Adam", theirs)
    yield ("moving_average", lambda: moving_average(b, 0.9), "pandas.Series.ewm",
           lambda: pd.Series(b).ewm(alpha=0.1, adjust=True).mean().to_numpy())
