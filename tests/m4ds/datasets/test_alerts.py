"""The stated chance of fraud is the chance of fraud."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from m4ds.datasets.alerts import MEAN, SPREAD, simulate_alerts


def test_the_log_ratio_is_that_of_the_two_densities():
    data = simulate_alerts(1, 500, 0, 0.3)
    fraud, honest = multivariate_normal(MEAN, np.diag(SPREAD**2)), multivariate_normal(np.zeros(3))
    ratio = fraud.logpdf(data.x) - honest.logpdf(data.x)
    np.testing.assert_allclose(data.log_ratio, ratio, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(data.truth, 0.3 * np.exp(ratio) / (0.3 * np.exp(ratio) + 0.7), rtol=1e-9)


def test_fraud_happens_as_often_as_the_truth_says_in_every_band():
    data = simulate_alerts(10, 20_000, 1, 0.05)
    for low, high in ((0, 0.01), (0.01, 0.1), (0.1, 0.5), (0.5, 0.9), (0.9, 1)):
        mine = (data.truth >= low) & (data.truth < high)
        p = data.truth[mine]
        error = np.sqrt((p * (1 - p)).sum())
        assert abs(data.fraud[mine].sum() - p.sum()) < 4.5 * error


def test_days_come_in_order_and_the_seed_repeats():
    first, second = simulate_alerts(3, 50, 7), simulate_alerts(3, 50, 7)
    np.testing.assert_array_equal(first.day, np.repeat([0, 1, 2], 50))
    np.testing.assert_array_equal(first.x, second.x)


@pytest.mark.parametrize("arguments", [(0, 5, 1), (5, 0, 1), (1, 1, 1, 0.0), (1, 1, 1, 1.0)])
def test_nonsense_is_refused(arguments):
    with pytest.raises(ValueError):
        simulate_alerts(*arguments)
