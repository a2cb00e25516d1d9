"""The nearest semidefinite and the nearest correlation matrix."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays
from statsmodels.stats.correlation_tools import corr_nearest

from m4ds.linalg.nearest import nearest_correlation, nearest_psd

EPS = np.finfo(float).eps
ENTRIES = st.floats(-1e3, 1e3).map(lambda x: 0.0 if abs(x) < 1e-3 else x)
SQUARE = st.integers(1, 5).flatmap(lambda n: arrays(float, (n, n), elements=ENTRIES))


def judged(n, seed, size=0.9):
    """Ones on the diagonal, entries that nobody checked for consistency."""
    C = np.triu(np.random.default_rng(seed).uniform(-size, size, (n, n)), 1)
    return C + C.T + np.eye(n)


@settings(max_examples=80, deadline=None)
@given(SQUARE, st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.5]))
def test_no_admissible_matrix_is_nearer(A, seed, floor):
    n, rng = len(A), np.random.default_rng(seed)
    X = nearest_psd(A, floor)
    size = np.linalg.norm(A) + 1
    assert (X.T == X).all() and np.linalg.eigvalsh(X)[0] >= floor - 50 * EPS * size
    for scale in (1e-3, 1.0, size):
        B = rng.normal(size=(n, n)) * np.sqrt(scale)
        Z = X + B @ B.T if scale < 1 else B @ B.T + floor * np.eye(n)
        squares = np.linalg.norm(A - X) ** 2 + np.linalg.norm(X - Z) ** 2
        assert np.linalg.norm(A - Z) ** 2 >= squares * (1 - 1e-9) - 1e-9


def test_the_distance_is_the_negative_part_and_the_skew_part():
    A = np.array([[1.0, 3], [1, 1]])                      # symmetric part [[1, 2], [2, 1]]: 3 and -1
    X = nearest_psd(A)
    np.testing.assert_allclose(X, [[1.5, 1.5], [1.5, 1.5]])
    np.testing.assert_allclose(np.linalg.norm(A - X) ** 2, 1 + 2)


@pytest.mark.parametrize("A", [[[2, 1], [1, 2]], [[3.0]], np.zeros((2, 2)), np.ones((3, 3))])
def test_a_semidefinite_matrix_is_its_own_nearest(A):
    np.testing.assert_allclose(nearest_psd(A), A, atol=1e-14)


@pytest.mark.parametrize("A", [[[-3.0]], -np.eye(3)])
def test_nothing_is_left_of_a_negative_matrix(A):
    assert not nearest_psd(A).any()


def test_the_example_of_higham():
    X = nearest_correlation([[1, 1, 0], [1, 1, 1], [0, 1, 1]])
    np.testing.assert_allclose(X[[0, 0, 1], [1, 2, 2]], [0.7607, 0.1573, 0.7607], atol=5e-5)


@pytest.mark.parametrize("n, seed", [(2, 0), (3, 1), (5, 2), (10, 3)])
@pytest.mark.parametrize("floor", [0.0, 0.05])
def test_the_result_is_an_admissible_correlation_matrix_with_a_certificate(n, seed, floor):
    A = judged(n, seed)
    X = nearest_correlation(A, floor)
    values, Q = np.linalg.eigh(X)
    assert (np.diag(X) == 1).all() and (X.T == X).all() and values[0] >= floor - 1e-9
    # X is nearest if X - A = D + N with D diagonal, N semidefinite and N X = floor N: read D off, then check N
    low = Q[:, values < floor + 1e-7]
    M = X - A
    if low.shape[1] == 0:
        np.testing.assert_allclose(M, 0, atol=1e-8)
        return
    rows, r = [], low.shape[1]                             # N = low S low', the off-diagonal of M gives S
    basis = [(i, j) for i in range(r) for j in range(i, r)]
    for i, j in basis:
        E = np.outer(low[:, i], low[:, j])
        rows.append((E + E.T)[np.triu_indices(n, 1)])
    s = np.linalg.lstsq(np.array(rows).T, M[np.triu_indices(n, 1)], rcond=None)[0]
    S = np.zeros((r, r))
    for (i, j), x in zip(basis, s, strict=True):
        S[i, j] += x
        S[j, i] += x
    N = low @ S @ low.T
    off = M - N
    np.testing.assert_allclose(off - np.diag(np.diag(off)), 0, atol=1e-6)
    assert np.linalg.eigvalsh(S)[0] > -1e-6


def test_it_is_that_of_statsmodels():
    A = judged(6, 4)
    with pytest.warns(UserWarning, match="iteration"):
        theirs = corr_nearest(A, threshold=1e-15, n_fact=300)
    np.testing.assert_allclose(nearest_correlation(A), theirs, atol=1e-6)


@pytest.mark.parametrize("A", [np.eye(3), [[1.0]], [[1, 0.5], [0.5, 1]], np.ones((4, 4))])
def test_a_correlation_matrix_is_its_own_nearest(A):
    np.testing.assert_allclose(nearest_correlation(A), A, atol=1e-9)


def test_entries_beyond_one_are_brought_back():
    np.testing.assert_allclose(nearest_correlation([[1, 1.2], [1.2, 1]]), np.ones((2, 2)), atol=1e-8)


def test_an_end_of_the_steps_is_an_error():
    with pytest.raises(RuntimeError, match="2 steps"):
        nearest_correlation(judged(6, 5), max_steps=2)


@pytest.mark.parametrize("f", [nearest_psd, nearest_correlation])
@pytest.mark.parametrize("A, error", [([[np.nan]], ValueError), ([[np.inf]], ValueError), ([[]], ValueError),
                                      ([1, 2], ValueError), ([[1, 2]], ValueError), ("ab", TypeError),
                                      ([[1j]], TypeError)])
def test_bad_input_is_refused(f, A, error):
    with pytest.raises(error, match="A"):
        f(A)


def test_an_asymmetric_table_of_correlations_is_refused():
    with pytest.raises(ValueError, match="not symmetric"):
        nearest_correlation([[1, 0.5], [0.4, 1]])


@pytest.mark.parametrize("floor", [-0.1, np.nan, np.inf])
@pytest.mark.parametrize("f", [nearest_psd, nearest_correlation])
def test_a_bad_floor_is_refused(f, floor):
    with pytest.raises(ValueError, match="floor"):
        f(np.eye(2), floor)


def test_a_floor_that_no_correlation_matrix_reaches_is_refused():
    with pytest.raises(ValueError, match="mean eigenvalue"):
        nearest_correlation(np.eye(2), 1.0)
