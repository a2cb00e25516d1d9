"""CUPED: an experiment's effect, after subtracting what each unit's past already explains."""

from typing import NamedTuple

import numpy as np

from m4ds.stats.ab import arms, normal_result

__all__ = ["Cuped", "cuped"]


class Cuped(NamedTuple):
    """Effect, standard error, interval; the coefficient of the covariate; the share of the variance that is left."""

    effect: float
    se: float
    low: float
    high: float
    theta: float
    left: float


def cuped(outcome, before, treated, level: float = 0.95) -> Cuped:
    """Return the difference of means of ``outcome - theta * before``, with the theta of least variance.

    Parameters
    ----------
    outcome : array_like, shape (n,)
    before : array_like, shape (n,)
        A covariate that the treatment cannot have changed, such as the outcome in the weeks before.
    treated : array_like of bool, shape (n,)
        At least two units in each arm.
    level : float

    Returns
    -------
    Cuped
        In the units of `outcome`.

    Raises
    ------
    ValueError
        If the lengths differ, `treated` is not 0 or 1, an arm has fewer than two units, or `before` is constant in
        both arms.

    See Also
    --------
    statsmodels.regression.linear_model.OLS : outcome on treated and before, for equal arms the same.

    Notes
    -----
    Chapter: Experiments, A/B tests, causation. `left` is one minus the squared correlation of the
    two differences of means.

    References
    ----------
    Deng, Xu, Kohavi and Walker, "Improving the sensitivity of online controlled experiments by utilizing
    pre-experiment data", WSDM 2013.

    Examples
    --------
    >>> result = cuped([1.0, 2.0, 3.0, 5.0, 6.0, 7.5], [1, 2, 3, 1, 2, 3], [0, 0, 0, 1, 1, 1])
    >>> round(result.effect, 4), round(result.theta, 4), round(result.left, 4)
    (4.1667, 1.125, 0.0202)
    """
    y, t = arms(outcome, treated)
    x, _ = arms(before, treated, "before")
    moments = sum(np.cov(y[arm], x[arm]) / arm.sum() for arm in (t, ~t))
    if moments[1, 1] <= (16 * np.finfo(float).eps * np.abs(x).max())**2:
        raise ValueError("before does not vary within the arms: it cannot explain anything")
    theta = moments[0, 1] / moments[1, 1]
    rest = y - theta * x
    variance = sum(rest[arm].var(ddof=1) / arm.sum() for arm in (t, ~t))
    result = normal_result(rest[t].mean() - rest[~t].mean(), np.sqrt(variance), level)
    return Cuped(result.effect, result.se, result.low, result.high, float(theta), float(variance / moments[0, 0]))
