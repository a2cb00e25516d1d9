"""What the portfolio case says of its worlds: who is safer, and how often its interval holds the truth."""

import numpy as np
import pytest

from m4ds.datasets.equities import simulate_returns
from m4ds.finance import min_variance_weights, walk_forward
from m4ds.stats.block_bootstrap import block_indices
from m4ds.stats.shrinkage import ledoit_wolf

S = simulate_returns().covariance


def inverse_variance(past):
    w = 1 / past.var(axis=0)
    return w / w.sum()


@pytest.mark.parametrize("options", [{}, {"df": 5}, {"df": 5, "garch": True}])
def test_without_short_sales_the_true_risk_is_lower_and_all_beat_equal_weights(options):
    risks = []
    for seed in range(150):
        past = simulate_returns(60, seed=seed, **options).returns
        C = np.cov(past.T)
        W = [inverse_variance(past), min_variance_weights(C, long_only=True),
             min_variance_weights(ledoit_wolf(past).cov, long_only=True), min_variance_weights(C)]
        risks.append([np.sqrt(w @ S @ w / S.mean()) for w in W])
    risks = np.array(risks)
    mean, error = risks.mean(axis=0), risks.std(axis=0, ddof=1) / np.sqrt(150)
    assert (mean + 5 * error < 0.95).all()
    gap = risks[:, 3] - risks[:, 1]
    assert gap.mean() > 5 * gap.std(ddof=1) / np.sqrt(150)


def test_the_interval_of_a_ratio_of_volatilities_holds_the_truth_nearly_as_often_as_promised():
    held = 0
    for seed in range(200):
        R = simulate_returns(300, seed=seed, df=5, garch=True).returns
        a = walk_forward(R, inverse_variance, window=60)
        b = walk_forward(R, lambda past: np.full(20, 0.05), window=60)
        rows = block_indices(240, 12, np.random.default_rng(seed), 300)
        low, high = np.quantile(a.net[rows].std(axis=1) / b.net[rows].std(axis=1), [0.025, 0.975])
        truth = np.sqrt(np.mean([w @ S @ w for w in a.weights]) / np.mean([w @ S @ w for w in b.weights]))
        held += low <= truth <= high
    assert 0.84 <= held / 200 <= 0.99
