"""Non-negative matrix factorisation by the multiplicative updates of Lee and Seung."""

import numpy as np

from m4ds.validation import as_matrix

__all__ = ["nmf_mu"]


def nmf_mu(X, r: int, rng: np.random.Generator, n_iter: int = 200, weights=None):
    """Approximate a non-negative matrix X by W H with non-negative factors.

    Parameters
    ----------
    X : array_like of shape (m, n)
        Non-negative.
    r : int
        Number of columns of W and of rows of H.
    rng : numpy.random.Generator
        Draws the starting factors; the result depends on them.
    n_iter : int
        Number of updates of both factors.
    weights : array_like of shape (m, n), optional
        At least 0: how much each squared error counts. Zero at a hole, whose entry in X then does not matter.

    Returns
    -------
    W : ndarray of shape (m, r)
    H : ndarray of shape (r, n)
    losses : ndarray of shape (n_iter + 1,)
        The (weighted) sum of the squared entries of X - W H before the first and after each iteration; it never
        increases.

    Raises
    ------
    ValueError
        If X or a weight is negative, the shapes differ, or r is not from 1 to min(m, n).

    See Also
    --------
    sklearn.decomposition.NMF : ``NMF(r, solver="mu")``; it takes no weights.

    References
    ----------
    Lee and Seung (2001), Algorithms for non-negative matrix factorization.

    Notes
    -----
    O(m n r) time an iteration. The proof that the loss does not increase is in "Matrix factorisation".

    Examples
    --------
    >>> W, H, losses = nmf_mu([[1, 2], [2, 4]], 1, np.random.default_rng(0))
    >>> (W @ H).round(6)
    array([[1., 2.],
           [2., 4.]])
    """
    X = as_matrix(X, "X")
    if X.min() < 0:
        raise ValueError("X has a negative entry: NMF needs X >= 0")
    if int(r) != r or not 1 <= r <= min(X.shape):
        raise ValueError(f"r must be an integer from 1 to {min(X.shape)}, but it is {r}")
    V = np.ones(X.shape) if weights is None else as_matrix(weights, "weights")
    if V.shape != X.shape or V.min() < 0:
        raise ValueError(f"weights must be at least 0 and have the shape {X.shape} of X")
    scale = np.sqrt(np.average(X, weights=V) / r) if V.any() else 1.0
    W = scale * rng.uniform(0.1, 1.9, (X.shape[0], r))
    H = scale * rng.uniform(0.1, 1.9, (r, X.shape[1]))
    losses = [np.sum(V * (X - W @ H) ** 2)]
    for _ in range(n_iter):
        if weights is None:   # the small product first: W (H H') costs less than (W H) H'
            W = W * _ratio(X @ H.T, W @ (H @ H.T))
            H = H * _ratio(W.T @ X, (W.T @ W) @ H)
        else:
            W = W * _ratio((V * X) @ H.T, (V * (W @ H)) @ H.T)
            H = H * _ratio(W.T @ (V * X), W.T @ (V * (W @ H)))
        losses.append(np.sum(V * (X - W @ H) ** 2))
    return W, H, np.array(losses)


def _ratio(above, below):
    """Divide; where `below` is 0 the entry no longer matters, and becomes 0."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)
