"""Quadratic programs: the KKT system for equations, and the active-set method for inequalities.

Taught in the chapter "Constraints, duality, sparsity".
"""

from dataclasses import dataclass

import numpy as np

from m4ds.linalg.symmetric import as_symmetric
from m4ds.validation import as_matrix, as_vector

__all__ = ["QPSolution", "active_set_qp", "kkt_qp"]

RANK = 1e-10      # of the largest entry of R: below it a row counts as a combination of the others
CURVATURE = 1e-13  # of the largest entry: below it a direction counts as flat


@dataclass(frozen=True)
class QPSolution:
    """The minimum of a quadratic program and the certificate that it is one.

    Attributes
    ----------
    x : ndarray, shape (n,)
        The minimiser.
    nu : ndarray, shape (m,)
        Multipliers of the equations.
    lam : ndarray, shape (k,)
        Multipliers of the inequalities, at least 0; 0 for those that are not in the working set.
    active : tuple of int
        The inequalities of the last working set.
    points : ndarray, shape (steps + 1, n)
        The start and the point after each step.
    """

    x: np.ndarray
    nu: np.ndarray
    lam: np.ndarray
    active: tuple[int, ...]
    points: np.ndarray


def kkt_qp(P, q, A, b):
    """Minimise ``x'Px/2 + q'x`` subject to ``Ax = b``.

    Solves ``Px + q + A'nu = 0, Ax = b``: a particular solution of the equations and a basis Z of the null space of
    `A` from QR, then ``Z'PZ`` by Cholesky. O(n^3).

    Parameters
    ----------
    P : array_like, shape (n, n)
        Symmetric, positive definite on the null space of `A`; it need not be so elsewhere.
    q : array_like, shape (n,)
    A : array_like, shape (m, n)
        Its rows are independent.
    b : array_like, shape (m,)

    Returns
    -------
    x : ndarray, shape (n,)
    nu : ndarray, shape (m,)
        The derivative of the least value with respect to `b` is ``-nu``.

    Raises
    ------
    TypeError, ValueError
        If the input is not finite or does not fit together, the rows of `A` are dependent, or `P` is not positive
        definite on the null space of `A` (the objective then has no single minimum there).

    See Also
    --------
    scipy.optimize.minimize : `method="SLSQP"` also takes inequalities and curved constraints.

    References
    ----------
    Nocedal and Wright, *Numerical Optimization* (2006), chapter 16.

    Examples
    --------
    >>> kkt_qp(2 * np.eye(2), [0, 0], [[1, 2]], [5])
    (array([1., 2.]), array([-2.]))
    """
    P, q, A, b = _program(P, q, A, b)
    return _equality(P, q, A, b)


def active_set_qp(P, q, A, b, G, h, x0, *, max_steps=1000) -> QPSolution:
    """Minimise ``x'Px/2 + q'x`` subject to ``Ax = b`` and ``Gx <= h``, from the feasible point `x0`.

    Keeps a working set of inequalities that are treated as equations. A step goes to the minimum on them, or as far
    as the first other inequality allows, which then joins. At the minimum, an inequality with a negative multiplier
    leaves. Each step costs one `kkt_qp`.

    Parameters
    ----------
    P : array_like, shape (n, n)
        Symmetric positive definite.
    q : array_like, shape (n,)
    A, b : array_like, shapes (m, n) and (m,), or None
        The equations, with independent rows; None for none.
    G, h : array_like, shapes (k, n) and (k,)
        The inequalities.
    x0 : array_like, shape (n,)
        Meets all constraints to 1e-9 of their size.
    max_steps : int
        The largest number of steps.

    Returns
    -------
    QPSolution

    Raises
    ------
    TypeError, ValueError
        As `kkt_qp`; or if `x0` is not feasible.
    ArithmeticError
        If `max_steps` do not suffice.

    See Also
    --------
    scipy.optimize.minimize : `method="SLSQP"`.

    References
    ----------
    Nocedal and Wright, *Numerical Optimization* (2006), section 16.5.

    Examples
    --------
    >>> s = active_set_qp(np.eye(2), [-3, 1], None, None, -np.eye(2), [0, 0], [1, 1])
    >>> s.x, s.lam, s.active
    (array([3., 0.]), array([0., 1.]), (1,))
    """
    n = len(as_vector(q, "q"))
    A, b = (np.zeros((0, n)), np.zeros(0)) if A is None else (A, b)
    P, q, A, b = _program(P, q, A, b)
    G, h, x = as_matrix(G, "G"), as_vector(h, "h"), as_vector(x0, "x0").copy()
    if G.shape != (len(h), n) or len(x) != n:
        raise ValueError(f"G, h and x0 must have shapes (k, {n}), (k,) and ({n},), but they have "
                         f"{G.shape}, {h.shape} and {x.shape}")
    slack = 1e-9 * (np.abs(G) @ np.abs(x) + np.abs(h))
    if (G @ x > h + slack).any() or (np.abs(A @ x - b) > 1e-9 * (np.abs(A) @ np.abs(x) + np.abs(b))).any():
        raise ValueError("x0 does not meet the constraints: give a feasible start, for example from a linear program")
    work, points = [], [x]
    for _ in range(max_steps):
        target, multipliers = _equality(P, q, np.vstack([A, G[work]]), np.concatenate([b, h[work]]))
        step = target - x
        if np.linalg.norm(step) <= 1e-11 * (np.linalg.norm(x) + np.linalg.norm(target)):
            x = points[-1] = target
            lam = multipliers[len(b):]
            scale = 1e-10 * (np.abs(multipliers).max(initial=0) + np.abs(q).max())
            wrong = [i for i, value in zip(work, lam, strict=True) if value < -scale]
            if not wrong:
                full = np.zeros(len(h))
                full[work] = np.maximum(lam, 0)
                return QPSolution(x, multipliers[:len(b)], full, tuple(sorted(work)), np.array(points))
            work.remove(min(wrong, key=lambda i: (lam[work.index(i)], i)))
            continue
        t, first = _room(G, h, x, step, work)
        x = x + t * step
        points.append(x)
        if first is not None:
            work.append(first)
    raise ArithmeticError(f"the working set still changes after {max_steps} steps: raise max_steps, or look for "
                          "constraints that repeat each other")


def _room(G, h, x, step, work):
    """Return how far along `step` all inequalities outside `work` hold (at most 1), and which stops it."""
    rate = G @ step
    rate[work] = 0
    closing = np.flatnonzero(rate > 1e-12 * np.linalg.norm(G, axis=1) * np.linalg.norm(step))
    if not len(closing):
        return 1.0, None
    room = np.maximum(h[closing] - G[closing] @ x, 0) / rate[closing]
    k = int(room.argmin())
    return (float(room[k]), int(closing[k])) if room[k] < 1 else (1.0, None)


def _program(P, q, A, b):
    P, q = as_symmetric(P, "P"), as_vector(q, "q")
    if np.size(b):
        A, b = as_matrix(A, "A"), as_vector(b, "b")
    if P.shape != (len(q), len(q)) or A.shape != (len(b), len(q)):
        raise ValueError(f"P, q, A and b must have shapes (n, n), (n,), (m, n) and (m,), but they have {P.shape}, "
                         f"{q.shape}, {A.shape} and {b.shape}")
    return P, q, A, b


def _equality(P, q, A, b):
    m = len(b)
    Q, R = np.linalg.qr(A.T, mode="complete")
    R = R[:m]
    if m > len(q) or (m and np.abs(np.diag(R)).min() <= RANK * np.abs(R).max()):
        raise ValueError("the rows of A are dependent: drop the equations that the others imply, or that contradict")
    Y, Z = Q[:, :m], Q[:, m:]
    x = Y @ np.linalg.solve(R.T, b)
    if m < len(q):
        H = Z.T @ P @ Z
        try:
            L = np.linalg.cholesky(H)
        except np.linalg.LinAlgError:
            L = np.zeros((1, 1))
        if np.diag(L).min() ** 2 <= CURVATURE * np.abs(P).max():
            raise ValueError("P must be positive definite on the null space of A: along some feasible direction the "
                             "objective does not curve upwards, so there is no single minimum")
        x = x - Z @ np.linalg.solve(L.T, np.linalg.solve(L, Z.T @ (P @ x + q)))
    return x, np.linalg.solve(R, -Y.T @ (P @ x + q))
