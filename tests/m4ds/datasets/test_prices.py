import numpy as np
import pytest

from m4ds.calculus.derivatives import numdiff_central
from m4ds.datasets.prices import true_demand, true_elasticity, try_prices


def test_the_elasticity_is_the_derivative_of_log_demand():
    s = np.log(np.linspace(5, 20, 16))
    found = numdiff_central(lambda t: np.log(true_demand(np.exp(t))), s)
    np.testing.assert_allclose(true_elasticity(np.exp(s)), found, rtol=1e-8)


def test_many_weeks_recover_the_curve():
    weeks = try_prices(40_000, seed=2)
    s = np.log(weeks.price / 10)
    fitted = np.polyfit(s, np.log(weeks.sold), 2)
    np.testing.assert_allclose(fitted, [-1.5, -1.6, np.log(100)], atol=0.05)


def test_the_same_seed_gives_the_same_weeks():
    first, second = try_prices(seed=3), try_prices(seed=3)
    np.testing.assert_array_equal(first.sold, second.sold)
    assert set(first.price) <= {8.0, 9.0, 10.0, 11.0, 12.0}
    assert (first.sold == np.rint(first.sold)).all()


@pytest.mark.parametrize("arguments", [{"n": 0}, {"prices": ()}, {"prices": (0.0,)}, {"prices": (np.nan,)}])
def test_weeks_that_cannot_be_are_refused(arguments):
    with pytest.raises(ValueError):
        try_prices(**arguments)
