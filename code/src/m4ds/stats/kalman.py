"""The Kalman filter: what is known of a hidden state, moved on by a step and sharpened by a reading."""

from typing import NamedTuple

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["Belief", "kalman_predict", "kalman_update"]


class Belief(NamedTuple):
    """A normal law of the state: means (..., n), covariances (..., n, n). Leading axes are units."""

    mean: np.ndarray
    cov: np.ndarray


class Update(NamedTuple):
    """The new belief, and the reading's surprise (reading less its forecast) with the variance of that forecast."""

    belief: Belief
    surprise: np.ndarray
    variance: np.ndarray


def kalman_predict(belief: Belief, F, Q) -> Belief:
    """Return the belief one step later, where the state becomes F state + noise with covariance Q.

    Parameters
    ----------
    belief : Belief
    F, Q : array_like, shape (n, n)
        Q symmetric and positive semidefinite.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Notes
    -----
    Chapter: Case study: predictive maintenance.

    Examples
    --------
    >>> start = Belief(np.array([0.0, 2.0]), np.diag([0.0, 1.0]))
    >>> kalman_predict(start, [[1, 1], [0, 1]], [[1, 0], [0, 0]])
    Belief(mean=array([2., 2.]), cov=array([[2., 1.],
           [1., 1.]]))
    """
    mean, cov = _belief(belief)
    F, Q = as_finite_array(F, "F"), as_finite_array(Q, "Q")
    n = mean.shape[-1]
    if F.shape != (n, n) or Q.shape != (n, n):
        raise ValueError(f"F and Q must have shape ({n}, {n}), but they have {F.shape} and {Q.shape}")
    return Belief(mean @ F.T, F @ cov @ F.T + Q)


def kalman_update(belief: Belief, reading, forecast, cross, variance) -> Update:
    """Return the belief after a reading, one number a unit.

    Parameters
    ----------
    belief : Belief
    reading, forecast, variance : array_like, shape (...)
        The number read, its mean and its variance under the belief; variances positive.
    cross : array_like, shape (..., n)
        Covariance of the state with the reading. For a reading h . state + noise with variance r these are
        ``h . mean``, ``h' cov h + r`` and ``cov h``.

    Returns
    -------
    Update

    Raises
    ------
    ValueError
        If the shapes do not fit, or a variance is not positive.

    See Also
    --------
    statsmodels.tsa.statespace.kalman_filter.KalmanFilter
    m4ds.prob.multivariate.mvn_condition : conditioning in general.

    References
    ----------
    R. E. Kalman, A new approach to linear filtering and prediction problems, Journal of Basic Engineering 82, 1960.

    Notes
    -----
    Chapter: Case study: predictive maintenance. O(n²) a unit: a reading of one number needs no system of equations.

    Examples
    --------
    >>> before = Belief(np.array([2.0, 2.0]), np.array([[2.0, 1.0], [1.0, 1.0]]))
    >>> kalman_update(before, 5.0, 2.0, [2.0, 1.0], 4.0)[0]
    Belief(mean=array([3.5 , 2.75]), cov=array([[1.  , 0.5 ],
           [0.5 , 0.75]]))
    """
    mean, cov = _belief(belief)
    reading, forecast = as_finite_array(reading, "reading"), as_finite_array(forecast, "forecast")
    cross, variance = as_finite_array(cross, "cross"), as_finite_array(variance, "variance")
    if not (cross.shape == mean.shape and reading.shape == forecast.shape == variance.shape == mean.shape[:-1]):
        raise ValueError("reading, forecast, cross and variance must have one entry for each unit of the belief")
    if (variance <= 0).any():
        raise ValueError("the variance of a reading must be positive")
    surprise = reading - forecast
    gain = cross / variance[..., None]
    mean = mean + gain * surprise[..., None]
    cov = cov - gain[..., :, None] * cross[..., None, :]
    return Update(Belief(mean, (cov + np.swapaxes(cov, -1, -2)) / 2), surprise, variance)


def _belief(belief):
    mean, cov = as_finite_array(belief[0], "mean"), as_finite_array(belief[1], "cov")
    if mean.ndim < 1 or cov.shape != (*mean.shape, mean.shape[-1]):
        raise ValueError(f"a belief needs means (..., n) and covariances (..., n, n), but they have {mean.shape} "
                         f"and {cov.shape}")
    return mean.astype(float), cov.astype(float)
