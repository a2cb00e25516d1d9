"""Elasticities and first-order uncertainty: exact where the theory is exact, near simulation where it is not."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.calculus.gradients import grad_fd
from m4ds.calculus.sensitivity import elasticities, propagate, variance_shares

POWERS = st.lists(st.floats(-3, 3), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(POWERS, st.integers(0, 1000))
def test_a_product_of_powers_has_its_exponents_in_any_units(powers, seed):
    rng = np.random.default_rng(seed)
    powers = np.array(powers)
    x, units = rng.uniform(0.5, 2, size=len(powers)), 10.0 ** rng.integers(-6, 7, size=len(powers))
    found = elasticities(lambda v: 7 * np.prod((v / units) ** powers), x * units)
    np.testing.assert_allclose(found, powers, atol=1e-8)


def test_an_input_of_zero_has_elasticity_zero():
    np.testing.assert_allclose(elasticities(lambda v: 3 + v[0] + v[1] ** 2, [0.0, 1.0]), [0, 0.5], atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(arrays(float, (2, 3), elements=st.floats(-5, 5)), arrays(float, (3, 3), elements=st.floats(-5, 5)))
def test_propagation_is_exact_for_equally_likely_scenarios_of_a_linear_map(J, M):
    """The covariance of J z over the columns z of M, minus their mean, is J C Jᵀ without any approximation."""
    Z = M - M.mean(axis=1, keepdims=True)
    C = Z @ Z.T / 3
    np.testing.assert_allclose(propagate(J, C), (J @ Z) @ (J @ Z).T / 3, atol=1e-9 * (1 + np.abs(J).max()) ** 2)


def test_propagation_agrees_with_a_simulation_with_small_errors():
    rng = np.random.default_rng(1)
    mean, C = np.array([2.0, 3.0]), 1e-4 * np.array([[1.0, 0.5], [0.5, 2.0]])
    draws = rng.multivariate_normal(mean, C, size=200_000)
    J = np.array([[mean[1], mean[0]], [1 / mean[1], -mean[0] / mean[1] ** 2]])
    values = np.column_stack([draws[:, 0] * draws[:, 1], draws[:, 0] / draws[:, 1]])
    np.testing.assert_allclose(np.cov(values.T), propagate(J, C), rtol=0.03, atol=2e-6)


def test_a_gradient_counts_as_one_row_and_singular_covariances_are_welcome():
    assert propagate([1.0, -1.0], np.ones((2, 2))).tolist() == [[0.0]]
    assert propagate([[2.0]], [[0.0]]).tolist() == [[0.0]]
    np.testing.assert_allclose(propagate([1e150, 0], [[1e-300, 0], [0, 1e-300]]), [[1.0]])


def test_shares_are_those_of_the_propagated_variance():
    g, s = grad_fd(lambda v: v[0] * v[1] ** 2 / v[2], [1.0, 2.0, 3.0]), np.array([0.1, 0.2, 0.0])
    shares = variance_shares(g, s)
    assert shares.sum() == pytest.approx(1) and shares[2] == 0
    total = propagate(g, np.diag(s**2))[0, 0]
    np.testing.assert_allclose(shares, (g * s) ** 2 / total)
    np.testing.assert_allclose(variance_shares([3e200, 4e200], [1, 1]), [0.36, 0.64])


@pytest.mark.parametrize("J, C, match", [
    (np.ones((1, 2)), np.eye(3), "columns"), (np.ones((1, 2)), np.ones((2, 3)), "square"),
    (np.ones((1, 2)), [[1, 2], [0, 1]], "symmetric"), (np.ones((1, 2)), [[1, 2], [2, 1]], "negative"),
    (np.ones((1, 1)), [[-1.0]], "negative"), ([[np.nan]], [[1.0]], "J"), ([[1.0]], [[np.inf]], "covariance"),
    ([], [[1.0]], "J")])
def test_what_is_no_covariance_is_refused(J, C, match):
    with pytest.raises(ValueError, match=match):
        propagate(J, C)


@pytest.mark.parametrize("g, s, match", [([1.0], [1.0, 2.0], "entries"), ([1.0], [-1.0], "negative"),
                                         ([1.0], [0.0], "contributes"), ([0.0], [1.0], "contributes"),
                                         ([], [], "gradient"), ([np.nan], [1.0], "gradient"), ([1.0], [np.inf], "sd")])
def test_shares_of_nothing_are_refused(g, s, match):
    with pytest.raises(ValueError, match=match):
        variance_shares(g, s)


def test_an_elasticity_of_zero_is_refused():
    with pytest.raises(ValueError, match="zero"):
        elasticities(lambda v: v[0] - 1, [1.0])
    with pytest.raises(ValueError, match="x "):
        elasticities(lambda v: v[0], [])
    with pytest.raises(TypeError, match="x "):
        elasticities(lambda v: 1.0, "ab")
