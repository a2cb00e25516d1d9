import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import optimize, stats

from m4ds.datasets.fleet_failures import fleet_failures
from m4ds.prob.metropolis import effective_sample_size
from m4ds.stats.hierarchical import (
    SHAPES,
    empirical_bayes,
    gamma_poisson_loglik,
    hierarchical_gibbs,
    hierarchical_grid,
)

BETAS = np.geomspace(.02, 100, 300)


@given(st.integers(0, 1000), st.integers(1, 20), st.floats(.1, 30), st.floats(.05, 20))
def test_the_likelihood_is_that_of_the_negative_binomial_law(seed, n, shape, rate):
    rng = np.random.default_rng(seed)
    t = rng.uniform(.1, 5, n)
    y = rng.poisson(t)
    want = stats.nbinom.logpmf(y, shape, rate / (rate + t)).sum()
    np.testing.assert_allclose(gamma_poisson_loglik(y, t, shape, rate), want, rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(gamma_poisson_loglik(y, t, [shape, 2.], [rate, 3.])[0], want, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("blocked", [True, False])
def test_gibbs_agrees_with_the_grid(blocked):
    fleet = fleet_failures()
    grid = hierarchical_grid(fleet.failures, fleet.hours, BETAS)
    draws = hierarchical_gibbs(fleet.failures, fleet.hours, 6000, np.random.default_rng(3), blocked=blocked)
    for i in (0, 1, 39):
        x = draws.rates[500:, :, i]
        ess = sum(effective_sample_size(c) for c in x.T)
        assert abs(x.mean() - grid.rates[i]) < 5 * x.std() / np.sqrt(ess)
    log_a = np.log(draws.shape[500:])
    ess = sum(effective_sample_size(c) for c in log_a.T)
    want = np.log(SHAPES) @ grid.weights.sum(axis=1)
    assert abs(log_a.mean() - want) < 5 * log_a.std() / np.sqrt(ess)


@pytest.mark.parametrize("blocked", [True, False])
def test_posterior_draws_averaged_over_the_data_have_the_law_of_the_prior(blocked):
    rng = np.random.default_rng(4)
    shapes, t, runs, after = np.array([.5, 1., 2., 4.]), np.array([.3, 1., 4.]), 1200, []
    for _ in range(runs):
        a, b = rng.choice(shapes), rng.gamma(3., 1 / 2.)
        y = rng.poisson(t * rng.gamma(a, 1 / b, 3))
        chain = hierarchical_gibbs(y, t, 30, rng, shapes=shapes, prior=(3., 2.), chains=1, blocked=blocked)
        after.append((chain.rate[-1, 0], chain.shape[-1, 0]))
    after = np.array(after)
    assert abs(after[:, 0].mean() - 1.5) < 5 * np.sqrt(3) / 2 / np.sqrt(runs)
    for shape in shapes:
        assert abs((after[:, 1] == shape).mean() - .25) < 5 * np.sqrt(.25 * .75 / runs)


def test_the_grid_averages_exactly_for_one_machine_and_one_shape():
    grid = hierarchical_grid([3], [2.0], np.linspace(1e-4, 60, 20_001), shapes=[2.0], prior=(2.0, 1.0))
    rng = np.random.default_rng(5)
    b = rng.gamma(2, 1, 400_000)
    w = stats.nbinom.pmf(3, 2, b / (b + 2))
    means = 5 / (b + 2)
    estimate = (w * means).sum() / w.sum()
    bar = np.std(w * (means - estimate)) / w.mean() / np.sqrt(len(b))
    assert abs(grid.rates[0] - estimate) < 5 * bar
    assert abs(np.exp(grid.log_evidence) - w.mean()) < 5 * w.std() / np.sqrt(len(b))


def test_empirical_bayes_is_the_maximum():
    fleet = fleet_failures()
    shape, rate = empirical_bayes(fleet.failures, fleet.hours)
    best = optimize.minimize(lambda z: -gamma_poisson_loglik(fleet.failures, fleet.hours, *np.exp(z)), [0., 0.],
                             method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-11, "maxiter": 5000})
    np.testing.assert_allclose([shape, rate], np.exp(best.x), rtol=1e-3)


def test_equal_machines_have_no_finite_shape():
    with pytest.raises(ArithmeticError, match="common rate"):
        empirical_bayes([3, 3, 3, 3], [1., 1, 1, 1])


@settings(max_examples=20)
@given(st.integers(0, 1000))
def test_partial_pooling_lies_between_the_machine_and_the_fleet(seed):
    fleet = fleet_failures(12, seed)
    grid = hierarchical_grid(fleet.failures, fleet.hours, BETAS)
    same = fleet.failures == 0
    order = np.argsort(fleet.hours[same])
    assert (np.diff(grid.rates[same][order]) <= 1e-12).all()        # more hours without a failure: a lower rate
    np.testing.assert_allclose(grid.weights.sum(), 1)
    assert (grid.rates > 0).all()


@pytest.mark.parametrize("bad", [
    lambda r: hierarchical_gibbs([1], [0.], 5, r), lambda r: hierarchical_gibbs([1, 2], [1.], 5, r),
    lambda r: hierarchical_gibbs([1.5], [1.], 5, r), lambda r: hierarchical_gibbs([1], [1.], 0, r),
    lambda r: hierarchical_gibbs([1], [1.], 5, r, chains=0), lambda r: hierarchical_gibbs([1], [1.], 5, r, shapes=[0.]),
    lambda r: hierarchical_gibbs([np.nan], [1.], 5, r), lambda r: hierarchical_grid([1], [1.], [1.]),
    lambda r: hierarchical_grid([1], [1.], [2., 1.]), lambda r: hierarchical_grid([-1], [1.], [1., 2.]),
    lambda r: empirical_bayes([0, 0], [1., 1.]), lambda r: empirical_bayes([1], [1.]),
    lambda r: gamma_poisson_loglik([1], [1.], 0., 1.), lambda r: hierarchical_gibbs([], [], 5, r)])
def test_bad_input_is_refused(bad):
    with pytest.raises(ValueError):
        bad(np.random.default_rng(0))
