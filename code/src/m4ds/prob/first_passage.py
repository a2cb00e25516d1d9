"""When does a wear that drifts and trembles first reach its limit? The inverse Gaussian law and its mixture."""

import numpy as np

from m4ds.prob.continuous import ContinuousLaw, _positive
from m4ds.prob.special import _levels, normal_cdf
from m4ds.validation import as_finite_array

__all__ = ["drift_given", "first_passage", "inverse_gaussian_sample"]

ROOT_2_PI = np.sqrt(2 * np.pi)


def first_passage(barrier: float, drift: float, sd: float, drift_sd: float = 0.0) -> ContinuousLaw:
    """Return the law of the first time at which drift * t + sd * W(t) reaches the barrier.

    Parameters
    ----------
    barrier : float
        Distance still to go; positive.
    drift : float
        Wear per unit of time, positive. With `drift_sd`, the mean of a normal law from which a unit's drift is drawn.
    sd : float
        Of the trembling over one unit of time; positive.
    drift_sd : float
        Standard deviation of the drift among units; at least 0. If positive, some units drift downwards and may never
        arrive: then `cdf` stays below 1 and `quantile` is infinite beyond its limit.

    Returns
    -------
    ContinuousLaw
        On t > 0.

    Raises
    ------
    ValueError
        If a number is out of its range.

    See Also
    --------
    scipy.stats.invgauss : for drift_sd = 0, with mu = sd² / (barrier * drift) and scale = barrier² / sd².

    References
    ----------
    R. S. Chhikara, J. L. Folks, The Inverse Gaussian Distribution, 1989.

    Notes
    -----
    Chapter: Reliability and survival. The second term of the distribution function is written with Mills's ratio: no
    exponential overflows.

    Examples
    --------
    >>> law = first_passage(10.0, 1.0, 1.0)
    >>> law.cdf([5, 10, 20]).round(4), law.quantile(0.5).round(3)
    (array([0.0175, 0.5616, 0.9921]), np.float64(9.527))
    """
    D, m, sigma = _positive(barrier, "barrier"), _positive(drift, "drift"), _positive(sd, "sd")
    s = float(as_finite_array(drift_sd, "drift_sd"))
    if s < 0:
        raise ValueError(f"drift_sd must be at least 0, but it is {s}")

    def parts(t):
        t = as_finite_array(t, "t").astype(float)
        inside = t > 0
        t = np.where(inside, t, 1.0)
        tau = np.sqrt(sigma**2 * t + (s * t)**2)
        return inside, t, tau, (m * t - D) / tau, (m * t + D + 2 * D * s**2 * t / sigma**2) / tau

    def pdf(t):
        inside, t, tau, w, _ = parts(t)
        return np.where(inside, D / t * np.exp(-w**2 / 2) / (tau * ROOT_2_PI), 0.0)

    def cdf(t):
        inside, t, _, w, z = parts(t)
        return np.where(inside, normal_cdf(w) + np.exp(-w**2 / 2) / ROOT_2_PI * _mills(z), 0.0)

    def sf(t):
        inside, t, _, w, z = parts(t)
        return np.where(inside, np.maximum(normal_cdf(-w) - np.exp(-w**2 / 2) / ROOT_2_PI * _mills(z), 0.0), 1.0)

    if s:
        ever = normal_cdf(m / s) + np.exp(-(m / s)**2 / 2) / ROOT_2_PI * _mills(m / s + 2 * D * s / sigma**2)
    else:
        ever = 1.0

    def quantile(q):
        q = _levels(q)
        inside = (q > 0) & (q < ever)
        low, high = np.full(q.shape, np.log(D / m) - 40.0), np.full(q.shape, np.log(D / m) + 1.0)
        for _ in range(60):                                     # until the bracket is wide enough
            short = inside & (cdf(np.exp(high)) < q)
            high = np.where(short & (high < 600), high + 2.0, high)
        for _ in range(90):
            middle = (low + high) / 2
            beyond = cdf(np.exp(middle)) >= q
            low, high = np.where(beyond, low, middle), np.where(beyond, middle, high)
        return np.where(inside, np.exp(high), np.where(q == 0, 0.0, np.inf))

    return ContinuousLaw("first passage", pdf, cdf, sf, quantile)


def inverse_gaussian_sample(barrier: float, drift: float, sd: float, size, rng: np.random.Generator) -> np.ndarray:
    """Draw first times at which drift * t + sd * W(t) reaches the barrier, without any path.

    Parameters
    ----------
    barrier, drift, sd : float
        Positive.
    size : int or tuple of int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape size

    Raises
    ------
    ValueError
        If a parameter is not positive.

    See Also
    --------
    numpy.random.Generator.wald : with mean = barrier / drift and scale = barrier² / sd².

    References
    ----------
    J. R. Michael, W. R. Schucany, R. W. Haas, Generating random variates using transformations with multiple
    roots, American Statistician 30, 1976.

    Notes
    -----
    Chapter: Reliability and survival. (drift T - barrier)² / (sd² T) is chi-square with 1 degree of freedom; of its
    two roots the smaller is taken with probability mean / (mean + root).

    Examples
    --------
    >>> inverse_gaussian_sample(10, 1, 1, 3, np.random.default_rng(0)).round(2)
    array([ 9.61, 10.43, 12.24])
    """
    D, v, sigma = _positive(barrier, "barrier"), _positive(drift, "drift"), _positive(sd, "sd")
    mean, scale = D / v, (D / sigma)**2
    y = mean * rng.standard_normal(size)**2 / (2 * scale)
    root = mean / (1 + y + np.sqrt(y * (2 + y)))              # the smaller of the two; their product is mean²
    return np.where(rng.random(size) <= mean / (mean + root), root, mean**2 / root)


def drift_given(level: float, time: float, drift: float, drift_sd: float, sd: float) -> tuple[float, float]:
    """Return mean and standard deviation of a unit's drift after its wear was `level` at `time`.

    Parameters
    ----------
    level : float
        Wear at `time`, from 0 at time 0, not yet at its limit.
    time : float
        Positive.
    drift, drift_sd : float
        Mean and standard deviation of the drifts of all units; drift_sd positive.
    sd : float
        Of the trembling over one unit of time; positive.

    Raises
    ------
    ValueError
        If a number is out of its range.

    Notes
    -----
    Chapter: Reliability and survival. Earlier readings of the same unit add nothing: the last one is sufficient.

    Examples
    --------
    >>> [round(x, 4) for x in drift_given(6.0, 4.0, 1.0, 0.5, 1.0)]
    [1.25, 0.3536]
    """
    t, s, sigma = _positive(time, "time"), _positive(drift_sd, "drift_sd"), _positive(sd, "sd")
    precision = 1 / s**2 + t / sigma**2
    return float((drift / s**2 + level / sigma**2) / precision), float(precision**-0.5)


def _mills(z) -> np.ndarray:
    """Return P(Z > z) / density(z), for z >= 0; a continued fraction beyond 5."""
    z = np.asarray(z, dtype=float)
    small = np.minimum(z, 5.0)
    near = normal_cdf(-small) * np.exp(small**2 / 2) * ROOT_2_PI
    big = np.maximum(z, 5.0)
    far = big
    for k in range(60, 0, -1):
        far = big + k / far
    return np.where(z <= 5, near, 1 / far)
