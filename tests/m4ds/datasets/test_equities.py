"""The simulated shares have the law that they state."""

import numpy as np
import pytest

from m4ds.datasets.equities import simulate_returns


def correlation(S):
    sd = np.sqrt(np.diag(S))
    return S / np.outer(sd, sd)


def test_the_law_looks_like_shares():
    S = simulate_returns().covariance
    R = correlation(S)
    yearly = np.sqrt(12 * np.diag(S))
    assert yearly.min() == pytest.approx(0.2) and yearly.max() == pytest.approx(0.6)
    assert (R.sum() - 20) / 380 == pytest.approx(0.31, abs=0.005)
    np.testing.assert_allclose(np.linalg.eigvalsh(R)[:-5:-1] / 20, [0.346, 0.084, 0.074, 0.056], atol=1e-3)


@pytest.mark.parametrize("df, garch", [(None, False), (5, False), (None, True)])
def test_means_and_covariances_of_many_months_are_those_stated(df, garch):
    T = 200_000
    world = simulate_returns(T, seed=3, df=df, garch=garch)
    sd = np.sqrt(np.diag(world.covariance))
    room = 5 / np.sqrt(T) * (4 if df or garch else 1)               # heavy tails and clusters: larger errors
    assert (np.abs(world.returns.mean(axis=0) - world.mean) < room * sd).all()
    gap = np.cov(world.returns.T) - world.covariance
    assert (np.abs(gap) < room * np.sqrt(2) * np.outer(sd, sd)).all()


def test_heavy_tails_and_calm_and_wild_times_are_there_only_on_request():
    def kurtosis(x):
        return np.mean((x - x.mean()) ** 4) / x.var() ** 2

    def echo(x):                                                    # do large months follow large months?
        size = np.abs(x - x.mean())
        return np.corrcoef(size[:-1], size[1:])[0, 1]

    plain, heavy, wild = (simulate_returns(40_000, seed=1, **kw).returns[:, 0]
                          for kw in ({}, {"df": 5}, {"garch": True}))
    assert abs(kurtosis(plain) - 3) < 0.15 and kurtosis(heavy) > 4.5
    assert abs(echo(plain)) < 0.025 and abs(echo(heavy)) < 0.025 and echo(wild) > 0.03


def test_the_seed_decides_and_bad_requests_are_refused():
    assert (simulate_returns(5, seed=1).returns == simulate_returns(5, seed=1).returns).all()
    assert (simulate_returns(5, seed=1).returns != simulate_returns(5, seed=2).returns).any()
    assert (simulate_returns(5).scale == 1).all() and (simulate_returns(5, garch=True).scale != 1).all()
    with pytest.raises(ValueError, match="at least 2"):
        simulate_returns(1)
    with pytest.raises(ValueError, match="infinite"):
        simulate_returns(9, df=2)
