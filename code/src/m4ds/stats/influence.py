"""Which rows pull at a least-squares fit, and which columns stand in each other's light.

Taught in the chapter "Linear-model inference and regularisation".
"""

import numpy as np

from m4ds.linalg.least_squares import as_equations
from m4ds.stats.thin_qr import inverse_gram_of, thin_qr
from m4ds.validation import as_matrix

__all__ = ["cooks_distance", "leverage", "loo_residuals", "vif"]


def leverage(X) -> np.ndarray:
    """Return the diagonal of the projector onto the column space: how far each fitted value follows its own y.

    Parameters
    ----------
    X : array_like, shape (n, p), with independent columns

    Returns
    -------
    ndarray, shape (n,)
        Between 0 and 1; the sum is p.

    Raises
    ------
    TypeError, ValueError
        If `X` is not a finite matrix, or a column depends on those before it.

    See Also
    --------
    statsmodels.stats.outliers_influence.OLSInfluence : ``hat_matrix_diag``

    Examples
    --------
    >>> leverage([[1, 1], [1, 2], [1, 3]]).round(4)
    array([0.8333, 0.3333, 0.8333])
    """
    return (thin_qr(as_matrix(X, "X"))[0] ** 2).sum(axis=1)


def loo_residuals(A, b, lam: float = 0.0) -> np.ndarray:
    """Return what each row misses its prediction by when it is left out of the fit.

    Parameters
    ----------
    A : array_like, shape (n, p)
        Include a column of ones for an intercept; the ridge then shrinks it as well.
    b : array_like, shape (n,)
    lam : float
        Weight of the ridge, 0 for least squares.

    Returns
    -------
    ndarray, shape (n,)
        ``r_i / (1 - h_i)``, in the units of `b`. The sum of their squares is PRESS.

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite, the shapes disagree, `lam` is negative, or (for ``lam = 0``) the columns are
        dependent, or become dependent when a row is left out: its leverage is then 1.

    See Also
    --------
    statsmodels.stats.outliers_influence.OLSInfluence : ``resid_press``, for least squares.
    sklearn.linear_model.RidgeCV : uses the same identity to choose `lam`.

    Notes
    -----
    O(n p^2) for one SVD, instead of n fits. Also taught in "Learning theory, model selection".

    Examples
    --------
    >>> loo_residuals([[1, 1], [1, 2], [1, 3], [1, 4]], [1, 3, 2, 5]).round(4)
    array([-0.3333,  1.1429, -1.8571,  2.    ])
    """
    A, b = as_equations(A, b)
    if not (np.isfinite(lam) and lam >= 0):
        raise ValueError(f"lam must be a number that is not negative, but it is {lam!r}")
    U, s, _ = np.linalg.svd(A, full_matrices=False)
    tiny = max(A.shape) * np.finfo(float).eps
    if lam == 0 and (len(s) < A.shape[1] or s[-1] <= tiny * s[0]):
        raise ValueError("the columns of A are dependent: drop some, or take lam > 0")
    if s[0] == 0:
        return b.copy()
    keep = s**2 / (s**2 + lam)
    leverage = (U**2) @ keep
    if (1 - leverage <= 10 * tiny).any():
        raise ValueError("a row has leverage 1: without it the fit is not determined")
    return (b - U @ (keep * (U.T @ b))) / (1 - leverage)


def cooks_distance(X, y) -> np.ndarray:
    """Return, for each row, how far all fitted values move if it is left out, in units of p s^2.

    Parameters
    ----------
    X : array_like, shape (n, p), with independent columns, n > p
    y : array_like, shape (n,)

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError
        As `loo_residuals`, or if the fit is perfect or there are not more rows than columns.

    See Also
    --------
    statsmodels.stats.outliers_influence.OLSInfluence : ``cooks_distance``

    References
    ----------
    R. D. Cook, Detection of influential observation in linear regression, Technometrics 19(1), 1977.

    Examples
    --------
    >>> cooks_distance([[1, 1], [1, 2], [1, 3], [1, 4]], [1, 3, 2, 5]).round(4)
    array([0.0288, 0.1451, 0.3832, 1.037 ])
    """
    X, y = as_equations(X, y)
    n, p = X.shape
    if n <= p:
        raise ValueError(f"X needs more rows than columns, but it has shape {X.shape}")
    out, h = loo_residuals(X, y), leverage(X)
    s2 = ((out * (1 - h)) ** 2).sum() / (n - p)
    if s2 == 0:
        raise ValueError("the fit is perfect: Cook's distance is not defined")
    return out**2 * h / (p * s2)


def vif(X) -> np.ndarray:
    """Return the variance inflation factor 1 / (1 - R_j^2) of each column, regressed on the others and a constant.

    Parameters
    ----------
    X : array_like, shape (n, p)
        Without the column of ones: no column may be constant.

    Returns
    -------
    ndarray, shape (p,)
        At least 1; 1 for a column that is uncorrelated with the others.

    Raises
    ------
    TypeError, ValueError
        If `X` is not a finite matrix, a column is constant, or a column depends on the others.

    See Also
    --------
    statsmodels.stats.outliers_influence.variance_inflation_factor : wants the column of ones in its table.

    Examples
    --------
    >>> vif([[1, 1], [2, 3], [3, 2], [4, 4]]).round(4)    # correlation 0.8: 1 / (1 - 0.64)
    array([2.7778, 2.7778])
    """
    X = as_matrix(X, "X")
    if (X[0] == X).all(axis=0).any():
        raise ValueError("a column is constant: leave the column of ones out of X")
    centred = X - X.mean(axis=0)
    centred = centred / np.linalg.norm(centred, axis=0)
    return np.diag(inverse_gram_of(thin_qr(centred)[1])).copy()

