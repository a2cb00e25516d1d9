"""Two numbers for bad days: value at risk and expected shortfall. Losses are positive.

Taught in the chapter "Monte Carlo and bootstrap".
"""

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["expected_shortfall", "value_at_risk"]


def value_at_risk(losses, level: float = 0.99):
    """Return the loss that is not exceeded in the share `level` of the cases: a quantile.

    Parameters
    ----------
    losses : array_like, shape (n,) or (b, n)
        Losses as positive numbers, gains as negative ones. Of a table, each row is a sample.
    level : float
        Between 0 and 1.

    Returns
    -------
    float, or ndarray of shape (b,)
        The smallest loss x in the sample such that at least the share `level` of the losses is at most x.

    Raises
    ------
    TypeError, ValueError
        If losses are empty, not finite or of another shape, or level is not between 0 and 1.

    See Also
    --------
    numpy.quantile : with ``method="inverted_cdf"``.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. O(n log n) to sort.

    Examples
    --------
    >>> value_at_risk([3, -1, 10, 0, 2], 0.8)
    3.0
    """
    ordered, k = _sorted(losses, level)
    return _plain(ordered[..., k - 1])


def expected_shortfall(losses, level: float = 0.99):
    """Return the mean loss over the worst ``1 - level`` of the cases.

    Parameters
    ----------
    losses, level
        As for `value_at_risk`.

    Returns
    -------
    float, or ndarray of shape (b,)
        If n (1 - level) is not whole, the loss at the border counts with the fraction that is left.

    Raises
    ------
    TypeError, ValueError
        As `value_at_risk`.

    See Also
    --------
    value_at_risk : the border.

    Notes
    -----
    Chapter: Monte Carlo and bootstrap. At least the value at risk, and the smallest value of
    ``c + mean(maximum(losses - c, 0)) / (1 - level)`` over c.

    References
    ----------
    R. T. Rockafellar and S. Uryasev, Optimization of conditional value-at-risk, Journal of Risk 2, 2000.

    Examples
    --------
    >>> expected_shortfall([3, -1, 10, 0, 2], 0.8), round(expected_shortfall([3, -1, 10, 0, 2], 0.7), 4)
    (10.0, 7.6667)
    """
    ordered, k = _sorted(losses, level)
    border = ordered[..., k - 1]
    beyond = (ordered[..., k:] - border[..., None]).sum(axis=-1) / ordered.shape[-1]
    return _plain(border + beyond / (1 - level))


def _sorted(losses, level: float) -> tuple[np.ndarray, int]:
    losses = as_finite_array(losses, "losses")
    if losses.ndim not in (1, 2):
        raise ValueError(f"losses must be a vector or a table of samples, but have shape {losses.shape}")
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, but it is {level}")
    k = max(1, int(np.ceil(level * losses.shape[-1] - 1e-9)))
    return np.sort(losses, axis=-1), k


def _plain(x):
    return float(x) if np.ndim(x) == 0 else x
