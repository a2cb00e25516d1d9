"""The simulated market has the law that it states."""

import numpy as np
import pytest

from m4ds.datasets.market import simulate_market


def test_means_and_covariances_of_many_months_are_those_stated():
    n = 200_000
    market = simulate_market(n, seed=3)
    sd = np.sqrt(np.diag(market.covariance))
    assert (np.abs(market.returns.mean(axis=0) - market.mean) < 5 * sd / np.sqrt(n)).all()
    gap = np.cov(market.returns.T) - market.covariance
    assert (np.abs(gap) < 5 * np.sqrt(2 / n) * np.outer(sd, sd)).all()


def test_the_seed_decides_and_too_few_months_are_refused():
    assert (simulate_market(5, seed=1).returns == simulate_market(5, seed=1).returns).all()
    assert (simulate_market(5, seed=1).returns != simulate_market(5, seed=2).returns).any()
    with pytest.raises(ValueError, match="at least 2"):
        simulate_market(1)
