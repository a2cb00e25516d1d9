import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.covariance import LedoitWolf, shrunk_covariance

from m4ds.stats.shrinkage import ledoit_wolf, oracle_intensity, shrink


@pytest.mark.parametrize("n, d", [(2, 1), (2, 3), (5, 40), (40, 5), (300, 8)])
@pytest.mark.parametrize("units", [1.0, 1e-6, 1e6])
def test_scikit_learn_agrees(n, d, units):
    rng = np.random.default_rng(n + d)
    X = (rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + 3) * units
    theirs = LedoitWolf().fit(X)
    ours = ledoit_wolf(X)
    np.testing.assert_allclose(ours.intensity, theirs.shrinkage_, rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(ours.cov, theirs.covariance_, rtol=1e-8, atol=1e-8 * units**2)
    np.testing.assert_allclose(shrink(theirs.covariance_, 0.3), shrunk_covariance(theirs.covariance_, 0.3), rtol=1e-12)


@given(st.integers(0, 10**6), st.integers(2, 6), st.integers(3, 30), st.floats(0.01, 1))
@settings(max_examples=40)
def test_shrinking_pulls_every_eigenvalue_towards_their_mean_by_the_same_share(seed, d, n, share):
    X = np.random.default_rng(seed).normal(size=(n, d))
    S = np.cov(X.T)
    before, after = np.linalg.eigvalsh(S), np.linalg.eigvalsh(shrink(S, share))
    np.testing.assert_allclose(after, (1 - share) * before + share * before.mean(), atol=1e-10)
    assert np.linalg.eigvalsh(ledoit_wolf(X).cov)[0] > -1e-12


def test_fewer_rows_than_columns_still_give_a_definite_matrix():
    shrunk = ledoit_wolf(np.random.default_rng(1).normal(size=(10, 50)))
    assert 0 < shrunk.intensity <= 1 and np.linalg.eigvalsh(shrunk.cov)[0] > 0.1


def test_equal_rows_have_no_covariance():
    assert (ledoit_wolf(np.ones((4, 3))).cov == 0).all()


def test_the_oracle_is_where_the_simulated_error_is_smallest():
    rng = np.random.default_rng(0)
    A = rng.normal(size=(5, 5))
    cov = A @ A.T + np.eye(5)
    n, m = 12, np.trace(cov) / 5
    grid = np.linspace(0, 1, 41)
    L, total = np.linalg.cholesky(cov), np.zeros(41)
    for _ in range(4000):
        S = np.cov((rng.normal(size=(n, 5)) @ L.T).T)
        total += [(((1 - a) * S + a * m * np.eye(5) - cov) ** 2).sum() for a in grid]
    assert abs(grid[total.argmin()] - oracle_intensity(cov, n)) < 0.05


def test_more_rows_need_less_shrinkage():
    cov = np.diag([1.0, 2, 5])
    values = [oracle_intensity(cov, n) for n in (2, 10, 100, 10_000)]
    assert values == sorted(values, reverse=True) and values[-1] < 0.002
    assert oracle_intensity(np.eye(3), 50) == 1


@pytest.mark.parametrize("act, error, words", [
    (lambda: ledoit_wolf([[1, 2]]), ValueError, "two rows"), (lambda: ledoit_wolf([1, 2]), ValueError, "matrix"),
    (lambda: ledoit_wolf([[1, np.inf], [0, 1]]), ValueError, "infinity"),
    (lambda: ledoit_wolf("ab"), TypeError, "real numbers"), (lambda: ledoit_wolf([]), ValueError, "empty"),
    (lambda: shrink(np.eye(2), 1.5), ValueError, "from 0 to 1"),
    (lambda: shrink(np.eye(2), np.nan), ValueError, "from 0 to 1"),
    (lambda: shrink([[1, 2], [0, 1]], 0.5), ValueError, "not symmetric"),
    (lambda: oracle_intensity(np.eye(2), 1), ValueError, "at least 2"),
    (lambda: oracle_intensity(np.zeros((2, 2)), 5), ValueError, "zero")])
def test_bad_input_is_refused(act, error, words):
    with pytest.raises(error, match=words):
        act()
