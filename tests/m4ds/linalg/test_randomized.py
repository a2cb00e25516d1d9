"""The randomised singular value decomposition."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.utils.extmath import randomized_svd as reference

from m4ds.linalg.randomized import randomized_svd, range_finder
from m4ds.linalg.svd import truncated_svd

EPS = np.finfo(float).eps
SHAPES = [(1, 1), (1, 6), (6, 1), (60, 25), (25, 60), (40, 40)]


def decaying(rate, shape, rng):
    p = min(shape)
    U = np.linalg.qr(rng.normal(size=(shape[0], p)))[0]
    V = np.linalg.qr(rng.normal(size=(shape[1], p)))[0]
    return (U * rate ** np.arange(p)) @ V.T


def error(A, triples):
    U, s, Vt = triples
    return np.linalg.norm(A - (U * s) @ Vt)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 20), st.integers(1, 20), st.integers(1, 20), st.integers(0, 2**32 - 1))
def test_vectors_are_orthonormal_and_no_value_exceeds_the_truth(m, n, k, seed):
    rng = np.random.default_rng(seed)
    A, k = rng.normal(size=(m, n)), min(k, m, n)
    U, s, Vt = randomized_svd(A, k, rng, oversample=1, power=0)
    assert U.shape == (m, k) and Vt.shape == (k, n)
    np.testing.assert_allclose(U.T @ U, np.eye(k), atol=1e3 * EPS)
    np.testing.assert_allclose(Vt @ Vt.T, np.eye(k), atol=1e3 * EPS)
    true = np.linalg.svd(A, compute_uv=False)
    assert (s <= true[:k] + 1e3 * EPS * true[0]).all() and (np.diff(s) <= 0).all()


@pytest.mark.parametrize("shape", SHAPES)
def test_enough_columns_give_the_exact_decomposition(shape):
    A = np.random.default_rng(1).normal(size=shape)
    k = min(shape)
    for ours, exact in zip(randomized_svd(A, k, np.random.default_rng(2)), truncated_svd(A, k), strict=True):
        np.testing.assert_allclose(ours, exact, atol=1e-8)


@pytest.mark.parametrize("shape", [(60, 25), (25, 60)])
def test_a_matrix_of_low_rank_is_found_exactly(shape):
    rng = np.random.default_rng(3)
    A = rng.normal(size=(shape[0], 3)) @ rng.normal(size=(3, shape[1]))
    assert error(A, randomized_svd(A, 3, rng, power=0)) <= 1e3 * EPS * np.linalg.norm(A)


@pytest.mark.parametrize("power", [0, 1, 2])
def test_error_is_never_below_the_optimum_and_within_the_bound_on_average(power):
    rng, k, p = np.random.default_rng(4), 5, 10
    A = decaying(0.8, (60, 50), rng)
    best = error(A, truncated_svd(A, k))
    ratios = [error(A, randomized_svd(A, k, rng, p, power)) / best for _ in range(50)]
    assert min(ratios) >= 1 - 1e-12
    assert np.mean(ratios) <= np.sqrt(1 + 1 + k / (p - 1))


def test_power_iterations_lower_the_error_on_a_flat_spectrum():
    A = np.random.default_rng(5).normal(size=(150, 100))
    best = error(A, truncated_svd(A, 10))
    by_power = [np.mean([error(A, randomized_svd(A, 10, np.random.default_rng(s), 5, q)) for s in range(10)])
                for q in (0, 1, 3)]
    assert by_power[0] > by_power[1] > by_power[2] > best


@pytest.mark.parametrize("shape", [(60, 25), (25, 60), (40, 40)])
def test_it_agrees_with_scikit_learn(shape):
    A = decaying(0.5, shape, np.random.default_rng(6))
    ours = randomized_svd(A, 4, np.random.default_rng(0), oversample=10, power=4)
    theirs = reference(A, 4, n_oversamples=10, n_iter=4, random_state=0)
    np.testing.assert_allclose(ours[1], theirs[1], rtol=1e-10)
    np.testing.assert_allclose((ours[0] * ours[1]) @ ours[2], (theirs[0] * theirs[1]) @ theirs[2], atol=1e-9)


def test_an_ill_conditioned_matrix_keeps_its_leading_values():
    A = decaying(1e-2, (30, 12), np.random.default_rng(7))
    s = randomized_svd(A, 3, np.random.default_rng(0))[1]
    np.testing.assert_allclose(s, [1, 1e-2, 1e-4], rtol=1e-8)


def test_the_zero_matrix_gives_zeros():
    assert randomized_svd(np.zeros((4, 3)), 2, np.random.default_rng(0))[1].tolist() == [0, 0]


def test_the_range_finder_returns_orthonormal_columns():
    Q = range_finder(np.random.default_rng(8).normal(size=(9, 7)), 4, np.random.default_rng(0))
    np.testing.assert_allclose(Q.T @ Q, np.eye(4), atol=1e2 * EPS)


def test_the_same_generator_state_gives_the_same_answer():
    A = np.random.default_rng(9).normal(size=(20, 15))
    one, two = (randomized_svd(A, 3, np.random.default_rng(1)) for _ in range(2))
    assert all((a == b).all() for a, b in zip(one, two, strict=True))


@pytest.mark.parametrize("bad", [[[np.nan]], [[np.inf, 1]], np.zeros((0, 3)), [1, 2], [["a"]], [[1j]]])
def test_bad_matrices_are_refused_by_name(bad):
    with pytest.raises((TypeError, ValueError), match=r"^A "):
        randomized_svd(bad, 1, np.random.default_rng(0))


@pytest.mark.parametrize("options, name", [
    ({"k": 0}, "k"), ({"k": 4}, "k"), ({"k": 1.5}, "k"), ({"rng": 0}, "rng"), ({"rng": None}, "rng"),
    ({"oversample": -1}, "oversample"), ({"oversample": 0.5}, "oversample"), ({"power": -1}, "power"),
    ({"power": True}, "power")])
def test_bad_options_are_refused_by_name(options, name):
    with pytest.raises((TypeError, ValueError), match=rf"^{name} must"):
        randomized_svd(**{"A": np.ones((3, 5)), "k": 1, "rng": np.random.default_rng(0), **options})
