"""Length, distance and angle between the rows of data tables."""

import numpy as np

from m4ds.validation import as_matrix, as_vector

__all__ = ["cosine_similarity", "norm", "pairwise_distances", "squared_distances_expanded"]


def norm(x, p: float = 2) -> float:
    r"""Return the p-norm :math:`(\sum_i |x_i|^p)^{1/p}`, without overflow on the way.

    Parameters
    ----------
    x : array_like, shape (n,)
    p : float, at least 1
        `numpy.inf` gives the largest absolute entry.

    Raises
    ------
    ValueError
        If `p` is below 1 (the triangle inequality fails) or `x` is empty or not finite.

    See Also
    --------
    numpy.linalg.norm : the same sum, without the protection against overflow.
    scipy.linalg.norm : protected for p = 2.

    Notes
    -----
    Taught in "Vectors and the geometry of data". Dividing by the largest entry first keeps every power at most 1.

    Examples
    --------
    >>> norm([3, -4]), norm([3, -4], p=1), norm([1e200, 0])
    (5.0, 7.0, 1e+200)
    """
    return float(_norms(as_vector(x, "x"), _checked_p(p)))


def pairwise_distances(X, Y, p: float = 2) -> np.ndarray:
    r"""Return the distances :math:`\|x_i - y_j\|_p` between the rows of `X` and the rows of `Y`.

    Parameters
    ----------
    X : array_like, shape (m, d)
    Y : array_like, shape (n, d)
    p : float, at least 1

    Returns
    -------
    ndarray, shape (m, n)

    Raises
    ------
    ValueError
        If the tables have different numbers of columns, or `p` is below 1.

    See Also
    --------
    scipy.spatial.distance.cdist : the professional routine.
    squared_distances_expanded : faster for p = 2, and less accurate.

    Notes
    -----
    Taught in "Vectors and the geometry of data". O(m n d) time; O(n d) memory beside the answer.

    Examples
    --------
    >>> pairwise_distances([[0, 0]], [[3, 4], [1, 0]])
    array([[5., 1.]])
    """
    X, Y = _same_width(X, Y)
    p = _checked_p(p)
    return np.array([_norms(Y - x, p) for x in X])


def squared_distances_expanded(X, Y) -> np.ndarray:
    r"""Return squared Euclidean distances by :math:`\|x\|^2 - 2\,x\cdot y + \|y\|^2`.

    Parameters
    ----------
    X : array_like, shape (m, d)
    Y : array_like, shape (n, d)

    Returns
    -------
    ndarray, shape (m, n)
        Rounding can make the sum negative; such entries are set to zero.

    See Also
    --------
    sklearn.metrics.pairwise.euclidean_distances : uses the same expansion.
    pairwise_distances : slower, and accurate when the points are far from the origin.

    Notes
    -----
    Taught in "Vectors and the geometry of data". The absolute error grows with :math:`\|x\|^2 + \|y\|^2`,
    however close the points are: subtract a common centre first.

    Examples
    --------
    >>> squared_distances_expanded([[0, 0]], [[3, 4], [1, 0]])
    array([[25.,  1.]])
    """
    X, Y = _same_width(X, Y)
    squares = (X * X).sum(axis=1)[:, None] - 2 * X @ Y.T + (Y * Y).sum(axis=1)
    return np.maximum(squares, 0.0)


def cosine_similarity(X, Y) -> np.ndarray:
    r"""Return the cosines of the angles between the rows of `X` and the rows of `Y`.

    Parameters
    ----------
    X : array_like, shape (m, d)
    Y : array_like, shape (n, d)

    Returns
    -------
    ndarray, shape (m, n)
        Entries between -1 and 1.

    Raises
    ------
    ValueError
        If a row is the zero vector, which has no direction.

    See Also
    --------
    sklearn.metrics.pairwise.cosine_similarity : the professional routine; it calls the cosine of a zero row 0.

    Notes
    -----
    Taught in "Vectors and the geometry of data".

    Examples
    --------
    >>> cosine_similarity([[2, 0]], [[3, 3], [0, 1], [-1, 0]]).round(4)
    array([[ 0.7071,  0.    , -1.    ]])
    """
    X, Y = _same_width(X, Y)
    return np.clip(_unit_rows(X, "X") @ _unit_rows(Y, "Y").T, -1.0, 1.0)


def _norms(A, p):
    """Return the p-norms along the last axis; every power is taken of a number at most 1."""
    A = np.abs(A)
    largest = A.max(axis=-1)
    if p == np.inf:
        return largest
    scale = np.where(largest > 0, largest, 1.0)
    return scale * ((A / scale[..., None]) ** p).sum(axis=-1) ** (1 / p)


def _unit_rows(X, name):
    lengths = _norms(X, 2)
    if (lengths == 0).any():
        raise ValueError(f"row {lengths.argmin()} of {name} is the zero vector: it has no direction")
    return X / lengths[:, None]


def _same_width(X, Y):
    X, Y = as_matrix(X, "X"), as_matrix(Y, "Y")
    if X.shape[1] != Y.shape[1]:
        raise ValueError(f"X has {X.shape[1]} columns and Y has {Y.shape[1]}: give both the same features")
    return X, Y


def _checked_p(p) -> float:
    if not p >= 1:
        raise ValueError(f"p must be at least 1, but it is {p}: below 1 the triangle inequality fails")
    return p
