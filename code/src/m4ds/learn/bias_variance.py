"""Bias and variance of least squares, exactly: what a linear fit gets wrong on average, and how far it swings.

Taught in the chapter "Learning theory, model selection".
"""

import numpy as np

from m4ds.validation import as_matrix, as_vector

__all__ = ["bias_variance"]


def bias_variance(A, f, A_new, f_new, noise: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the bias and the variance of the fitted values at new rows, for fixed training rows.

    Parameters
    ----------
    A : array_like, shape (n, p)
        Training rows, with independent columns.
    f : array_like, shape (n,)
        The truth at the training rows; the data are f plus independent noise.
    A_new : array_like, shape (m, p)
        Where to predict.
    f_new : array_like, shape (m,)
        The truth there.
    noise : float
        Standard deviation of the noise, at least 0, in the units of f.

    Returns
    -------
    bias, variance : ndarray, shape (m,)
        ``bias**2 + variance + noise**2`` is the expected squared error of a prediction of a new noisy value.

    Raises
    ------
    ValueError
        If the shapes disagree, the columns are dependent, or the noise is negative.

    Examples
    --------
    >>> bias_variance([[1.0], [1.0]], [0.0, 2.0], [[1.0]], [2.0], 1.0)
    (array([-1.]), array([0.5]))
    """
    A, f, A_new, f_new = as_matrix(A, "A"), as_vector(f, "f"), as_matrix(A_new, "A_new"), as_vector(f_new, "f_new")
    if A.shape[1] != A_new.shape[1] or len(A) != len(f) or len(A_new) != len(f_new):
        raise ValueError(f"the shapes do not fit: A {A.shape}, f {f.shape}, A_new {A_new.shape}, f_new {f_new.shape}")
    if not (np.isfinite(noise) and noise >= 0):
        raise ValueError(f"noise must be a number that is not negative, but it is {noise!r}")
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    if len(s) < A.shape[1] or s[-1] <= max(A.shape) * np.finfo(float).eps * s[0]:
        raise ValueError("the columns of A are dependent: the fit is not determined")
    rows = (A_new @ Vt.T / s) @ U.T                        # row i holds the weights of the data in prediction i
    return rows @ f - f_new, noise**2 * (rows**2).sum(axis=1)
