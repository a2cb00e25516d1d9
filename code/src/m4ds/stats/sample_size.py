"""How many units an experiment with two arms needs."""

import numpy as np

from m4ds.prob.special import normal_quantile
from m4ds.stats.ab import strict_share
from m4ds.validation import as_vector

__all__ = ["sample_size", "sample_size_proportions"]


def sample_size(effect, sd, alpha: float = 0.05, power: float = 0.8, ratio: float = 1.0) -> tuple[int, int]:
    """Return how many units each arm needs, so that a two-sided z test finds a true `effect` with chance `power`.

    Parameters
    ----------
    effect : float
        The smallest true difference of means that must not be missed, in the units of the outcome. Not zero.
    sd : float or array_like, shape (2,)
        Standard deviation of the outcome, one for both arms or one for each.
    alpha, power : float
    ratio : float
        Size of the second arm over that of the first.

    Returns
    -------
    tuple of int
        First and second arm, rounded up.

    Raises
    ------
    ValueError
        If effect is zero, sd or ratio not positive, alpha or power not strictly between 0 and 1, or power at most
        alpha / 2.

    See Also
    --------
    statsmodels.stats.power.NormalIndPower : with ``effect_size=effect / sd``; solves for any of the quantities.

    Notes
    -----
    Chapter: Experiments, A/B tests, causation. The chance of a significant result on the wrong side is neglected.

    References
    ----------
    Kohavi, Tang and Xu, Trustworthy Online Controlled Experiments, Cambridge University Press, 2020.

    Examples
    --------
    >>> sample_size(0.5, 1.0)
    (63, 63)
    """
    sd = as_vector(np.broadcast_to(sd, 2), "sd")
    effect, ratio = as_vector([effect, ratio], "effect and ratio")
    alpha, power = strict_share(alpha, "alpha"), strict_share(power, "power")
    if effect == 0 or (sd <= 0).any() or ratio <= 0 or power <= alpha / 2:
        raise ValueError("effect must not be 0, sd and ratio must be positive, power above alpha / 2")
    quantiles = float(normal_quantile(1 - alpha / 2) + normal_quantile(power))
    first = quantiles**2 * (sd[0]**2 + sd[1]**2 / ratio) / effect**2
    return tuple(max(2, int(np.ceil(n - 1e-9 * n))) for n in (first, ratio * first))


def sample_size_proportions(p, lift, alpha: float = 0.05, power: float = 0.8, ratio: float = 1.0) -> tuple[int, int]:
    """Return the visitors that each arm needs to find a rise of a proportion from p to p + lift.

    Parameters
    ----------
    p, lift : float
        Absolute: 0.05 and 0.005 for a rise from 5 % to 5.5 %.
    alpha, power, ratio : float
        As `sample_size`.

    Raises
    ------
    ValueError
        As `sample_size`, or if p or p + lift is not strictly between 0 and 1.

    See Also
    --------
    statsmodels.stats.proportion.power_proportions_2indep

    Examples
    --------
    >>> sample_size_proportions(0.05, 0.005)
    (31231, 31231)
    """
    before, after = strict_share(p, "p"), strict_share(p + lift, "p + lift")
    return sample_size(lift, np.sqrt([before * (1 - before), after * (1 - after)]), alpha, power, ratio)
