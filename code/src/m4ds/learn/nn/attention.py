"""Rows that look at other rows (chapter "Neural networks from scratch")."""

import numpy as np

from m4ds.calculus.autodiff import softmax
from m4ds.learn.nn.layers import Layer, Linear

__all__ = ["SelfAttention", "attention", "causal_mask", "positions"]

HIDDEN = -1e30          # added to a score: its exponential is exactly 0


def attention(Q, K, V, hide=None):
    """Return ``softmax(Q K' / sqrt(d)) V`` and the weights: each query's mean of the values.

    Parameters
    ----------
    Q : Tensor, shape (..., t, d)
    K : Tensor, shape (..., s, d)
    V : Tensor, shape (..., s, m)
    hide : array_like of bool, shape (t, s), optional
        True where a query must not look. Every query must see at least one key.

    Returns
    -------
    out : Tensor, shape (..., t, m)
    weights : Tensor, shape (..., t, s)
        Not negative; each row adds up to 1.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a row of `hide` hides everything.

    See Also
    --------
    torch.nn.functional.scaled_dot_product_attention : its boolean mask is True where a query may look.

    References
    ----------
    Vaswani et al., "Attention is all you need", NeurIPS (2017).

    Examples
    --------
    >>> from m4ds.calculus.autodiff import Tensor
    >>> Q, K = Tensor([[0.0, 0.0]]), Tensor([[1.0, 0.0], [0.0, 1.0]])
    >>> out, weights = attention(Q, K, Tensor([[10.0], [20.0]]))
    >>> out.data, weights.data
    (array([[15.]]), array([[0.5, 0.5]]))
    """
    scores = Q @ K.swap(-1, -2) * (1 / np.sqrt(Q.shape[-1]))
    if hide is not None:
        hide = np.asarray(hide, dtype=bool)
        if hide.all(axis=-1).any():
            raise ValueError("a query that may look nowhere has no weights: leave at least one key visible")
        scores = scores + np.where(hide, HIDDEN, 0.0)
    weights = softmax(scores)
    return weights @ V, weights


def causal_mask(t: int) -> np.ndarray:
    """Return the t by t table that hides the future: True above the diagonal.

    Examples
    --------
    >>> causal_mask(3) * 1
    array([[0, 1, 1],
           [0, 0, 1],
           [0, 0, 0]])
    """
    return np.triu(np.ones((t, t), dtype=bool), 1)


def positions(t: int, width: int) -> np.ndarray:
    """Return sines and cosines of the position, in geometrically spaced frequencies.

    Parameters
    ----------
    t : int
        Positions 0, ..., t - 1.
    width : int
        Even.

    Returns
    -------
    ndarray, shape (t, width)
        Columns 2i and 2i + 1 are sine and cosine of ``position / 10000**(2 i / width)``.

    Raises
    ------
    ValueError
        If `width` is odd or a size is below 1.

    References
    ----------
    Vaswani et al., "Attention is all you need", NeurIPS (2017).

    Examples
    --------
    >>> positions(3, 4)[0]
    array([0., 1., 0., 1.])
    """
    if t < 1 or width < 2 or width % 2:
        raise ValueError(f"positions needs t >= 1 and an even width >= 2, not {t} and {width}")
    angle = np.arange(t)[:, None] / 10_000.0 ** (np.arange(0, width, 2) / width)
    return np.stack([np.sin(angle), np.cos(angle)], axis=-1).reshape(t, width)


class SelfAttention(Layer):
    """Queries, keys and values are linear maps of the same rows; several heads side by side, then one more map.

    Parameters
    ----------
    width : int
        Length of a row, a multiple of `heads`.
    heads : int
    rng : numpy.random.Generator
    causal : bool
        Hide from each row those behind it.

    Attributes
    ----------
    weights : ndarray, shape (n, heads, t, t)
        Of the latest call.

    Raises
    ------
    ValueError
        If `width` is not a multiple of `heads`.

    See Also
    --------
    torch.nn.MultiheadAttention

    Examples
    --------
    >>> from m4ds.calculus.autodiff import Tensor
    >>> layer = SelfAttention(8, 2, np.random.default_rng(0), causal=True)
    >>> layer(Tensor(np.ones((3, 5, 8)))).shape, layer.weights.shape
    ((3, 5, 8), (3, 2, 5, 5))
    """

    def __init__(self, width, heads, rng, causal=False):
        if heads < 1 or width % heads:
            raise ValueError(f"a width of {width} cannot be shared by {heads} heads")
        self.heads, self.causal, self.weights = heads, causal, None
        self.query, self.key, self.value, self.out = (Linear(width, width, rng, "lecun", bias=False)
                                                      for _ in range(4))

    def __call__(self, x):
        n, t, width = x.shape

        def split(y):                       # (n, t, width) -> (n, heads, t, width / heads)
            return y.reshape(n, t, self.heads, width // self.heads).swap(1, 2)
        mixed, weights = attention(split(self.query(x)), split(self.key(x)), split(self.value(x)),
                                   causal_mask(t) if self.causal else None)
        self.weights = weights.data
        return self.out(mixed.swap(1, 2).reshape(n, t, width))
