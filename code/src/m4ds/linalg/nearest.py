"""The nearest positive semidefinite matrix, and the nearest correlation matrix.

Taught in the chapter "Symmetric and positive definite matrices".
"""

import numpy as np

from m4ds.linalg.symmetric import as_symmetric
from m4ds.validation import as_square, as_vector

__all__ = ["nearest_correlation", "nearest_psd"]


def nearest_psd(A, floor=0.0):
    """Return the symmetric matrix with no eigenvalue below `floor` that is nearest to `A` in the Frobenius norm.

    Parameters
    ----------
    A : array_like, shape (n, n)
        Only its symmetric part matters.
    floor : float
        The smallest eigenvalue allowed, at least 0, in the units of `A`. With 0 the result is positive semidefinite.

    Returns
    -------
    ndarray, shape (n, n)
        Symmetric. Rounding can leave an eigenvalue below `floor` by about ``n * eps`` times the largest.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite square matrix, or `floor` is not a finite number, at least 0.

    See Also
    --------
    statsmodels.stats.correlation_tools.cov_nearest : keeps the variances.

    Notes
    -----
    One `numpy.linalg.eigh`, O(n**3).

    References
    ----------
    Higham, "Computing a nearest symmetric positive semidefinite matrix", Linear Algebra and its Applications 103
    (1988).

    Examples
    --------
    >>> nearest_psd([[1, 2], [2, 1]]).round(12)
    array([[1.5, 1.5],
           [1.5, 1.5]])
    """
    A, floor = as_square(A, "A"), _as_floor(floor)
    A = A / 2 + A.T / 2
    values, Q = np.linalg.eigh(A)
    if values[0] >= floor:
        return A
    X = (Q * np.maximum(values, floor)) @ Q.T
    return X / 2 + X.T / 2


def _as_floor(floor):
    floor = float(as_vector([floor], "floor")[0])
    if floor < 0:
        raise ValueError(f"floor must be at least 0, but it is {floor}")
    return floor


def nearest_correlation(A, floor=0.0, tol=1e-10, max_steps=20_000):
    """Return the correlation matrix that is nearest to `A` in the Frobenius norm.

    Parameters
    ----------
    A : array_like, shape (n, n), symmetric
        What should have been a correlation matrix.
    floor : float
        The smallest eigenvalue allowed, from 0 to below 1.
    tol : float
        Stop when every diagonal entry is 1 to this accuracy; the last step makes them 1 by rescaling.
    max_steps : int

    Returns
    -------
    ndarray, shape (n, n)
        Symmetric, ones on the diagonal, no eigenvalue below `floor` but for `tol` and rounding.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite symmetric matrix, or `floor` is not in [0, 1).
    RuntimeError
        If the diagonal is not 1 after `max_steps`.

    See Also
    --------
    statsmodels.stats.correlation_tools.corr_nearest : the same projections; look at its warnings.

    Notes
    -----
    Alternating projections with Dykstra's correction, written for the diagonal alone: the correction makes every
    iterate the nearest admissible matrix to `A` with its diagonal changed. A step is one `numpy.linalg.eigh`, O(n**3).

    References
    ----------
    Higham, "Computing the nearest correlation matrix: a problem from finance", IMA Journal of Numerical Analysis 22
    (2002).

    Examples
    --------
    >>> nearest_correlation([[1, 1, 0], [1, 1, 1], [0, 1, 1]]).round(4)
    array([[1.    , 0.7607, 0.1573],
           [0.7607, 1.    , 0.7607],
           [0.1573, 0.7607, 1.    ]])
    """
    A, floor = as_symmetric(A, "A"), _as_floor(floor)
    if floor >= 1:
        raise ValueError(f"floor must be below 1, the mean eigenvalue of a correlation matrix, but it is {floor}")
    shift = np.zeros(len(A))
    for _ in range(max_steps):
        X = nearest_psd(A + np.diag(shift), floor)
        gap = 1 - np.diag(X)
        if np.abs(gap).max() <= tol:
            return _unit_diagonal(X)
        shift += gap
    raise RuntimeError(f"the diagonal is not 1 after {max_steps} steps: raise tol or max_steps")


def _unit_diagonal(X):
    d = np.sqrt(np.diag(X))
    X = X / np.outer(d, d)
    np.fill_diagonal(X, 1.0)
    return X
