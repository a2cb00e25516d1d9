"""Losses of a sample: value at risk and expected shortfall.

Taught in "Case study: a portfolio of least risk".
"""

import numpy as np

from m4ds.validation import as_vector

__all__ = ["expected_shortfall", "value_at_risk"]


def _losses(returns, level):
    losses = np.sort(-as_vector(returns, "returns"))
    if not 0 <= level < 1:
        raise ValueError(f"level must be from 0 to less than 1, but it is {level}")
    return losses


def value_at_risk(returns, level: float = 0.95) -> float:
    """Return the smallest number that the losses of the sample do not exceed with frequency at least `level`.

    Parameters
    ----------
    returns : array_like, shape (T,)
        A loss is a return with the other sign.
    level : float
        In [0, 1).

    Raises
    ------
    TypeError, ValueError
        If `returns` is not a finite vector, or the level is out of range.

    See Also
    --------
    numpy.quantile : ``method="inverted_cdf"``.

    Examples
    --------
    >>> value_at_risk([0.03, -0.01, -0.08, 0.02], 0.75)
    0.01
    """
    losses = _losses(returns, level)
    place = max(int(np.ceil(level * len(losses) - 1e-9)), 1)      # 0.95 * 20 must count as 19
    return float(losses[place - 1])


def expected_shortfall(returns, level: float = 0.95) -> float:
    """Return the mean of the worst share ``1 - level`` of the losses.

    The value at risk v counts with the part of it that completes the share: ``v + mean(max(loss - v, 0))/(1 - level)``.

    Parameters
    ----------
    returns, level
        As in `value_at_risk`.

    Raises
    ------
    TypeError, ValueError
        As `value_at_risk`.

    References
    ----------
    Rockafellar and Uryasev, Optimization of conditional value-at-risk, Journal of Risk 2, 2000.

    Examples
    --------
    >>> expected_shortfall([0.03, -0.01, -0.08, 0.02], 0.5)
    0.045
    """
    losses, v = _losses(returns, level), value_at_risk(returns, level)
    return float(v + np.maximum(losses - v, 0).mean() / (1 - level))
