"""Bias and variance of linear fits, against simulated samples and the formula of the standard error."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.learn.bias_variance import bias_variance


def test_simulated_fits_have_this_bias_and_variance():
    rng, runs = np.random.default_rng(0), 20_000
    x, new = np.linspace(-1, 1, 12), np.linspace(-0.9, 0.9, 5)
    f, A, B = np.sin(3 * x), np.vander(x, 4), np.vander(new, 4)
    bias, variance = bias_variance(A, f, B, np.sin(3 * new), 0.4)
    fits = B @ np.linalg.lstsq(A, f[:, None] + 0.4 * rng.normal(size=(12, runs)), rcond=None)[0]
    assert (np.abs(fits.mean(axis=1) - np.sin(3 * new) - bias) < 5 * np.sqrt(variance / runs)).all()
    np.testing.assert_allclose(fits.var(axis=1), variance, rtol=5 * np.sqrt(2 / runs))


@given(st.integers(0, 10**6), st.integers(1, 4))
def test_a_class_that_holds_the_truth_has_no_bias_and_the_known_variance(seed, p):
    rng = np.random.default_rng(seed)
    A, B, w = rng.normal(size=(9, p)), rng.normal(size=(3, p)), rng.normal(size=p)
    bias, variance = bias_variance(A, A @ w, B, B @ w, 2.0)
    np.testing.assert_allclose(bias, 0, atol=1e-7)
    np.testing.assert_allclose(variance, 4 * np.diag(B @ np.linalg.inv(A.T @ A) @ B.T), rtol=1e-6)


def test_badly_scaled_columns_change_nothing():
    rng = np.random.default_rng(1)
    A, B = rng.normal(size=(9, 2)), rng.normal(size=(3, 2))
    f, g = rng.normal(size=9), rng.normal(size=3)
    for ours, theirs in zip(bias_variance(A * [1, 1e6], f, B * [1, 1e6], g, 1), bias_variance(A, f, B, g, 1),
                            strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-8)


@pytest.mark.parametrize(("A", "f", "noise", "words"), [
    (np.ones((3, 2)), [1, 2, 3], 1.0, "dependent"), (np.ones((1, 2)), [1], 1.0, "dependent"),
    (np.ones((3, 1)), [1, 2, 3], 1.0, "shapes"), (np.eye(2), [1, 2], -1.0, "noise"),

    (np.eye(2), [1, np.nan], 1.0, "NaN"),
])
def test_what_is_not_determined_is_refused(A, f, noise, words):
    with pytest.raises(ValueError, match=words):
        bias_variance(A, f, [[1.0, 1.0]], [1.0], noise)
