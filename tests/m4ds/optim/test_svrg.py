import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from sklearn.linear_model import Ridge

from m4ds.optim.sums import least_squares_sum, logistic_sum
from m4ds.optim.svrg import svrg, svrg_factor


@given(st.integers(0, 300))
@settings(max_examples=10, deadline=None)
def test_the_mean_error_of_one_round_obeys_the_theorem(seed):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(30, 2))
    total = least_squares_sum(A, rng.normal(size=30))
    best = np.linalg.solve(A.T @ A / 30, -total.grad(np.zeros(2)))
    inner = int(np.ceil(20 * total.L / total.mu))
    start = best + rng.normal(size=2)
    errors = [total.f(svrg(total, start, 0.1 / total.L, inner, rounds=1, rng=rng).x) - total.f(best) for _ in range(8)]
    assert np.mean(errors) <= svrg_factor(total.L, total.mu, 0.1 / total.L, inner) * (total.f(start) - total.f(best))


@pytest.mark.parametrize("scale", [1.0, 8.0])
def test_it_reaches_the_solution_of_ridge_regression_to_many_digits(scale):
    rng = np.random.default_rng(3)
    A, b = rng.normal(size=(60, 3)) * [1, 1, scale], rng.normal(size=60)
    lam = 0.5
    rows = np.vstack([A, np.sqrt(60 * lam) * np.eye(3)])      # the ridge as three more rows
    total = least_squares_sum(rows, np.r_[b, 0, 0, 0])
    run = svrg(total, np.zeros(3), 0.1 / total.L, int(20 * total.L / total.mu), rounds=50, rng=rng)
    theirs = Ridge(alpha=60 * lam, fit_intercept=False, tol=1e-14).fit(A, b).coef_
    np.testing.assert_allclose(run.x, theirs, atol=1e-9 * np.linalg.norm(theirs))
    assert run.rows[1] == 63 + 2 * int(20 * total.L / total.mu)


def test_one_row_is_gradient_descent_and_the_solution_stays_put():
    total = least_squares_sum([[2.0]], [6.0])
    run = svrg(total, [0.0], 0.1, 2, rounds=1, rng=np.random.default_rng(0))
    assert run.x == pytest.approx([(0.0 + 1.2) / 2])          # the mean of the two points where gradients were taken
    assert svrg(total, [3.0], 0.1, 5, rounds=2, rng=np.random.default_rng(0)).points.ravel().tolist() == [3, 3, 3]


@pytest.mark.parametrize("change", [{"step": 0.0}, {"step": np.inf}, {"inner": 0}, {"rounds": 0}, {"x0": [np.nan]}])
def test_bad_numbers_are_refused(change):
    total = logistic_sum([[1.0], [2.0]], [0, 1], 0.1)
    given_ = {"x0": [0.0], "step": 0.1, "inner": 3, "rounds": 1, "rng": np.random.default_rng(0), **change}
    with pytest.raises(ValueError):
        svrg(total, **given_)


def test_a_step_far_too_long_is_named():
    total = least_squares_sum([[1.0], [3.0]], [0.0, 1.0])
    with pytest.raises(ArithmeticError, match="smaller steps"):
        svrg(total, [1.0], 50.0, 400, rounds=3, rng=np.random.default_rng(0))


@pytest.mark.parametrize("args", [(1, 2, 0.1, 5), (1, 0, 0.1, 5), (1, 1, 0.5, 5), (1, 1, 0.1, 0), (np.nan, 1, 0.1, 5)])
def test_constants_outside_the_theorem_are_refused(args):
    with pytest.raises(ValueError, match="the factor needs"):
        svrg_factor(*args)
