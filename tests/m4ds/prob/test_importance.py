import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from m4ds.prob.importance import effective_size, importance_sampling

logs = st.lists(st.floats(-300, 300), min_size=2, max_size=30)


@given(logs)
def test_the_effective_size_lies_between_one_and_n_and_ignores_a_factor(log_weights):
    found = effective_size(log_weights)
    assert 1 - 1e-12 <= found <= len(log_weights) + 1e-9
    np.testing.assert_allclose(effective_size(np.array(log_weights) + 900), found, rtol=1e-9)


@given(st.integers(0, 10_000), st.booleans())
def test_equal_weights_give_the_plain_mean(seed, self_normalised):
    x = np.random.default_rng(seed).normal(size=25)
    found = importance_sampling(x, np.zeros(25), self_normalised)
    error = x.std(ddof=0 if self_normalised else 1) / 5
    np.testing.assert_allclose(found, (x.mean(), error, 25), rtol=1e-9, atol=1e-12)


@given(st.integers(0, 10_000))
def test_the_optimal_proposal_has_no_error(seed):
    x = np.random.default_rng(seed).exponential(size=10)     # q = exp(-x) proportional to f p for f = exp(-x) / p
    found = importance_sampling(np.full(10, 3.0) * np.exp(-x), x + np.log(2))
    np.testing.assert_allclose(found[:2], (6.0, 0.0), atol=1e-12)


def test_tails_of_the_normal_law_are_those_of_scipy():
    for a in (3.0, 5.0, 8.0, 30.0):
        x = a + np.random.default_rng(7).normal(size=20_000)
        found = importance_sampling(x > a, a**2 / 2 - a * x)
        assert found.standard_error < 0.05 * found.value
        assert abs(found.value - stats.norm.sf(a)) < 4.5 * found.standard_error


def test_the_claimed_error_is_the_spread_over_many_runs():
    for self_normalised in (False, True):
        runs = []
        for s in range(1500):
            x = 1.5 * np.random.default_rng(s).normal(size=200)
            runs.append(importance_sampling(x**2, stats.norm.logpdf(x) - stats.norm.logpdf(x, scale=1.5),
                                            self_normalised)[:2])
        value, claimed = np.array(runs).T
        assert abs(value.mean() - 1) < 5 * value.std() / np.sqrt(1500) + (0.01 if self_normalised else 0)
        assert np.sqrt((claimed**2).mean()) == pytest.approx(value.std(), rel=0.1)


def test_the_effective_size_of_a_wider_normal_proposal_is_that_of_the_formula():
    s = 2.0
    x = s * np.random.default_rng(1).normal(size=400_000)
    found = effective_size(stats.norm.logpdf(x) - stats.norm.logpdf(x, scale=s)) / len(x)
    assert found == pytest.approx(np.sqrt(2 * s**2 - 1) / s**2, rel=0.01)


def test_intervals_from_a_proposal_that_is_too_narrow_do_not_cover():
    """The claim of the chapter: second moments under N(0, 1) from N(0, 0.6**2), 1,000 draws, 400 runs."""
    rng, covered = np.random.default_rng(2), {0.6: 0, 1.5: 0}
    for s in covered:
        for _ in range(400):
            x = s * rng.normal(size=1000)
            r = importance_sampling(x**2, stats.norm.logpdf(x) - stats.norm.logpdf(x, scale=s))
            covered[s] += abs(r.value - 1) <= 1.96 * r.standard_error
    assert covered[0.6] / 400 == pytest.approx(0.68, abs=5 * 0.033)      # both counts are simulated: 0.023 * sqrt(2)
    assert covered[1.5] / 400 == pytest.approx(0.95, abs=5 * 0.011)


def test_minus_infinity_is_the_weight_zero_and_huge_logarithms_do_not_overflow():
    found = importance_sampling([1.0, 5.0, 2.0], [0.0, -np.inf, 0.0], True)
    assert found.value == 1.5 and found.effective == 2
    assert importance_sampling([1.0, 2.0], [5000.0, 5000.0], True).value == 1.5
    assert importance_sampling([1.0, 1.0], [-800.0, -800.0]).value == 0


@pytest.mark.parametrize("call", [
    lambda: importance_sampling([1.0], [0.0]), lambda: importance_sampling([1.0, 2], [0.0]),
    lambda: importance_sampling([1.0, np.nan], [0.0, 0]), lambda: importance_sampling([1.0, 2], [0.0, np.inf]),
    lambda: importance_sampling([1.0, 2], [0.0, np.nan]), lambda: effective_size([-np.inf, -np.inf]),
    lambda: effective_size([]), lambda: effective_size([[0.0]])])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"."):
        call()


def test_words_are_no_weights():
    with pytest.raises(TypeError, match="numbers"):
        effective_size(["a"])
