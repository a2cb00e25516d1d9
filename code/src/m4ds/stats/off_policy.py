"""What a policy would have earned, from a log in which another one chose at random with known chances."""

from typing import NamedTuple

import numpy as np

from m4ds.validation import as_vector

__all__ = ["PolicyValue", "policy_value"]


class PolicyValue(NamedTuple):
    """Estimated mean reward, its standard error for independent events, and the events used (weight not 0)."""

    value: float
    standard_error: float
    used: int


def policy_value(reward, target, logged, self_normalised: bool = False) -> PolicyValue:
    """Estimate the mean reward of a policy from events that another one logged.

    Parameters
    ----------
    reward : array_like, shape (n,)
    target : array_like, shape (n,)
        The chance with which the policy to be judged would have chosen what was chosen in this event.
    logged : array_like, shape (n,)
        The chance with which it was chosen, above 0.
    self_normalised : bool
        Divide by the sum of the weights target / logged instead of by n. With constant chances in the log this is the
        replay estimator: the mean reward of the events in which both would have agreed.

    Returns
    -------
    PolicyValue

    Raises
    ------
    ValueError
        If the lengths differ, a chance is outside its range, or no event has a positive weight.

    See Also
    --------
    m4ds.stats.causal.ipw : the same weights for two arms.

    References
    ----------
    Li, Chu, Langford and Wang (2011), Unbiased offline evaluation of contextual-bandit-based news article
    recommendation algorithms.

    Notes
    -----
    Taught in "Case study: a recommender".

    Examples
    --------
    >>> policy_value([1, 0, 1, 1], [1, 1, 0, 0], [0.5, 0.5, 0.5, 0.5]).value
    0.5
    """
    r, t, q = (as_vector(x, name) for x, name in ((reward, "reward"), (target, "target"), (logged, "logged")))
    if not len(r) == len(t) == len(q) > 1:
        raise ValueError(f"reward, target and logged must be equally long, at least 2: {len(r)}, {len(t)}, {len(q)}")
    if not ((t >= 0) & (t <= 1)).all() or not ((q > 0) & (q <= 1)).all():
        raise ValueError("chances must be at most 1; those of the log above 0, those of the target at least 0")
    w = t / q
    if not w.any():
        raise ValueError("the policy would have chosen otherwise in every event: the log says nothing of it")
    if self_normalised:
        value = w @ r / w.sum()
        error = np.sqrt(np.sum(w**2 * (r - value)**2)) / w.sum()
    else:
        value, error = (w @ r) / len(r), (w * r).std(ddof=1) / np.sqrt(len(r))
    return PolicyValue(float(value), float(error), int(np.count_nonzero(w)))
