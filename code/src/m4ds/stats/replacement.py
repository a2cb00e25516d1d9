"""When to replace what still works, and how long it has left."""

from math import exp, gamma
from typing import NamedTuple

import numpy as np

from m4ds.calculus.gauss import gauss_legendre_rule
from m4ds.optim.brent import brent
from m4ds.prob.continuous import ContinuousLaw, _positive
from m4ds.prob.special import _levels, gamma_tails
from m4ds.validation import as_finite_array

__all__ = ["RemainingLife", "Replacement", "age_replacement", "cost_rate", "rul_weibull"]


class Replacement(NamedTuple):
    """The best age, its cost per unit of time, and the cost of replacing at failure only.

    `age` is infinite if waiting for the failure is best within the horizon; then the two costs agree.
    """

    age: float
    rate: float
    failure_only: float


class RemainingLife(NamedTuple):
    """The mean remaining life, and the ages beyond `age` by which the asked shares have failed."""

    mean: float
    quantiles: np.ndarray


def _mean_run(sf, ages: np.ndarray) -> np.ndarray:
    """Return the integral of sf from 0 to each age (sorted), by Gauss's rule on 8 panels in each gap."""
    x, w = gauss_legendre_rule(10)
    edges = np.concatenate([[0.0], ages])
    cuts = edges[:-1, None] + np.diff(edges)[:, None] * (np.arange(9) / 8)**2      # denser at the left end
    half = np.diff(cuts, axis=1) / 2
    points = (cuts[:, :-1] + half)[..., None] + half[..., None] * x
    return np.cumsum(np.sum(sf(points.ravel()).reshape(points.shape) @ w * half, axis=1))


def cost_rate(sf, age, planned: float, failure: float) -> np.ndarray:
    """Return the long-run cost per unit of time of replacing at failure or at `age`, whichever comes first.

    Parameters
    ----------
    sf : callable
        Survival function of an array of ages.
    age : array_like
        Positive.
    planned, failure : float
        Costs of a planned replacement and of one after a failure; positive.

    Returns
    -------
    ndarray, shape of age

    Raises
    ------
    ValueError
        If an age or a cost is not positive.

    References
    ----------
    R. E. Barlow, F. Proschan, Mathematical Theory of Reliability, 1965.

    Notes
    -----
    Chapter: Reliability and survival. (planned * S(a) + failure * F(a)) / integral of S from 0 to a.

    Examples
    --------
    >>> cost_rate(lambda t: np.exp(-t), [1.0, 2.0], 1.0, 1.0).round(4)
    array([1.582 , 1.1565])
    """
    planned, failure = _positive(planned, "planned"), _positive(failure, "failure")
    age = as_finite_array(age, "age")
    if (age <= 0).any():
        raise ValueError("ages must be positive")
    flat, back = np.unique(age.ravel(), return_inverse=True)
    alive = np.asarray(sf(flat), dtype=float)
    rate = (planned * alive + failure * (1 - alive)) / _mean_run(sf, flat)
    return rate[back].reshape(age.shape)


def age_replacement(law: ContinuousLaw, planned: float, failure: float, horizon: float) -> Replacement:
    """Return the age of replacement that costs least in the long run, for a law whose hazard does not fall.

    Parameters
    ----------
    law : ContinuousLaw
        With a hazard that never falls, positive somewhere. For a falling hazard the answer is infinite.
    planned, failure : float
        Costs; positive.
    horizon : float
        Ages up to here are considered; take it so large that hardly anything survives it.

    Returns
    -------
    Replacement

    Raises
    ------
    ValueError
        If a cost or the horizon is not positive.

    References
    ----------
    R. E. Barlow, F. Proschan, Mathematical Theory of Reliability, 1965.

    Notes
    -----
    Chapter: Reliability and survival. Solves hazard(a) * integral of S - F(a) = planned / (failure - planned).

    Examples
    --------
    >>> from m4ds.prob.lifetimes import weibull
    >>> best = age_replacement(weibull(2.0, 1000.0), 1.0, 5.0, 6000.0)
    >>> round(best.age, 1), round(1000 * best.rate, 4), round(1000 * best.failure_only, 4)
    (510.7, 4.0852, 5.6419)
    """
    planned, failure, horizon = (_positive(x, n) for x, n in ((planned, "planned"), (failure, "failure"),
                                                             (horizon, "horizon")))
    failure_only = float(failure / _mean_run(law.sf, horizon * np.arange(1, 9) / 8)[-1])
    waiting = Replacement(np.inf, failure_only, failure_only)
    if failure <= planned:
        return waiting
    target = planned / (failure - planned)

    def gain(a):
        a = np.atleast_1d(a)
        return float((law.hazard(a) * _mean_run(law.sf, a) - law.cdf(a))[0]) - target

    last = horizon
    while not law.sf(last) > 0:                       # the hazard is not defined where nothing survives
        last /= 2
    if not gain(last) > 0:
        return waiting
    first = last
    while gain(first) > 0:
        first /= 2
        if first < 1e-12 * horizon:
            return waiting
    age = float(brent(gain, first, 2 * first, tol=1e-10 * horizon).x)
    return Replacement(age, float(cost_rate(law.sf, age, planned, failure)), failure_only)


def rul_weibull(shape: float, scale: float, age: float, levels=(0.1, 0.5, 0.9)) -> RemainingLife:
    """Return the remaining useful life of a unit of a Weibull law that still works at `age`.

    Parameters
    ----------
    shape, scale : float
        Positive.
    age : float
        At least 0, in the unit of the scale.
    levels : array_like
        Shares, from 0 to 1.

    Returns
    -------
    RemainingLife

    Raises
    ------
    ValueError
        If a parameter is not positive, the age negative or a level outside [0, 1].

    See Also
    --------
    scipy.stats.weibull_min : its sf(age + t) / sf(age) is the survival of the remaining life.

    Notes
    -----
    Chapter: Reliability and survival. The mean is by the incomplete Gamma function; where the survival has all but
    vanished, by Gauss-Laguerre quadrature.

    Examples
    --------
    >>> left = rul_weibull(1.0, 100.0, 250.0)
    >>> round(left.mean, 6), left.quantiles.round(2)
    (100.0, array([ 10.54,  69.31, 230.26]))
    """
    k, scale = _positive(shape, "shape"), _positive(scale, "scale")
    if not (np.isfinite(age) and age >= 0):
        raise ValueError(f"age must be at least 0, but it is {age}")
    x = (age / scale)**k
    with np.errstate(divide="ignore"):
        y = -np.log1p(-_levels(levels))
    quantiles = _beyond(x, y, k, scale, age)
    if x < 500:
        mean = scale * gamma(1 + 1 / k) * exp(x) * float(gamma_tails(1 / k, x)[1])
    else:
        nodes, weights = np.polynomial.laguerre.laggauss(40)
        mean = float(weights @ _beyond(x, nodes, k, scale, age))
    return RemainingLife(mean, quantiles)


def _beyond(x, y, k, scale, age):
    """Return the t with ((age + t) / scale)^k = x + y, without cancellation where y is small against x."""
    if x == 0:
        return scale * y**(1 / k)
    return age * np.expm1(np.log1p(y / x) / k)
