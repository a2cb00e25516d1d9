"""Nonlinear least squares: Gauss–Newton, Levenberg–Marquardt, and the standard errors of the fit.

Taught in the chapter "Newton, quasi-Newton, nonlinear least squares". Values are half the sum of squares.
"""

import numpy as np

from m4ds.optim.descent import Path
from m4ds.optim.evaluation import array_at
from m4ds.validation import as_matrix, as_vector

__all__ = ["fit_covariance", "gauss_newton", "levenberg_marquardt"]

LARGEST = 1e16   # damping at which a step no longer moves anything


def gauss_newton(residual, jacobian, x0, *, max_steps=100, tol=1e-7) -> Path:
    """Solve the linearised least-squares problem at each point, and go all the way.

    Parameters
    ----------
    residual, jacobian : callable
        `residual(x)` of shape (m,), and its Jacobian of shape (m, n), m >= n.
    x0 : array_like, shape (n,)
        The start.
    max_steps : int
    tol : float
        Stop when no column of the Jacobian makes an angle with the residual whose cosine exceeds `tol`, or the
        residual fell to `tol**2` of its length at the start. Both tests ignore units.

    Returns
    -------
    Path
        `values` are ``0.5 * r @ r``.

    Raises
    ------
    TypeError, ValueError
        If `x0` is not a finite vector, or a function returns a wrong shape.
    ArithmeticError
        If a residual or Jacobian is not finite: the steps ran away.
    numpy.linalg.LinAlgError
        If the columns of a Jacobian are dependent, to working accuracy.

    See Also
    --------
    levenberg_marquardt : with damping, from far away.
    scipy.optimize.least_squares : the professional routine.

    References
    ----------
    Nocedal and Wright, *Numerical Optimization* (2006), section 10.3.

    Examples
    --------
    >>> t = np.array([0.0, 1.0, 2.0])
    >>> fit = gauss_newton(lambda x: np.exp(x[0] * t) - [1, 2, 4], lambda x: (t * np.exp(x[0] * t))[:, None], [1.0])
    >>> round(float(fit.x[0]), 6)
    0.693147
    """
    x, r, J = _start(residual, jacobian, x0)
    points, values, first = [x], [r @ r / 2], np.linalg.norm(r)
    for _ in range(max_steps):
        if _converged(J, r, first, tol):
            break
        p, _, rank, _ = np.linalg.lstsq(J, -r, rcond=None)
        if rank < len(x):
            raise np.linalg.LinAlgError("the columns of the Jacobian are dependent: the data do not determine all "
                                        "parameters near here; use levenberg_marquardt, or fewer parameters")
        x = x + p
        r, J = _at(residual, jacobian, x, r.shape)
        points.append(x)
        values.append(r @ r / 2)
    return Path(np.array(points), np.array(values), _converged(J, r, first, tol))


def levenberg_marquardt(residual, jacobian, x0, *, damping=1e-3, scaled=True, max_steps=500, tol=1e-7) -> Path:
    """Gauss–Newton with a leash: ``(J'J + damping * D**2) p = -J'r``, looser after success, tighter after failure.

    Parameters
    ----------
    residual, jacobian, x0, tol
        As for `gauss_newton`.
    damping : float
        The first damping, positive. A trial is accepted if half the sum of squares falls by at least a tenth of
        what the linear model promises; then the damping is divided by 10. Otherwise it is multiplied by 10.
    scaled : bool
        With True, D holds the largest length so far of each column of the Jacobian, and the units of the parameters
        do not matter. With False D is the identity.
    max_steps : int
        The largest number of trials, accepted or not.

    Returns
    -------
    Path
        The start and the accepted points; `values` are ``0.5 * r @ r``.

    Raises
    ------
    TypeError, ValueError
        If an input is malformed or a function returns a wrong shape.
    ArithmeticError
        If residual or Jacobian is not finite at the start. A trial that is not finite is refused.

    See Also
    --------
    scipy.optimize.least_squares : with ``method="lm"``; scipy.optimize.curve_fit : for a curve and data.

    References
    ----------
    Marquardt (1963), Journal of the Society for Industrial and Applied Mathematics 11(2).

    Examples
    --------
    >>> t = np.array([0.0, 1.0, 2.0])
    >>> fit = levenberg_marquardt(lambda x: np.exp(x[0] * t) - [1, 2, 4],
    ...                           lambda x: (t * np.exp(x[0] * t))[:, None], [5.0])
    >>> round(float(fit.x[0]), 6)
    0.693147
    """
    if not 0 < damping < np.inf:
        raise ValueError(f"damping must be positive and finite, but it is {damping}")
    x, r, J = _start(residual, jacobian, x0)
    points, values, first = [x], [r @ r / 2], np.linalg.norm(r)
    D = np.ones(len(x))
    if scaled:
        D = np.linalg.norm(J, axis=0)
        D[D == 0] = 1.0
    for _ in range(max_steps):
        if _converged(J, r, first, tol) or damping > LARGEST:
            break
        p = np.linalg.lstsq(np.vstack([J, np.sqrt(damping) * np.diag(D)]), np.r_[-r, np.zeros(len(x))], rcond=None)[0]
        promised = np.sum((J @ p) ** 2) / 2 + damping * np.sum((D * p) ** 2)
        try:
            with np.errstate(all="ignore"):
                new_r, new_J = _at(residual, jacobian, x + p, r.shape)
        except ArithmeticError:
            damping *= 10
            continue
        if values[-1] - new_r @ new_r / 2 >= 0.1 * promised > 0:
            x, r, J, damping = x + p, new_r, new_J, damping / 10
            points.append(x)
            values.append(r @ r / 2)
            D = np.maximum(D, np.linalg.norm(J, axis=0)) if scaled else D
        else:
            damping *= 10
    return Path(np.array(points), np.array(values), _converged(J, r, first, tol))


def fit_covariance(J, r) -> np.ndarray:
    """Return the approximate covariance matrix ``s**2 * inv(J'J)`` of fitted parameters, ``s**2 = r @ r / (m - n)``.

    Parameters
    ----------
    J : array_like, shape (m, n), m > n
        The Jacobian of the residuals at the fit.
    r : array_like, shape (m,)
        The residuals there.

    Returns
    -------
    ndarray, shape (n, n)
        The roots of its diagonal are standard errors, in the units of the parameters.

    Raises
    ------
    TypeError, ValueError
        If the input is malformed or m <= n.
    numpy.linalg.LinAlgError
        If the columns of `J` are dependent.

    See Also
    --------
    scipy.optimize.curve_fit : returns the same matrix as `pcov`.

    Examples
    --------
    >>> fit_covariance([[1.0], [1.0], [1.0]], [1.0, -1.0, 0.0]).round(6)
    array([[0.333333]])
    """
    J, r = as_matrix(J, "J"), as_vector(r, "r")
    m, n = J.shape
    if len(r) != m or m <= n:
        raise ValueError(f"J must have more rows than columns and as many as r, but its shape is {J.shape} and r has "
                         f"length {len(r)}")
    lengths = np.linalg.norm(J, axis=0)
    if not lengths.all() or np.linalg.matrix_rank(J / lengths) < n:
        raise np.linalg.LinAlgError("the columns of J are dependent: the data do not determine all parameters")
    inverse = np.linalg.inv(np.linalg.qr(J / lengths, mode="r"))
    return r @ r / (m - n) * (inverse @ inverse.T) / np.outer(lengths, lengths)


def _start(residual, jacobian, x0):
    x = as_vector(x0, "x0").copy()
    r, J = _at(residual, jacobian, x, (None,))
    if len(r) < len(x):
        raise ValueError(f"{len(r)} residuals cannot determine {len(x)} parameters")
    return x, r, J


def _at(residual, jacobian, x, shape):
    r = array_at(residual, x, shape, "residual")
    return r, array_at(jacobian, x, (len(r), len(x)), "jacobian")


def _converged(J, r, first, tol) -> bool:
    size = np.linalg.norm(r)
    return bool(size <= tol**2 * first or (np.abs(J.T @ r) <= tol * np.linalg.norm(J, axis=0) * size).all())
