import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import minimize
from scipy.stats import chi2

from m4ds.datasets.orings import DAMAGED, TEMPERATURE
from m4ds.stats.glm import NORMAL, glm_irls
from m4ds.stats.logistic import logistic_irls
from m4ds.stats.profile import profile_drop, profile_interval

X = np.column_stack([np.ones(23), TEMPERATURE - 70])


def test_the_drop_agrees_with_a_general_minimiser():
    full = sm.Logit(DAMAGED, X).fit(disp=0).llf
    for value in (-0.5, -0.2, 0.0):
        def loss(a, v=value):
            eta = a[0] + v * X[:, 1]
            return np.sum(np.logaddexp(0, eta) - DAMAGED * eta)
        drop = profile_drop(logistic_irls, X, DAMAGED, 1, [value])
        np.testing.assert_allclose(drop, 2 * (full + minimize(loss, [0.0]).fun), atol=1e-6)


@pytest.mark.parametrize("level", [0.5, 0.95, 0.99])
def test_at_the_ends_the_likelihood_has_fallen_by_the_quantile(level):
    ends = profile_interval(logistic_irls, X, DAMAGED, 1, level)
    np.testing.assert_allclose(profile_drop(logistic_irls, X, DAMAGED, 1, ends), chi2.ppf(level, 1), rtol=1e-6)
    assert ends.low < logistic_irls(X, DAMAGED).coef[1] < ends.high


def test_for_a_normal_model_it_is_estimate_and_standard_errors():
    def fit(X, y, **options):
        return glm_irls(X, y, NORMAL, **options)
    rng = np.random.default_rng(0)
    y = rng.normal(size=23)
    full = fit(X, y)
    half = np.sqrt(chi2.ppf(0.95, 1)) * full.se[1]
    np.testing.assert_allclose(profile_interval(fit, X, y, 1), [full.coef[1] - half, full.coef[1] + half], rtol=1e-7)


def test_the_profile_interval_of_a_slope_covers_about_as_often_as_it_says():
    rng = np.random.default_rng(8)
    hits, runs = 0, 300
    x = np.linspace(-1, 1, 60)
    Z = np.column_stack([np.ones(60), x])
    for _ in range(runs):
        y = (rng.random(60) < 1 / (1 + np.exp(-x))).astype(float)
        hits += profile_drop(logistic_irls, Z, y, 1, [1.0])[0] <= chi2.ppf(0.95, 1)
    assert abs(hits / runs - 0.95) < 5 * np.sqrt(0.95 * 0.05 / runs)


@pytest.mark.parametrize("level", [0, 1, -1])
def test_a_level_outside_is_refused(level):
    with pytest.raises(ValueError, match="level"):
        profile_interval(logistic_irls, X, DAMAGED, 1, level)


def test_one_column_alone_is_refused():
    with pytest.raises(ValueError, match="two columns"):
        profile_drop(logistic_irls, X[:, :1], DAMAGED, 0, [0.0])
