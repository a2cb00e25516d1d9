"""The same small filter at every place of a picture (chapter "Neural networks from scratch")."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from m4ds.calculus.autodiff import Tensor
from m4ds.calculus.tape import apply
from m4ds.learn.nn.initial import initial_weights
from m4ds.learn.nn.layers import Layer
from m4ds.validation import as_matrix

__all__ = ["Conv2D", "MaxPool", "correlate", "unfold"]


def correlate(x, w) -> np.ndarray:
    """Return ``y[i, j] = sum of w[a, b] * x[i + a, j + b]`` wherever the filter fits inside the picture.

    Parameters
    ----------
    x : array_like, shape (h, w)
    w : array_like, shape (a, b)
        Not larger than `x`.

    Returns
    -------
    ndarray, shape (h - a + 1, w - b + 1)

    Raises
    ------
    TypeError, ValueError
        If an input is not a finite matrix, or the filter does not fit.

    See Also
    --------
    scipy.signal.correlate2d : with ``mode="valid"``.

    Notes
    -----
    What networks call a convolution. The convolution of mathematics flips the filter first.

    Examples
    --------
    >>> correlate([[1, 2, 3], [4, 5, 6]], [[-1, 1]])
    array([[1., 1.],
           [1., 1.]])
    """
    x, w = as_matrix(x, "x"), as_matrix(w, "w")
    if w.shape[0] > x.shape[0] or w.shape[1] > x.shape[1]:
        raise ValueError(f"a filter of shape {w.shape} does not fit into a picture of shape {x.shape}")
    return np.einsum("ijab,ab->ij", sliding_window_view(x, w.shape), w)


def unfold(x, k, stride=1):
    """The rule of the tape that lays each k by k patch of each picture into a row ("im2col").

    Parameters
    ----------
    x : ndarray, shape (n, channels, h, w)
    k, stride : int

    Returns
    -------
    patches : ndarray, shape (n, rows, columns, channels * k * k)
    pullbacks : tuple
        Of one function: it adds the adjoint of each patch back to where the patch was.

    Examples
    --------
    >>> patches, (back,) = unfold(np.arange(9.0).reshape(1, 1, 3, 3), 2)
    >>> patches.shape, back(np.ones(patches.shape))[0, 0]
    ((1, 2, 2, 4), array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]]))
    """
    n, channels = x.shape[:2]
    windows = sliding_window_view(x, (k, k), axis=(2, 3))[:, :, ::stride, ::stride]
    rows, columns = windows.shape[2:4]
    patches = windows.transpose(0, 2, 3, 1, 4, 5).reshape(n, rows, columns, channels * k * k)

    def back(g):
        g = g.reshape(n, rows, columns, channels, k, k)
        out = np.zeros_like(x)
        for a in range(k):
            for b in range(k):
                out[:, :, a:a + stride * rows:stride, b:b + stride * columns:stride] += (
                    g[..., a, b].transpose(0, 3, 1, 2))
        return out
    return patches, (back,)


class Conv2D(Layer):
    """Correlate every picture with `n_out` filters over all its channels, and add a bias for each filter.

    Parameters
    ----------
    n_in, n_out : int
        Channels.
    k : int
        The filters are k by k.
    rng : numpy.random.Generator
    stride : int
        Only every stride-th place, in both directions.
    padding : int
        Zeros added on each side; ``(k - 1) // 2`` keeps the size for odd `k` and stride 1.
    how
        As for `m4ds.learn.nn.initial.initial_weights`, with ``n_in * k * k`` inputs to a unit.

    Attributes
    ----------
    weight : Tensor, shape (n_out, n_in * k * k)
        Row c is filter c, flattened from (n_in, k, k).
    bias : Tensor, shape (n_out,)

    Raises
    ------
    ValueError
        If a size makes no sense, or, when called, a picture is smaller than the filter.

    See Also
    --------
    torch.nn.Conv2d : the same arithmetic.

    Examples
    --------
    >>> layer = Conv2D(1, 4, 3, np.random.default_rng(0), padding=1)
    >>> layer(Tensor(np.ones((5, 1, 8, 8)))).shape
    (5, 4, 8, 8)
    """

    def __init__(self, n_in, n_out, k, rng, stride=1, padding=0, how="he"):
        if min(k, stride) < 1 or padding < 0:
            raise ValueError(f"k and stride are at least 1 and padding at least 0, not {k}, {stride}, {padding}")
        self.k, self.stride, self.padding = k, stride, padding
        self.weight = Tensor(initial_weights(n_out, n_in * k * k, rng, how))
        self.bias = Tensor(np.zeros(n_out))

    def __call__(self, x):
        if len(x.shape) != 4 or min(x.shape[2:]) + 2 * self.padding < self.k:
            raise ValueError(f"Conv2D takes pictures (n, channels, h, w) of at least {self.k} by {self.k} after "
                             f"padding, not shape {x.shape}")
        if self.padding:
            x = apply(_pad, x, by=self.padding)
        patches = apply(unfold, x, k=self.k, stride=self.stride)
        return (patches @ self.weight.T + self.bias).swap(3, 2).swap(2, 1)


class MaxPool(Layer):
    """The largest entry of each k by k block; rows and columns that do not fill a block are left out.

    Examples
    --------
    >>> MaxPool(2)(Tensor(np.arange(16.0).reshape(1, 1, 4, 4))).data[0, 0]
    array([[ 5.,  7.],
           [13., 15.]])
    """

    def __init__(self, k):
        self.k = k

    def __call__(self, x):
        n, c, h, w = x.shape
        rows, columns = h // self.k, w // self.k
        x = x[:, :, :rows * self.k, :columns * self.k].reshape(n, c, rows, self.k, columns, self.k)
        return x.max(axis=5).max(axis=3)


def _pad(x, by):
    """Zeros around each picture."""
    return np.pad(x, ((0, 0), (0, 0), (by, by), (by, by))), (lambda g: g[:, :, by:-by, by:-by],)
