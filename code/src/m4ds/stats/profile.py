"""An interval from the likelihood itself: the values of a coefficient that the data do not speak against.

Taught in the chapter "GLMs and logistic regression".
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from m4ds.optim.brent import brent
from m4ds.prob.special import normal_quantile
from m4ds.validation import as_matrix, as_vector

__all__ = ["Interval", "profile_drop", "profile_interval"]

DOUBLINGS = 40


class Interval(NamedTuple):
    """The two ends; infinite where the likelihood never falls enough."""

    low: float
    high: float


def profile_drop(fit: Callable, X, y, j: int, values) -> np.ndarray:
    """Return twice the loss of log-likelihood when coefficient j is held at each of `values`.

    Parameters
    ----------
    fit : callable
        ``fit(X, y, offset=...)`` with a result that has `coef` and `log_likelihood`, such as `logistic_irls`.
    X : array_like, shape (n, d)
        At least two columns.
    y : array_like, shape (n,)
    j : int
    values : array_like, shape (m,)

    Returns
    -------
    ndarray, shape (m,)
        At least 0, and 0 at the estimate.

    Raises
    ------
    TypeError, ValueError, ArithmeticError
        As `fit`, or if `X` has one column only.

    Examples
    --------
    >>> from m4ds.stats.logistic import logistic_irls
    >>> X = [[1, 0], [1, 0], [1, 1], [1, 1]]
    >>> profile_drop(logistic_irls, X, [0, 1, 0, 1], 1, [-1.0, 0.0, 1.0]).round(4)
    array([0.2474, 0.    , 0.2474])
    """
    X, y, values = as_matrix(X, "X"), as_vector(y, "y"), as_vector(values, "values")
    if X.shape[1] < 2:
        raise ValueError("X must have at least two columns: one is held, the others are fitted")
    best, rest = fit(X, y).log_likelihood, np.delete(X, j, axis=1)
    return np.array([max(0.0, 2 * (best - fit(rest, y, offset=v * X[:, j]).log_likelihood)) for v in values])


def profile_interval(fit: Callable, X, y, j: int, level: float = 0.95) -> Interval:
    """Return the values of coefficient j at which twice the log-likelihood falls by at most a chi-square quantile.

    Parameters
    ----------
    fit, X, y, j
        As in `profile_drop`; the result of `fit` also has `se`.
    level : float
        Between 0 and 1; the quantile is that of one degree of freedom.

    Returns
    -------
    Interval

    Raises
    ------
    TypeError, ValueError, ArithmeticError
        As `profile_drop`, or if `level` is not between 0 and 1.

    See Also
    --------
    R's ``confint`` of a ``glm``.

    Examples
    --------
    >>> from m4ds.stats.logistic import logistic_irls
    >>> X, y = [[1, 0]] * 10 + [[1, 1]] * 10, [0] * 7 + [1] * 3 + [0] * 3 + [1] * 7
    >>> [round(end, 3) for end in profile_interval(logistic_irls, X, y, 1)]
    [-0.132, 3.771]
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie strictly between 0 and 1, but it is {level}")
    full = fit(X, y)
    limit = float(normal_quantile((1 + level) / 2)) ** 2
    ends = []
    for side in (-1, 1):
        def over(t, side=side):
            return float(profile_drop(fit, X, y, j, [full.coef[j] + side * t])[0]) - limit
        far = 2 * float(full.se[j])
        for _ in range(DOUBLINGS):
            if over(far) > 0:
                ends.append(full.coef[j] + side * brent(over, 0.0, far, tol=1e-9 * far).x)
                break
            far *= 2
        else:
            ends.append(side * np.inf)
    return Interval(float(ends[0]), float(ends[1]))
