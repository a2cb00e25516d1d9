"""The covariance of least-squares coefficients when the errors have unequal variances, or come in clusters.

Taught in the chapter "Linear-model inference and regularisation".
"""

import numpy as np

from m4ds.stats.thin_qr import inverse_gram_of, thin_qr
from m4ds.validation import as_matrix, as_vector

__all__ = ["cluster_covariance", "hc_covariance"]

KINDS = ("hc0", "hc1", "hc2", "hc3")


def hc_covariance(X, residuals, kind: str = "hc3") -> np.ndarray:
    """Return G X' diag(u) X G with G = (X'X)^-1: a covariance that does not assume equal variances.

    Parameters
    ----------
    X : array_like, shape (n, p), with independent columns, n > p
    residuals : array_like, shape (n,)
        Of the least-squares fit.
    kind : {"hc0", "hc1", "hc2", "hc3"}
        What stands for the variance of row i with residual r and leverage h: r^2, n r^2 / (n - p), r^2 / (1 - h) or
        r^2 / (1 - h)^2.

    Returns
    -------
    ndarray, shape (p, p)

    Raises
    ------
    TypeError, ValueError
        If the arguments do not fit, the columns are dependent, `kind` is unknown, or a row has leverage 1 (HC2 and
        HC3).

    See Also
    --------
    statsmodels.regression.linear_model.OLS : ``fit(cov_type="HC3")``

    References
    ----------
    H. White, Econometrica 48(4), 1980. J. G. MacKinnon and H. White, Journal of Econometrics 29(3), 1985.

    Examples
    --------
    >>> hc_covariance([[1], [1]], [-1, 1]), hc_covariance([[1], [1]], [-1, 1], "hc0")
    (array([[2.]]), array([[0.5]]))
    """
    X, r = _fit(X, residuals)
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, but it is {kind!r}")
    (n, p), (Q, R) = X.shape, thin_qr(X)
    u = r**2
    if kind == "hc1":
        u = u * n / (n - p)
    elif kind != "hc0":
        h = (Q**2).sum(axis=1)
        if (h > 1 - 1e-10).any():
            raise ValueError(f"row {int(h.argmax())} has leverage 1: its residual is 0, whatever its variance")
        u = u / (1 - h) ** (1 if kind == "hc2" else 2)
    scores = np.sqrt(u)[:, None] * (X @ inverse_gram_of(R))
    return scores.T @ scores


def cluster_covariance(X, residuals, cluster) -> np.ndarray:
    """Return the sandwich for errors that are independent between clusters, and anything within them.

    Parameters
    ----------
    X : array_like, shape (n, p), with independent columns, n > p
    residuals : array_like, shape (n,)
    cluster : array_like, shape (n,)
        A label for each row; at least two different ones. With few clusters the result is too small.

    Returns
    -------
    ndarray, shape (p, p)
        With the usual factor ``g / (g - 1) * (n - 1) / (n - p)`` for g clusters.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not fit, the columns are dependent, or there is one cluster only.

    See Also
    --------
    statsmodels.regression.linear_model.OLS : ``fit(cov_type="cluster", cov_kwds={"groups": cluster})``
    m4ds.stats.clusters.cluster_bootstrap

    Examples
    --------
    >>> X, r = [[1], [1], [1], [1]], [1, 1, -1, -1]
    >>> cluster_covariance(X, r, [0, 0, 1, 1]), cluster_covariance(X, r, [0, 1, 2, 3]).round(4)
    (array([[1.]]), array([[0.3333]]))
    """
    X, r = _fit(X, residuals)
    names, which = np.unique(np.asarray(cluster), return_inverse=True)
    if which.shape != r.shape:
        raise ValueError(f"cluster must have a label for each of {len(r)} rows, but it has shape {which.shape}")
    g, (n, p) = len(names), X.shape
    if g < 2:
        raise ValueError("cluster must name at least two clusters")
    sums = np.zeros((g, p))
    np.add.at(sums, which, r[:, None] * (X @ inverse_gram_of(thin_qr(X)[1])))
    return sums.T @ sums * (g / (g - 1) * (n - 1) / (n - p))


def _fit(X, residuals):
    X, r = as_matrix(X, "X"), as_vector(residuals, "residuals")
    if len(X) != len(r):
        raise ValueError(f"residuals must have {len(X)} entries, one for each row of X, but it has {len(r)}")
    if X.shape[0] <= X.shape[1]:
        raise ValueError(f"X needs more rows than columns, but it has shape {X.shape}")
    return X, r
