import numpy as np
import pytest

from m4ds.calculus.gradients import jacobian_fd
from m4ds.datasets.battery import LIMIT, TRUTH, crossing, fade, fade_jacobian, simulate_battery


def test_the_slopes_agree_with_differences_also_at_time_zero():
    t = np.array([0.0, 0.2, 1.0, 1.5, 4.0])
    np.testing.assert_allclose(fade_jacobian(TRUTH, t), jacobian_fd(lambda p: fade(p, t), TRUTH), atol=1e-7)


def test_the_crossing_lies_on_the_curve():
    assert fade(TRUTH, crossing(TRUTH)) == pytest.approx(LIMIT)
    assert crossing([20, 1, 1]) == np.inf


def test_the_readings_scatter_around_the_truth_and_repeat():
    d = simulate_battery(10_000, noise=0.5, seed=3)
    errors = d.loss - fade(TRUTH, d.cycles)
    assert abs(errors.mean()) < 0.02
    assert errors.std() == pytest.approx(0.5, rel=0.03)
    np.testing.assert_array_equal(d.loss, simulate_battery(10_000, noise=0.5, seed=3).loss)


@pytest.mark.parametrize("bad", [{"n": 0}, {"last": 0}, {"noise": -1}, {"noise": np.nan}])
def test_refusals(bad):
    with pytest.raises(ValueError, match="n, last and noise"):
        simulate_battery(**bad)
    with pytest.raises(ValueError, match="limit"):
        crossing(TRUTH, 0)
