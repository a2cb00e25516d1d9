"""The multivariate normal law: log density, draws, conditional law, Mahalanobis distance, partial correlations.

Taught in the chapter "Joint laws and the multivariate normal".
"""

from typing import NamedTuple

import numpy as np

from m4ds.linalg.symmetric import as_symmetric, cholesky
from m4ds.linalg.triangular import back_sub, forward_sub
from m4ds.validation import as_finite_array, as_vector

__all__ = ["Conditional", "mahalanobis", "mvn_condition", "mvn_logpdf", "mvn_sample", "partial_correlations"]


class Conditional(NamedTuple):
    """The law of the coordinates `rest`, given the others: normal with this mean and covariance."""

    rest: np.ndarray
    mean: np.ndarray
    cov: np.ndarray


def _law(mean, cov):
    mean, cov = as_vector(mean, "mean"), as_symmetric(cov, "cov")
    if len(cov) != len(mean):
        raise ValueError(f"cov must have shape ({len(mean)}, {len(mean)}) to fit the mean, but it has {cov.shape}")
    return mean, cov


def _points(x, name, d):
    x = as_finite_array(x, name)
    if x.ndim not in (1, 2) or x.shape[-1] != d:
        raise ValueError(f"{name} must have shape ({d},) or (n, {d}), but it has shape {x.shape}")
    return x


def _whitened(x, mean, L):
    """Return the columns L^-1 (x - mean), one for each point."""
    return forward_sub(L, np.atleast_2d(x - mean).T)


def mahalanobis(x, mean, cov):
    """Return the Mahalanobis distance of each point from `mean`: the length of the whitened deviation.

    Parameters
    ----------
    x : array_like, shape (d,) or (n, d)
    mean : array_like, shape (d,)
    cov : array_like, shape (d, d), symmetric positive definite

    Returns
    -------
    float or ndarray, shape (n,)
        Without a unit. For normal points its square has the chi-square law with d degrees of freedom.

    Raises
    ------
    TypeError, ValueError
        If an argument holds anything but finite numbers, or the shapes do not fit.
    numpy.linalg.LinAlgError
        If `cov` is not positive definite.

    See Also
    --------
    scipy.spatial.distance.mahalanobis : takes the inverse of the covariance.
    sklearn.covariance.EmpiricalCovariance.mahalanobis : the squares.

    Notes
    -----
    Factors ``cov = L @ L.T`` and solves one triangular system; the inverse is never formed.

    Examples
    --------
    >>> round(float(mahalanobis([3, 0], [0, 0], [[1, 0.8], [0.8, 1]])), 10)
    5.0
    """
    mean, cov = _law(mean, cov)
    x = _points(x, "x", len(mean))
    lengths = np.linalg.norm(_whitened(x, mean, cholesky(cov)), axis=0)
    return lengths if x.ndim == 2 else float(lengths[0])


def mvn_logpdf(x, mean, cov):
    """Return the logarithm of the density of the multivariate normal law N(mean, cov).

    Parameters
    ----------
    x : array_like, shape (d,) or (n, d)
    mean : array_like, shape (d,)
    cov : array_like, shape (d, d), symmetric positive definite

    Returns
    -------
    float or ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError, numpy.linalg.LinAlgError
        As for `mahalanobis`.

    See Also
    --------
    scipy.stats.multivariate_normal.logpdf : accepts a singular covariance on request.

    Notes
    -----
    The logarithm of the determinant is twice the sum of the logarithms of the Cholesky diagonal, so nothing
    overflows or underflows in high dimension.

    Examples
    --------
    >>> round(float(mvn_logpdf([0, 0], [0, 0], [[1, 0], [0, 1]])), 6)
    -1.837877
    """
    mean, cov = _law(mean, cov)
    x = _points(x, "x", len(mean))
    L = cholesky(cov)
    squares = (_whitened(x, mean, L) ** 2).sum(axis=0)
    log = -(len(mean) * np.log(2 * np.pi) + squares) / 2 - np.log(np.diag(L)).sum()
    return log if x.ndim == 2 else float(log[0])


def mvn_sample(mean, cov, size: int, rng: np.random.Generator) -> np.ndarray:
    """Draw from N(mean, cov): ``mean + L z`` with the Cholesky factor L and independent standard normal z.

    Parameters
    ----------
    mean : array_like, shape (d,)
    cov : array_like, shape (d, d), symmetric positive definite
    size : int
        How many vectors, at least 1.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (size, d)

    Raises
    ------
    TypeError, ValueError, numpy.linalg.LinAlgError
        As for `mahalanobis`, or if `size` is not a positive whole number.

    See Also
    --------
    numpy.random.Generator.multivariate_normal : by default with an SVD, which also takes a singular covariance.

    Examples
    --------
    >>> mvn_sample([10, 20], [[4, 2], [2, 5]], 3, np.random.default_rng(0)).shape
    (3, 2)
    """
    mean, cov = _law(mean, cov)
    if not isinstance(size, (int, np.integer)) or isinstance(size, bool) or size < 1:
        raise ValueError(f"size must be a positive whole number, but it is {size!r}")
    return mean + rng.standard_normal((size, len(mean))) @ cholesky(cov).T


def mvn_condition(mean, cov, observed, values) -> Conditional:
    """Return the law of the other coordinates of a normal vector, given the values of some.

    Parameters
    ----------
    mean : array_like, shape (d,)
    cov : array_like, shape (d, d), symmetric, with a positive definite block of the observed coordinates
    observed : sequence of int, length k, 1 <= k < d
        Which coordinates were seen, each once.
    values : array_like, shape (k,) or (n, k)
        Their values, in the order of `observed`; several cases as rows.

    Returns
    -------
    Conditional
        ``rest`` (the other coordinates, rising), ``mean`` of shape (d - k,) or (n, d - k), and ``cov`` of shape
        (d - k, d - k), which does not depend on the values.

    Raises
    ------
    TypeError, ValueError
        If an argument does not hold finite numbers, the shapes do not fit, or `observed` names a coordinate
        twice, one that does not exist, none, or all.
    numpy.linalg.LinAlgError
        If the observed block is singular.

    See Also
    --------
    sklearn.gaussian_process.GaussianProcessRegressor : the same formula, with a covariance that is a function.

    Notes
    -----
    With the observed block ``Saa = L @ L.T`` and ``W = L^-1 Sab``, the mean is ``mb + W.T L^-1 (x - ma)`` and
    the covariance ``Sbb - W.T W``, symmetric by construction.

    Examples
    --------
    >>> given = mvn_condition([10, 20], [[4, 2], [2, 5]], [0], [12])
    >>> given.mean.tolist(), given.cov.tolist()
    ([21.0], [[4.0]])
    """
    mean, cov = _law(mean, cov)
    seen, rest = _split(observed, len(mean))
    values = _points(values, "values", len(seen))
    L = cholesky(cov[np.ix_(seen, seen)])
    W = forward_sub(L, cov[np.ix_(seen, rest)])
    shift = (W.T @ _whitened(values, mean[seen], L)).T
    centre = mean[rest] + (shift if values.ndim == 2 else shift[0])
    return Conditional(rest, centre, cov[np.ix_(rest, rest)] - W.T @ W)


def _split(observed, d):
    seen = np.asarray(observed)
    if seen.ndim != 1 or seen.size == 0 or seen.dtype.kind not in "iu":
        raise ValueError("observed must be a list of coordinates: at least one whole number")
    if (seen < 0).any() or (seen >= d).any() or len(set(seen.tolist())) < len(seen):
        raise ValueError(f"observed must name different coordinates from 0 to {d - 1}, but it is {seen.tolist()}")
    if len(seen) == d:
        raise ValueError("observed names every coordinate: nothing is left to predict")
    return seen, np.setdiff1d(np.arange(d), seen)


def partial_correlations(cov) -> np.ndarray:
    """Return the matrix of the correlations of each pair of coordinates, given all the others.

    Parameters
    ----------
    cov : array_like, shape (d, d), symmetric positive definite

    Returns
    -------
    ndarray, shape (d, d)
        With the precision matrix P, ``-P[i, j] / sqrt(P[i, i] P[j, j])``, and ones on the diagonal.

    Raises
    ------
    TypeError, ValueError, numpy.linalg.LinAlgError
        If `cov` is not a finite symmetric positive definite matrix.

    See Also
    --------
    sklearn.covariance.GraphicalLasso : a precision matrix with many zeros, estimated from data.

    Examples
    --------
    >>> partial_correlations([[3, 1, 1], [1, 3, 1], [1, 1, 3]])[0].round(3).tolist()
    [1.0, 0.25, 0.25]
    """
    L = cholesky(cov)
    precision = back_sub(L.T, forward_sub(L, np.eye(len(L))))
    root = np.sqrt(np.diag(precision))
    partial = -precision / root[:, None] / root
    partial = (partial + partial.T) / 2
    np.fill_diagonal(partial, 1.0)
    return partial
