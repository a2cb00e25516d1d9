"""Stochastic gradients whose noise dies out: variance reduction (chapter "Stochastic gradients")."""

import numpy as np

from m4ds.optim.stochastic import Run
from m4ds.optim.sums import FiniteSum
from m4ds.validation import as_vector

__all__ = ["svrg", "svrg_factor"]


@np.errstate(all="ignore")
def svrg(total: FiniteSum, x0, step: float, inner: int, *, rounds: int, rng) -> Run:
    """Correct the gradient of one row by what that row said at a snapshot, where the full gradient is known.

    A round computes the full gradient at the snapshot w, then takes `inner` steps
    ``x <- x - step * (grad_i(x) - grad_i(w) + grad(w))`` from w with independent rows i. The mean of the points at
    which these gradients were taken is the next snapshot.

    Parameters
    ----------
    total : FiniteSum
        The objective, as from `m4ds.optim.sums`.
    x0 : array_like, shape (d,)
    step : float
        Positive; 1 / (10 L) for the theorem.
    inner : int
        Steps of a round, at least 1; 50 L / mu for the theorem.
    rounds : int
        At least 1.
    rng : numpy.random.Generator

    Returns
    -------
    Run
        Its points are the snapshots. A round computes ``n + 2 * inner`` gradients of single rows.

    Raises
    ------
    TypeError, ValueError
        If `x0` is not a finite vector or a number is out of its range.
    ArithmeticError
        If the point stops being finite: the step is too long.

    See Also
    --------
    sklearn.linear_model.LogisticRegression : ``solver="saga"``, a relative of this method.

    References
    ----------
    Johnson and Zhang, "Accelerating stochastic gradient descent using predictive variance reduction", NIPS (2013).

    Examples
    --------
    >>> from m4ds.optim.sums import least_squares_sum
    >>> total = least_squares_sum([[1.0], [2.0], [1.0]], [1.0, 4.0, 3.0])
    >>> svrg(total, [0.0], 0.05, 40, rounds=30, rng=np.random.default_rng(0)).x.round(6)
    array([2.])
    """
    snapshot = as_vector(x0, "x0").copy()
    if not 0 < step < np.inf or inner < 1 or rounds < 1:
        raise ValueError("svrg needs a positive, finite step, and at least one inner step and one round")
    points, rows_read = [snapshot], [0]
    for _ in range(rounds):
        full, x, seen = total.grad(snapshot), snapshot, np.zeros_like(snapshot)
        for i in rng.integers(0, total.n, inner):
            seen = seen + x
            x = x - step * (total.grad(x, [i]) - total.grad(snapshot, [i]) + full)
        snapshot = seen / inner
        if not np.isfinite(snapshot).all():
            raise ArithmeticError("the point is no longer finite: take smaller steps")
        points.append(snapshot)
        rows_read.append(rows_read[-1] + total.n + 2 * inner)
    return Run(np.array(points), np.array(rows_read))


def svrg_factor(L: float, mu: float, step: float, inner: int) -> float:
    """Return the factor by which a round of `svrg` lowers the expected error, according to its theorem.

    Parameters
    ----------
    L, mu : float
        Every ``f_i`` is convex and L-smooth, f is mu-strongly convex.
    step, inner
        As for `svrg`. The theorem needs ``step < 1 / (2 L)``.

    Raises
    ------
    ValueError
        If a number is out of its range.

    Examples
    --------
    >>> svrg_factor(10, 1, 0.01, 500)
    0.5
    """
    if not (0 < mu <= L and 0 < step < 1 / (2 * L) and inner >= 1):
        raise ValueError("the factor needs 0 < mu <= L, 0 < step < 1 / (2 L) and at least one inner step")
    room = 1 - 2 * L * step
    return float(1 / (mu * step * room * inner) + 2 * L * step / room)
