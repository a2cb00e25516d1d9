"""Rents of flats whose truth is known: columns that go together, unequal noise, and one confounder.

Taught in the chapter "Linear-model inference and regularisation".
"""

from dataclasses import dataclass

import numpy as np

__all__ = ["COLUMNS", "TRUTH", "Flats", "rent_sd", "rented_flats", "true_rent"]

COLUMNS = ("area", "rooms", "age", "distance", "balcony", "renovated")
TRUTH = {"constant": 180.0, "area": 9.0, "rooms": 15.0, "age": -1.5, "distance": -14.0, "balcony": 45.0,
         "renovated": 90.0}    # euros a month; per m2, room, year, km; for a balcony; for a renovation


@dataclass(frozen=True)
class Flats:
    """A row of `table` for each flat, with the columns `COLUMNS`; `rent` in euros a month; `extra` says nothing."""

    table: np.ndarray
    rent: np.ndarray
    extra: np.ndarray

    def column(self, name: str) -> np.ndarray:
        """Return one column by its name.

        Examples
        --------
        >>> rented_flats(4, seed=1).column("rooms")
        array([3., 3., 3., 2.])
        """
        return self.table[:, COLUMNS.index(name)]


def true_rent(table):
    """Return the expected rent in euros a month of flats with the columns `COLUMNS`.

    Examples
    --------
    >>> true_rent([[60, 2, 40, 3, 1, 0]])                 # 180 + 540 + 30 - 60 - 42 + 45
    array([693.])
    """
    return TRUTH["constant"] + np.asarray(table, dtype=float) @ np.array([TRUTH[name] for name in COLUMNS])


def rent_sd(table):
    """Return the standard deviation of the rent: it grows with the square of the area, and more with a balcony.

    Examples
    --------
    >>> rent_sd([[60, 2, 40, 3, 0, 0], [60, 2, 40, 3, 1, 0]])
    array([ 56., 112.])
    """
    table = np.asarray(table, dtype=float)
    return (20 + table[:, 0] ** 2 / 100) * (1 + table[:, COLUMNS.index("balcony")])


def rented_flats(n: int = 300, seed: int = 0, extra: int = 0) -> Flats:
    """Draw `n` flats: rooms follow the area, balconies are commoner in renovated flats, large rents scatter more.

    Parameters
    ----------
    n : int
        How many flats, at least one.
    seed : int
        The same seed gives the same arrays.
    extra : int
        So many more columns, standard normal, that have nothing to do with the rent.

    Raises
    ------
    ValueError
        If `n` is not positive or `extra` is negative.

    Notes
    -----
    Renovation is the confounder: it raises the rent and goes with a balcony (40 % against 10 %).

    Examples
    --------
    >>> flats = rented_flats(5, seed=1, extra=3)
    >>> flats.table.shape, flats.rent.shape, flats.extra.shape
    ((5, 6), (5,), (5, 3))
    """
    if n < 1 or extra < 0:
        raise ValueError(f"n must be at least 1 and extra at least 0, but they are {n} and {extra}")
    rng = np.random.default_rng(seed)
    area = np.round(np.clip(rng.gamma(9.0, 7.0, n), 22, 150), 0)
    rooms = np.clip(np.round(area / 24 + rng.normal(0, 0.4, n)), 1, 6)
    age = np.round(rng.uniform(1, 100, n))
    distance = np.round(rng.gamma(3.0, 1.5, n), 1)
    renovated = (rng.uniform(size=n) < 0.4).astype(float)
    balcony = (rng.uniform(size=n) < 0.1 + 0.3 * renovated).astype(float)
    table = np.column_stack([area, rooms, age, distance, balcony, renovated])
    rent = np.round(true_rent(table) + rent_sd(table) * rng.normal(size=n), 0)
    return Flats(table, rent, rng.normal(size=(n, extra)))
