import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.optimize import approx_fprime

from m4ds.calculus.differences import central_gradient


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=5))
@settings(max_examples=50, deadline=None)
def test_a_quadratic_is_differentiated_up_to_rounding(x):
    x = np.array(x)
    scale = 1 + x @ x
    np.testing.assert_allclose(central_gradient(lambda v: v @ v, x), 2 * x, atol=1e-9 * scale)


def test_it_agrees_with_scipy_and_is_closer_to_the_truth():
    x = np.array([0.3, -1.2])

    def f(v):
        return np.exp(v[0]) * np.sin(v[1])
    truth = np.exp(x[0]) * np.array([np.sin(x[1]), np.cos(x[1])])
    theirs = approx_fprime(x, f)
    np.testing.assert_allclose(central_gradient(f, x), theirs, rtol=1e-6)
    assert np.linalg.norm(central_gradient(f, x) - truth) < np.linalg.norm(theirs - truth)


@pytest.mark.parametrize("x, error", [
    ([np.nan], ValueError), ([], ValueError), ("ab", TypeError), ([[1]], ValueError)])
def test_a_point_that_is_no_finite_vector_is_refused(x, error):
    with pytest.raises(error, match="x "):
        central_gradient(lambda v: 0.0, x)
