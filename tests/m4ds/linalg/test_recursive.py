"""Row by row is the same as all at once."""

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.linalg.least_squares import lstsq_qr
from m4ds.linalg.recursive import inverse_gram, recursive_lstsq, rls_update, sherman_morrison


@settings(max_examples=60, deadline=None)
@given(arrays(float, (5, 3), elements=st.floats(-10, 10)))
def test_the_update_is_the_inverse_of_the_updated_matrix(table):
    M, u, v = table[:3] + 25 * np.eye(3), table[3], table[4]
    assume(np.linalg.cond(M + np.outer(u, v)) < 1e4)
    found = sherman_morrison(np.linalg.inv(M), u, v)
    np.testing.assert_allclose(found @ (M + np.outer(u, v)), np.eye(3), atol=1e-6)


def test_an_update_that_makes_the_matrix_singular_is_refused():
    with pytest.raises(np.linalg.LinAlgError, match="singular"):
        sherman_morrison(np.eye(2), [1, 0], [-1, 0])
    with pytest.raises(np.linalg.LinAlgError, match="singular"):
        sherman_morrison(np.linalg.inv([[2.0, 1], [1, 3]]), [1, 1], [-5 / 3, -5 / 3])


@pytest.mark.parametrize("shape, start", [((1, 1), 1), ((6, 1), 1), ((20, 4), 4), ((20, 4), 12), ((7, 7), 7)])
def test_every_step_is_the_solution_of_its_rows(shape, start):
    rng = np.random.default_rng(1)
    A, b = rng.normal(size=shape), rng.normal(size=shape[0])
    path = recursive_lstsq(A, b, start)
    assert path.shape == (shape[0] - start + 1, shape[1])
    for k, x in zip(range(start, shape[0] + 1), path, strict=True):
        np.testing.assert_allclose(x, lstsq_qr(A[:k], b[:k]), rtol=1e-7, atol=1e-7)


def test_the_last_step_agrees_with_statsmodels():
    from statsmodels.regression.recursive_ls import RecursiveLS
    rng = np.random.default_rng(2)
    A, b = rng.normal(size=(30, 3)), rng.normal(size=30)
    theirs = RecursiveLS(b, A).fit().recursive_coefficients.filtered[:, -1]
    np.testing.assert_allclose(recursive_lstsq(A, b, 3)[-1], theirs, rtol=1e-5, atol=1e-6)


def test_the_inverse_gram_matrix_is_found_without_the_gram_matrix():
    A = np.random.default_rng(3).normal(size=(9, 4))
    np.testing.assert_allclose(inverse_gram(A), np.linalg.inv(A.T @ A), rtol=1e-10)


def test_a_row_that_fits_moves_nothing():
    x, P = rls_update([1.0, 2.0], np.eye(2), [3.0, 1.0], 5.0)
    assert x.tolist() == [1, 2] and np.trace(P) < 2


@pytest.mark.parametrize("arguments, error", [
    (([1], [[1]], [1], [1, 2]), ValueError), (([1, 2], [[1]], [1], 1), ValueError),
    (([1], [[1]], [1, 2], 1), ValueError), (([1], [[1]], [np.nan], 1), ValueError),
    (([1], [[1, 2]], [1], 1), ValueError), ((["a"], [[1]], [1], 1), TypeError)])
def test_bad_input_of_a_step_is_refused(arguments, error):
    with pytest.raises(error):
        rls_update(*arguments)


@pytest.mark.parametrize("start", [0, 1, 5])
def test_a_start_that_cannot_be_is_refused(start):
    with pytest.raises(ValueError, match="start"):
        recursive_lstsq(np.eye(4, 2), [1, 2, 3, 4], start)


def test_a_start_with_dependent_columns_and_a_wide_gram_matrix_are_refused():
    with pytest.raises(ValueError, match="depends"):
        recursive_lstsq([[1, 1], [1, 1], [1, 2]], [1, 2, 3], 2)
    with pytest.raises(ValueError, match="rows"):
        inverse_gram([[1, 2]])
