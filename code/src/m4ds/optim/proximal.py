"""Proximal gradient methods: soft thresholding, ISTA and FISTA (chapter "Constraints, duality, sparsity")."""

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["fista", "ista", "soft_threshold"]


def soft_threshold(v, t):
    """Return `v` moved towards zero by `t`, and zero where it would cross: ``sign(v) * max(|v| - t, 0)``.

    It is the minimiser of ``|x - v|^2 / 2 + t * sum(|x|)``.

    Parameters
    ----------
    v : array_like
        Of any shape.
    t : float
        At least 0.

    Returns
    -------
    ndarray, of the shape of `v`

    Raises
    ------
    TypeError, ValueError
        If `v` is not finite or `t` is negative or not finite.

    See Also
    --------
    sklearn.linear_model.Lasso : applies it to one coefficient after the other.

    Examples
    --------
    >>> soft_threshold([3, -0.5, -2], 1)
    array([ 2.,  0., -1.])
    """
    v = as_finite_array(v, "v")
    if not (np.isfinite(t) and t >= 0):
        raise ValueError(f"t must be at least 0 and finite, but it is {t}")
    return np.maximum(v - t, 0) + np.minimum(v + t, 0)


def ista(grad, prox, x0, step, *, max_steps=10_000, tol=1e-8) -> np.ndarray:
    """Walk ``x <- prox(x - step * grad(x), step)``, towards the minimum of a smooth f plus a simple h.

    Parameters
    ----------
    grad : callable
        The gradient of f, `grad(x) -> ndarray` of shape (n,).
    prox : callable
        `prox(v, step)` minimises ``|x - v|^2 / 2 + step * h(x)``. For ``h = lam * sum(|x|)`` it is
        ``lambda v, s: soft_threshold(v, lam * s)``; for a constraint it is the projection, and the method is
        projected gradient descent.
    x0 : array_like, shape (n,)
    step : float
        At most 1/L if the gradient is L-Lipschitz.
    max_steps : int
        The largest number of steps.
    tol : float
        Stop when a step moves `x` by at most ``tol * step``.

    Returns
    -------
    ndarray, shape (k + 1, n)
        The start and the point after each step.

    Raises
    ------
    TypeError, ValueError
        If `x0` is not a finite vector, or `step` is not positive and finite.
    ArithmeticError
        If a point is no longer finite.

    See Also
    --------
    fista : the same with a memory, and the rate 1/k^2.

    References
    ----------
    Beck and Teboulle (2009), SIAM Journal on Imaging Sciences 2(1).

    Examples
    --------
    >>> path = ista(lambda x: x - [3, 0.5], lambda v, s: soft_threshold(v, s), [0, 0], 1.0)
    >>> path[-1]
    array([2., 0.])
    """
    return _walk(grad, prox, x0, step, max_steps, tol, memory=False)


def fista(grad, prox, x0, step, *, max_steps=10_000, tol=1e-8) -> np.ndarray:
    """As `ista`, from a point that looks ahead along the last move: the error falls like 1/k^2.

    After step k the weight of the last move is (k - 1)/(k + 2), as in `m4ds.optim.momentum.nesterov`.
    The parameters, the result and the errors are those of `ista`. The values need not fall at each step.

    References
    ----------
    Beck and Teboulle (2009), SIAM Journal on Imaging Sciences 2(1).

    Examples
    --------
    >>> fista(lambda x: x - [3, 0.5], lambda v, s: soft_threshold(v, s), [0, 0], 1.0)[-1]
    array([2., 0.])
    """
    return _walk(grad, prox, x0, step, max_steps, tol, memory=True)


@np.errstate(all="ignore")
def _walk(grad, prox, x0, step, max_steps, tol, memory):
    x = ahead = as_vector(x0, "x0").copy()
    if not (np.isfinite(step) and step > 0):
        raise ValueError(f"step must be positive and finite, but it is {step}")
    points = [x]
    for k in range(1, max_steps + 1):
        g = np.asarray(grad(ahead), dtype=float)
        if g.shape != x.shape:
            raise ValueError(f"grad must return shape {x.shape}, but it returned {g.shape}")
        down = ahead - step * g
        if not np.isfinite(down).all():
            raise ArithmeticError(f"a point is no longer finite after {k - 1} steps: take a smaller step")
        new = prox(down, step)
        points.append(new)
        if np.linalg.norm(new - ahead) <= tol * step:
            break
        weight = (k - 1) / (k + 2) if memory else 0.0
        ahead, x = new + weight * (new - x), new
    return np.array(points)
