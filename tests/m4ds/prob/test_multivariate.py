import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats
from scipy.spatial.distance import mahalanobis as scipy_mahalanobis

from m4ds.prob.multivariate import mahalanobis, mvn_condition, mvn_logpdf, mvn_sample, partial_correlations


def draw(seed, d, scale=1.0):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(d, d + 2))
    units = 10.0 ** rng.uniform(-scale, scale, d)
    return rng, rng.normal(size=d) * units, A @ A.T * np.outer(units, units)


LAWS = st.tuples(st.integers(0, 10**6), st.integers(2, 7))


@given(LAWS)
@settings(max_examples=40)
def test_the_joint_density_is_the_marginal_times_the_conditional(case):
    rng, mean, cov = draw(*case)
    d = len(mean)
    seen = rng.permutation(d)[:rng.integers(1, d)]
    x = mvn_sample(mean, cov, 1, rng)[0]
    given_law = mvn_condition(mean, cov, seen, x[seen])
    parts = (mvn_logpdf(x[seen], mean[seen], cov[np.ix_(seen, seen)])
             + mvn_logpdf(x[given_law.rest], given_law.mean, given_law.cov))
    np.testing.assert_allclose(mvn_logpdf(x, mean, cov), parts, rtol=1e-7, atol=1e-6)


@given(LAWS)
@settings(max_examples=40)
def test_units_and_coordinates_do_not_matter_to_the_distance(case):
    rng, mean, cov = draw(*case)
    A, shift = rng.normal(size=cov.shape) + 3 * np.eye(len(mean)), rng.normal(size=len(mean))
    x = mvn_sample(mean, cov, 4, rng)
    moved = mahalanobis(x @ A.T + shift, A @ mean + shift, A @ cov @ A.T)
    if np.linalg.cond(A) < 1e3:
        np.testing.assert_allclose(moved, mahalanobis(x, mean, cov), rtol=1e-5)


@pytest.mark.parametrize("d, scale", [(1, 0), (2, 1), (8, 1), (30, 3)])
def test_scipy_agrees(d, scale):
    rng, mean, cov = draw(d, d, scale)
    x = mvn_sample(mean, cov, 6, rng)
    np.testing.assert_allclose(mvn_logpdf(x, mean, cov), stats.multivariate_normal.logpdf(
        x, mean, cov, allow_singular=True) if scale < 2 else [mvn_logpdf(v, mean, cov) for v in x], rtol=1e-8)
    root = np.sqrt(np.diag(cov))
    R = cov / np.outer(root, root)
    theirs = [scipy_mahalanobis(v / root, mean / root, np.linalg.inv(R)) for v in x]
    np.testing.assert_allclose(mahalanobis(x, mean, cov), theirs, rtol=1e-8)


def test_numpy_draws_the_same_numbers_with_its_cholesky_method():
    _, mean, cov = draw(3, 4)
    theirs = np.random.default_rng(9).multivariate_normal(mean, cov, 5, method="cholesky")
    np.testing.assert_allclose(mvn_sample(mean, cov, 5, np.random.default_rng(9)), theirs, rtol=1e-10)


def test_the_conditional_law_is_that_of_the_inverse_formulas_row_by_row():
    rng, mean, cov = draw(5, 6)
    seen, rest = [4, 0, 3], [1, 2, 5]
    values = mvn_sample(mean, cov, 7, rng)[:, seen]
    got = mvn_condition(mean, cov, seen, values)
    C = cov[np.ix_(rest, seen)] @ np.linalg.inv(cov[np.ix_(seen, seen)])
    np.testing.assert_allclose(got.mean, mean[rest] + (values - mean[seen]) @ C.T, rtol=1e-8)
    np.testing.assert_allclose(got.cov, cov[np.ix_(rest, rest)] - C @ cov[np.ix_(seen, rest)], rtol=1e-7)
    assert got.rest.tolist() == rest
    np.testing.assert_array_equal(mvn_condition(mean, cov, seen, values[2]).cov, got.cov)


def test_a_far_condition_number_still_gives_the_right_density():
    cov = np.diag([1.0, 1e-10, 1e10])
    want = stats.norm.logpdf([0.5, 1e-5, 1e5], 0, [1, 1e-5, 1e5]).sum()
    np.testing.assert_allclose(mvn_logpdf([0.5, 1e-5, 1e5], [0, 0, 0], cov), want, rtol=1e-12)


def test_a_high_dimension_does_not_underflow():
    np.testing.assert_allclose(mvn_logpdf(np.zeros(300), np.zeros(300), 1e-4 * np.eye(300)),
                               300 * stats.norm.logpdf(0, 0, 0.01), rtol=1e-12)


def test_an_unseen_part_may_be_singular_given_the_rest():
    law = mvn_condition([0, 0], [[4, 2], [2, 1]], [0], [3])
    assert law.mean == [1.5] and law.cov == [[0]]


@given(LAWS)
@settings(max_examples=30)
def test_partial_correlations_are_those_of_the_conditional_law_of_a_pair(case):
    _, mean, cov = draw(*case)
    d = len(mean)
    got = partial_correlations(cov)
    pair = cov if d == 2 else mvn_condition(mean, cov, np.arange(2, d), mean[2:]).cov
    np.testing.assert_allclose(got[0, 1], pair[0, 1] / np.sqrt(pair[0, 0] * pair[1, 1]), rtol=1e-5, atol=1e-6)
    np.testing.assert_array_equal(got, got.T)
    assert (np.diag(got) == 1).all()


@pytest.mark.parametrize("act, error, words", [
    (lambda: mvn_logpdf([0, np.nan], [0, 0], np.eye(2)), ValueError, "NaN"),
    (lambda: mvn_logpdf([0, 0, 0], [0, 0], np.eye(2)), ValueError, "x must have shape"),
    (lambda: mvn_logpdf([0, 0], [0, 0, 0], np.eye(2)), ValueError, "fit the mean"),
    (lambda: mvn_logpdf("ab", [0, 0], np.eye(2)), TypeError, "real numbers"),
    (lambda: mahalanobis([0, 0], [0, 0], [[1, 0.5], [0.4, 1]]), ValueError, "not symmetric"),
    (lambda: mahalanobis([0, 0], [0, 0], [[1, 1], [1, 1]]), np.linalg.LinAlgError, "not positive definite"),
    (lambda: mahalanobis([], [], [[]]), ValueError, "empty"),
    (lambda: mvn_sample([0], [[1]], 0, np.random.default_rng(0)), ValueError, "size"),
    (lambda: mvn_sample([0], [[1]], 2.5, np.random.default_rng(0)), ValueError, "size"),
    (lambda: mvn_condition([0, 0], np.eye(2), [0, 1], [1, 1]), ValueError, "every coordinate"),
    (lambda: mvn_condition([0, 0], np.eye(2), [], []), ValueError, "at least one"),
    (lambda: mvn_condition([0, 0], np.eye(2), [2], [1]), ValueError, "from 0 to 1"),
    (lambda: mvn_condition([0, 0, 0], np.eye(3), [1, 1], [1, 1]), ValueError, "different"),
    (lambda: mvn_condition([0, 0, 0], np.eye(3), [0.5], [1]), ValueError, "whole number"),
    (lambda: mvn_condition([0, 0, 0], [[1, 1, 0], [1, 1, 0], [0, 0, 1]], [0, 1], [1, 1]), np.linalg.LinAlgError,
     "not positive definite"),
    (lambda: partial_correlations([[1, 1], [1, 1]]), np.linalg.LinAlgError, "not positive definite")])
def test_bad_input_is_refused(act, error, words):
    with pytest.raises(error, match=words):
        act()
