"""The oxygen curve, its slopes and its fit."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.optimize import curve_fit

from m4ds.calculus.gradients import jacobian_fd
from m4ds.datasets.oxygen import TRUTH, fit_oxygen, oxygen_bottles, oxygen_curve, oxygen_slopes

DAYS = np.array([1.0, 2, 3, 5, 8])


@settings(max_examples=40, deadline=None)
@given(st.floats(50, 500), st.floats(0.05, 1.5))
def test_a_curve_without_noise_is_recovered(A, k):
    np.testing.assert_allclose(fit_oxygen(DAYS, oxygen_curve((A, k), DAYS)), [A, k], rtol=1e-8)


def test_the_slopes_are_the_jacobian():
    numeric = jacobian_fd(lambda v: oxygen_curve(v, DAYS), TRUTH)
    np.testing.assert_allclose(oxygen_slopes(TRUTH, DAYS), numeric, rtol=1e-7)


def test_the_fit_agrees_with_scipy_and_fits_each_row_alone():
    Y = oxygen_curve(TRUTH, DAYS) + np.random.default_rng(0).normal(scale=4, size=(2, 3, 5))
    fits = fit_oxygen(DAYS, Y)
    assert fits.shape == (2, 3, 2)
    for i in np.ndindex(2, 3):
        theirs = curve_fit(lambda t, A, k: oxygen_curve((A, k), t), DAYS, Y[i], TRUTH, xtol=1e-12)[0]
        np.testing.assert_allclose(fits[i], theirs, rtol=1e-6)


def test_the_simulator_is_reproducible_and_has_the_stated_noise():
    a, b = oxygen_bottles(seed=3), oxygen_bottles(seed=3)
    np.testing.assert_array_equal(a.oxygen, b.oxygen)
    many = oxygen_bottles(bottles=20_000, sd=6.0, seed=1)
    assert np.std(many.oxygen - oxygen_curve(TRUTH, many.days)) == pytest.approx(6, rel=0.02)


@pytest.mark.parametrize("call", [
    lambda: oxygen_curve([1, 2, 3], [1.0]), lambda: oxygen_slopes([1, 2], [[1.0]]), lambda: oxygen_bottles([0, 1]),
    lambda: oxygen_bottles(bottles=0), lambda: oxygen_bottles(sd=-1), lambda: fit_oxygen([1, 1], [2, 3]),
    lambda: fit_oxygen([1, 2], [1, 2, 3]), lambda: fit_oxygen([-1, 2], [1, 2]), lambda: fit_oxygen([1, 2], 3.0),
    lambda: fit_oxygen([1, 2, 3], [1, 2, 4]), lambda: fit_oxygen([1, 2], [np.nan, 1])])
def test_what_cannot_be_is_refused(call):
    with pytest.raises(ValueError):
        call()
