import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings, strategies as st

from m4ds.datasets.failures import TRUTH, simulate_failures
from m4ds.linalg.least_squares import lstsq_qr
from m4ds.stats.glm import BERNOULLI, NORMAL, POISSON, glm_irls, poisson_glm

FAMILIES = {"bernoulli": BERNOULLI, "poisson": POISSON, "normal": NORMAL}


def draw(seed, name, n=60, d=3):
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=(n, d - 1))])
    eta = X @ rng.normal(0, 0.5, d)
    y = {"bernoulli": lambda: rng.random(n) < BERNOULLI.mean(eta), "poisson": lambda: rng.poisson(np.exp(eta)),
         "normal": lambda: eta + rng.normal(size=n)}[name]()
    return X, y.astype(float)


@given(st.integers(0, 10_000), st.sampled_from(sorted(FAMILIES)))
@settings(max_examples=40, deadline=None)
def test_residuals_are_orthogonal_to_the_columns_so_the_means_agree(seed, name):
    X, y = draw(seed, name)
    fit = glm_irls(X, y, FAMILIES[name])
    np.testing.assert_allclose(X.T @ (y - fit.fitted), 0, atol=1e-7)
    assert np.isclose(fit.fitted.mean(), y.mean())


@given(st.integers(0, 10_000), st.sampled_from(sorted(FAMILIES)))
@settings(max_examples=30, deadline=None)
def test_no_other_coefficients_have_a_larger_likelihood(seed, name):
    X, y = draw(seed, name)
    fit, family = glm_irls(X, y, FAMILIES[name]), FAMILIES[name]
    rng = np.random.default_rng(seed)
    for _ in range(20):
        eta = X @ (fit.coef + rng.normal(0, 0.3, 3))
        assert np.sum(y * eta - family.A(eta)) <= fit.log_likelihood + 1e-9


@pytest.mark.parametrize("name", sorted(FAMILIES))
@pytest.mark.parametrize("eta", [-30.0, -2.0, 0.0, 0.7, 5.0])
def test_mean_and_variance_are_the_derivatives_of_a(name, eta):
    family, h = FAMILIES[name], 1e-5 * (1 + abs(eta))
    assert np.isclose((family.A(eta + h) - family.A(eta - h)) / (2 * h), family.mean(eta), rtol=1e-6, atol=1e-9)
    assert np.isclose((family.mean(eta + h) - family.mean(eta - h)) / (2 * h), family.variance(np.array(eta)),
                      rtol=1e-5, atol=1e-9)


def test_the_normal_family_is_least_squares_in_one_step():
    X, y = draw(1, "normal")
    fit = glm_irls(X, y, NORMAL)
    np.testing.assert_allclose(fit.path[1], lstsq_qr(X, y), rtol=1e-10)
    np.testing.assert_allclose(fit.covariance, np.linalg.inv(X.T @ X), rtol=1e-10)
    assert np.isclose(fit.deviance, np.sum((y - X @ fit.coef) ** 2))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("unit", [1.0, 1e-7, 1e6])
def test_poisson_agrees_with_statsmodels_in_every_unit(seed, unit):
    data = simulate_failures(40, seed=seed)
    X = data.X * [1, unit, 1]
    fit = poisson_glm(X, data.failures, data.hours / 1000)
    want = sm.GLM(data.failures, data.X, family=sm.families.Poisson(), exposure=data.hours / 1000).fit(tol=1e-13)
    np.testing.assert_allclose(fit.coef * [1, unit, 1], want.params, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(fit.se * [1, unit, 1], want.bse, rtol=1e-8)
    np.testing.assert_allclose([fit.log_likelihood, fit.deviance], [want.llf, want.deviance], rtol=1e-9)


def test_nearly_dependent_columns_agree_with_statsmodels():
    X, y = draw(3, "poisson")
    X[:, 2] = X[:, 1] + 1e-5 * X[:, 2]
    want = sm.GLM(y, X, family=sm.families.Poisson()).fit(tol=1e-13)
    np.testing.assert_allclose(poisson_glm(X, y).fitted, want.fittedvalues, rtol=1e-6)


@pytest.mark.parametrize("counts", [[3], [1e9, 2e9], [0, 0, 1]])
def test_one_column_of_ones_fits_the_mean(counts):
    fit = poisson_glm(np.ones((len(counts), 1)), counts, 2.0)
    np.testing.assert_allclose(np.exp(fit.coef[0]), np.mean(counts) / 2, rtol=1e-10)
    np.testing.assert_allclose(fit.se[0], 1 / np.sqrt(np.sum(counts)), rtol=1e-9)


def test_ten_times_the_exposure_only_shifts_the_intercept():
    data = simulate_failures(30, seed=2)
    one, ten = (poisson_glm(data.X, data.failures, c * data.hours) for c in (1, 10))
    np.testing.assert_allclose(one.coef - ten.coef, [np.log(10), 0, 0], atol=1e-9)


def test_a_group_without_counts_has_no_maximum():
    with pytest.raises(ArithmeticError, match="no maximum"):
        poisson_glm([[1, 0], [1, 0], [1, 1], [1, 1]], [3, 2, 0, 0])


def test_a_penalty_solves_the_penalised_equation():
    X, y = draw(4, "bernoulli")
    lam = np.array([0.0, 2.0, 5.0])
    fit = glm_irls(X, y, BERNOULLI, lam=lam)
    np.testing.assert_allclose(X.T @ (y - fit.fitted), lam * fit.coef, atol=1e-8)


def coverage(spread, seed0, runs=400, quasi=False):
    hits = 0
    for seed in range(seed0, seed0 + runs):
        data = simulate_failures(60, seed, spread)
        fit = poisson_glm(data.X, data.failures, data.hours / 1000)
        phi = np.sum((data.failures - fit.fitted) ** 2 / fit.fitted) / (60 - 3) if quasi else 1.0
        hits += abs(fit.coef[2] - TRUTH[2]) <= 1.96 * fit.se[2] * np.sqrt(phi)
    return hits / runs


def test_the_interval_of_a_rate_ratio_covers_as_often_as_it_says():
    assert abs(coverage(0.0, 0) - 0.95) < 5 * np.sqrt(0.95 * 0.05 / 400)


def test_overdispersion_breaks_the_coverage_and_the_estimated_dispersion_mends_most_of_it():
    assert coverage(0.5, 0) < 0.85
    assert coverage(0.5, 0, quasi=True) > 0.95 - 5 * np.sqrt(0.95 * 0.05 / 400)


@pytest.mark.parametrize(("X", "y", "options", "words"), [
    ([[1, 0], [1, 0]], [1, 2], {}, "a column of X is zero"),
    ([[1, 2], [2, 4], [3, 6]], [1, 2, 3], {}, "depend on each other"),
    ([[1], [1]], [1, -2], {}, "y must lie between"),
    ([[1], [1]], [1, 2, 3], {}, "y must have length 2"),
    ([[1], [1]], [1, np.nan], {}, "NaN"),
    ([[1], [1]], [1, 2], {"offset": [1, 2, 3]}, "offset must have length"),
    ([[1], [1]], [1, 2], {"lam": -1}, "lam must not be negative"),
])
def test_bad_input_is_refused(X, y, options, words):
    with pytest.raises(ValueError, match=words):
        glm_irls(X, y, POISSON, **options)


@pytest.mark.parametrize("exposure", [0, -1, [1, 0]])
def test_an_exposure_that_is_not_positive_is_refused(exposure):
    with pytest.raises(ValueError, match="exposure must be positive"):
        poisson_glm([[1], [1]], [1, 2], exposure)


def test_words_are_refused():
    with pytest.raises(TypeError):
        poisson_glm([["a"]], [1])
