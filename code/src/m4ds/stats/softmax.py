"""Logistic regression for several classes, by Newton's method.

Taught in the chapter "GLMs and logistic regression".
"""

from dataclasses import dataclass

import numpy as np

from m4ds.calculus.softmax import softmax
from m4ds.foundations.stable import logsumexp
from m4ds.stats.logistic import Separation
from m4ds.validation import as_finite_array, as_matrix

__all__ = ["SoftmaxFit", "softmax_hessian", "softmax_regression"]

MAX_STEPS = 30
SEEN = 1e-22


@dataclass(frozen=True)
class SoftmaxFit:
    """`coef` (k, d), one row for each of the sorted `classes`, with column sums zero; the rest as in `GLMFit`."""

    classes: np.ndarray
    coef: np.ndarray
    fitted: np.ndarray
    log_likelihood: float
    path: np.ndarray

    def probabilities(self, X) -> np.ndarray:
        """Return the chance of each class for each row of X, shape (n, k)."""
        return softmax(as_matrix(X, "X") @ self.coef.T)


def softmax_regression(X, y, *, lam=0.0) -> SoftmaxFit:
    """Fit chances that are the softmax of scores, one linear score ``X @ coef[c]`` for each class.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Independent columns; give a column of ones for an intercept.
    y : array_like, shape (n,)
        Labels of at least two classes: numbers or strings.
    lam : float or array_like, shape (d,)
        Not negative: the objective loses half the sum of ``lam @ coef[c]**2`` over the classes.

    Returns
    -------
    SoftmaxFit
        Adding one vector to all rows of `coef` changes no chance; of all these the rows that add up to zero are
        returned.

    Raises
    ------
    Separation
        If there is no penalty and a step gives each row's own class the strictly largest score.
    ArithmeticError
        If the steps do not arrive.
    TypeError, ValueError
        If the arguments are not finite, do not fit, hold one class alone or depend on each other.

    See Also
    --------
    sklearn.linear_model.LogisticRegression : its C is 1 / lam; its intercept is not penalised.

    Notes
    -----
    The Hessian has k d rows: O(n k^2 d^2) a step. It is singular along the moves that change nothing; the shortest
    solution of the Newton system leaves them out.

    References
    ----------
    Bishop, *Pattern Recognition and Machine Learning* (2006), section 4.3.4.

    Examples
    --------
    >>> fit = softmax_regression([[1], [1], [1], [1]], ["a", "b", "c", "c"])
    >>> fit.fitted[0].round(6)
    array([0.25, 0.25, 0.5 ])
    """
    X = as_matrix(X, "X")
    y = np.asarray(y)
    if y.shape != (len(X),):
        raise ValueError(f"y must hold {len(X)} labels, one for each row of X, but it has shape {y.shape}")
    classes, index = np.unique(y, return_inverse=True)
    lam = as_finite_array(lam, "lam")
    if len(classes) < 2 or lam.shape not in {(X.shape[1],), ()} or (lam < 0).any():
        raise ValueError("softmax_regression needs two classes, and lam not negative, one number or one a column")
    size = np.linalg.norm(X, axis=0)
    if not size.all() or (not lam.all() and np.linalg.matrix_rank(X / size) < X.shape[1]):
        raise ValueError("the columns of X depend on each other: leave one out")
    Z, lam = X / size, np.broadcast_to(lam, X.shape[1]) / size**2
    Y = np.eye(len(classes))[index]

    def value(B):
        scores = Z @ B.T
        return float(np.sum(scores[np.arange(len(Z)), index] - logsumexp(scores)) - (lam * B**2).sum() / 2)
    B = np.zeros((len(classes), X.shape[1]))
    path, now = [B / size], value(B)
    for _ in range(MAX_STEPS):
        scores = Z @ B.T
        others = np.where(Y == 1, -np.inf, scores).max(axis=1)
        if not lam.any() and (scores[Y == 1] > others + 1e-9 * np.abs(scores).max()).all():
            raise Separation(B / size / np.abs(B / size).max())
        P = softmax(scores)
        g = (Y - P).T @ Z - lam * B
        H = softmax_hessian(Z, P) + np.diag(np.tile(lam, len(classes)))
        step = np.linalg.lstsq(H, g.ravel(), rcond=None)[0].reshape(B.shape)
        decrement, after = np.sum(g * step), value(B + step)
        while not after >= now - 1e-12 * (1 + abs(now)) and np.linalg.norm(step) > 1e-10:
            step, after = step / 2, value(B + step / 2)
        B, now = B + step, after
        path.append(B / size)
        if decrement <= SEEN * (1 + abs(now)):
            break
    else:
        raise ArithmeticError("the steps do not arrive: the likelihood has no maximum, or only very far away")
    return SoftmaxFit(classes, B / size, softmax(Z @ B.T), now + float((lam * B**2).sum() / 2), np.array(path))


def softmax_hessian(X, P) -> np.ndarray:
    """Return minus the Hessian of the log-likelihood, shape (k d, k d), coefficients class by class.

    Parameters
    ----------
    X : array_like, shape (n, d)
    P : array_like, shape (n, k)
        The chances of the classes.

    Returns
    -------
    ndarray, shape (k d, k d)
        Its block (a, b) is the sum over the rows of ``p_a ([a = b] - p_b) x x'``: positive semidefinite.

    Raises
    ------
    TypeError, ValueError
        If an argument is not a finite matrix, or their numbers of rows differ.

    Examples
    --------
    >>> softmax_hessian([[2.0]], [[0.5, 0.5]])
    array([[ 1., -1.],
           [-1.,  1.]])
    """
    X, P = as_matrix(X, "X"), as_matrix(P, "P")
    if len(X) != len(P):
        raise ValueError(f"X and P must have the same number of rows, but have {len(X)} and {len(P)}")
    k, d = P.shape[1], X.shape[1]
    H = np.empty((k, d, k, d))
    for a in range(k):
        for b in range(a, k):
            block = (X * (P[:, a] * ((a == b) - P[:, b]))[:, None]).T @ X
            H[a, :, b, :] = H[b, :, a, :] = block
    return H.reshape(k * d, k * d)
