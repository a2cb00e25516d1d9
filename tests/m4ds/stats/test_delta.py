import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.stats.delta import delta_se, ratio_of_means


@given(st.integers(0, 10_000), st.integers(2, 60))
def test_the_two_ways_to_the_error_of_a_ratio_agree(seed, n):
    rng = np.random.default_rng(seed)
    y = rng.uniform(1, 3, n)
    x = 2 * y + rng.normal(size=n)
    ratio = ratio_of_means(x, y)
    by_delta = delta_se(lambda m: m[0] / m[1], [x.mean(), y.mean()], np.cov(x, y) / n)
    np.testing.assert_allclose(ratio.se, by_delta, rtol=1e-6)
    np.testing.assert_allclose(ratio.value, x.mean() / y.mean())


@given(st.integers(0, 10_000))
def test_a_linear_function_has_its_exact_error(seed):
    rng = np.random.default_rng(seed)
    a, B = rng.normal(size=3), rng.normal(size=(3, 3))
    np.testing.assert_allclose(delta_se(lambda x: a @ x + 1, rng.normal(size=3), B @ B.T),
                               np.sqrt(a @ B @ B.T @ a), rtol=1e-6)


def test_the_error_of_a_ratio_is_the_spread_over_many_samples():
    rng = np.random.default_rng(4)
    y = rng.gamma(4, 1, (4000, 200))
    x = 3 * y + rng.normal(size=y.shape) * 2
    ratios = x.mean(axis=1) / y.mean(axis=1)
    claimed = np.mean([ratio_of_means(a, b).se for a, b in zip(x[:200], y[:200], strict=True)])
    np.testing.assert_allclose(ratios.std(), claimed, rtol=.04)


def test_proportional_pairs_have_no_error_and_a_zero_slope_says_nothing():
    y = np.array([1., 2, 4])
    assert ratio_of_means(3 * y, y).se == pytest.approx(0, abs=1e-15)
    assert ratio_of_means(-2 * y + [1, 0, 0], -y).se > 0
    assert delta_se(lambda x: x[0]**2, [0.], [[1.]]) == pytest.approx(0, abs=1e-9)


def test_scale_does_not_matter():
    y = np.array([1., 2, 2])
    x = np.array([2., 4, 9])
    small, large = ratio_of_means(x * 1e-9, y * 1e-9), ratio_of_means(x * 1e9, y * 1e9)
    np.testing.assert_allclose(small, large, rtol=1e-12)


@pytest.mark.parametrize("call", [
    lambda: ratio_of_means([1.], [1.]), lambda: ratio_of_means([1., 2], [1., 2, 3]),
    lambda: ratio_of_means([1., 2], [1., -1]), lambda: ratio_of_means([1., np.nan], [1., 2]),
    lambda: delta_se(lambda x: x[0], [1., 2], [[1.]]), lambda: delta_se(lambda x: x[0], [1., 2], [[1., 2], [0, 1]]),
    lambda: delta_se(lambda x: x[0], [1.], [[-1.]]), lambda: delta_se(lambda x: x[0], [np.inf], [[1.]])])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"."):
        call()
