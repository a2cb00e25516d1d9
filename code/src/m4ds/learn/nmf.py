"""Non-negative matrix factorisation by the multiplicative updates of Lee and Seung."""

import numpy as np

from m4ds.validation import as_matrix

__all__ = ["nmf_mu"]


def nmf_mu(X, r: int, rng: np.random.Generator, n_iter: int = 200):
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

    Returns
    -------
    W : ndarray of shape (m, r)
    H : ndarray of shape (r, n)
    losses : ndarray of shape (n_iter + 1,)
        The squared Frobenius norm of X - W H before the first and after each iteration; it never increases.

    Raises
    ------
    ValueError
        If X has a negative entry or r is not from 1 to min(m, n).

    See Also
    --------
    sklearn.decomposition.NMF : ``NMF(r, solver="mu")``.

    References
    ----------
    Lee and Seung (2001), Algorithms for non-negative matrix factorization.

    Notes
    -----
    O(m n r) time an iteration. The proof that the loss does not increase is in "Case study: image compression".

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
    scale = np.sqrt(X.mean() / r)
    W = scale * rng.uniform(0.1, 1.9, (X.shape[0], r))
    H = scale * rng.uniform(0.1, 1.9, (r, X.shape[1]))
    losses = [np.sum((X - W @ H) ** 2)]
    for _ in range(n_iter):
        W = W * _ratio(X @ H.T, W @ (H @ H.T))
        H = H * _ratio(W.T @ X, (W.T @ W) @ H)
        losses.append(np.sum((X - W @ H) ** 2))
    return W, H, np.array(losses)


def _ratio(above, below):
    """Divide; where `below` is 0 the entry no longer matters, and becomes 0."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)
