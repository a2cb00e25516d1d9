"""Look for a chord that runs below the graph: one is enough to refute convexity.

Taught in the chapter "Convexity".
"""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["Chord", "chord_gap", "chord_test"]


@dataclass(frozen=True)
class Chord:
    """Two points, a weight, and by how much the chord lies above the graph there (negative: below)."""

    x: np.ndarray
    y: np.ndarray
    t: float
    gap: float


def chord_gap(f, x, y, t) -> float:
    """Return ``(1 - t) f(x) + t f(y) - f((1 - t) x + t y)``, never negative if `f` is convex.

    Parameters
    ----------
    f : callable
        Takes a vector of shape (n,), returns a number.
    x, y : array_like, shape (n,)
    t : float in [0, 1]

    Returns
    -------
    float
        In the units of `f`.

    Raises
    ------
    TypeError, ValueError
        If `x` and `y` are not finite vectors of one length, `t` is not in [0, 1] or `f` returns no finite number.

    See Also
    --------
    chord_test : tries many chords.

    Examples
    --------
    >>> chord_gap(lambda x: x @ x, [0, 0], [2, 0], 0.5)
    1.0
    """
    x, y, t = as_vector(x, "x"), as_vector(y, "y"), float(as_finite_array(t, "t"))
    if len(x) != len(y):
        raise ValueError(f"x and y must have the same length, but they have {len(x)} and {len(y)} entries")
    if not 0 <= t <= 1:
        raise ValueError(f"t must lie between 0 and 1, but it is {t}")
    left, right, between = (_value(f, p) for p in (x, y, (1 - t) * x + t * y))
    return (1 - t) * left + t * right - between


def chord_test(f, lower, upper, *, chords: int = 2000, seed: int = 0, rtol: float = 1e-9) -> Chord | None:
    """Draw random chords in a box and return the one that runs furthest below the graph, or None.

    Parameters
    ----------
    f : callable
        Takes a vector of shape (n,), returns a number.
    lower, upper : array_like, shape (n,)
        Corners of the box, ``lower < upper`` in each coordinate.
    chords : int
        How many to draw, at least 1.
    seed : int
        Of the generator; the same seed gives the same chords.
    rtol : float
        A gap counts as negative if it is below ``-rtol`` times the largest of the three values it is made of:
        differences of that size may be rounding.

    Returns
    -------
    Chord or None
        A counterexample to convexity, or None. None is no proof: see Notes.

    Raises
    ------
    TypeError, ValueError
        If the corners are not finite vectors that span a box, `chords` is below 1, `rtol` is negative, or `f`
        returns no finite number in the box.

    See Also
    --------
    cvxpy.Expression.is_convex : proves convexity, from rules, for expressions built with that package.

    Notes
    -----
    ``3 * chords`` values of `f`. The lengths of the chords are spread over three powers of ten, since long chords
    step over small dents and short ones see no slow bend. A dent narrower than the gaps between the points is
    missed.

    Examples
    --------
    >>> chord_test(lambda x: x @ x, [-1, -1], [1, 1]) is None
    True
    >>> chord_test(lambda x: x[0] * x[1], [-1, -1], [1, 1]).gap < -0.1
    True
    """
    lower, upper = as_vector(lower, "lower"), as_vector(upper, "upper")
    if len(lower) != len(upper) or not (lower < upper).all():
        raise ValueError("lower and upper must have one length, and lower must be below upper in each entry")
    if chords < 1:
        raise ValueError(f"chords must be at least 1, but it is {chords}")
    if rtol < 0:
        raise ValueError(f"rtol must not be negative, but it is {rtol}")
    rng, worst = np.random.default_rng(seed), None
    for _ in range(chords):
        x, end = rng.uniform(lower, upper), rng.uniform(lower, upper)
        y, t = x + 10 ** rng.uniform(-3, 0) * (end - x), rng.uniform(0, 1)
        values = [_value(f, p) for p in (x, y, (1 - t) * x + t * y)]
        gap = (1 - t) * values[0] + t * values[1] - values[2]
        if gap < -rtol * max(map(abs, values)) and (worst is None or gap < worst.gap):
            worst = Chord(x, y, t, gap)
    return worst


def _value(f, x) -> float:
    value = as_finite_array(f(x), "f(x)")
    if value.size != 1:
        raise ValueError(f"f(x) must be one number, but it has shape {value.shape}")
    return float(value.item())
