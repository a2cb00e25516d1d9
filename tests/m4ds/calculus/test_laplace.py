"""Laplace's approximation: exact for normal hills, close for narrow ones."""

import numpy as np
import pytest
import scipy.integrate
import scipy.special
from hypothesis import given, settings, strategies as st

from m4ds.calculus.laplace import laplace_log_integral


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 4), st.integers(0, 500), st.floats(-100, 100))
def test_it_is_exact_for_a_quadratic(d, seed, level):
    B = np.random.default_rng(seed).normal(size=(d + 2, d))
    H = B.T @ B
    found = laplace_log_integral(lambda x: level + x @ H @ x / 2, np.zeros(d), H)
    assert found == pytest.approx(-level + d / 2 * np.log(2 * np.pi) - np.linalg.slogdet(H)[1] / 2, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("n", [1, 5, 20, 1000])
def test_factorials_are_off_by_a_twelfth_of_n(n):
    found = laplace_log_integral(lambda x: n * (x[0] - np.log(x[0])), [1.0], [[n]]) + (n + 1) * np.log(n)
    gap = scipy.special.gammaln(n + 1) - found
    assert 1 / (12 * n + 1) < gap < 1 / (12 * n)


def test_two_dimensions_against_quadrature():
    def phi(x):
        return 40 * (x[0] ** 4 + x[1] ** 2 - 2 * x[0] * x[1] + 0.3 * x[0] ** 2 + x[0] ** 2)
    exact = scipy.integrate.dblquad(lambda y, x: np.exp(-phi((x, y))), -3, 3, -4, 4)[0]
    assert np.exp(laplace_log_integral(phi, [0.0, 0.0])) == pytest.approx(exact, rel=0.35)
    narrow = scipy.integrate.dblquad(lambda y, x: np.exp(-50 * phi((x, y))), -1, 1, -1, 1)[0]
    assert np.exp(laplace_log_integral(lambda x: 50 * phi(x), [0.0, 0.0])) == pytest.approx(narrow, rel=0.02)


@pytest.mark.parametrize("H", [[[0.0]], [[-1.0]], [[1.0, 0.0], [0.0, 1.0]], [[np.nan]]])
def test_a_hessian_that_makes_no_hill_is_refused(H):
    with pytest.raises(ValueError):
        laplace_log_integral(lambda x: 0.0, [0.0], H)
