"""Points from distances: double centring and classical scaling.

Taught in the chapter "PCA and random projections".
"""

import numpy as np

from m4ds.linalg.svd import as_rank, fix_signs
from m4ds.validation import as_square

__all__ = ["classical_mds", "double_centre"]

EPS = np.finfo(float).eps


def double_centre(S) -> np.ndarray:
    """Return ``-J S J / 2`` with ``J = I - 1 1.T / n``: the dot products behind squared distances.

    Parameters
    ----------
    S : array_like, shape (n, n)
        Squared distances.

    Returns
    -------
    ndarray, shape (n, n)
        If ``S[i, j]`` is the squared distance of the points i and j, the entry (i, j) is the dot product of
        their deviations from the mean point.

    Raises
    ------
    TypeError, ValueError
        If `S` is not a finite square matrix.

    Examples
    --------
    >>> double_centre([[0, 4], [4, 0]])
    array([[ 1., -1.],
           [-1.,  1.]])
    """
    S = as_square(S, "S")
    rows, columns = S.mean(axis=1, keepdims=True), S.mean(axis=0)
    return -(S - rows - columns + S.mean()) / 2


def classical_mds(D, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Place n points in k dimensions so that their distances come near to those given.

    Parameters
    ----------
    D : array_like, shape (n, n)
        Distances (not squared): symmetric, at least 0, with zeros on the diagonal.
    k : int
        From 1 to n - 1.

    Returns
    -------
    points : ndarray, shape (n, k)
        With mean zero, in the unit of `D`; the columns are orthogonal, by falling length, and the entry of
        largest size in each is positive.
    values : ndarray, shape (n,)
        All eigenvalues of the doubly centred matrix, decreasing. A negative one beyond rounding says that no points
        in any dimension have these distances.

    Raises
    ------
    TypeError, ValueError
        If `D` is not a distance matrix, `k` is out of range, or fewer than `k` eigenvalues are positive.

    See Also
    --------
    sklearn.manifold.MDS : minimises the error of the distances themselves, by iteration.

    Notes
    -----
    O(n**3) time. For the distances of a table's rows the points are the scores of its PCA, up to signs.

    References
    ----------
    Torgerson (1952), Psychometrika 17, 401-419.

    Examples
    --------
    >>> points, values = classical_mds([[0, 3, 4], [3, 0, 5], [4, 5, 0]], 2)
    >>> [round(float(np.linalg.norm(points[i] - points[j])), 12) for i, j in ((0, 1), (0, 2), (1, 2))]
    [3.0, 4.0, 5.0]
    """
    D = _as_distances(D)
    k = as_rank(k, max(len(D) - 1, 1))
    unit = D.max() or 1.0
    values, vectors = np.linalg.eigh(double_centre((D / unit) ** 2))
    values, vectors = values[::-1], vectors[:, ::-1]
    if values[k - 1] <= len(D) * EPS:
        positive = int((values > len(D) * EPS).sum())
        raise ValueError(f"only {positive} eigenvalues are positive, so these distances fill at most that many of "
                         f"the k = {k} dimensions")
    U, s, _ = fix_signs(vectors[:, :k], np.sqrt(values[:k]), np.eye(k))
    return unit * (U * s), unit**2 * values


def _as_distances(D):
    D = as_square(D, "D")
    if (D < 0).any() or np.diag(D).any():
        raise ValueError("D must hold distances: none negative, and zeros on the diagonal")
    if not np.allclose(D, D.T, rtol=1e-9, atol=0):
        raise ValueError("D must be symmetric: the way there is as long as the way back")
    return D
