"""Gauss's rule: exact to degree 2n - 1, and no further; nodes and weights as NumPy's."""

import numpy as np
import pytest
import scipy.integrate
import scipy.special
from hypothesis import given, strategies as st

from m4ds.calculus.gauss import gauss_legendre, gauss_legendre_rule, legendre


@given(st.integers(1, 8), st.data(), st.floats(-2, 2), st.floats(-2, 2))
def test_polynomials_up_to_degree_2n_minus_1_are_exact(n, data, a, b):
    c = data.draw(st.lists(st.floats(-5, 5), min_size=2 * n, max_size=2 * n))
    primitive = np.polyint(c)
    truth = np.polyval(primitive, b) - np.polyval(primitive, a)
    size = (np.polyval(np.abs(c), 2.0) + 1) * 4
    assert gauss_legendre(lambda x: np.polyval(c, x), a, b, n) == pytest.approx(truth, abs=1e-14 * size)


@pytest.mark.parametrize("n", range(1, 12))
def test_degree_2n_is_not(n):
    x, _ = gauss_legendre_rule(n)
    squared = gauss_legendre(lambda t: np.prod(t[:, None] - x, axis=1) ** 2, -1, 1, n)
    true = gauss_legendre(lambda t: np.prod(t[:, None] - x, axis=1) ** 2, -1, 1, n + 1)
    assert squared == pytest.approx(0, abs=1e-25) and true > 1e-8


@pytest.mark.parametrize("n", [1, 2, 3, 5, 10, 50, 200])
def test_nodes_and_weights_are_those_of_numpy(n):
    x, w = gauss_legendre_rule(n)
    theirs = np.polynomial.legendre.leggauss(n)
    np.testing.assert_allclose(x, theirs[0], atol=1e-14)
    np.testing.assert_allclose(w, theirs[1], rtol=1e-10)
    assert (w > 0).all() and (np.diff(x) > 0).all() and (np.abs(x) < 1).all()
    assert w.sum() == pytest.approx(2, rel=1e-13)


@pytest.mark.parametrize("f, a, b", [(np.exp, 0, 1), (lambda x: 1 / (1 + 25 * x**2), -1, 1), (np.sqrt, 0, 1),
                                     (np.sign, -1, 3)])
def test_it_agrees_with_scipy(f, a, b):
    for n in (1, 4, 30):
        theirs = scipy.integrate.fixed_quad(f, a, b, n=n)[0]
        assert gauss_legendre(f, a, b, n) == pytest.approx(theirs, rel=1e-12)
        assert gauss_legendre(f, b, a, n) == pytest.approx(-theirs, rel=1e-12)


def test_legendre_polynomials_are_orthonormal_and_those_of_scipy():
    x, w = gauss_legendre_rule(30)
    P = legendre(20, x)
    np.testing.assert_allclose((P * w) @ P.T, np.eye(21), atol=1e-12)
    scale = np.sqrt(np.arange(21) + 0.5)
    np.testing.assert_allclose(P, scale[:, None] * scipy.special.eval_legendre(np.arange(21)[:, None], x), atol=1e-12)
    assert legendre(0, 0.3).shape == (1,) and legendre(2, np.zeros((2, 3))).shape == (3, 2, 3)


@pytest.mark.parametrize("n, error", [(0, ValueError), (-1, ValueError), (2.0, TypeError), (True, TypeError),
                                      ("2", TypeError)])
def test_a_number_of_points_that_cannot_be_is_refused(n, error):
    with pytest.raises(error, match="n must"):
        gauss_legendre_rule(n)
    with pytest.raises(error, match="n must"):
        gauss_legendre(np.exp, 0, 1, n)


def test_other_arguments_are_refused():
    for a, error in ((np.nan, ValueError), ("x", TypeError), ([0.0, 1.0], TypeError)):
        with pytest.raises(error):
            gauss_legendre(np.exp, a, 1, 2)
    for bad in (lambda x: x * np.nan, lambda x: 1.0):
        with pytest.raises(ValueError, match="what f returns"):
            gauss_legendre(bad, 0, 1, 2)
    with pytest.raises(ValueError, match="x"):
        legendre(2, [np.inf])
    with pytest.raises(ValueError, match="n must"):
        legendre(-1, 0.0)
