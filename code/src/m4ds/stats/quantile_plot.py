"""Quantiles of a sample against quantiles of a law, and the Weibull law that a straight line through them gives."""

from collections.abc import Callable

import numpy as np

from m4ds.validation import as_vector

__all__ = ["qq_points", "weibull_line"]


def qq_points(sample, quantile: Callable) -> tuple[np.ndarray, np.ndarray]:
    """Return the points of a quantile-quantile plot: the law's quantiles at (i - 1/2) / n, and the sorted sample.

    Parameters
    ----------
    sample : array_like, shape (n,)
    quantile : callable
        Of an array of levels in (0, 1).

    Returns
    -------
    theory, observed : ndarray, shape (n,)

    Raises
    ------
    ValueError
        If the sample is empty or holds NaN or infinity.

    See Also
    --------
    scipy.stats.probplot : the same idea, with slightly different levels.

    Notes
    -----
    Chapter: Continuous variables, transformations. The points lie near a line of slope s and intercept m if the
    sample comes from m + s X, where X has the law.

    Examples
    --------
    >>> from m4ds.prob.continuous import uniform
    >>> qq_points([5.0, 3.0], uniform().quantile)
    (array([0.25, 0.75]), array([3., 5.]))
    """
    observed = np.sort(as_vector(sample, "sample"))
    return np.asarray(quantile((np.arange(len(observed)) + 0.5) / len(observed))), observed


def weibull_line(sample) -> tuple[float, float]:
    """Return shape and scale of the Weibull law whose quantile plot fits best, on logarithmic axes.

    Under the law, log X = log(scale) + log(-log(1 - U)) / shape. The least-squares line of the sorted logarithms
    has the slope 1 / shape and the intercept log(scale).

    Parameters
    ----------
    sample : array_like, shape (n,)
        Positive numbers, not all equal.

    Returns
    -------
    shape, scale : float

    Raises
    ------
    ValueError
        If the sample is empty, not finite or not positive, or all its values are equal.

    See Also
    --------
    scipy.stats.weibull_min.fit : maximum likelihood, with ``floc=0``.

    Notes
    -----
    Chapter: Continuous variables, transformations. A sample of c X^d gives shape / d and c scale^d: so the distance
    between the sample and its own fit has one law for all parameters.

    References
    ----------
    W. Nelson, Applied Life Data Analysis, Wiley, 1982.

    Examples
    --------
    >>> from m4ds.prob.lifetimes import weibull
    >>> levels = (np.arange(50) + 0.5) / 50
    >>> shape, scale = weibull_line(weibull(1.8, 1200).quantile(levels))
    >>> round(shape, 6), round(scale, 6)
    (1.8, 1200.0)
    """
    sample = as_vector(sample, "sample")
    if (sample <= 0).any() or sample.min() == sample.max():
        raise ValueError("sample must hold positive numbers that are not all equal")
    theory, logs = qq_points(np.log(sample), lambda u: np.log(-np.log1p(-u)))
    centred = theory - theory.mean()
    slope = centred @ logs / (centred @ centred)
    return float(1 / slope), float(np.exp(logs.mean() - slope * theory.mean()))
