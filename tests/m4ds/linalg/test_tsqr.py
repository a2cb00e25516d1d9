"""QR of blocks of rows."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.linalg.qr import positive_diagonal
from m4ds.linalg.tsqr import tsqr, tsqr_lstsq, tsqr_r

TABLES = arrays(float, st.tuples(st.integers(2, 25), st.integers(1, 5)),
                elements=st.floats(-1e3, 1e3).map(lambda x: 0.0 if abs(x) < 1e-3 else x))


def split(X, data):
    return np.split(X, sorted(data.draw(st.sets(st.integers(1, len(X) - 1), max_size=6))))


@settings(max_examples=80, deadline=None)
@given(X=TABLES, data=st.data())
def test_every_split_of_every_matrix_is_factored(X, data):
    Q, R = tsqr(split(X, data))
    Q, size = np.vstack(Q), np.abs(X).max() + 1e-300
    np.testing.assert_allclose(Q @ R, X, atol=1e-12 * size)
    np.testing.assert_allclose(Q.T @ Q, np.eye(Q.shape[1]), atol=1e-12)
    tree = tsqr_r(split(X, data))
    np.testing.assert_allclose(tree.T @ tree, X.T @ X, atol=1e-11 * size**2)
    assert (np.tril(tree, -1) == 0).all() and (np.diag(tree) >= 0).all()


@pytest.mark.parametrize("blocks", [1, 2, 7, 50])
@pytest.mark.parametrize("kappa", [1, 1e6, 1e12])
def test_the_triangle_is_numpys_and_its_singular_values_are_not_squared(blocks, kappa):
    rng = np.random.default_rng(0)
    U, V = np.linalg.qr(rng.normal(size=(400, 6)))[0], np.linalg.qr(rng.normal(size=(6, 6)))[0]
    s = np.geomspace(1, 1 / kappa, 6)
    A = (U * s) @ V.T
    R = tsqr_r(np.array_split(A, blocks))
    np.testing.assert_allclose(np.linalg.svd(R)[1], s, atol=1e-14)
    if kappa < 1e12:
        np.testing.assert_allclose(R, positive_diagonal(*np.linalg.qr(A))[1], atol=1e-15 * kappa * 10)


@pytest.mark.parametrize("shape", [(40, 3), (3, 3), (200, 8)])
def test_least_squares_agree_with_numpy(shape):
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=shape), rng.normal(size=shape[0])
    coef, residual = tsqr_lstsq(np.array_split(np.column_stack([X, y]), 3))
    want = np.linalg.lstsq(X, y, rcond=None)[0]
    np.testing.assert_allclose(coef, want, rtol=1e-9)
    np.testing.assert_allclose(residual, np.linalg.norm(y - X @ want), atol=1e-12)


def test_where_the_normal_equations_have_lost_everything_tsqr_has_not():
    t = np.linspace(0, 1, 2000)
    X = np.vander(t, 12, increasing=True)
    y = X @ np.ones(12)
    coef = tsqr_lstsq(np.array_split(np.column_stack([X, y]), 8))[0]
    normal = np.linalg.solve(X.T @ X, X.T @ y)
    assert np.abs(coef - 1).max() < 1e-6 < 1e-2 < np.abs(normal - 1).max()


def test_refusals():
    with pytest.raises(ValueError, match="at least one block"):
        tsqr_r([])
    with pytest.raises(ValueError, match="columns"):
        tsqr([[[1.0]], [[1.0, 2.0]]])
    with pytest.raises(ValueError, match="NaN"):
        tsqr_r([[[np.nan]]])
    with pytest.raises(ValueError, match="depends"):
        tsqr_lstsq([np.ones((5, 3))])
    with pytest.raises(ValueError, match="rows"):
        tsqr_lstsq([np.ones((1, 3))])
    with pytest.raises(ValueError, match="unknown"):
        tsqr_lstsq([np.ones((3, 1))])
    with pytest.raises(TypeError):
        tsqr_r([[["a"]]])
