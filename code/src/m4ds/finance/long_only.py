"""No short sales, read as another covariance matrix.

Taught in "Case study: a portfolio of least risk".
"""

from typing import NamedTuple

import numpy as np

from m4ds.finance.frontier import min_variance_weights
from m4ds.linalg.symmetric import as_symmetric

__all__ = ["Implied", "implied_covariance"]


class Implied(NamedTuple):
    """The long-only portfolio of S, its multipliers, and a matrix for which it is optimal without any constraint.

    Attributes
    ----------
    weights : ndarray, shape (n,)
    multipliers : ndarray, shape (n,)
        ``(S w)_i - w'Sw``, at least 0, and 0 for each asset that is held.
    covariance : ndarray, shape (n, n)
        ``S - (m 1' + 1 m')`` with the multipliers m; positive definite.
    """

    weights: np.ndarray
    multipliers: np.ndarray
    covariance: np.ndarray


def implied_covariance(S) -> Implied:
    """Return the matrix whose unconstrained portfolio of least variance is the long-only one of `S`.

    Parameters
    ----------
    S : array_like, shape (n, n)
        Positive definite.

    Returns
    -------
    Implied

    Raises
    ------
    TypeError, ValueError
        As `m4ds.finance.frontier.min_variance_weights`.

    References
    ----------
    Jagannathan and Ma, Risk reduction in large portfolios: why imposing the wrong constraints helps, Journal of
    Finance 58, 2003.

    Examples
    --------
    >>> implied = implied_covariance([[1, 2], [2, 9]])
    >>> implied.weights, implied.multipliers
    (array([1., 0.]), array([0., 1.]))
    >>> implied.covariance
    array([[1., 1.],
           [1., 7.]])
    """
    S = as_symmetric(S, "S")
    w = min_variance_weights(S, long_only=True)
    m = np.maximum(S @ w - w @ S @ w, 0)
    m[w > 0] = 0                                # by complementary slackness; rounding left 1e-17 or so
    return Implied(w, m, S - m[:, None] - m)
