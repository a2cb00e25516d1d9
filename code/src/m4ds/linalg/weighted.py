"""Least squares with more or fewer rows: weights scale the rows, a ridge adds some.

Taught in the chapter "Least squares".
"""

import numpy as np

from m4ds.linalg.least_squares import as_equations, lstsq_qr
from m4ds.validation import as_finite_array, as_vector

__all__ = ["ridge_lstsq", "weighted_lstsq"]


def weighted_lstsq(A, b, w):
    """Return the x that minimises the sum of w_i (b_i - a_i . x)^2 over the rows.

    Parameters
    ----------
    A : array_like, shape (m, n)
        The rows with a positive weight have independent columns.
    b : array_like, shape (m,)
    w : array_like, shape (m,)
        At least 0. For independent errors with standard deviations s_i, take ``1 / s_i**2``.

    Returns
    -------
    ndarray, shape (n,)
        In units of `b` per unit of each column of `A`. A common factor of the weights changes nothing.

    Raises
    ------
    TypeError, ValueError
        As `lstsq_qr`, or if a weight is negative or none is positive.

    See Also
    --------
    statsmodels.api.WLS : with standard errors.
    numpy.polyfit : its `w` multiplies the residuals, so it is the root of this one.

    Examples
    --------
    >>> weighted_lstsq([[1], [1]], [1, 4], [2, 1]).round(12)
    array([2.])
    """
    A, b = as_equations(A, b)
    w = as_vector(w, "w")
    if w.shape != b.shape:
        raise ValueError(f"w must have {len(b)} entries, one for each row of A, but it has {len(w)}")
    if (w < 0).any() or not w.any():
        raise ValueError("weights must be at least 0, and one must be positive")
    root = np.sqrt(w[w > 0] / w.max())
    return lstsq_qr(root[:, None] * A[w > 0], root * b[w > 0])


def ridge_lstsq(A, b, lam):
    """Return the x that minimises |A x - b|^2 + lam |x|^2, as least squares with n more rows.

    Parameters
    ----------
    A : array_like, shape (m, n)
        Any matrix: the columns may depend on each other.
    b : array_like, shape (m,)
    lam : float
        Positive. It weighs the squared length of x against the squared residual, so it has units: rescaling a
        column changes the answer.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError
        As `lstsq_qr`, or if `lam` is not a positive number, or too small for the columns to be told apart.

    See Also
    --------
    sklearn.linear_model.Ridge : with ``fit_intercept=False`` it solves this problem.

    Examples
    --------
    >>> ridge_lstsq([[1], [1]], [1, 3], 2).round(12)
    array([1.])
    """
    A, b = as_equations(A, b)
    lam = as_finite_array(lam, "lam")
    if lam.ndim or lam <= 0:
        raise ValueError(f"lam must be one positive number, but it is {lam}")
    n = A.shape[1]
    return lstsq_qr(np.vstack([A, np.sqrt(lam) * np.eye(n)]), np.append(b, np.zeros(n)))
