"""Principal component analysis: the directions along which a table varies most.

Taught in the chapter "PCA and random projections".
"""

import numpy as np

from m4ds.linalg.svd import as_rank, fix_signs
from m4ds.validation import as_matrix

__all__ = ["PCA", "covariance"]

EPS = np.finfo(float).eps


def covariance(X) -> np.ndarray:
    """Return the sample covariance matrix of the columns of a table, with the divisor n - 1.

    Parameters
    ----------
    X : array_like, shape (n, d)
        A row an observation, at least two of them.

    Returns
    -------
    ndarray, shape (d, d)
        Symmetric positive semidefinite; the entry (i, j) has the unit of column i times that of column j.

    Raises
    ------
    TypeError, ValueError
        If `X` is not a finite table with at least two rows.

    See Also
    --------
    numpy.cov : the same, with the columns in the rows.

    Examples
    --------
    >>> covariance([[2, 1], [4, 3], [6, 2]])
    array([[4., 1.],
           [1., 1.]])
    """
    X = _as_table(X)
    centred = X - X.mean(axis=0)
    return centred.T @ centred / (len(X) - 1)


class PCA:
    """Principal component analysis by the SVD of the centred table.

    Parameters
    ----------
    n_components : int or None
        How many directions to keep, at most min(n, d); None keeps min(n, d).
    whiten : bool
        If true, `transform` divides each score by its standard deviation on the table of `fit`.

    Attributes
    ----------
    mean_ : ndarray, shape (d,)
    components_ : ndarray, shape (k, d)
        Orthonormal rows, by falling variance. The entry of largest size in each row is positive.
    explained_variance_ : ndarray, shape (k,)
        Variance of the scores, with the divisor n - 1.
    explained_variance_ratio_ : ndarray, shape (k,)
        The same as a share of the total variance; zeros if the table does not vary beyond rounding.
    singular_values_ : ndarray, shape (k,)
        Of the centred table.
    n_components_ : int

    Raises
    ------
    TypeError, ValueError
        From `fit`, if `X` is not a finite table with at least two rows, or `n_components` is not an integer
        from 1 to min(n, d); from `fit` with `whiten`, if a kept direction has no variance beyond rounding;
        from the other methods, if the number of columns differs from that of `fit`.
    RuntimeError
        If a method is called before `fit`.

    See Also
    --------
    sklearn.decomposition.PCA : the same names and signs; also randomised and out-of-memory variants.

    Notes
    -----
    O(n d min(n, d)) time. Columns are centred, never scaled: bring them to comparable units first.

    References
    ----------
    Jolliffe, *Principal Component Analysis*, second edition, chapters 2 and 3.

    Examples
    --------
    >>> pca = PCA(n_components=1).fit([[2, 1], [4, 3], [6, 2]])
    >>> pca.components_.round(4), pca.explained_variance_ratio_.round(4)
    (array([[0.9571, 0.2898]]), array([0.8606]))
    """

    def __init__(self, n_components: int | None = None, whiten: bool = False):
        self.n_components, self.whiten = n_components, whiten

    def fit(self, X, y=None) -> "PCA":
        """Learn mean, directions and variances from the rows of `X`; `y` is ignored, as in scikit-learn."""
        X = _as_table(X)
        k = min(X.shape) if self.n_components is None else as_rank(self.n_components, min(X.shape))
        self.mean_ = X.mean(axis=0)
        centred = X - self.mean_
        U, s, Vt = np.linalg.svd(centred, full_matrices=False)
        V, s, _ = fix_signs(Vt.T, s, U.T)
        # a constant column centres to rounding errors: nothing below this level is variation
        floor = max(X.shape) * EPS * max(np.abs(X).max(), s[0])
        if self.whiten and s[k - 1] <= floor:
            raise ValueError(f"direction {k} has no variance beyond rounding, so it cannot be whitened: "
                             f"take n_components of at most {int((s > floor).sum())}")
        variance = s**2 / (len(X) - 1)
        total = variance.sum()
        self.n_components_ = k
        self.components_ = V[:, :k].T
        self.singular_values_ = s[:k]
        self.explained_variance_ = variance[:k]
        self.explained_variance_ratio_ = variance[:k] / total if s[0] > floor else np.zeros(k)
        return self

    def transform(self, X) -> np.ndarray:
        """Return the scores of the rows of `X`, shape (m, k)."""
        scores = self._centred(X) @ self.components_.T
        return scores / np.sqrt(self.explained_variance_) if self.whiten else scores

    def fit_transform(self, X, y=None) -> np.ndarray:
        """Fit, and return the scores of the same rows."""
        return self.fit(X).transform(X)

    def inverse_transform(self, scores) -> np.ndarray:
        """Return the points of the fitted affine subspace that have these scores, shape (m, d)."""
        self._check_fitted()
        scores = as_matrix(scores, "scores")
        if scores.shape[1] != self.n_components_:
            raise ValueError(f"scores must have {self.n_components_} columns, but it has shape {scores.shape}")
        if self.whiten:
            scores = scores * np.sqrt(self.explained_variance_)
        return scores @ self.components_ + self.mean_

    def squared_residuals(self, X) -> np.ndarray:
        """Return the squared distance of each row of `X` from the fitted subspace, shape (m,): its Q statistic.

        Examples
        --------
        >>> pca = PCA(n_components=1).fit([[1, 0], [2, 0], [3, 0]])
        >>> pca.squared_residuals([[7, 2], [0, -1]])
        array([4., 1.])
        """
        centred = self._centred(X)
        rest = centred - (centred @ self.components_.T) @ self.components_
        return (rest**2).sum(axis=1)

    def _centred(self, X):
        self._check_fitted()
        X = as_matrix(X, "X")
        if X.shape[1] != len(self.mean_):
            raise ValueError(f"X must have the {len(self.mean_)} columns of fit, but it has shape {X.shape}")
        return X - self.mean_

    def _check_fitted(self):
        if not hasattr(self, "components_"):
            raise RuntimeError("this PCA is not fitted: call fit first")


def _as_table(X):
    X = as_matrix(X, "X")
    if len(X) < 2:
        raise ValueError("X must have at least two rows: one row has no variance")
    return X
