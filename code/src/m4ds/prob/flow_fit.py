r"""A normalising flow in the plane fitted to data, one layer after the other.

Taught in the chapter "Multiple integrals, change of variables".
"""

import numpy as np

from m4ds.prob.flows import AffineLayer, CouplingLayer, _pairs

__all__ = ["fit_flow_2d"]


def fit_flow_2d(x, couplings=4, degree=3) -> list:
    r"""Return a flow fitted to the rows of `x`: an affine layer, then couplings that keep one coordinate in turn.

    Each layer is fitted to what the layers before it left; no layer lowers the likelihood of `x`.

    Parameters
    ----------
    x : array_like, shape (n, 2)
        More rows than 4 * (degree + 1), with a positive definite covariance matrix.
    couplings : int, optional
    degree : int, optional
        Of the polynomials m; the polynomials s have degree 1.

    Returns
    -------
    layers : list
        For `flow_log_density`, in the order in which they are applied to noise.

    Raises
    ------
    TypeError, ValueError
        If `x` is not a finite table with two columns and enough rows that do not lie on a line.

    Notes
    -----
    Taught in "Multiple integrals, change of variables". The layers are found from the data's side, so the affine layer
    is the last one that noise passes. The means are found by weighted least squares, the scales by scoring steps that
    are halved until the likelihood does not fall.

    Examples
    --------
    >>> from m4ds.prob.flows import flow_forward
    >>> z = np.random.default_rng(0).normal(size=(500, 2))
    >>> bend = CouplingLayer(0, [0, 0, 1], [0])
    >>> layers = fit_flow_2d(flow_forward([bend], z), couplings=1)
    >>> len(layers)
    2
    """
    z = _pairs(x, "x")
    if len(z) <= 4 * (degree + 1):
        raise ValueError(f"x must have more than {4 * (degree + 1)} rows, but it has {len(z)}")
    try:
        L = np.linalg.cholesky(np.cov(z.T, bias=True))
    except np.linalg.LinAlgError:
        raise ValueError("the rows of x lie on a line: their covariance matrix is singular") from None
    layers = [AffineLayer(L, z.mean(axis=0))]
    z, _ = layers[0].inverse(z)
    for k in range(couplings):
        layers.insert(0, _fit_coupling(z, k % 2, degree))
        z, _ = layers[0].inverse(z)
    return layers


def _fit_coupling(z, kept, degree, rounds=25):
    t, y = z[:, kept], z[:, 1 - kept]
    powers, line = np.vander(t, degree + 1, increasing=True), np.vander(t, 2, increasing=True)

    def cost(mean, log_scale):
        s = line @ log_scale
        return (((y - powers @ mean) * np.exp(-s)) ** 2).sum() / 2 + s.sum()

    log_scale = np.zeros(2)
    for _ in range(rounds):
        weight = np.exp(-line @ log_scale)
        mean = np.linalg.lstsq(powers * weight[:, None], y * weight, rcond=None)[0]
        excess = ((y - powers @ mean) * weight) ** 2 - 1
        step = np.linalg.lstsq(line, excess / 2, rcond=None)[0]
        before = cost(mean, log_scale)
        while cost(mean, log_scale + step) > before and np.abs(step).max() > 1e-12:
            step = step / 2
        if cost(mean, log_scale + step) <= before:
            log_scale = log_scale + step
    return CouplingLayer(kept, mean, log_scale)
