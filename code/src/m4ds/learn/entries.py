"""The known entries of a table with holes: where they stand, and what they are."""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["Entries"]


@dataclass(frozen=True)
class Entries:
    """Known entries of an m x n table: `values[k]` stands in row `rows[k]` and column `cols[k]`.

    Parameters
    ----------
    rows, cols : array_like of int, shape (N,)
        Counted from 0.
    values : array_like, shape (N,)
    shape : tuple of int
        The size (m, n) of the whole table.

    Raises
    ------
    TypeError, ValueError
        If the three do not belong together, a place lies outside the table or is given twice, or a value is not finite.

    See Also
    --------
    scipy.sparse.coo_array : the same three arrays; it reads a missing entry as 0, and adds entries given twice.

    Notes
    -----
    Taught in "Matrix factorisation".

    Examples
    --------
    >>> known = Entries.from_table([[5, np.nan], [np.nan, 2]])
    >>> known.rows, known.cols, known.values
    (array([0, 1]), array([0, 1]), array([5., 2.]))
    """

    rows: np.ndarray
    cols: np.ndarray
    values: np.ndarray
    shape: tuple[int, int]

    def __post_init__(self):
        m, n = (int(s) for s in self.shape)
        rows, cols = as_places(self.rows, m, "rows"), as_places(self.cols, n, "cols")
        values = as_vector(self.values, "values")
        if not len(rows) == len(cols) == len(values):
            raise ValueError(f"rows, cols and values must be equally long: {len(rows)}, {len(cols)}, {len(values)}")
        if len(np.unique(rows * n + cols)) < len(rows):
            raise ValueError("the same place of the table is given twice")
        for name, value in (("rows", rows), ("cols", cols), ("values", values), ("shape", (m, n))):
            object.__setattr__(self, name, value)

    @classmethod
    def from_table(cls, table) -> "Entries":
        """Return the entries of a table in which NaN marks a hole."""
        table = np.asarray(table, dtype=float)
        if table.ndim != 2:
            raise ValueError(f"table must be a matrix (2-D), but it has shape {table.shape}")
        rows, cols = np.nonzero(~np.isnan(table))
        return cls(rows, cols, table[rows, cols], table.shape)

    def table(self, hole: float = np.nan) -> np.ndarray:
        """Return the whole table, with `hole` where nothing is known."""
        full = np.full(self.shape, float(hole))
        full[self.rows, self.cols] = self.values
        return full

    def take(self, which) -> "Entries":
        """Return the entries chosen by a mask or by positions, in a table of the same shape."""
        return Entries(self.rows[which], self.cols[which], self.values[which], self.shape)

    def with_values(self, values) -> "Entries":
        """Return other values at the same places, such as residuals."""
        return Entries(self.rows, self.cols, values, self.shape)

    def __len__(self) -> int:
        return len(self.values)


def as_places(places, size: int, name: str) -> np.ndarray:
    """Return `places` as integers from 0 to `size` - 1, or say what is wrong with them."""
    places = as_finite_array(places, name)
    if places.ndim != 1 or (places != np.floor(places)).any():
        raise ValueError(f"{name} must be a vector of integers")
    if places.min() < 0 or places.max() >= size:
        raise ValueError(f"{name} must lie between 0 and {size - 1}")
    return places.astype(int)
