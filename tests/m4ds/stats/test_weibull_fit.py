import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from m4ds.stats.failure_rate import failure_rate
from m4ds.stats.weibull_fit import weibull_mle_censored


def draw(seed, n, shape=2.0, scale=100.0):
    rng = np.random.default_rng(seed)
    life, seen = scale * rng.weibull(shape, n), scale * rng.uniform(.2, 1.5, n)
    return np.minimum(life, seen), life <= seen


def loglik(time, failed, log_k, log_s):
    k, s = np.exp(log_k), np.exp(log_s)
    y = time / s
    return np.sum(failed * (np.log(k / s) + (k - 1) * np.log(y))) - np.sum(y**k)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 80), st.floats(.3, 9), st.floats(1e-6, 1e6))
def test_nothing_nearby_is_likelier_and_the_covariance_is_the_inverse_curvature(seed, n, shape, scale):
    time, failed = draw(seed, n, shape, scale)
    if failed.sum() < 2:
        return
    fit = weibull_mle_censored(time, failed)
    p = np.log([fit.shape, fit.scale])
    best = loglik(time, failed, *p)
    assert best == pytest.approx(fit.loglik, rel=1e-9, abs=1e-7)
    sd = np.sqrt(np.diag(fit.covariance))
    for step in ([1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [-1, 1]):
        assert loglik(time, failed, *(p + 1e-2 * sd * step)) <= best + 1e-10
    h = 1e-3 * sd
    hess = np.empty((2, 2))
    for i in range(2):
        for j in range(2):
            ei, ej = h * np.eye(2)[i], h * np.eye(2)[j]
            corners = [a * b * loglik(time, failed, *(p + a * ei + b * ej)) for a in (1, -1) for b in (1, -1)]
            hess[i, j] = sum(corners) / (4 * h[i] * h[j])
    np.testing.assert_allclose(fit.covariance @ -hess, np.eye(2), atol=5e-3)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 1000))
def test_it_is_that_of_scipy(seed):
    time, failed = draw(seed, 60)
    fit = weibull_mle_censored(time, failed)
    sample = stats.CensoredData(uncensored=time[failed], right=time[~failed])
    shape, _, scale = stats.weibull_min.fit(sample, floc=0)
    assert -loglik(time, failed, np.log(shape), np.log(scale)) >= -fit.loglik - 1e-9
    np.testing.assert_allclose([fit.shape, fit.scale], [shape, scale], rtol=2e-3)


def test_shape_one_forced_is_the_exponential_rate_and_units_only_stretch_the_scale():
    time, failed = draw(3, 50)
    a, b = weibull_mle_censored(time, failed), weibull_mle_censored(7 * time, failed)
    assert b.shape == pytest.approx(a.shape) and b.scale == pytest.approx(7 * a.scale)
    np.testing.assert_allclose(a.covariance, b.covariance, rtol=1e-8)
    sample = stats.CensoredData(uncensored=time[failed], right=time[~failed])
    assert 1 / failure_rate(failed.sum(), time.sum()).rate == pytest.approx(
        stats.expon.fit(sample, floc=0)[1], rel=1e-6)


def test_one_failure_below_the_largest_age_is_enough_and_ages_may_nearly_agree():
    fit = weibull_mle_censored([1.0, 2.0], [1, 0])
    assert fit.shape > 0 and np.isfinite(fit.covariance).all()
    fit = weibull_mle_censored([1.0, 1.0 + 1e-6, 1.0 + 2e-6], [1, 1, 1])
    assert fit.shape > 1e5


def test_the_intervals_cover_nearly_as_often_as_they_say():
    runs, inside = 600, np.zeros(2)
    for seed in range(runs):
        box = weibull_mle_censored(*draw(seed, 80)).interval()
        inside += (box[:, 0] <= [2, 100]) & (box[:, 1] >= [2, 100])
    assert (np.abs(inside / runs - .95) < 4.5 * np.sqrt(.95 * .05 / runs) + .01).all()


def test_the_exact_interval_of_the_rate_covers_under_type_two():
    rng, runs, n, d = np.random.default_rng(4), 4000, 20, 6
    x = np.sort(rng.exponential(1, (runs, n)))[:, :d]
    total = x.sum(axis=1) + (n - d) * x[:, -1]
    limits = failure_rate(d, 1.0)
    covered = ((limits.low / total <= 1) & (limits.high / total >= 1)).mean()
    assert abs(covered - .95) < 4.5 * np.sqrt(.95 * .05 / runs)
    np.testing.assert_allclose([limits.low, limits.high], stats.chi2(2 * d).ppf([.025, .975]) / 2, rtol=1e-9)
    rough = failure_rate(400, 10., exact=False)
    np.testing.assert_allclose(rough, failure_rate(400, 10.), rtol=5e-3)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: weibull_mle_censored([1, 2], [0, 0]), "no unit failed"),
    (lambda: weibull_mle_censored([1, 2, 2], [0, 1, 1]), "largest"),
    (lambda: weibull_mle_censored([-1, 2], [1, 1]), "positive"), (lambda: weibull_mle_censored([], []), "empty"),
    (lambda: weibull_mle_censored([np.inf, 2], [1, 1]), "NaN"), (lambda: failure_rate(0, 1.), "at least 1"),
    (lambda: failure_rate(1, 0.), "positive"), (lambda: failure_rate(1, 1., 1.), "level")])
def test_it_refuses(call, words):
    with pytest.raises(ValueError, match=words):
        call()
