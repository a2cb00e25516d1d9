"""QR of a tall matrix whose blocks of rows never meet in one place.

Taught in the chapter "From one machine to many".
"""

import numpy as np

from m4ds.foundations.trees import tree_reduce
from m4ds.linalg.qr import householder_qr, positive_diagonal
from m4ds.linalg.triangular import back_sub
from m4ds.validation import as_matrix

__all__ = ["tsqr", "tsqr_lstsq", "tsqr_r"]


def tsqr_r(blocks) -> np.ndarray:
    """Return the triangular factor of the stacked blocks, by QR factorisations of pairs along a tree.

    Parameters
    ----------
    blocks : iterable of array_like, shapes (m_i, p)
        Read one after the other; each is reduced to its triangle before the next is taken.

    Returns
    -------
    R : ndarray, shape (min(sum of m_i, p), p)
        Upper triangular, no negative number on the diagonal. If the columns are independent it is that of the
        whole matrix, however it was split.

    Raises
    ------
    TypeError, ValueError
        If there is no block, or a block is not a finite matrix, or the numbers of columns differ.

    See Also
    --------
    dask.array.linalg.tsqr : the same on many machines, with Q.

    Notes
    -----
    A message is p (p + 1) / 2 numbers. The singular values of R are those of the matrix; they are not squared.

    References
    ----------
    Demmel, Grigori, Hoemmen and Langou (2012). Communication-optimal parallel and sequential QR and LU
    factorizations. SIAM Journal on Scientific Computing 34(1).

    Examples
    --------
    >>> tsqr_r([[[3.0], [4.0]], [[12.0]]]).round(12)
    array([[13.]])
    """
    triangles = [householder_qr(B)[1] for B in _same_columns(blocks)]
    R = tree_reduce(triangles, lambda a, b: householder_qr(np.vstack([a, b]))[1])
    return positive_diagonal(np.eye(len(R)), R)[1]


def tsqr(blocks):
    """Return the thin QR factorisation of the stacked blocks, the orthonormal factor in blocks as well.

    Parameters
    ----------
    blocks : iterable of array_like, shapes (m_i, p)

    Returns
    -------
    Q : list of ndarray, shapes (m_i, r) with r = min(sum of m_i, p)
        Block i could stay where block i of the matrix is.
    R : ndarray, shape (r, p)

    Raises
    ------
    TypeError, ValueError
        As `tsqr_r`.

    Examples
    --------
    >>> Q, R = tsqr([[[3.0], [4.0]], [[12.0]]])
    >>> (np.vstack(Q) * 13).round(12).ravel(), R.round(12)
    (array([ 3.,  4., 12.]), array([[13.]]))
    """
    parts = [householder_qr(B) for B in _same_columns(blocks)]
    top, R = positive_diagonal(*householder_qr(np.vstack([r for _, r in parts])))
    cuts = np.cumsum([len(r) for _, r in parts])[:-1]
    return [q @ t for (q, _), t in zip(parts, np.split(top, cuts), strict=True)], R


def tsqr_lstsq(blocks):
    """Solve least squares from blocks of the table [X y], in one pass and without X'X.

    Parameters
    ----------
    blocks : iterable of array_like, shapes (m_i, p + 1)
        The last column is the right side. For a free constant, let X hold a column of ones.

    Returns
    -------
    coef : ndarray, shape (p,)
    residual : float
        The length of y - X coef.

    Raises
    ------
    TypeError, ValueError
        As `tsqr_r`; or if there are fewer rows than unknowns, or a column depends on the others.

    See Also
    --------
    numpy.linalg.lstsq : with the whole table in memory.

    Examples
    --------
    >>> coef, residual = tsqr_lstsq([[[1, 0, 1], [1, 1, 2]], [[1, 2, 6]]])
    >>> coef.round(12), round(residual, 4)
    (array([0.5, 2.5]), 1.2247)
    """
    R = tsqr_r(blocks)
    p = R.shape[1] - 1
    if p < 1 or len(R) < p:
        raise ValueError("give at least one unknown, and as many rows as unknowns")
    size = np.abs(np.diag(R)[:p])
    if (size <= p * np.finfo(float).eps * np.linalg.norm(R[:, :p], axis=0)).any():
        raise ValueError("a column of X depends on the others, up to rounding: leave it out")
    return back_sub(R[:p, :p], R[:p, p]), float(R[p, p]) if len(R) > p else 0.0


def _same_columns(blocks):
    width = None
    for B in blocks:
        B = as_matrix(B, "block")
        width = B.shape[1] if width is None else width
        if B.shape[1] != width:
            raise ValueError(f"one block has {width} columns and another {B.shape[1]}")
        yield B
    if width is None:
        raise ValueError("blocks is empty: give at least one block")
