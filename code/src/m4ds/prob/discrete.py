"""The named laws of counts: each pmf computed as the exponential of a sum of logarithms."""

from math import lgamma, log, log1p

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["binomial_pmf", "geometric_pmf", "hypergeometric_pmf", "log_factorial", "negative_binomial_pmf",
           "poisson_pmf"]


def _whole(a, name: str) -> np.ndarray:
    a = as_finite_array(a, name)
    if (a != np.floor(a)).any():
        raise ValueError(f"{name} must hold whole numbers")
    return a


def _count(n, name: str) -> int:
    n = _whole(n, name)
    if n.ndim or n < 0:
        raise ValueError(f"{name} must be one whole number, not negative")
    return int(n)


def _chance(p, allow_zero: bool = True) -> float:
    p = as_finite_array(p, "p")
    if p.ndim or not (0 <= p <= 1) or (p == 0 and not allow_zero):
        raise ValueError(f"p must be one number in {'[' if allow_zero else '('}0, 1], but it is {p}")
    return float(p)


def _positive(x, name: str) -> float:
    x = as_finite_array(x, name)
    if x.ndim or x <= 0:
        raise ValueError(f"{name} must be one positive number, but it is {x}")
    return float(x)


def _lgamma(x) -> np.ndarray:
    return np.array([lgamma(t) for t in x.ravel()]).reshape(x.shape)


def _on_support(k: np.ndarray, inside: np.ndarray, log_pmf) -> np.ndarray:
    """Return exp(log_pmf) where `inside`, and 0 elsewhere."""
    result = np.zeros(k.shape)
    if inside.any():
        result[inside] = np.exp(log_pmf(k[inside]))
    return result


def log_factorial(n) -> np.ndarray:
    """Return the natural logarithm of n! for whole numbers n >= 0.

    See Also
    --------
    scipy.special.gammaln : the logarithm of the Gamma function, with (n - 1)! = Gamma(n).

    Notes
    -----
    Chapter: Discrete variables, expectation. 171! overflows; its logarithm is about 711.

    Examples
    --------
    >>> log_factorial([0, 1, 5]).round(4)
    array([0.    , 0.    , 4.7875])
    """
    n = _whole(n, "n")
    if (n < 0).any():
        raise ValueError("n must not be negative")
    return _lgamma(n + 1)


def _log_choose(n, k):
    return log_factorial(n) - log_factorial(k) - log_factorial(n - k)


def binomial_pmf(k, n, p) -> np.ndarray:
    """Return P(X = k) for the number X of successes in n independent trials.

    Parameters
    ----------
    k : array_like
        Whole numbers, any shape; outside 0..n the result is 0.
    n : int
        Number of trials, n >= 0.
    p : float
        Probability of success, 0 <= p <= 1.

    Returns
    -------
    ndarray, shape of k

    Raises
    ------
    ValueError
        If k or n is not whole, n < 0, or p leaves [0, 1].

    See Also
    --------
    scipy.stats.binom.pmf

    Notes
    -----
    Chapter: Discrete variables, expectation. The relative error is about the unit roundoff times the largest
    logarithm that is added, here n log n: nothing overflows.

    References
    ----------
    C. Loader, Fast and accurate computation of binomial probabilities, 2000 (a way that loses less).

    Examples
    --------
    >>> binomial_pmf([0, 1, 2], 2, 0.5)
    array([0.25, 0.5 , 0.25])
    """
    k, n, p = _whole(k, "k"), _count(n, "n"), _chance(p)
    if p in (0.0, 1.0):
        return np.where(k == n * p, 1.0, 0.0)
    return _on_support(k, (k >= 0) & (k <= n),
                       lambda k: _log_choose(np.float64(n), k) + k * log(p) + (n - k) * log1p(-p))


def poisson_pmf(k, mu) -> np.ndarray:
    """Return P(X = k) = exp(-mu) mu^k / k! for the Poisson law with mean mu > 0.

    See Also
    --------
    scipy.stats.poisson.pmf

    Notes
    -----
    Chapter: Discrete variables, expectation. Raises as `binomial_pmf`.

    References
    ----------
    S. D. Poisson, Recherches sur la probabilité des jugements, Bachelier, 1837.

    Examples
    --------
    >>> poisson_pmf([0, 1, 2], 1.0).round(4)
    array([0.3679, 0.3679, 0.1839])
    """
    k, mu = _whole(k, "k"), _positive(mu, "mu")
    return _on_support(k, k >= 0, lambda k: k * log(mu) - mu - log_factorial(k))


def geometric_pmf(k, p) -> np.ndarray:
    """Return P(X = k) = (1 - p)^(k - 1) p: trial k = 1, 2, ... is the first success.

    See Also
    --------
    scipy.stats.geom.pmf

    Notes
    -----
    Chapter: Discrete variables, expectation. Raises as `binomial_pmf`; p = 0 is refused.

    Examples
    --------
    >>> geometric_pmf([0, 1, 2, 3], 0.5)
    array([0.   , 0.5  , 0.25 , 0.125])
    """
    k, p = _whole(k, "k"), _chance(p, allow_zero=False)
    if p == 1.0:
        return np.where(k == 1, 1.0, 0.0)
    return _on_support(k, k >= 1, lambda k: (k - 1) * log1p(-p) + log(p))


def negative_binomial_pmf(k, r, p) -> np.ndarray:
    """Return P(X = k) for the number X of failures before success number r.

    Parameters
    ----------
    k : array_like
        Whole numbers; the result is 0 below 0.
    r : float
        Positive. Whole in the story of the trials; the formula is a law for every r > 0.
    p : float
        Probability of success, 0 < p <= 1.

    See Also
    --------
    scipy.stats.nbinom.pmf

    Notes
    -----
    Chapter: Discrete variables, expectation. Mean r (1 - p) / p, variance mean / p: larger than the mean.

    References
    ----------
    M. Greenwood and G. U. Yule, An inquiry into the nature of frequency distributions, JRSS 83, 1920.

    Examples
    --------
    >>> negative_binomial_pmf([0, 1, 2], 1, 0.5)
    array([0.5  , 0.25 , 0.125])
    """
    k, r, p = _whole(k, "k"), _positive(r, "r"), _chance(p, allow_zero=False)
    if p == 1.0:
        return np.where(k == 0, 1.0, 0.0)
    return _on_support(k, k >= 0, lambda k: _lgamma(k + r) - lgamma(r) - log_factorial(k)
                       + r * log(p) + k * log1p(-p))


def hypergeometric_pmf(k, population, marked, draws) -> np.ndarray:
    """Return P(X = k) for the number X of marked items among `draws` taken without putting back.

    Raises
    ------
    ValueError
        If a number is not whole or is negative, or `marked` or `draws` exceeds `population`.

    See Also
    --------
    scipy.stats.hypergeom.pmf : with its arguments in another order and other letters.

    Notes
    -----
    Chapter: Discrete variables, expectation.

    Examples
    --------
    >>> hypergeometric_pmf([0, 1, 2], 4, 2, 2).round(4)
    array([0.1667, 0.6667, 0.1667])
    """
    k, total = _whole(k, "k"), _count(population, "population")
    marked, draws = _count(marked, "marked"), _count(draws, "draws")
    if max(marked, draws) > total:
        raise ValueError("marked and draws must not exceed population")
    rest = total - marked
    return _on_support(k, (k >= max(0, draws - rest)) & (k <= min(draws, marked)),
                       lambda k: _log_choose(np.float64(marked), k) + _log_choose(np.float64(rest), draws - k)
                       - _log_choose(np.float64(total), np.float64(draws)))
