"""The slope and the curvature of log Gamma, and the distance of the slope from the logarithm."""

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["digamma", "digamma_gap", "trigamma"]

FAR = 12.0   # from here on the series below is exact to rounding
BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)   # B2, B4, ..., B16


def _above_zero(x) -> np.ndarray:
    x = as_finite_array(x, "x")
    if (x <= 0).any():
        raise ValueError("x must hold positive numbers")
    return x


def digamma_gap(x) -> np.ndarray:
    """Return log x - digamma(x), to full relative precision: positive, falling and convex.

    Parameters
    ----------
    x : array_like
        Positive.

    Returns
    -------
    ndarray, shape of x
        Between 1 / (2x) and 1 / x.

    Raises
    ------
    ValueError
        If an entry is not positive and finite, or x is empty.

    See Also
    --------
    scipy.special.digamma : the difference ``log(x) - digamma(x)`` cancels for large x, this function does not.

    Notes
    -----
    Chapter: Estimation. ``gap(x) = gap(x + 1) + 1/x - log(1 + 1/x)`` leads to x >= 12; there the series
    ``1/(2x) + sum of B(2k) / (2k x^(2k))`` with Bernoulli's numbers is exact to rounding.

    Examples
    --------
    >>> digamma_gap([1.0, 100.0]).round(6)
    array([0.577216, 0.005008])
    """
    x = _above_zero(x).copy()
    total = np.zeros(x.shape)
    for _ in range(int(FAR)):
        near = x < FAR
        if not near.any():
            break
        with np.errstate(over="ignore"):
            step = np.where(near, 1 / x - np.log1p(1 / x), 0.0)
        total, x = total + step, np.where(near, x + 1, x)
    squares = 1 / (x * x)
    series = np.zeros(x.shape)
    for k in range(len(BERNOULLI), 0, -1):
        series = squares * (BERNOULLI[k - 1] / (2 * k) + series)
    return total + 1 / (2 * x) + series


def digamma(x) -> np.ndarray:
    """Return the derivative of log Gamma at positive x: the mean of log X for a Gamma variable of shape x, scale 1.

    Parameters
    ----------
    x : array_like
        Positive.

    Returns
    -------
    ndarray, shape of x
        Near its zero, 1.4616, right to an absolute error of 1e-15 or so.

    Raises
    ------
    ValueError
        If an entry is not positive and finite, or x is empty.

    See Also
    --------
    scipy.special.digamma

    Notes
    -----
    Chapter: Estimation.

    Examples
    --------
    >>> digamma([1.0, 2.0]).round(6)
    array([-0.577216,  0.422784])
    """
    x = _above_zero(x)
    return np.log(x) - digamma_gap(x)


def trigamma(x) -> np.ndarray:
    """Return the second derivative of log Gamma at positive x: the variance of log X for a Gamma variable of shape x.

    Parameters
    ----------
    x : array_like
        Positive.

    Returns
    -------
    ndarray, shape of x
        More than 1 / x.

    Raises
    ------
    ValueError
        If an entry is not positive and finite, or x is empty.

    See Also
    --------
    scipy.special.polygamma : ``polygamma(1, x)``.

    Notes
    -----
    Chapter: Estimation. ``trigamma(x) = trigamma(x + 1) + 1/x^2``, then ``1/x + 1/(2x^2) + sum of B(2k) / x^(2k+1)``.

    Examples
    --------
    >>> trigamma([1.0, 100.0]).round(6)
    array([1.644934, 0.01005 ])
    """
    x = _above_zero(x).copy()
    total = np.zeros(x.shape)
    for _ in range(int(FAR)):
        near = x < FAR
        if not near.any():
            break
        with np.errstate(over="ignore"):
            step = np.where(near, (1 / x) ** 2, 0.0)
        total, x = total + step, np.where(near, x + 1, x)
    squares = 1 / (x * x)
    series = np.zeros(x.shape)
    for b in reversed(BERNOULLI):
        series = squares * (b + series)
    return total + 1 / x + squares / 2 + series / x
