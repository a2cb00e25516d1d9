"""A test card: six pictures whose rank is known before anything is computed."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Card", "make_card"]


@dataclass(frozen=True)
class Card:
    """The card, its six parts by name, and the rank of each part."""

    image: np.ndarray
    parts: dict[str, np.ndarray]
    ranks: dict[str, int]

def make_card(n: int = 64, seed: int = 0) -> Card:
    """Draw the card of 2 x 3 parts, each n x n, with grey values from 0 to 255.

    Parameters
    ----------
    n : int
        Side of a part: a multiple of 16.
    seed : int
        Of the noise in the part "noise", the only random one.

    Returns
    -------
    Card
        `image` of shape (2 n, 3 n); `parts` and `ranks` with the keys "gradient" (rank 1), "bars" (1),
        "check" (2), "wave" (3), "edge" (n) and "noise" (n).

    Raises
    ------
    ValueError
        If `n` is not a positive multiple of 16.

    Notes
    -----
    Taught in "Case study: image compression".

    Examples
    --------
    >>> card = make_card(16)
    >>> np.linalg.matrix_rank(card.parts["check"]) == card.ranks["check"] == 2
    True
    """
    if n < 16 or n % 16:
        raise ValueError(f"n must be a positive multiple of 16, but it is {n}")
    i, j = np.arange(n)[:, None], np.arange(n)
    sign = 1 - 2 * (np.arange(n) // 8 % 2)               # +1 for eight pixels, -1 for the next eight
    parts = {
        "gradient": np.ones((n, 1)) * np.linspace(20, 235, n),
        "bars": np.ones((n, 1)) * np.where(j * j // n % 8 < 4, 40.0, 215.0),
        "check": 128 + 90.0 * np.outer(sign, sign),
        "wave": 128 + 90 * np.cos(2 * np.pi * (3 * i + 5 * j) / n),
        "edge": np.where(i <= j, 215.0, 40.0),
        "noise": np.random.default_rng(seed).uniform(20, 235, (n, n)),
    }
    ranks = {"gradient": 1, "bars": 1, "check": 2, "wave": 3, "edge": n, "noise": n}
    rows = list(parts.values())
    return Card(np.vstack([np.hstack(rows[:3]), np.hstack(rows[3:])]), parts, ranks)
