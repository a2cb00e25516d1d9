r"""A check of a differential that somebody worked out by hand, for functions of numbers, vectors and matrices.

Taught in the chapter "Hessians and matrix calculus".
"""

from typing import NamedTuple

import numpy as np

from m4ds.calculus.derivatives import CUBE_ROOT
from m4ds.linalg.symmetric import as_symmetric
from m4ds.validation import as_finite_array

__all__ = ["DifferentialCheck", "check_differential"]


class DifferentialCheck(NamedTuple):
    """What `check_differential` found: the largest relative error, and the direction in which it occurs."""

    error: float
    direction: np.ndarray


def check_differential(f, df, x, *, symmetric: bool = False, trials: int = 8, seed: int = 0) -> DifferentialCheck:
    r"""Compare a claimed differential with central differences in random directions.

    Parameters
    ----------
    f : callable
        `f(x)` is a number or an array, three times differentiable near `x`.
    df : callable
        `df(x, e)`, claimed to be the differential of `f` at `x` applied to the step `e`: linear in `e`, with the shape
        of ``f(x)``. For a gradient `G`, give ``lambda x, e: np.sum(G(x) * e)``.
    x : array_like
        The point: a number, a vector or a matrix, in general position (random entries).
    symmetric : bool
        Only try symmetric steps; `x` must then be a symmetric matrix.
    trials : int
        How many directions, at least 1.
    seed : int
        Of the directions.

    Returns
    -------
    DifferentialCheck
        `error` is the largest difference of an entry, divided by the largest entry of all differentials compared; 0 if
        all are zero. About 1e-9 says correct, above 1e-4 a mistake. `direction` is the step where it occurs.

    Raises
    ------
    TypeError, ValueError
        If `x`, a value or a claim is not made of finite real numbers, a claim has another shape than the values, `x`
        is not symmetric though it should be, or `trials` is below 1.

    See Also
    --------
    m4ds.calculus.gradients.check_grad : entry by entry, for a function of a vector with one value.

    Notes
    -----
    Taught in "Hessians and matrix calculus". Two calls of `f` and one of `df` a trial, whatever the size of `x`. The
    step has the length 6e-6 times ``max(1, largest entry of x)``. A wrong linear map agrees with the right one on a
    random direction with probability 0.

    Examples
    --------
    >>> A = np.array([[2.0, 1.0], [0.5, 3.0]])
    >>> check_differential(np.linalg.inv, lambda X, E: -np.linalg.inv(X) @ E @ np.linalg.inv(X), A).error < 1e-8
    True
    >>> check_differential(np.linalg.inv, lambda X, E: -np.linalg.inv(X @ X) @ E, A).error > 1e-2
    True
    """
    x = as_symmetric(x, "x") if symmetric else as_finite_array(x, "x")
    if trials < 1:
        raise ValueError("trials must be at least 1")
    rng, h = np.random.default_rng(seed), CUBE_ROOT * max(1.0, np.abs(x).max())
    size, worst, where = 0.0, -1.0, None
    for _ in range(trials):
        e = rng.normal(size=x.shape)
        e = e + e.T if symmetric else e
        e = e / np.linalg.norm(e)
        numeric = (_array(f(x + h * e), "what f returns") - _array(f(x - h * e), "what f returns")) / (2 * h)
        claimed = _array(df(x.copy(), e.copy()), "what df returns")
        if claimed.shape != numeric.shape:
            raise ValueError(f"df must return the shape {numeric.shape} of f(x), but it returns {claimed.shape}")
        size = max(size, np.abs(numeric).max(), np.abs(claimed).max())
        gap = float(np.abs(numeric - claimed).max())
        if gap > worst:
            worst, where = gap, e
    return DifferentialCheck(float(worst / (size or 1.0)), where)


def _array(value, name: str) -> np.ndarray:
    return np.asarray(as_finite_array(value, name))
