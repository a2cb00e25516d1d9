import numpy as np
import pytest

from m4ds.calculus.gradients import grad_fd
from m4ds.datasets.dryer import FAN, INPUTS, dryer_inputs, drying_cost


def test_the_gradient_is_the_one_worked_out_by_hand():
    a, b, e, p, T, s = x = dryer_inputs().typical
    water, heat = (a - b) / (1 - a), (2257 + 4.19 * (100 - T)) / 3.6
    each = p * heat / e + FAN * s
    by_hand = [each * (1 - b) / (1 - a) ** 2, -each / (1 - a), -water * p * heat / e**2, water * heat / e,
               -water * p * 4.19 / 3.6 / e, water * FAN]
    np.testing.assert_allclose(grad_fd(drying_cost, x), by_hand, rtol=1e-8)
    assert len(INPUTS) == 6


def test_a_table_costs_what_its_rows_cost():
    X = dryer_inputs().typical * np.linspace(0.9, 1.1, 5)[:, None]
    np.testing.assert_allclose(drying_cost(X), [drying_cost(row) for row in X])


def test_the_covariance_has_the_deviations_and_the_correlation():
    inputs = dryer_inputs(0.8)
    np.testing.assert_allclose(np.sqrt(np.diag(inputs.covariance)), inputs.sd)
    assert inputs.covariance[3, 5] / (inputs.sd[3] * inputs.sd[5]) == pytest.approx(0.8)


@pytest.mark.parametrize("x, error", [(np.ones(5), ValueError), (1.0, ValueError), (np.ones(6), ValueError),
                                      ([0.6, 0.1, 0, 1, 1, 1], ValueError), ("a", TypeError),
                                      ([np.nan] * 6, ValueError)])
def test_a_dryer_that_cannot_be_is_refused(x, error):
    with pytest.raises(error):
        drying_cost(x)


@pytest.mark.parametrize("r", [1.1, -2, np.nan, [0.1]])
def test_a_correlation_that_cannot_be_is_refused(r):
    with pytest.raises(ValueError, match="price_correlation"):
        dryer_inputs(r)
