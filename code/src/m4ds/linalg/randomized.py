"""The leading singular triples of a large matrix, from a few products with random vectors.

Taught in the chapter "The singular value decomposition".
"""

import numpy as np

from m4ds.linalg.svd import as_rank, fix_signs
from m4ds.validation import as_matrix

__all__ = ["randomized_svd", "range_finder"]


def range_finder(A, size, rng, power=2):
    """Return orthonormal columns whose span nearly holds the leading left singular vectors.

    Parameters
    ----------
    A : array_like, shape (m, n)
    size : int
        How many columns to return, at most min(m, n).
    rng : numpy.random.Generator
    power : int
        How often the sample is multiplied by ``A A.T``; each time, a singular value that is half as
        large as another loses a further factor of 4 against it.

    Returns
    -------
    Q : ndarray, shape (m, size)

    Raises
    ------
    TypeError, ValueError
        As `randomized_svd`.

    Examples
    --------
    >>> A = np.outer([3.0, 4.0], [1.0, 1.0, 1.0])
    >>> Q = range_finder(A, 1, np.random.default_rng(0))
    >>> np.round(np.abs(Q.ravel()), 12)
    array([0.6, 0.8])
    """
    A = as_matrix(A, "A")
    size = as_rank(size, min(A.shape))
    if not isinstance(rng, np.random.Generator):
        raise TypeError("rng must be a numpy.random.Generator: use np.random.default_rng(seed)")
    if isinstance(power, bool) or not isinstance(power, int | np.integer) or power < 0:
        raise ValueError(f"power must be an integer of at least 0, but it is {power!r}")
    Q = np.linalg.qr(A @ rng.normal(size=(A.shape[1], size)))[0]
    for _ in range(power):  # orthonormalise between products, or rounding erases the small directions
        Q = np.linalg.qr(A.T @ Q)[0]
        Q = np.linalg.qr(A @ Q)[0]
    return Q


def randomized_svd(A, k, rng, oversample=10, power=2):
    """Return approximations to the first k singular triples of a matrix.

    Parameters
    ----------
    A : array_like, shape (m, n)
    k : int
        How many triples, 1 <= k <= min(m, n).
    rng : numpy.random.Generator
        The source of the random vectors: the same state gives the same answer.
    oversample : int
        How many random vectors to use beyond k.
    power : int
        How many power iterations; more help when the singular values fall slowly.

    Returns
    -------
    U : ndarray, shape (m, k)
    s : ndarray, shape (k,)
        In decreasing order, none above the true singular value but for rounding.
    Vt : ndarray, shape (k, n)

    Raises
    ------
    TypeError
        If `A` does not hold real numbers, `k` is not an integer or `rng` is not a Generator.
    ValueError
        If `A` is not a finite matrix, `k` is out of range, or `oversample` or `power` is negative.

    See Also
    --------
    sklearn.utils.extmath.randomized_svd, m4ds.linalg.svd.truncated_svd

    Notes
    -----
    Time O(m n (k + oversample) (1 + power)), memory O((m + n) (k + oversample)) beyond `A`.

    References
    ----------
    Halko, Martinsson and Tropp (2011), SIAM Review 53(2), 217-288.

    Examples
    --------
    >>> A = np.diag([5.0, 3.0, 1e-9, 1e-9])
    >>> np.round(randomized_svd(A, 2, np.random.default_rng(0))[1], 12)
    array([5., 3.])
    """
    A = as_matrix(A, "A")
    k = as_rank(k, min(A.shape))
    if isinstance(oversample, bool) or not isinstance(oversample, int | np.integer) or oversample < 0:
        raise ValueError(f"oversample must be an integer of at least 0, but it is {oversample!r}")
    Q = range_finder(A, min(k + oversample, *A.shape), rng, power)
    U, s, Vt = np.linalg.svd(Q.T @ A, full_matrices=False)  # small: k + oversample rows
    return fix_signs((Q @ U)[:, :k], s[:k], Vt[:k])
