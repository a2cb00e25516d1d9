"""What a significant estimate says about the effect: its sign, its size, and the size after shrinking."""

from typing import NamedTuple

import numpy as np

from m4ds.prob.special import normal_cdf, normal_quantile
from m4ds.stats.ab import strict_share
from m4ds.validation import as_finite_array

__all__ = ["Exaggeration", "exaggeration", "shrink_effect"]


class Exaggeration(NamedTuple):
    """Chance of significance; of a significant estimate, chance of the wrong sign, and mean size over the true one."""

    power: float
    wrong_sign: float
    factor: float


def exaggeration(effect: float, se: float, alpha: float = 0.05) -> Exaggeration:
    """Return what the filter "significant at level alpha, two-sided" does to a normal estimate of `effect`.

    Parameters
    ----------
    effect : float
        The true effect, not zero.
    se : float
        Standard error of the estimate, in the same units.
    alpha : float

    Returns
    -------
    Exaggeration
        `factor` is the mean of the absolute significant estimate, divided by the absolute effect.

    Raises
    ------
    ValueError
        If effect is zero, se is not positive, or alpha is not strictly between 0 and 1.

    See Also
    --------
    scipy.stats.truncnorm : mean of one side of the filter.

    Notes
    -----
    Chapter: Case study: an A/B testing platform.

    References
    ----------
    Gelman and Carlin, "Beyond power calculations: assessing type S (sign) and type M (magnitude) errors",
    Perspectives on Psychological Science 9 (2014).

    Examples
    --------
    >>> result = exaggeration(1.0, 1.0)
    >>> round(result.power, 3), round(result.wrong_sign, 4), round(result.factor, 2)
    (0.17, 0.009, 2.49)
    """
    effect, se = (float(as_finite_array(v, name)) for v, name in ((effect, "effect"), (se, "se")))
    if effect == 0 or se <= 0:
        raise ValueError("effect must not be zero, and se must be positive")
    c, t = float(normal_quantile(1 - strict_share(alpha, "alpha") / 2)), abs(effect) / se
    right, wrong = float(normal_cdf(t - c)), float(normal_cdf(-t - c))
    power = right + wrong
    size = t * (right - wrong) + (np.exp(-(c - t)**2 / 2) + np.exp(-(c + t)**2 / 2)) / np.sqrt(2 * np.pi)
    return Exaggeration(power, wrong / power, float(size / (t * power)))


def shrink_effect(estimate, se, mean: float = 0.0, spread: float = 1.0, nothing: float = 0.0) -> np.ndarray:
    """Return the mean of the true effect given its estimate, if effects come from a known mix.

    Parameters
    ----------
    estimate : array_like
        Normal around the effect.
    se : array_like
        Standard errors, one shape with `estimate` or a single number.
    mean, spread : float
        Of the normal law of the effects that are not zero.
    nothing : float
        Share of effects that are exactly zero, from 0 to below 1.

    Returns
    -------
    ndarray, shape of `estimate`

    Raises
    ------
    ValueError
        If se or spread is not positive, or nothing is not in [0, 1).

    Notes
    -----
    Chapter: Case study: an A/B testing platform. Whatever rule selects by the estimate, the result stays right
    on average among the selected. It is only as good as the mix.

    Examples
    --------
    >>> shrink_effect([2.0, -2.0], 1.0).round(2)
    array([ 1., -1.])
    >>> shrink_effect([1.0, 3.0], 1.0, nothing=0.8).round(3)
    array([0.092, 0.94 ])
    """
    x, s = as_finite_array(estimate, "estimate"), as_finite_array(se, "se")
    mean, spread, nothing = (float(v) for v in as_finite_array([mean, spread, nothing], "mean, spread and nothing"))
    if (s <= 0).any() or spread <= 0 or not 0 <= nothing < 1:
        raise ValueError("se and spread must be positive, and nothing from 0 to below 1")
    total = s**2 + spread**2
    inner = mean + spread**2 / total * (x - mean)
    if nothing == 0:
        return inner + np.zeros(np.shape(x))
    log_odds = (np.log1p(-nothing) - np.log(nothing) + np.log(s / np.sqrt(total))
                + x**2 / (2 * s**2) - (x - mean)**2 / (2 * total))      # an effect against none
    return inner / (1 + np.exp(-np.clip(log_odds, -700, 700)))
