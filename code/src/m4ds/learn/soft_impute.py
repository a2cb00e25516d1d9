"""Completing a table by shrinking its singular values: soft-impute."""

from dataclasses import dataclass

import numpy as np

from m4ds.learn.als import as_penalty
from m4ds.learn.entries import Entries
from m4ds.validation import as_matrix

__all__ = ["Completion", "shrink_singular_values", "soft_impute"]


@dataclass(frozen=True)
class Completion:
    """The completed table `Z`, its singular values `s`, and the objective at the start and after each step."""

    Z: np.ndarray
    s: np.ndarray
    losses: np.ndarray


def shrink_singular_values(Y, lam: float):
    """Return the matrix Z that minimises |Z - Y|_F^2 / 2 + lam * (sum of the singular values of Z), and its values.

    Each singular value of Y falls by `lam`, but not below 0; the singular vectors stay.

    Parameters
    ----------
    Y : array_like, shape (m, n)
    lam : float
        Above 0, in the units of `Y`.

    Returns
    -------
    Z : ndarray, shape (m, n)
    s : ndarray, shape (min(m, n),)

    Raises
    ------
    TypeError, ValueError
        If `Y` is not a finite matrix or `lam` is not above 0.

    See Also
    --------
    numpy.linalg.svd : does the work.

    Notes
    -----
    Taught in "Matrix factorisation".

    Examples
    --------
    >>> shrink_singular_values(np.diag([3, 1]), 1.5)[0]
    array([[1.5, 0. ],
           [0. , 0. ]])
    """
    lam = as_penalty(lam)
    U, s, Vt = np.linalg.svd(as_matrix(Y, "Y"), full_matrices=False)
    s = np.maximum(s - lam, 0.0)
    r = np.count_nonzero(s)
    return (U[:, :r] * s[:r]) @ Vt[:r], s


def soft_impute(known: Entries, lam: float, tol: float = 1e-6, max_iter: int = 1000, start=None) -> Completion:
    """Complete a table: fill its holes with the present guess, shrink the singular values, repeat.

    It minimises the squared errors of the known entries / 2 + lam * (sum of the singular values), which is convex.

    Parameters
    ----------
    known : Entries
    lam : float
        Above 0. The larger, the lower the rank; at the largest singular value of the zero-filled table the answer is 0.
    tol : float
        Stop when a step is at most `tol` times the Frobenius length of the table found.
    max_iter : int
        Stop after so many steps in any case.
    start : array_like, optional
        The first guess; the zero table if not given.

    Returns
    -------
    Completion

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described.

    See Also
    --------
    fancyimpute.SoftImpute, softImpute (an R package by the authors)

    References
    ----------
    Mazumder, Hastie and Tibshirani (2010), Spectral regularization algorithms for learning large incomplete matrices.

    Notes
    -----
    One SVD a step. Taught in "Matrix factorisation".

    Examples
    --------
    >>> known = Entries.from_table([[4, np.nan], [4, 4]])
    >>> soft_impute(known, 0.5).Z.round(2)
    array([[3.55, 3.22],
           [3.91, 3.55]])
    """
    lam = as_penalty(lam)
    Z = np.zeros(known.shape) if start is None else as_matrix(start, "start").copy()
    if Z.shape != known.shape:
        raise ValueError(f"start must have the shape {known.shape} of the table, but it has {Z.shape}")
    s = np.linalg.svd(Z, compute_uv=False)
    losses = [_loss(known, Z, s, lam)]
    for _ in range(max_iter):
        filled = Z.copy()
        filled[known.rows, known.cols] = known.values
        new, s = shrink_singular_values(filled, lam)
        moved, Z = np.linalg.norm(new - Z), new
        losses.append(_loss(known, Z, s, lam))
        if moved <= tol * np.linalg.norm(Z):
            break
    return Completion(Z, s, np.array(losses))


def _loss(known, Z, s, lam):
    errors = known.values - Z[known.rows, known.cols]
    return 0.5 * errors @ errors + lam * s.sum()
