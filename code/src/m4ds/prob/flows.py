r"""Normalising flows in the plane: invertible layers, and the density that they make of normal noise.

Taught in the chapter "Multiple integrals, change of variables".
"""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_matrix, as_square, as_vector

__all__ = ["AffineLayer", "CouplingLayer", "flow_density_2d", "flow_forward", "flow_log_density"]


@dataclass(frozen=True)
class AffineLayer:
    r"""The map :math:`\mathbf z \mapsto L \mathbf z + \mathbf b` with a lower triangular L, positive on the diagonal.

    Parameters
    ----------
    L : array_like, shape (2, 2)
    b : array_like, shape (2,)
    """

    L: np.ndarray
    b: np.ndarray

    def __post_init__(self):
        L, b = as_square(self.L, "L"), as_vector(self.b, "b")
        if L.shape != (2, 2) or b.shape != (2,) or L[0, 1] != 0 or (np.diag(L) <= 0).any():
            raise ValueError("L must be 2 by 2, lower triangular with a positive diagonal, and b of length 2")
        object.__setattr__(self, "L", L)
        object.__setattr__(self, "b", b)

    def forward(self, z):
        """Return the images of the rows of `z` and the logarithm of the determinant at each."""
        return z @ self.L.T + self.b, np.full(len(z), np.log(np.diag(self.L)).sum())

    def inverse(self, x):
        """Return what `forward` takes to the rows of `x`, and the logarithm of the determinant of `forward` there."""
        return np.linalg.solve(self.L, (x - self.b).T).T, np.full(len(x), np.log(np.diag(self.L)).sum())


@dataclass(frozen=True)
class CouplingLayer:
    r"""One coordinate, t, stays; the other becomes :math:`m(t) + e^{s(t)} z`.

    Parameters
    ----------
    kept : int
        0 or 1: the coordinate that stays.
    mean, log_scale : array_like, shape (k,)
        The polynomials m and s, coefficients from the constant up.
    """

    kept: int
    mean: np.ndarray
    log_scale: np.ndarray

    def __post_init__(self):
        if self.kept not in (0, 1):
            raise ValueError(f"kept must be 0 or 1, but it is {self.kept!r}")
        object.__setattr__(self, "mean", as_vector(self.mean, "mean"))
        object.__setattr__(self, "log_scale", as_vector(self.log_scale, "log_scale"))

    def forward(self, z):
        """Return the images of the rows of `z` and the logarithm of the determinant at each."""
        m, s = self._curves(z)
        x = z.copy()
        x[:, 1 - self.kept] = m + np.exp(s) * z[:, 1 - self.kept]
        return x, s

    def inverse(self, x):
        """Return what `forward` takes to the rows of `x`, and the logarithm of the determinant of `forward` there."""
        m, s = self._curves(x)
        z = x.copy()
        z[:, 1 - self.kept] = (x[:, 1 - self.kept] - m) * np.exp(-s)
        return z, s

    def _curves(self, points):
        t = points[:, self.kept]
        return np.polyval(self.mean[::-1], t), np.polyval(self.log_scale[::-1], t)


def flow_forward(layers, z) -> np.ndarray:
    """Return the images of the rows of `z` under the layers, the first layer first.

    Parameters
    ----------
    layers : sequence of AffineLayer or CouplingLayer
    z : array_like, shape (n, 2)

    Examples
    --------
    >>> flow_forward([CouplingLayer(0, [0, 0, 1], [0])], [[2.0, 1.0]])
    array([[2., 5.]])
    """
    z = _pairs(z, "z")
    for layer in layers:
        z, _ = layer.forward(z)
    return z


def flow_log_density(layers, x) -> np.ndarray:
    r"""Return the logarithm of the density of the flow of standard normal noise at the rows of `x`.

    Parameters
    ----------
    layers : sequence of AffineLayer or CouplingLayer
        As they are applied to the noise, the first layer first.
    x : array_like, shape (n, 2)

    Returns
    -------
    logp : ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If `x` is not a finite table with two columns.

    See Also
    --------
    scipy.stats.multivariate_normal : what a flow of affine layers alone makes.

    References
    ----------
    L. Dinh, J. Sohl-Dickstein and S. Bengio, "Density estimation using Real NVP", ICLR 2017.

    Notes
    -----
    Taught in "Multiple integrals, change of variables". Go back through the layers to z; then
    :math:`\log p(x) = -\log 2\pi - \|z\|^2/2 - \sum_k \log|\det J_k|`.

    Examples
    --------
    >>> stretch = AffineLayer([[2, 0], [0, 3]], [0, 0])
    >>> round(float(np.exp(flow_log_density([stretch], [[0, 0]]))[0] * 12 * np.pi), 12)
    1.0
    """
    z = _pairs(x, "x")
    total = np.zeros(len(z))
    for layer in reversed(list(layers)):
        z, logdet = layer.inverse(z)
        total += logdet
    return -np.log(2 * np.pi) - (z**2).sum(axis=1) / 2 - total


def flow_density_2d(layers, x) -> np.ndarray:
    """Return the density of the flow of standard normal noise at the rows of `x`; see `flow_log_density`.

    Examples
    --------
    >>> round(float(flow_density_2d([], [[0, 0]])[0] * 2 * np.pi), 12)
    1.0
    """
    return np.exp(flow_log_density(layers, x))


def _pairs(x, name):
    x = as_matrix(x, name)
    if x.shape[1] != 2:
        raise ValueError(f"{name} must have two columns, but it has shape {x.shape}")
    return x
