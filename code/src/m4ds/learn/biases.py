"""The model without taste: overall mean, plus what each row and each column adds."""

from dataclasses import dataclass

import numpy as np

from m4ds.learn.als import as_penalty
from m4ds.learn.entries import Entries

__all__ = ["Biases", "fit_biases"]


@dataclass(frozen=True)
class Biases:
    """Prediction for row i and column j: `mean + row[i] + col[j]`."""

    mean: float
    row: np.ndarray
    col: np.ndarray

    def predict(self, rows, cols) -> np.ndarray:
        """Return the predicted entries at the given places."""
        return self.mean + self.row[rows] + self.col[cols]


def fit_biases(known: Entries, lam: float, tol: float = 1e-9, max_iter: int = 1000) -> Biases:
    """Fit an offset for each row and column, shrunk towards 0 by a ridge.

    The overall mean is that of the known entries. The offsets minimise the squared errors plus `lam` times the squared
    offsets. For fixed column offsets, that of a row is the sum of what is left in it, divided by (count + lam).

    Parameters
    ----------
    known : Entries
    lam : float
        Above 0: as if each row and column had `lam` further entries without any deviation.
    tol : float
        Stop when no offset moves by more than `tol` times the largest deviation from the mean.
    max_iter : int

    Returns
    -------
    Biases
        A row or column without known entries has offset 0.

    Raises
    ------
    ValueError
        If `lam` is not above 0, or the offsets still move after `max_iter` rounds.

    See Also
    --------
    sklearn.linear_model.Ridge : on one indicator column for each row and column of the table.

    Notes
    -----
    Taught in "Matrix factorisation".

    Examples
    --------
    >>> fit = fit_biases(Entries.from_table([[5, 4], [3, np.nan]]), 1)
    >>> fit.mean, fit.predict([1], [1]).round(2)
    (4.0, array([3.29]))
    """
    lam = as_penalty(lam)
    m, n = known.shape
    mean = known.values.mean()
    left = known.values - mean
    row, col = np.zeros(m), np.zeros(n)
    counts = np.bincount(known.rows, minlength=m), np.bincount(known.cols, minlength=n)
    for _ in range(max_iter):
        before = row, col
        row = np.bincount(known.rows, left - col[known.cols], m) / (counts[0] + lam)
        col = np.bincount(known.cols, left - row[known.rows], n) / (counts[1] + lam)
        moved = max(np.abs(row - before[0]).max(), np.abs(col - before[1]).max())
        if moved <= tol * np.abs(left).max():
            return Biases(float(mean), row, col)
    raise ValueError(f"the offsets still move after {max_iter} rounds: raise max_iter or lam")
