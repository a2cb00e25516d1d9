"""Least squares on either side of the point where the columns outnumber the rows.

Taught in the chapter "Learning theory, model selection".
"""

import numpy as np

from m4ds.validation import as_matrix, as_vector

__all__ = ["min_norm_regression", "min_norm_risk"]


def min_norm_regression(A, b) -> np.ndarray:
    """Return the shortest of all least-squares solutions, the limit of the ridge as its weight goes to 0.

    Parameters
    ----------
    A : array_like, shape (n, p)
        Any n and p. With p >= n and independent rows the fit passes through every datum.
    b : array_like, shape (n,)

    Returns
    -------
    ndarray, shape (p,)

    Raises
    ------
    TypeError, ValueError
        If A is no finite matrix, or the shapes disagree.

    See Also
    --------
    numpy.linalg.lstsq, numpy.linalg.pinv
    m4ds.linalg.least_squares.lstsq_svd : the same with a singular value decomposition of our own.

    Examples
    --------
    >>> min_norm_regression([[1.0, 1.0]], [2.0]).round(12)
    array([1., 1.])
    """
    A, b = as_matrix(A, "A"), as_vector(b, "b")
    if len(A) != len(b):
        raise ValueError(f"A and b must have one number of rows, but they have {len(A)} and {len(b)}")
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    keep = s > max(A.shape) * np.finfo(float).eps * s[0]
    return Vt[keep].T @ ((U[:, keep].T @ b) / s[keep])


def min_norm_risk(n: int, p: int, signal: float, noise: float) -> float:
    """Return the expected squared error, above the noise, of min-norm least squares with normal features.

    The rows are standard normal in p dimensions, and y is a linear function of them plus independent noise.

    Parameters
    ----------
    n, p : int
        Rows and features, at least 1.
    signal : float
        Squared length of the true coefficients, at least 0.
    noise : float
        Variance of the noise, at least 0.

    Returns
    -------
    float
        Infinity for p from n - 1 to n + 1 if there is noise.

    Raises
    ------
    ValueError
        If an argument leaves its range.

    References
    ----------
    M. Belkin, D. Hsu, J. Xu, Two models of double descent for weak features, SIAM Journal on Mathematics of Data
    Science 2, 2020.

    Examples
    --------
    >>> min_norm_risk(20, 9, 1.0, 1.0), min_norm_risk(20, 20, 1.0, 1.0), min_norm_risk(20, 41, 0.0, 1.0)
    (0.9, inf, 1.0)
    """
    for value, name in ((n, "n"), (p, "p")):
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 1:
            raise ValueError(f"{name} must be a whole number, at least 1, but it is {value!r}")
    for value, name in ((signal, "signal"), (noise, "noise")):
        if not (np.isfinite(value) and value >= 0):
            raise ValueError(f"{name} must be a number that is not negative, but it is {value!r}")
    missed = signal * max(0.0, 1 - n / p)
    spare = abs(n - p) - 1
    if noise == 0:
        return float(missed)
    return float(missed + noise * min(n, p) / spare) if spare > 0 else np.inf
