"""Walk forward through a history: decide with the past, earn the next month, pay for trading.

Taught in "Case study: a portfolio of least risk".
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_matrix, as_vector

__all__ = ["Backtest", "drift", "walk_forward"]


@dataclass(frozen=True)
class Backtest:
    """What a rule would have earned.

    Attributes
    ----------
    weights : ndarray, shape (months, n)
        Held at the start of each month after the window, after trading.
    gross, net : ndarray, shape (months,)
        The return of each month before and after the cost of trading.
    turnover : ndarray, shape (months,)
        The value bought plus the value sold at the start of the month, as a fraction of wealth.
    """

    weights: np.ndarray
    gross: np.ndarray
    net: np.ndarray
    turnover: np.ndarray


def drift(weights, returns) -> np.ndarray:
    """Return the weights after a month without trading: ``w_i (1 + r_i) / (1 + w.r)``.

    Parameters
    ----------
    weights, returns : array_like, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If they are not finite vectors of one length, or wealth falls to 0 or below.

    Examples
    --------
    >>> drift([0.5, 0.5], [0.2, -0.2])
    array([0.6, 0.4])
    """
    w, r = as_vector(weights, "weights"), as_vector(returns, "returns")
    if len(w) != len(r):
        raise ValueError(f"returns must have length {len(w)}, but it has length {len(r)}")
    grown = w * (1 + r)
    wealth = grown.sum() + 1 - w.sum()          # what is not invested keeps its value
    if wealth <= 0:
        raise ValueError("the month leaves no wealth")
    return grown / wealth


def walk_forward(returns, rule: Callable, *, window: int = 60, every: int = 12, cost: float = 0.0) -> Backtest:
    """Return what `rule` earns if it sees at each decision the last `window` months and nothing else.

    Parameters
    ----------
    returns : array_like, shape (T, n)
        Simple returns a month, as fractions, oldest first.
    rule : callable
        From a read-only array of shape (window, n) to n weights.
    window : int
        From 1 to ``T - 1``.
    every : int
        Months between decisions. In between the weights drift.
    cost : float
        Per unit bought or sold, at least 0. The first purchase is free: all rules make one.

    Returns
    -------
    Backtest
        ``T - window`` months.

    Raises
    ------
    TypeError, ValueError
        If the input is not as described, or the rule's weights do not add up to 1.

    Notes
    -----
    The cost is taken from wealth at the start of the month: ``1 + net = (1 - cost * turnover)(1 + gross)``.

    Examples
    --------
    >>> back = walk_forward([[0, 0], [0.2, -0.2], [0, 0]], lambda past: [0.5, 0.5], window=1, every=1, cost=0.01)
    >>> back.turnover.round(12), back.net.round(12)
    (array([0. , 0.2]), array([ 0.   , -0.002]))
    """
    R = as_matrix(returns, "returns")
    T, n = R.shape
    if not 1 <= window < T:
        raise ValueError(f"window must be from 1 to {T - 1}, but it is {window}")
    if every < 1 or cost < 0:
        raise ValueError("every must be at least 1 and cost at least 0")
    if (R <= -1).any():
        raise ValueError("a return of -1 or less leaves nothing: give returns as fractions, 0.01 for one per cent")
    R = R.copy()
    R.setflags(write=False)
    weights, turnover, held = np.empty((T - window, n)), np.zeros(T - window), None
    for k, t in enumerate(range(window, T)):
        if k % every == 0:
            target = as_vector(rule(R[t - window:t]), "the rule's weights")
            if len(target) != n or abs(target.sum() - 1) > 1e-8:
                raise ValueError(f"the rule must return {n} weights that add up to 1")
            if held is not None:
                turnover[k] = np.abs(target - held).sum()
            held = target
        weights[k] = held
        held = drift(held, R[t])
    gross = (weights * R[window:]).sum(axis=1)
    return Backtest(weights, gross, (1 - cost * turnover) * (1 + gross) - 1, turnover)
