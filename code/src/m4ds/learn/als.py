"""A table with holes as a product of two thin factors: alternating least squares."""

from dataclasses import dataclass

import numpy as np

from m4ds.learn.entries import Entries
from m4ds.linalg.svd import as_rank
from m4ds.validation import as_matrix

__all__ = ["Factors", "als", "factor_loss", "half_step"]


@dataclass(frozen=True)
class Factors:
    """P of shape (m, r), Q of shape (n, r); `losses` holds the objective at the start and after each half step."""

    P: np.ndarray
    Q: np.ndarray
    losses: np.ndarray

    def predict(self, rows, cols) -> np.ndarray:
        """Return the predicted entries at the given places."""
        return np.einsum("kr,kr->k", self.P[rows], self.Q[cols])


def half_step(known: Entries, Q, lam: float) -> np.ndarray:
    """Return the factors P of the rows that are best for fixed factors Q of the columns.

    Row i solves its own ridge problem: minimise the sum of (x_ij - p . q_j)^2 over its known entries, plus lam |p|^2.

    Parameters
    ----------
    known : Entries
        Of a table of shape (m, n).
    Q : array_like, shape (n, r)
    lam : float
        Above 0. Then the answer is unique, and a row without known entries gets 0.

    Returns
    -------
    ndarray, shape (m, r)

    Raises
    ------
    TypeError, ValueError
        If Q is not a finite matrix with a row for each column of the table, or lam is not above 0.

    See Also
    --------
    sklearn.linear_model.Ridge : the same problem for one row.

    Notes
    -----
    O(N r^2 + m r^3) for N known entries. Taught in "Matrix factorisation".

    Examples
    --------
    >>> known = Entries.from_table([[5, 4, np.nan]])
    >>> half_step(known, [[1], [0.8], [0.48]], 0.41).round(6)
    array([[4.]])
    """
    Q, lam = as_matrix(Q, "Q"), as_penalty(lam)
    if len(Q) != known.shape[1]:
        raise ValueError(f"Q must have {known.shape[1]} rows, one for each column of the table, but has {len(Q)}")
    m, r = known.shape[0], Q.shape[1]
    gram, right = np.zeros((m, r, r)), np.zeros((m, r, 1))
    order = np.argsort(known.rows, kind="stable")
    ends = np.cumsum(np.bincount(known.rows, minlength=m))
    for i, mine in enumerate(np.split(order, ends[:-1])):
        Qi = Q[known.cols[mine]]
        gram[i] = Qi.T @ Qi
        right[i, :, 0] = Qi.T @ known.values[mine]
    return np.linalg.solve(gram + lam * np.eye(r), right)[:, :, 0]


def factor_loss(known: Entries, P, Q, lam: float) -> float:
    """Return the objective: squared errors of the known entries, plus lam times the squared entries of both factors."""
    P, Q = as_matrix(P, "P"), as_matrix(Q, "Q")
    errors = known.values - np.einsum("kr,kr->k", P[known.rows], Q[known.cols])
    return float(errors @ errors + lam * (np.sum(P**2) + np.sum(Q**2)))


def als(known: Entries, r: int, lam: float, rng: np.random.Generator, n_iter: int = 20, start=None) -> Factors:
    """Factor a table with holes by alternating half steps, rows first.

    Parameters
    ----------
    known : Entries
        Of a table of shape (m, n).
    r : int
        Number of factors, 1 <= r <= min(m, n).
    lam : float
        Weight of the ridge on both factors, above 0.
    rng : numpy.random.Generator
        Draws the starting Q with normal entries of variance 1 / r; the result depends on it.
    n_iter : int
        Each iteration is two half steps.
    start : array_like, shape (n, r), optional
        The starting Q, instead of a random one.

    Returns
    -------
    Factors

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described.

    See Also
    --------
    implicit.als, pyspark.ml.recommendation.ALS : the professional routines; the second scales lam by the counts.

    References
    ----------
    Koren, Bell and Volinsky (2009), Matrix factorization techniques for recommender systems.

    Notes
    -----
    The objective never increases; the limit need not be its least value. Taught in "Matrix factorisation".

    Examples
    --------
    >>> known = Entries.from_table([[2, 4, np.nan], [np.nan, 6, 9], [1, 2, 3]])
    >>> found = als(known, 1, 1e-6, np.random.default_rng(0), 50)
    >>> found.predict([0, 1], [2, 0]).round(3)
    array([6., 3.])
    """
    r, lam = as_rank(r, min(known.shape)), as_penalty(lam)
    Q = rng.normal(0, r**-0.5, (known.shape[1], r)) if start is None else as_matrix(start, "start")
    if Q.shape != (known.shape[1], r):
        raise ValueError(f"start must have shape {(known.shape[1], r)}, but it has {Q.shape}")
    turned = Entries(known.cols, known.rows, known.values, known.shape[::-1])
    P, losses = np.zeros((known.shape[0], r)), []
    losses.append(factor_loss(known, P, Q, lam))
    for _ in range(n_iter):
        P = half_step(known, Q, lam)
        losses.append(factor_loss(known, P, Q, lam))
        Q = half_step(turned, P, lam)
        losses.append(factor_loss(known, P, Q, lam))
    return Factors(P, Q, np.array(losses))


def as_penalty(lam) -> float:
    """Return `lam` as a float above 0, or say what is wrong with it."""
    lam = float(lam)
    if not 0 < lam < np.inf:
        raise ValueError(f"lam must be above 0 and finite, but it is {lam}")
    return lam
