import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.optimize import curve_fit, least_squares

from m4ds.datasets.battery import fade, fade_jacobian, simulate_battery
from m4ds.linalg.least_squares import lstsq_qr
from m4ds.optim.least_squares import fit_covariance, gauss_newton, levenberg_marquardt


def battery_problem(seed, noise=0.3):
    d = simulate_battery(noise=noise, seed=seed)
    return d, (lambda p: fade(p, d.cycles) - d.loss), (lambda p: fade_jacobian(p, d.cycles))


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_a_linear_model_takes_one_gauss_newton_step(seed):
    rng = np.random.default_rng(seed)
    A, b = rng.normal(size=(8, 3)), rng.normal(size=8)
    path = gauss_newton(lambda x: A @ x - b, lambda x: A, rng.normal(size=3))
    np.testing.assert_allclose(path.points[1], lstsq_qr(A, b), atol=1e-9)
    assert path.converged and path.steps <= 2


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_levenberg_marquardt_agrees_with_scipy(seed):
    d, r, J = battery_problem(seed, noise=0.2)
    ours = levenberg_marquardt(r, J, [25, 1, 1])
    assert ours.converged
    assert (np.diff(ours.values) < 0).all()
    theirs, pcov = curve_fit(lambda t, *p: fade(p, t), d.cycles, d.loss, p0=ours.x,
                             jac=lambda t, *p: fade_jacobian(p, t))
    np.testing.assert_allclose(ours.x, theirs, rtol=1e-3)
    np.testing.assert_allclose(fit_covariance(J(theirs), r(theirs)), pcov, rtol=1e-4)


def test_without_noise_the_truth_comes_back_and_the_steps_are_quadratic():
    d, r, J = battery_problem(0, noise=0.0)
    for path in (levenberg_marquardt(r, J, [25, 1, 1], tol=1e-7), gauss_newton(r, J, [28, 1.4, 1.2], tol=1e-7)):
        assert path.converged
        np.testing.assert_allclose(path.x, d.truth, rtol=1e-6)


@pytest.mark.parametrize("unit", [1e-6, 1e3])
def test_scaled_damping_ignores_units(unit):
    _d, r, J = battery_problem(0)
    S = np.array([1, unit, 1])
    plain = levenberg_marquardt(r, J, [25, 1, 1])
    other = levenberg_marquardt(lambda p: r(p * S), lambda p: J(p * S) * S, [25, 1 / unit, 1])
    np.testing.assert_allclose(other.points * S, plain.points, rtol=1e-6)


def bent(c):
    """Two residuals x and 1 + c x^2 / 2, smallest at x = 0, where the rate of Gauss-Newton is c."""
    return lambda x: np.array([x[0], 1 + c * x[0] ** 2 / 2]), lambda x: np.array([[1.0], [c * x[0]]])


def test_gauss_newton_converges_at_the_rate_of_the_theorem():
    e = gauss_newton(*bent(0.3), [0.5], tol=1e-12).points[:, 0]
    np.testing.assert_allclose(e[10] / e[9], -0.3, rtol=1e-3)
    assert (abs(e[1:]) <= 0.3 * abs(e[:-1]) / (1 - 0.3 * abs(e[:-1])) ** 2
            + 0.3 * e[:-1] ** 2 / (2 * (1 - 0.3 * abs(e[:-1])))).all()


def test_a_large_bent_residual_repels_gauss_newton_but_not_levenberg_marquardt():
    assert not gauss_newton(*bent(1.5), [0.01]).converged
    assert levenberg_marquardt(*bent(1.5), [0.01]).converged


def test_rosenbrock_from_far_away_agrees_with_scipy():
    def r(x):
        return np.array([10 * (x[1] - x[0] ** 2), 1 - x[0]])

    def J(x):
        return np.array([[-20 * x[0], 10.0], [-1.0, 0.0]])
    for scaled in (True, False):
        path = levenberg_marquardt(r, J, [-30, 50], scaled=scaled)
        assert path.converged
        np.testing.assert_allclose(path.x, least_squares(r, [-30, 50], J, method="lm").x, atol=1e-6)


def test_the_covariance_of_a_line_is_that_of_linear_regression():
    A = np.array([[1.0, 1], [1, 2], [1, 3], [1, 4]])
    b = np.array([1.0, 3, 2, 5])
    r = A @ lstsq_qr(A, b) - b
    np.testing.assert_allclose(fit_covariance(A, r), np.linalg.inv(A.T @ A) * (r @ r) / 2, rtol=1e-12)
    wild = A * [1e-9, 1e9]
    units = np.outer([1e-9, 1e9], [1e-9, 1e9])
    np.testing.assert_allclose(fit_covariance(wild, r) * units, fit_covariance(A, r), rtol=1e-9)


def test_refusals():
    _d, r, J = battery_problem(0)
    with pytest.raises(ValueError, match="x0 holds NaN"):
        gauss_newton(r, J, [np.nan, 1, 1])
    with pytest.raises(ValueError, match="cannot determine"):
        levenberg_marquardt(lambda x: x[:1], lambda x: np.ones((1, 2)), [1.0, 2.0])
    with pytest.raises(ValueError, match="jacobian must return"):
        gauss_newton(r, lambda p: J(p).T, [25, 1, 1])
    with pytest.raises(ValueError, match="damping"):
        levenberg_marquardt(r, J, [25, 1, 1], damping=0)
    with pytest.raises(np.linalg.LinAlgError, match="dependent"):
        gauss_newton(lambda x: np.full(3, x.sum() - 1), lambda x: np.ones((3, 2)), [1.0, 2.0])
    with pytest.raises(ArithmeticError, match="not finite"):
        levenberg_marquardt(lambda x: x * np.inf, lambda x: np.eye(1), [1.0])
    with pytest.raises(ValueError, match="more rows"):
        fit_covariance(np.eye(2), [1.0, 1.0])
    with pytest.raises(np.linalg.LinAlgError, match="dependent"):
        fit_covariance(np.ones((3, 2)), [1.0, 1.0, 0])
    assert not levenberg_marquardt(r, J, [25, 1, 1], max_steps=1).converged
    assert not gauss_newton(r, J, [28, 1.4, 1.2], max_steps=1).converged
