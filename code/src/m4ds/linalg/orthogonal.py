"""Gram-Schmidt orthogonalisation in its two orders, and the projector onto a column space.

Taught in the chapter "Orthogonality, projections and QR".
"""

import numpy as np

from m4ds.validation import as_matrix

__all__ = ["column_scales", "gram_schmidt", "projector", "refuse_dependent"]

EPS = np.finfo(float).eps


def gram_schmidt(A, method: str = "modified"):
    """Return orthonormal columns Q and upper triangular R with A = Q R, by Gram-Schmidt.

    Parameters
    ----------
    A : array_like, shape (m, n), with independent columns
    method : {"modified", "classical"}
        "classical" takes the coefficients of a column from the column itself, "modified" each from
        what the earlier projections have left of it. In exact arithmetic they agree.

    Returns
    -------
    Q : ndarray, shape (m, n)
        Orthonormal columns, up to rounding: see Notes.
    R : ndarray, shape (n, n)
        Upper triangular with a positive diagonal, in the units of `A`.

    Raises
    ------
    TypeError
        If `A` does not hold real numbers.
    ValueError
        If `A` is not a finite matrix, a column depends on the earlier ones (to working accuracy, relative to its
        length), or `method` is not one of the two.

    See Also
    --------
    numpy.linalg.qr : orthonormal to working accuracy for every matrix.
    m4ds.linalg.qr.householder_qr : how it does that.

    Notes
    -----
    About ``2 m n**2`` operations, O(m n) memory. With condition number kappa the columns of Q are orthogonal to about
    ``kappa * eps`` (modified) or ``kappa**2 * eps`` (classical). Once that is near 1, dependence can go unnoticed.

    References
    ----------
    Björck, "Solving linear least squares problems by Gram-Schmidt orthogonalization", BIT 7 (1967).

    Examples
    --------
    >>> Q, R = gram_schmidt([[3, 1], [4, 3]])
    >>> R
    array([[5., 3.],
           [0., 1.]])
    """
    A = as_matrix(A, "A")
    subtract = {"classical": _subtract_at_once, "modified": _subtract_in_turn}.get(method)
    if subtract is None:
        raise ValueError(f'method must be "classical" or "modified", but it is {method!r}')
    scale = column_scales(A)
    Q, R = A / scale, np.zeros((A.shape[1], A.shape[1]))
    lengths = np.linalg.norm(Q, axis=0)
    for k in range(A.shape[1]):
        R[:k, k], v = subtract(Q[:, :k], Q[:, k])
        R[k, k] = np.linalg.norm(v)
        refuse_dependent(R[k, k], lengths[k], k, A.shape)
        Q[:, k] = v / R[k, k]
    return Q, R * scale


def _subtract_at_once(Q, a):
    """Classical: all coefficients from `a`, then one subtraction."""
    r = Q.T @ a
    return r, a - Q @ r


def _subtract_in_turn(Q, a):
    """Modified: each coefficient from what is left of `a`."""
    r, v = np.zeros(Q.shape[1]), a
    for j, q in enumerate(Q.T):
        r[j] = q @ v
        v = v - r[j] * q
    return r, v


def refuse_dependent(rest, length, k, shape):
    """Raise if `rest`, what the earlier columns leave of column `k`, is rounding beside its `length`.

    Examples
    --------
    >>> refuse_dependent(1e-3, 1.0, 1, (3, 2))
    """
    if k >= shape[0] or rest <= 10 * max(shape) * EPS * length:
        raise ValueError(f"column {k} of A depends on the columns before it: remove it, or use the singular values")


def column_scales(A):
    """Return a power of two for each column of `A`, of the size of its largest entry, so that squares are safe.

    Dividing by a power of two rounds nothing.

    Examples
    --------
    >>> column_scales(np.array([[3.0, 0.0], [-5.0, 0.25]]))
    array([4.  , 0.25])
    """
    exponent = np.frexp(np.abs(A).max(axis=0))[1]
    return np.ldexp(1.0, exponent - 1)


def projector(A):
    """Return the matrix that sends each vector to the nearest point of the column space of `A`.

    Parameters
    ----------
    A : array_like, shape (m, n), with independent columns

    Returns
    -------
    ndarray, shape (m, m)
        Symmetric and equal to its square. Without units.

    Raises
    ------
    TypeError, ValueError
        As `gram_schmidt`.

    See Also
    --------
    scipy.linalg.orth : an orthonormal basis Q for any rank; then ``Q @ Q.T`` is the projector.

    Notes
    -----
    O(m**2) memory: to project one vector b, compute ``Q @ (Q.T @ b)`` instead. The basis is orthogonalised
    a second time, which brings its error down to working accuracy unless the columns are nearly dependent.

    Examples
    --------
    >>> P = projector([[1, 0], [0, 1], [1, 0]])
    >>> np.round(P @ [1, 2, 3], 12)
    array([2., 2., 2.])
    """
    Q, _ = gram_schmidt(A)
    Q, _ = gram_schmidt(Q)
    return Q @ Q.T
