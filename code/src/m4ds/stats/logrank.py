"""Do two groups of units live equally long? The log-rank test."""

from typing import NamedTuple

import numpy as np

from m4ds.prob.special import normal_cdf
from m4ds.stats.survival import _observations, risk_table
from m4ds.validation import as_finite_array

__all__ = ["LogRank", "logrank"]


class LogRank(NamedTuple):
    """Failures in group 1 against what is expected if both groups have one law.

    `z` is (observed - expected) / root of the variance; `p` is the two-sided p-value of the normal law.
    """

    observed: int
    expected: float
    variance: float
    z: float
    p: float


def logrank(time, failed, group) -> LogRank:
    """Compare the failures of group 1 with their hypergeometric mean, summed over the failure times.

    Parameters
    ----------
    time, failed : array_like, shape (n,)
        As in `m4ds.stats.survival.risk_table`.
    group : array_like, shape (n,)
        0 or 1.

    Returns
    -------
    LogRank

    Raises
    ------
    ValueError
        If group does not hold 0 and 1, or no failure ever had both groups at risk.

    See Also
    --------
    statsmodels.duration.survfunc.survdiff : its statistic is z².

    References
    ----------
    N. Mantel, Evaluation of survival data and two new rank order statistics arising in its consideration, Cancer
    Chemotherapy Reports 50, 1966.

    Notes
    -----
    Chapter: Reliability and survival. It sees differences of one sign; hazards that cross may cancel.

    Examples
    --------
    >>> result = logrank([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 0, 0], [1, 1, 0, 1, 0, 0])
    >>> result.observed, round(result.expected, 4), round(result.variance, 4), round(result.z, 4)
    (3, 1.4833, 0.8997, 1.599)
    """
    time, failed, _ = _observations(time, failed)
    group = as_finite_array(group, "group")
    if group.shape != time.shape or not np.isin(group, (0, 1)).all():
        raise ValueError("group must hold one 0 or 1 for each time")
    at, n, d = risk_table(time, failed)
    one = group == 1
    n1 = one.sum() - np.searchsorted(np.sort(time[one]), at, side="left")
    share = n1 / n
    expected = float(d @ share)
    variance = float(np.sum(d * share * (1 - share) * (n - d) / np.maximum(n - 1, 1)))
    if variance == 0:
        raise ValueError("no failure had both groups at risk: the data cannot compare them")
    observed = int(failed[one].sum())
    z = (observed - expected) / variance**0.5
    return LogRank(observed, expected, variance, float(z), float(2 * normal_cdf(-abs(z))))
