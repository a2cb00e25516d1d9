"""Linear programs: the simplex method with Bland's rule (chapter "Constraints, duality, sparsity")."""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_matrix, as_vector

__all__ = ["LPSolution", "simplex_lp"]

TINY = 1e-9


@dataclass(frozen=True)
class LPSolution:
    """A best vertex of a linear program and its shadow prices.

    Attributes
    ----------
    x : ndarray, shape (n,)
        The vertex.
    y : ndarray, shape (m,)
        The shadow prices: the solution of the dual program.
    value : float
        ``c @ x``, which is also ``b @ y``.
    vertices : ndarray, shape (k, n)
        The vertices that the method visited, from the first feasible one; a degenerate step repeats one.
    """

    x: np.ndarray
    y: np.ndarray
    value: float
    vertices: np.ndarray


def simplex_lp(c, A, b) -> LPSolution:
    """Maximise ``c @ x`` subject to ``Ax <= b`` and ``x >= 0``.

    Slack variables turn the inequalities into equations. If the origin is not feasible, a first phase looks for a
    vertex. Bland's rule (of all candidates the one with the smallest index) rules out cycles.

    Parameters
    ----------
    c : array_like, shape (n,)
    A : array_like, shape (m, n)
    b : array_like, shape (m,)
        Of any sign.

    Returns
    -------
    LPSolution

    Raises
    ------
    TypeError, ValueError
        If the input is not finite or does not fit together; or if no point meets the constraints ("infeasible") or
        the objective has no largest value ("unbounded").

    See Also
    --------
    scipy.optimize.linprog : minimises, takes equations and bounds, and solves large sparse programs.

    References
    ----------
    Dantzig (1951); Bland (1977), "New finite pivoting rules for the simplex method".

    Examples
    --------
    >>> s = simplex_lp([3, 5], [[1, 0], [0, 2], [3, 2]], [4, 12, 18])
    >>> s.x, s.y, s.value
    (array([2., 6.]), array([0. , 1.5, 1. ]), 36.0)
    """
    c, A, b = as_vector(c, "c"), as_matrix(A, "A"), as_vector(b, "b")
    m, n = A.shape
    if len(c) != n or len(b) != m:
        raise ValueError(f"c and b must have lengths {n} and {m}, but they have {len(c)} and {len(b)}")
    rows = np.abs(A).max(axis=1)
    rows[rows == 0] = 1.0                       # one scale a row, so that "zero" means the same everywhere
    size = np.abs(b / rows).max() or 1.0
    T = np.hstack([A / rows[:, None], np.eye(m), (b / rows / size)[:, None]])
    basis = list(range(n, n + m))
    if (T[:, -1] < 0).any():
        T, basis = _first_vertex(T, basis)
    scale = np.abs(c).max() or 1.0
    row = np.concatenate([c / scale, np.zeros(m + 1)])
    T, row, basis, path = _climb(T, row, basis, n)
    x = path[-1] * size
    y = np.maximum(-row[n:n + m], 0) * scale / rows
    return LPSolution(x, y, float(c @ x), np.array(path) * size)


def _climb(T, row, basis, n):
    """Pivot until no reduced profit is positive. `row` holds the profits, `T` the equations with right sides."""
    row = row - row[basis] @ T
    path = [_vertex(T, basis, n)]
    while True:
        better = np.flatnonzero(row[:-1] > TINY)
        if not len(better):
            return T, row, basis, path
        entering = int(better[0])
        column = T[:, entering]
        rising = np.flatnonzero(column > TINY)
        if not len(rising):
            raise ValueError("unbounded: the objective grows without end; is a constraint missing?")
        ratio = np.maximum(T[rising, -1], 0) / column[rising]
        ties = rising[ratio <= ratio.min() + 1e-12]
        leaving = int(min(ties, key=lambda i: basis[i]))
        T = _pivot(T, leaving, entering)
        row = row - row[entering] * T[leaving]
        basis[leaving] = entering
        path.append(_vertex(T, basis, n))


def _first_vertex(T, basis):
    """Return a feasible tableau: one artificial variable for each negative right side, driven to zero."""
    m, width = T.shape[0], T.shape[1] - 1
    T = T.copy()
    negative = np.flatnonzero(T[:, -1] < 0)
    T[negative] *= -1
    extra = np.zeros((m, len(negative)))
    extra[negative, range(len(negative))] = 1
    T = np.hstack([T[:, :-1], extra, T[:, -1:]])
    for k, i in enumerate(negative):
        basis[i] = width + k
    row = np.zeros(T.shape[1])
    row[width:-1] = -1
    T, row, basis, _ = _climb(T, row, basis, width)
    if row[-1] > 1e-8:
        raise ValueError("infeasible: no point meets all the constraints")
    for i in range(m):                          # an artificial variable may stay in the basis, at zero
        if basis[i] >= width:
            entering = int(np.abs(T[i, :width]).argmax())
            T = _pivot(T, i, entering)
            basis[i] = entering
    return np.hstack([T[:, :width], T[:, -1:]]), basis


def _pivot(T, i, j):
    T = T.copy()
    T[i] /= T[i, j]
    others = np.arange(len(T)) != i
    T[others] -= np.outer(T[others, j], T[i])
    return T


def _vertex(T, basis, n):
    x = np.zeros(T.shape[1] - 1)
    x[basis] = T[:, -1]
    return np.maximum(x[:n], 0)
