"""How many components stand above shuffled columns."""

import numpy as np
import pytest

from m4ds.learn.parallel_analysis import parallel_analysis


def planted(k, seed, n=400, d=12):
    rng = np.random.default_rng(seed)
    loadings = np.zeros((k, d))
    for j in range(k):
        loadings[j, j * (d // k):(j + 1) * (d // k)] = 1.0
    return rng.normal(size=(n, k)) @ loadings + 0.5 * rng.normal(size=(n, d))


@pytest.mark.parametrize("k", [1, 2, 3])
@pytest.mark.parametrize("seed", [0, 1])
def test_the_planted_number_of_components_is_found_in_any_units(k, seed):
    X = planted(k, seed)
    assert parallel_analysis(X, np.random.default_rng(0)).count == k
    assert parallel_analysis(X * np.logspace(-3, 3, 12), np.random.default_rng(0)).count == k


def test_pure_noise_seldom_shows_a_component():
    found = [parallel_analysis(np.random.default_rng(s).normal(size=(60, 10)), np.random.default_rng(s), 40).count
             for s in range(60)]
    assert np.mean(np.array(found) > 0) < 0.2


def test_values_are_the_eigenvalues_of_the_correlation_matrix_and_sum_to_the_number_of_columns():
    X = planted(2, 3)
    found = parallel_analysis(X, np.random.default_rng(0), draws=5)
    np.testing.assert_allclose(found.values, np.sort(np.linalg.eigvalsh(np.corrcoef(X.T)))[::-1], atol=1e-10)
    np.testing.assert_allclose(found.values.sum(), 12)


def test_a_single_column_shows_no_component():
    assert parallel_analysis([[1.0], [2.0], [4.0]], np.random.default_rng(0), 3).count == 0


@pytest.mark.parametrize(("X", "options", "error"), [
    ([[1.0, 2], [1, 3]], {}, ValueError), ([[1.0, 2]], {}, ValueError), ([[np.nan, 2], [1, 3]], {}, ValueError),
    ([[1.0], [2]], {"draws": 0}, ValueError), ([[1.0], [2]], {"quantile": 1.0}, ValueError), ("ab", {}, TypeError)])
def test_bad_input_is_refused(X, options, error):
    with pytest.raises(error):
        parallel_analysis(X, np.random.default_rng(0), **options)


def test_a_seed_is_not_a_generator():
    with pytest.raises(TypeError, match="default_rng"):
        parallel_analysis([[1.0], [2]], 0)
