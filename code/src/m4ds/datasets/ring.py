"""Points inside a ring of others: two classes that no line separates (chapter "Neural networks from scratch")."""

import numpy as np

__all__ = ["ring"]

GOLDEN = 2.399963229728653      # the angle between one point and the next


def ring(n: int = 40):
    """Return n points in the unit disc and n in the ring of radius 1.5 to 2.2, without any chance.

    Parameters
    ----------
    n : int
        At least 1.

    Returns
    -------
    X : ndarray, shape (2 n, 2)
    y : ndarray of int, shape (2 n,)
        1 inside, 0 in the ring.

    Raises
    ------
    ValueError
        If `n` is below 1.

    Examples
    --------
    >>> X, y = ring(3)
    >>> np.hypot(*X.T).round(2), y
    (array([0.41, 0.71, 0.91, 1.64, 1.88, 2.1 ]), array([1, 1, 1, 0, 0, 0]))
    """
    if n != int(n) or n < 1:
        raise ValueError(f"ring needs at least one point of each kind, not {n}")
    share, angle = (np.arange(n) + 0.5) / n, GOLDEN * np.arange(n)
    radius = np.sqrt(np.concatenate([share, 1.5**2 + (2.2**2 - 1.5**2) * share]))
    angle = np.concatenate([angle, angle + 1])
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), np.repeat([1, 0], n)
