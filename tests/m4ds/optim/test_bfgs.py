import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st
from scipy.optimize import minimize, rosen, rosen_der

from m4ds.optim.bfgs import bfgs, bfgs_update
from m4ds.optim.objectives import logistic_loss, quadratic


@given(st.integers(0, 10_000), st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_the_update_meets_the_secant_equation_and_stays_definite(seed, n):
    rng = np.random.default_rng(seed)
    M = rng.normal(size=(n, n))
    W, s, y = M @ M.T + 0.1 * np.eye(n), rng.normal(size=n), rng.normal(size=n)
    y = y if s @ y > 0 else -y
    assume(s @ y > 0.05 * np.linalg.norm(s) * np.linalg.norm(y))
    new = bfgs_update(W, s, y)
    np.testing.assert_allclose(new @ y, s, atol=1e-9 * np.abs(new).max() * np.linalg.norm(y))
    assert (np.linalg.eigvalsh(new) > 0).all()
    V, r = np.eye(n) - np.outer(y, s) / (s @ y), 1 / (s @ y)
    np.testing.assert_allclose(new, V.T @ W @ V + r * np.outer(s, s), atol=1e-9 * np.abs(new).max())
    B = np.linalg.inv(W)
    direct = B - np.outer(B @ s, B @ s) / (s @ B @ s) + r * np.outer(y, y)
    np.testing.assert_allclose(direct @ new, np.eye(n), atol=1e-7 * np.linalg.cond(new))


def test_the_worked_example_of_the_chapter():
    np.testing.assert_allclose(bfgs_update(np.eye(2), [1, 0], [2, 1]), [[0.75, -0.5], [-0.5, 1]])


@pytest.mark.parametrize("x0", [[-1.2, 1.0], [3.0, -4.0], [0.0] * 6, [1.0, 1.0]])
def test_the_minimum_agrees_with_scipy(x0):
    ours = bfgs(rosen, rosen_der, x0)
    theirs = minimize(rosen, x0, jac=rosen_der, method="BFGS", options={"gtol": 1e-7})
    assert ours.converged
    np.testing.assert_allclose(ours.x, theirs.x, atol=1e-5)
    assert ours.steps <= 3 * theirs.nit + 10


@given(st.integers(0, 10_000), st.floats(1, 1e5))
@settings(max_examples=25, deadline=None)
def test_quadratics_are_solved_well_and_ill_conditioned(seed, kappa):
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(5, 5)))[0]
    A, b = Q * np.geomspace(1, kappa, 5) @ Q.T, rng.normal(size=5)
    A = (A + A.T) / 2
    path = bfgs(*quadratic(A, b), np.zeros(5), tol=1e-6)
    assert path.converged or np.linalg.norm(A @ path.x - b) < 1e-4
    np.testing.assert_allclose(path.x, np.linalg.solve(A, b), atol=1e-4)
    assert (np.diff(path.values) <= 1e-12 * abs(path.values[:-1])).all()


def test_the_rate_is_superlinear():
    e = np.linalg.norm(bfgs(rosen, rosen_der, [-1.2, 1.0], tol=1e-9).points - 1, axis=1)
    ratios = e[1:] / e[:-1]
    assert (ratios[-3:] < 0.15).all()


def test_a_logistic_fit_agrees_with_scipy():
    rng = np.random.default_rng(5)
    X = np.column_stack([np.ones(200), 1000 * rng.normal(size=200)])
    y = (rng.random(200) < 1 / (1 + np.exp(-X @ [0.3, 0.001]))).astype(int)
    f, grad = logistic_loss(X, y)
    ours, theirs = bfgs(f, grad, np.zeros(2)), minimize(f, np.zeros(2), jac=grad, tol=1e-8)
    np.testing.assert_allclose(ours.x, theirs.x, rtol=1e-4)


def test_refusals():
    with pytest.raises(ValueError, match="s @ y must be positive"):
        bfgs_update(np.eye(2), [1, 0], [-1, 0])
    with pytest.raises(ValueError, match="s @ y must be positive"):
        bfgs_update(np.eye(2), [1, 0], [0, 1])
    with pytest.raises(ValueError, match="must have length"):
        bfgs_update(np.eye(2), [1], [1])
    with pytest.raises(ValueError, match="not symmetric"):
        bfgs_update([[1, 2], [0, 1]], [1, 0], [1, 0])
    with pytest.raises(ValueError, match="x0 holds NaN"):
        bfgs(rosen, rosen_der, [np.nan, 1])
    with pytest.raises(ValueError, match="grad must return"):
        bfgs(rosen, lambda x: x[:1], [1.0, 2.0])
    with pytest.raises(ArithmeticError, match="no Wolfe step"):
        bfgs(rosen, lambda x: -rosen_der(x), [-1.2, 1.0])
    assert not bfgs(rosen, rosen_der, [-1.2, 1.0], max_steps=3).converged
