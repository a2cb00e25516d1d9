"""Ridge regression for many penalties at once, from one singular value decomposition.

Taught in the chapter "Linear-model inference and regularisation".
"""

from dataclasses import dataclass

import numpy as np

from m4ds.linalg.least_squares import as_equations
from m4ds.validation import as_matrix, as_vector

__all__ = ["Path", "as_penalties", "ridge_path"]


@dataclass(frozen=True)
class Path:
    """A linear model for each penalty: `lams` (k,), `intercepts` (k,), `coefs` (k, p), degrees of freedom `df` (k,)."""

    lams: np.ndarray
    intercepts: np.ndarray
    coefs: np.ndarray
    df: np.ndarray

    def predict(self, X) -> np.ndarray:
        """Return the predictions for the rows of `X`, shape (k, rows).

        Examples
        --------
        >>> ridge_path([[0], [2]], [1, 5], [0, 2]).predict([[3]])
        array([[7.],
               [5.]])
        """
        X = as_matrix(X, "X")
        if X.shape[1] != self.coefs.shape[1]:
            raise ValueError(f"X must have {self.coefs.shape[1]} columns, but it has {X.shape[1]}")
        return self.intercepts[:, None] + self.coefs @ X.T


def ridge_path(X, y, lams) -> Path:
    """Minimise ``|y - b0 - X b|^2 + lam |b|^2`` for each penalty; the constant b0 is free.

    Parameters
    ----------
    X : array_like, shape (n, p)
        Without the column of ones. The penalty depends on the units of the columns: standardise first.
    y : array_like, shape (n,)
    lams : array_like, shape (k,)
        At least 0; at 0 the shortest least-squares solution.

    Returns
    -------
    Path
        `df` counts the constant: 1 + sum of s^2 / (s^2 + lam) over the singular values of the centred table.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not finite and of fitting shapes, or a penalty is negative.

    See Also
    --------
    sklearn.linear_model.Ridge : the same objective, one penalty at a time.
    m4ds.linalg.weighted.ridge_lstsq : by more rows, with no free constant.

    References
    ----------
    A. E. Hoerl and R. W. Kennard, Technometrics 12(1), 1970.

    Examples
    --------
    >>> path = ridge_path([[0], [2]], [1, 5], [0, 2])
    >>> path.coefs[:, 0].round(12), path.intercepts.round(12), path.df.round(12)
    (array([2., 1.]), array([1., 2.]), array([2. , 1.5]))
    """
    X, y = as_equations(X, y)
    lams = as_penalties(lams)
    mean, level = X.mean(axis=0), y.mean()
    U, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    keep = s > max(X.shape) * np.finfo(float).eps * s.max() if s.max() > 0 else s > 0
    U, s, Vt = U[:, keep], s[keep], Vt[keep]
    shrunk = s / (s**2 + lams[:, None])
    coefs = (shrunk * (U.T @ (y - level))) @ Vt
    return Path(lams, level - coefs @ mean, coefs, 1 + (shrunk * s).sum(axis=1))


def as_penalties(lams) -> np.ndarray:
    """Return `lams` as a vector of penalties, none of them negative."""
    lams = as_vector(lams, "lams")
    if (lams < 0).any():
        raise ValueError(f"lams must not be negative, but the least is {lams.min()}")
    return lams
