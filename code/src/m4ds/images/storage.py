"""What a compressed picture costs in bits, and how much of it a budget buys."""

from collections.abc import Callable

import numpy as np

__all__ = ["VALUE_BITS", "largest_bits", "most_within", "nmf_bits", "patch_bits", "svd_bits", "zigzag_bits"]

VALUE_BITS = 16   # each stored number is a half-precision float


def svd_bits(shape: tuple[int, int], k: int) -> int:
    """Return the bits of a rank-k SVD of a picture: k singular values and 2 k singular vectors.

    Examples
    --------
    >>> svd_bits((256, 256), 10)
    82080
    """
    m, n = shape
    return VALUE_BITS * k * (m + n + 1)


def nmf_bits(shape: tuple[int, int], r: int) -> int:
    """Return the bits of a non-negative factorisation W H of rank r.

    Examples
    --------
    >>> nmf_bits((256, 256), 10)
    81920
    """
    m, n = shape
    return VALUE_BITS * r * (m + n)


def zigzag_bits(shape: tuple[int, int], count: int, n: int = 8) -> int:
    """Return the bits of `count` zig-zag coefficients in every n x n block: values alone, no positions.

    Examples
    --------
    >>> zigzag_bits((256, 256), 5)
    81920
    """
    return VALUE_BITS * count * blocks_of(shape, n)


def largest_bits(shape: tuple[int, int], count: int, n: int = 8) -> int:
    """Return the bits of the `count` largest coefficients of a picture in n x n blocks.

    Each kept value carries its place in the block; each block says how many it keeps (0 to n^2).

    Examples
    --------
    >>> largest_bits((256, 256), 3000)
    73168
    """
    place = int(np.ceil(np.log2(n * n)))
    header = int(np.ceil(np.log2(n * n + 1)))
    return (VALUE_BITS + place) * count + header * blocks_of(shape, n)


def patch_bits(shape: tuple[int, int], k: int, n: int = 8) -> int:
    """Return the bits of a rank-k SVD of the matrix whose rows are the n x n blocks of a picture.

    Examples
    --------
    >>> patch_bits((256, 256), 5)
    87120
    """
    return svd_bits((blocks_of(shape, n), n * n), k)


def blocks_of(shape: tuple[int, int], n: int = 8) -> int:
    """Return the number of n x n blocks in a picture of this shape."""
    if shape[0] % n or shape[1] % n:
        raise ValueError(f"the sides must be multiples of {n}, but the shape is {shape}")
    return (shape[0] // n) * (shape[1] // n)


def most_within(cost: Callable[..., int], shape: tuple[int, int], budget: float) -> int:
    """Return the largest count whose `cost(shape, count)` does not exceed `budget` bits; 0 if none does.

    Every cost in this module is a constant plus a multiple of the count.

    Examples
    --------
    >>> most_within(svd_bits, (256, 256), 2 * 256 * 256)
    15
    """
    fixed = cost(shape, 0)
    return max(0, int((budget - fixed) // (cost(shape, 1) - fixed)))
