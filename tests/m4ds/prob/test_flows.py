"""A flow is invertible; its density integrates to 1 and is its samples'; a fit never lowers the likelihood."""

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings, strategies as st

from m4ds.calculus.gradients import jacobian_fd
from m4ds.calculus.multiple import simpson_2d
from m4ds.prob.flow_fit import fit_flow_2d
from m4ds.prob.flows import AffineLayer, CouplingLayer, flow_density_2d, flow_forward, flow_log_density


def random_flow(rng, couplings=2):
    L = np.array([[rng.uniform(0.5, 2), 0], [rng.normal(), rng.uniform(0.5, 2)]])
    return [*[CouplingLayer(k % 2, rng.normal(size=3) / 2, rng.normal(size=2) / 4) for k in range(couplings)],
            AffineLayer(L, rng.normal(size=2))]


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(0, 3))
def test_every_layer_goes_back_and_its_determinant_is_that_of_the_jacobian(seed, couplings):
    rng = np.random.default_rng(seed)
    for layer in random_flow(rng, couplings):
        z = rng.normal(size=(1, 2))
        x, logdet = layer.forward(z)
        back, same = layer.inverse(x)
        np.testing.assert_allclose(back, z, rtol=1e-9, atol=1e-9)
        assert same == pytest.approx(logdet, abs=1e-9)
        J = jacobian_fd(lambda v, layer=layer: layer.forward(v[None])[0][0], z[0])
        assert np.log(abs(np.linalg.det(J))) == pytest.approx(logdet[0], abs=1e-6)


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_the_density_is_that_of_noise_divided_by_the_determinant_of_the_whole(seed):
    rng = np.random.default_rng(seed)
    layers, z = random_flow(rng), rng.normal(size=2)
    x = flow_forward(layers, z[None])
    J = jacobian_fd(lambda v: flow_forward(layers, v[None])[0], z)
    direct = np.exp(-z @ z / 2) / (2 * np.pi) / abs(np.linalg.det(J))
    assert flow_density_2d(layers, x)[0] == pytest.approx(direct, rel=1e-5)


def test_the_density_has_volume_one_and_the_share_of_the_samples():
    layers = [CouplingLayer(0, [0, 0, 0.5], [0, 0.3]), AffineLayer([[1, 0], [0.5, 0.8]], [0, 0])]

    def density(x, y):
        return flow_density_2d(layers, np.column_stack([x.ravel(), y.ravel()])).reshape(x.shape)
    # the slice of y is normal around its curve: cut where nothing is left
    middle, spread = lambda x: 0.5 * x + 0.4 * x**2, lambda x: 8 * 0.8 * np.exp(0.3 * x)
    whole = simpson_2d(density, -8, 8, lambda x: middle(x) - spread(x), lambda x: middle(x) + spread(x), 200, 100)
    assert whole == pytest.approx(1, abs=1e-8)
    share = simpson_2d(density, 0, 1, 0, 1, 60, 60)
    x = flow_forward(layers, np.random.default_rng(0).normal(size=(40_000, 2)))
    found = ((x >= 0) & (x <= 1)).all(axis=1).mean()
    assert abs(found - share) < 4 * np.sqrt(share / 40_000)


@pytest.mark.parametrize("L", [[[2, 0], [1, 3]], [[1, 0], [0.9999, 1e-3]], [[1e-2, 0], [0, 1e2]]])
def test_an_affine_flow_is_the_normal_law_of_scipy(L):
    L, b = np.array(L, dtype=float), np.array([1.0, -2.0])
    x = np.random.default_rng(0).normal(size=(20, 2)) @ L.T + b
    theirs = scipy.stats.multivariate_normal(b, L @ L.T).logpdf(x)
    np.testing.assert_allclose(flow_log_density([AffineLayer(L, b)], x), theirs, rtol=1e-6)


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.integers(0, 4))
def test_no_layer_of_a_fit_lowers_the_likelihood(seed, couplings):
    rng = np.random.default_rng(seed)
    x = flow_forward(random_flow(rng), rng.normal(size=(80, 2)))
    fits = [flow_log_density(fit_flow_2d(x, k), x).sum() for k in range(couplings + 1)]
    assert (np.diff(fits) >= -1e-8).all()


def test_a_fit_finds_the_flow_that_made_the_data():
    truth = CouplingLayer(0, [0.5, 0, 1.0], [-1, 0.4])
    x = flow_forward([truth], np.random.default_rng(0).normal(size=(20_000, 2)))
    layers = fit_flow_2d(x, couplings=1)
    assert abs(np.mean(flow_log_density(layers, x) - flow_log_density([truth], x))) < 1e-3


@pytest.mark.parametrize("make, error", [
    (lambda: AffineLayer([[1, 1], [0, 1]], [0, 0]), ValueError),
    (lambda: AffineLayer([[0, 0], [0, 1]], [0, 0]), ValueError),
    (lambda: AffineLayer([[1, 0], [0, 1]], [0]), ValueError), (lambda: AffineLayer("L", [0, 0]), TypeError),
    (lambda: CouplingLayer(2, [0], [0]), ValueError), (lambda: CouplingLayer(0, [np.nan], [0]), ValueError),
    (lambda: CouplingLayer(0, [], [0]), ValueError), (lambda: flow_forward([], [[1, 2, 3]]), ValueError),
    (lambda: flow_log_density([], [[1, np.nan]]), ValueError), (lambda: flow_density_2d([], [1, 2]), ValueError),
    (lambda: fit_flow_2d(np.ones((40, 2))), ValueError), (lambda: fit_flow_2d(np.eye(2)), ValueError),
    (lambda: fit_flow_2d([["a", "b"]]), TypeError)])
def test_bad_input_is_refused(make, error):
    with pytest.raises(error):
        make()
