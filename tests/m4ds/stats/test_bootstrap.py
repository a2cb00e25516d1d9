import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import signal, stats

from m4ds.stats.bootstrap import bca_levels, bootstrap_ci, bootstrap_draws, jackknife
from m4ds.stats.tail_risk import expected_shortfall


def mean(x):
    return x.mean(axis=1)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(2, 40))
def test_the_error_of_a_mean_is_the_exact_one(seed, n):
    x = np.random.default_rng(seed).exponential(size=n)
    draws = bootstrap_draws(x, mean, np.random.default_rng(seed + 1), 4000)
    exact = x.std() / np.sqrt(n)
    assert abs(draws.mean() - x.mean()) < 5 * exact / np.sqrt(4000)
    assert draws.std() == pytest.approx(exact, rel=0.1)      # relative error about 1/sqrt(8000) = 0.011, tails allowed


@given(st.integers(0, 10_000), st.integers(2, 30))
def test_the_jackknife_leaves_one_row_out(seed, n):
    x = np.random.default_rng(seed).normal(size=(n, 2))
    found = jackknife(x, lambda s: s[:, :, 0].mean(axis=1) * s[:, :, 1].max(axis=1))
    want = [np.delete(x, i, 0)[:, 0].mean() * np.delete(x, i, 0)[:, 1].max() for i in range(n)]
    np.testing.assert_allclose(found, want, rtol=1e-12, atol=1e-14)


STATISTICS = {"mean": (mean, lambda x, axis: x.mean(axis)), "median": (lambda x: np.median(x, axis=1), np.median),
              "sd": (lambda x: x.std(axis=1, ddof=1), lambda x, axis: x.std(axis, ddof=1))}


@pytest.mark.parametrize("method", ["percentile", "basic", "bca"])
@pytest.mark.parametrize("name", STATISTICS)
@pytest.mark.parametrize("shift, n", [(0.0, 7), (0.0, 60), (1e6, 60)])
def test_scipy_gives_the_same_interval_from_the_same_draws(method, name, shift, n):
    ours, theirs = STATISTICS[name]
    x = shift + np.random.default_rng(3).lognormal(size=n)
    found = bootstrap_ci(x, ours, np.random.default_rng(8), 0.9, method, 999)
    again = stats.bootstrap((x,), theirs, n_resamples=999, confidence_level=0.9, method=method,
                            rng=np.random.default_rng(8))
    np.testing.assert_allclose(found[:2], again.confidence_interval, rtol=1e-6 if shift == 0 else 1e-9)
    np.testing.assert_allclose(found.standard_error, again.standard_error, rtol=1e-6)


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_percentile_and_bca_respect_a_monotone_change_of_scale(seed):
    """Up to interpolation between neighbouring draws, and, for BCa, the acceleration, which is of first order only."""
    x = np.random.default_rng(seed).exponential(size=25)
    one = bootstrap_ci(x, mean, np.random.default_rng(1), method="percentile", draws=1001)
    log = bootstrap_ci(x, lambda s: np.log(mean(s)), np.random.default_rng(1), method="percentile", draws=1001)
    np.testing.assert_allclose(np.exp(log[:2]), one[:2], rtol=0.01)
    bca = bootstrap_ci(x, mean, np.random.default_rng(1), draws=1001)
    again = bootstrap_ci(x, lambda s: np.log(mean(s)), np.random.default_rng(1), draws=1001)
    np.testing.assert_allclose(np.exp(again[:2]), bca[:2], rtol=0.06)


def test_without_bias_and_skewness_the_levels_are_the_usual_ones():
    low, high = bca_levels(np.arange(100.0), 49.5, [1.0, 2, 3], 0.9)
    np.testing.assert_allclose([low, high], [0.05, 0.95], atol=1e-9)


def test_coverage_for_skewed_data_grows_from_basic_over_percentile_to_bca():
    """The frequency claim of the chapter: lognormal, n = 20, 800 samples; standard error about 1.3 points."""
    rng, hits = np.random.default_rng(10), dict.fromkeys(("basic", "percentile", "bca"), 0)
    for _ in range(800):
        x = rng.lognormal(size=20)
        for method in hits:
            low, high = bootstrap_ci(x, mean, np.random.default_rng(1), method=method, draws=400)[:2]
            hits[method] += low <= np.exp(0.5) <= high
    assert 0.73 < hits["basic"] / 800 < 0.86
    assert 0.76 < hits["percentile"] / 800 < 0.89
    assert hits["basic"] < hits["percentile"] < hits["bca"] < 0.92 * 800


def test_the_maximum_repeats_with_the_probability_of_the_theorem():
    x = np.random.default_rng(0).random(30)
    draws = bootstrap_draws(x, lambda s: s.max(axis=1), np.random.default_rng(1), 20_000)
    p = 1 - (29 / 30)**30
    assert np.mean(draws == x.max()) == pytest.approx(p, abs=5 * np.sqrt(p * (1 - p) / 20_000))


def test_rows_with_a_memory_are_covered_as_rarely_as_theory_says():
    """Each reading is 0.9 times the last plus noise: the variance of the mean is 19 times that of independent rows."""
    rng, hits, runs = np.random.default_rng(20), 0, 400
    for _ in range(runs):
        x = signal.lfilter([1], [1, -0.9], rng.normal(size=800))[200:]
        low, high = bootstrap_ci(x, mean, rng, method="percentile", draws=200)[:2]
        hits += low <= 0 <= high
    want = 2 * stats.norm.cdf(1.96 / np.sqrt(19)) - 1
    assert hits / runs == pytest.approx(want, abs=4.5 * np.sqrt(want * (1 - want) / runs))


def test_the_shortfall_of_heavy_tails_is_covered_less_often_than_promised():
    """The desk of the chapter: 500 days, level 0.975, true value 7.981; standard error of the count 2.2 points."""
    rng, hits, runs = np.random.default_rng(21), 0, 200
    for _ in range(runs):
        r = rng.standard_t(4, 500)
        i = bootstrap_ci(-r + 2 * np.maximum(-r - 2, 0), lambda x: expected_shortfall(x, 0.975), rng, draws=300)
        hits += i.low <= 7.981 <= i.high
    assert 0.885 - 0.1 < hits / runs < 0.885 + 0.1


def test_many_rows_are_resampled_in_blocks():
    x = np.arange(3_000_000.0)
    assert bootstrap_draws(x, mean, np.random.default_rng(0), 3).shape == (3,)


@pytest.mark.parametrize("call", [
    lambda r: bootstrap_draws([1.0], mean, r), lambda r: bootstrap_draws([1.0, np.nan], mean, r),
    lambda r: bootstrap_draws([1.0, 2], mean, r, 0), lambda r: bootstrap_draws([1.0, 2], np.mean, r),
    lambda r: bootstrap_draws([1.0, 2], lambda x: np.log(x - 5).sum(axis=1), r),
    lambda r: bootstrap_draws(np.ones((2, 2, 2)), mean, r), lambda r: bootstrap_ci([1.0, 2], mean, r, 1.0),
    lambda r: bootstrap_ci([1.0, 2], mean, r, method="t"), lambda r: bootstrap_ci([1.0, 2], mean, r, draws=1),
    lambda r: bootstrap_ci([3.0, 3, 3], mean, r), lambda r: bca_levels([1.0, 2], 0.0, [1.0, 2]),
    lambda r: jackknife([1.0], mean)])
@pytest.mark.filterwarnings("ignore:invalid value")
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"."):
        call(np.random.default_rng(0))
