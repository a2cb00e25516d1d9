"""The maintenance case: windows, ridge, filter against pandas, scikit-learn, statsmodels; the simulator's growth."""

import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from statsmodels.tsa.statespace.kalman_filter import KalmanFilter

from m4ds.datasets.fleet import simulate_fleet
from m4ds.learn.remaining_life import fit_ridge, window_features
from m4ds.stats.kalman import Belief, kalman_predict, kalman_update

STEP = np.array([[1.0, 1.0], [0.0, 1.0]])


def cases(n: int):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(5 * n, 14))
    y = X @ rng.normal(size=14) + rng.normal(size=len(X))
    cycle, frame = np.arange(1, len(X) + 1), pd.DataFrame(X)
    rows = np.arange(49, len(X))
    yield ("window_features, means of 50 rows", lambda: window_features(X, cycle, rows)[:, :14],
           "pandas rolling", lambda: frame.rolling(50).mean().to_numpy()[49:])
    theirs = make_pipeline(StandardScaler(), Ridge(alpha=10.0))
    yield ("fit_ridge, predictions", lambda: fit_ridge(X, y, 10.0).predict(X),
           "scikit-learn Ridge", lambda: theirs.fit(X, y).predict(X))
    z = np.cumsum(0.5 + rng.normal(size=n)) + rng.normal(size=n)

    def ours():
        belief = Belief(np.array([0.0, 0.5]), np.diag([0.0, 0.2]))
        for value in z:
            belief = kalman_predict(belief, STEP, np.diag([1.0, 0.0]))
            belief = kalman_update(belief, value, belief.mean[0], belief.cov[:, 0], belief.cov[0, 0] + 1).belief
        return belief.mean

    def statsmodels():
        kf = KalmanFilter(1, 2)
        kf.bind(z[:, None])
        kf["design", 0, 0], kf["obs_cov", 0, 0] = 1, 1
        kf["transition"], kf["selection"], kf["state_cov"] = STEP, np.eye(2), np.diag([1.0, 0.0])
        kf.initialize_known(np.array([0.5, 0.5]), np.array([[1.2, 0.2], [0.2, 0.2]]))
        return kf.filter().filtered_state[:, -1]
    yield "kalman_predict and kalman_update, one unit", ours, "statsmodels KalmanFilter", statsmodels
    engines = max(n // 10, 1)
    total = len(simulate_fleet(engines, 0).unit)

    def plain():
        return float(len(np.random.default_rng(0).normal(size=(total, 15))))
    yield ("simulate_fleet, rows of n / 10 engines", lambda: float(len(simulate_fleet(engines, 0).unit)),
           "numpy, as many normal numbers", plain)
