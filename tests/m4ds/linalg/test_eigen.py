"""Eigenvalues by iteration."""

from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linear_sum_assignment

from m4ds.linalg.eigen import hessenberg, inverse_iteration, power_iteration, power_steps, qr_algorithm

EPS = np.finfo(float).eps
ENTRIES = st.floats(-1e3, 1e3).map(lambda x: 0.0 if abs(x) < 1e-3 else x)
SQUARES = st.integers(1, 6).flatmap(lambda n: arrays(float, (n, n), elements=ENTRIES))
BAD = [([[1, np.nan], [0, 1]], ValueError), ([[1, np.inf], [0, 1]], ValueError), (np.empty((0, 0)), ValueError),
       ([[1, 2, 3], [4, 5, 6]], ValueError), ([1, 2], ValueError), ("ab", TypeError), ([[1j]], TypeError)]


def farthest(ours, theirs):
    """Pair the two lists of eigenvalues as well as possible; return the largest distance."""
    gap = np.abs(np.subtract.outer(ours, theirs))
    return gap[linear_sum_assignment(gap)].max()


def with_eigenvalues(values, rng):
    """Return a matrix with real eigenvalues and a well-conditioned basis of eigenvectors, and the basis."""
    n = len(values)
    P = np.linalg.qr(rng.normal(size=(n, n)))[0] + 0.2 * rng.normal(size=(n, n)) / np.sqrt(n)
    return P @ np.diag(values) @ np.linalg.inv(P), P


@settings(max_examples=60, deadline=None)
@given(SQUARES)
def test_the_eigenvalues_belong_to_a_nearby_matrix(A):
    n, size = len(A), np.abs(A).max() or 1.0
    for value in qr_algorithm(A):
        smallest = np.linalg.svd(A - value * np.eye(n), compute_uv=False)[-1]
        assert smallest <= 100 * n * EPS * size


@settings(max_examples=60, deadline=None)
@given(SQUARES)
def test_the_eigenvalues_add_up_to_the_trace_and_fall_in_modulus(A):
    values, n, size = qr_algorithm(A), len(A), np.abs(A).max()
    assert abs(values.sum() - np.trace(A)) <= 100 * n**2 * EPS * size
    assert (np.diff(np.abs(values)) <= 0).all()


@pytest.mark.parametrize("n", [1, 2, 3, 5, 10, 30, 60])
def test_the_eigenvalues_agree_with_numpy(n):
    A = np.random.default_rng(n).normal(size=(n, n))
    assert farthest(qr_algorithm(A), np.linalg.eigvals(A)) < 1e-11 * np.linalg.norm(A)


@pytest.mark.parametrize("A", [np.zeros((3, 3)), np.eye(4), np.diag([1.0, 2, 2, 3]), np.eye(4)[[1, 2, 3, 0]],
                               [[0, 1], [1, 0]], [[0, 1], [-1, 0]], np.roll(np.eye(9), 1, 0), np.ones((6, 6)),
                               np.kron(np.eye(3), [[0, -1], [1, 0]])])
def test_tied_and_repeated_eigenvalues_are_found(A):
    assert farthest(qr_algorithm(A), np.linalg.eigvals(A)) < 1e-13


def test_a_defective_matrix_loses_half_of_the_digits_as_numpy_does():
    A = np.array([[3.0, 1, 0], [-1, 1, 1], [0, 0, 2]])       # 2 three times, one eigenvector
    for values in (qr_algorithm(A), np.linalg.eigvals(A)):
        assert np.abs(values - 2).max() < 10 * EPS ** (1 / 3)


@pytest.mark.parametrize("unit", [1e-300, 1e-160, 1e160, 1e300])
def test_the_eigenvalues_scale_with_the_units(unit):
    A = np.random.default_rng(4).normal(size=(5, 5))
    assert farthest(qr_algorithm(A * unit) / unit, qr_algorithm(A)) < 1e-13


def test_an_impossible_limit_of_steps_is_an_error():
    with pytest.raises(np.linalg.LinAlgError, match="0 QR steps"):
        qr_algorithm([[1, 2], [3, 4]], max_steps=0)


@settings(max_examples=60, deadline=None)
@given(SQUARES)
def test_a_hessenberg_form_is_similar_by_isometries(A):
    H, n, size = hessenberg(A), len(A), np.linalg.norm(A)
    assert (np.tril(H, -2) == 0).all()
    assert abs(np.linalg.norm(H) - size) <= 50 * n * EPS * size
    np.testing.assert_allclose([np.trace(H), np.trace(H @ H)], [np.trace(A), np.trace(A @ A)],
                               rtol=0, atol=100 * n * EPS * max(size, size**2))


@pytest.mark.parametrize("rate", [0.2, 0.5, 0.8, -0.6])
def test_the_error_of_power_iteration_falls_at_the_rate_of_the_theorem(rate):
    rng = np.random.default_rng(1)
    A, P = with_eigenvalues([1.0, rate, rate / 4], rng)
    v = P[:, 0] / np.linalg.norm(P[:, 0])
    steps = islice(power_steps(A, P @ [1.0, 1.0, 1.0]), 60)
    error = np.array([np.linalg.norm(x - v * (v @ x)) for _, x in steps])
    seen = np.flatnonzero((error < 1e-2) & (error > 1e-11))
    slope = np.polyfit(seen, np.log(error[seen]), 1)[0]
    assert abs(slope - np.log(abs(rate))) < 0.02


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 6), st.floats(0.05, 0.9), st.sampled_from([1.0, -1.0]))
def test_power_iteration_finds_the_largest_eigenvalue(seed, n, rate, sign):
    rng = np.random.default_rng(seed)
    A, P = with_eigenvalues(np.append(3 * sign, 3 * rng.uniform(-rate, rate, n - 1)), rng)
    value, v = power_iteration(A, rng.normal(size=n))
    assert abs(value - 3 * sign) < 1e-7 * np.linalg.cond(P)
    assert abs(np.linalg.norm(v) - 1) < 10 * EPS and v[np.argmax(np.abs(v))] > 0
    assert np.linalg.norm(A @ v - value * v) <= 1.1e-10 * np.linalg.norm(A)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 6))
def test_inverse_iteration_finds_the_nearest_eigenvalue(seed, n):
    rng = np.random.default_rng(seed)
    values = np.arange(n) - n / 2 + rng.uniform(-0.2, 0.2, n)
    A, P = with_eigenvalues(values, rng)
    wanted = values[rng.integers(n)]
    value, v = inverse_iteration(A, wanted + 0.1, rng.normal(size=n))
    assert abs(value - wanted) < 1e-8 * np.linalg.cond(P)
    assert np.linalg.norm(A @ v - value * v) <= 1.1e-10 * np.linalg.norm(A)


@pytest.mark.parametrize("shift", [2, 5])
def test_a_shift_that_is_an_eigenvalue_is_welcome(shift):
    value, v = inverse_iteration([[4, 1], [2, 3]], shift, [1.0, 0.3])
    assert abs(value - shift) < 1e-14
    np.testing.assert_allclose(v / v[0], [1, {5: 1, 2: -2}[shift]], atol=1e-13)


def test_eigenvectors_agree_with_numpy():
    A = np.random.default_rng(0).uniform(size=(8, 8))
    value, v = power_iteration(A, np.ones(8), tol=1e-14)
    values, vectors = np.linalg.eig(A)
    k = np.argmax(np.abs(values))
    theirs = vectors[:, k].real
    np.testing.assert_allclose(value, values[k].real, rtol=1e-13)
    np.testing.assert_allclose(v, theirs * np.sign(theirs[0]), atol=1e-12)


@pytest.mark.parametrize("A", [[[0, 1], [1, 0]], [[0, -1], [1, 0]], [[2, 0], [0, -2]]])
def test_two_eigenvalues_of_one_modulus_are_reported(A):
    with pytest.raises(np.linalg.LinAlgError, match="share the largest modulus"):
        power_iteration(A, [1.0, 0.3], max_steps=200)


def test_a_vector_that_is_sent_to_zero_is_reported():
    with pytest.raises(np.linalg.LinAlgError, match="to zero"):
        list(islice(power_steps([[0, 1], [0, 0]], [1, 1]), 4))


def test_inverse_iteration_reports_a_tie():
    with pytest.raises(np.linalg.LinAlgError, match="equally near"):
        inverse_iteration([[1, 0], [0, -1]], 0, [1.0, 0.3], max_steps=200)


@pytest.mark.parametrize("unit", [1e-300, 1e-160, 1e160, 1e300])
def test_the_iterations_scale_with_the_units(unit):
    A = np.array([[4.0, 1], [2, 3]])
    value, v = power_iteration(A * unit, [1, 0])
    np.testing.assert_allclose([value / unit, v[0]], [5, np.sqrt(0.5)], rtol=1e-9)
    value, v = inverse_iteration(A * unit, 1.5 * unit, [1, 0])
    np.testing.assert_allclose([value / unit, v[0] / v[1]], [2, -0.5], rtol=1e-8)


def test_zero_and_one_by_one_matrices_work():
    assert power_iteration([[0, 0], [0, 0]], [1, 1])[0] == 0
    assert power_iteration([[-7]], [2])[0] == -7
    assert inverse_iteration([[-7]], 3, [2])[0] == -7


def test_the_arguments_are_left_alone():
    A, x = np.array([[4.0, 1], [2, 3]]), np.array([3.0, 1])
    for run in (lambda: power_iteration(A, x), lambda: inverse_iteration(A, 1.5, x), lambda: qr_algorithm(A),
                lambda: hessenberg(A)):
        run()
        assert A.tolist() == [[4, 1], [2, 3]] and x.tolist() == [3, 1]


@pytest.mark.parametrize("A, error", BAD)
@pytest.mark.parametrize("run", [qr_algorithm, hessenberg, lambda A: power_iteration(A, [1, 1]),
                                 lambda A: next(power_steps(A, [1, 1])), lambda A: inverse_iteration(A, 0, [1, 1])])
def test_bad_matrices_are_refused(run, A, error):
    with pytest.raises(error, match="A"):
        run(A)


@pytest.mark.parametrize("x, error", [([0, 0], ValueError), ([1, np.nan], ValueError), ([1, 2, 3], ValueError),
                                      ([[1, 2]], ValueError), ([], ValueError), ("ab", TypeError)])
@pytest.mark.parametrize("run", [power_iteration, lambda A, x: inverse_iteration(A, 0, x)])
def test_bad_starts_are_refused(run, x, error):
    with pytest.raises(error, match="x"):
        run([[4, 1], [2, 3]], x)


@pytest.mark.parametrize("shift, error", [(np.nan, ValueError), (np.inf, ValueError), ("s", TypeError)])
def test_bad_shifts_are_refused(shift, error):
    with pytest.raises(error, match="shift"):
        inverse_iteration([[4, 1], [2, 3]], shift, [1, 0])
