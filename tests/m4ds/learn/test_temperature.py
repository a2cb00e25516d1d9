"""The factor is the minimum of a convex loss, agrees with SciPy, and is refused where there is none."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax

from m4ds.learn.temperature import fit_temperature, scaled_loss


def cases(seed, n=60, k=4, strength=2.0):
    rng = np.random.default_rng(seed)
    y = rng.integers(0, k, n)
    Z = rng.normal(size=(n, k)) * strength
    Z[np.arange(n), y] += strength
    return Z, y


@given(st.integers(0, 200), st.floats(-3, 3))
def test_the_derivatives_are_those_of_the_loss_and_the_curvature_is_not_negative(seed, b):
    Z, y = cases(seed)
    h = 1e-5
    loss, slope, curvature = scaled_loss(Z, y, b)
    up, down = scaled_loss(Z, y, b + h), scaled_loss(Z, y, b - h)
    assert slope == pytest.approx((up[0] - down[0]) / (2 * h), abs=1e-7)
    assert curvature == pytest.approx((up[1] - down[1]) / (2 * h), abs=1e-5)
    assert curvature >= 0
    assert loss == pytest.approx(-log_softmax(b * Z, axis=1)[np.arange(len(y)), y].mean(), rel=1e-10)


@given(st.integers(0, 300), st.sampled_from([1e-6, 1.0, 1e6]))
def test_it_is_the_minimum_of_scipy_in_any_unit(seed, unit):
    Z, y = cases(seed)
    found = fit_temperature(unit * Z, y)
    best = minimize_scalar(lambda b: scaled_loss(Z, y, b)[0], bounds=(0, 50), method="bounded", options={"xatol": 1e-9})
    assert found.factor * unit == pytest.approx(best.x, rel=1e-4)
    assert found.loss <= best.fun + 1e-12
    assert found.temperature == pytest.approx(1 / found.factor)
    assert abs(scaled_loss(unit * Z, y, found.factor)[1] / unit) < 1e-5          # balance: mean score = right score


@given(st.integers(0, 100))
def test_the_order_of_the_classes_stays_and_adding_to_a_row_changes_nothing(seed):
    Z, y = cases(seed)
    found = fit_temperature(Z, y)
    assert found.factor > 0
    assert fit_temperature(Z + np.arange(len(Z))[:, None], y).factor == pytest.approx(found.factor, rel=1e-6)


def test_the_example_of_the_case():
    found = fit_temperature([[2.0, 0.0]] * 10, [0] * 9 + [1])
    assert found.factor == pytest.approx(np.log(9) / 2)


def test_extreme_scores_do_not_overflow():
    found = fit_temperature([[1e5, 0.0, 0.0]] * 3 + [[0.0, 1e5, 0.0]], [0, 0, 0, 0])
    assert np.isfinite(found.factor) and np.isfinite(found.loss)


def test_no_minimum_is_refused():
    with pytest.raises(ValueError, match="every row is right"):
        fit_temperature([[1.0, 0.0], [0.0, 2.0]], [0, 1])
    with pytest.raises(ValueError, match="every row is right"):
        fit_temperature([[1.0, 1.0]], [0])
    with pytest.raises(ValueError, match="no positive factor"):
        fit_temperature([[1.0, 0.0], [0.0, 2.0]], [1, 0])


@pytest.mark.parametrize(("Z", "y", "error"), [
    ([[1.0, np.nan]], [0], ValueError), ([[1.0]], [0], ValueError), ([[1.0, 2.0]], [2], ValueError),
    ([[1.0, 2.0]], [0.5], ValueError), ([[1.0, 2.0]], [0, 1], ValueError), ([], [], ValueError),
    ([["a", "b"]], [0], TypeError)])
def test_bad_input_is_refused(Z, y, error):
    with pytest.raises(error):
        fit_temperature(Z, y)


def test_too_few_steps_are_an_error():
    with pytest.raises(ArithmeticError):
        fit_temperature(*cases(0), max_steps=1)
