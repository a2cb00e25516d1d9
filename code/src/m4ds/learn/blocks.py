"""Ridge regression and principal components from the merged moments of blocks: one pass over the rows.

Taught in the chapter "From one machine to many".
"""

import numpy as np

from m4ds.foundations.moments import Moments
from m4ds.linalg.svd import as_rank

__all__ = ["pca_from_moments", "ridge_from_moments"]


def ridge_from_moments(moments, lam=0.0):
    """Minimise ``|y - b0 - X b|^2 + lam |b|^2`` from the moments of the table [X y]; the constant is free.

    Parameters
    ----------
    moments : m4ds.foundations.moments.Moments
        Of p + 1 columns, the response last.
    lam : float
        At least 0.

    Returns
    -------
    intercept : float
    coef : ndarray, shape (p,)

    Raises
    ------
    TypeError, ValueError
        If `moments` is not Moments of at least two columns, `lam` is negative, or the matrix is singular.

    See Also
    --------
    sklearn.linear_model.Ridge, m4ds.linalg.tsqr.tsqr_lstsq : does not square the condition number.

    Notes
    -----
    Relative errors of up to about (condition number of the centred columns)**2 times 1e-16.

    Examples
    --------
    >>> from m4ds.foundations.moments import block_moments
    >>> ridge_from_moments(block_moments([[0, 1], [2, 5]]), 2.0)
    (2.0, array([1.]))
    """
    _check(moments)
    p = len(moments.mean) - 1
    if p < 1:
        raise ValueError("moments must be of at least one column of X and of y")
    if not np.isfinite(lam) or lam < 0:
        raise ValueError(f"lam must be a finite number, not negative, but it is {lam}")
    gram = moments.scatter[:p, :p] + lam * np.eye(p)
    try:
        np.linalg.cholesky(gram)
        coef = np.linalg.solve(gram, moments.scatter[:p, p])
    except np.linalg.LinAlgError:
        raise ValueError("a column depends on the others: leave it out, or take lam > 0") from None
    return float(moments.mean[p] - moments.mean[:p] @ coef), coef


def pca_from_moments(moments, k):
    """Return the k leading principal directions and their variances.

    Parameters
    ----------
    moments : m4ds.foundations.moments.Moments
        Of p columns and at least two rows.
    k : int
        From 1 to p.

    Returns
    -------
    components : ndarray, shape (k, p)
        Orthonormal rows; the entry of largest size in each is positive.
    variances : ndarray, shape (k,)
        Falling, never negative, with the divisor n - 1.

    Raises
    ------
    TypeError, ValueError
        If `moments` is not Moments of at least two rows, or `k` is out of range.

    See Also
    --------
    sklearn.decomposition.IncrementalPCA : an approximation that never forms the matrix of p x p.

    Examples
    --------
    >>> from m4ds.foundations.moments import block_moments
    >>> components, variances = pca_from_moments(block_moments([[2, 1], [4, 3], [6, 2]]), 1)
    >>> components.round(4)
    array([[0.9571, 0.2898]])
    """
    _check(moments)
    k = as_rank(k, len(moments.mean))
    variances, V = np.linalg.eigh(moments.covariance())
    V = V[:, ::-1][:, :k]
    largest = np.abs(V).argmax(axis=0)
    V = V * np.where(V[largest, np.arange(k)] < 0, -1.0, 1.0)
    return V.T, np.maximum(variances[::-1][:k], 0.0)


def _check(moments):
    if not isinstance(moments, Moments):
        raise TypeError("moments must be Moments: use m4ds.foundations.moments")
