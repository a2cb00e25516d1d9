"""Objectives that are means over rows, with gradients of any batch of rows.

Taught in the chapter "Stochastic gradients".
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_matrix, as_square, as_vector

__all__ = ["FiniteSum", "least_squares_sum", "logistic_sum", "quadratic_sum"]


@dataclass(frozen=True)
class FiniteSum:
    """The objective ``f = (f_1 + ... + f_n) / n``.

    Attributes
    ----------
    n : int
        How many rows.
    f : callable
        ``f(x, rows=None) -> float``: the mean of the chosen ``f_i``, of all by default.
    grad : callable
        ``grad(x, rows=None) -> ndarray`` of the shape of `x`: the gradient of that mean.
    L : float
        Every ``f_i`` is L-smooth; the largest of their constants.
    mu : float
        f is mu-strongly convex; 0 if that is not known.
    """

    n: int
    f: Callable
    grad: Callable
    L: float
    mu: float


def least_squares_sum(A, b) -> FiniteSum:
    """Return the mean of ``f_i(x) = (a_i @ x - b_i)**2 / 2`` over the rows a_i of `A`.

    Parameters
    ----------
    A : array_like, shape (n, d)
    b : array_like, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If the data is not finite or the lengths differ.

    See Also
    --------
    sklearn.linear_model.SGDRegressor : minimises the same function, row by row, with ``penalty=None``.

    Examples
    --------
    >>> total = least_squares_sum([[1.0], [2.0]], [1.0, 4.0])
    >>> total.grad(np.zeros(1)), total.grad(np.zeros(1), [1]), total.L, total.mu
    (array([-4.5]), array([-8.]), 4.0, 2.5)
    """
    A, b = _rows(A, b, "A", "b")

    def f(x, rows=None):
        M, c = (A, b) if rows is None else (A[rows], b[rows])
        r = M @ x - c
        return float(r @ r / (2 * len(c)))

    def grad(x, rows=None):
        M, c = (A, b) if rows is None else (A[rows], b[rows])
        return M.T @ (M @ x - c) / len(c)
    smallest = np.linalg.eigvalsh(A.T @ A / len(A))[0]
    return FiniteSum(len(A), f, grad, float((A**2).sum(axis=1).max()), float(max(smallest, 0)))


def logistic_sum(X, y, ridge: float = 0.0) -> FiniteSum:
    """Return the mean of ``f_i(w) = log(1 + exp(z_i)) - y_i z_i + ridge (w @ w) / 2``, with ``z = X @ w``.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Put a column of ones in it for an intercept; the ridge then pulls at the intercept too.
    y : array_like, shape (n,)
        Labels 0 and 1.
    ridge : float
        At least 0. It makes f strongly convex.

    Raises
    ------
    TypeError, ValueError
        If the data is not finite, the lengths differ, a label is neither 0 nor 1, or `ridge` is negative.

    See Also
    --------
    sklearn.linear_model.SGDClassifier : with ``loss="log_loss"`` and ``alpha=ridge`` (its intercept is free).

    Examples
    --------
    >>> total = logistic_sum([[1.0], [3.0]], [0, 1])
    >>> total.grad(np.zeros(1)), total.grad(np.zeros(1), [0]), total.L
    (array([-0.5]), array([0.5]), 2.25)
    """
    X, y = _rows(X, y, "X", "y")
    if not ((y == 0) | (y == 1)).all():
        raise ValueError("y must hold the labels 0 and 1 only")
    if not 0 <= ridge < np.inf:
        raise ValueError(f"ridge must be at least 0 and finite, but it is {ridge}")

    def f(w, rows=None):
        M, c = (X, y) if rows is None else (X[rows], y[rows])
        z = M @ w
        return float(np.mean(np.logaddexp(0, z) - c * z) + ridge * (w @ w) / 2)

    def grad(w, rows=None):
        M, c = (X, y) if rows is None else (X[rows], y[rows])
        p = np.exp(-np.logaddexp(0, -(M @ w)))
        return M.T @ (p - c) / len(c) + ridge * w
    return FiniteSum(len(X), f, grad, float((X**2).sum(axis=1).max() / 4 + ridge), float(ridge))


def quadratic_sum(A, centres) -> FiniteSum:
    """Return the mean of ``f_i(x) = (x - c_i)' A (x - c_i) / 2``: equal bowls about different centres.

    Its minimum is the mean of the centres, and the noise of a batch is the same at every x.

    Parameters
    ----------
    A : array_like, shape (d, d)
        Symmetric, with positive eigenvalues.
    centres : array_like, shape (n, d)

    Raises
    ------
    TypeError, ValueError
        If an input is not finite, `A` is not symmetric with positive eigenvalues, or the shapes differ.

    Examples
    --------
    >>> total = quadratic_sum([[1.0]], [[1.0], [3.0], [8.0]])
    >>> total.grad(np.zeros(1)), total.grad(np.zeros(1), [2])
    (array([-4.]), array([-8.]))
    """
    A, centres = as_square(A, "A"), as_matrix(centres, "centres")
    if centres.shape[1] != len(A):
        raise ValueError(f"A has {len(A)} columns, but the centres have {centres.shape[1]} entries")
    values = np.linalg.eigvalsh(A)
    if not np.allclose(A, A.T, rtol=1e-10, atol=1e-12 * abs(A).max()) or values[0] <= 0:
        raise ValueError("A must be symmetric with positive eigenvalues")

    def f(x, rows=None):
        D = x - (centres if rows is None else centres[rows])
        return float(np.einsum("ij,jk,ik->", D, A, D) / (2 * len(D)))

    def grad(x, rows=None):
        return A @ (x - (centres if rows is None else centres[rows]).mean(axis=0))
    return FiniteSum(len(centres), f, grad, float(values[-1]), float(values[0]))


def _rows(A, b, first: str, second: str):
    A, b = as_matrix(A, first), as_vector(b, second)
    if len(A) != len(b):
        raise ValueError(f"{first} has {len(A)} rows, but {second} has {len(b)} entries")
    return A, b
