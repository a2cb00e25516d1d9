"""A fit with its uncertainty: what the theorems promise, and agreement with statsmodels."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings, strategies as st

from m4ds.datasets.flats import TRUTH, rent_sd, rented_flats, true_rent
from m4ds.stats.ols import f_test, ols
from m4ds.stats.sandwich import cluster_covariance, hc_covariance

KINDS = ("hc0", "hc1", "hc2", "hc3")


def problem(seed, n=14, p=3, kappa=1.0):
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=(n, p - 1)) * np.geomspace(1, kappa, p - 1)])
    return X, X @ rng.normal(size=p) + rng.normal(size=n) * np.exp(X[:, 1]), rng


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), lift=st.floats(-5, 5), size=st.floats(0.1, 10))
def test_adding_a_combination_of_the_columns_moves_beta_and_no_standard_error(seed, lift, size):
    X, y, rng = problem(seed)
    d = rng.normal(size=3) * lift
    first, second = ols(X, y), ols(X, size * y + X @ d)
    np.testing.assert_allclose(second.beta, size * first.beta + d, atol=1e-8)
    for kind in ("classical", *KINDS):
        np.testing.assert_allclose(second.se(kind), size * first.se(kind), rtol=1e-7)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_square_of_t_is_f_for_one_column(seed):
    X, y, _ = problem(seed)
    large = ols(X, y)
    test = f_test(ols(X[:, :2], y), large)
    assert pytest.approx((large.beta[2] / large.se()[2]) ** 2, rel=1e-7) == test.F
    assert test.p == pytest.approx(large.p_values()[2], rel=1e-7)


@pytest.mark.parametrize("n, p, kappa", [(3, 2, 1), (14, 3, 1), (60, 8, 1), (60, 8, 1e6)])
def test_everything_agrees_with_statsmodels(n, p, kappa):
    X, y, _ = problem(3, n, p, kappa)
    mine, theirs = ols(X, y), sm.OLS(y, X).fit()
    np.testing.assert_allclose(mine.beta, theirs.params, rtol=1e-6)
    np.testing.assert_allclose(mine.se(), theirs.bse, rtol=1e-6)
    np.testing.assert_allclose(mine.p_values(), theirs.pvalues, rtol=1e-6)
    np.testing.assert_allclose(mine.intervals(0.9), theirs.conf_int(0.1), rtol=1e-6)
    for kind in KINDS:
        np.testing.assert_allclose(mine.covariance(kind), theirs.get_robustcov_results(kind.upper()).cov_params(),
                                   rtol=1e-5, atol=1e-9 * mine.covariance(kind).max())
    rows = X[:2] + 0.1
    frame = theirs.get_prediction(rows)
    np.testing.assert_allclose(mine.mean_interval(rows), frame.conf_int(), rtol=1e-6)
    np.testing.assert_allclose(mine.predict_interval(rows), frame.conf_int(obs=True), rtol=1e-6)


def test_f_and_clusters_agree_with_statsmodels():
    X, y, rng = problem(5, 60, 5)
    mine, theirs = ols(X, y), sm.OLS(y, X).fit()
    test = f_test(ols(X[:, :2], y), mine)
    F, p, q = theirs.compare_f_test(sm.OLS(y, X[:, :2]).fit())
    assert (test.above, test.below) == (q, 55) and pytest.approx(F) == test.F and test.p == pytest.approx(p)
    groups = rng.integers(0, 9, 60)
    want = theirs.get_robustcov_results("cluster", groups=groups).cov_params()
    np.testing.assert_allclose(cluster_covariance(X, mine.residuals, groups), want, rtol=1e-6, atol=1e-12)


def test_each_row_its_own_cluster_is_hc1():
    X, y, _ = problem(6)
    r = ols(X, y).residuals
    np.testing.assert_allclose(cluster_covariance(X, r, np.arange(14)), hc_covariance(X, r, "hc1"), rtol=1e-9)


def coverage(kind, runs=4000):
    """The share of repeated worlds, the flats fixed, in which the 95 % interval of the balcony holds the truth."""
    flats, rng = rented_flats(300), np.random.default_rng(4)
    X = np.column_stack([np.ones(300), flats.table])
    mean, sd = true_rent(flats.table), rent_sd(flats.table)
    start = ols(X, flats.rent)
    half = np.diff(start.intervals(kind=kind)[5])[0] / 2 / start.se(kind)[5]      # the quantile of t
    fits = [ols(X, mean + sd * rng.normal(size=300)) for _ in range(runs)]
    away = [abs(fit.beta[5] - TRUTH["balcony"]) / fit.se(kind)[5] for fit in fits]
    return np.mean(np.array(away) <= half)


def test_hc3_covers_the_balcony_and_the_classical_interval_does_not():
    error = np.sqrt(0.95 * 0.05 / 4000)
    assert abs(coverage("hc3") - 0.95) < 4 * error
    assert coverage("classical") < 0.95 - 5 * error


def test_a_prediction_interval_covers_in_nineteen_of_twenty_normal_worlds():
    rng, X, row, runs = np.random.default_rng(5), np.column_stack([np.ones(8), np.arange(8.0)]), [1, 10], 4000
    start = ols(X, rng.normal(size=8))
    low, high = start.predict_interval([row])[0]
    half = (high - low) / 2 / np.sqrt(start.s2)
    fits = [ols(X, 1 + 2 * X[:, 1] + rng.normal(size=8)) for _ in range(runs)]
    away = [abs(21 + rng.normal() - fit.beta @ row) / np.sqrt(fit.s2) for fit in fits]
    assert abs(np.mean(np.array(away) <= half) - 0.95) < 4.5 * np.sqrt(0.95 * 0.05 / runs)


def test_hc2_is_right_on_average_for_equal_variances_hc0_too_small_hc3_too_large():
    X, _, rng = problem(7, 12, 3)
    G = np.linalg.inv(X.T @ X)
    draws = rng.normal(size=(4000, 12))
    left = draws - draws @ (X @ G @ X.T)
    mean = {kind: np.array([np.diag(hc_covariance(X, r, kind)) for r in left]) for kind in ("hc0", "hc2", "hc3")}
    error = mean["hc2"].std(axis=0) / np.sqrt(4000)
    assert (np.abs(mean["hc2"].mean(axis=0) - np.diag(G)) < 4.5 * error).all()
    assert (mean["hc0"].mean(axis=0) < np.diag(G)).all() and (mean["hc3"].mean(axis=0) > np.diag(G)).all()


def test_the_p_values_of_f_are_uniform_if_the_small_model_is_true():
    X, _, rng = problem(8, 12, 5)
    small, tests = X[:, :2], []
    for y in rng.normal(size=(1500, 12)):
        tests.append(f_test(ols(small, y), ols(X, y)).p)
    for level in (0.05, 0.5):
        assert abs((np.array(tests) < level).mean() - level) < 4.5 * np.sqrt(level * (1 - level) / 1500)


@pytest.mark.parametrize("X, y, error, words", [
    ([[1, 0], [1, 1]], [1, 2], ValueError, "more rows"), ([[1, 2], [1, 2], [1, 2]], [1, 2, 3], ValueError, "depends"),
    ([[1], [1]], [1, 2, 3], ValueError, "entries"), ([[1], [np.nan]], [1, 2], ValueError, "NaN"),
    ([], [], ValueError, "empty"), ([["a"], ["b"]], [1, 2], TypeError, "X|A")])
def test_what_cannot_be_fitted_is_refused(X, y, error, words):
    with pytest.raises(error, match=words):
        ols(X, y)


def test_other_refusals():
    X, y, _ = problem(1)
    fit = ols(X, y)
    with pytest.raises(ValueError, match="level"):
        fit.intervals(1.0)
    with pytest.raises(ValueError, match="columns"):
        fit.predict_interval([[1, 2]])
    with pytest.raises(ValueError, match="kind"):
        fit.covariance("hc9")
    with pytest.raises(ValueError, match="nested"):
        f_test(ols(X[:, :2] + [0, 1] * X[:, [0, 1]] ** 2, y), fit)
    with pytest.raises(ValueError, match="share y"):
        f_test(fit, fit)
    with pytest.raises(ValueError, match="leverage 1"):
        hc_covariance([[1, 0], [1, 0], [1, 1]], [1, -1, 0])
    with pytest.raises(ValueError, match="two clusters"):
        cluster_covariance(X, fit.residuals, np.zeros(14))
    with pytest.raises(ValueError, match="label"):
        cluster_covariance(X, fit.residuals, [1, 2])
    with pytest.raises(ValueError, match="residuals"):
        hc_covariance(X, [1, 2])
    with pytest.raises(ValueError, match="more rows"):
        hc_covariance([[1, 2], [3, 5]], [1, 2])
    perfect = ols([[1, 0], [1, 1], [1, 2]], [0, 0, 0])
    with pytest.raises(ValueError, match="perfectly"):
        f_test(ols([[1], [1], [1]], [0, 0, 0]), perfect)
