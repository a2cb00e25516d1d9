"""Logistic regression by iteratively reweighted least squares, with a proof when there is no maximum.

Taught in the chapter "GLMs and logistic regression".
"""

import numpy as np

from m4ds.optim.lp import simplex_lp
from m4ds.stats.glm import BERNOULLI, GLMFit, glm_irls
from m4ds.validation import as_finite_array, as_matrix, as_vector

__all__ = ["Separation", "largest_log_likelihood", "logistic_irls", "separating_direction"]

BESIDE = 1e-9         # of the longest row: nearer to the plane than this counts as on it


class Separation(ArithmeticError):
    """The labels are separated, so the likelihood has no maximum. `direction` is one along which it never falls."""

    def __init__(self, direction):
        super().__init__("the labels are separated: the likelihood rises for ever along "
                         f"{np.array2string(direction, precision=4)}; give lam > 0, or more data")
        self.direction = direction


def logistic_irls(X, y, *, lam=0.0, offset=0.0) -> GLMFit:
    """Fit the log odds of y = 1 as ``offset + X @ coef``, by Newton's method from zero.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Independent columns; give a column of ones for an intercept.
    y : array_like, shape (n,)
        0 or 1; or shares in between, such as smoothed labels.
    lam : float or array_like, shape (d,)
        Ridge penalty, as in `glm_irls`: ``[0, lam, ...]`` spares the intercept.
    offset : float or array_like, shape (n,)
        Log odds that are known already.

    Returns
    -------
    GLMFit
        For labels 0 and 1 the deviance is minus twice the log-likelihood.

    Raises
    ------
    Separation
        If there is no penalty and the labels are separated; it carries the direction.
    TypeError, ValueError, ArithmeticError
        As `glm_irls`.

    See Also
    --------
    statsmodels.api.Logit : without penalty, with tests.
    sklearn.linear_model.LogisticRegression : with a penalty by default; its C is 1 / lam.

    Notes
    -----
    O(n d^2) a step. Complete separation is seen as soon as a step separates; the other kind by a linear program.

    References
    ----------
    Albert and Anderson, "On the existence of maximum likelihood estimates in logistic regression models",
    Biometrika 71 (1984).

    Examples
    --------
    >>> logistic_irls([[1, 0], [1, 0], [1, 1], [1, 1]], [0.5, 0, 1, 0.5]).coef.round(4)
    array([-1.0986,  2.1972])
    """
    X, y, lam = as_matrix(X, "X"), as_vector(y, "y"), as_finite_array(lam, "lam")
    labels = len(y) == len(X) and bool(np.isin(y, (0, 1)).all())
    sides = 2 * y - 1
    free = labels and not lam.any() and not np.any(offset)

    def watch(b):
        if free and (sides * (X @ b) > BESIDE * np.linalg.norm(X, axis=1) * np.linalg.norm(b)).all():
            raise Separation(b / np.abs(b).max())
    try:
        return glm_irls(X, y, BERNOULLI, offset=offset, lam=lam, watch=watch)
    except Separation:
        raise
    except ArithmeticError:
        direction = separating_direction(X, y) if labels and not lam.any() else None
        if direction is None:
            raise
        raise Separation(direction) from None


def separating_direction(X, y):
    """Return a d with ``X @ d >= 0`` where y is 1, ``<= 0`` where y is 0, not all zero; None if there is none.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like, shape (n,)
        0 or 1.

    Returns
    -------
    ndarray, shape (d,), or None
        Its largest entry is 1 in size. With independent columns, the likelihood of a logistic regression has a
        maximum exactly if the answer is None.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not finite, do not fit, or y holds other values than 0 and 1.

    See Also
    --------
    scipy.optimize.linprog

    Notes
    -----
    The linear program: maximise the sum of ``s_i x_i . d`` under ``s_i x_i . d >= 0`` and ``-1 <= d <= 1``, with
    s_i = 1 or -1. The tableau has n + d rows: for thousands of rows take `scipy.optimize.linprog`.

    Examples
    --------
    >>> separating_direction([[1, 2], [1, 3], [1, 5]], [0, 1, 0]) is None
    True
    >>> separating_direction([[1, -1], [1, 0], [1, 0], [1, 1]], [0, 0, 1, 1])
    array([0., 1.])
    """
    X, y = as_matrix(X, "X"), as_vector(y, "y")
    if y.shape != (len(X),) or not np.isin(y, (0, 1)).all():
        raise ValueError(f"y must hold {len(X)} labels 0 or 1, one for each row of X")
    size = np.abs(X).max(axis=0)
    size[size == 0] = 1.0
    S = (2 * y - 1)[:, None] * X / size
    n, d = S.shape                                    # direction = u - 1 with 0 <= u <= 2
    found = simplex_lp(S.sum(axis=0), np.vstack([-S, np.eye(d)]), np.append(-S.sum(axis=1), np.full(d, 2.0)))
    direction = found.x - 1
    if S.sum(axis=0) @ direction <= BESIDE * n:
        return None
    direction = direction / size
    return direction / np.abs(direction).max()


def largest_log_likelihood(X, y) -> float:
    """Return the supremum of the log-likelihood, also where no coefficients reach it.

    Along a separating direction the rows beside the plane come to contribute nothing; those on it are left, and the
    question is asked of them again.

    Parameters
    ----------
    X : array_like, shape (n, d)
    y : array_like, shape (n,)
        0 or 1.

    Returns
    -------
    float
        At most 0; it is 0 for completely separated labels.

    Raises
    ------
    TypeError, ValueError
        As `separating_direction`.

    Examples
    --------
    >>> largest_log_likelihood([[1, 0], [1, 1], [1, 2]], [0, 0, 1])
    0.0
    >>> round(largest_log_likelihood([[1, 0], [1, 1], [1, 1], [1, 2]], [0, 0, 1, 1]), 4)
    -1.3863
    """
    X, y = as_matrix(X, "X"), as_vector(y, "y")
    try:
        return logistic_irls(X, y).log_likelihood
    except Separation as found:
        beside = np.abs(X @ found.direction)
        on = beside <= BESIDE * beside.max()
    if not on.any():
        return 0.0
    _, values, axes = np.linalg.svd(X[on], full_matrices=False)     # the rows left, in as few columns as they need
    axes = axes[values > BESIDE * values.max()]
    return largest_log_likelihood(X[on] @ axes.T, y[on]) if len(axes) else on.sum() * float(np.log(0.5))
