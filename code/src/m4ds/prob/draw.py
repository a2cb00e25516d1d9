"""Draw from any law of numbers: through its quantile function, or by rejecting draws from another law."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

__all__ = ["Rejection", "inverse_transform", "rejection"]

BLOCK = 1 << 16


def inverse_transform(quantile: Callable, size, rng: np.random.Generator) -> np.ndarray:
    """Draw from the law with the given quantile function: ``quantile(U)`` for uniform U.

    Parameters
    ----------
    quantile : callable
        Takes an array of levels in [0, 1) and returns an array of the same shape.
    size : int or tuple of int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape `size`

    Raises
    ------
    ValueError
        If the quantile function returns another shape, or NaN.

    See Also
    --------
    scipy.stats.rv_continuous.rvs
    m4ds.prob.sampling.inversion_sample : the same idea for a table of probabilities.

    Notes
    -----
    Chapter: Continuous variables, transformations. It holds for every law, with jumps or without.

    References
    ----------
    L. Devroye, Non-Uniform Random Variate Generation, Springer, 1986.

    Examples
    --------
    >>> from m4ds.prob.lifetimes import weibull
    >>> inverse_transform(weibull(2.0).quantile, 3, np.random.default_rng(0)).round(3)
    array([1.007, 0.561, 0.205])
    """
    levels = rng.random(size)
    draws = np.asarray(quantile(levels))
    if draws.shape != np.shape(levels) or np.isnan(draws).any():
        raise ValueError("quantile must return one number, not NaN, for each level")
    return draws


class Rejection(NamedTuple):
    """What `rejection` returns: the accepted draws, and how many proposals they took."""

    draws: np.ndarray
    tried: int


def rejection(density: Callable, envelope: Callable, propose: Callable, size: int,
              rng: np.random.Generator) -> Rejection:
    """Draw from the law proportional to `density` by thinning draws under an envelope.

    Parameters
    ----------
    density : callable
        f(x) >= 0 for an array x; it need not integrate to one.
    envelope : callable
        M g(x) >= f(x), a multiple of the density g of the proposals.
    propose : callable
        ``propose(n, rng)`` draws n times from g.
    size : int
        How many draws to accept, >= 1.
    rng : numpy.random.Generator

    Returns
    -------
    Rejection

    Raises
    ------
    ValueError
        If size is below 1, the density is negative, or it exceeds the envelope at a proposal: then the draws
        would follow another law without any sign of it.

    See Also
    --------
    scipy.stats.sampling.RatioUniforms, scipy.stats.sampling.TransformedDensityRejection

    Notes
    -----
    Chapter: Continuous variables, transformations. If f is a density, a proposal is accepted with probability
    1 / M, and ``tried`` has mean ``size * M``.

    References
    ----------
    J. von Neumann, Various techniques used in connection with random digits, NBS Applied Mathematics Series 12, 1951.

    Examples
    --------
    >>> found = rejection(lambda x: 6 * x * (1 - x), lambda x: np.full(x.shape, 1.5),
    ...                   lambda n, rng: rng.random(n), 10_000, np.random.default_rng(0))
    >>> round(found.draws.mean(), 2), round(10_000 / found.tried, 2)
    (np.float64(0.5), 0.67)
    """
    if size != int(size) or size < 1:
        raise ValueError("size must be a whole number, at least 1")
    accepted, tried, missing, block = [], 0, int(size), min(int(size), BLOCK)
    while missing:
        x = np.asarray(propose(block, rng))
        under, top = np.asarray(density(x)), np.asarray(envelope(x))
        if (under < 0).any() or (under > top * (1 + 1e-12)).any():
            raise ValueError("the density is negative, or above the envelope, at a proposal")
        kept = np.flatnonzero(rng.random(block) * top < under)[:missing]
        accepted.append(x[kept])
        missing -= len(kept)
        tried += block if missing else int(kept[-1]) + 1
        if tried > 1_000_000 and tried > 1e6 * (size - missing):
            raise ValueError("fewer than one proposal in a million is accepted: the envelope is too high")
    return Rejection(np.concatenate(accepted), tried)
