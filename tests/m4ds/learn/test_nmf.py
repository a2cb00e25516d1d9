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


@given(st.integers(0, 1000), st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_with_weights_the_weighted_loss_never_increases(seed, r):
    rng = np.random.default_rng(seed)
    X, V = rng.uniform(0, 9, (10, 8)), rng.uniform(0, 2, (10, 8)) * (rng.random((10, 8)) < 0.6)
    W, H, losses = nmf_mu(X, r, rng, 60, weights=V)
    assert (np.diff(losses) <= 1e-12 * losses[0]).all()
    assert W.min() >= 0 and H.min() >= 0
    assert losses[-1] == pytest.approx(np.sum(V * (X - W @ H) ** 2))


def test_weights_of_one_change_nothing_and_a_hole_does_not_matter():
    X = np.random.default_rng(0).uniform(0, 9, (7, 5))
    plain = nmf_mu(X, 2, np.random.default_rng(1), 30)
    ones = nmf_mu(X, 2, np.random.default_rng(1), 30, weights=np.ones(X.shape))
    for ours, theirs in zip(plain, ones, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-9)
    V, other = np.ones(X.shape), X.copy()
    V[2, 3], other[2, 3] = 0, 1e6
    one, two = (nmf_mu(A, 2, np.random.default_rng(1), 30, weights=V)[0] for A in (X, other))
    np.testing.assert_allclose(one, two)


def test_holes_of_a_table_of_rank_one_are_filled():
    X = np.outer([1.0, 2, 3, 4], [2.0, 1, 3])
    V = np.ones(X.shape)
    V[0, 2] = V[3, 0] = 0
    W, H, _ = nmf_mu(np.where(V, X, 0), 1, np.random.default_rng(0), 2000, weights=V)
    np.testing.assert_allclose(W @ H, X, rtol=1e-6)


def test_bad_weights_are_refused():
    rng = np.random.default_rng(0)
    for V in (-np.ones((2, 2)), np.ones((2, 3))):
        with pytest.raises(ValueError, match="weights"):
            nmf_mu(np.ones((2, 2)), 1, rng, weights=V)
    assert np.isfinite(nmf_mu(np.ones((2, 2)), 1, rng, 3, weights=np.zeros((2, 2)))[2]).all()
