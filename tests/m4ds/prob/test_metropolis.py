import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import signal, stats

from m4ds.prob.metropolis import autocorrelation, effective_sample_size, metropolis


def normal(x):
    return -(x**2).sum(axis=1) / 2


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_a_law_that_the_walk_begins_in_is_kept(seed):
    """Invariance: start from the target itself; after some steps the law is still the target."""
    rng = np.random.default_rng(seed)
    start = rng.exponential(size=(2000, 1))
    end = metropolis(lambda x: np.where(x[:, 0] >= 0, -x[:, 0], -np.inf), start, 1.5, 8, rng).draws[-1, :, 0]
    assert stats.kstest(end, "expon").statistic < 2.2 / np.sqrt(2000)      # exceeded with probability below 2e-4


def test_moments_of_a_correlated_normal_law():
    P = np.linalg.inv([[1, 0.8], [0.8, 1]])
    walk = metropolis(lambda x: -np.einsum("ci,ij,cj->c", x, P, x) / 2, np.zeros((40, 2)), 1.2, 3000,
                      np.random.default_rng(2))
    np.testing.assert_allclose(np.cov(walk.draws[300:].reshape(-1, 2).T), [[1, 0.8], [0.8, 1]], atol=0.06)
    assert ((walk.accepted > 0.2) & (walk.accepted < 0.6)).all()


def test_a_rejected_step_repeats_the_state_and_small_steps_are_accepted():
    walk = metropolis(normal, [[0.0]], 1e-6, 200, np.random.default_rng(0))
    assert walk.accepted[0] > 0.99
    walk = metropolis(normal, [[0.0]], 1e6, 200, np.random.default_rng(0))
    assert walk.accepted[0] == 0 and (walk.draws == 0).all()


def test_a_factor_and_scales_for_each_coordinate():
    one = metropolis(normal, [[0.0, 1.0]], [1.0, 1.0], 50, np.random.default_rng(4))
    two = metropolis(lambda x: normal(x) + 700, [[0.0, 1.0]], 1.0, 50, np.random.default_rng(4))
    np.testing.assert_allclose(one.draws, two.draws)


@given(st.integers(0, 10_000), st.integers(2, 60))
def test_the_autocorrelation_is_that_of_the_sums_of_products(seed, n):
    x = np.random.default_rng(seed).normal(3, 1, n)
    d = x - x.mean()
    want = signal.correlate(d, d, method="direct")[n - 1:] / (d @ d)
    np.testing.assert_allclose(autocorrelation(x, n - 1), want, atol=1e-10)


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9, -0.5])
def test_the_effective_size_of_a_chain_with_fading_memory(rho):
    rng = np.random.default_rng(5)
    n = 60_000
    x = signal.lfilter([np.sqrt(1 - rho**2)], [1, -rho], rng.normal(size=n))
    assert effective_sample_size(x) / n == pytest.approx((1 - rho) / (1 + rho), rel=0.12)


@given(st.integers(0, 10_000), st.floats(1e-150, 1e150))
def test_units_do_not_matter(seed, unit):
    x = np.random.default_rng(seed).normal(size=50)
    assert effective_sample_size(unit * x) == pytest.approx(effective_sample_size(x), rel=1e-6)
    assert 0 < effective_sample_size(x) <= 50 * np.log10(50) + 1e-9


def test_an_alternating_record_reaches_the_cap():
    assert effective_sample_size([1.0, -1.0] * 50) == pytest.approx(200)


@pytest.mark.parametrize("call", [
    lambda r: metropolis(normal, [0.0], 1.0, 5, r), lambda r: metropolis(normal, [[0.0]], 0.0, 5, r),
    lambda r: metropolis(normal, [[0.0]], [1.0, 2], 5, r), lambda r: metropolis(normal, [[0.0]], 1.0, 0, r),
    lambda r: metropolis(lambda x: x, [[0.0]], 1.0, 5, r), lambda r: metropolis(normal, [[np.nan]], 1.0, 5, r),
    lambda r: metropolis(lambda x: x[:, 0] + np.nan, [[0.0]], 1.0, 5, r),
    lambda r: metropolis(lambda x: np.full(len(x), -np.inf), [[0.0]], 1.0, 5, r),
    lambda r: autocorrelation([1.0, 1.0], 1), lambda r: autocorrelation([1.0, 2.0], 2),
    lambda r: effective_sample_size([1.0, 2, 3]), lambda r: effective_sample_size([1.0, np.inf, 2, 3])])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"."):
        call(np.random.default_rng(0))
