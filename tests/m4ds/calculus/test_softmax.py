"""The softmax and its Jacobian: sums, shifts, SciPy, differences."""

import numpy as np
import pytest
import scipy.special
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.calculus.gradients import jacobian_fd
from m4ds.calculus.softmax import softmax, softmax_jacobian

SCORES = arrays(float, st.integers(1, 6), elements=st.floats(-20, 20))


@settings(max_examples=80, deadline=None)
@given(SCORES, st.floats(-100, 100))
def test_probabilities_add_up_and_ignore_a_common_shift(z, c):
    p = softmax(z)
    assert (p > 0).all() and p.sum() == pytest.approx(1, rel=1e-14)
    np.testing.assert_allclose(softmax(z + c), p, rtol=1e-12)
    np.testing.assert_allclose(p, scipy.special.softmax(z), rtol=1e-14)


@settings(max_examples=60, deadline=None)
@given(SCORES)
def test_the_jacobian_is_symmetric_has_rows_of_sum_zero_and_agrees_with_differences(z):
    J = softmax_jacobian(z)
    np.testing.assert_array_equal(J, J.T)
    np.testing.assert_allclose(J.sum(axis=1), 0, atol=1e-15)
    np.testing.assert_allclose(J, jacobian_fd(softmax, z), atol=2e-9)
    assert np.linalg.eigvalsh(J).min() > -1e-15


def test_a_table_is_done_row_by_row_and_huge_scores_do_not_overflow():
    Z = np.array([[1e308, -1e308, 0.0], [5.0, 5.0, 5.0]])
    np.testing.assert_allclose(softmax(Z), [[1, 0, 0], [1 / 3] * 3])
    assert softmax_jacobian([1e308, -1e308]).tolist() == [[0, 0], [0, 0]]
    assert softmax([7.0]).tolist() == [1.0]


@pytest.mark.parametrize("z, error", [([], ValueError), (1.0, ValueError), ([np.nan], ValueError), ("a", TypeError)])
@pytest.mark.parametrize("call", [softmax, softmax_jacobian])
def test_what_are_no_scores_is_refused(call, z, error):
    with pytest.raises(error, match="z "):
        call(z)


def test_the_jacobian_takes_one_row():
    with pytest.raises(ValueError, match="z "):
        softmax_jacobian([[1.0, 2.0]])
