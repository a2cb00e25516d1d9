"""ReLU networks of one number: where they bend, and one through given points.

Taught in the chapter "Neural networks from scratch".
"""

import numpy as np

from m4ds.validation import as_vector

__all__ = ["interpolating_network", "kinks"]


def interpolating_network(x, y):
    """Return ``(w, b, a, c)`` such that ``c + a @ relu(w * t + b)`` is the broken line through the points.

    Parameters
    ----------
    x : array_like, shape (m + 1,)
        Increasing, m >= 1.
    y : array_like, shape (m + 1,)

    Returns
    -------
    w, b, a : ndarray, shape (m,)
        One unit a piece: unit k switches on at ``x[k]``.
    c : float
        The value at and left of ``x[0]``. Right of ``x[m]`` the last piece goes on.

    Raises
    ------
    TypeError, ValueError
        If `x` does not increase or the lengths differ.

    See Also
    --------
    numpy.interp : the same values between ``x[0]`` and ``x[m]``.

    Examples
    --------
    >>> w, b, a, c = interpolating_network([0, 1, 2], [0, 1, 0])
    >>> a, float(c + a @ np.maximum(w * 1.5 + b, 0))
    (array([ 1., -2.]), 0.5)
    """
    x, y = as_vector(x, "x"), as_vector(y, "y")
    if x.shape != y.shape or len(x) < 2 or (np.diff(x) <= 0).any():
        raise ValueError("x must increase, with at least two entries, and y must be equally long")
    slopes = np.diff(y) / np.diff(x)
    return np.ones(len(slopes)), -x[:-1], np.diff(slopes, prepend=0.0), float(y[0])


def kinks(w, b, a) -> np.ndarray:
    """Return where ``c + a @ relu(w * t + b)`` changes its slope, in increasing order.

    Parameters
    ----------
    w, b, a : array_like, shape (m,)

    Returns
    -------
    ndarray, shape (k,)
        k <= m. Units that bend at the same place are joined; they may cancel.

    Raises
    ------
    TypeError, ValueError
        If the lengths differ.

    Examples
    --------
    >>> kinks([1, 1, 2], [0, -1, -2], [1, 3, 1]), kinks([1, -1], [0, 0], [1, -1])     # |t| bends, t does not
    (array([0., 1.]), array([], dtype=float64))
    """
    w, b, a = as_vector(w, "w"), as_vector(b, "b"), as_vector(a, "a")
    if not w.shape == b.shape == a.shape:
        raise ValueError("w, b and a must be equally long")
    bends = w != 0
    places, jumps = 0.0 - b[bends] / w[bends], a[bends] * np.abs(w[bends])
    found = [(t, jumps[places == t].sum()) for t in np.unique(places)]
    return np.array([t for t, jump in found if jump != 0])
