"""Symmetric matrices: the Cholesky factor, and what its existence decides.

Taught in the chapter "Symmetric and positive definite matrices".
"""

import numpy as np

from m4ds.validation import as_square

__all__ = ["as_symmetric", "cholesky", "is_positive_definite"]

ASYMMETRY = 1e-10  # relative to the largest entry: more than rounding leaves, less than a typing error


def as_symmetric(A, name: str) -> np.ndarray:
    """Return `A` as a finite symmetric float matrix, or raise an error that names it.

    A difference between `A` and its transpose of rounding size is averaged away.

    Parameters
    ----------
    A : array_like, shape (n, n)
    name : str

    Returns
    -------
    ndarray, shape (n, n)

    Raises
    ------
    TypeError
        If `A` does not hold real numbers.
    ValueError
        If `A` is not a finite square matrix, or differs from its transpose by more than 1e-10 of its largest entry.

    Examples
    --------
    >>> as_symmetric([[2, 1], [1, 2]], "A")
    array([[2., 1.],
           [1., 2.]])
    """
    A = as_square(A, name)
    scale = np.abs(A).max() or 1.0
    with np.errstate(under="ignore"):
        gap = np.abs(A / scale - A.T / scale)
    if gap.max() > ASYMMETRY:
        i, j = sorted(int(k) for k in np.unravel_index(gap.argmax(), gap.shape))
        raise ValueError(f"{name} is not symmetric: its entries ({i}, {j}) and ({j}, {i}) differ; correct one of "
                         f"them, or take the symmetric part ({name} + {name}.T) / 2")
    return A / 2 + A.T / 2


def cholesky(A):
    """Return the lower triangular L with a positive diagonal and ``A = L @ L.T``.

    Parameters
    ----------
    A : array_like, shape (n, n), symmetric positive definite

    Returns
    -------
    ndarray, shape (n, n)
        Lower triangular; its units are the root of those of `A`.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite symmetric matrix.
    numpy.linalg.LinAlgError
        If a pivot is not positive: `A` is not positive definite, to working accuracy.

    See Also
    --------
    numpy.linalg.cholesky : reads only the lower triangle, and does not notice if the upper one differs.
    scipy.linalg.cho_factor, scipy.linalg.cho_solve : the factor, and systems solved with it.

    Notes
    -----
    About ``n**3 / 3`` operations, O(n**2) memory. No rows are exchanged: row i of L has the length ``sqrt(A[i, i])``,
    so no entry can grow.

    References
    ----------
    Higham, *Accuracy and Stability of Numerical Algorithms*, second edition, chapter 10.

    Examples
    --------
    >>> cholesky([[4, 2, 2], [2, 5, 3], [2, 3, 6]])
    array([[2., 0., 0.],
           [1., 2., 0.],
           [1., 1., 2.]])
    """
    A = as_symmetric(A, "A")
    L = np.zeros_like(A)
    for j in range(len(A)):
        rest = A[j:, j] - L[j:, :j] @ L[j, :j]        # column j of what the earlier columns leave of A
        if not rest[0] > 0:
            raise np.linalg.LinAlgError(f"A is not positive definite: pivot {j} is {rest[0]:.3g}, not positive")
        L[j, j] = np.sqrt(rest[0])
        L[j + 1:, j] = rest[1:] / L[j, j]
    return L


def is_positive_definite(A) -> bool:
    """Say whether a symmetric matrix is positive definite, by trying to factor it.

    Parameters
    ----------
    A : array_like, shape (n, n), symmetric

    Returns
    -------
    bool
        What holds for a matrix within rounding of `A`. If the smallest eigenvalue is of the size of
        ``n * eps`` times the largest, the answer is that of the rounding errors.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite symmetric matrix.

    See Also
    --------
    numpy.linalg.eigvalsh : how far from definite, at a higher cost.

    Examples
    --------
    >>> is_positive_definite([[2, 1], [1, 2]]), is_positive_definite([[1, 2], [2, 1]])
    (True, False)
    """
    A = as_symmetric(A, "A")
    try:
        cholesky(A)
    except np.linalg.LinAlgError:
        return False
    return True
