"""Many rates that differ, learnt together: gamma-Poisson counts by Gibbs sampling, on a grid, by maximum likelihood.

The model: count i is Poisson with mean rate_i * exposure_i; the rates are independent Gamma(shape, rate); and shape
and rate of that law are unknown. The shape is one of finitely many values, all alike a priori; the rate parameter is
Gamma(c, d) a priori.
"""

from math import lgamma
from typing import NamedTuple

import numpy as np

from m4ds.stats.conjugate import _positive, gamma_poisson
from m4ds.stats.likelihood import mle_newton
from m4ds.stats.predictive import log_rising
from m4ds.validation import as_vector

__all__ = ["SHAPES", "HierarchicalDraws", "HierarchicalGrid", "empirical_bayes", "gamma_poisson_loglik",
           "hierarchical_gibbs", "hierarchical_grid"]

SHAPES = np.geomspace(0.2, 20, 60)


class HierarchicalDraws(NamedTuple):
    """Draws: rates, shape (steps, chains, n); shape and rate of their law, each (steps, chains)."""

    rates: np.ndarray
    shape: np.ndarray
    rate: np.ndarray


class HierarchicalGrid(NamedTuple):
    """Posterior weights of the pairs (shape, rate), shape (len(shapes), len(betas)), and posterior mean rates (n,)."""

    weights: np.ndarray
    rates: np.ndarray
    log_evidence: float


def _data(events, exposure) -> tuple[np.ndarray, np.ndarray]:
    y, t = as_vector(events, "events"), _positive(as_vector(exposure, "exposure"), "exposure")
    if len(y) != len(t):
        raise ValueError(f"there are {len(y)} counts and {len(t)} exposures")
    gamma_poisson(1.0, 1.0, y, t)
    return y, t


def gamma_poisson_loglik(events, exposure, shape, rate) -> np.ndarray:
    """Return log P(all counts | shape, rate), the rates averaged out, for each pair of the broadcast parameters.

    Parameters
    ----------
    events, exposure : array_like, shape (n,)
        Counts, and positive exposures.
    shape, rate : array_like
        Positive.

    Returns
    -------
    ndarray
        The broadcast shape of `shape` and `rate`: sums of negative binomial log probabilities.

    Raises
    ------
    TypeError, ValueError
        If counts, exposures or parameters are not such numbers.

    See Also
    --------
    scipy.stats.nbinom.logpmf

    Notes
    -----
    Chapter: Bayesian inference.

    Examples
    --------
    >>> float(np.exp(gamma_poisson_loglik([0], [1.0], 1.0, 1.0)).round(6))
    0.5
    """
    y, t = _data(events, exposure)
    a, b = _positive(shape, "shape")[..., None], _positive(rate, "rate")[..., None]
    return (log_rising(a, y) - log_rising(1.0, y) - a * np.log1p(t / b) + y * (np.log(t) - np.log(b + t))).sum(axis=-1)


def hierarchical_gibbs(events, exposure, steps: int, rng: np.random.Generator, *, shapes=SHAPES, prior=(1.0, 0.1),
                       chains: int = 4, blocked: bool = True) -> HierarchicalDraws:
    """Draw rates, and shape and rate of their law, in turn from their conditional laws.

    Parameters
    ----------
    events, exposure : array_like, shape (n,)
    steps : int
        At least 1. Nothing is thrown away: leave out the first draws yourself.
    rng : numpy.random.Generator
    shapes : array_like, shape (m,)
        The possible shapes, positive.
    prior : (c, d)
        Of the Gamma law of the rate parameter, positive.
    chains : int
        They start with shapes spread over all of `shapes`.
    blocked : bool
        Draw shape and rate together (the rate averaged out of the first), or one after the other.

    Returns
    -------
    HierarchicalDraws

    Raises
    ------
    TypeError, ValueError
        If the data or the parameters are not such numbers.

    See Also
    --------
    hierarchical_grid : the posterior means without sampling.
    m4ds.prob.metropolis.effective_sample_size : what the dependent draws are worth.

    Notes
    -----
    Chapter: Bayesian inference. One of finitely many shapes is drawn as the place of the largest of
    log weight + Gumbel noise.

    References
    ----------
    A. E. Gelfand, A. F. M. Smith, Sampling-based approaches to calculating marginal densities, JASA 85, 1990.

    Examples
    --------
    >>> draws = hierarchical_gibbs([0, 7], [0.2, 5.0], 50, np.random.default_rng(0))
    >>> draws.rates.shape, draws.shape.shape
    ((50, 4, 2), (50, 4))
    """
    y, t = _data(events, exposure)
    shapes = _positive(as_vector(shapes, "shapes"), "shapes")
    c, d = _positive(as_vector(prior, "prior"), "prior").tolist()
    if steps != int(steps) or steps < 1 or chains != int(chains) or chains < 1:
        raise ValueError("steps and chains must be whole numbers of at least 1")
    n, steps, chains = len(y), int(steps), int(chains)
    log_gamma = np.array([lgamma(a) for a in shapes])
    log_block = np.array([lgamma(c + n * a) for a in shapes]) - n * log_gamma
    a = shapes[np.linspace(0, len(shapes) - 1, chains).round().astype(int)]
    b = a * (t.sum() + 1) / (y.sum() + 1)
    out = HierarchicalDraws(np.empty((steps, chains, n)), np.empty((steps, chains)), np.empty((steps, chains)))
    for s in range(steps):
        rates = np.maximum(rng.gamma(a[:, None] + y, 1 / (b[:, None] + t)), 1e-300)
        logs, total = np.log(rates).sum(axis=1)[:, None], d + rates.sum(axis=1)
        if blocked:
            weights = shapes * logs + log_block - (c + n * shapes) * np.log(total)[:, None]
        else:
            weights = shapes * logs - n * log_gamma + n * shapes * np.log(b)[:, None]
        a = shapes[np.argmax(weights + rng.gumbel(size=weights.shape), axis=1)]
        b = rng.gamma(c + n * a, 1 / total)
        out.rates[s], out.shape[s], out.rate[s] = rates, a, b
    return out


def hierarchical_grid(events, exposure, betas, *, shapes=SHAPES, prior=(1.0, 0.1)) -> HierarchicalGrid:
    """Return the posterior of the same model by summing over a grid of shapes and rates.

    Parameters
    ----------
    events, exposure : array_like, shape (n,)
    betas : array_like, shape (k,)
        Rising, at least two: values of the rate parameter that cover its posterior.
    shapes, prior
        As for `hierarchical_gibbs`.

    Returns
    -------
    HierarchicalGrid

    Raises
    ------
    TypeError, ValueError
        If the data or the parameters are not such numbers.

    See Also
    --------
    hierarchical_gibbs : draws from it, also in models with many parameters.

    Notes
    -----
    Chapter: Bayesian inference. Trapezoid rule in the rate parameter, a plain sum over the shapes.

    Examples
    --------
    >>> grid = hierarchical_grid([0, 7], [0.2, 5.0], np.geomspace(0.01, 60, 300))
    >>> bool(0 < grid.rates[0] < grid.rates[1] < 7 / 5)
    True
    """
    y, t = _data(events, exposure)
    shapes, betas = (_positive(as_vector(v, name), name) for v, name in ((shapes, "shapes"), (betas, "betas")))
    c, d = _positive(as_vector(prior, "prior"), "prior").tolist()
    if len(betas) < 2 or (np.diff(betas) <= 0).any():
        raise ValueError("betas must rise, and be at least two")
    width = np.zeros(len(betas))
    width[1:] += np.diff(betas) / 2
    width[:-1] += np.diff(betas) / 2
    logs = (gamma_poisson_loglik(y, t, shapes[:, None], betas[None, :]) + c * np.log(d) - lgamma(c)
            + (c - 1) * np.log(betas) - d * betas + np.log(width) - np.log(len(shapes)))
    top = logs.max()
    weights = np.exp(logs - top)
    total = weights.sum()
    weights /= total
    by_beta, by_shape = weights.sum(axis=0), (shapes[:, None] * weights).sum(axis=0)
    rates = ((by_shape[:, None] + by_beta[:, None] * y) / (betas[:, None] + t)).sum(axis=0)
    return HierarchicalGrid(weights, rates, float(top + np.log(total)))


def empirical_bayes(events, exposure) -> tuple[float, float]:
    """Return shape and rate of the Gamma law of the rates under which the counts are most probable.

    Parameters
    ----------
    events, exposure : array_like, shape (n,)
        At least two, and at least one event.

    Returns
    -------
    shape, rate : float

    Raises
    ------
    TypeError, ValueError
        If the data are not such numbers.
    ArithmeticError
        If the counts vary no more than Poisson counts with one common rate: then the likelihood rises for ever with
        the shape.

    See Also
    --------
    statsmodels NegativeBinomial : with the logarithms of the exposures as offset.

    Notes
    -----
    Chapter: Bayesian inference. By Newton's method in the logarithms of mean and shape.

    References
    ----------
    H. Robbins, An empirical Bayes approach to statistics, Third Berkeley Symposium, 1956.

    Examples
    --------
    >>> shape, rate = empirical_bayes([0, 1, 0, 9, 2, 0], [1.0, 2, 1, 3, 1, 2])
    >>> round(shape, 2), round(rate, 2)
    (0.66, 0.68)
    """
    y, t = _data(events, exposure)
    if len(y) < 2 or y.sum() == 0:
        raise ValueError("give at least two counts, and at least one event")

    def loglik(z):
        with np.errstate(over="ignore"):
            shape, mean = np.exp(z[1]), np.exp(z[0])
        if not (1e-6 < shape < 1e6 and 0 < shape / mean < np.inf):
            return -np.inf
        return float(gamma_poisson_loglik(y, t, shape, shape / mean))
    try:
        fit = mle_newton(loglik, [np.log(y.sum() / t.sum()), 0.0])
        if fit.estimate[1] > np.log(1e4):
            raise ArithmeticError
    except (ArithmeticError, ValueError):       # the climb ran off towards an infinite shape
        raise ArithmeticError("no finite shape: the counts vary no more than one common rate explains") from None
    shape, mean = np.exp(fit.estimate[1]), np.exp(fit.estimate[0])
    return float(shape), float(shape / mean)
