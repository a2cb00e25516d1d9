"""What the optimiser claims and what it has: the law, against whole simulations."""

import numpy as np
import pytest
from scipy import stats

from m4ds.finance.estimation_price import draw_price, price_of_estimation
from m4ds.finance.frontier import min_variance_weights


def simulate(n, T, mean_known, size, seed):
    """Return claim and truth, over the optimum, of portfolios estimated from normal months with a random covariance."""
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(n, n + 3))
    S = A @ A.T
    root, best = np.linalg.cholesky(S), 1 / np.linalg.inv(S).sum()
    rows = []
    for _ in range(size):
        X = rng.normal(size=(T, n)) @ root.T
        C = X.T @ X / T if mean_known else np.atleast_2d(np.cov(X.T))
        w = np.linalg.solve(C, np.ones(n))
        w /= w.sum()
        rows.append((w @ C @ w / best, w @ S @ w / best))
    return np.array(rows).T


@pytest.mark.parametrize("n, T, mean_known", [(20, 60, False), (20, 60, True), (5, 12, False), (2, 9, True),
                                              (1, 5, False)])
def test_the_expectations_are_those_of_a_simulation(n, T, mean_known):
    claimed, true = simulate(n, T, mean_known, 4000, seed=n + T)
    price = price_of_estimation(n, T, mean_known=mean_known)
    for values, expected in ((claimed, price.claimed), (true, price.true)):
        assert abs(values.mean() - expected) < 5 * values.std() / np.sqrt(len(values)) + 1e-9


def test_the_whole_law_is_that_of_a_simulation_and_claim_and_truth_are_independent():
    claimed, true = simulate(6, 15, False, 3000, seed=0)
    draws = draw_price(6, 15, np.random.default_rng(1), 3000)
    assert stats.ks_2samp(claimed, draws.claimed).pvalue > 1e-3
    assert stats.ks_2samp(true, draws.true).pvalue > 1e-3
    assert stats.kstest((true - 1) * 10 / 5, stats.f(5, 10).cdf).pvalue > 1e-3
    assert abs(stats.spearmanr(claimed, true).statistic) < 5 / np.sqrt(3000)


def test_what_twenty_shares_and_sixty_months_cost():
    price = price_of_estimation(20, 60)
    assert price.true == pytest.approx(58 / 39) and price.claimed == pytest.approx(40 / 59)
    assert price_of_estimation(20, 60, mean_known=True) == pytest.approx((41 / 60, 59 / 40))


def test_one_asset_costs_nothing_and_the_edge_costs_everything():
    assert price_of_estimation(1, 9) == (1, 1) and (draw_price(1, 9, np.random.default_rng(0), 3).true == 1).all()
    assert price_of_estimation(20, 21).true == np.inf and price_of_estimation(20, 21).claimed == pytest.approx(1 / 20)


def test_the_law_is_that_of_the_library_portfolio():
    C = np.cov(np.random.default_rng(2).normal(size=(30, 4)).T)
    w = np.linalg.solve(C, np.ones(4))
    np.testing.assert_allclose(min_variance_weights(C), w / w.sum(), rtol=1e-8)


@pytest.mark.parametrize("n, T", [(20, 20), (3, 1), (0, 5), (2.5, 9), (3, 0)])
def test_too_few_months_and_wrong_counts_are_refused(n, T):
    with pytest.raises(ValueError, match=r"few|integer"):
        price_of_estimation(n, T)
    with pytest.raises(ValueError, match=r"few|integer"):
        draw_price(n, T, np.random.default_rng(0), 2)
