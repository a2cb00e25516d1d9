"""One matrix product, read in four ways: by entries, by columns, by outer products, by blocks."""

import numpy as np

from m4ds.validation import as_matrix

__all__ = ["matmul_blocks", "matmul_columns", "matmul_dot", "matmul_outer"]


def matmul_dot(A, B) -> np.ndarray:
    """Return AB, one entry at a time: the dot product of a row of A and a column of B.

    Parameters
    ----------
    A : array_like, shape (m, n)
    B : array_like, shape (n, p)

    Returns
    -------
    ndarray, shape (m, p)

    Raises
    ------
    TypeError, ValueError
        If an argument is not a finite matrix, or A has not as many columns as B has rows.

    See Also
    --------
    numpy.matmul : the operator ``@``, the same product in compiled code.

    Notes
    -----
    Taught in "Matrices as maps". All four readings make the same m n p multiplications.

    Examples
    --------
    >>> matmul_dot([[1, 2], [3, 4]], [[1, 1], [0, 1]])
    array([[1., 3.],
           [3., 7.]])
    """
    A, B = _chained(A, B)
    return np.array([[row @ column for column in B.T] for row in A])


def matmul_columns(A, B) -> np.ndarray:
    """Return AB, one column at a time: a combination of the columns of A.

    Parameters
    ----------
    A : array_like, shape (m, n)
    B : array_like, shape (n, p)

    Returns
    -------
    ndarray, shape (m, p)

    Raises
    ------
    TypeError, ValueError
        As in `matmul_dot`.

    See Also
    --------
    numpy.matmul

    Notes
    -----
    Taught in "Matrices as maps".

    Examples
    --------
    >>> matmul_columns([[1, 2], [3, 4]], [[1], [10]])
    array([[21.],
           [43.]])
    """
    A, B = _chained(A, B)
    C = np.zeros((A.shape[0], B.shape[1]))
    for j in range(B.shape[1]):
        for k in range(A.shape[1]):
            C[:, j] += B[k, j] * A[:, k]
    return C


def matmul_outer(A, B) -> np.ndarray:
    """Return AB as a sum of outer products: column k of A times row k of B.

    Parameters
    ----------
    A : array_like, shape (m, n)
    B : array_like, shape (n, p)

    Returns
    -------
    ndarray, shape (m, p)

    Raises
    ------
    TypeError, ValueError
        As in `matmul_dot`.

    See Also
    --------
    numpy.matmul, numpy.outer

    Notes
    -----
    Taught in "Matrices as maps".

    Examples
    --------
    >>> matmul_outer([[1], [2]], [[3, 4]])
    array([[3., 4.],
           [6., 8.]])
    """
    A, B = _chained(A, B)
    C = np.zeros((A.shape[0], B.shape[1]))
    for column, row in zip(A.T, B, strict=True):
        C += np.outer(column, row)
    return C


def matmul_blocks(A, B, size: int) -> np.ndarray:
    """Return AB, block by block: the rule for numbers, with small matrices in their place.

    Parameters
    ----------
    A : array_like, shape (m, n)
    B : array_like, shape (n, p)
    size : int
        Side of the square blocks; those at the right and lower edge may be smaller.

    Returns
    -------
    ndarray, shape (m, p)

    Raises
    ------
    TypeError, ValueError
        As in `matmul_dot`, and if `size` is not a positive whole number.

    See Also
    --------
    numpy.matmul : its compiled code works on blocks that fit the processor's cache.

    Notes
    -----
    Taught in "Matrices as maps".

    Examples
    --------
    >>> matmul_blocks([[1, 2, 3]], [[1], [1], [1]], size=2)
    array([[6.]])
    """
    A, B = _chained(A, B)
    if isinstance(size, bool) or not isinstance(size, (int, np.integer)) or size < 1:
        raise ValueError(f"size must be a positive whole number, but it is {size!r}")
    (m, n), p = A.shape, B.shape[1]
    C = np.zeros((m, p))
    for i in range(0, m, size):
        for j in range(0, p, size):
            for k in range(0, n, size):
                C[i:i + size, j:j + size] += A[i:i + size, k:k + size] @ B[k:k + size, j:j + size]
    return C


def _chained(A, B):
    A, B = as_matrix(A, "A"), as_matrix(B, "B")
    if A.shape[1] != B.shape[0]:
        raise ValueError(f"A has {A.shape[1]} columns and B has {B.shape[0]} rows: they must be as many")
    return A, B
