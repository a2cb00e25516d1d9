"""Random projections and the dimension that the lemma asks for."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.stats import chi2
from sklearn.random_projection import johnson_lindenstrauss_min_dim

from m4ds.linalg.random_projection import distance_ratios, jl_dimension, random_projection
from m4ds.linalg.vectors import pairwise_distances


@pytest.mark.parametrize(("n", "eps", "failure"), [(10, 0.5, 0.1), (50, 0.3, 0.05)])
def test_the_promise_is_kept_more_often_than_the_lemma_says(n, eps, failure):
    k = jl_dimension(n, eps, failure)
    X = np.random.default_rng(0).exponential(size=(n, 200))
    kept = 0
    for seed in range(60):
        ratios = distance_ratios(X, random_projection(X, k, np.random.default_rng(seed))[0])
        kept += bool(((ratios > 1 - eps) & (ratios < 1 + eps)).all())
    assert kept / 60 >= 1 - failure


@pytest.mark.parametrize("k", [1, 2, 5, 20, 100, 400])
def test_the_tails_of_a_sum_of_squares_lie_below_the_bound_of_the_lemma(k):
    eps = np.linspace(0.001, 0.999, 200)
    bound = np.exp(-k * (eps**2 / 4 - eps**3 / 6))
    assert (chi2.sf((1 + eps) * k, k) <= bound).all()
    assert (chi2.cdf((1 - eps) * k, k) <= bound).all()


def test_the_squared_length_is_kept_on_average():
    x = np.arange(1.0, 9)[None]
    found = [(random_projection(x, 3, np.random.default_rng(s))[0] ** 2).sum() for s in range(4000)]
    mean = (x**2).sum()
    assert abs(np.mean(found) - mean) < 5 * mean * np.sqrt(2 / 3 / 4000)


def test_the_map_is_linear_and_reproducible():
    X = np.random.default_rng(1).normal(size=(5, 12))
    Y, R = random_projection(X, 4, np.random.default_rng(2))
    np.testing.assert_allclose(Y, X @ R.T)
    np.testing.assert_array_equal(R, random_projection(2 * X, 4, np.random.default_rng(2))[1])
    assert R.shape == (4, 12) and random_projection(X, 20, np.random.default_rng(2))[0].shape == (5, 20)


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 10**9), st.floats(0.01, 0.99), st.floats(1e-9, 0.999))
def test_the_dimension_is_the_least_whole_number_of_the_formula(n, eps, failure):
    k = jl_dimension(n, eps, failure)
    def bound(k):
        return np.log(n) + np.log(n - 1) - k * (eps**2 / 4 - eps**3 / 6)
    assert bound(k) <= np.log(failure) + 1e-9
    assert k == 1 or bound(k - 1) > np.log(failure) - 1e-9


@pytest.mark.parametrize("n", [2, 10, 1000, 10**6])
@pytest.mark.parametrize("eps", [0.05, 0.3, 0.9])
def test_the_dimension_for_existence_is_that_of_scikit_learn(n, eps):
    assert jl_dimension(n, eps, 1 - 1 / n) - johnson_lindenstrauss_min_dim(n, eps=eps) in (0, 1)


def test_ratios_are_those_of_all_distances():
    rng = np.random.default_rng(3)
    X, Y = rng.normal(size=(6, 4)) + 1e6, rng.normal(size=(6, 2))
    upper = np.triu_indices(6, 1)
    want = (pairwise_distances(Y, Y) ** 2 / np.where(np.eye(6), 1, pairwise_distances(X, X) ** 2))[upper]
    np.testing.assert_allclose(distance_ratios(X, Y), want, rtol=1e-9)


@pytest.mark.parametrize(("args", "error"), [(([[np.nan]], 1), ValueError), (([1.0], 1), ValueError),
                                             (([[1.0]], 0), ValueError), (([[1.0]], 1.5), TypeError),
                                             (([[1.0]], True), TypeError), (("ab", 1), TypeError)])
def test_bad_input_is_refused(args, error):
    with pytest.raises(error):
        random_projection(*args, np.random.default_rng(0))


def test_a_seed_is_not_a_generator():
    with pytest.raises(TypeError, match="default_rng"):
        random_projection([[1.0]], 1, 0)


@pytest.mark.parametrize(("n", "eps", "failure", "error"), [(1, 0.1, 0.1, ValueError), (5, 0, 0.1, ValueError),
                                                            (5, 1, 0.1, ValueError), (5, 0.1, 0, ValueError),
                                                            (5, 0.1, 1, ValueError), (5.0, 0.1, 0.1, TypeError),
                                                            (5, np.nan, 0.1, ValueError)])
def test_a_dimension_for_nonsense_is_refused(n, eps, failure, error):
    with pytest.raises(error):
        jl_dimension(n, eps, failure)


@pytest.mark.parametrize(("X", "Y"), [([[1.0]], [[1.0]]), ([[1.0], [1]], [[1.0], [2]]), ([[1.0], [2]], [[1.0]])])
def test_ratios_need_two_different_points(X, Y):
    with pytest.raises(ValueError, match="rows"):
        distance_ratios(X, Y)
