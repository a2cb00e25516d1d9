import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings, strategies as st
from sklearn.linear_model import LogisticRegression

from m4ds.stats.logistic import Separation, logistic_irls
from m4ds.stats.softmax import softmax_hessian, softmax_regression


def draw(seed, n=150, k=3):
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=(n, 2))])
    scores = X @ rng.normal(0, 0.7, (k, 3)).T + rng.gumbel(size=(n, k))
    return X, scores.argmax(axis=1)


@given(st.integers(0, 10_000), st.integers(2, 4))
@settings(max_examples=25, deadline=None)
def test_the_gradient_vanishes_and_the_rows_add_up_to_zero(seed, k):
    X, y = draw(seed, k=k)
    if len(np.unique(y)) < k:
        return
    fit = softmax_regression(X, y)
    np.testing.assert_allclose((np.eye(k)[y] - fit.fitted).T @ X, 0, atol=1e-6)
    np.testing.assert_allclose(fit.coef.sum(axis=0), 0, atol=1e-8)
    np.testing.assert_allclose(fit.fitted.mean(axis=0), np.bincount(y) / len(y), atol=1e-8)


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_the_hessian_is_semidefinite_with_one_flat_direction_for_each_column(seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(20, 2))
    P = rng.dirichlet(np.ones(3), 20)
    values = np.linalg.eigvalsh(softmax_hessian(X, P))
    assert (values > -1e-10).all() and (values < 1e-10).sum() == 2


def test_two_classes_are_logistic_regression():
    X, y = draw(1, k=2)
    fit = softmax_regression(X, y)
    np.testing.assert_allclose(fit.coef[1] - fit.coef[0], logistic_irls(X, y).coef, rtol=1e-7)


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_with_statsmodels(seed):
    X, y = draw(seed)
    want = sm.MNLogit(y, X).fit(disp=0, tol=1e-13)
    fit = softmax_regression(X, y)
    np.testing.assert_allclose((fit.coef[1:] - fit.coef[0]).T, want.params, rtol=1e-6, atol=1e-8)
    assert np.isclose(fit.log_likelihood, want.llf)


def test_a_penalty_agrees_with_scikit_learn():
    X, y = draw(2)
    want = LogisticRegression(C=1 / 3, tol=1e-10, max_iter=10_000).fit(X[:, 1:], y)
    fit = softmax_regression(X, y, lam=[0, 3, 3])
    np.testing.assert_allclose(fit.probabilities(X), want.predict_proba(X[:, 1:]), atol=1e-5)


def test_separated_classes_are_refused_unless_there_is_a_penalty():
    X = np.column_stack([np.ones(6), [0, 0, 5, 5, 0, 0], [0, 1, 0, 1, 8, 9]])
    with pytest.raises(Separation):
        softmax_regression(X, list("aabbcc"))
    assert np.isfinite(softmax_regression(X, list("aabbcc"), lam=[0, 1, 1]).coef).all()


@pytest.mark.parametrize(("X", "y", "lam"), [
    ([[1], [1]], ["a", "a"], 0), ([[1], [1]], ["a"], 0), ([[1, 1], [1, 1]], [0, 1], 0), ([[1, 0], [1, 0]], [0, 1], 0),
    ([[1], [1]], [0, 1], -1)])
def test_bad_input_is_refused(X, y, lam):
    with pytest.raises(ValueError, match=r"needs two classes|labels|depend"):
        softmax_regression(X, y, lam=lam)
