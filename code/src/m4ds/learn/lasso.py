"""The lasso by coordinate descent, from the largest penalty down, each fit starting at the one before.

Taught in the chapter "Linear-model inference and regularisation".
"""

import numpy as np

from m4ds.learn.ridge import Path, as_penalties
from m4ds.linalg.least_squares import as_equations

__all__ = ["lambda_max", "lasso_cd"]


def lambda_max(X, y) -> float:
    """Return the least penalty at which every coefficient of the lasso is zero: max |x_j . (y - mean)| / n, centred.

    Examples
    --------
    >>> lambda_max([[-1, 0], [0, 0], [1, 0]], [0, 1, 5])
    1.6666666666666667
    """
    X, y = as_equations(X, y)
    return float(np.abs((X - X.mean(axis=0)).T @ (y - y.mean())).max() / len(y))


def lasso_cd(X, y, lams, tol: float = 1e-8, max_sweeps: int = 10_000) -> Path:
    """Minimise ``|y - b0 - X b|^2 / (2n) + lam * sum(|b|)`` for each penalty; the constant b0 is free.

    Parameters
    ----------
    X : array_like, shape (n, p)
        Without the column of ones. The penalty depends on the units of the columns: standardise first.
    y : array_like, shape (n,)
    lams : array_like, shape (k,)
        At least 0; fitted from the largest to the smallest, returned in the order given.
    tol : float
        A fit ends when every condition of the optimum holds to `tol` times `lambda_max`.
    max_sweeps : int
        The largest number of passes over the columns for one penalty.

    Returns
    -------
    Path
        `df` counts the constant and the coefficients that are not zero.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not finite and of fitting shapes, or a penalty is negative.
    ArithmeticError
        If `max_sweeps` do not suffice.

    See Also
    --------
    sklearn.linear_model.Lasso : the same objective; its `alpha` is our `lam`.
    m4ds.optim.proximal.fista : all coefficients at once.

    References
    ----------
    J. Friedman, T. Hastie and R. Tibshirani, Journal of Statistical Software 33(1), 2010.

    Examples
    --------
    >>> path = lasso_cd([[-1, 1], [0, -2], [1, 1]], [0, 1, 5], [2, 1, 0.5])
    >>> path.coefs.round(6) + 0.0
    array([[0.  , 0.  ],
           [1.  , 0.  ],
           [1.75, 0.25]])
    """
    X, y = as_equations(X, y)
    lams, n = as_penalties(lams), len(y)
    centre, level = X.mean(axis=0), y.mean()
    Z, r = np.asfortranarray(X - centre), y - level
    square = (Z**2).sum(axis=0) / n
    used = np.flatnonzero(square > 0)
    allowed = tol * max(np.abs(Z.T @ r).max() / n, np.finfo(float).tiny)
    w, coefs = np.zeros(X.shape[1]), np.zeros((len(lams), X.shape[1]))
    for k in np.argsort(-lams):
        for sweep in range(max_sweeps):
            active = used if sweep % 10 == 0 else used[w[used] != 0]     # mostly, only those that are in
            _sweep(Z, r, w, lams[k], square, active)
            if sweep % 10 in (0, 9) and _violation(Z, r, w, lams[k]) <= allowed:
                break
        else:
            raise ArithmeticError(f"{max_sweeps} sweeps do not suffice for lam = {lams[k]}: raise max_sweeps or tol")
        coefs[k] = w
    return Path(lams, level - coefs @ centre, coefs, 1.0 + (coefs != 0).sum(axis=1))


def _sweep(Z, r, w, lam, square, columns) -> None:
    """Minimise over one coefficient after the other; `w` and the residual `r` change in place."""
    n = len(r)
    for j in columns:
        z = Z[:, j]
        pull = z @ r / n + square[j] * w[j]
        new = (max(pull - lam, 0.0) + min(pull + lam, 0.0)) / square[j]      # soft threshold
        if new != w[j]:
            r -= (new - w[j]) * z
            w[j] = new


def _violation(Z, r, w, lam) -> float:
    """Return how far the conditions of the optimum are missed."""
    pull = Z.T @ r / len(r)
    return float(np.where(w != 0, np.abs(pull - lam * np.sign(w)), np.maximum(np.abs(pull) - lam, 0)).max())
