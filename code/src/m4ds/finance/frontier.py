"""Portfolios of least variance: in closed form with short sales, by an active set without.

Taught in the chapter "Constraints, duality, sparsity".
"""

from dataclasses import dataclass

import numpy as np

from m4ds.linalg.symmetric import as_symmetric
from m4ds.optim.qp import active_set_qp, kkt_qp
from m4ds.validation import as_vector

__all__ = ["Frontier", "frontier", "min_variance_weights"]

RISKLESS = 1e-13  # of the largest eigenvalue: rounding leaves as much of a zero


def min_variance_weights(S, *, long_only=False):
    """Return the weights that add up to 1 with the least variance ``w'Sw``.

    Parameters
    ----------
    S : array_like, shape (n, n)
        The covariance matrix of the returns, positive definite.
    long_only : bool
        If true, no weight may be negative.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If `S` is not a finite symmetric matrix, or not positive definite (some mix then looks riskless).

    See Also
    --------
    m4ds.optim.qp.active_set_qp : gives the multipliers as well.
    scipy.optimize.minimize : `method="SLSQP"`.

    References
    ----------
    Markowitz (1952), "Portfolio selection", Journal of Finance 7(1).

    Examples
    --------
    >>> min_variance_weights([[1, 0], [0, 3]]).round(12)
    array([0.75, 0.25])
    >>> min_variance_weights([[1, 2], [2, 9]], long_only=True)
    array([1., 0.])
    """
    S = _as_covariance(S)
    n, size = len(S), np.abs(S).max()
    ones = np.ones((1, n))
    if long_only:
        best = active_set_qp(S / size, np.zeros(n), ones, [1.0], -np.eye(n), np.zeros(n), np.full(n, 1 / n))
        w = np.maximum(best.x, 0)
        w[list(best.active)] = 0                # these are zero by definition; rounding left 1e-17 or so
        return w / w.sum()
    return kkt_qp(S / size, np.zeros(n), ones, [1.0])[0]


@dataclass(frozen=True)
class Frontier:
    """All portfolios of least variance for a given mean.

    Attributes
    ----------
    safest, tilt : ndarray, shape (n,)
        The weights of least variance, which add up to 1; and the change of weights for one more unit of mean, which
        adds up to 0. The weights for the mean `m` are ``safest + (m - mean) * tilt``.
    mean, variance : float
        Of the safest portfolio.
    curvature : float
        The variance for the mean `m` is ``variance + curvature * (m - mean)**2``.
    """

    safest: np.ndarray
    tilt: np.ndarray
    mean: float
    variance: float
    curvature: float

    def weights(self, m) -> np.ndarray:
        """Return the weights of least variance among those with the mean `m`."""
        return self.safest + (m - self.mean) * self.tilt

    def risk(self, m):
        """Return the least standard deviation for the mean `m` (a number or an array)."""
        return np.sqrt(self.variance + self.curvature * (np.asarray(m) - self.mean) ** 2)


def frontier(S, mu) -> Frontier:
    """Return the frontier of assets with the covariance matrix `S` and the means `mu`; short sales allowed.

    Parameters
    ----------
    S : array_like, shape (n, n)
        Positive definite.
    mu : array_like, shape (n,)
        Not all equal.

    Raises
    ------
    TypeError, ValueError
        As `min_variance_weights`; or if `mu` does not fit, or all means are equal (then only one mean can be had).

    References
    ----------
    Merton (1972), "An analytic derivation of the efficient portfolio frontier".

    Examples
    --------
    >>> front = frontier([[1, 0], [0, 3]], [1, 2])
    >>> front.safest.round(12), round(front.mean, 12), front.weights(1.5).round(12)
    (array([0.75, 0.25]), 1.25, array([0.5, 0.5]))
    """
    S, mu = _as_covariance(S), as_vector(mu, "mu")
    if len(mu) != len(S):
        raise ValueError(f"mu must have length {len(S)}, but it has length {len(mu)}")
    if np.ptp(mu) <= 1e-12 * np.abs(mu).max():
        raise ValueError("all means are equal, so only one mean can be had: use min_variance_weights")
    safest = min_variance_weights(S)
    centred = mu - mu @ safest                  # the mean of the safest mix changes nothing but the origin
    size = np.abs(S).max()
    direction = np.linalg.solve(S / size, centred)
    spread = centred @ direction
    tilt = direction / spread
    return Frontier(safest, tilt, float(mu @ safest), float(safest @ S @ safest), float(size / spread))


def _as_covariance(S):
    S = as_symmetric(S, "S")
    values = np.linalg.eigvalsh(S)
    if values[0] <= RISKLESS * values[-1]:
        raise ValueError("S is not positive definite: it gives some mix no risk, which an optimiser would buy; use "
                         "more months than assets, or a better estimate")
    return S
