"""Two objectives with their gradients, for the chapters on optimisation."""

import numpy as np

from m4ds.validation import as_matrix, as_square, as_vector

__all__ = ["logistic_loss", "quadratic"]


def quadratic(A, b=None):
    """Return `f(x) = x'Ax/2 - b'x` and its gradient `Ax - b`.

    Parameters
    ----------
    A : array_like, shape (n, n)
        Symmetric.
    b : array_like, shape (n,), optional
        Zero by default.

    Returns
    -------
    f, grad : callable

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite symmetric matrix or `b` does not fit it.

    Examples
    --------
    >>> f, grad = quadratic(np.diag([1, 4]))
    >>> f(np.array([4, 1])), grad(np.array([4, 1]))
    (10.0, array([4., 4.]))
    """
    A = as_square(A, "A")
    b = np.zeros(len(A)) if b is None else as_vector(b, "b")
    if not np.allclose(A, A.T, rtol=1e-10, atol=1e-12 * abs(A).max()):
        raise ValueError("A must be symmetric: use (A + A.T) / 2, which has the same x'Ax")
    if len(b) != len(A):
        raise ValueError(f"b must have length {len(A)}, but it has length {len(b)}")
    return lambda x: float(x @ A @ x / 2 - b @ x), lambda x: A @ x - b


def logistic_loss(X, y):
    """Return the mean logistic loss of coefficients `w` on the data, and its gradient.

    ``f(w) = mean(log(1 + exp(z)) - y * z)`` with ``z = X @ w``, computed without overflow.

    Parameters
    ----------
    X : array_like, shape (n, p)
        One row an observation; put a column of ones in it for an intercept.
    y : array_like, shape (n,)
        Labels 0 and 1.

    Returns
    -------
    f, grad : callable
        Each call costs O(np).

    Raises
    ------
    TypeError, ValueError
        If the data is not finite, the lengths differ, or a label is neither 0 nor 1.

    See Also
    --------
    sklearn.linear_model.LogisticRegression : with `C=np.inf` it minimises the same function.

    Examples
    --------
    >>> f, grad = logistic_loss([[1.0], [1.0]], [0, 1])
    >>> round(f(np.zeros(1)), 6), grad(np.zeros(1))
    (0.693147, array([0.]))
    """
    X, y = as_matrix(X, "X"), as_vector(y, "y")
    if len(X) != len(y):
        raise ValueError(f"X has {len(X)} rows, but y has {len(y)} labels")
    if not np.isin(y, (0, 1)).all():
        raise ValueError("y must hold the labels 0 and 1 only")

    def f(w):
        z = X @ w
        return float(np.mean(np.logaddexp(0, z) - y * z))

    def grad(w):
        p = np.exp(-np.logaddexp(0, -(X @ w)))
        return X.T @ (p - y) / len(y)
    return f, grad
