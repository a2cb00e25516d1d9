import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.decomposition import NMF

from m4ds.learn.nmf import nmf_mu


@given(st.integers(0, 1000), st.integers(1, 5))
@settings(max_examples=25, deadline=None)
def test_the_loss_never_increases_and_the_factors_stay_non_negative(seed, r):
    rng = np.random.default_rng(seed)
    X = rng.uniform(0, 9, (12, 9)) * (rng.random((12, 9)) < 0.6)
    W, H, losses = nmf_mu(X, r, rng, 60)
    assert (np.diff(losses) <= 1e-12 * losses[0]).all()
    assert W.min() >= 0 and H.min() >= 0
    assert losses[-1] == pytest.approx(np.sum((X - W @ H) ** 2))


def test_the_iterates_are_those_of_scikit_learn():
    rng = np.random.default_rng(3)
    X = rng.uniform(0, 9, (20, 15))
    W0, H0, _ = nmf_mu(X, 4, np.random.default_rng(5), 0)
    W, H, _ = nmf_mu(X, 4, np.random.default_rng(5), 50)
    theirs = NMF(4, solver="mu", init="custom", max_iter=50, tol=0)
    theirs_W = theirs.fit_transform(X, W=W0.copy(), H=H0.copy())
    assert np.allclose(W, theirs_W, rtol=1e-6, atol=1e-9)
    assert np.allclose(H, theirs.components_, rtol=1e-6, atol=1e-9)


def test_the_loss_comes_close_to_that_of_coordinate_descent():
    X = np.random.default_rng(1).uniform(0, 1, (40, 30))
    theirs = NMF(5, init="random", random_state=0, max_iter=2000).fit(X)
    ours = min(nmf_mu(X, 5, np.random.default_rng(s), 1500)[2][-1] for s in range(3))
    assert ours <= 1.03 * theirs.reconstruction_err_**2


def test_an_exact_product_is_found():
    rng = np.random.default_rng(0)
    X = np.outer(rng.uniform(1, 2, 8), rng.uniform(1, 2, 6))
    losses = nmf_mu(X, 1, rng, 5)[2]
    assert losses[-1] <= 1e-20 * np.sum(X**2)


def test_a_column_of_zeros_gives_zeros_and_not_nan():
    X = np.ones((5, 4))
    X[:, 2] = 0
    W, H, _ = nmf_mu(X, 2, np.random.default_rng(0), 20)
    assert np.isfinite(W).all() and (H[:, 2] == 0).all()
    assert not nmf_mu(np.zeros((3, 3)), 1, np.random.default_rng(0), 3)[2].any()


def test_bad_input_is_refused():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="negative entry"):
        nmf_mu([[1, -1], [1, 1]], 1, rng)
    with pytest.raises(ValueError, match="r must be"):
        nmf_mu(np.ones((3, 2)), 3, rng)
    with pytest.raises(ValueError, match="NaN"):
        nmf_mu([[np.nan, 1]], 1, rng)
    with pytest.raises(ValueError, match="matrix"):
        nmf_mu([1, 2], 1, rng)
