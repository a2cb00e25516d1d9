"""The cosine transform of small blocks, and which of its coefficients to keep."""

import numpy as np

from m4ds.validation import as_finite_array, as_matrix

__all__ = ["dct2_blocks", "dct_matrix", "from_blocks", "idct2_blocks", "keep_largest", "keep_zigzag",
           "to_blocks", "zigzag"]


def dct_matrix(n: int) -> np.ndarray:
    """Return the orthonormal DCT-II matrix C of order n: row k is the k-th cosine.

    Raises
    ------
    ValueError
        If `n` is not a positive integer.

    See Also
    --------
    scipy.fft.dct : C x is ``dct(x, norm="ortho")``.

    Notes
    -----
    Taught in "Case study: image compression".

    Examples
    --------
    >>> C = dct_matrix(8)
    >>> np.allclose(C @ C.T, np.eye(8))
    True
    """
    if int(n) != n or n < 1:
        raise ValueError(f"n must be a positive integer, but it is {n}")
    k, j = np.arange(n)[:, None], np.arange(n)
    C = np.sqrt(2 / n) * np.cos(np.pi * k * (2 * j + 1) / (2 * n))
    C[0] = np.sqrt(1 / n)
    return C


def to_blocks(X, n: int = 8) -> np.ndarray:
    """Cut a picture into n x n blocks.

    Parameters
    ----------
    X : array_like of shape (m1 * n, m2 * n)

    Returns
    -------
    ndarray of shape (m1, m2, n, n)

    Raises
    ------
    ValueError
        If a side of X is not a multiple of n.

    Notes
    -----
    Taught in "Case study: image compression".

    Examples
    --------
    >>> to_blocks([[1, 2, 3, 4]] * 2, 2)[0, 1]
    array([[3., 4.],
           [3., 4.]])
    """
    X = as_matrix(X, "X")
    if X.shape[0] % n or X.shape[1] % n:
        raise ValueError(f"the sides of X must be multiples of {n}, but its shape is {X.shape}: crop or pad it")
    return X.reshape(X.shape[0] // n, n, X.shape[1] // n, n).swapaxes(1, 2)


def from_blocks(B) -> np.ndarray:
    """Put blocks of shape (m1, m2, n, n) together again: the inverse of `to_blocks`.

    Examples
    --------
    >>> from_blocks(to_blocks(np.eye(4), 2)).trace()
    np.float64(4.0)
    """
    B = as_finite_array(B, "B")
    if B.ndim != 4 or B.shape[2] != B.shape[3]:
        raise ValueError(f"B must hold square blocks, of shape (m1, m2, n, n), but its shape is {B.shape}")
    m1, m2, n, _ = B.shape
    return B.swapaxes(1, 2).reshape(m1 * n, m2 * n)


def dct2_blocks(X, n: int = 8) -> np.ndarray:
    """Return the two-dimensional DCT C B C' of every n x n block B of a picture.

    Parameters
    ----------
    X : array_like of shape (m1 * n, m2 * n)

    Returns
    -------
    ndarray of shape (m1, m2, n, n)
        Entry (0, 0) of each block is n times its mean.

    See Also
    --------
    scipy.fft.dctn : ``dctn(B, norm="ortho")`` for one block.

    Notes
    -----
    Taught in "Case study: image compression". 4 n flops a pixel.

    Examples
    --------
    >>> dct2_blocks(np.full((8, 8), 10.0))[0, 0, 0, 0].round(6)
    np.float64(80.0)
    """
    C = dct_matrix(n)
    return C @ to_blocks(X, n) @ C.T


def idct2_blocks(coefficients) -> np.ndarray:
    """Return the picture whose blocks have these DCT coefficients: the inverse of `dct2_blocks`.

    Examples
    --------
    >>> X = np.arange(64.0).reshape(8, 8)
    >>> np.allclose(idct2_blocks(dct2_blocks(X)), X)
    True
    """
    coefficients = as_finite_array(coefficients, "coefficients")
    C = dct_matrix(coefficients.shape[-1])
    return from_blocks(C.T @ coefficients @ C)


def keep_largest(coefficients, count: int) -> np.ndarray:
    """Return the coefficients with all but the `count` largest in absolute value set to zero.

    Ties go to the entry that comes first. By Parseval this is the best approximation with `count` terms.

    Raises
    ------
    ValueError
        If `count` is negative or more than there are coefficients.

    Notes
    -----
    Taught in "Case study: image compression".

    Examples
    --------
    >>> keep_largest([3, -5, 1], 2)
    array([ 3., -5.,  0.])
    """
    c = as_finite_array(coefficients, "coefficients")
    if not 0 <= count <= c.size:
        raise ValueError(f"count must be from 0 to {c.size}, but it is {count}")
    order = np.argsort(-np.abs(c), axis=None, kind="stable")
    kept = np.zeros_like(c)
    kept.flat[order[:count]] = c.flat[order[:count]]
    return kept


def zigzag(n: int = 8) -> np.ndarray:
    """Return the n x n table of the zig-zag order: 0 for the mean, then diagonal by diagonal.

    Examples
    --------
    >>> zigzag(3)
    array([[0, 1, 5],
           [2, 4, 6],
           [3, 7, 8]])
    """
    cells = [(i, j) for i in range(n) for j in range(n)]
    cells.sort(key=lambda c: (sum(c), c[0] if sum(c) % 2 else c[1]))
    rank = np.empty((n, n), dtype=int)
    rank[tuple(np.transpose(cells))] = np.arange(n * n)
    return rank


def keep_zigzag(coefficients, count: int) -> np.ndarray:
    """Return block coefficients with all but the first `count` in zig-zag order set to zero in each block.

    Notes
    -----
    Taught in "Case study: image compression".

    Examples
    --------
    >>> keep_zigzag(np.ones((1, 1, 2, 2)), 2)[0, 0]
    array([[1., 1.],
           [0., 0.]])
    """
    c = as_finite_array(coefficients, "coefficients")
    n = c.shape[-1]
    if not 0 <= count <= n * n:
        raise ValueError(f"count must be from 0 to {n * n}, but it is {count}")
    return c * (zigzag(n) < count)
