"""Leave-one-out residuals of least squares and ridge without a single refit.

Taught in the chapter "Learning theory, model selection".
"""

import numpy as np

from m4ds.validation import as_matrix, as_vector

__all__ = ["loo_residuals"]


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
        ``r_i / (1 - h_i)``, in the units of `b`.

    Raises
    ------
    ValueError
        If the shapes disagree, `lam` is negative, or (for ``lam = 0``) the columns are dependent, or become
        dependent when a row is left out: its leverage is then 1.

    See Also
    --------
    sklearn.linear_model.RidgeCV : uses the same identity to choose `lam`.

    Notes
    -----
    O(n p^2) for one SVD, instead of n fits.

    Examples
    --------
    >>> loo_residuals([[1, 1], [1, 2], [1, 3], [1, 4]], [1, 3, 2, 5]).round(4)
    array([-0.3333,  1.1429, -1.8571,  2.    ])
    """
    A, b = as_matrix(A, "A"), as_vector(b, "b")
    if len(A) != len(b):
        raise ValueError(f"A and b must have one number of rows, but they have {len(A)} and {len(b)}")
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
