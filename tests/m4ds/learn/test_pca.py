"""Principal components: what the theorem promises, agreement with scikit-learn, refusals."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.decomposition import PCA as SkPCA

from m4ds.learn.pca import PCA, covariance
from m4ds.linalg.svd import svd_jacobi

TABLES = st.tuples(st.integers(2, 8), st.integers(1, 6)).flatmap(
    lambda shape: arrays(float, shape, elements=st.floats(-100, 100).map(lambda x: round(x, 3))))
SHAPES = [(2, 1), (2, 5), (30, 4), (4, 30), (9, 9)]


def table(shape, seed=0, kappa=10.0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=shape) * np.logspace(0, -np.log10(kappa), shape[1]) + rng.normal(size=shape[1])


@settings(max_examples=80, deadline=None)
@given(TABLES)
def test_a_covariance_is_symmetric_positive_semidefinite_and_that_of_numpy(X):
    C = covariance(X)
    assert (C.T == C).all()
    assert np.linalg.eigvalsh(C).min() >= -1e-12 * max(np.trace(C), 1e-300)
    np.testing.assert_allclose(C, np.atleast_2d(np.cov(X.T)), atol=1e-9)


@settings(max_examples=80, deadline=None)
@given(TABLES, st.integers(0, 10**6))
def test_no_other_directions_keep_more_variance_or_leave_a_smaller_error(X, seed):
    k = 1 + seed % min(X.shape)
    pca = PCA(k).fit(X)
    W = np.linalg.qr(np.random.default_rng(seed).normal(size=(X.shape[1], k)))[0]
    centred = X - X.mean(axis=0)
    kept, total = ((centred @ W) ** 2).sum(), (centred**2).sum()
    slack = 1e-9 * max(total, 1)
    mine = pca.explained_variance_.sum() * (len(X) - 1)
    assert mine >= kept - slack
    np.testing.assert_allclose(mine + pca.squared_residuals(X).sum(), total, atol=slack)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_scores_are_uncorrelated_and_all_components_rebuild_the_table(X):
    pca = PCA()
    Z = pca.fit_transform(X)
    np.testing.assert_allclose(pca.components_ @ pca.components_.T, np.eye(len(pca.components_)), atol=1e-12)
    np.testing.assert_allclose(covariance(Z), np.diag(pca.explained_variance_), atol=1e-9 * max(1, (X**2).max()))
    np.testing.assert_allclose(pca.inverse_transform(Z), X, atol=1e-10)
    assert (np.diff(pca.explained_variance_) <= 0).all()


@settings(max_examples=60, deadline=None)
@given(TABLES, st.integers(0, 10**6))
def test_another_centre_costs_what_the_theorem_says_and_a_gap_bounds_the_loss(X, seed):
    rng = np.random.default_rng(seed)
    n, d = X.shape
    k = 1 + seed % d
    W, c = np.linalg.qr(rng.normal(size=(d, k)))[0], rng.normal(size=d)
    off, mean = np.eye(d) - W @ W.T, X.mean(axis=0)
    size = 1 + (X**2).sum()
    moved = ((X - c) @ off) ** 2
    np.testing.assert_allclose(moved.sum(), (((X - mean) @ off) ** 2).sum() + n * ((off @ (mean - c)) ** 2).sum(),
                               atol=1e-9 * size)
    lam, V = np.linalg.eigh(covariance(X))
    lam, V = np.append(lam[::-1], 0.0), V[:, ::-1]
    strayed = k - ((V[:, :k].T @ W) ** 2).sum()
    missing = lam[:k].sum() - np.trace(W.T @ covariance(X) @ W)
    assert missing >= (lam[k - 1] - lam[k]) * strayed - 1e-9 * size


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("whiten", [False, True])
def test_all_agrees_with_scikit_learn_up_to_signs(shape, whiten):
    X = table(shape)
    k = max(1, min(shape[0] - 1, shape[1]) - 1)
    ours, theirs = PCA(k, whiten=whiten).fit(X), SkPCA(k, whiten=whiten, svd_solver="full").fit(X)
    signs = np.sign((ours.components_ * theirs.components_).sum(axis=1))
    for name in ("mean_", "explained_variance_", "explained_variance_ratio_", "singular_values_"):
        np.testing.assert_allclose(getattr(ours, name), getattr(theirs, name), rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(ours.components_ * signs[:, None], theirs.components_, atol=1e-10)
    new = table((7, shape[1]), seed=1)
    np.testing.assert_allclose(ours.transform(new) * signs, theirs.transform(new), rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(ours.inverse_transform(ours.transform(new)),
                               theirs.inverse_transform(theirs.transform(new)), atol=1e-9)


def test_a_nearly_dependent_table_keeps_orthonormal_components_and_its_large_variances():
    X = table((50, 8), seed=2, kappa=1e12)
    ours = PCA().fit(X)
    np.testing.assert_allclose(ours.components_ @ ours.components_.T, np.eye(8), atol=1e-13)
    s = svd_jacobi(X - X.mean(axis=0))[1]
    np.testing.assert_allclose(ours.singular_values_, s, atol=1e-14 * s[0])


def test_whitened_scores_have_the_identity_as_covariance():
    Z = PCA(whiten=True).fit_transform(table((40, 5), seed=3, kappa=1e4))
    np.testing.assert_allclose(covariance(Z), np.eye(5), atol=1e-9)


def test_the_largest_entry_of_each_component_is_positive():
    C = PCA().fit(table((20, 6), seed=4)).components_
    assert all(row[np.argmax(np.abs(row))] > 0 for row in C)


@pytest.mark.parametrize("unit", [1e-100, 1e-8, 1e8, 1e100])
def test_components_do_not_depend_on_a_common_unit(unit):
    X = table((20, 4), seed=5)
    np.testing.assert_allclose(PCA().fit(unit * X).components_, PCA().fit(X).components_, atol=1e-12)


@pytest.mark.parametrize("X", [np.full((5, 3), 0.1), np.ones((2, 2)), np.zeros((3, 1))])
def test_a_table_that_does_not_vary_has_no_shares(X):
    pca = PCA().fit(X)
    assert (pca.explained_variance_ratio_ == 0).all()
    np.testing.assert_allclose(pca.explained_variance_, 0, atol=1e-30)
    np.testing.assert_allclose(pca.inverse_transform(pca.transform(X)), X)


def test_the_q_statistic_is_the_squared_error_of_the_reconstruction():
    X, new = table((30, 6), seed=6), table((9, 6), seed=7)
    for whiten in (False, True):
        pca = PCA(2, whiten=whiten).fit(X)
        error = ((new - pca.inverse_transform(pca.transform(new))) ** 2).sum(axis=1)
        np.testing.assert_allclose(pca.squared_residuals(new), error, rtol=1e-10)


def test_the_argument_is_left_alone():
    X = np.array([[1.0, 2.0], [3.0, 5.0], [4.0, 4.0]])
    PCA(1, whiten=True).fit(X).transform(X)
    assert X.tolist() == [[1, 2], [3, 5], [4, 4]]


@pytest.mark.parametrize(("X", "error"), [([[1.0, np.nan], [1, 2]], ValueError), ([[np.inf], [1]], ValueError),
                                          ([[]], ValueError), ([1, 2], ValueError), ([[1, 2]], ValueError),
                                          ("ab", TypeError), ([[1j], [2]], TypeError)])
def test_a_bad_table_is_refused(X, error):
    for refuse in (PCA().fit, covariance):
        with pytest.raises(error, match="X"):
            refuse(X)


@pytest.mark.parametrize(("k", "error"), [(0, ValueError), (4, ValueError), (1.5, TypeError), (True, TypeError)])
def test_a_number_of_components_that_makes_no_sense_is_refused(k, error):
    with pytest.raises(error, match="k must"):
        PCA(k).fit(table((6, 3)))


def test_what_does_not_fit_the_fitted_table_is_refused():
    pca = PCA(2)
    for call in (pca.transform, pca.inverse_transform, pca.squared_residuals):
        with pytest.raises(RuntimeError, match="call fit"):
            call(np.ones((2, 3)))
    pca.fit(table((6, 3)))
    with pytest.raises(ValueError, match="3 columns"):
        pca.transform(np.ones((2, 4)))
    with pytest.raises(ValueError, match="2 columns"):
        pca.inverse_transform(np.ones((2, 3)))


def test_a_direction_without_variance_is_not_whitened():
    X = table((10, 2))
    with pytest.raises(ValueError, match="at most 2"):
        PCA(whiten=True).fit(np.column_stack([X, X.sum(axis=1)]))
    with pytest.raises(ValueError, match="at most 3"):
        PCA(whiten=True).fit(table((4, 6)))
