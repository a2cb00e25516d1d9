"""Standard errors of a function of means, by the delta method."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from m4ds.calculus.gradients import grad_fd
from m4ds.calculus.sensitivity import propagate
from m4ds.validation import as_vector

__all__ = ["Ratio", "delta_se", "ratio_of_means"]


class Ratio(NamedTuple):
    """A ratio of two means and its standard error."""

    value: float
    se: float


def delta_se(g: Callable, mean, covariance) -> float:
    """Return the first-order standard error of g(mean), from the covariance matrix of the estimated means.

    Parameters
    ----------
    g : callable
        ``g(x) -> float`` for a vector x, differentiable near `mean`.
    mean : array_like, shape (n,)
        The estimates.
    covariance : array_like, shape (n, n)
        Of the *estimates*: for means of m independent rows, the covariance of a row divided by m.

    Returns
    -------
    float
        Zero where the gradient is zero: there the method says nothing.

    Raises
    ------
    ValueError
        As `grad_fd` and `propagate`: the shapes do not fit, or `covariance` is none.

    See Also
    --------
    m4ds.calculus.sensitivity.propagate : for a given Jacobian.

    Notes
    -----
    Chapter: Inequalities and limit theorems. The gradient is taken by central differences.

    Examples
    --------
    >>> round(delta_se(lambda x: x[0] / x[1], [6.0, 3.0], [[0.04, 0.0], [0.0, 0.01]]), 4)
    0.0943
    """
    return float(np.sqrt(max(propagate(grad_fd(g, as_vector(mean, "mean")), covariance)[0, 0], 0.0)))


def ratio_of_means(x, y) -> Ratio:
    """Return mean(x) / mean(y) for independent pairs, with its standard error.

    Parameters
    ----------
    x, y : array_like, shape (n,)
        Paired: x[i] and y[i] come from one unit. At least two pairs.

    Returns
    -------
    Ratio
        With the fields `value` and `se`.

    Raises
    ------
    ValueError
        If the lengths differ, there are fewer than two pairs, or the mean of y is zero.

    See Also
    --------
    delta_se : the same number from the covariance matrix; scipy.stats.bootstrap : without a formula.

    Notes
    -----
    Chapter: Inequalities and limit theorems. The residuals ``x - value * y`` carry the whole error.

    Examples
    --------
    >>> ratio = ratio_of_means([2.0, 4.0, 9.0], [1.0, 2.0, 2.0])
    >>> round(ratio.value, 4), round(ratio.se, 4)
    (3.0, 0.9165)
    """
    x, y = as_vector(x, "x"), as_vector(y, "y")
    if len(x) != len(y) or len(x) < 2:
        raise ValueError(f"x and y must be at least two pairs, but have lengths {len(x)} and {len(y)}")
    bottom = y.mean()
    if bottom == 0:
        raise ValueError("the mean of y is zero: there is no ratio")
    value = x.mean() / bottom
    residuals = x - value * y
    return Ratio(float(value), float(residuals.std(ddof=1) / (np.sqrt(len(x)) * abs(bottom))))
