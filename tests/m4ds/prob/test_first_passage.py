import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import integrate, stats

from m4ds.prob.first_passage import drift_given, first_passage, inverse_gaussian_sample

positive = st.floats(.05, 20)


@settings(max_examples=60, deadline=None)
@given(positive, positive, positive)
def test_fixed_drift_is_scipys_inverse_gaussian(D, v, sigma):
    law = first_passage(D, v, sigma)
    theirs = stats.invgauss(mu=sigma**2 / (D * v), scale=(D / sigma)**2)
    t = D / v * np.array([.1, .5, 1, 2, 8])
    np.testing.assert_allclose(law.pdf(t), theirs.pdf(t), rtol=1e-7, atol=1e-290)
    np.testing.assert_allclose(law.cdf(t), theirs.cdf(t), rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(law.sf(t), theirs.sf(t), rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(law.cdf(law.quantile([.05, .5, .95])), [.05, .5, .95], rtol=1e-8)


@settings(max_examples=25, deadline=None)
@given(positive, st.floats(.2, 3), st.floats(.2, 2), st.floats(.01, 2))
def test_random_drift_is_the_average_over_drifts(D, m, sigma, s):
    law, t = first_passage(D, m, sigma, s), D / m

    def averaged(v):
        w, z = (v * t - D) / (sigma * np.sqrt(t)), (v * t + D) / (sigma * np.sqrt(t))
        return stats.norm.pdf(v, m, s) * (stats.norm.cdf(w) + np.exp(2 * v * D / sigma**2 + stats.norm.logcdf(-z)))
    want = integrate.quad(averaged, m - 12 * s, m + 12 * s, points=[m], limit=200)[0]
    assert float(law.cdf(t)) == pytest.approx(want, rel=1e-6, abs=1e-10)
    density = integrate.quad(lambda x: float(law.pdf(x)), 0, t, points=[t / 10, t / 2], limit=300)[0]
    assert float(law.cdf(t)) == pytest.approx(density, rel=1e-6, abs=1e-9)


def test_no_spread_is_the_limit_and_some_units_never_arrive():
    a, b = first_passage(5., 1., 1.), first_passage(5., 1., 1., 1e-9)
    np.testing.assert_allclose(a.cdf([2., 5., 9.]), b.cdf([2., 5., 9.]), rtol=1e-8)
    law = first_passage(5., 1., .5, 1.)
    ever = float(law.cdf(1e12))
    assert .84 < ever < .87 and np.isinf(law.quantile(.9)) and np.isfinite(law.quantile(.8))
    rng = np.random.default_rng(0)
    v = rng.normal(1, 1, 400_000)
    mean = np.mean(np.where(v > 0, 1, np.exp(2 * v * 5 / .25)))       # P(max of the path reaches D | v <= 0)
    assert abs(ever - mean) < 5 * .36 / np.sqrt(400_000)


def test_nothing_overflows():
    law = first_passage(1e4, 10., .01)
    assert float(law.cdf(1000.)) == pytest.approx(.5, abs=1e-2)
    assert float(law.sf(1e9)) == 0 and float(law.cdf(1e-9)) == 0 and law.pdf([-1., 0.]).tolist() == [0, 0]


def test_draws_have_the_law():
    x = inverse_gaussian_sample(10., .5, 1.2, 20_000, np.random.default_rng(1))
    assert stats.kstest(x, first_passage(10., .5, 1.2).cdf).pvalue > 1e-3
    assert abs(x.mean() - 20) < 4.5 * x.std() / np.sqrt(20_000)
    assert x.var() == pytest.approx(10 * 1.2**2 / .5**3, rel=.06)


def test_steps_of_a_walk_arrive_late_as_if_the_barrier_were_higher():
    rng, dt, D = np.random.default_rng(3), .25, 5.0
    paths = np.cumsum(rng.normal(1. * dt, np.sqrt(dt), (20_000, 200)), axis=1)
    hit = (paths >= D).argmax(axis=1)
    times = dt * (hit + 1)
    assert (paths.max(axis=1) >= D).all()
    t = np.array([3., 5., 8.])
    seen = (times[:, None] <= t + 1e-9).mean(axis=0)
    plain, moved = first_passage(D, 1., 1.).cdf(t), first_passage(D + .5826 * np.sqrt(dt), 1., 1.).cdf(t)
    noise = np.sqrt(.25 / 20_000)
    assert (np.abs(seen - moved) < 4.5 * noise + .005).all() and (plain - seen > 5 * noise).all()


@given(st.floats(-3, 8), positive, positive, st.floats(.05, 3), positive)
def test_the_drift_after_a_reading_is_the_line_of_two_normals(x, t, m, s, sigma):
    cov = np.array([[s**2, t * s**2], [t * s**2, t**2 * s**2 + sigma**2 * t]])
    gain = cov[0, 1] / cov[1, 1]
    mean, sd = drift_given(x, t, m, s, sigma)
    assert mean == pytest.approx(m + gain * (x - m * t), rel=1e-9, abs=1e-9)
    assert sd**2 == pytest.approx(cov[0, 0] - gain * cov[0, 1], rel=1e-6)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: first_passage(0, 1, 1), "barrier"), (lambda: first_passage(1, -1, 1), "drift"),
    (lambda: first_passage(1, 1, 0), "sd"), (lambda: first_passage(1, 1, 1, -1), "drift_sd"),
    (lambda: first_passage(1, 1, np.nan), "NaN"), (lambda: drift_given(1, 0, 1, 1, 1), "time"),
    (lambda: inverse_gaussian_sample(1, 0, 1, 3, np.random.default_rng(0)), "drift"),
    (lambda: first_passage(1, 1, 1).quantile(2), "1")])
def test_it_refuses(call, words):
    with pytest.raises(ValueError, match=words):
        call()
