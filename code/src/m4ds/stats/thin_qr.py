"""The thin QR factorisation that the statistics of linear models share, with dependent columns refused."""

import numpy as np

from m4ds.linalg.orthogonal import refuse_dependent
from m4ds.linalg.triangular import back_sub

__all__ = ["inverse_gram_of", "thin_qr"]


def thin_qr(X) -> tuple[np.ndarray, np.ndarray]:
    """Return Q (n, p) with orthonormal columns and the upper triangular R (p, p) with X = Q R.

    Raises
    ------
    ValueError
        If a column of `X` depends on the columns before it, to working accuracy.

    See Also
    --------
    m4ds.linalg.qr.householder_qr : how it is made.

    Examples
    --------
    >>> Q, R = thin_qr(np.array([[3.0], [4.0]]))
    >>> abs(R)
    array([[5.]])
    """
    Q, R = np.linalg.qr(X)
    sizes = np.abs(X).max(axis=0)
    for k in range(X.shape[1]):
        refuse_dependent(abs(R[k, k]) if k < len(R) else 0.0, sizes[k], k, X.shape)
    return Q, R


def inverse_gram_of(R) -> np.ndarray:
    """Return (X'X)^-1 = R^-1 R^-T.

    Examples
    --------
    >>> inverse_gram_of(np.array([[2.0]]))
    array([[0.25]])
    """
    inverse = back_sub(R, np.eye(len(R)))
    return inverse @ inverse.T
