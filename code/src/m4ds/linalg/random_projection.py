"""Random projections: few dimensions, no data consulted, every distance nearly kept.

Taught in the chapter "PCA and random projections".
"""

import math

import numpy as np

from m4ds.validation import as_matrix

__all__ = ["distance_ratios", "jl_dimension", "random_projection"]


def random_projection(X, k: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Multiply the rows of a table by a matrix of independent normal numbers.

    Parameters
    ----------
    X : array_like, shape (n, d)
    k : int
        How many numbers to keep of each row, at least 1; it may exceed d.
    rng : numpy.random.Generator

    Returns
    -------
    Y : ndarray, shape (n, k)
        ``X @ R.T``.
    R : ndarray, shape (k, d)
        Normal entries with mean 0 and variance 1/k, so that the squared length of a row is kept on average.

    Raises
    ------
    TypeError, ValueError
        If `X` is not a finite table, `k` is not a positive integer, or `rng` is not a Generator.

    See Also
    --------
    sklearn.random_projection.GaussianRandomProjection : the same matrix; a sparse one is SparseRandomProjection.

    References
    ----------
    Dasgupta and Gupta (2003), Random Structures and Algorithms 22, 60-65.

    Examples
    --------
    >>> Y, R = random_projection(np.eye(1000)[:2], 400, np.random.default_rng(0))
    >>> Y.shape, bool(abs(((Y[0] - Y[1]) ** 2).sum() - 2) < 0.4)
    ((2, 400), True)
    """
    X = as_matrix(X, "X")
    if isinstance(k, bool) or not isinstance(k, int | np.integer):
        raise TypeError(f"k must be an integer, but it is {k!r}")
    if k < 1:
        raise ValueError(f"k must be at least 1, but it is {k}")
    if not isinstance(rng, np.random.Generator):
        raise TypeError("rng must be a numpy.random.Generator: use np.random.default_rng(seed)")
    R = rng.normal(size=(k, X.shape[1])) / math.sqrt(k)
    return X @ R.T, R


def jl_dimension(n: int, eps: float, failure: float) -> int:
    """Return a dimension in which a random projection keeps all distances of n points, up to a chance of failure.

    With ``k >= 2 log(n (n - 1) / failure) / (eps**2 / 2 - eps**3 / 3)`` every squared distance changes by a factor
    between 1 - eps and 1 + eps, with probability at least ``1 - failure``. The dimension of the points does not enter.

    Parameters
    ----------
    n : int
        How many points, at least 2.
    eps : float
        Between 0 and 1.
    failure : float
        Between 0 and 1. With 1 - 1/n it is the dimension in which *some* projection keeps all distances.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong type or out of range.

    See Also
    --------
    sklearn.random_projection.johnson_lindenstrauss_min_dim : for ``failure = 1 - 1/n``, rounded down.

    Examples
    --------
    >>> jl_dimension(1000, 0.2, failure=0.01)
    2126
    """
    if isinstance(n, bool) or not isinstance(n, int | np.integer):
        raise TypeError(f"n must be an integer, but it is {n!r}")
    if n < 2 or not 0 < eps < 1 or not 0 < failure < 1:
        raise ValueError("n must be at least 2, eps and failure between 0 and 1, "
                         f"but they are {n}, {eps} and {failure}")
    n = int(n)
    return math.ceil(2 * math.log(n * (n - 1) / failure) / (eps**2 / 2 - eps**3 / 3))


def distance_ratios(X, Y) -> np.ndarray:
    """Return, for each pair of rows, the squared distance in `Y` divided by that in `X`.

    Parameters
    ----------
    X : array_like, shape (n, d)
        At least two rows, no two equal.
    Y : array_like, shape (n, k)
        The same points, mapped.

    Returns
    -------
    ndarray, shape (n (n - 1) / 2,)
        In the order (0, 1), (0, 2), ..., (1, 2), ...

    Raises
    ------
    TypeError, ValueError
        If the tables are not finite, differ in the number of rows, or two rows of `X` coincide.

    Notes
    -----
    O(n**2 (d + k)) time, a row against the later ones at once.

    Examples
    --------
    >>> distance_ratios([[0, 0], [3, 4], [0, 1]], [[0], [3], [0]]).round(3)
    array([0.36, 0.  , 0.5 ])
    """
    X, Y = as_matrix(X, "X"), as_matrix(Y, "Y")
    if len(X) != len(Y) or len(X) < 2:
        raise ValueError(f"X and Y must have equally many rows, at least two, but they have {len(X)} and {len(Y)}")
    before, after = (np.concatenate([((M[i + 1:] - M[i])**2).sum(axis=1) for i in range(len(M) - 1)]) for M in (X, Y))
    if not before.all():
        raise ValueError("two rows of X coincide: drop the copies, their distance has no ratio")
    return after / before
