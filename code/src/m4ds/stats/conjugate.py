"""Priors that stay in their family: Beta, Gamma, Dirichlet, normal, and normal with an unknown variance."""

from typing import NamedTuple

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["NormalGamma", "beta_binomial", "dirichlet_multinomial", "gamma_poisson", "normal_normal",
           "normal_unknown"]


class NormalGamma(NamedTuple):
    """What is known of a normal law: 1 / variance is Gamma(shape, rate), and given it the mean is normal around
    `centre` with variance (variance / weight)."""

    centre: float
    weight: float
    shape: float
    rate: float

    @property
    def mean_scale(self) -> float:
        """The scale of the t law, with 2 shape degrees of freedom around `centre`, of the unknown mean."""
        return float(np.sqrt(self.rate / (self.shape * self.weight)))

    @property
    def next_scale(self) -> float:
        """The scale of the t law, with 2 shape degrees of freedom around `centre`, of the next reading."""
        return float(np.sqrt(self.rate / self.shape * (1 + 1 / self.weight)))


def _positive(a, name: str) -> np.ndarray:
    a = as_finite_array(a, name)
    if (a <= 0).any():
        raise ValueError(f"{name} must be positive")
    return a


def _counts(a, name: str) -> np.ndarray:
    a = as_finite_array(a, name)
    if (a < 0).any() or (a != np.floor(a)).any():
        raise ValueError(f"{name} must hold whole numbers of at least 0")
    return a


def beta_binomial(a, b, successes, trials) -> tuple[np.ndarray, np.ndarray]:
    """Return the Beta posterior (a, b) of a chance whose prior is Beta(a, b).

    Parameters
    ----------
    a, b : array_like
        Positive; they count like successes and failures seen before.
    successes, trials : array_like
        Whole numbers, 0 <= successes <= trials. Arrays give one posterior for each entry.

    Returns
    -------
    a, b : ndarray
        ``a + successes`` and ``b + trials - successes``.

    Raises
    ------
    TypeError, ValueError
        If a or b is not positive, or the counts are not such numbers.

    See Also
    --------
    scipy.stats.beta : the law itself.
    m4ds.stats.predictive.beta_binomial_pmf : the number of successes still to come.

    Notes
    -----
    Chapter: Bayesian inference.

    Examples
    --------
    >>> [float(v) for v in beta_binomial(1, 1, 0, 20)]
    [1.0, 21.0]
    """
    a, b = _positive(a, "a"), _positive(b, "b")
    k, n = _counts(successes, "successes"), _counts(trials, "trials")
    if np.any(k > n):
        raise ValueError("there cannot be more successes than trials")
    return a + k, b + (n - k)


def gamma_poisson(shape, rate, events, exposure) -> tuple[np.ndarray, np.ndarray]:
    """Return the Gamma posterior (shape, rate) of the rate of a Poisson count.

    Parameters
    ----------
    shape, rate : array_like
        Of the Gamma prior, positive; `rate` has the unit of the exposure.
    events : array_like
        Whole numbers.
    exposure : array_like
        Hours, kilometres, pages: at least 0. Arrays give one posterior for each entry.

    Returns
    -------
    shape, rate : ndarray
        ``shape + events`` and ``rate + exposure``.

    Raises
    ------
    TypeError, ValueError
        If a parameter is not positive, the events are no counts, the exposure is negative, or there are events
        without exposure.

    See Also
    --------
    scipy.stats.gamma : takes a = shape and scale = 1 / rate.
    m4ds.stats.predictive.gamma_poisson_pmf : the number of events still to come.

    Notes
    -----
    Chapter: Bayesian inference.

    Examples
    --------
    >>> [float(v) for v in gamma_poisson(2, 2, 0, 0.2)]
    [2.0, 2.2]
    """
    a, b = _positive(shape, "shape"), _positive(rate, "rate")
    y, t = _counts(events, "events"), as_finite_array(exposure, "exposure")
    if (t < 0).any() or np.any((y > 0) & (t == 0)):
        raise ValueError("exposure must be positive where there are events, and never negative")
    return a + y, b + t


def dirichlet_multinomial(alpha, counts) -> np.ndarray:
    """Return the Dirichlet posterior of the chances of several kinds, shape (k,).

    Parameters
    ----------
    alpha : array_like, shape (k,)
        Positive: one for each kind, counting like observations seen before.
    counts : array_like, shape (k,)

    Returns
    -------
    ndarray, shape (k,)
        ``alpha + counts``; divided by their sum they are the chances of the kinds for the next observation.

    Raises
    ------
    TypeError, ValueError
        If alpha is not positive, the counts are no counts, or the lengths differ.

    See Also
    --------
    scipy.stats.dirichlet

    Notes
    -----
    Chapter: Bayesian inference.

    Examples
    --------
    >>> dirichlet_multinomial([1, 1, 1], [7, 3, 0])
    array([8., 4., 1.])
    """
    alpha, counts = _positive(as_vector(alpha, "alpha"), "alpha"), _counts(as_vector(counts, "counts"), "counts")
    if len(alpha) != len(counts):
        raise ValueError(f"alpha has {len(alpha)} kinds and counts {len(counts)}")
    return alpha + counts


def normal_normal(mean: float, sd: float, readings, reading_sd) -> tuple[float, float]:
    """Return the normal posterior (mean, sd) of a quantity with a normal prior, read with known errors.

    Parameters
    ----------
    mean, sd : float
        Of the prior; ``sd`` positive.
    readings : array_like, shape (n,)
    reading_sd : float or array_like, shape (n,)
        Standard deviation of the error of each reading, positive.

    Returns
    -------
    mean, sd : float
        The mean is weighted by the precisions 1 / variance; the precisions add up.

    Raises
    ------
    TypeError, ValueError
        If a standard deviation is not positive, a number is not finite, or the lengths do not fit.

    See Also
    --------
    m4ds.prob.multivariate.mvn_condition : the same for vectors.

    Notes
    -----
    Chapter: Bayesian inference. Computed relative to the prior, so that a large common level loses no digits.

    Examples
    --------
    >>> mean, sd = normal_normal(100, 15, [130], 10)
    >>> round(mean, 2), round(sd, 2)
    (120.77, 8.32)
    """
    x = as_vector(readings, "readings")
    m, s = float(as_vector([mean], "mean")[0]), float(_positive(as_vector([sd], "sd"), "sd")[0])
    e = _positive(reading_sd, "reading_sd")
    if e.shape not in ((), x.shape):
        raise ValueError(f"reading_sd must be one number or {len(x)} numbers")
    weights = np.broadcast_to((s / e) ** 2, x.shape)        # precisions in units of the prior's
    total = 1 + weights.sum()
    return float(m + weights @ (x - m) / total), float(s / np.sqrt(total))


def normal_unknown(prior: NormalGamma, readings) -> NormalGamma:
    """Return the posterior of mean and variance of a normal law, both unknown.

    Parameters
    ----------
    prior : NormalGamma
        Weight, shape and rate positive.
    readings : array_like, shape (n,)

    Returns
    -------
    NormalGamma
        `mean_scale` and `next_scale` give the t laws of the mean and of the next reading.

    Raises
    ------
    TypeError, ValueError
        If the prior's weight, shape or rate is not positive, or the readings are not finite.

    See Also
    --------
    scipy.stats.t : the marginal law of the mean, with df, loc and scale.

    Notes
    -----
    Chapter: Bayesian inference.

    References
    ----------
    A. Gelman, J. B. Carlin, H. S. Stern, D. B. Dunson, A. Vehtari, D. B. Rubin, Bayesian Data Analysis, 3rd edition,
    Chapman & Hall, 2013, chapter 3.

    Examples
    --------
    >>> normal_unknown(NormalGamma(0.0, 1.0, 1.0, 1.0), [1.0, 3.0])
    NormalGamma(centre=1.3333333333333333, weight=3.0, shape=2.0, rate=3.333333333333333)
    """
    x = as_vector(readings, "readings")
    m, k, a, b = as_vector(list(prior), "prior").tolist()
    _positive([k, a, b], "weight, shape and rate of the prior")
    n, mean = len(x), float(x.mean())
    spread = float(((x - mean) ** 2).sum())
    return NormalGamma(m + n * (mean - m) / (k + n), k + n, a + n / 2,
                       b + spread / 2 + k * n * (mean - m) ** 2 / (2 * (k + n)))
