import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from m4ds.stats.ecdf import dkw_band, ecdf, ks_null, ks_statistic

samples = st.lists(st.floats(-1e6, 1e6) | st.integers(-3, 3).map(float), min_size=1, max_size=60)


@given(samples, st.floats(-1e6, 1e6))
def test_it_is_the_share_at_or_below(sample, t):
    assert float(ecdf(sample, t)) == sum(x <= t for x in sample) / len(sample)


@given(samples)
def test_it_has_the_steps_of_scipy(sample):
    theirs = stats.ecdf(np.array(sample) + 0.0).cdf
    np.testing.assert_allclose(ecdf(sample, theirs.quantiles), theirs.probabilities, rtol=1e-13)


@given(samples)
def test_the_distance_is_that_of_scipy_and_a_fine_grid_does_not_exceed_it(sample):
    law = stats.logistic(0, 5)
    d = ks_statistic(sample, law.cdf)
    assert d == pytest.approx(stats.kstest(sample, law.cdf).statistic, abs=1e-12)
    assert 1 / (2 * len(sample)) - 1e-12 <= d <= 1
    t = np.concatenate([np.linspace(-40, 40, 500), sample])
    assert np.abs(ecdf(sample, t) - law.cdf(t)).max() <= d + 1e-12


@given(st.integers(1, 40), st.integers(0, 500))
def test_the_distance_does_not_depend_on_the_law(n, seed):
    u = np.random.default_rng(seed).uniform(.001, .999, n)
    flat = ks_statistic(u, lambda t: t)
    for law in (stats.norm(3, 2), stats.cauchy(), stats.weibull_min(.7)):
        assert ks_statistic(law.ppf(u), law.cdf) == pytest.approx(flat, abs=1e-9)


def test_the_law_of_the_distance_is_that_of_scipy():
    d = ks_null(10, 1500, np.random.default_rng(0))
    assert stats.kstest(d, stats.kstwo(10).cdf).pvalue > 1e-3


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 100))
def test_the_band_covers_as_often_as_it_says(seed):
    d = ks_null(50, 4000, np.random.default_rng(seed))
    for level in (.5, .9, .95):
        assert (d <= dkw_band(np.arange(50), level).half_width).mean() >= level - .03


def test_the_band_is_cut_at_zero_and_one_and_takes_one_value():
    band = dkw_band([7.])
    assert band.low[0] == 0 and band.high[0] == 1 and band.x.tolist() == [7.]
    ties = dkw_band([1., 1., 2.] * 400)
    assert ties.low[0] == ties.low[1] == pytest.approx(2 / 3 - ties.half_width)


@pytest.mark.parametrize(("call", "words"), [
    (lambda: ecdf([], 0), "empty"), (lambda: ecdf([np.nan], 0), "NaN"), (lambda: ecdf([1.], np.nan), "NaN"),
    (lambda: ks_statistic([[1.]], lambda t: t), "vector"), (lambda: ks_statistic([5.], lambda t: t), "from 0 to 1"),
    (lambda: ks_null(0, 5, np.random.default_rng(0)), "at least 1"), (lambda: dkw_band([1.], 1), "level"),
    (lambda: dkw_band([1.], [.5]), "level")])
def test_bad_input_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_words_are_no_numbers():
    with pytest.raises(TypeError, match="sample"):
        ecdf(["a"], 0)
