"""A transformer that fits on a page (chapter "Neural networks from scratch")."""

import numpy as np

from m4ds.calculus.elementary import relu
from m4ds.learn.nn.attention import SelfAttention, positions
from m4ds.learn.nn.layers import Embedding, Layer, LayerNorm, Linear, Residual, Sequential

__all__ = ["TinyTransformer"]


class TinyTransformer(Layer):
    """Symbols to a score for every symbol at every place.

    Each block is ``x + attention(norm(x))``, then ``x + mlp(norm(x))``.

    Parameters
    ----------
    symbols : int
        They are numbered from 0.
    width, heads, blocks : int
    rng : numpy.random.Generator
    causal : bool
        Place i sees places 0 to i only.
    places : bool
        Whether to add the codes of the positions; without them the map commutes with permutations of the places
        unless it is causal.

    Attributes
    ----------
    attentions : list of SelfAttention
        One a block; each remembers the `weights` of the latest call.

    Raises
    ------
    ValueError
        If `width` is odd or not a multiple of `heads`, or symbols are out of range.

    See Also
    --------
    torch.nn.TransformerEncoder : with ``norm_first=True``.

    References
    ----------
    Vaswani et al., "Attention is all you need", NeurIPS (2017).

    Examples
    --------
    >>> model = TinyTransformer(6, 8, 2, 1, np.random.default_rng(0))
    >>> model(np.array([[0, 5, 3], [1, 1, 1]])).shape
    (2, 3, 6)
    """

    def __init__(self, symbols, width, heads, blocks, rng, causal=False, places=True):
        self.symbols, self.width, self.places = symbols, width, places
        positions(1, width)                     # refuses an odd width
        self.embed = Embedding(symbols, width, rng)
        self.attentions = [SelfAttention(width, heads, rng, causal) for _ in range(blocks)]
        self.blocks = [step for attend in self.attentions for step in (
            Residual(Sequential(LayerNorm(width), attend)),
            Residual(Sequential(LayerNorm(width), Linear(width, 2 * width, rng), relu, Linear(2 * width, width, rng))))]
        self.norm, self.out = LayerNorm(width), Linear(width, symbols, rng, "lecun")

    def parts(self):
        """Return the layers inside; the attentions are inside the blocks."""
        return [self.embed, *self.blocks, self.norm, self.out]

    def __call__(self, symbols):
        symbols = np.asarray(symbols)
        if symbols.dtype.kind not in "iu" or symbols.min() < 0 or symbols.max() >= self.symbols:
            raise ValueError(f"symbols must be integers from 0 to {self.symbols - 1}")
        x = self.embed(symbols) * np.sqrt(self.width)
        if self.places:
            x = x + positions(symbols.shape[1], self.width)
        for block in self.blocks:
            x = block(x)
        return self.out(self.norm(x))
